# Danish: the help of the command line. English stands in the doc comments of the code.

## Words around
help-heading-usage = Brug
# In the line of the usage.
help-usage-options = TILVALG
help-usage-command = KOMMANDO
help-heading-commands = Kommandoer
help-heading-arguments = Argumenter
help-heading-options = Tilvalg
help-heading-options-of-every-command = Tilvalg for alle kommandoer
help-heading-which-operations = Hvilke handlinger
help-heading-how-to-print-them = Hvordan de vises
# Behind an option: its default and its possible values.
help-default = [standard: { $value }]
help-values = [mulige værdier: { $values }]
help-value-list = Mulige værdier:
help-option-help = Vis hjælp (mere med `--help`)
    .long = Vis hjælp (kort udgave med `-h`)
help-option-version = Vis version
help-command-help = Vis denne tekst eller hjælpen til den angivne underkommando

## Values of options
help-value-auto = I en terminal, medmindre `NO_COLOR`, `CLICOLOR=0` eller `TERM=dumb` er angivet
help-value-always = Overalt
help-value-never = Ingen steder
help-value-table = Til læsning på skærmen
help-value-csv = Kommasepareret, som regneark læser det
help-value-tsv = Tabulatorsepareret
help-value-json = Ét array
help-value-jsonl = Ét objekt pr. linje
help-value-markdown = En Markdown-tabel
help-value-xlsx = En projektmappe til regneark; kræver --output

## Options that several commands have
help-option-config = Konfigurationen [standard: `$HQSYNC_CONFIG`, ./hqsync.toml, brugerens konfigurationsmappe, /etc/hqsync/hqsync.toml]
help-option-store = Datalageret [standard: `$HQSYNC_STORE`, ellers det, som konfigurationen angiver]
help-option-lang = Sprog i meddelelser og tabeller [standard: sproget i konfigurationen, ellers systemets]
help-option-color = Hvornår der bruges farver
help-option-wide = Vis alt: linjer kan blive bredere end terminalen
help-option-no-pager = Skriv langt output direkte i terminalen uden sidevisning
help-option-channel = Kun denne kanal
help-option-dry-run = Vis, hvad der ville ske, uden at ændre noget
help-option-wait = Hvor længe der ventes på, at en kørsel slutter, f.eks. 5m
help-option-format = Outputformat
    .value-json = Et JSON-objekt; ved flere et array
help-option-limit = Hvor mange kørsler der vises, nyeste først [standard: 20]
help-option-all = Vis alle kørsler
help-option-expression = Alle handlinger, der matcher dette udtryk (som i `filter`)
help-option-status = Kun denne status: pending, waiting, failed, synced, completed, dismissed
help-option-company = Kun dette firma
help-option-since = Fra og med dette tidspunkt: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -7d. For handlinger med et ulæseligt tidsstempel gælder det tidspunkt, hvor de blev modtaget
help-option-until = Til og med dette tidspunkt; en dato alene gælder til dagens slutning
help-option-account = Kun denne kunde: en debitorkonto eller en asynkron kundes GUID eller begyndelsen af det
help-option-error = Kun med denne fejl, f.eks. email-invalid
help-option-columns = Kolonner, der skal vises, adskilt med komma; +COLUMN føjes til standardkolonnerne, -COLUMN udelades, `all` viser alle: id, channel, company, account, async, record, operation, timestamp, status, errors, attempts, description, table, counter, received, edited, notes, run, proposal, effect, ethvert felt, som `hqsync fields` viser, f.eks. Email eller old.Email, attr.NAME
help-option-sort = Sorter stigende efter denne kolonne; tomme værdier kommer sidst [standard: nyeste først]
help-option-desc = Sorter faldende
help-option-no-header = Udelad linjen med kolonnenavne
help-option-output = Skriv til denne fil, som først oprettes eller erstattes, når alt er skrevet
help-option-reason = Årsag, til revisionssporet
help-option-actor = Hvem der udfører det, til revisionssporet, som også gemmer bruger- og værtsnavn
help-option-ids = Handlingernes numre, som `list` viser dem: 17, 17,18 eller 17..20
help-option-yes = Bed ikke om bekræftelse
help-option-name = Kanalens navn

## hqsync
help-hqsync = Synkroniserer asynkrone kunder mellem detailkanaler og hovedkontoret og viser, hvad der blev af hver handling
    .after =
        Afslutningsstatus:
          0    udført
          1    mislykket, intet er udført
          2    forkert brug
          3    udført, men handlinger mislykkedes i denne kørsel
               (`status`: noget kræver handling;
               `import`: linjer blev sprunget over;
               `backup`: kopien stemmer ikke overens med sit revisionsspor)
          4    delvis: en kanal eller et job mislykkedes, resten er udført
          5    udført, helt eller delvist, men svaret kunne ikke skrives
          75   låst af en anden kørsel, prøv igen senere
          130  afbrudt af SIGINT, 143 af SIGTERM, 129 af SIGHUP:
               128 plus signalets nummer

## hqsync run-jobs
help-run-jobs = Kør jobbene: overfør (p), synkroniser (sync), hent (1010)
    .long =
        Kør jobbene: overfør (p), synkroniser (sync), hent (1010)

        `p` er P-jobbet. `sync` er det job, som på hovedkontoret hedder "Synkroniser kunder og kanalanmodninger" og før hed "Synkroniser kunder og forretningspartnere fra asynkron tilstand". `1010` henter kunderne til kanalerne.
help-run-jobs-jobs = Job, der skal køres, altid i denne rækkefølge [standard: alle tre]
help-run-jobs-channel = Begræns p og 1010 til denne kanal; flere adskilles med komma
help-run-jobs-restored = Godkend, at datalageret er sat tilbage til en ældre tilstand, da den nyere er gået tabt, og overtag de konti, som kanalerne kender
help-run-jobs-new-store = Opret et nyt datalager, selvom kanaler hører til et andet, og overtag de konti, som de kender
help-run-jobs-dry-run = Vis, hvad der ville ske, uden at ændre noget nogen steder
help-run-jobs-quiet = Vis kun problemer
help-run-jobs-wait = Hvor længe der ventes på, at en anden kørsel slutter, f.eks. 5m
help-run-jobs-format = Oversigtens format
    .value-json = Et JSON-objekt

## hqsync list
help-list = Vis en liste over handlinger, nyeste først
help-list-limit = Hvor mange handlinger der vises [standard: 50]
help-list-all = Vis alle handlinger
help-list-format = Outputformat [standard: efter filtypenavnet i `--output`; ellers table i en terminal og csv andre steder]

## hqsync browse
help-browse = Vis, ret og synkroniser handlinger på en side i terminalen
    .after =
        Eksempler:
          hqsync browse
          hqsync browse --status failed --channel Houston
          hqsync browse 'error = email-invalid'
          hqsync browse @houston                            # et gemt filter
help-browse-expression = Begynd med de handlinger, der matcher dette udtryk (som i `filter`) [standard: dem, der ikke er gået igennem]

## hqsync filter
help-filter = Find handlinger ud fra et hvilket som helst felt, og vis, tæl eller gem dem
    .after =
        Udtryk, i enkelte anførselstegn af hensyn til shellen:
          FELT OPERATOR VÆRDI, forbundet med and, or, not og parenteser
          operatorer   = != < <= > >=   ~ !~ (indeholder)   in (A, B)   not in (A, B)
                       is empty   is not empty
          jokertegn    Email = *@contoso.com   City = K?ge
                       (med = != in; \* er en stjerne)
          intervaller  id = 100..200   timestamp = 2026-11-01..2026-11-07
          tider        2026-11-01 (en hel dag)  2026-11-01T08:30  today  -2h  -7d
          tekst        hqsync filter rosa finder ordet i ethvert tekstfelt,
                       ligesom any ~ rosa
          felter       kolonnerne i `list`; error; ethvert felt, f.eks. Email;
                       address.Email kun i adresser, old.Email på hovedkontoret,
                       received.Email før redigering, attr.ShoeSize en attribut,
                       any.Email og any.Phone hvor som helst i posten
          proposal     de værdier, der ville rette det, der er galt;
                       proposal is not empty
          account      en konto, et GUID eller 'Pending sync', når der endnu
                       ikke er nogen konto
          run          den seneste kørsel, der ændrede handlingen; run = last er
                       den nyeste
          note         superseded, clock-ahead, clock-back, encoding, placeholder
          effect       created, updated, unchanged, deactivated, superseded; tom
                       før synkronisering. `description` er altid på engelsk
          Ved sammenligning af tekst er store og små bogstaver ens, med ~ også
          bogstaver med og uden accent; telefonnumre sammenlignes ud fra cifrene.
          Værdier med mellemrum eller specialtegn skal stå i anførselstegn. Det, som en
          handling mangler, er tomt, lig med intet og forskelligt fra alt.

        Eksempler:
          hqsync filter 'status = failed and Email = *@contoso.com'
          hqsync filter 'error = country-unknown' --columns id,account,Country
          hqsync filter 'status = failed' --count-by error,Country
          hqsync filter 'old.Phone is not empty and Phone is empty' --output lost.xlsx
help-filter-expression = Hvilke handlinger, f.eks. 'Email = *@contoso.com and status = failed'; @NAME for et gemt filter
help-filter-limit = Hvor mange handlinger der højst vises [standard: alle]
help-filter-count-by = Tæl handlingerne efter disse kolonner i stedet for at vise dem, den største gruppe først
help-filter-explain = Vis SQL-sætningen, dens forespørgselsplan, og hvad der afgøres for hver række, uden at køre den
help-filter-save = Gem udtrykket som filter under dette navn sammen med de tilvalg, der udvælger handlinger; intet vises
help-filter-force = Erstat et filter, der er gemt under dette navn
help-filter-list-saved = Vis de gemte filtre
help-filter-remove-saved = Fjern et gemt filter
help-filter-format = { help-list-format }

## hqsync fields
help-fields = Vis felterne: betydning, type og længde
help-fields-record = Kun felterne i denne type post; ellers vises også de indbyggede kolonner
help-fields-format = Outputformat [standard: table i en terminal, ellers csv]

## hqsync show
help-show = Vis detaljer om handlinger: problemer, gamle og nye værdier, og hvad de venter på
    .after =
        Eksempler:
          hqsync show 57
          hqsync show C-000008
          hqsync show --where 'error = email-invalid'
          hqsync show 57 --format json
help-show-given = Handlingernes numre, som `list` viser dem, f.eks. 17, 17,18 eller 17..20, eller en kunde: konto, GUID eller mailadresse
help-show-limit = Vis højst så mange af de matchende handlinger eller af kunders handlinger

## hqsync customer
help-customer = Vis en kunde: hvad hovedkontoret har nu, åbne problemer og alt, hvad der er sket
    .after =
        Eksempler:
          hqsync customer C-000008
          hqsync customer rosa@example.com
          hqsync customer '+31 20 555 0109'
          hqsync customer 4c6ce987-10d1-4958-96f3-6db8990e011e --format json
help-customer-term = Debitorkonto, GUID, mailadresse, telefonnummer eller en del af navnet
help-customer-limit = Hvor mange af kundens handlinger der vises: de nyeste og dem med problemer [standard: 1000]
help-customer-all = Vis alle kundens handlinger

## hqsync edit
help-edit = Ret felter i handlinger, der ikke er gået igennem
    .long =
        Ret felter i handlinger, der ikke er gået igennem

        Angives hverken `--set`, `--unset`, `--accept` eller `--from`, åbnes der i en terminal en editor med felterne i én handling og det, der er galt med dem: `$VISUAL`, `$EDITOR` eller vi.
    .after =
        Eksempler:
          hqsync edit 57                                    # i en editor
          hqsync edit 57 --set Email=rosa@example.com --reason 'hun ringede' --resync
          hqsync edit --where 'Country = NL' --set Country=NLD --dry-run
          hqsync edit --where 'proposal is not empty' --accept --dry-run
          hqsync edit --where 'status = failed' --accept=zip,country-unknown --resync
          hqsync edit 57 --from fields.toml
          hqsync filter 'error = email-invalid' --columns id,Email --output fix.xlsx
          hqsync edit --from fix.xlsx --resync              # rettet i et regneark
help-edit-set = Giv et felt en værdi, f.eks. Email=x@example.com; kan angives flere gange
help-edit-unset = Tøm et felt; kan angives flere gange
help-edit-accept = Indsæt forslagene til det, der er galt: alle, eller kun dem for disse fejl- og bemærkningskoder og disse felter
help-edit-from = Læs felter og værdier fra denne fil: et JSON-objekt eller TOML, eller en tabel (.csv, .tsv, .xlsx) med en kolonne id og en kolonne for hvert felt, en række for hver handling; - er standardinput
help-edit-encoding = Læs filen med denne tegnkodning, f.eks. windows-1250; ellers UTF-8, UTF-16 eller Windows-1252
help-edit-unset-empty = Lad tabellens tomme celler tømme felterne; ellers forbliver felterne, som de er
help-edit-later = Ret også senere handlinger på samme post, hvis de gentager den forkerte værdi
help-edit-resync = Synkroniser med det samme, også det, der ventede

## hqsync resync
help-resync = Synkroniser handlinger nu og derefter det, der ventede på dem
    .after =
        Eksempler:
          hqsync resync 57
          hqsync resync --where 'error = customer-group-unknown' --dry-run
          hqsync resync --status failed --channel Houston --yes

## hqsync dismiss
help-dismiss = Ignorer handlinger, så de aldrig synkroniseres, og frigiv det, der ventede på dem
    .after =
        Eksempler:
          hqsync dismiss 57 --reason 'indtastet to gange'
          hqsync dismiss --where 'Email ~ test@' --reason 'testkunder' --dry-run

## hqsync history
help-history = Vis alt, hvad der er sket med en handling eller en kunde: hvem, hvornår, hvad, gammelt og nyt
help-history-account = Alle denne kundes handlinger: en debitorkonto eller en asynkron kundes GUID; flere adskilles med komma
help-history-channel = Nulstillinger af denne kanal
help-history-admin = Hvad der er sket med datalageret som helhed: konfigurationer, gemte filtre, sikkerhedskopier, kanaler
help-history-format = { help-list-format }

## hqsync status
help-status = Vis, hvordan det står til: antal, seneste kørsler, hvad der kræver handling
help-status-channel = Kun denne kanal; flere adskilles med komma
help-status-max-age = Afventende handlinger, seneste kørsler og seneste kontakter, der er ældre end dette, f.eks. 2h, kræver opmærksomhed; `none` slår det fra [standard: `status.max_age` i konfigurationen, ellers 30m]
help-status-watch = Vis det igen hvert 5. sekund, eller med SECONDS sekunders mellemrum, indtil Ctrl-C

## hqsync report
help-report = Opret en rapport: hvor længe kunder ventede, hvad der mislykkedes, og hvad der blev rettet
    .after =
        Eksempler:
          hqsync report --output november.html --since 2026-11-01 --until 2026-11-30
          hqsync report --format json --since -7d | jq .customers.seconds.median
help-report-since = Fra og med dette tidspunkt: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -30d
help-report-company = Kun kanaler i dette firma
help-report-people = Nævn dem, der har rettet handlinger
help-report-operations = Vis de 100 ældste handlinger, der ikke er gået igennem, med nummer, fejl og kanal
help-report-format = Rapportens format [standard: efter filtypenavnet i `--output`; ellers html]
    .value-html = En side til browsere, som ikke kræver andre filer
    .value-json = De samme tal som ét objekt

## hqsync jobs
help-jobs = Vis historikken over kørsler
help-jobs-run = Vis denne kørsel, ligesom `jobs show`: dens nummer eller `last`
help-jobs-format = { help-list-format }

## hqsync jobs-list
help-jobs-list = Vis en liste over kørslerne, som uden underkommando
help-jobs-list-format = { help-list-format }

## hqsync jobs-prune
help-jobs-prune = Fjern rapporterne om gamle kørsler; kørslerne bevares
help-jobs-prune-keep = Bevar rapporterne om kørsler, der begyndte inden for dette tidsrum [standard: `jobs.keep` i konfigurationen]
help-jobs-prune-dry-run = Vis, hvad der ville blive fjernet, uden at ændre noget

## hqsync jobs-show
help-jobs-show = Vis, hvad én kørsel gjorde, fordelt på job og kanal
help-jobs-show-run = Kørslens nummer eller `last`
help-jobs-show-format = Outputformat

## hqsync verify
help-verify = Kontroller datalageret mod dets revisionsspor
help-verify-anchor = En hashværdi, som `verify` tidligere har vist; mislykkes, medmindre den stadig er i kæden; kan angives flere gange
help-verify-anchors = Filer med ankre, ud over den, som konfigurationen angiver; mislykkes, medmindre alle ankre stadig er i kæden
help-verify-channels = Spørg kanalerne, hvilken indførsel i revisionssporet de kender, og om de har de konti, som hovedkontoret har tildelt
help-verify-key = Den nøgle, som `trail seal` viste, en fil, der indeholder den, eller - for standardinput; beviser, at senere indførsler ikke er ændret, siden de blev tilføjet; kan angives flere gange, da hvert segl har sin egen nøgle
help-verify-full = Sammenlign søgeindekset med alle handlinger i stedet for en stikprøve; tager flere gange så lang tid

## hqsync channels
help-channels = Vis de konfigurerede kanaler, eller opret en kanaldatabase
help-channels-name = Vis denne kanal, ligesom `channels show`
help-channels-format = { help-list-format }

## hqsync channels-show
help-channels-show = Vis en kanal med dens bogmærker

## hqsync channels-list
help-channels-list = Vis en liste over kanalerne, som uden underkommando
help-channels-list-format = { help-list-format }

## hqsync channels-check
help-channels-check = Se, om en kanal kan læses og skrives, og hvad dens filer genkendes som; intet indlæses

## hqsync channels-create
help-channels-create = Opret en tom kanaldatabase på den konfigurerede sti, eller mappen til en kanal

## hqsync channels-reset
help-channels-reset = Fortsæt med en database, der erstatter kanalens: rækker, der er overført tidligere, genkendes, og nye overføres
help-channels-reset-dry-run = Vis, hvad der ville ske, uden at ændre noget

## hqsync channels-claim
help-channels-claim = Gør dette datalager til hovedkontor for en kanal, der hører til et andet, og overtag de konti, som kanalen kender
help-channels-claim-dry-run = { help-channels-reset-dry-run }

## hqsync backup
help-backup = Sikkerhedskopier datalageret, også mens job kører, og kontroller kopien
help-backup-file = Filen, som datalageret kopieres til; i en mappe, eller hvis navnet slutter med `/`, navngives kopien efter tidspunktet
help-backup-force = Erstat filen, hvis den findes

## hqsync copy
help-copy = Kopier et datalager til et andet sted, som må være af en anden slags
    .long =
        Kopier et datalager til et andet sted, som må være af en anden slags

        Kopien har de samme handlinger, kunder og det samme revisionsspor og bevises ved at læse det hele igen. Stedet er tomt eller har det, som en afbrudt kopiering af det samme datalager efterlod. Ingen af de to datalagre behøver en konfiguration.
help-copy-source = Datalageret, der skal kopieres
help-copy-target = Hvor kopien skal være: der er endnu intet, eller en ufærdig kopi af det samme datalager

## hqsync restore
help-restore = Forklar, hvordan en sikkerhedskopi gendannes
help-restore-file = Sikkerhedskopien

## hqsync trail
help-trail = Forsegl revisionssporet

## hqsync trail-seal
help-trail-seal = Forsegl revisionssporet: derefter kan indførsler ikke ændres ubemærket, selv ikke af nogen, der overtager maskinen

## hqsync import
help-import = Importere kunder, som hovedkontoret allerede har, så handlinger på dem finder dem
    .after =
        Eksempler:
          hqsync import CUSTTABLE.csv --dry-run
          hqsync import kunder.csv --company USRT --reason 'kunder fra det gamle system'
          hqsync import USRT.jsonl NLRT.jsonl --strict
help-import-files = Filer med kunder: eksporterede tabeller eller lister, som tekst med skilletegn eller JSON, med en overskriftslinje; - er standardinput
help-import-company = Firmaet for kunder, hvis fil ikke angiver det [standard: det eneste, der er konfigureret]
help-import-strict = Importér intet, hvis en linje ikke kan bruges
help-import-encoding = Kodningen af filer, hvor den ikke fremgår, f.eks. windows-1252
help-import-culture = Den kultur, som beløb er skrevet i, f.eks. nl-NL

## hqsync index
help-index = Opdater søgeindekset, eller genopbyg det
help-index-rebuild = Genopbyg indekset fra bunden, f.eks. når `verify` viser, at det er beskadiget

## hqsync init
help-init = Skriv en konfiguration med kommentarer
help-init-file = Filen, der skal skrives

## hqsync demo
help-demo = Opret en lille eksempelverden, hvor alt kan prøves
help-demo-folder = Mappen, som verdenen oprettes i
help-demo-force = Opret den igen, selvom dens filer er ændret, siden demoen oprettede dem

## Operations
help-option-metrics = Skriv tal til Prometheus i denne fil, i mappen for node exporterens textfile collector; navnet ender på .prom
help-check = Vis på én linje, hvordan det står til, for et overvågningssystem som Nagios eller Icinga
    .after =
        Afslutningsstatus, som overvågningssystemer forventer den:
          0  OK
          1  WARNING   noget er over den første grænseværdi
          2  CRITICAL  noget er over den anden grænseværdi, et job mislykkedes, eller
                       datalageret er ikke i orden
          3  UNKNOWN   kommandolinjen eller konfigurationen er forkert, eller datalageret kan
                       ikke læses

        Eksempler:
          hqsync check
          hqsync check --failed 10:100 --age 1h:4h --run-age 15m:1h --channels 0:2
help-check-failed = Grænseværdier for antallet af mislykkede handlinger: over den første gives en advarsel, over den anden er det kritisk; en af dem kan udelades
help-check-age = Det samme for den tid, en handling har afventet synkronisering
help-check-run-age = Det samme for tiden, siden et job senest blev kørt
help-check-channels = Det samme for antallet af kanaler, der ikke kan nås
help-config = Vis den gældende konfiguration, og hvor hver værdi kommer fra, eller kontroller den og dens kanaler
help-config-check = Kontroller, om datalageret kan åbnes, og om der kan læses fra og skrives til hver kanal og dens tabeller; intet ændres
help-backup-keep = Behold så mange kopier af datalageret i mappen, inklusive den nye, og fjern ældre, der er navngivet efter tidspunktet
help-init-system = Skriv /etc/hqsync/hqsync.toml, som tjenestefilerne forventer det: dataene ligger i /var/lib/hqsync
help-init-root = Skriv filen under denne mappe i stedet for under /, til en pakke eller et image
help-completions = Vis scriptet, der fuldfører kommandolinjer i en shell
help-completions-shell = Shellen
help-man = Skriv siderne til `man` i en mappe
help-man-folder = Mappen med manualer, f.eks. /usr/share/man; manglende mapper oprettes
