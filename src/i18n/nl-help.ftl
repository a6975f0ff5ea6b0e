# Dutch: the help of the command line. English stands in the doc comments of the code.

## Words around
help-heading-usage = Gebruik
# In the line of the usage.
help-usage-options = OPTIES
help-usage-command = OPDRACHT
help-heading-commands = Opdrachten
help-heading-arguments = Argumenten
help-heading-options = Opties
help-heading-options-of-every-command = Opties van elke opdracht
help-heading-which-operations = Welke bewerkingen
help-heading-how-to-print-them = Hoe ze worden getoond
# Behind an option: its default and its possible values.
help-default = [standaard: { $value }]
help-values = [mogelijke waarden: { $values }]
help-value-list = Mogelijke waarden:
help-option-help = Help tonen (uitgebreid met `--help`)
    .long = Help tonen (beknopt met `-h`)
help-option-version = Versie tonen
help-command-help = Dit bericht of de help van de opgegeven subopdracht(en) tonen

## Values of options
help-value-auto = Op een terminal, tenzij `NO_COLOR`, `CLICOLOR=0` of `TERM=dumb` is ingesteld
help-value-always = Overal
help-value-never = Nergens
help-value-table = Voor menselijke lezers
help-value-csv = Gescheiden door komma's, leesbaar voor spreadsheetprogramma's
help-value-tsv = Gescheiden door tabs
help-value-json = Eén array
help-value-jsonl = Eén object per regel
help-value-markdown = Een Markdown-tabel
help-value-xlsx = Een werkmap voor spreadsheetprogramma's; vereist --output

## Options that several commands have
help-option-config = De configuratie [standaard: `$HQSYNC_CONFIG`, ./hqsync.toml, de configuratiemap van de gebruiker, /etc/hqsync/hqsync.toml]
help-option-store = De opslag [standaard: `$HQSYNC_STORE`, de opslag uit de configuratie]
help-option-lang = Taal van berichten en tabellen [standaard: die van de configuratie of de landinstelling]
help-option-color = Wanneer kleuren worden gebruikt
help-option-wide = Alles tonen: regels kunnen breder zijn dan de terminal
help-option-no-pager = Lange uitvoer zonder pager op de terminal tonen
help-option-channel = Alleen dit kanaal
help-option-dry-run = Tonen wat er zou gebeuren; niets wijzigen
help-option-wait = Hoogstens zo lang wachten tot een uitvoering eindigt, bijvoorbeeld 5m
help-option-format = Indeling van de uitvoer
    .value-json = Een JSON-object; een array bij meerdere id's
help-option-limit = Aantal te tonen uitvoeringen, nieuwste eerst [standaard: 20]
help-option-all = Alle uitvoeringen tonen
help-option-expression = Alle bewerkingen die overeenkomen met deze expressie (zoals bij `filter`)
help-option-status = Alleen deze status: pending, waiting, failed, synced, completed, dismissed
help-option-company = Alleen dit bedrijf
help-option-since = Vanaf dit tijdstip: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -7d. Bij een onleesbaar tijdstempel telt het tijdstip van ontvangst
help-option-until = Tot en met dit tijdstip; een datum zonder tijd geldt tot het einde van die dag
help-option-account = Alleen deze klant: een klantrekening, of de GUID van een asynchroon klantaccount of het begin daarvan
help-option-error = Alleen met deze fout, bijvoorbeeld email-invalid
help-option-columns = Te tonen kolommen, gescheiden door komma's; +COLUMN voegt een kolom toe aan de standaardkolommen, -COLUMN laat er een weg, `all` toont alle: id, channel, company, account, async, record, operation, timestamp, status, errors, attempts, description, table, counter, received, edited, notes, run, proposal, effect, elk veld dat `hqsync fields` toont, zoals Email of old.Email, attr.NAME
help-option-sort = Oplopend sorteren op deze kolom; wat leeg is, komt achteraan [standaard: nieuwste eerst]
help-option-desc = Aflopend sorteren
help-option-no-header = De regel met kolomnamen weglaten
help-option-output = Naar dit bestand schrijven, dat pas verschijnt of wordt vervangen als het volledig is
help-option-reason = Reden, voor de audittrail
help-option-actor = Wie het uitvoert, voor de audittrail; die legt ook de gebruiker en de host vast
help-option-ids = Nummers van de bewerkingen, zoals `list` ze toont: 17, 17,18 of 17..20
help-option-yes = Niet om bevestiging vragen
help-option-name = Naam van het kanaal

## hqsync
help-hqsync = Voert de synchronisatie van asynchrone klanten tussen retailkanalen en het hoofdkantoor uit en toont wat er van elke bewerking is geworden
    .after =
        Afsluitcode:
          0    gereed
          1    mislukt, er is niets gedaan
          2    onjuist gebruik
          3    gereed, maar in deze uitvoering zijn bewerkingen mislukt (`status`: iets
               vereist aandacht; `import`: regels zijn overgeslagen; `backup`: de kopie
               stemt niet overeen met de audittrail)
          4    gedeeltelijk: een kanaal of een taak is mislukt, de rest is gereed
          5    geheel of deels gereed, maar de uitvoer kon niet worden geschreven
          75   vergrendeld door een andere uitvoering, later opnieuw proberen
          130  onderbroken door SIGINT, 143 door SIGTERM, 129 door SIGHUP: 128 plus het
               nummer van het signaal

## hqsync run-jobs
help-run-jobs = De taken uitvoeren: uploaden (p), synchroniseren (sync), downloaden (1010)
    .long =
        De taken uitvoeren: uploaden (p), synchroniseren (sync), downloaden (1010)

        `p` is de P-taak. `sync` heet op het hoofdkantoor "Klanten en kanaalaanvragen synchroniseren", en heette daar eerder "Klanten en zakenpartners synchroniseren vanuit de asynchrone modus". `1010` is het downloaden van klanten.
help-run-jobs-jobs = Uit te voeren taken, altijd in deze volgorde [standaard: alle drie]
help-run-jobs-channel = De taken p en 1010 beperken tot dit kanaal; meerdere kanalen worden gescheiden door komma's
help-run-jobs-restored = Accepteren dat de opslag is teruggezet naar een eerdere toestand, omdat de nieuwere verloren is gegaan, en de rekeningen overnemen die kanalen kennen
help-run-jobs-new-store = Een nieuwe opslag maken, ook al horen kanalen bij een andere, en de rekeningen overnemen die deze kanalen kennen
help-run-jobs-dry-run = Tonen wat er zou gebeuren; nergens iets wijzigen
help-run-jobs-quiet = Alleen problemen tonen
help-run-jobs-wait = Hoogstens zo lang wachten tot een andere uitvoering eindigt, bijvoorbeeld 5m
help-run-jobs-format = Indeling van het overzicht
    .value-json = Een JSON-object; een array bij meerdere id's

## hqsync list
help-list = Bewerkingen tonen, nieuwste eerst
help-list-limit = Aantal te tonen bewerkingen [standaard: 50]
help-list-all = Alle bewerkingen tonen
help-list-format = Indeling van de uitvoer [standaard: volgens de extensie bij `--output`; zonder die optie table op een terminal en anders csv]

## hqsync browse
help-browse = Bewerkingen bekijken, corrigeren en synchroniseren op een pagina in de terminal
    .after =
        Voorbeelden:
          hqsync browse
          hqsync browse --status failed --channel Houston
          hqsync browse 'error = email-invalid'
          hqsync browse @houston                            # een opgeslagen filter
help-browse-expression = Beginnen met de bewerkingen die aan deze expressie voldoen (zoals bij `filter`) [standaard: die nog niet zijn geslaagd]

## hqsync filter
help-filter = Bewerkingen zoeken op elk gewenst veld en ze tonen, tellen of opslaan
    .after =
        Expressies, tussen enkele aanhalingstekens vanwege de shell:
          VELD OPERATOR WAARDE, verbonden door and, or, not en haakjes
          operators    = != < <= > >=   ~ !~ (bevat)   in (A, B)   not in (A, B)
                       is empty   is not empty
          jokertekens  Email = *@contoso.com   City = K?ge
                       (bij = != in; \* is een sterretje)
          bereiken     id = 100..200   timestamp = 2026-11-01..2026-11-07
          tijdstippen  2026-11-01 (een hele dag)  2026-11-01T08:30  today  -2h  -7d
          tekst        hqsync filter rosa vindt het woord in elk tekstveld, net als
                       any ~ rosa
          velden       de kolommen van `list`; error; elk veld, zoals Email;
                       address.Email alleen van adressen, old.Email op het
                       hoofdkantoor, received.Email vóór correcties, attr.ShoeSize een
                       kenmerk, any.Email en any.Phone overal in het record
          proposal     de waarden die zouden verhelpen wat er mis is;
                       proposal is not empty
          account      een rekening, een GUID, of 'Pending sync' als er nog geen is
          run          de laatste uitvoering die de bewerking heeft gewijzigd;
                       run = last is de nieuwste
          note         superseded, clock-ahead, clock-back, encoding, placeholder
          effect       created, updated, unchanged, deactivated, superseded; leeg vóór
                       de synchronisatie. `description` is altijd in het Engels
          Tekst wordt vergeleken zonder te letten op hoofdletters, met ~ ook zonder te
          letten op accenten; telefoonnummers worden vergeleken op hun cijfers. Waarden
          met spaties of bijzondere tekens moeten tussen aanhalingstekens staan. Wat
          een bewerking niet heeft, is leeg, aan niets gelijk en aan alles ongelijk.

        Voorbeelden:
          hqsync filter 'status = failed and Email = *@contoso.com'
          hqsync filter 'error = country-unknown' --columns id,account,Country
          hqsync filter 'status = failed' --count-by error,Country
          hqsync filter 'old.Phone is not empty and Phone is empty' --output lost.xlsx
help-filter-expression = Welke bewerkingen, bijvoorbeeld 'Email = *@contoso.com and status = failed'; @NAME voor een opgeslagen filter
help-filter-limit = Hoogstens zoveel bewerkingen tonen [standaard: alle]
help-filter-count-by = De bewerkingen hierop groeperen en tellen in plaats van ze te tonen, de grootste groep eerst
help-filter-explain = De SQL tonen, met het queryplan en wat per rij wordt beslist; de query niet uitvoeren
help-filter-save = De expressie als filter met deze naam opslaan, samen met de opties die bewerkingen selecteren; niets tonen
help-filter-force = Een filter vervangen dat al onder deze naam is opgeslagen
help-filter-list-saved = De opgeslagen filters tonen
help-filter-remove-saved = Een opgeslagen filter verwijderen
help-filter-format = { help-list-format }

## hqsync fields
help-fields = De velden tonen, met betekenis, type en lengte
help-fields-record = Alleen de velden van dit record; zonder dit argument ook de ingebouwde kolommen
help-fields-format = Indeling van de uitvoer [standaard: table op een terminal, anders csv]

## hqsync show
help-show = Bewerkingen in detail tonen: problemen, oude en nieuwe waarden, waar ze op wachten
    .after =
        Voorbeelden:
          hqsync show 57
          hqsync show C-000008
          hqsync show --where 'error = email-invalid'
          hqsync show 57 --format json
help-show-given = Nummers van bewerkingen, zoals `list` ze toont, bijvoorbeeld 17, 17,18 of 17..20, of een klant: rekening, GUID of e-mailadres
help-show-limit = Hoogstens zoveel van de overeenkomende bewerkingen tonen, of van de bewerkingen van klanten

## hqsync customer
help-customer = Een klant tonen: de huidige gegevens op het hoofdkantoor, openstaande problemen, alles wat er is gebeurd
    .after =
        Voorbeelden:
          hqsync customer C-000008
          hqsync customer rosa@example.com
          hqsync customer '+31 20 555 0109'
          hqsync customer 4c6ce987-10d1-4958-96f3-6db8990e011e --format json
help-customer-term = Klantrekening, GUID, e-mailadres, telefoonnummer of een deel van de naam
help-customer-limit = Aantal te tonen bewerkingen van de klant: de nieuwste, en die met problemen [standaard: 1000]
help-customer-all = Alle bewerkingen van de klant tonen

## hqsync edit
help-edit = Velden corrigeren van bewerkingen die nog niet zijn geslaagd
    .long =
        Velden corrigeren van bewerkingen die nog niet zijn geslaagd

        Op een terminal wordt zonder `--set`, `--unset`, `--accept` en `--from` een editor geopend met de velden van één bewerking en wat er mis mee is: `$VISUAL`, `$EDITOR` of vi.
    .after =
        Voorbeelden:
          hqsync edit 57                          # in een editor
          hqsync edit 57 --set Email=rosa@example.com --reason 'klant belde' --resync
          hqsync edit --where 'Country = NL' --set Country=NLD --dry-run
          hqsync edit --where 'proposal is not empty' --accept --dry-run
          hqsync edit --where 'status = failed' --accept=zip,country-unknown --resync
          hqsync edit 57 --from fields.toml
          hqsync filter 'error = email-invalid' --columns id,Email --output fix.xlsx
          hqsync edit --from fix.xlsx --resync    # gecorrigeerd in een spreadsheet
help-edit-set = Een veld een waarde geven, bijvoorbeeld Email=x@example.com; meerdere keren mogelijk
help-edit-unset = Een veld leegmaken; meerdere keren mogelijk
help-edit-accept = De voorstellen accepteren voor wat er mis is: alle, of alleen die voor deze codes van fouten en opmerkingen en deze velden
help-edit-from = Velden en waarden overnemen uit dit bestand: een JSON-object of TOML, of een tabel (.csv, .tsv, .xlsx) met een kolom id, een kolom voor elk veld en een rij voor elke bewerking; - is de standaardinvoer
help-edit-encoding = Het bestand met deze codering lezen, bijvoorbeeld windows-1250; anders is het UTF-8, UTF-16 of Windows-1252
help-edit-unset-empty = Velden leegmaken waarvan de cel in de tabel leeg is; anders blijven ze zoals ze zijn
help-edit-later = Ook latere bewerkingen van hetzelfde record corrigeren als die de onjuiste waarde herhalen
help-edit-resync = Meteen synchroniseren, en daarna wat erop wachtte

## hqsync resync
help-resync = Bewerkingen nu synchroniseren, en daarna wat erop wachtte
    .after =
        Voorbeelden:
          hqsync resync 57
          hqsync resync --where 'error = customer-group-unknown' --dry-run
          hqsync resync --status failed --channel Houston --yes

## hqsync dismiss
help-dismiss = Bewerkingen negeren (nooit synchroniseren) en vrijgeven wat erop wachtte
    .after =
        Voorbeelden:
          hqsync dismiss 57 --reason 'dubbel ingevoerd'
          hqsync dismiss --where 'Email ~ test@' --reason 'testklanten' --dry-run

## hqsync history
help-history = Alles tonen wat er met een bewerking of een klant is gebeurd: wie, wanneer, wat, oud en nieuw
help-history-account = Alle bewerkingen van deze klant: een klantrekening, of de GUID van een asynchroon klantaccount; meerdere worden gescheiden door komma's
help-history-channel = Resets van dit kanaal
help-history-admin = Wat er met de opslag als geheel is gebeurd: configuraties, opgeslagen filters, back-ups, kanalen
help-history-format = { help-list-format }

## hqsync status
help-status = De stand van zaken tonen: aantallen, laatste uitvoeringen, wat aandacht vereist
help-status-channel = Alleen dit kanaal; meerdere worden gescheiden door komma's
help-status-max-age = Bewerkingen in behandeling, laatste uitvoeringen en laatste contacten vereisen aandacht als ze ouder zijn dan dit, bijvoorbeeld 2h; `none` schakelt dit uit [standaard: `status.max_age` uit de configuratie, 30m]
help-status-watch = Elke 5 seconden opnieuw tonen, of elke SECONDS seconden, tot Ctrl-C

## hqsync report
help-report = Een rapport maken: hoelang klanten wachtten, wat is mislukt en wat is gecorrigeerd
    .after =
        Voorbeelden:
          hqsync report --output november.html --since 2026-11-01 --until 2026-11-30
          hqsync report --format json --since -7d | jq .customers.seconds.median
help-report-since = Vanaf dit tijdstip: 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h, -30d
help-report-company = Alleen kanalen van dit bedrijf
help-report-people = Vermelden wie bewerkingen heeft gecorrigeerd
help-report-operations = De 100 oudste bewerkingen tonen die nog niet zijn geslaagd, met nummer, fout en kanaal
help-report-format = Indeling van het rapport [standaard: volgens de extensie bij `--output`; anders html]
    .value-html = Een pagina voor browsers, die geen ander bestand nodig heeft
    .value-json = Dezelfde cijfers als één object

## hqsync jobs
help-jobs = De historie van uitvoeringen tonen
help-jobs-run = Deze uitvoering tonen, zoals `jobs show` doet: het nummer, of `last`
help-jobs-format = { help-list-format }

## hqsync jobs-list
help-jobs-list = De uitvoeringen tonen, zoals zonder subopdracht
help-jobs-list-format = { help-list-format }

## hqsync jobs-prune
help-jobs-prune = De rapporten van oude uitvoeringen verwijderen; de uitvoeringen blijven
help-jobs-prune-keep = De rapporten bewaren van uitvoeringen die hoogstens zo lang geleden zijn begonnen [standaard: `jobs.keep` uit de configuratie]
help-jobs-prune-dry-run = Tonen wat er zou worden verwijderd, en niets wijzigen

## hqsync jobs-show
help-jobs-show = Tonen wat één uitvoering heeft gedaan, per taak en kanaal
help-jobs-show-run = Nummer van de uitvoering, of `last`
help-jobs-show-format = Indeling van de uitvoer

## hqsync verify
help-verify = De opslag vergelijken met de audittrail
help-verify-anchor = Een hash die `verify` eerder heeft getoond; de controle mislukt als die niet meer in de keten voorkomt; meerdere keren mogelijk
help-verify-anchors = Bestanden met ankers, naast het bestand dat in de configuratie staat; de controle mislukt als niet alle ankers nog in de keten voorkomen
help-verify-channels = De kanalen raadplegen: welke vermelding van de audittrail ze kennen, en of ze de rekeningen hebben die het hoofdkantoor heeft toegewezen
help-verify-key = De sleutel die `trail seal` heeft getoond, een bestand met die sleutel, of - voor de standaardinvoer; bewijst dat de vermeldingen van daarna sinds het toevoegen niet zijn gewijzigd; meerdere keren mogelijk, omdat elk zegel een eigen sleutel heeft
help-verify-full = De zoekindex met alle bewerkingen vergelijken in plaats van met een steekproef; duurt enkele malen zo lang

## hqsync channels
help-channels = De geconfigureerde kanalen tonen, of een kanaaldatabase maken
help-channels-name = Dit kanaal tonen, zoals `channels show` doet
help-channels-format = { help-list-format }

## hqsync channels-show
help-channels-show = Een kanaal met zijn leesposities tonen

## hqsync channels-list
help-channels-list = De kanalen tonen, zoals zonder subopdracht
help-channels-list-format = { help-list-format }

## hqsync channels-check
help-channels-check = Kijken of een kanaal kan worden gelezen en beschreven, en waarvoor zijn bestanden worden gehouden; er wordt niets ingelezen

## hqsync channels-create
help-channels-create = Een lege kanaaldatabase maken op het geconfigureerde pad, of de map van een kanaal

## hqsync channels-reset
help-channels-reset = Verdergaan met een database die de vorige van het kanaal vervangt: eerder geüploade rijen worden herkend, nieuwe worden geüpload
help-channels-reset-dry-run = Tonen wat er zou gebeuren, en niets wijzigen

## hqsync channels-claim
help-channels-claim = Deze opslag tot het hoofdkantoor maken van een kanaal dat bij een andere opslag hoort, en de rekeningen overnemen die dat kanaal kent
help-channels-claim-dry-run = { help-channels-reset-dry-run }

## hqsync backup
help-backup = Een back-up van de opslag maken, ook terwijl taken worden uitgevoerd, en de kopie controleren
help-backup-file = Het bestand waarnaar de opslag wordt gekopieerd; in een map, of als de naam op `/` eindigt, krijgt de kopie een naam met het tijdstip
help-backup-force = Het bestand vervangen als het al bestaat

## hqsync copy
help-copy = Een opslag naar een andere plaats kopiëren, die van een andere soort mag zijn
    .long =
        Een opslag naar een andere plaats kopiëren, die van een andere soort mag zijn

        De kopie heeft dezelfde bewerkingen, klanten en audittrail, en wordt bewezen door alles opnieuw te lezen. De plaats is leeg, of bevat wat een onderbroken kopie van dezelfde opslag heeft achtergelaten. Geen van beide opslagen heeft een configuratie nodig.
help-copy-source = De te kopiëren opslag
help-copy-target = Waar de kopie komt: daar staat nog niets, of een onvoltooide kopie van dezelfde opslag

## hqsync restore
help-restore = Uitleggen hoe een back-up wordt teruggezet
help-restore-file = De back-up

## hqsync trail
help-trail = De audittrail verzegelen

## hqsync trail-seal
help-trail-seal = De audittrail verzegelen: vanaf dan kunnen vermeldingen niet ongemerkt worden gewijzigd, zelfs niet door iemand die de computer overneemt

## hqsync import
help-import = Klanten importeren die het hoofdkantoor al heeft, zodat bewerkingen op die klanten ze vinden
    .after =
        Voorbeelden:
          hqsync import CUSTTABLE.csv --dry-run
          hqsync import klanten.csv --company USRT --reason 'klanten van het oude systeem'
          hqsync import USRT.jsonl NLRT.jsonl --strict
help-import-files = Bestanden met klanten: geëxporteerde tabellen of lijsten, als tekst met scheidingstekens of JSON, met een kopregel; - is de standaardinvoer
help-import-company = Het bedrijf van klanten van wie het bestand het niet noemt [standaard: het enige dat is geconfigureerd]
help-import-strict = Niets importeren als een regel onbruikbaar is
help-import-encoding = De codering van bestanden waaraan die niet te zien is, bijvoorbeeld windows-1252
help-import-culture = De cultuur waarin bedragen zijn geschreven, bijvoorbeeld nl-NL

## hqsync index
help-index = De zoekindex bijwerken of opnieuw opbouwen
help-index-rebuild = De index vanaf nul opnieuw opbouwen, bijvoorbeeld als die volgens `verify` beschadigd is

## hqsync init
help-init = Een configuratie met toelichting schrijven
help-init-file = Te schrijven bestand

## hqsync demo
help-demo = Een kleine voorbeeldwereld maken om alles in uit te proberen
help-demo-folder = Map waarin de wereld wordt gemaakt
help-demo-force = De wereld opnieuw maken, ook als bestanden ervan zijn gewijzigd sinds de demo ze heeft gemaakt

## Operations
help-option-metrics = Cijfers voor Prometheus naar dit bestand schrijven, in de map van de textfile-collector van de node exporter; de naam eindigt op .prom
help-check = De stand van zaken in één regel tonen, voor een bewakingssysteem zoals Nagios of Icinga
    .after =
        Afsluitcode, zoals bewakingssystemen die verwachten:
          0  OK
          1  WARNING   iets ligt boven de eerste drempel
          2  CRITICAL  iets ligt boven de tweede drempel, een taak is mislukt, of de opslag
                       is niet in orde
          3  UNKNOWN   de opdrachtregel of de configuratie is onjuist, of de opslag kan niet
                       worden gelezen

        Voorbeelden:
          hqsync check
          hqsync check --failed 10:100 --age 1h:4h --run-age 15m:1h --channels 0:2
help-check-failed = Drempels voor het aantal mislukte bewerkingen: boven de eerste een waarschuwing, boven de tweede kritiek; een van beide mag ontbreken
help-check-age = Hetzelfde voor de tijd dat een bewerking al in behandeling is
help-check-run-age = Hetzelfde voor de tijd sinds een taak voor het laatst is uitgevoerd
help-check-channels = Hetzelfde voor het aantal kanalen dat niet bereikbaar is
help-config = De geldende configuratie tonen en waar elke waarde vandaan komt, of de configuratie en de kanalen controleren
help-config-check = Nagaan of de opslag kan worden geopend, en of elk kanaal en de tabellen ervan kunnen worden gelezen en geschreven; er wordt niets gewijzigd
help-backup-keep = Zoveel kopieën van de opslag in de map bewaren, de nieuwe meegerekend, en oudere met een tijdstip in de naam verwijderen
help-init-system = /etc/hqsync/hqsync.toml schrijven, zoals de servicebestanden het verwachten: de gegevens staan in /var/lib/hqsync
help-init-root = Het bestand onder deze map schrijven in plaats van onder /, voor een pakket of een image
help-completions = Het script tonen dat opdrachtregels in een shell aanvult
help-completions-shell = De shell
help-man = De pagina's voor `man` in een map schrijven
help-man-folder = De map met handleidingen, bijvoorbeeld /usr/share/man; ontbrekende mappen worden gemaakt
