# Danish: the same ids as in en.ftl, in the same order.

## Columns of an operation, in the terms of the Customer synchronization status page; `.short` is for where there is little
## room
column-id = Id
column-channel = Kanalnavn
    .short = Kanal
column-company = Firma
    .short = Fa.
column-customer-account = Debitorkonto
    .short = Konto
column-async-customer-account = Asynkron kundekonto
    .short = Async konto
column-record = Post
column-operation = Handling
column-timestamp = Tidsstempel for handling
    .short = Tidsstempel
column-status = Status af kundesynkronisering
    .short = Status
column-errors = Seneste kendte fejl
    .short = Fejl
column-attempts = Forsøg
column-description = Ændringsbeskrivelse
    .short = Ændring
column-table = Tabel
column-counter = Tæller
column-received = Modtaget
column-edited = Redigeret
column-run = Kørsel
column-notes = Bemærkninger
column-proposal = Forslag
column-effect = Virkning

## Errors and hints in general
error = fejl
warning = advarsel
hint = tip
# `kind` is what the system says.
system-error = { $kind ->
    [missing] Ingen sådan fil eller filkatalog
    [denied] Adgang nægtet
    [not-permitted] Handlingen er ikke tilladt
    [exists] Filen eksisterer
    [folder] Er et filkatalog
    [no-folder] Ikke et filkatalog
    [disk] Ikke mere plads på enheden
    [quota] Diskkvoten overskredet
    [file-size] For stor fil
    [read-only] Skrivebeskyttet filsystem
    [too-many-files] For mange åbne filer
   *[device] Inddata/uddata-fejl
}
    .hint = { $kind ->
        [disk] frigør plads
        [quota] frigør plads, eller få kvoten forhøjet
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer
        [too-many-files] hæv grænsen for åbne filer, som `ulimit -n` viser
       *[device] kontroller først disken
    }
store-named = datalager `{ $store }`
did-you-mean = menes der `{ $name }`?
# `names` are several.
known-names = kendte navne: { $names }
unanswered = { $exit ->
    [attention] udført, men handlinger mislykkedes, og svaret kunne ikke skrives
    [partial] delvis udført, da en kanal eller et job mislykkedes, men svaret kunne ikke skrives
    [failed] intet blev udført, og svaret kunne ikke skrives
    [interrupted] afbrudt, og svaret kunne ikke skrives
   *[done] udført, men svaret kunne ikke skrives
}
    .hint = det, der er udført, forbliver udført, så gentag ikke kommandoen

## Errors: files, locks, seals
interrupted = afbrudt
# Who holds a lock, in which process and since when.
lock-holder = { $actor }, proces { $process }, siden { $since }
lock-held = datalager `{ $store }` er låst af en anden kørsel
    .hint = `--wait 5m` venter på den
lock-interrupted = afbrudt, mens der blev ventet på låsen
lock-file = låsen `{ $file }` kan ikke bruges
lock-unusable = låsen kan ikke bruges
# A file of the program's own; `form` is `it` where the sentence before has named it.
own-file-link = { $form ->
    [it] det er et link, som hqsync ikke følger
   *[named] `{ $file }` er et link, som hqsync ikke følger
}
    .hint = find ud af, hvem der har oprettet linket, og fjern det derefter; hqsync opretter en ny fil
own-file-special = { $form ->
    [it] det er ikke en almindelig fil
   *[named] `{ $file }` er ikke en almindelig fil
}
    .hint = find ud af, hvem der har oprettet den, og fjern den derefter; hqsync opretter en ny
own-file-several-names = { $form ->
    [it] den har flere navne, så det kan være en andens fil
   *[named] `{ $file }` har flere navne, så det kan være en andens fil
}
    .hint = find ud af, hvem der har oprettet den, og fjern den derefter; hqsync opretter en ny
# `fault` is what the system says.
own-file-unusable = { $form ->
    [it] den kan ikke åbnes
   *[named] `{ $file }` kan ikke åbnes
}
    .hint = { $fault ->
        [denied] en anden bruger, f.eks. root, har oprettet den: giv den samme ejer og rettigheder som datalageret
        [disk] frigør plads
        [quota] frigør plads, eller få kvoten forhøjet
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer
        [too-many-files] hæv grænsen for åbne filer, som `ulimit -n` viser
        [device] kontroller først disken
       *[other] kontroller filen og dens mappe
    }
given-file-pipe = det er en navngiven pipe (FIFO), ikke en fil
store-not-regular = datalageret er ikke en almindelig fil
    .hint = kontroller `store` i konfigurationen, `--store` og `$HQSYNC_STORE`
store-path-too-long = datalagerets absolutte sti er på { $length } byte, men SQLite tillader højst { $limit }
    .hint = flyt datalageret til en mappe med en kortere sti
store-several-names = datalagerets fil har { $count } navne (hårde links), og hvert af dem ville få sin egen log
    .hint = fjern de andre navne, som `find DIR -samefile FILE` viser; lav kopier med `hqsync backup`
store-mounted-alone = kun datalagerets fil er monteret her, uden loggen ved siden af
    .hint = monter den mappe, som datalageret ligger i, ikke filen
# `kind` is the name of the kind of file system.
store-on-network = datalageret ligger på et netværksfilsystem ({ $kind }), hvor maskinerne ikke deler SQLites låse og hukommelse
    .hint = opbevar datalageret på en lokal disk på den maskine, der kører hqsync, og sikkerhedskopier det til netværket
store-companion-link = `{ $file }` er et link, som hqsync ikke følger
    .hint = find ud af, hvem der har oprettet linket, og fjern det derefter
# `owner` is the user to whom the store belongs.
store-without-log = datalagerets filer `-wal` og `-shm` mangler eller er ulæselige, og denne bruger må ikke oprette dem
    .hint = lad brugeren { $owner } eller en anden bruger, der må skrive til datalageret, køre `hqsync status` én gang: kommandoen opretter dem med datalagerets rettigheder, og de bliver liggende
store-run-elsewhere = en anden kørsel arbejder på datalagerets fil under et andet navn, eller dens låsefil er fjernet
    .hint = prøv igen, når den er færdig; brug kun ét navn, og lad filen `.lock` ved siden af datalageret blive liggende
store-run-taken-for-killed = kørsel { $run } mistede forbindelsen til serveren, og kørsel { $next } anså den for afbrudt
    .hint = det, der er gjort, er bevaret; kørsel { $next } eller den næste fortsætter derfra
store-run-of-earlier-version = datalageret er fra en ældre version af hqsync, og en kørsel arbejder på det
    .hint = prøv igen, når den er færdig; derefter opgraderes datalageret
store-written-meanwhile = et andet program skrev til datalageret, mens det blev læst, så det viste kan være forkert
    .hint = kør kommandoen igen
store-replaced = datalageret blev erstattet af en anden fil, mens kørslen var i gang
    .hint = find ud af, hvem der har erstattet datalageret, og rør ikke dets fil, mens en kørsel er i gang
anchors-end-unnoted = slutningen af revisionssporet kunne ikke noteres
anchors-unnoted = slutningen af revisionssporet kunne ikke noteres
    .hint = intet andet mislykkedes af den grund; giv hqsyncs bruger lov til at føje til filen, eller angiv en anden som `trail.anchors`
# `fault` is what the system says.
anchors-unwritable = slutningen af revisionssporet kunne ikke noteres: `{ $file }` kan ikke skrives
    .hint = { $fault ->
        [disk] intet andet mislykkedes af den grund; frigør plads
        [quota] intet andet mislykkedes af den grund; frigør plads, eller få kvoten forhøjet
        [file-size] intet andet mislykkedes af den grund; hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer
        [too-many-files] intet andet mislykkedes af den grund; hæv grænsen for åbne filer, som `ulimit -n` viser
        [device] intet andet mislykkedes af den grund; kontroller først disken
       *[other] intet andet mislykkedes af den grund; giv hqsyncs bruger lov til at føje til filen, eller angiv en anden som `trail.anchors`
    }
journal-unreachable = slutningen af revisionssporet kunne ikke sendes til systemloggen: `{ $socket }`
    .hint = intet andet mislykkedes af den grund; sæt `trail.syslog` til false, hvis der ikke er nogen systemlog
seal-key-missing = revisionssporet er forseglet, men dets nøgle `{ $file }` mangler
    .hint = læg filen tilbage; hvis den er gået tabt, begynder `hqsync trail seal` et nyt segl, og det fremgår af revisionssporet
seal-key-unusable = revisionssporet er forseglet, men dets nøgle kan ikke bruges
seal-key-locked = revisionssporet er forseglet, men dets nøgle `{ $file }` er låst af et andet program
    .hint = prøv igen, når det andet program er færdigt
seal-key-damaged = revisionssporet er forseglet, men dets nøgle `{ $file }` er beskadiget
    .hint = læg filen tilbage; hvis den er gået tabt, begynder `hqsync trail seal` et nyt segl, og det fremgår af revisionssporet
seal-key-unwritable = revisionssporet er forseglet, men dets nøgle `{ $file }` kan ikke skrives
    .hint = kontroller disken og dens filsystem, og prøv derefter igen; intet blev ændret
seal-key-of-another-seal = revisionssporet er forseglet, men `{ $file }` indeholder nøglen til et andet segl
    .hint = læg filen tilbage; hvis den er gået tabt, begynder `hqsync trail seal` et nyt segl, og det fremgår af revisionssporet
seal-on-server = nøglen til et forseglet revisionsspor ligger ved siden af datalagerets fil, og dette datalager ligger på en server
    .hint = dér viser ankre, at indførsler er fjernet: angiv en fil på en anden vært som `trail.anchors`, eller slå `trail.syslog` til
# `entry` is that of the key, `next` the next one of the trail.
seal-key-ahead = revisionssporet er forseglet, men dets nøgle `{ $file }` er nået frem til indførsel { $entry }, og den næste indførsel er { $next }: datalageret er sat tilbage til en ældre tilstand
    .hint = `hqsync trail seal` begynder et nyt segl, og det fremgår af revisionssporet

## Errors: the engine
# `store` is the identity of a store.
engine-store-lost = der blev ikke oprettet noget nyt datalager: kanal `{ $channel }` hører til datalager { $store }
    .hint = kontroller `store` i konfigurationen, `--store` og `$HQSYNC_STORE`; hvis datalageret er gået tabt, så gendan en sikkerhedskopi, eller lad `hqsync run-jobs --new-store` oprette et nyt med de konti, som kanalerne kender
engine-noted-store-lost = der blev ikke oprettet noget nyt datalager: ankrene i `{ $file }` hører til datalager { $store }
    .hint = kontroller `store` i konfigurationen, `--store` og `$HQSYNC_STORE`; hvis datalageret er gået tabt, så gendan en sikkerhedskopi, eller lad `hqsync run-jobs --new-store` oprette et nyt med de konti, som kanalerne kender
engine-already-ours = kanal `{ $channel }` hører allerede til dette datalager
    .hint = `hqsync run-jobs` arbejder med den
# `first` and `last` are the operations of the store, `nearest` the one of them that is nearest to `id`.
engine-no-operation = handling { $id } findes ikke
    .hint = { $form ->
        [empty] datalageret har endnu ingen handlinger
       *[others] datalageret har handlingerne { $first } til { $last }; den nærmeste er { $nearest }
    }
engine-no-customer = hovedkontoret har ingen kunde `{ $account }`
    .hint = `hqsync filter 'CustName ~ …'` finder handlinger ud fra det, man ved om en kunde
# `operation` is one that has the term as an account, or as its number.
engine-nobody-found = ingen kunde har kontoen, GUID'et, mailadressen, telefonnummeret eller navnet `{ $term }`
    .hint = { $form ->
        [named] handling { $operation } angiver det som konto: `hqsync show { $operation }` viser, hvad der blev af handlingen
        [numbered] `hqsync show { $operation }` viser handlingen med det nummer
       *[unknown] `hqsync filter 'Street ~ …'` finder handlinger ud fra alt andet, man ved om en kunde
    }
engine-never-uploaded = kanal `{ $channel }` er aldrig blevet overført, så der er intet at nulstille
    .hint = `hqsync run-jobs` overfører den
engine-no-run = kørsel { $id } findes ikke
    .hint = { $form ->
        [none] der er endnu ingen kørsler
       *[others] den nyeste kørsel er { $newest }
    }
engine-no-runs = der er endnu ingen kørsler
    .hint = `hqsync run-jobs` starter en
engine-no-saved-filter = der er ikke gemt noget filter som `@{ $name }`
    .hint = { $form ->
        [near] menes der `@{ $nearest }`?
       *[unknown] `hqsync filter --list-saved` viser de gemte filtre; `--save NAME` gemmer et
    }
engine-no-channel = ukendt kanal `{ $name }`
    .hint = { $form ->
        [none] der er ingen kanaler
        [near] menes der `{ $nearest }`?
       *[known] kendte kanaler: { $known }
    }
engine-wrong-state = { $correction ->
    [edit] { $state ->
        [pending] handling { $id } afventer synkronisering og kan ikke redigeres
        [waiting] handling { $id } venter på en anden handling og kan ikke redigeres
        [failed] handling { $id } er mislykket og kan ikke redigeres
        [synced] handling { $id } er synkroniseret og kan ikke redigeres
        [completed] handling { $id } er fuldført og kan ikke redigeres
       *[dismissed] handling { $id } er ignoreret og kan ikke redigeres
    }
    [resync] { $state ->
        [pending] handling { $id } afventer synkronisering og kan ikke synkroniseres igen
        [waiting] handling { $id } venter på en anden handling og kan ikke synkroniseres igen
        [failed] handling { $id } er mislykket og kan ikke synkroniseres igen
        [synced] handling { $id } er synkroniseret og kan ikke synkroniseres igen
        [completed] handling { $id } er fuldført og kan ikke synkroniseres igen
       *[dismissed] handling { $id } er ignoreret og kan ikke synkroniseres igen
    }
   *[dismiss] { $state ->
        [pending] handling { $id } afventer synkronisering og kan ikke ignoreres
        [waiting] handling { $id } venter på en anden handling og kan ikke ignoreres
        [failed] handling { $id } er mislykket og kan ikke ignoreres
        [synced] handling { $id } er synkroniseret og kan ikke ignoreres
        [completed] handling { $id } er fuldført og kan ikke ignoreres
       *[dismissed] handling { $id } er ignoreret og kan ikke ignoreres igen
    }
}
    .hint = { $state ->
        [dismissed] `hqsync resync { $id }` genoptager den
       *[other] { $correction ->
            [edit] den er allerede synkroniseret; ret kunden på hovedkontoret eller i kanalen, så der oprettes en ny handling
           *[other] den er allerede synkroniseret
        }
    }
engine-no-field = { $record ->
    [customer] handling { $id } har intet felt `{ $field }`; den drejer sig om en kunde
    [address] handling { $id } har intet felt `{ $field }`; den drejer sig om en adresse
    [contact] handling { $id } har intet felt `{ $field }`; den drejer sig om en kontaktoplysning
    [affiliation] handling { $id } har intet felt `{ $field }`; den drejer sig om en tilknytning
   *[attribute] handling { $id } har intet felt `{ $field }`; den drejer sig om en attribut
}
    .hint = { $form ->
        [near] menes der `{ $nearest }`?
       *[known] dens felter er { $known }
    }
engine-changed-meanwhile = handling { $id } er blevet ændret i mellemtiden
    .hint = `hqsync history { $id }` viser, hvem der gjorde hvad
engine-operation-unusable = handling { $id } kan ikke synkroniseres
    .hint = `hqsync dismiss { $id }` udelader den; `hqsync verify` viser, hvad der ellers er galt; bevar filen, og gendan en sikkerhedskopi ved siden af den
engine-preparation-panicked = forberedelsen af handlingerne i en batch endte med en intern fejl (panic)
    .hint = det, der tidligere er udført, er bevaret, og næste kørsel fortsætter; rapporter fejlen
engine-channel-panicked = arbejdet med kanal `{ $channel }` endte med en intern fejl (panic)
    .hint = det, der tidligere er udført, er bevaret, og næste kørsel fortsætter; rapporter fejlen
# What a panic says stands behind the sentences above; these are for one that says nothing.
panic-silent = ingen meddelelse
panic-thread-ended = tråden sluttede
panic-no-operation = der er ikke flere handlinger
channel-thread-panicked = tråden for kanal `{ $channel }` endte med en intern fejl (panic)
copy-same = det er to gange det samme datalager, `{ $store }`
    .hint = angiv et andet sted til kopien
# `use` is what the file is used for.
copy-file-used = { $use ->
    [configuration] der oprettes intet datalager i `{ $file }`: det er konfigurationen
    [store] der oprettes intet datalager i `{ $file }`: det er allerede et
    [store-companion] der oprettes intet datalager i `{ $file }`: filen hører til et datalager
    [anchors] der oprettes intet datalager i `{ $file }`: det er filen med revisionssporets ankre
    [channel] der oprettes intet datalager i `{ $file }`: det er databasen for kanal `{ $channel }`
   *[channel-companion] der oprettes intet datalager i `{ $file }`: filen hører til databasen for kanal `{ $channel }`
}
    .hint = angiv et andet sted til kopien
# `found` is the type of the value, `key` that of the row.
copy-value = { $found ->
    [null] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } ingen værdi i kolonne `{ $column }`
    [integer] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } et heltal i kolonne `{ $column }`
    [real] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } et reelt tal i kolonne `{ $column }`
    [text] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } en tekst i kolonne `{ $column }`
    [bytes] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } byte i kolonne `{ $column }`
    [other-type] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } en værdi af en anden type i kolonne `{ $column }`
   *[broken-text] datalager `{ $store }` kan ikke kopieres: i tabel `{ $table }` har række { $key } en tekst, der ikke er UTF-8, i kolonne `{ $column }`
}
    .hint = den slags skriver hqsync aldrig: nogen har ændret datalageret; `hqsync verify` viser, hvad der ellers er galt
copy-refused = datalager `{ $store }` kan ikke kopieres: række { $key } i tabel `{ $table }` afvises
    .hint = nogen har ændret datalageret, eller det er beskadiget; `hqsync verify` viser, hvad der ellers er galt
copy-whole = `{ $target }` er allerede et datalager: en fuldstændig kopi af `{ $source }`
    .hint = der er ikke mere at gøre; `hqsync verify --store { $target }` kontrollerer kopien
copy-not-empty = `{ $target }` er allerede et datalager, og der kopieres intet hen over det
    .hint = angiv et sted, hvor der endnu intet er
# `store` is the identity of a store.
copy-other-source = `{ $target }` er en ufærdig kopi af et andet datalager, { $store }
    .hint = fortsæt med kopien af det datalager, angiv et andet sted, eller fjern først den ufærdige kopi
copy-other-version = `{ $target }` er en ufærdig kopi, som en anden version af hqsync begyndte på, eller som er blevet ændret
    .hint = fjern den ufærdige kopi, og kopier igen
copy-went-on = der er skrevet til `{ $source }`, siden kopien `{ $target }` blev påbegyndt, så den ville blive en blanding af to tilstande
    .hint = fjern den ufærdige kopi, og kopier igen; stop datalagerets job, indtil det er kopieret
copy-differs = kopien `{ $target }` har andre rækker i tabel `{ $table }` end det datalager, der blev kopieret, og forbliver ufærdig
    .hint = se først på disken, som kan være årsagen; fjern den ufærdige kopi, og kopier igen
# `use` is what the file is used for.
backup-file-used = { $use ->
    [configuration] `{ $file }` er konfigurationen
    [store] `{ $file }` er selve datalageret
    [store-companion] `{ $file }` er en fil, der hører til datalageret
    [anchors] `{ $file }` er filen med revisionssporets ankre
    [channel] `{ $file }` er databasen for kanal `{ $channel }`
   *[channel-companion] `{ $file }` er en fil, der hører til databasen for kanal `{ $channel }`
}
    .hint = giv sikkerhedskopien et andet navn
backup-folder = `{ $file }` er en mappe
    .hint = angiv et navn i mappen til sikkerhedskopien
backup-not-regular = `{ $file }` er ikke en almindelig fil
    .hint = giv sikkerhedskopien et andet navn
backup-other-database = `{ $file }` er en database, men ikke en sikkerhedskopi, som hqsync har oprettet
    .hint = giv sikkerhedskopien et andet navn
backup-no-folder = sikkerhedskopi `{ $file }`: mappen `{ $folder }` findes ikke
    .hint = opret mappen, eller giv sikkerhedskopien en anden placering
backup-dangling-link = `{ $file }` er et link, hvis mål ikke findes
    .hint = giv sikkerhedskopien et andet navn
backup-exists = `{ $file }` findes allerede
    .hint = `--force` erstatter den; et navn med tidspunktet, f.eks. headquarters-$(date +%F-%H%M).db, giver en ny fil hver gang
# `log` is a file that SQLite keeps beside a database.
backup-in-use = `{ $file }` er en database, der er i brug: `{ $log }` findes
    .hint = giv sikkerhedskopien et andet navn
backup-failed = sikkerhedskopi `{ $file }`
# `fault` is what the system says.
backup-no-temporary = sikkerhedskopi `{ $file }`: der kan ikke oprettes en fil i `{ $folder }`
    .hint = { $fault ->
        [disk] frigør plads
        [quota] frigør plads, eller få kvoten forhøjet
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer
        [too-many-files] hæv grænsen for åbne filer, som `ulimit -n` viser
        [device] kontroller først disken
       *[other] kontroller rettighederne til mappen, eller giv sikkerhedskopien en anden placering
    }
backup-no-room = { $shortage ->
    [quota] sikkerhedskopi `{ $file }`: der er ikke plads til den: diskkvoten er opbrugt
    [file-size] sikkerhedskopi `{ $file }`: der er ikke plads til den: filen ville blive større end tilladt
   *[disk] sikkerhedskopi `{ $file }`: der er ikke plads til den: disken er fuld
}
    .hint = { $shortage ->
        [quota] frigør plads, eller få kvoten forhøjet
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer
       *[disk] frigør plads
    }
number-sequence-no-digits = en nummerserie skal have mindst ét `#`, f.eks. `C-######`
number-sequence-too-many-digits = en nummerserie har højst 18 `#`
number-sequence-too-long = en konto har højst 20 tegn

## Errors: the address of a store on a server, which is never repeated as a whole: it may hold a password
# `scheme` is what stands before `://`.
address-scheme = `{ $scheme }://` er ikke adressen på et datalager
    .hint = et datalager er en fil eller en PostgreSQL-database: `postgres://USER@HOST/DATABASE`
address-no-postgres = denne hqsync er bygget uden PostgreSQL, så et datalager kan kun være en fil
    .hint = byg hqsync med `--features postgres`
address-not-utf8 = adressen på datalagerets server er ikke UTF-8
address-syntax = { $what ->
    [encoding] i et datalagers URL skal `/`, `?`, `#` og `@` i et navn eller en adgangskode kodes
    [percent] i et datalagers URL skal der stå to hexadecimale cifre efter hvert `%`
    [bracket] i et datalagers URL står en IPv6-adresse i kantede parenteser, f.eks. `[::1]:5432`
    [query] i et datalagers URL skal hver indstilling efter `?` have formen `key=value`
    [quote] i adressen på datalagerets server mangler en værdi i anførselstegn sin afslutning
   *[pair] adressen på datalagerets server skal bestå af `key=value`
}
    .hint = { $what ->
        [encoding] skriv `/` som `%2F`, `?` som `%3F`, `#` som `%23`, `@` som `%40`; eller udelad adgangskoden, og skriv den i `~/.pgpass`
        [percent] skriv selve tegnet `%` som `%25`
       *[other] en værdi med mellemrum står i enkelte anførselstegn, med `\'` og `\\` for `'` og `\`; en adgangskode står bedst i `~/.pgpass`
    }
address-unknown-key = adressen på datalagerets server har den ukendte nøgle `{ $key }`
# `known` are all keys.
address-known-keys = kendte nøgler: { $known }
address-port = porten på datalagerets server er ikke et tal fra 1 til 65535
    .hint = URL'en er `postgres://USER@HOST:PORT/DATABASE`; en adgangskode står efter brugeren: `USER:PASSWORD@HOST`
address-host-address = `hostaddr` for datalagerets server skal være en IP-adresse
    .hint = angiv navnet på en vært som `host`
# All are numbers but `key`.
address-not-as-many = adressen på datalagerets server har { $length } værdier for `{ $key }`, men { $count } værter
address-word = `{ $key }` for datalagerets server kan ikke være `{ $value }`: mulighederne er { $known }
address-number = `{ $key }` for datalagerets server skal være et heltal
address-switch = `{ $key }` for datalagerets server skal være `0` eller `1`
password-file-open = andre kan læse filen med adgangskoder `{ $path }`, så den bruges ikke
    .hint = `chmod 600 { $path }`
password-file-not-regular = filen med adgangskoder `{ $path }` er ikke en almindelig fil
    .hint = angiv en anden fil med `passfile` eller `$PGPASSFILE`
password-file-unreadable = filen med adgangskoder `{ $path }` kan ikke læses
    .hint = kontroller filens ejer og rettigheder, eller angiv en anden fil med `passfile` eller `$PGPASSFILE`
config-password-open = andre kan læse konfigurationen `{ $path }`, som indeholder adgangskoden til datalagerets server
    .hint = `chmod 600 { $path }`; eller udelad adgangskoden, og skriv den i `~/.pgpass`

## Errors: the configuration
# `places` are several paths.
config-not-found = der blev ikke fundet nogen konfiguration
    .hint = `hqsync init` opretter en; der blev ledt efter { $places }
# `owner` is a user.
config-foreign = konfigurationen `{ $path }` tilhører brugeren { $owner } og bruges derfor kun, hvis den angives udtrykkeligt
    .hint = hvis den er til at stole på: `--config ./{ $path }`; kør ellers hqsync i en anden mappe
config-writable = alle kan skrive til konfigurationen `{ $path }`, så den bruges kun, hvis den angives udtrykkeligt
    .hint = `chmod o-w { $path }`; eller, hvis det er meningen, `--config ./{ $path }`
config-not-utf8 = konfigurationen `{ $path }` kan ikke læses: den er ikke UTF-8
    .hint = gem filen som UTF-8
# What the system says follows.
config-unreadable = konfigurationen `{ $path }` kan ikke læses
    .hint = { $kind ->
        [missing] `hqsync init { $path }` opretter den
       *[other] kontroller stien og rettighederne
    }
# A mistake follows; `key` is the one in whose line it is.
config-mistake = konfigurationen `{ $path }`, linje { $line }
config-mistake-of-key = konfigurationen `{ $path }`, linje { $line }: `{ $key }`
config-unknown-key = ukendt nøgle `{ $key }`
config-value-hidden = værdien er forkert; den vises ikke, da den kan indeholde en adgangskode
config-key-above-tables = under `{ $table }` hører nøglen til netop den tabel: flyt `{ $key }` op over den første tabel
# `words` are those of the library that reads the file, if it expected something else.
config-expected = der forventes { $expected ->
    [integer] et heltal
    [natural] et heltal på mindst 0
    [text] en tekst i anførselstegn
    [boolean] true eller false
    [table] en tabel
    [list] en liste i kantede parenteser
    [size] et antal byte eller en størrelse som f.eks. `64KiB`
   *[other] { $words }
}, men der står { $found ->
    [text] teksten { $value }
    [number] tallet { $value }
    [table] en tabel
    [list] en liste
   *[value] { $value }
}
config-expected-from-to = der forventes et heltal fra { $least } til { $most }, men der står { $found ->
    [text] teksten { $value }
    [number] tallet { $value }
    [table] en tabel
    [list] en liste
   *[value] { $value }
}
# `value` is in quotes, and so are the words of the list `known`.
config-unknown-word = { $value } er ugyldig; mulige værdier: { $known }
# `key` is in quotes.
config-missing-key = nøglen { $key } mangler
# `least` is a number, or a duration in quotes.
config-at-least = skal være mindst { $least }
config-bytes-from-to = skal være fra { $lowest } til { $highest } byte
config-mode = et datalager kan ikke have rettighederne `{ $value }`: med `0600` kan kun ejeren bruge det, med `0640` kan gruppen læse det, og med `0660` kan gruppen læse og skrive
config-duration = `{ $value }` er ikke en varighed som f.eks. `7d` eller `12h`
max-age-no-time = skal være længere end 0 sekunder; `none` slår det fra
max-age-no-duration = `{ $value }` er ikke en varighed som f.eks. `30m` eller `2h` og heller ikke `none`
config-negative-size = `{ $value }` er ikke en størrelse
config-size = `{ $value }` er ikke en størrelse som f.eks. `64KiB`, `1MiB` eller `65536`
config-timezone = { $form ->
    [near] `{ $value }` er ikke en tidszone i IANA-databasen; menes der `{ $nearest }`?
   *[none] `{ $value }` er ikke en tidszone i IANA-databasen; et eksempel er `Europe/Amsterdam`
}
config-pattern = `{ $value }` er ikke et regulært udtryk
config-currency = `{ $value }` er ikke en ISO 4217-valutakode
config-language = `{ $value }` er ikke en kendt BCP 47-sprogkode
config-channel-unnamed = en kanal skal have et navn
config-channel-without-source = kanal `{ $channel }` skal have en `database` eller en `folder`
config-channel-two-sources = kanal `{ $channel }` har både en `database` og en `folder`
config-channel-twice = der er to kanaler med navnet `{ $channel }`
config-channel-same-source = kanal `{ $channel }` har den samme database eller mappe
config-channel-same-id = kanal `{ $channel }` har det samme id
config-key-of-folder = `{ $key }` er en indstilling for en mappe, men kanalen har en `database`
config-encoding = `{ $value }` er ikke en tegnkodning, såsom `windows-1252`, `850` eller `437`
config-culture = { $form ->
    [near] `{ $value }` er ikke en kendt kultur; menes der `{ $nearest }`?
   *[none] `{ $value }` er ikke en kendt kultur; de kendte er { $known }
}
config-header = dette er ikke kolonnerne i en overførselstabel, som alle skal angives: { $columns }
config-header-table = `{ $value }` er ikke en overførselstabel; overførselstabellerne er { $known }
config-header-column = `{ $column }` mangler blandt kolonnerne i `{ $table }`
config-no-company = firma `{ $company }` findes ikke; tilføj en tabel `[companies.{ $company }]`
config-country = `{ $value }` er hverken en ISO 3166-1 alpha-3-kode eller en af koderne i `countries`
config-country-no-code = `{ $value }` er ikke en kode på tre store bogstaver
config-country-known = `{ $value }` er kendt i forvejen og skal ikke stå i konfigurationen
# `successors` are one or several codes.
config-country-withdrawn = `{ $value }` er et udgået land, som er erstattet af { $successors }
config-no-field = { $form ->
    [near] `{ $field }` er ikke et felt; menes der `{ $nearest }`?
   *[none] `{ $field }` er ikke et felt; `hqsync fields` viser felterne
}
config-no-values = `{ $field }` har ingen værdier, så enhver værdi ville blive afvist; udelad feltet
config-empty-value = en tom værdi er altid gyldig; udelad den
config-untrimmed-value = `{ $value }` begynder eller slutter med blanktegn eller usynlige tegn, hvilket værdier aldrig gør
config-invalid-value = `{ $value }` er aldrig en gyldig værdi for `{ $field }`
config-no-length = `{ $field }` er ikke en tekst og har derfor ingen længde
config-field-twice = `{ $field }` står der to gange; der skelnes ikke mellem store og små bogstaver

## Errors: files of exported tables. `line` is a number; `command` is one that exports a table well.
export-gzip-cut-off = gzip-filen er afbrudt
    .hint = kopiér eller eksportér den igen, og lad navnet ende på `.tmp`, til den er fuldstændig
export-gzip-damaged = gzip-filen er beskadiget
    .hint = kopiér eller eksportér den igen
export-binary = det er ikke tekst, men binært, som `bcp -n` skriver det
    .hint = eksportér den som tekst: `bcp … -c -C 65001`, eller uden tab: `{ $command }`
export-encoding = linje { $line } er ikke UTF-8, og filen viser ikke sin kodning
    .hint = angiv kodningen, f.eks. windows-1252, 850 eller 437: `encoding` for en kanal, `--encoding` for `hqsync import`; eller eksportér tabellen i UTF-8
export-cut-off = filen er afbrudt midt i linje { $line }
    .hint = eksportér den igen, og lad navnet ende på `.tmp`, mens den skrives
export-quote-open = filen ender inde i et felt i anførselstegn i den række, som begynder i linje { $line }
    .hint = eksportér den igen, og lad navnet ende på `.tmp`, mens den skrives
export-rows-missing = filen er afbrudt: { $announced ->
        [one] 1 række blev skrevet
       *[other] { $announced } rækker blev skrevet
    }, men { $found ->
        [0] der er ingen
        [one] der er 1
       *[other] der er { $found }
    }
    .hint = eksportér den igen, og lad navnet ende på `.tmp`, mens den skrives
export-line-too-long = linje { $line } har ingen ende: det er ikke en tekst i linjer
    .hint = eksportér én række pr. linje: `{ $command }`
export-no-header = linje { $line } er ikke en overskriftslinje, og kolonnerne er ikke nævnt andre steder
    .hint = eksportér tabellen med overskriftslinje, læg formatfilen fra `bcp … format nul -c -f TABLE.fmt` ved siden af, eller sæt en linje med navnene før rækkerne; for en kanal kan de også stå i `header`
export-column-twice = kolonnen `{ $column }` findes to gange
    .hint = eksportér den igen med hver kolonne én gang
export-too-many-columns = { $limit ->
        [one] objekterne har mere end 1 navn
       *[other] objekterne har mere end { $limit } navne
    }, så de er ikke rækker i en tabel
    .hint = eksportér én tabel: `{ $command }`
export-blank-delimiter = der er ét mellemrum mellem kolonnerne, og det kan ikke skelnes fra mellemrum i værdier
    .hint = eksportér den med et andet skilletegn: `{ $command }`
export-padded = kolonnerne er fyldt op med mellemrum
    .hint = eksportér den uden mellemrummene: `{ $command }`
export-folded = linjerne er brudt: overskriftslinjen fortsætter i linje { $line }
    .hint = eksportér den med lange linjer: `{ $command }`
# The lines from `line` on are meant; `columns` is how many there should be.
export-other-columns = intet skilletegn deler linjerne fra linje { $line } i { $columns ->
        [one] 1 kolonne
       *[other] { $columns } kolonner
    }
    .hint = eksportér tabellen med overskriftslinje, eller ret det, der navngiver kolonnerne: formatfilen eller kanalens `header`
export-format-file = formatfil `{ $file }`, linje { $line }
    .hint = lav den igen: `bcp TABLE format nul -c -f TABLE.fmt`
export-format-fault = { $fault ->
    [xml] det er en XML-fil
    [column] her beskrives ingen kolonne
    [binary] feltet er ikke tekst indtil et skilletegn
    [terminator] ikke alle felter ender ens, eller rækkerne ender ikke med et linjeskift
   *[none] det er ikke en formatfil
}
export-server-error = der er ingen rækker, kun en fejl: { $message }
    .hint = ret forespørgslen, og eksportér tabellen igen
export-interrupted = serveren afbrød eksporten med en fejl: { $message }
    .hint = afhjælp årsagen, og eksportér tabellen igen: der mangler rækker
export-json-cut-off = JSON-teksten er afbrudt i linje { $line }
    .hint = eksportér den igen, og lad navnet ende på `.tmp`, mens den skrives
export-json-folded = et linjeskift deler en værdi i linje { $line }: programmet har brudt resultatet af `FOR JSON` i stykker
    .hint = eksportér én række pr. linje: `{ $command }`
export-json-damaged = linje { $line } hører ikke til en JSON-matrix af objekter
    .hint = eksportér én række pr. linje: `{ $command }`
export-bad-fields = { $found ->
        [one] 1 felt
       *[other] { $found } felter
    } i stedet for { $expected }
export-bad-json = ikke et JSON-objekt med enkle værdier
export-bad-quotes = efter et felt i anførselstegn står der ikke et skilletegn
export-bad-encoding = nogle byte er ikke tegn i filens kodning
export-form-empty = tom
export-form-json = { $tool ->
        [unknown] {""}
       *[known] { $tool }:{" "}
    }{ $frame ->
        [array] JSON-matrix
       *[lines] JSON, ét objekt pr. linje
    }, { $encoding }{ $mark ->
        [yes] {" "}med byterækkefølgemærke
       *[no] {""}
    }{ $gzip ->
        [yes] , gzip
       *[no] {""}
    }
# `delimiter` is the signs; `culture` the name of one, or `none`.
export-form-delimited = { $tool ->
        [unknown] {""}
       *[known] { $tool }:{" "}
    }{ $delimiter_key ->
        [none] én kolonne
        [tab] adskilt af tabulatorer
       *[signs] adskilt af `{ $delimiter }`
    }, { $quoting ->
        [doubled] anførselstegn fordoblet
        [backslash] anførselstegn som `\"`
       *[never] uden anførselstegn
    }, { $source ->
        [format-file] kolonner fra formatfilen
        [setting] kolonner fra `header`
       *[header] kolonner fra første linje
    }, { $encoding }{ $mark ->
        [yes] {" "}med byterækkefølgemærke
       *[no] {""}
    }{ $gzip ->
        [yes] , gzip
       *[no] {""}
    }{ $culture ->
        [none] {""}
       *[named] , kultur { $culture }
    }

## Errors: expressions
filter-unknown-field = ukendt felt `{ $field }`
filter-unknown-column = ukendt kolonne `{ $column }`
# `columns` are names; FIELD and NAME stand for what a person writes there.
filter-fields = gyldige felter er { $columns }, de felter, som `hqsync fields` viser, f.eks. Email, samt old.FIELD, received.FIELD, any.Email, any.Phone og attr.NAME
# `prefix` is the beginning of a name, such as `old.`.
filter-field-behind = `{ $prefix }` skal efterfølges af navnet på et felt, f.eks. `{ $prefix }{ $example }`
filter-unknown-name = { $what ->
    [channel] ukendt kanal `{ $name }`
   *[company] ukendt firma `{ $name }`
}
filter-unknown-word = { $what ->
    [status] `{ $word }` er ikke en status
    [record] `{ $word }` er ikke en post
    [table] `{ $word }` er ikke en tabel
    [operation] `{ $word }` er ikke en handling
    [effect] `{ $word }` er ikke en virkning
    [error] `{ $word }` er ikke en fejlkode
   *[note] `{ $word }` er ikke en bemærkning
}
# `words` are all but the last, in quotes.
filter-words = gyldige ord er { $words } og `{ $last }`
filter-several-values = flere værdier kræver `in ( … )`
filter-write-in = skriv `{ $field } in ({ $values })`; en værdi med komma skal stå i anførselstegn
# `operator` is ~ or !~.
filter-needs-text = { $type ->
    [number] `{ $operator }` kræver en tekst, men `{ $field }` er et tal
   *[time] `{ $operator }` kræver en tekst, men `{ $field }` er et tidspunkt
}
    .hint = brug = != < <= > >= in eller et interval som f.eks. `a..b`
filter-not-integer = `{ $value }` er ikke et heltal
    .hint = skriv et tal som f.eks. 100 eller et interval som f.eks. 100..200
filter-write-run = skriv nummeret på en kørsel, `last` eller et interval som f.eks. 10..12
filter-not-time = `{ $value }` er ikke et tidspunkt
    .hint = skriv et tidspunkt som f.eks. 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h eller -7d
filter-neither = `{ $value }` er hverken true eller false
    .hint = skriv `{ $field } = true` eller `{ $field } = false`
filter-true-or-false = `{ $field }` er enten true eller false
    .hint = skriv `{ $field } = true` eller `{ $field } = false`
filter-expected = { $what ->
    [field] der forventes et felt, `not` eller `(`
    [group] der forventes `(`
    [end-of-group] der forventes `and`, `or` eller `)`
    [operator] der forventes en operator: = != < <= > >= ~ !~ in, is empty, is not empty
    [empty] der forventes `empty`
    [empty-or-not] der forventes `empty` eller `not empty`
    [values] der forventes `(` og værdier adskilt med komma
    [end-of-values] der forventes `,` eller `)`
    [comma] der forventes `,`
   *[value] der forventes en værdi
}
# How what other languages call so is written here.
filter-habit = { $habit ->
    [like] `FIELD ~ TEXT` finder det, der indeholder TEXT; `FIELD = *TEXT*` bruger jokertegn
    [contains] `FIELD ~ TEXT` finder det, der indeholder TEXT
    [between] skriv intervallet som `FIELD = FROM..TO`
   *[equal] skriv `=`
}
filter-expected-end = der forventes `and`, `or` eller slutningen af udtrykket
    .hint = en værdi med mellemrum, komma, operator eller parentes skal stå i anførselstegn
filter-unmatched = `)` uden tilhørende `(`
filter-unexpected-word = uventet ord
filter-unexpected-character = uventet tegn
filter-incomplete = udtrykket er ufuldstændigt
filter-typographic-quotes = typografiske anførselstegn genkendes ikke
    .hint = brug " eller '
# `quote` is " or '.
filter-open-quote = anførselstegnet { $quote } er ikke afsluttet
    .hint = afslut med { $quote }
filter-too-long = udtrykket er længere end { $most } byte
filter-too-deep = mere end { $most } indlejrede `and` og `or`
filter-too-many-parentheses = mere end { $most } indlejrede parenteser
filter-too-many-comparisons = mere end { $most } sammenligninger
    .hint = `FIELD in (A, B, …)` sammenligner med mange værdier på én gang
filter-too-many-values = mere end { $most } værdier
filter-no-selection = ingen handlinger er udvalgt
# A mistake in the value of the option follows.
filter-option = `{ $option }`
# `expression` is in single quotes.
filter-write = skriv { $expression }
filter-redirected = shellen skrev i stedet til filen `{ $file }`; sæt udtrykket i enkelte anførselstegn: { $expression }

## Errors: options and output
confirm-no-terminal = kan ikke bede om bekræftelse: kører ikke i en terminal
    .hint = `--yes` springer bekræftelsen over, `--dry-run` viser, hvad der ville ske
confirm-cannot-ask = kan ikke bede om bekræftelse
# A value of an option that its own rules refuse; why stands behind a colon.
option-invalid-value = ugyldig værdi '{ $value }' for '{ $option }'
option-more-help = Prøv '--help' for at få flere oplysninger.
# `use` says what the file is for; `channel` is given for what belongs to one.
option-file-in-use = { $use ->
    [configuration] `{ $file }` kan ikke skrives: det er konfigurationen
    [store] `{ $file }` kan ikke skrives: det er selve datalageret
    [store-companion] `{ $file }` kan ikke skrives: det er en fil, der hører til datalageret
    [anchors] `{ $file }` kan ikke skrives: det er filen med revisionssporets ankre
    [channel] `{ $file }` kan ikke skrives: det er databasen for kanal `{ $channel }`
   *[channel-companion] `{ $file }` kan ikke skrives: det er en fil, der hører til databasen for kanal `{ $channel }`
}
    .hint = angiv en anden fil
# Formats have the names that `--format` takes.
option-format-only-for-lists = kun lister vises som { $format }
    .hint = en enkelt vises som table eller json; uden navn viser kommandoen dem alle
option-format-differs = `{ $file }` er navnet på en fil i formatet { $named }, ikke { $asked }
    .hint = udelad `--format { $asked }`, eller kald filen `{ $other }`
option-workbook-without-file = xlsx kræver en fil
    .hint = tilføj `--output operations.xlsx`
option-limit-invalid = ikke et antal rækker; skriv et tal, f.eks. 100, eller `all`
option-range-reversed = intervallet slutter, før det begynder; skriv { $from }..{ $to }
option-range-too-long = et interval har højst { $most } handlinger; `filter 'id = { $from }..{ $to }'` kan tage flere
option-numbers-invalid = ikke nummeret på en handling; skriv 17, flere som 17,18 eller 17 18, et interval som 17..20
option-without-value = `{ $option }` har ingen værdi
    .hint = angiv en værdi, eller udelad `{ $option }`
option-sort-one = en liste sorteres efter én kolonne
    .hint = { $form ->
        [first] skriv `--sort { $column }`
       *[none] angiv en kolonne, f.eks. `--sort channel`
    }
option-column-sign = `{ $name }` ændrer standardkolonnerne og kan derfor ikke stå efter andre kolonner
    .hint = begynd med fortegnet som i `--columns +{ $column }`, eller udelad det: `{ $column }`
option-columns-all = `all` står for alle kolonner og skal derfor stå alene
    .hint = skriv `--columns all`
option-run-invalid = ikke en kørsel: angiv dens nummer, som `hqsync jobs` viser det, eller `last`
option-actor-invalid = { $fault ->
    [empty] navnet er tomt
    [characters] et navn må ikke indeholde styretegn eller usynlige tegn
   *[parentheses] et navn må ikke indeholde parenteser, som hqsync sætter om bruger- og værtsnavn
}
option-selected-twice = handlinger udvælges med numre eller med tilvalg, ikke med begge dele
    .hint = udelad numrene eller tilvalgene
option-give-numbers = angiv deres numre eller `--where EXPRESSION`
option-duration-invalid = { $form ->
    [number] enheden mangler: menes der { $number }m? skriv et tal med en enhed, f.eks. 30s, 5m, 2h eller 7d
   *[other] skriv et tal med en enhed, f.eks. 30s, 5m, 2h eller 7d
}
output-is-folder = `{ $file }` kan ikke skrives: det er en mappe
    .hint = angiv en fil i mappen, f.eks. `{ $example }`
output-is-database = `{ $file }` kan ikke skrives: det er en database
    .hint = angiv en anden fil: en liste må ikke erstatte et datalager eller en kanal
# `user` is whoever made it.
output-planted = `{ $file }` kan ikke skrives: det, der har dette navn, er oprettet af brugeren { $user }
    .hint = angiv en anden fil i en mappe, som den aktuelle bruger ejer
output-without-folder = `{ $file }` kan ikke skrives: mappen `{ $folder }` findes ikke
    .hint = opret først mappen, eller angiv en anden
output-not-written = `{ $file }` kan ikke skrives
output-no-temporary = `{ $file }` kan ikke skrives: der kan ikke oprettes en fil i `{ $folder }`
# `form` says whether it was redirected to a file.
output-standard = { $form ->
    [file] kan ikke skrive til standardoutput (`{ $file }`)
   *[other] kan ikke skrive til standardoutput
}
output-clock-too-early = der kan ikke oprettes en projektmappe: uret på denne maskine står på et tidspunkt før 1970
output-workbook-full = en projektmappe rummer { $rows } rækker, men listen har flere; brug csv, eller udvælg færre
output-workbook-temporary = projektmappens midlertidige fil kan ikke skrives; er disken fuld?
output-pager-not-started = sidevisningsprogrammet `{ $pager }` kan ikke køres
output-pager-without-input = det har intet input
output-pager-not-run = sidevisningsprogrammet `{ $pager }` kan ikke køres; med `--no-pager` bruges det ikke
output-pager-failed = sidevisningsprogrammet `{ $pager }` sluttede med status { $status }; med `--no-pager` bruges det ikke

## Errors: commands
edit-accept-empty = `--accept=` har ingen værdi
    .hint = skriv fejlkoder og felter, eller kun `--accept` for alle forslag
edit-accept-no-proposals = `--accept`: der er ingen forslag til `{ $word }`
    .hint = { $form ->
        [note] bemærkninger af denne type har aldrig et forslag
       *[version] kun nye værdier har forslag: udelad versionen
    }
edit-accept-unknown = `--accept`: `{ $word }` er hverken en fejlkode eller et felt
    .hint = { $form ->
        [near] menes der `{ $near }`?
       *[none] skriv fejlkoder som country-unknown, felter som Zip eller ingen værdi for alle forslag
    }
edit-value-to-fill-in = skriv den nye værdi for { $field } i stedet for `{ $placeholder }`
edit-no-assignment = et felt og dets værdi skrives FIELD=VALUE, f.eks. Email=x@example.com
edit-field-twice = feltet `{ $field }` ændres to gange
    .hint = angiv `--set` eller `--unset` én gang for hvert felt
edit-number-unquoted = sæt nummeret i `{ $field }` i anførselstegn, så det forbliver, som det er skrevet
edit-value-invalid = værdien for `{ $field }` er ikke en tekst, et tal, true, false eller null; datoer skrives i anførselstegn
edit-table-empty = tabellen kan ikke bruges: den er tom
    .hint = dens første linje angiver kolonnerne, f.eks. `id,Email`
edit-table-no-operations = tabellen kan ikke bruges: den har ingen handlinger
    .hint = hver linje efter den første drejer sig om en handling
edit-table-unknown-column = tabellen kan ikke bruges: ukendt kolonne `{ $name }`
# `id` is the name of the column.
edit-table-id = { $form ->
    [none] tabellen kan ikke bruges: dens første linje har ingen kolonne `{ $id }`
   *[several] tabellen kan ikke bruges: dens første linje har mere end én kolonne `{ $id }`
}
    .hint = den første linje angiver kolonnerne, f.eks. `id,Email,Phone`
edit-table-same-field = tabellen kan ikke bruges: dens kolonner `{ $one }` og `{ $other }` er det samme felt
    .hint = udelad en af dem
edit-table-column-twice = tabellen kan ikke bruges: dens første linje har kolonnen `{ $name }` mere end én gang
    .hint = udelad en af dem
edit-table-no-field = tabellen kan ikke bruges: ingen af dens kolonner er et felt
    .hint = tilføj en kolonne for hvert felt, der skal rettes, f.eks. `Email`; `hqsync fields` viser felterne
edit-table-with-others = tabellen i `--from` angiver, hvilke handlinger der får hvilke værdier
    .hint = udelad handlingerne, `--set`, `--unset` og `--accept`
edit-unset-empty-without-table = `--unset-empty` kræver en tabel
    .hint = filen i `--from` har felter, der gælder for alle handlinger; null tømmer et felt
edit-nothing-to-change = intet at ændre
    .hint = `--set FIELD=VALUE`, `--unset FIELD` eller `--from FILE`; i en terminal åbnes en editor
edit-editor-for-one = en editor åbnes kun for én handling
    .hint = `--set FIELD=VALUE` ændrer flere
edit-operation-unreadable = handling { $id } kan ikke læses
edit-text-unusable = teksten kan ikke bruges
    .hint = `hqsync edit { $id }` åbner editoren igen
edit-no-temporary-folder = der kan ikke oprettes en midlertidig mappe til editoren
edit-temporary-not-written = den midlertidige fil kan ikke skrives
edit-editor-not-run = editoren `{ $editor }` kan ikke køres
edit-editor-failed = { $end ->
    [interrupted] editoren `{ $editor }` blev afbrudt, så intet blev ændret
   *[failed] editoren `{ $editor }` mislykkedes, så intet blev ændret
}
    .hint = `$VISUAL` eller `$EDITOR` bestemmer, hvilken editor der bruges
edit-text-encoding = teksten er ikke UTF-8
    .hint = indstil editorens tegnkodning, eller gem teksten som UTF-8, og brug `--from`
edit-file-unreadable = `{ $file }` kan ikke læses
edit-input-unreadable = standardinput kan ikke læses
# Why stands behind a colon; `expected` is what it would have to be.
edit-file-unusable = { $from ->
    [input] standardinput angiver ikke, hvilke felter der skal ændres
   *[file] `{ $file }` angiver ikke, hvilke felter der skal ændres
}
    .hint = { $expected ->
        [workbook] gem den som `.xlsx` eller `.csv`
        [table] en tabel har en kolonne `id` og en kolonne for hvert felt: `.csv`, `.tsv` eller `.xlsx`
        [encoding] gem teksten som UTF-8, eller angiv dens tegnkodning med `--encoding`
       *[fields] et JSON-objekt ser ud som {"{"}"Email": "x@example.com", "Phone": null{"}"}, TOML som Email = "x@example.com"
    }
edit-workbook-old = det er en projektmappe i et gammelt format
edit-no-workbook = det er ikke en projektmappe
edit-no-sheet = projektmappen har intet ark
edit-sheet-unreadable = projektmappens første ark kan ikke læses
edit-no-objects = indholdet består ikke kun af objekter
edit-not-in-encoding = det er ikke en tekst i { $encoding }
edit-encoding-unknown = brug f.eks. windows-1252, windows-1250, windows-1251, shift_jis eller utf-16le
dismiss-reason-empty = årsagen må ikke være tom
backup-to-standard-output = en sikkerhedskopi kan ikke skrives til standardoutput
    .hint = angiv en fil, f.eks. `hqsync backup headquarters-backup.db`
backup-on-server = datalageret ligger på en server, som selv tager sikkerhedskopier
    .hint = `{ $dump }`
channel-named = kanal `{ $channel }`
customer-choose = en af disse kommandoer viser kunden
filter-give-expression = angiv et udtryk, f.eks. `hqsync filter 'status = failed'`; `list --all` viser alle
filter-name-invalid = brug kun bogstaver, cifre, `-`, `_` og `.`
filter-name-taken = `@{ $name }` er allerede gemt: { $expression }
    .hint = `--force` erstatter det; med et andet navn bevares begge
filter-tilde-replaced = shellen erstattede `~` med `{ $home }`
    .hint = sæt udtrykket i enkelte anførselstegn: `hqsync filter { $expression }`
list-takes-options = `list` bruges med tilvalg, ikke med `{ $text }`
    .hint = `{ $command }`
init-not-written = konfigurationen `{ $file }` kan ikke skrives
    .hint = angiv en fil i en mappe, som denne bruger må skrive i
init-exists = `{ $file }` findes allerede og blev ikke ændret
    .hint = `hqsync init FILE` opretter en anden fil
# The steps stand below; each begins with two spaces.
restore-by-hand = hqsync erstatter ikke selv et datalager. Sådan gendannes en sikkerhedskopi:
    .hint = `hqsync verify --store { $backup }` kontrollerer først sikkerhedskopien
restore-on-server = hqsync erstatter ikke selv et datalager. Sådan gendannes en sikkerhedskopi:
    .hint = gendan den først i en anden database, og kontroller den: `hqsync verify --store URL`
restore-stop = {"  "}1. stop de planlagte kørsler af `hqsync run-jobs`
restore-move = {"  "}2. mv { $store } { $store }-wal { $store }-shm /et/andet/sted/
run-without-channels = konfigurationen `{ $file }` har ingen kanaler
    .hint = tilføj en tabel `[[channels]]` for hver butik og webbutik; `hqsync init FILE` skriver et eksempel
run-anchors-not-compared = de konti, som ankrene kender, sammenlignes ikke med datalageret
seal-no-random-numbers = ingen tilfældige tal til en nøgle
seal-key-not-shown = nøglen kunne ikke vises, så intet blev forseglet
verify-no-hash = ikke en indførsels hashværdi, som har 64 hexadecimale cifre
verify-key-unreadable = nøglen i `{ $file }` kan ikke læses
    .hint = angiv selve nøglen, som har 64 hexadecimale cifre, eller en tekstfil, der indeholder den, og som denne bruger må læse
verify-no-key = `{ $given }` er hverken en nøgle på 64 hexadecimale cifre eller en fil med en sådan nøgle
    .hint = `hqsync trail seal` viste nøglen én gang; uden den kan det, der er forseglet, ikke bevises
verify-anchors-unreadable = ankrene i `{ $file }` kan ikke læses
    .hint = kontroller filens navn og rettigheder
demo-folder = mappe `{ $folder }`
demo-folder-unusable = { $fault ->
    [link] `{ $path }` er et link, som demoen ikke følger
   *[strange] `{ $path }` er ikke tom og blev ikke oprettet af demoen
}
    .hint = `hqsync demo DIR` opretter verdenen i en anden mappe
demo-folder-of-another = `{ $path }` tilhører brugeren { $owner }
    .hint = `hqsync demo DIR` opretter verdenen i en anden mappe
# `use` says what the file is for; `channel` is given for what belongs to one.
demo-file-in-use = { $use ->
    [configuration] `{ $path }` er den konfiguration, der er i brug
    [store] `{ $path }` er selve det datalager, der er i brug
    [store-companion] `{ $path }` er en fil, der hører til det datalager, der er i brug
    [anchors] `{ $path }` er filen med revisionssporets ankre, som er i brug
    [channel] `{ $path }` er databasen for kanal `{ $channel }`, som er i brug
   *[channel-companion] `{ $path }` er en fil, der hører til databasen for kanal `{ $channel }`, som er i brug
}
    .hint = `hqsync demo DIR` opretter verdenen i en anden mappe
demo-file-changed = `{ $path }` er ændret, siden demoen oprettede den
    .hint = `--force` fjerner den og opretter verdenen igen; `hqsync demo DIR` opretter den i en anden mappe end `{ $folder }`
demo-not-removed = `{ $file }` kan ikke fjernes
demo-not-written = demoverdenen i `{ $folder }` kan ikke skrives
# Commands and options of other tools, by what they do there; `word` is what was typed.
cli-no-command = kommandoen `{ $word }` findes ikke
    .hint = { $does ->
        [upload] `hqsync run-jobs p` overfører kanalernes handlinger
        [sync] `hqsync run-jobs sync` synkroniserer; `hqsync resync ID` synkroniserer enkelte handlinger igen
        [download] `hqsync run-jobs 1010` henter kunderne til kanalerne
        [run] `hqsync run-jobs` kører jobbene; `hqsync jobs` viser deres kørsler
        [find] `hqsync filter 'CustName ~ rosa'` finder handlinger
        [list] `hqsync list` viser en liste over handlinger
        [log] `hqsync history ID` viser, hvad der er sket med en handling
        [columns] `hqsync fields` viser felterne
        [undo] intet kan fortrydes; `hqsync edit ID` retter en handling, `hqsync dismiss ID` stopper den
        [delete] intet slettes; `hqsync dismiss ID --reason TEXT` sørger for, at en handling aldrig synkroniseres
       *[version] `hqsync --version` viser versionen
    }
cli-no-option = tilvalget `{ $word }` findes ikke
    .hint = { $does ->
        [count] `hqsync filter EXPRESSION --count-by status` tæller handlinger
        [columns] `--columns` vælger, hvad der vises; `hqsync fields` viser felterne
        [json] skriv `--format json`
        [csv] skriv `--format csv`
        [confirm] `--yes` springer bekræftelsen over
       *[replace] ingen fil erstattes: flyt den eksisterende fil først
    }
cli-expression-unquoted = `{ $word }` blev opfattet som et tilvalg
    .hint = sæt udtrykket i enkelte anførselstegn: `hqsync filter 'timestamp > -2h'`

## Words that stand alone
workbook-sheet = Handlinger
pending-sync = Ventende synkronisering
# In a cell of a table, where there is little room.
pending-sync-cell = Ventende
yes = ja
no = nej
never = aldrig
state-pending = afventer
state-waiting = venter
state-failed = mislykket
state-synced = synkroniseret
state-completed = fuldført
state-dismissed = ignoreret
head-pending = Afventer
    .short = Afvent.
head-waiting = Venter
    .short = Vent.
head-failed = Mislykket
    .short = Fejl
head-synced = Synkroniseret
    .short = Synkron.
head-completed = Fuldført
    .short = Færdig
head-dismissed = Ignoreret
    .short = Ignor.
record-customer = kunde
record-address = adresse
record-contact = kontaktoplysning
record-affiliation = tilknytning
record-attribute = attribut
action-create = opret
action-update = opdater
action-deactivate = deaktiver
action-unknown = ukendt
effect-name-created = oprettet
effect-name-updated = opdateret
effect-name-unchanged = uændret
effect-name-deactivated = deaktiveret
effect-name-superseded = erstattet
outcome-succeeded = fuldført uden fejl
outcome-partial = delvis
outcome-failed = mislykket
outcome-interrupted = afbrudt
outcome-unfinished = ikke fuldført
job-p = P-job
job-sync = synkronisering
job-1010 = 1010

## Durations, in their two largest units
duration-days = { $hours ->
    [0] { $days }d
   *[other] { $days }d { $hours }t
}
duration-hours = { $minutes ->
    [0] { $hours }t
   *[other] { $hours }t { $minutes }m
}
duration-minutes = { $seconds ->
    [0] { $minutes }m
   *[other] { $minutes }m { $seconds }s
}
duration-seconds = { $seconds }s

## Change descriptions
effect-created = { $record ->
    [customer] kunde { $account } oprettet
    [address] adresse oprettet
    [contact] kontaktoplysning oprettet
    [affiliation] tilknytning oprettet
   *[attribute] attribut oprettet
}
effect-updated = ændret: { $fields }
effect-reactivated = { $record ->
    [customer] kunde aktiv igen
    [address] adresse aktiv igen
    [contact] kontaktoplysning aktiv igen
    [affiliation] tilknytning aktiv igen
   *[attribute] attribut aktiv igen
}
effect-unchanged = intet at ændre
effect-deactivated = { $record ->
    [customer] kunde spærret
    [address] adresse deaktiveret
    [contact] kontaktoplysning deaktiveret
    [affiliation] tilknytning fjernet
   *[attribute] attribut fjernet
}
effect-superseded = erstattet af handling { $operation }
note-superseded = erstattet af handling { $operation }, som er nyere
note-clock-ahead = tidsstemplet { $own } er senere end modtagelsen, så { $order } gælder for rækkefølgen
note-clock-back = tidsstemplet er { $own }, men { $order } gælder for rækkefølgen, da en anden tæller for posten har det tidspunkt
note-encoding = `{ $value }` blev sandsynligvis læst med forkert tegnkodning
note-proposal = menes der `{ $suggestion }`?
note-placeholder = `{ $value }` ligner en pladsholder
effect-would-create = { $record ->
    [customer] ville oprette kunden
    [address] ville oprette adressen
    [contact] ville oprette kontaktoplysningen
    [affiliation] ville oprette tilknytningen
   *[attribute] ville oprette attributten
}
effect-would-change = ville ændre: { $fields }

## Why an operation fails. `value` is the wrong value; the other arguments describe a valid one.
reason-malformed-operation = `{ $value }` er ikke en handling: 1 er opret, 2 opdater, 3 deaktiver
reason-malformed-timestamp = `{ $value }` er ikke et tidsstempel som f.eks. 2026-11-16 09:30:00 (UTC)
    .suggestion = menes der `{ $suggestion }`?
reason-malformed-customer = `{ $value }` er ikke et GUID, og CustAccount er tom, så rækken angiver ingen kunde
reason-malformed-guid = `{ $value }` er ikke et GUID, så rækken angiver ingen post
reason-malformed-integer = `{ $value }` er ikke et heltal, sådan som { $field } kræver
reason-malformed-contact-type = `{ $value }` er ikke en type kontaktoplysning: 1 er telefon, 2 mail, 3 internetadresse
reason-malformed-line = linje { $line } i { $file } er ikke en række i tabellen: `{ $value }`
reason-operation-unusable = handlingen kan ikke synkroniseres: { $cause }
reason-name-missing = kunden har intet navn: CustName, FirstName eller LastName er påkrævet
reason-email-missing = kontaktoplysningen har ingen mailadresse
reason-email-no-address = `{ $value }` er ikke en mailadresse som f.eks. jane@example.com
    .suggestion = menes der `{ $suggestion }`?
reason-email-single-label = `{ $value }` er ikke en mailadresse: domænet har ingen endelse som f.eks. .com
    .suggestion = menes der `{ $suggestion }`?
reason-email-several = `{ $value }` er mere end én adresse: { $field } rummer én mailadresse
reason-email-domain = `{ $value }` er ikke en mailadresse: domænets led skal bestå af bogstaver, cifre og bindestreger inde i leddet, og domænet skal have en endelse på mindst to bogstaver, f.eks. .com
    .suggestion = menes der `{ $suggestion }`?
reason-email-wrapped = `{ $value }` indeholder andet end en mailadresse
    .suggestion = menes der `{ $suggestion }`?
reason-phone-missing = kontaktoplysningen har intet telefonnummer
reason-phone-characters = `{ $value }` er ikke et telefonnummer: det må kun indeholde cifre, mellemrum, + - ( ) . , / # * og et lokalnummer, f.eks. `ext. 12`, `x12` eller `;ext=12`
    .suggestion = menes der `{ $suggestion }`?
reason-phone-several = `{ $value }` er mere end ét nummer: { $field } rummer ét telefonnummer
reason-phone-too-short = `{ $value }` er ikke et telefonnummer: det skal have mindst 3 cifre
reason-phone-same-digits = `{ $value }` er ikke et telefonnummer: alle cifrene er ens
reason-phone-brackets = `{ $value }` er ikke et telefonnummer: parenteserne går ikke op
reason-phone-wrapped = `{ $value }` indeholder andet end et telefonnummer
    .suggestion = menes der `{ $suggestion }`?
reason-url-missing = kontaktoplysningen har ingen internetadresse
reason-country-unknown = `{ $value }` er ikke en ISO 3166-1 alpha-3-kode
    .suggestion = menes der `{ $suggestion }` ({ $country })?
reason-country-withdrawn = { $count ->
    [one] `{ $value }` er et udgået land, som er erstattet af { $names }
   *[other] `{ $value }` er et udgået land, som er erstattet af { $names }
}
    .suggestion = menes der `{ $suggestion }`?
reason-postal-code-invalid = { $form ->
    [example] `{ $value }` er ikke et postnummer i { $country } som f.eks. { $example }
    [examples] `{ $value }` er ikke et postnummer i { $country } som f.eks. { $example } eller { $second }
   *[pattern] `{ $value }` er ikke et postnummer i { $country } (mønster `{ $pattern }`)
}
    .suggestion = menes der `{ $suggestion }`?
reason-currency-unknown = `{ $value }` er ikke en ISO 4217-kode
    .suggestion = menes der `{ $suggestion }`?
reason-currency-withdrawn = { $count ->
    [one] `{ $value }` er en udgået valuta, som er erstattet af { $names }
   *[other] `{ $value }` er en udgået valuta, som er erstattet af { $names }
}
    .suggestion = menes der `{ $suggestion }`?
reason-language-unknown = `{ $value }` er ikke en kendt BCP 47-sprogkode som f.eks. en-US
    .suggestion = menes der `{ $suggestion }`?
reason-customer-group-unknown = { $count ->
    [0] `{ $value }` er ikke en debitorgruppe; konfigurationen har ingen
    [one] `{ $value }` er ikke en debitorgruppe; den eneste debitorgruppe er { $names }
   *[other] `{ $value }` er ikke en debitorgruppe; debitorgrupperne er { $names }
}
    .suggestion = menes der `{ $suggestion }`?
reason-affiliation-missing = tilknytningen har intet navn
reason-affiliation-unknown = { $count ->
    [0] `{ $value }` er ikke en tilknytning; konfigurationen har ingen
    [one] `{ $value }` er ikke en tilknytning; den eneste tilknytning er { $names }
   *[other] `{ $value }` er ikke en tilknytning; tilknytningerne er { $names }
}
    .suggestion = menes der `{ $suggestion }`?
reason-attribute-missing = attributten har intet navn
reason-attribute-unknown = { $count ->
    [0] `{ $value }` er ikke en attribut; konfigurationen har ingen
    [one] `{ $value }` er ikke en attribut; den eneste attribut er { $names }
   *[other] `{ $value }` er ikke en attribut; attributterne er { $names }
}
    .suggestion = menes der `{ $suggestion }`?
reason-attribute-invalid = { $type ->
    [integer] `{ $value }` er ikke et heltal, sådan som { $attribute } kræver
    [decimal] `{ $value }` er ikke et decimaltal, sådan som { $attribute } kræver
    [boolean] `{ $value }` er hverken true eller false, som er de gyldige værdier for { $attribute }
   *[text] `{ $value }` er ikke en tekst, sådan som { $attribute } kræver
}
reason-credit-limit-invalid = `{ $value }` er ikke et kreditmaksimum: det skal være et tal på mindst 0, f.eks. 2500.00
reason-too-long = værdien har en længde på { $found } UTF-16-enheder, men { $field } rummer højst { $most }
    .suggestion = menes der `{ $suggestion }`?
reason-value-unknown = { $count ->
    [0] `{ $value }` er ikke en værdi for { $field }; konfigurationen har ingen
    [one] `{ $value }` er ikke en værdi for { $field }; den eneste værdi er { $names }
   *[other] `{ $value }` er ikke en værdi for { $field }; værdierne er { $names }
}
    .suggestion = menes der `{ $suggestion }`?
reason-null-text = `{ $value }` er ikke en værdi for { $field }: NULL blev sandsynligvis eksporteret som tekst
    .suggestion = menes der en tom værdi?
reason-value-too-long = værdien er på { $found } byte og blev ikke gemt: grænsen er { $most }
reason-row-too-long = værdien på { $found } byte blev ikke gemt: rækken er på mere end { $most } byte
reason-customer-unknown = { $field ->
    [CustAccount] hovedkontoret har ingen kunde `{ $value }`; `hqsync import` henter kunder, som det havde i forvejen
   *[CustAccountAsync] hovedkontoret har ingen kunde `{ $value }`
}
reason-address-unknown = hovedkontoret har ingen adresse `{ $value }` for denne kunde
reason-contact-unknown = hovedkontoret har ingen kontaktoplysning `{ $value }` for denne kunde
reason-company-mismatch = rækken angiver firma `{ $value }`, men kanalen hører til `{ $company }`
reason-number-sequence-exhausted = { $form ->
    [pattern] firmaets nummerserie { $pattern } har ikke flere numre
   *[none] firmaet har ingen nummerserie
}
reason-account-ambiguous = kanalerne kender denne kunde under { $count } konti: { $names }
reason-account-taken = kanalerne kender denne kunde som `{ $value }`, men den konto tilhører kunde { $customer }
reason-account-disputed = ifølge kanalerne tilhører konto `{ $value }` kunde { $customer }, som endnu ikke har nogen konto her
reason-customer-mismatch = konto `{ $value }` tilhører kunde { $customer }, men rækkens GUID tilhører en anden kunde
reason-account-awaited = { $count ->
    [one] kunden kan have en konto i { $names }, som der ikke har været kontakt med, siden datalageret blev gendannet
   *[other] kunden kan have en konto i { $names }, som der ikke har været kontakt med, siden datalageret blev gendannet
}
reason-other = `{ $value }` er ugyldig for { $field } (forventet: `{ $expected }`)
problem-and-suggestion = { $problem }; { $suggestion }

## Why a job failed
failure-channel-missing = `{ $path }` findes ikke
    .hint = kontroller kanalens `database` i konfigurationen; `hqsync channels create "{ $channel }"` opretter en tom
failure-channel-directory = `{ $path }` er en mappe, ikke en kanaldatabase
    .hint = kontroller kanalens `database` i konfigurationen
failure-channel-exists = `{ $path }` findes allerede
    .hint = filen blev ikke ændret
failure-channel-path-too-long = `{ $path }` har en absolut sti på { $length } byte, men SQLite tillader højst { $limit }
    .hint = flyt databasen til en mappe med en kortere sti
failure-channel-locked = `{ $path }` er låst af et andet program
    .hint = næste kørsel fortsætter med denne kanal
failure-channel-timeout = `{ $path }` svarede ikke inden for { $limit }
    .hint = kontroller disken eller netværket samt visninger og triggere, som nogen har tilføjet; næste kørsel prøver igen
failure-channel-foreign = `{ $path }` er ikke en SQLite-database
    .hint = kontroller kanalens `database` i konfigurationen
failure-channel-unread = `{ $path }` kunne ikke læses
    .hint = kontroller først disken; næste kørsel prøver kanalen igen
failure-channel-damaged = `{ $path }` er beskadiget eller kunne ikke læses
    .hint = kontroller først disken, da en mislykket læsning ligner en skade; hvis disken er i orden, skal kanalens database gendannes og jobbene derefter køres igen
failure-channel-table-missing = `{ $path }` har ingen tabel `{ $table }`
    .hint = kontroller kanalens `database` i konfigurationen
failure-channel-column-missing = `{ $path }` kan ikke bruges: tabellen `{ $table }` har ingen kolonne `{ $column }`
    .hint = kontroller kanalens `database` i konfigurationen
failure-channel-counter-invalid = `{ $path }` har en række i `{ $table }`, hvis REPLICATIONCOUNTERFROMORIGIN ikke er et heltal
    .hint = kontroller kanalens `database` i konfigurationen
failure-channel-counter-twice = `{ $path }` har to rækker med tæller { $counter } i `{ $table }`, som ikke kan skelnes fra hinanden
    .hint = kontroller kanalens `database` i konfigurationen
failure-channel-behind = `{ $path }` er gendannet eller udskiftet: den nyeste række i `{ $table }` har tæller { $newest }, men rækker til og med { $bookmark } er tidligere overført
    .hint = `hqsync channels reset "{ $channel }"` godkender den som kanalens database
failure-channel-emptied = `{ $path }` er gendannet eller udskiftet: `{ $table }` er tom, men rækker til og med { $bookmark } er tidligere overført
    .hint = `hqsync channels reset "{ $channel }"` godkender den som kanalens database
failure-channel-mirror-lost = `{ $path }` ved intet om, hvad der er læst derfra: rækker i `{ $table }` til og med { $bookmark } er overført tidligere, men `hqsync.db` mangler eller er en anden
    .hint = kontroller, at disken eller delingen er tilsluttet, eller læg `hqsync.db` tilbage fra en sikkerhedskopi; `hqsync channels reset "{ $channel }"` fortsætter uden den
failure-channel-other-row = `{ $path }` er gendannet eller udskiftet: rækken med tæller { $counter } i `{ $table }` er ikke den, der tidligere blev overført
    .hint = `hqsync channels reset "{ $channel }"` godkender den som kanalens database
failure-channel-not-completed = `{ $path }` bevarer ikke det, der skrives: rækken med tæller { $counter } i `{ $table }` blev markeret som fuldført, men er det ikke
    .hint = se efter triggere på `{ $table }`, som ignorerer eller fortryder ændringer
failure-channel-not-kept = `{ $path }` bevarer ikke det, der skrives: kunde `{ $account }` blev skrevet til `{ $table }`, men står der ikke som skrevet
    .hint = se efter triggere på `{ $table }`, som ignorerer eller fortryder ændringer
failure-channel-witness-not-kept = `{ $path }` bevarer ikke det, der skrives: rækken om hovedkontoret i `HQSYNC_BOOKMARK` står der ikke som skrevet
    .hint = se efter triggere på `HQSYNC_BOOKMARK`, som kun hqsync bruger
failure-channel-witness-unreadable = `{ $path }` har en række i `HQSYNC_BOOKMARK`, som hqsync ikke har skrevet
    .hint = `hqsync channels claim "{ $channel }"` erstatter den
failure-channel-of-another-store = { $form ->
    [dated] `{ $path }` hører til et andet hovedkontor, datalager { $store_id }, som skrev til den { $at }
   *[undated] `{ $path }` hører til et andet hovedkontor, datalager { $store_id }
}
    .hint = kontroller `store` i konfigurationen, `--store` og `$HQSYNC_STORE`; `hqsync channels claim "{ $channel }"` gør fremover dette datalager til kanalens hovedkontor
failure-channel-of-another-id = { $form ->
    [itself] `{ $path }` er databasen for kanal `{ $owner }` (id { $found }), ikke for kanalen med id { $configured }
    [known] `{ $path }` er databasen for kanal `{ $owner }` (id { $found }), ikke for kanalen med id { $configured }
   *[unknown] `{ $path }` er databasen for kanalen med id { $found }, ikke for kanalen med id { $configured }
}
    .hint = { $form ->
        [itself] ret kanalens `id` eller `database` i konfigurationen: den blev overført med `id = { $found }`
       *[other] ret kanalens `id` eller `database` i konfigurationen
    }
failure-channel-same-file = `{ $path }` er database for flere kanaler: også for { $others }
    .hint = giv hver kanal sin egen `database` i konfigurationen
failure-channel-account-taken = { $form ->
    [alone] ifølge `{ $path }` tilhører konto { $account } kunde { $theirs }, men her tilhører den kunde { $ours }
    [one] ifølge `{ $path }` tilhører konto { $account } kunde { $theirs }, men her tilhører den kunde { $ours }; yderligere 1 kunde blev udeladt
   *[other] ifølge `{ $path }` tilhører konto { $account } kunde { $theirs }, men her tilhører den kunde { $ours }; yderligere { $more } kunder blev udeladt
}
    .hint = ret kontoen i kanalens `RETAILCUSTTABLE`, hvis den er forkert der; næste kørsel prøver igen
failure-channel-account-differs = { $form ->
    [alone] `{ $path }` kender kunde { $customer } under konto { $theirs }, men her har kunden konto { $ours }
    [one] `{ $path }` kender kunde { $customer } under konto { $theirs }, men her har kunden konto { $ours }; yderligere 1 kunde blev udeladt
   *[other] `{ $path }` kender kunde { $customer } under konto { $theirs }, men her har kunden konto { $ours }; yderligere { $more } kunder blev udeladt
}
    .hint = ret kontoen i kanalens `RETAILCUSTTABLE`, hvis den er forkert der; næste kørsel prøver igen
failure-channel-customer-refused = { $cause ->
    [row] { $form ->
        [alone] `{ $path }` tager ikke imod kunde { $account }: { $detail }
        [one] `{ $path }` tager ikke imod kunde { $account }: { $detail }; yderligere 1 kunde blev udeladt
       *[other] `{ $path }` tager ikke imod kunde { $account }: { $detail }; yderligere { $more } kunder blev udeladt
    }
   *[other] { $form ->
        [alone] `{ $path }` tager ikke imod kunde { $account }: { $detail }
        [one] `{ $path }` tager ikke imod kunde { $account }: { $detail }; yderligere 1 kunde blev udeladt
       *[other] `{ $path }` tager ikke imod kunde { $account }: { $detail }; yderligere { $more } kunder blev udeladt
    }
}
    .hint = kontroller regler og triggere for kanalens tabeller; næste kørsel prøver igen
failure-channel-refused = `{ $path }` afviser en række
    .hint = kontroller regler og triggere for kanalens tabeller; næste kørsel prøver igen
failure-channel-read-only = `{ $path }` er skrivebeskyttet
    .hint = kontroller rettighederne til filen og dens mappe
failure-channel-disk-full = { $shortage ->
    [quota] `{ $path }` kan ikke skrives: diskkvoten er opbrugt
    [file-size] `{ $path }` kan ikke skrives: filen ville blive større end tilladt
   *[disk] `{ $path }` kan ikke skrives: disken er fuld
}
    .hint = { $shortage ->
        [quota] frigør plads, eller få kvoten forhøjet, og kør derefter jobbene igen
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer, og kør derefter jobbene igen
       *[disk] frigør plads, og kør derefter jobbene igen
    }
failure-channel-disk-full-beside = { $shortage ->
    [quota] `{ $path }` kan ikke bruges: der er ikke plads til de filer, som SQLite lægger ved siden af: diskkvoten er opbrugt
    [file-size] `{ $path }` kan ikke bruges: der er ikke plads til de filer, som SQLite lægger ved siden af: filen ville blive større end tilladt
   *[disk] `{ $path }` kan ikke bruges: der er ikke plads til de filer, som SQLite lægger ved siden af: disken er fuld
}
    .hint = { $shortage ->
        [quota] frigør plads, eller få kvoten forhøjet, og kør derefter jobbene igen
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer, og kør derefter jobbene igen
       *[disk] frigør plads, og kør derefter jobbene igen
    }
failure-channel-too-many-files = `{ $path }` kan ikke bruges: for mange åbne filer
    .hint = hæv grænsen for åbne filer, som `ulimit -n` viser, og kør derefter jobbene igen
failure-channel-disk = `{ $path }` kan ikke læses eller skrives
    .hint = kontroller disken og dens filsystem, og kør derefter jobbene igen
failure-channel-unreachable = `{ $path }` kan ikke åbnes
    .hint = kontroller rettighederne til filen og dens mappe
failure-channel-database = der kan ikke forespørges i `{ $path }`
failure-channel-folder-missing = mappen `{ $path }` findes ikke
    .hint = kontroller kanalens `folder` i konfigurationen; `hqsync channels create "{ $channel }"` opretter den
failure-channel-no-folder = `{ $path }` er ikke en mappe
    .hint = kontroller kanalens `folder` i konfigurationen; en kanaldatabase angives med `database`
failure-channel-place-taken = `{ $path }` ligt, hvor der skal være en mappe
    .hint = flyt den ud af kanalens mappe; hqsync opretter selv mappen
failure-channel-mirror-foreign = `{ $path }` er ikke det, som denne version af hqsync gemmer i en kanals mappe
    .hint = læg den fil tilbage, som hører til der, eller kør den version af hqsync, der skrev den; uden filen skal alt eksporteres igen
failure-channel-file-refused = { $form ->
    [alone] `{ $path }`: { $file } kan ikke læses
    [one] `{ $path }`: { $file } og 1 fil mere kan ikke læses; den første
   *[several] `{ $path }`: { $file } og { $more } filer mere kan ikke læses; den første
}
    .hint = den kommer i `failed`, og teksten ved siden af siger, hvad du kan gøre; `hqsync channels check "{ $channel }"` siger, hvad der ellers ikke læses
failure-channel-file-interrupted = { $form ->
    [alone] `{ $path }`: { $file } er indlæst, men ikke fuldstændig
    [one] `{ $path }`: { $file } og 1 fil mere er indlæst, men ikke fuldstændige; den første
   *[several] `{ $path }`: { $file } og { $more } filer mere er indlæst, men ikke fuldstændige; den første
}
    .hint = eksportér tabellen igen: en række, som allerede findes, indlæses ikke to gange
failure-channel-file-unset = { $form ->
    [alone] `{ $path }`: { $file } venter på en indstilling for kanalen
    [one] `{ $path }`: { $file } og 1 fil mere venter på en indstilling for kanalen; den første
   *[several] `{ $path }`: { $file } og { $more } filer mere venter på en indstilling for kanalen; den første
}
folder-other-table = den er opkaldt efter `{ $table }`, men har kolonnerne fra `{ $other }`
    .hint = giv filen navn efter dens tabel, og læg den derefter tilbage
folder-no-column = den har ingen kolonne `{ $column }` fra `{ $table }`: indlæst ville den tømme feltet
    .hint = eksportér alle tabellens kolonner (SELECT *), også de tomme
folder-other-channel = dens rækker er fra kanalen med id { $found }, ikke fra den med id { $configured }
    .hint = læg filen i dens egen kanals mappe, eller ret kanalens `id` i konfigurationen
folder-culture = dens tidspunkter er skrevet som i en kultur, såsom `{ $value }`, og intet skelner dag fra måned
    .hint = angiv kulturen i kanalens konfiguration, såsom culture = "da-DK"; eller eksportér tidspunkter som tekst: CONVERT(nvarchar(27), CREATEDDATETIME, 126)
folder-no-counter = REPLICATIONCOUNTERFROMORIGIN er ikke et tal på mindst 0
folder-counter-twice = en tidligere række i filen har også tæller { $counter }, men er en anden
folder-columns = dens kolonner kan ikke gemmes
    .hint = kontroller navnene i dens hovedlinje, og eksportér ikke mere end tabellens kolonner
folder-file-refused = { $file } kunne ikke læses ({ $at })
folder-file-again = Ingen række i filen er indlæst. Læg den tilbage i kanalens mappe, når den er rettet, eller eksportér den igen.
failure-store-missing = der er endnu intet datalager
    .hint = `hqsync run-jobs` opretter det og overfører kanalernes handlinger; hvis der burde være et, så kontroller `store` i konfigurationen, `--store` og `$HQSYNC_STORE`
failure-store-empty = filen er tom: den indeholder ingen handlinger
    .hint = `hqsync run-jobs` opretter datalageret og overfører kanalernes handlinger
failure-store-half-copied = dette er en ufærdig kopi af et datalager
    .hint = fortsæt med den samme `hqsync copy`, eller fjern kopien
failure-store-foreign = filen er ikke et hqsync-datalager
    .hint = kontroller `store` i konfigurationen, `--store` og `$HQSYNC_STORE`
failure-store-newer = datalageret har skemaversion { $found }, men denne hqsync kender kun versioner til og med { $known }
    .hint = installer den version af hqsync, der skrev det, eller en nyere
failure-store-outdated = datalageret er skrevet af en ældre hqsync og kan ikke opgraderes: det er skrivebeskyttet
    .hint = gør det skrivbart for én kommando, eller kopier det til en skrivbar mappe
failure-store-locked = datalageret er låst af et andet program
    .hint = prøv igen, når det andet program er færdigt
failure-store-read-only = datalageret kan ikke skrives: det er skrivebeskyttet
    .hint = kontroller rettighederne til filen og dens mappe
failure-store-disk-full = { $shortage ->
    [quota] datalageret kan ikke skrives: diskkvoten er opbrugt
    [file-size] datalageret kan ikke skrives: filen ville blive større end tilladt
   *[disk] datalageret kan ikke skrives: disken er fuld
}
    .hint = { $shortage ->
        [quota] frigør plads, eller få kvoten forhøjet, og prøv derefter igen; intet er gået tabt
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer, og prøv derefter igen; intet er gået tabt
       *[disk] frigør plads, og prøv derefter igen; intet er gået tabt
    }
failure-store-disk-full-beside = { $shortage ->
    [quota] datalageret kan ikke bruges: der er ikke plads til dets `-wal` og `-shm`, som SQLite skal bruge selv til læsning: diskkvoten er opbrugt
    [file-size] datalageret kan ikke bruges: der er ikke plads til dets `-wal` og `-shm`, som SQLite skal bruge selv til læsning: filen ville blive større end tilladt
   *[disk] datalageret kan ikke bruges: der er ikke plads til dets `-wal` og `-shm`, som SQLite skal bruge selv til læsning: disken er fuld
}
    .hint = { $shortage ->
        [quota] frigør plads, eller få kvoten forhøjet, og prøv derefter igen; intet er gået tabt
        [file-size] hæv grænsen, som `ulimit -f` viser, eller brug et filsystem, der tillader større filer, og prøv derefter igen; intet er gået tabt
       *[disk] frigør plads, og prøv derefter igen; intet er gået tabt
    }
failure-store-too-many-files = datalageret kan ikke bruges: for mange åbne filer
    .hint = hæv grænsen for åbne filer, som `ulimit -n` viser
failure-store-unread = datalageret kunne ikke læses
    .hint = kontroller først disken; `hqsync verify` viser, om datalageret er beskadiget
failure-store-disk = datalageret kan ikke læses eller skrives
    .hint = kontroller disken og dens filsystem, og prøv derefter igen; intet af det, der tidligere er udført, er gået tabt
failure-store-malformed = datalageret er beskadiget eller kunne ikke læses
    .hint = kontroller først disken, som kan være årsagen; `hqsync verify` viser, om datalageret er beskadiget; kun i så fald skal filen bevares og en sikkerhedskopi gendannes ved siden af den
failure-store-damaged = datalageret er beskadiget
    .hint = `hqsync verify` viser, hvad der ellers er galt; bevar filen, og gendan en sikkerhedskopi ved siden af den
failure-store-index-damaged = søgeindekset er beskadiget
    .hint = `hqsync index --rebuild` genopbygger det; alt andet fungerer uden det
failure-store-file = datalagerets fil kan ikke bruges
    .hint = kontroller rettighederne til filen og dens mappe
failure-store-unreachable = datalageret kan ikke åbnes
    .hint = kontroller rettighederne til filen og dens mappe
failure-store-connection = { $form ->
    [socket] databasen `{ $database }` kan ikke bruges gennem socketen i `{ $host }`
   *[host] databasen `{ $database }` på værten `{ $host }`, port { $port }, kan ikke bruges
}
connect-roots = de betroede certifikater kan ikke læses fra `{ $file }`
    .hint = angiv en fil med PEM-certifikater som `sslrootcert` eller `sslrootcert=system` for dem, systemet har tillid til
connect-no-roots = dette system har ikke tillid til nogen certifikater
    .hint = installer systemets pakke med certifikater (`ca-certificates`), eller angiv certifikatet for serverens nøglecenter som `sslrootcert`
connect-unknown-host = værtens navn kendes ikke
    .hint = kontroller `host` i datalagerets adresse og navneopslag på denne maskine
connect-refused = der er intet, som lytter dér
    .hint = kontroller vært og port; start serveren, og lad den lytte til mere end sin egen maskine (`listen_addresses`)
connect-no-socket = der er ingen socket
    .hint = start serveren, eller angiv den mappe som `host`, som `SHOW unix_socket_directories` viser dér
connect-unreachable = forbindelsen mislykkes
    .hint = kontroller netværket, firewalls og serverens log
connect-timeout = intet svar inden for { $seconds } sekunder
    .hint = kontroller vært, port og firewalls; `connect_timeout` i datalagerets adresse giver flere sekunder
connect-password = adgangskoden for brugeren `{ $user }` er forkert, eller brugeren findes ikke
    .hint = kontroller `~/.pgpass`, `$PGPASSWORD` eller datalagerets adresse, alt efter hvor adgangskoden står
connect-no-password = serveren beder om adgangskoden for brugeren `{ $user }`, og der er ingen
    .hint = tilføj en linje i `~/.pgpass`, som kun du må kunne læse: `{ $host }:*:{ $database }:{ $user }:PASSWORD`
connect-user = serveren har ingen bruger `{ $user }`, eller brugeren må ikke logge på
    .hint = angiv en anden, som i `postgres://USER@HOST/DATABASE`, eller få brugeren oprettet: `CREATE ROLE ... LOGIN`
connect-denied = serveren lukker ikke brugeren `{ $user }` ind
    .hint = få tilføjet en linje for denne bruger, database og maskine i serverens `pg_hba.conf`
connect-no-database = databasen findes ikke
    .hint = få den oprettet: `createdb --owner={ $user } --encoding=UTF8 --template=template0 { $database }`
connect-no-rights = brugeren `{ $user }` mangler en rettighed
    .hint = få den tildelt af databasens ejer
connect-too-many = serveren har ikke flere ledige forbindelser
    .hint = prøv igen senere; serverens `max_connections` eller brugerens grænse kan hæves
connect-not-ready = serveren er ved at starte eller lukke ned
    .hint = prøv igen om et øjeblik
connect-untrusted = serverens certifikat fører ikke til nogen, som har tillid her
    .hint = angiv certifikatet for serverens nøglecenter som `sslrootcert=FILE` i datalagerets adresse
connect-other-name = serverens certifikat er udstedt til et andet navn
    .hint = brug navnet i certifikatet som `host`, eller få et certifikat udstedt til dette navn (som `subjectAltName`)
connect-out-of-date = serverens certifikat er udløbet eller ikke gyldigt endnu
    .hint = få det fornyet; kontroller uret på denne maskine
connect-no-tls = serveren har ingen kryptering (TLS)
    .hint = slå den til dér (`ssl = on`); `sslmode=disable` klarer sig uden, så alle undervejs kan læse og ændre det, der sendes
connect-tls = der kan ikke aftales en krypteret forbindelse (TLS)
    .hint = serverens log siger måske mere
connect-not-target = ingen vært er `{ $target }`, som `target_session_attrs` beder om
    .hint = kontroller, hvilken vært der er den primære: `SELECT pg_is_in_recovery()`
connect-other = serveren afviser forbindelsen
failure-store-lost = forbindelsen til datalagerets server gik tabt
    .hint = det, der endnu ikke var gemt, er ikke i datalageret: kør kommandoen igen, når serveren svarer
failure-store-again = andre ændrede de samme rækker i datalageret på samme tid
    .hint = kør kommandoen igen; intet af den blev gemt
failure-store-denied = serveren tillader ikke denne bruger det
    .hint = få datalagerets ejer til at tildele rollen `hqsync_work`, eller `hqsync_read` til den, der kun læser; `hqsync init --store URL` opretter begge
failure-store-encoding = databasen er kodet i { $encoding } og ikke i UTF-8
    .hint = opret en med `createdb --encoding=UTF8 --template=template0`
failure-store-database = der kan ikke forespørges i datalageret
failure-older-store = { $known_by ->
    [channel] { $form ->
        [rewritten] revisionssporet er omskrevet: kanal `{ $channel }` kender en anden indførsel { $entry } fra { $at }
        [change] datalageret er en ældre tilstand af sig selv: kanal `{ $channel }` har modtaget ændring { $change }, men den seneste ændring er { $last_change }
       *[entry] datalageret er en ældre tilstand af sig selv: kanal `{ $channel }` kender indførsel { $entry } fra { $at }, men det slutter med indførsel { $last } fra { $last_at }
    }
   *[anchors] { $form ->
        [rewritten] revisionssporet er omskrevet: { $witness } kender en anden indførsel { $entry } fra { $at }
        [change] datalageret er en ældre tilstand af sig selv: { $witness } har modtaget ændring { $change }, men den seneste ændring er { $last_change }
       *[entry] datalageret er en ældre tilstand af sig selv: { $witness } kender indførsel { $entry } fra { $at }, men det slutter med indførsel { $last } fra { $last_at }
    }
}
    .hint = { $known_by ->
        [channel] sæt det nyere datalager tilbage; hvis det er gået tabt, overtager `hqsync run-jobs --restored` de konti, som kanalerne kender; hvis datalageret aldrig er sat tilbage, er kanalens oplysning forkert, og `hqsync channels claim "{ $channel }"` erstatter den
       *[anchors] sæt det nyere datalager tilbage; hvis det er gået tabt, overtager `hqsync run-jobs --restored` de konti, som kanalerne kender
    }
failure-company-changed = kanal `{ $channel }` har handlinger for firma `{ $stored }`, men konfigurationen angiver `{ $configured }`
    .hint = en kanal, der flyttes til et andet firma, skal have et nyt `id` og en ny database
failure-operation-unreadable = handling { $operation } kan ikke læses fra datalageret
    .hint = `hqsync verify` viser, hvad der ellers er galt; bevar filen, og gendan en sikkerhedskopi ved siden af den
failure-customer-unreadable = kunde `{ $account }` kan ikke læses fra datalageret
    .hint = `hqsync verify` viser, hvad der ellers er galt; bevar filen, og gendan en sikkerhedskopi ved siden af den
failure-and-hint = { $failure }; { $hint }

## show
show-title = Handling { $id }
show-operation = Retail Async-handling
show-operation-value = { $record ->
    [customer] kunde
    [address] adresse
    [contact] kontaktoplysning
    [affiliation] tilknytning
   *[attribute] attribut
}, { $action ->
    [create] opret
    [update] opdater
    [deactivate] deaktiver
   *[unknown] ukendt
}
show-unreadable = ulæselig
show-no-time = intet
show-limited = { $limit } af { $count } handlinger; `--limit` viser flere
show-customer-too = { $account } er også kontoen for en kunde; `hqsync customer { $word }` viser kunden
show-outlook = { $state ->
    [failed] Efter rettelse
   *[other] Efter synkronisering
}
show-mend = Ret fejlen med: `{ $command }`
show-empty = (tom)
show-mark-wrong = forkert
show-mark-changed = ændret
show-source = Kilde
show-source-value = { $table }, tæller { $counter }
show-waits-for = Venter på
show-waits-for-customer = en handling, der opretter kunden
show-attributes = Kundeattributter
show-field = Felt
show-old = Gammel værdi
    .short = Gammel
show-new = Ny værdi
    .short = Ny
show-original = Modtaget værdi
    .short = Modtaget

## customer
customer-title = { $account ->
    [none] Kunde uden konto: { $name }
   *[other] Kunde { $account }: { $name }
}
customer-origin = Oprindelig kanal
customer-imported = Importeret
customer-guid-imported = GUID importeret
customer-imported-from = { $at } fra { $files }
customer-blocked = { $level ->
    [no] nej
    [invoices] for fakturaer
    [all] for alle transaktioner
   *[other] { $level }
}
customer-channels = Kanaler
customer-channel-current = opdateret: { $channels }
customer-channel-behind = opdateres af det næste 1010-job: { $channels }
customer-channel-unknown = ukendt, da kunder blev udeladt (`hqsync channels show` viser hvorfor): { $channels }
customer-not-created = Hovedkontoret har endnu ingen værdier for denne kunde: ingen handling, der opretter kunden, er gået igennem.
customer-records = { $record ->
    [address] Adresser
    [contact] Kontaktoplysninger
    [affiliation] Tilknytninger
   *[attribute] Attributter
}
customer-primary = { $name } (primær)
customer-inactive = { $record ->
    [address] { $name } (inaktiv)
    [contact] { $name } (inaktiv)
    [affiliation] { $name } (fjernet)
   *[attribute] { $name } (fjernet)
}
customer-problems = Åbne problemer
customer-no-problems = Ingen åbne problemer: alle handlinger er gået igennem eller blevet ignoreret.
customer-open = Handling { $id } ({ $record ->
    [customer] kunde
    [address] adresse
    [contact] kontaktoplysning
    [affiliation] tilknytning
   *[attribute] attribut
}, { $action ->
    [create] opret
    [update] opdater
    [deactivate] deaktiver
   *[unknown] ukendt
}): { $state ->
    [pending] afventer
    [waiting] venter
   *[failed] mislykket
}
customer-waits-for = Den venter på { $ids }.
customer-waits-for-creation = Den venter på en handling, der opretter kunden.
customer-pending = `hqsync run-jobs` synkroniserer den; `hqsync resync { $id }` gør det nu.
customer-timeline = Tidslinje
customer-left-out = { $count ->
    [one] 1 ældre handling vises ikke; `--all` viser den
   *[other] { $count } ældre handlinger vises ikke; `--all` viser dem
}
customer-unreadable = { $count ->
    [one] handling { $ids } kan ikke læses og vises ikke; `hqsync verify` viser, hvad der er galt
   *[other] handlingerne { $ids } kan ikke læses og vises ikke; `hqsync verify` viser, hvad der er galt
}
customer-several = { $count } kunder matcher `{ $term }`:
customer-many = mere end { $count } kunder matcher `{ $term }`, bl.a.:
timeline-done = { $effect ->
    [created] { $record ->
        [customer] { $channel } oprettede kunde { $account }: { $name }
        [address] { $channel } tilføjede en adresse: { $name }
        [contact] { $channel } tilføjede en kontaktoplysning: { $name }
        [affiliation] { $channel } tilføjede en tilknytning: { $name }
       *[attribute] { $channel } tilføjede en attribut: { $name }
    }
    [updated] { $record ->
        [customer] { $channel } ændrede kunden
        [address] { $channel } ændrede en adresse
        [contact] { $channel } ændrede en kontaktoplysning
        [affiliation] { $channel } ændrede en tilknytning
       *[attribute] { $channel } ændrede en attribut
    }
    [reactivated] { $record ->
        [customer] { $channel } gjorde kunden aktiv igen
        [address] { $channel } gjorde en adresse aktiv igen: { $name }
        [contact] { $channel } gjorde en kontaktoplysning aktiv igen: { $name }
        [affiliation] { $channel } gjorde en tilknytning aktiv igen: { $name }
       *[attribute] { $channel } gjorde en attribut aktiv igen: { $name }
    }
    [unchanged] { $record ->
        [customer] { $channel } sendte kunden igen med de samme værdier
        [address] { $channel } sendte en adresse igen med de samme værdier: { $name }
        [contact] { $channel } sendte en kontaktoplysning igen med de samme værdier: { $name }
        [affiliation] { $channel } sendte en tilknytning igen med de samme værdier: { $name }
       *[attribute] { $channel } sendte en attribut igen med de samme værdier: { $name }
    }
    [deactivated] { $record ->
        [customer] { $channel } spærrede kunden
        [address] { $channel } deaktiverede en adresse: { $name }
        [contact] { $channel } deaktiverede en kontaktoplysning: { $name }
        [affiliation] { $channel } fjernede en tilknytning: { $name }
       *[attribute] { $channel } fjernede en attribut: { $name }
    }
   *[superseded] { $record ->
        [customer] { $channel } sendte kunden; de nyere værdier fra handling { $operation } blev anvendt i stedet
        [address] { $channel } sendte en adresse; de nyere værdier fra handling { $operation } blev anvendt i stedet: { $name }
        [contact] { $channel } sendte en kontaktoplysning; de nyere værdier fra handling { $operation } blev anvendt i stedet: { $name }
        [affiliation] { $channel } sendte en tilknytning; de nyere værdier fra handling { $operation } blev anvendt i stedet: { $name }
       *[attribute] { $channel } sendte en attribut; de nyere værdier fra handling { $operation } blev anvendt i stedet: { $name }
    }
}
timeline-open = { $state ->
    [pending] Afventer
    [waiting] Venter
    [failed] Mislykket
    [corrected] Rettet senere
   *[dismissed] Ignoreret
}: { $action ->
    [create] { $record ->
        [customer] { $channel } sendte en ny kunde: { $name }
        [address] { $channel } sendte en ny adresse: { $name }
        [contact] { $channel } sendte en ny kontaktoplysning: { $name }
        [affiliation] { $channel } sendte en ny tilknytning: { $name }
       *[attribute] { $channel } sendte en ny attribut: { $name }
    }
    [update] { $record ->
        [customer] { $channel } sendte en ændring af kunden
        [address] { $channel } sendte en ændring af en adresse: { $name }
        [contact] { $channel } sendte en ændring af en kontaktoplysning: { $name }
        [affiliation] { $channel } sendte en ændring af en tilknytning: { $name }
       *[attribute] { $channel } sendte en ændring af en attribut: { $name }
    }
    [deactivate] { $record ->
        [customer] { $channel } bad om at få kunden spærret
        [address] { $channel } bad om at få en adresse deaktiveret: { $name }
        [contact] { $channel } bad om at få en kontaktoplysning deaktiveret: { $name }
        [affiliation] { $channel } bad om at få en tilknytning fjernet: { $name }
       *[attribute] { $channel } bad om at få en attribut fjernet: { $name }
    }
   *[unknown] { $record ->
        [customer] { $channel } sendte en uforståelig række om kunden
        [address] { $channel } sendte en uforståelig række om en adresse
        [contact] { $channel } sendte en uforståelig række om en kontaktoplysning
        [affiliation] { $channel } sendte en uforståelig række om en tilknytning
       *[attribute] { $channel } sendte en uforståelig række om en attribut
    }
}
timeline-corrected = { $event ->
    [edited] handling { $id } redigeret af { $actor }
    [dismissed] handling { $id } ignoreret af { $actor }
   *[resynced] { $state ->
        [failed] handling { $id } synkroniseret igen af { $actor } uden held
        [waiting] handling { $id } synkroniseret igen af { $actor }; den venter på en anden
       *[other] handling { $id } synkroniseret igen af { $actor }
    }
}
timeline-once-corrected = efter rettelse: { $description }
timeline-waits-for = den venter på { $ids }
timeline-was-wrong = før: { $problem }

## list
count = Antal
list-empty = ingen handlinger
list-shortened = { $count ->
    [one] 1 tekst, der var for lang til en celle i projektmappen, blev forkortet
   *[other] { $count } tekster, der var for lange til en celle i projektmappen, blev forkortet
}
filter-bare = søger som med { $expression }
filter-saved = gemt; `hqsync filter @{ $name }` bruger filteret
filter-removed = det gemte filter `@{ $name }` er fjernet
filter-none-saved = ingen gemte filtre; `--save NAME` gemmer et
filter-name = Navn
# How an expression is run; what stands behind the colon is the expression, or names of columns.
explain-decided = afgøres for hver række: { $by }
explain-sorted = sorteres derefter efter: { $by }
explain-counted = tælles derefter efter: { $by }
filter-expression = Udtryk
filter-actor = Gemt af
filter-saved-at = Gemt
list-more = { $shown } af mere end { $shown } handlinger, der matcher; `--all` viser alle
list-more-of = { $shown } af { $total } handlinger; `--all` viser alle
output-as-csv = `{ $file }` skrives som CSV; `--format` vælger et andet format

## Fields: what they mean
meaning-column-id = handlingens nummer på hovedkontoret
meaning-column-channel = kanal, som handlingen kom fra
meaning-column-company = juridisk enhed, som handlingen hører til
meaning-column-customer-account = nummer, som hovedkontoret gav kunden; tom, indtil det er tildelt
meaning-column-async-customer-account = midlertidigt GUID, som kanalen gav kunden
meaning-column-record = hvad handlingen drejer sig om: kunde, adresse, kontaktoplysning, tilknytning eller attribut
meaning-column-operation = hvad kanalen gjorde: opret, opdater eller deaktiver
meaning-column-timestamp = hvornår kanalen gjorde det
meaning-column-status = hvor langt handlingen er: afventer, venter, mislykket, synkroniseret, fuldført eller ignoreret
meaning-column-errors = koder for, hvad der er galt med handlingen
meaning-column-attempts = hvor mange gange handlingen er synkroniseret
meaning-column-description = hvad handlingen ændrede
meaning-column-table = overførselstabel, som handlingen kom fra
meaning-column-counter = rækkens placering i overførselstabellen
meaning-column-received = hvornår hovedkontoret modtog handlingen
meaning-column-edited = om nogen har rettet handlingen
meaning-column-proposal = de værdier, der ville rette fejlene
meaning-column-notes = koder for det, der er værd at vide, selvom det ikke stopper noget
meaning-column-run = seneste kørsel, der ændrede handlingen
meaning-column-effect = hvad handlingen medførte: oprettet, opdateret, uændret, deaktiveret eller erstattet
meaning-field-any = enhver indtastet tekst i enhver post; til filtre
meaning-field-any-Email = enhver mailadresse: kundens, til kvitteringer, i adresser og kontaktoplysninger; til filtre
meaning-field-any-Phone = ethvert telefonnummer: kundens, i adresser og kontaktoplysninger; til filtre
meaning-customer-CustName = fulde navn
meaning-customer-FirstName = fornavn
meaning-customer-MiddleName = mellemnavn
meaning-customer-LastName = efternavn
meaning-customer-RelationshipType = kundetype: person eller organisation
meaning-customer-TitleRecordId = titel (dens nummer på hovedkontoret)
meaning-customer-CustGroup = debitorgruppe
meaning-customer-Currency = valuta, f.eks. EUR
meaning-customer-LanguageId = sprog, f.eks. en-US
meaning-customer-Email = mailadresse
meaning-customer-Phone = telefonnummer
meaning-customer-PhoneExtension = lokalnummer
meaning-customer-CellularPhone = mobilnummer
meaning-customer-Url = internetadresse
meaning-customer-ReceiptEmail = mailadresse til kvitteringer
meaning-customer-ReceiptOption = hvordan kunden får kvitteringer
meaning-customer-VatNum = moms-id
meaning-customer-IdentificationNumber = nummer på et id-dokument
meaning-customer-OrganizationId = organisationsnummer
meaning-customer-InvoiceAccount = fakturakonto
meaning-customer-CreditMax = kreditmaksimum
meaning-customer-Blocked = om kunden er spærret: 0 nej, 1 for fakturaer, 2 for alt
meaning-customer-UsePurchRequest = om køb kræver en rekvisition
meaning-customer-PriceGroup = prisgruppe
meaning-customer-TaxGroup = momsgruppe
meaning-customer-LineDisc = linjerabatgruppe
meaning-customer-MultiLineDisc = samkøbsrabatgruppe
meaning-customer-EndDisc = slutrabatgruppe
meaning-address-AddressId = adressens GUID
meaning-address-AddressName = adressens navn
meaning-address-Street = gade
meaning-address-StreetNumber = husnummer
meaning-address-BuildingCompliment = bygning, etage eller lejlighed
meaning-address-DistrictName = bydel
meaning-address-City = by
meaning-address-County = amt
meaning-address-State = stat eller provins
meaning-address-Country = land/område, f.eks. NLD
meaning-address-Zip = postnummer
meaning-address-Phone = telefonnummer på adressen
meaning-address-Email = mailadresse på adressen
meaning-address-Url = adressens internetadresse
meaning-address-TaxGroup = adressens momsgruppe
meaning-address-MakePostalAddressPrimary = om det er den primære adresse: 1 ja, 0 nej
meaning-address-Role = adressens formål
meaning-contact-ContactId = kontaktoplysningens GUID
meaning-contact-ContactType = type kontaktoplysning: telefon, mail, internetadresse m.m.
meaning-contact-Locator = telefonnummer, mailadresse eller internetadresse
meaning-contact-LocatorExtension = lokalnummer
meaning-contact-Description = hvad kontaktoplysningen bruges til
meaning-contact-IsPrimary = om det er den primære kontaktoplysning: 1 ja, 0 nej
meaning-affiliation-Affiliation = tilknytningens navn
meaning-attribute-AttributeName = attributtens navn; dens værdi er `attr.NAME`
meaning-attribute-AttributeDataType = værdiens type i kanalen
meaning-attribute-AttributeValueString = attributværdi
meaning-extension = kolonne, som kanalerne har ud over hovedkontorets
field-header = Felt
field-record = Post
field-meaning = Betydning
field-type = Type
field-length = Længde
type-text = tekst
type-integer = heltal
type-decimal = decimal
type-guid = GUID
type-time = tid
type-flag = ja/nej

## Jobs
job = Job
channel = Kanal
outcome = Resultat
figures = Tal
duration = Varighed
run = Kørsel
started = Startet
ended = Sluttet
jobs = Job
actor = Startet af
figure-uploaded = { $count } overført
figure-late = { $count ->
    [one] 1 forsinket
   *[other] { $count } forsinkede
}
figure-failed = { $count ->
    [one] 1 mislykket
   *[other] { $count } mislykkede
}
figure-synced = { $count } synkroniseret
figure-accounts = { $count ->
    [one] 1 konto tildelt
   *[other] { $count } konti tildelt
}
figure-waiting = { $count } venter på andre
figure-unfinished = { $count ->
    [one] 1 fil er stadig ved at blive skrevet
   *[other] { $count } filer er stadig ved at blive skrevet
}
figure-superseded = { $count } erstattet
figure-clock-ahead = { $count } med uret foran
figure-clock-back = { $count } med uret stillet tilbage
figure-encoding = { $count } med tvivlsom tegnkodning
figure-placeholder = { $count } med pladsholder
figure-downloaded = { $count ->
    [one] 1 kunde hentet
   *[other] { $count } kunder hentet
}
figure-adopted = { $count ->
    [one] 1 konto overtaget
   *[other] { $count } konti overtaget
}
figure-completed = { $count } fuldført
run-title = { $outcome ->
    [succeeded] Kørsel { $run }: fuldført uden fejl
    [partial] Kørsel { $run }: delvis gennemført
    [failed] Kørsel { $run }: mislykket
    [interrupted] Kørsel { $run }: afbrudt
   *[unfinished] Kørsel { $run }: ikke fuldført
}
run-times = Startet { $started } af { $actor }, sluttet { $ended }
run-times-unfinished = Startet { $started } af { $actor }
figure-failed-by = { $count ->
    [one] 1 mislykket ({ $errors })
   *[other] { $count } mislykkede ({ $errors })
}
run-figures = { $job ->
    [p] P-job
    [sync] synkronisering
   *[download] 1010-job
} { $outcome ->
    [succeeded] gennemført: { $figures }
    [partial] delvis gennemført: { $figures }
    [failed] mislykket: { $figures }
    [interrupted] afbrudt: { $figures }
   *[unfinished] ikke fuldført: { $figures }
}
run-no-figures = { $job ->
    [p] P-job
    [sync] synkronisering
   *[download] 1010-job
} { $outcome ->
    [succeeded] gennemført: intet at gøre
    [partial] delvis gennemført: intet andet at gøre
    [failed] mislykket
    [interrupted] afbrudt
   *[unfinished] ikke fuldført
}
run-channel = { $job ->
    [p] P-job { $channel }
    [sync] synkronisering { $channel }
   *[download] 1010-job { $channel }
}
run-channel-failed = { $job ->
    [p] P-job, kanal `{ $channel }`: { $failure }
    [sync] synkronisering, kanal `{ $channel }`: { $failure }
   *[download] 1010-job, kanal `{ $channel }`: { $failure }
}
run-channel-failed-twice = P-job og 1010-job, kanal `{ $channel }`: { $failure }
run-idle = { $job ->
    [p] P-job
    [sync] synkronisering
   *[download] 1010-job
}: { $count ->
    [one] intet at gøre for 1 kanal
   *[other] intet at gøre for { $count } kanaler
}
run-sync-failed = synkronisering: { $failure }
run-restored = datalageret er sat tilbage til en ældre tilstand: det fortsætter efter indførsel { $entry } med de konti, som kanalerne kender
run-indexing = søgeindeks
run-waits-for = venter på { $holder }
run-waited-in-vain = afbrudt under ventetiden; intet blev udført
run-looking = Undersøger kanalerne
run-recreated = datalageret er oprettet på ny med de konti, som kanalerne kender
run-not-restored = ingen kanal og intet anker kender en nyere tilstand; jobbene kørte som normalt
run-no-new-store = der er allerede et datalager, så `--new-store` havde ingen virkning; jobbene kørte som normalt
run-not-recreated = ingen kanal og intet anker kender et andet datalager; jobbene kørte som normalt
run-dry = prøvekørsel: intet blev ændret
run-errors = Mislykket: { $errors }
run-failed-operations = { $count ->
    [one] 1 handling mislykkedes: { $errors }; `hqsync filter 'run = { $run } and status = failed'` viser den, `hqsync show ID` viser hvorfor
   *[other] { $count } handlinger mislykkedes: { $errors }; `hqsync filter 'run = { $run } and status = failed'` viser dem, `hqsync show ID` viser hvorfor
}
run-would-fail = { $count ->
    [one] 1 handling ville mislykkes: { $errors }
   *[other] { $count } handlinger ville mislykkes: { $errors }
}
run-clock-jump = { $direction ->
    [ahead] uret er { $days } dage foran den seneste kørsel, som sluttede { $before }
   *[behind] uret er { $days } dage bagud i forhold til den seneste kørsel, som sluttede { $before }
}; ingen handling mislykkes i denne kørsel på grund af sin alder. Hvis uret går rigtigt, fortsætter næste kørsel som normalt
run-interrupted = afbrudt; næste kørsel fortsætter
run-nothing-done = intet blev udført
run-pruned = kørslens rapporter er fjernet (`hqsync jobs prune`); deres hashværdier står i revisionssporet
prune-done = { $reports ->
    [one] 1 rapport om kørsler til og med kørsel { $run } er fjernet
   *[other] { $reports } rapporter om kørsler til og med kørsel { $run } er fjernet
}
prune-would-do = { $reports ->
    [one] 1 rapport om kørsler til og med kørsel { $run } ville blive fjernet
   *[other] { $reports } rapporter om kørsler til og med kørsel { $run } ville blive fjernet
}
prune-nothing = ingen kørsel er gammel nok
jobs-empty = ingen kørsler endnu; `hqsync run-jobs` starter en

## edit, resync, dismiss
target-none = { $count ->
    [0] ingen handling matcher
    [one] { $correction ->
        [edit] den matchende handling kan ikke redigeres
        [resync] den matchende handling kan ikke synkroniseres igen
       *[dismiss] den matchende handling kan ikke ignoreres
    }
   *[other] { $correction ->
        [edit] ingen af de { $count } matchende handlinger kan redigeres
        [resync] ingen af de { $count } matchende handlinger kan synkroniseres igen
       *[dismiss] ingen af de { $count } matchende handlinger kan ignoreres
    }
}
    .hint = `hqsync filter EXPRESSION` viser, hvad et udtryk matcher; synkroniserede og fuldførte handlinger kan ikke ændres
target-others = { $count ->
    [one] 1 matchende handling, som allerede er synkroniseret eller ignoreret, blev sprunget over
   *[other] { $count } matchende handlinger, som allerede er synkroniseret eller ignoreret, blev sprunget over
}
target-more = og { $count } mere
confirm-store = datalager { $store }
# The answer that confirms, in lower case. Its beginning does, too, and so do `y` and `yes` in every language.
confirm-yes = ja
target-question = Fortsæt? [j/N]
target-nothing-done = intet blev ændret
edit-question = { $count ->
    [one] Klar til at redigere 1 handling:
   *[other] Klar til at redigere { $count } handlinger:
}
edit-title = { $state ->
    [pending] Handling { $id }: afventer
    [waiting] Handling { $id }: venter på en anden handling
    [failed] Handling { $id }: mislykket
    [synced] Handling { $id }: synkroniseret
    [completed] Handling { $id }: fuldført
   *[dismissed] Handling { $id }: ignoreret
}
edit-would-edit = { $count ->
    [one] 1 handling ville blive redigeret
   *[other] { $count } handlinger ville blive redigeret
}
edit-would-title = { $state ->
    [pending] Handling { $id } ville afvente synkronisering
    [waiting] Handling { $id } ville vente på en anden handling
   *[failed] Handling { $id } ville stadig være mislykket
}
edit-unchanged = { $count ->
    [one] 1 handling har allerede disse værdier
   *[other] { $count } handlinger har allerede disse værdier
}
edit-edited = { $count ->
    [one] 1 handling redigeret
   *[other] { $count } handlinger redigeret
}
edit-lacks-field = { $count ->
    [one] 1 handling, hvis post ikke har et sådant felt, blev sprunget over
   *[other] { $count } handlinger, hvis poster ikke har et sådant felt, blev sprunget over
}
edit-lacks-proposal = { $count ->
    [one] 1 handling uden forslag blev sprunget over
   *[other] { $count } handlinger uden forslag blev sprunget over
}
edit-no-proposal = { $count ->
    [one] handlingen har intet forslag at godkende
   *[other] ingen af de { $count } handlinger har et forslag at godkende
}
    .hint = `hqsync filter 'proposal is not empty'` viser de handlinger, der har et
edit-repeated = { $count ->
    [one] 1 senere handling for samme post gentager den gamle værdi. Ret også den med:
   *[other] { $count } senere handlinger for de samme poster gentager de gamle værdier. Ret også dem med:
}
edit-refused = { $count ->
    [one] intet blev ændret: 1 linje kan ikke bruges
   *[other] intet blev ændret: { $count } linjer kan ikke bruges
}
    .hint = ret disse linjer, og kør derefter kommandoen igen
edit-line = linje { $line }: { $fault }
edit-fault-no-operation = handling { $id } findes ikke
edit-fault-repeated = linje { $line } drejer sig også om handling { $id }
edit-fault-not-editable = { $state ->
    [dismissed] handling { $id } er ignoreret og kan ikke redigeres
   *[other] handling { $id } er allerede synkroniseret og kan ikke redigeres
}
edit-fault-no-field = handling { $id } har intet felt `{ $field }`
edit-fault-no-id = kolonnen `id` er tom
edit-fault-no-number = `{ $text }` er ikke nummeret på en handling
edit-fault-cells = { $found ->
    [one] 1 celle i stedet for { $expected }; en værdi med skilletegn skal stå i anførselstegn
   *[other] { $found } celler i stedet for { $expected }; en værdi med skilletegn skal stå i anførselstegn
}
edit-fault-formula = formlen i kolonne { $column } har ingen værdi
edit-fault-quote = et anførselstegn er ikke afsluttet
edit-fault-after-quote = en celle fortsætter efter det afsluttende anførselstegn; skriv anførselstegn inde i en værdi dobbelt
edit-fault-rounded = { $field } er `{ $text }`: regnearket kan have mistet cifre; formater kolonnen som tekst, og indtast nummeret igen
edit-fault-misread = { $field } læses som `{ $text }`, så filen er måske ikke i Windows-1252; gem den som UTF-8, eller angiv tegnkodningen med `--encoding`
edit-encoding-guessed = filen er ikke UTF-8 og blev læst som Windows-1252; `--encoding` angiver en anden tegnkodning
edit-remaining = Stadig forkert
edit-remaining-count = { $count ->
    [one] 1 handling er stadig forkert
   *[other] { $count } handlinger er stadig forkerte
}
edit-next = `hqsync run-jobs` synkroniserer den; `hqsync resync { $id }` gør det nu
edit-help =
    Ret værdierne, gem, og luk editoren. "" tømmer et felt; hvis en linje slettes, forbliver feltet, som det er.
    Luk editoren uden at ændre noget, eller slet alt, hvis intet skal ændres.
edit-old = på hovedkontoret: { $old }
edit-kept = det indtastede er bevaret i `{ $file }`; `hqsync edit { $id } --from { $file }` gemmer det
edit-conflict = { $event ->
    [edited] { $actor } redigerede handlingen { $time }: { $changes }
    [resynced] { $actor } synkroniserede handlingen igen { $time }
    [dismissed] { $actor } ignorerede handlingen { $time }
   *[other] { $actor } ændrede handlingen { $time }
}
resync-question = { $count ->
    [one] Klar til at synkronisere 1 handling:
   *[other] Klar til at synkronisere { $count } handlinger:
}
resync-errors = Mislykket: { $errors }
resync-waits-for = venter på { $ids }
resync-count = { $state ->
    [pending] { $count } afventer
    [waiting] { $count } venter på andre
    [failed] { $count ->
        [one] 1 mislykket
       *[other] { $count } mislykkede
    }
    [synced] { $count } synkroniseret
    [completed] { $count } fuldført
   *[dismissed] { $count } ignoreret
}
resync-would-count = { $state ->
    [pending] { $count } ville afvente synkronisering
    [waiting] { $count } ville vente på andre
    [failed] { $count } ville mislykkes
    [synced] { $count } ville blive synkroniseret
    [completed] { $count } ville blive fuldført
   *[dismissed] { $count } ville blive ignoreret
}
dismiss-question = { $count ->
    [one] Klar til at ignorere 1 handling, som derefter aldrig synkroniseres:
   *[other] Klar til at ignorere { $count } handlinger, som derefter aldrig synkroniseres:
}
dismiss-done = { $count ->
    [one] 1 handling ignoreret
   *[other] { $count } handlinger ignoreret
}
dismiss-would-do = { $count ->
    [one] 1 handling ville blive ignoreret
   *[other] { $count } handlinger ville blive ignoreret
}
dismiss-would-release = { $count ->
    [one] 1 handling, der venter på en anden, ville igen afvente synkronisering
   *[other] { $count } handlinger, der venter på andre, ville igen afvente synkronisering
}
dismiss-already = { $count ->
    [one] 1 handling var allerede ignoreret
   *[other] { $count } handlinger var allerede ignoreret
}
dismiss-released = { $count ->
    [one] 1 handling, der ventede på en anden, afventer igen synkronisering
   *[other] { $count } handlinger, der ventede på andre, afventer igen synkronisering
}

## import
import-read = { $count ->
    [one] 1 linje læst
   *[other] { $count } linjer læst
}
import-done = { $count ->
    [0] ingen nye kunder
    [one] 1 kunde importeret
   *[other] { $count } kunder importeret
}
import-would-do = { $count ->
    [0] ingen nye kunder
    [one] 1 kunde ville blive importeret
   *[other] { $count } kunder ville blive importeret
}
import-identified = { $count ->
    [one] 1 kunde fandtes allerede uden GUID og får den
   *[other] { $count } kunder fandtes allerede uden GUID og får dem
}
import-already = { $count ->
    [one] 1 kunde fandtes allerede og forbliver uændret
   *[other] { $count } kunder fandtes allerede og forbliver uændrede
}
import-waiting = { $count ->
    [one] 1 handling ventede på en af dem; næste `sync` behandler den
   *[other] { $count } handlinger ventede på dem; næste `sync` behandler dem
}
import-failed = { $count ->
    [one] 1 handling mislykkedes, fordi kunden var ukendt, og kan nu gennemføres: `{ $command }`
   *[other] { $count } handlinger mislykkedes, fordi kunderne var ukendte, og kan nu gennemføres: `{ $command }`
}
import-left-out = { $count ->
    [one] 1 linje blev sprunget over:
   *[other] { $count } linjer blev sprunget over:
}
import-line = { $file }, linje { $line }: { $fault }
import-fault-no-account = debitorkontoen er tom
import-fault-long-account = debitorkontoen `{ $account }` har mere end { $most } tegn
import-fault-no-guid = `{ $text }` er ikke en GUID
import-fault-unknown-company = konfigurationen har intet firma `{ $code }`
import-fault-no-company = firmaet er tomt; `--company` angiver det for sådanne linjer
import-fault-several-guids = linjer angiver forskellige GUID'er for debitorkonto `{ $account }`: { $guids }
import-fault-several-accounts = linjer angiver forskellige debitorkonti for kunden med GUID { $guid }: { $accounts }
import-fault-other-guid = debitorkonto `{ $account }` tilhører kunden med GUID { $guid }
import-fault-other-account = kunden med GUID { $guid } har debitorkonto `{ $account }`
import-refused = { $count ->
    [one] intet blev importeret: 1 linje kan ikke bruges
   *[other] intet blev importeret: { $count } linjer kan ikke bruges
}
    .hint = ret disse linjer, eller importer de øvrige uden `--strict`
import-company-unknown = konfigurationen har intet firma `{ $company }`
    .hint = kendte: { $known }
import-culture-unknown = kulturen findes ikke
    .hint = kendte: { $known }
import-file-unreadable = `{ $file }` kan ikke importeres
    .hint = `--encoding` angiver filens kodning, f.eks. windows-1252, 850 eller 437; eller eksporter den i UTF-8
import-no-accounts = `{ $file }` har ingen kolonne med debitorkonti; kolonnerne er { $columns }
    .hint = kald kolonnen `ACCOUNTNUM`, `CUSTACCOUNT` eller `account`
import-no-company = det fremgår ikke af `{ $file }`, hvilket firma kunderne hører til
    .hint = angiv firmaet med `--company`, eller tilføj en kolonne `DATAAREAID`
import-other-records = `{ $file }` drejer sig om andre poster end kunder: den har en kolonne `{ $column }`
    .hint = kun selve kunderne importeres; udelad kolonnen, hvis linjerne er kunder
import-file-changed = `{ $file }` blev ændret, efter at linjerne var kontrolleret
    .hint = importer filen igen, når den er færdig; kunder, der allerede er importeret, forbliver

## history
history-title = Handling { $id }: { $operation }, fra { $channel }, { $time }
history-operation = Handling { $id } ({ $operation }, { $channel })
history-outcome = { $event }: { $description }
history-column-record = Post
history-column-action = Handling
history-column-timestamp = Tidsstempel for handling
history-column-description = Ændringsbeskrivelse
history-column-entry = Indførsel
history-column-operation = Handling
history-column-channel = Kanalnavn
history-column-at = Tidspunkt
history-column-actor = Udført af
history-column-run = Kørsel
history-column-event = Hændelse
history-column-status = Status
history-column-epoch = Epoke
history-column-reason = Årsag
history-column-fields = Felter
history-column-errors = Fejl
history-column-details = Detaljer
history-column-hash = Hashværdi
history-event = { $event ->
    [received] { $state ->
        [failed] modtaget, ugyldigt format
       *[other] modtaget
    }
    [synchronized] { $state ->
        [failed] synkronisering mislykket
        [waiting] venter på en anden handling
       *[other] synkroniseret
    }
    [completed] fuldført
    [edited] redigeret, afventer nu
    [resynced] { $state ->
        [failed] ny synkronisering mislykket
        [waiting] synkroniseret igen, venter på en anden handling
       *[other] synkroniseret igen
    }
    [dismissed] ignoreret
    [released] frigivet, afventer nu
    [reset] kanal nulstillet
    [adopted] { $state ->
        [pending] kendt før revisionssporets begyndelse, afventer
        [waiting] kendt før revisionssporets begyndelse, venter på en anden handling
        [failed] kendt før revisionssporets begyndelse, mislykket
        [synced] kendt før revisionssporets begyndelse, synkroniseret
        [completed] kendt før revisionssporets begyndelse, fuldført
       *[dismissed] kendt før revisionssporets begyndelse, ignoreret
    }
    [began] kørsel startet
    [job-ended] job i en kørsel sluttet
    [ended] kørsel sluttet
    [configured] konfiguration ændret
    [registered] kanal registreret
    [downloaded] kunder hentet
    [reported] meldt til kanalen igen
    [saved] filter gemt
    [removed] gemt filter fjernet
    [backed-up] sikkerhedskopi oprettet
    [restored] datalager sat tilbage til en ældre tilstand
    [reserved] konti overtaget fra kanaler
    [claimed] kanal overtaget
    [passed-over] numre i en nummerserie sprunget over
    [imported] kunder importeret
    [heard] konti læst fra en kanal efter en gendannelse
    [sealed] revisionsspor forseglet
    [pruned] rapporter om gamle kørsler fjernet
    [clock-jumped] uret sprang siden den seneste kørsel
    [gaps-forgotten] manglende tællere opgivet
    [indexed] søgeindeks genopbygget
   *[migrated] datalager migreret
}
history-run = { $actor } i kørsel { $run }
history-reason = årsag: { $reason }
history-reset = kanal nulstillet ({ $database })
history-change = { $form ->
    [filled] { $field }: tom → `{ $new }`
    [emptied] { $field }: `{ $old }` → tom
   *[changed] { $field }: `{ $old }` → `{ $new }`
}
history-no-resets = kanal { $channel } er aldrig blevet nulstillet

## trail
seal-key = Nøgle: { $key }
seal-keep =
    Udskriv nøglen, eller skriv den ned, og opbevar den et andet sted end på denne maskine: den gemmes ingen steder og vises aldrig igen.
    `hqsync verify --key FILE` beviser med den, at ingen indførsel er ændret, efter at den blev tilføjet.
seal-done = forseglet fra og med indførsel { $entry }
seal-ended =
    Det segl, der begyndte med indførsel { $entry }, slutter her. Gem også dets nøgle: `hqsync verify` kræver én `--key` for hvert segl.

## index
index-complete = søgeindekset er fuldstændigt
index-done = { $added ->
    [0] ingen handlinger
    [one] 1 handling
   *[other] { $added } handlinger
} føjet til søgeindekset{ $missing ->
    [0] , som har dem alle
   *[other] , som mangler { $missing }: næste kørsel fortsætter
}

## status and channels
status-place = Datalager { $store }, konfiguration { $config }
status-place-alone = Datalager { $store }, uden konfiguration
status-waiting = Længst uden konto i kanalen: kunde { $account } i { $channel }, siden { $time } ({ $age }); `hqsync show { $id }` viser hvorfor
status-waiting-none = Kunder uden konto i kanalen: ingen
status-waiting-since = Kunde venter siden
    .short = Venter siden
status-watch = { $time }, med { $interval } mellemrum; Ctrl-C afslutter
running-percent = { $step } ({ $percent } %)
running-since = kører siden { $since }
running-since-percent = kører siden { $since }, { $percent } %
running-not-yet = endnu ikke begyndt
running-index = kører: søgeindeks
attention-pending = handling { $id }, modtaget { $received }, har afventet synkronisering i { $age }; `hqsync run-jobs sync` synkroniserer den
attention-job-overdue = { $job ->
    [p] P-jobbet har ikke kørt i mere end { $limit }: den seneste kørsel, { $run }, sluttede { $ended }
    [sync] synkroniseringen har ikke kørt i mere end { $limit }: den seneste kørsel, { $run }, sluttede { $ended }
   *[download] 1010-jobbet har ikke kørt i mere end { $limit }: den seneste kørsel, { $run }, sluttede { $ended }
}
attention-job-never = { $job ->
    [p] P-jobbet har aldrig kørt
    [sync] synkroniseringen har aldrig kørt
   *[download] 1010-jobbet har aldrig kørt
}
attention-channel-overdue = der har ikke været kontakt med kanal `{ $channel }` i mere end { $limit }: seneste kontakt var { $time }
attention-channel-never = der har aldrig været kontakt med kanal `{ $channel }`
status-operations = Handlinger
status-total = I alt
status-last-runs = Seneste kørsler
status-oldest = { $state ->
    [pending] Ældste afventende: handling { $id }, fra { $time }
   *[failed] Ældste mislykkede: handling { $id }, fra { $time }
}
status-notes = Bemærkninger: { $notes } (`hqsync filter 'note is not empty'`)
status-oldest-none = { $state ->
    [pending] Ældste afventende: ingen
   *[failed] Ældste mislykkede: ingen
}
running-run = kørsel { $run }
running-rehearsal = en prøvekørsel
running-unrecorded = en kørsel
status-running = Kører: { $who } siden { $since } ({ $taken })
status-running-step = Kører: { $who } siden { $since } ({ $taken }); ved { $step } siden { $begun } ({ $spent })
attention-slow = { $who } har været i gang i { $taken }; de seneste kørsler varede højst { $usual }
attention-slow-step = { $who } har været i gang med { $step } i { $taken }; i de seneste kørsler varede det højst { $usual }
attention-slow-first = { $who } har været i gang i { $taken }, og ingen tidligere kørsel er sluttet
attention-slow-step-first = { $who } har været i gang med { $step } i { $taken }, og ingen tidligere kørsel er sluttet
status-attention = Kræver handling:
status-awaited = Ingen kontakt siden da: { $channels }; kunder, som måske har en konto der, venter på kontakten
status-restored = { $form ->
    [new] Oprettet på ny { $at }
   *[restored] Gendannet { $at }
}: { $accounts ->
    [one] 1 konto overtaget
   *[other] { $accounts } konti overtaget
}, { $open ->
    [one] 1 kunde stadig uden en handling, der opretter kunden
   *[other] { $open } kunder stadig uden en handling, der opretter dem
}, { $conflicts ->
    [one] 1 konflikt
   *[other] { $conflicts } konflikter
}
status-all-well = Kræver handling: intet
attention-failed = { $count ->
    [one] 1 handling mislykkedes; `hqsync list --status failed` viser den, `hqsync show ID` viser hvorfor
   *[other] { $count } handlinger mislykkedes; `hqsync list --status failed` viser dem, `hqsync show ID` viser hvorfor
}
attention-accounts = { $count ->
    [one] kanaler og hovedkontor modsiger hinanden om kontoen for 1 kunde; `hqsync filter 'error = account-conflict'` viser kundens handlinger
   *[other] kanaler og hovedkontor modsiger hinanden om kontiene for { $count } kunder; `hqsync filter 'error = account-conflict'` viser kundernes handlinger
}
attention-channel = kanal `{ $channel }`: { $failure }
attention-run = { $job ->
    [p] { $outcome ->
        [failed] det seneste P-job mislykkedes
        [partial] det seneste P-job mislykkedes for nogle kanaler
        [interrupted] det seneste P-job blev afbrudt
       *[unfinished] det seneste P-job blev ikke fuldført
    }
    [sync] { $outcome ->
        [failed] den seneste synkronisering mislykkedes
        [partial] den seneste synkronisering mislykkedes delvist
        [interrupted] den seneste synkronisering blev afbrudt
       *[unfinished] den seneste synkronisering blev ikke fuldført
    }
   *[download] { $outcome ->
        [failed] det seneste 1010-job mislykkedes
        [partial] det seneste 1010-job mislykkedes for nogle kanaler
        [interrupted] det seneste 1010-job blev afbrudt
       *[unfinished] det seneste 1010-job blev ikke fuldført
    }
}
attention-clock-jump = { $direction ->
    [ahead] uret var i kørsel { $run } { $days } dage foran kørslen før
   *[behind] uret var i kørsel { $run } { $days } dage bagud i forhold til kørslen før
}: kontroller uret på denne maskine; ingen handling mislykkedes i den kørsel på grund af sin alder
attention-unnoted = `{ $file }` har ingen ankre fra og med indførsel { $entry } i revisionssporet: giv hqsyncs bruger lov til at føje til filen
channels-name = Kanalnavn
channels-company = Firma
channels-database = Database
channels-folder = Mappe
channels-contact = Seneste kontakt
    .short = Kontakt
channels-error = Seneste fejl
channels-bookmark = Overført til og med
channels-bookmark-value = { $record ->
    [customer] kunde { $counter }
    [address] adresse { $counter }
    [contact] kontaktoplysning { $counter }
    [affiliation] tilknytning { $counter }
   *[attribute] attribut { $counter }
}
channels-gaps = Manglende tællere
    .short = Huller
channels-unread = Tabeller, der ikke læses
channels-unread-table = { $rows ->
    [one] { $table } (1 række)
   *[other] { $table } ({ $rows } rækker)
}
unread-table = { $rows ->
    [one] { $channel }: `{ $table }` har 1 række, der ikke læses: hqsync læser efterfølgeren `{ $table }V2`
   *[other] { $channel }: `{ $table }` har { $rows } rækker, der ikke læses: hqsync læser efterfølgeren `{ $table }V2`
}
channels-behind = Kunder, der skal hentes
    .short = Bagud
channels-empty = der er ikke konfigureret nogen kanaler
channels-claim-question = Klar til at gøre dette datalager til hovedkontor for kanal { $channel }:
channels-claim-would = Dette datalager ville blive hovedkontor for kanal { $channel }:
channels-claim-store = den hører til datalager { $store }
channels-claim-store-at = den hører til datalager { $store }, som skrev til den { $at }
channels-claim-content = { $rows ->
    [one] den har 1 række, der skal overføres,
   *[other] den har { $rows } rækker, der skal overføres,
} { $accounts ->
    [one] og kender 1 konto
   *[other] og kender { $accounts } konti
}
channels-already-claimed = kanal { $channel } hører allerede til dette datalager
channels-claimed = kanal { $channel } hører nu til dette datalager; { $accounts ->
    [one] 1 konto overtaget
   *[other] { $accounts } konti overtaget
}
channels-nth-database = { $epoch }. database
channels-resets = Nulstillinger
channels-reset-question = Klar til at nulstille kanal { $name } ({ $database }):
channels-reset-would = Kanal { $name } ({ $database }) ville blive nulstillet:
channels-reset-rows = { $rows ->
    [0] den har ingen rækker
    [one] den har 1 række
   *[other] den har { $rows } rækker
}: { $known ->
    [one] 1 er overført tidligere og genkendes
   *[other] { $known } er overført tidligere og genkendes
}, { $new ->
    [one] 1 er ny
   *[other] { $new } er nye
}
channels-reset-table = { $new ->
    [0] { $table }: { $known } kendte, 0 nye
   *[other] { $table }: { $known } kendte, { $new } nye (opret { $creations }, opdater { $updates }, deaktiver { $deactivations })
}
channels-reset-malformed = { $rows ->
    [one] { $table }: 1 ny række har ugyldigt format
   *[other] { $table }: { $rows } nye rækker har ugyldigt format
}
channels-reset-changes = { $rows ->
    [one] 1 ny række ville ændre en kunde, der har en konto
   *[other] { $rows } nye rækker ville ændre kunder, der har en konto
}
channels-reset-deactivates = { $rows ->
    [one] 1 ny række ville deaktivere en kunde, der har en konto, eller en post for kunden
   *[other] { $rows } nye rækker ville deaktivere kunder, der har en konto, eller poster for dem
}
channels-reset-unread = den kan ikke læses nu: { $failure }
channels-reset-customers = næste kørsel læser den fra begyndelsen, overfører intet to gange og henter alle kunder til den igen
channels-reset = { $name } er nulstillet ({ $database }): næste kørsel læser den fra begyndelsen og overfører intet to gange
channels-created = { $source ->
    [folder] mappen { $path } er oprettet
   *[database] kanaldatabasen { $path } er oprettet
}
check-database = kanal { $channel }, databasen { $path }
check-folder = kanal { $channel }, mappen { $path }
check-right = alt er i orde
check-table = { $rows ->
    [one] { $table }: 1 række
   *[other] { $table }: { $rows } rækker
}
check-unwritable = der kan ikke skrives i mappen: filer kan ikke flyttes væk, og pakker kan ikke lægges der; kontroller rettighederne
check-no-files = ingen filer venter på at blive læst
check-file = { $rows ->
    [one] { $file }: 1 række
   *[other] { $file }: { $rows } rækker
}
check-unread-file = { $file }: ikke læst
check-bad-lines = { $count ->
    [one] 1 linje er ikke en række i tabellen (linje { $line }: { $fault })
   *[other] { $count } linjer er ikke rækker i tabellen (linje { $line }: { $fault })
}
check-unfinished = { $file } er stadig ved at blive skrevet og venter til en senere kørsel
check-other = { $file } er ikke opkaldt efter en overførselstabel og læses ikke
check-misnamed = { $file } læses ikke: skulle den hedde `{ $table }` som .csv, .tsv, .txt, .dat, .json eller .jsonl?
check-failed = { $count ->
    [one] 1 fil i `failed` kunne ikke læses: teksten ved siden af forklarer hvorfor
   *[other] { $count } filer i `failed` kunne ikke læses: teksterne ved siden af forklarer hvorfor
}

## copy
copy-done = { $operations ->
    [one] { $target } er en fuldstændig kopi af { $source } med { $operations } handling
   *[other] { $target } er en fuldstændig kopi af { $source } med { $operations } handlinger
}
copy-rows = { $rows } rækker i { $tables } tabeller blev kopieret og sammenlignet på { $took }
copy-head = begge revisionsspor slutter med indførsel { $entry }: { $hash }
copy-verify = kontroller kopien med: hqsync verify --store { $target }
copy-index = kopiens søgeindeks bygges på ny af den næste kørsel eller af `hqsync index`; filtre finder imens alt
copy-one-of-both = arbejd kun videre med det ene af de to datalagre: kanaler anser det andet for en ældre tilstand af det samme
copy-sealed = revisionssporet er forseglet, og nøglen bliver ved siden af det kopierede datalager: flyt den, eller begynd en ny forsegling på kopien med `hqsync trail seal`
copy-interrupted = kopien er ufærdig; den samme kommando fortsætter med den
copy-copying = kopierer { $table }
copy-comparing = sammenligner { $table }

## backup
backup-done = { $operations ->
    [one] { $file } er en kontrolleret kopi af datalageret med 1 handling
   *[other] { $file } er en kontrolleret kopi af datalageret med { $operations } handlinger
}
backup-copied = { $operations ->
    [one] { $file } er en nøjagtig kopi af datalageret med 1 handling
   *[other] { $file } er en nøjagtig kopi af datalageret med { $operations } handlinger
}
backup-breaches = { $breaches ->
    [one] kopien stemmer ligesom datalageret ikke overens med sit revisionsspor: 1 brud; `hqsync verify` viser det
   *[other] kopien stemmer ligesom datalageret ikke overens med sit revisionsspor: { $breaches } brud; `hqsync verify` viser dem
}
backup-not-noted = sikkerhedskopien er oprettet, men den er ikke registreret i revisionssporet: { $failure }
backup-head = seneste hashværdi i revisionssporet: { $hash }

## init and demo
init-written = { $path } er skrevet; angiv firmaer og kanaler i filen, og kør derefter `hqsync run-jobs --dry-run`
init-data = datalageret kommer til at ligge i { $folder }: `mkdir -p { $folder }` opretter mappen
init-roles = rollerne `hqsync_work` og `hqsync_read` kan tildeles dem, der logger på
init-no-roles = denne bruger må ikke oprette roller: docs/postgres.md har kommandoerne til dem, der må
init-store = datalageret { $store } er klar
demo-made = Der er oprettet en lille verden med tre firmaer og fire kanaler i { $folder }.
demo-list = De nyeste { $shown } af { $count } handlinger:
demo-next = Prøv nu:
demo-next-status = hvordan det står til
demo-next-filter = hvad der mislykkedes, efter fejl og land
demo-next-show = en mislykket handling med årsagen og dens værdier
demo-next-edit = ret en forkert værdi i alle handlinger, og synkroniser dem med det samme
demo-next-verify = kontroller datalageret mod dets revisionsspor
demo-next-file = alle handlinger i en fil til et regneark

## verify
place-entry = indførsel { $name }
place-operation = handling { $name }
place-operations = handlingerne { $first } til { $last }
place-customer = kunde { $name }
place-record = { $record ->
    [customer] post for kunde { $name }
    [address] adresse { $key } for kunde { $name }
    [contact] kontaktoplysning { $key } for kunde { $name }
    [affiliation] tilknytning { $key } for kunde { $name }
   *[attribute] attribut { $key } for kunde { $name }
}
place-company = firma { $name }
place-channel = kanal { $name }
place-run = kørsel { $name }
place-saved-filter = gemt filter { $name }
place-channel-customer = kunde { $name } i kanal { $channel }
place-anchor = linje { $line } i `{ $file }` ({ $time })
place-anchors = linje { $first } til { $last } i `{ $file }` (fra og med { $time })
place-noted-hash = linje { $line } i `{ $file }`
place-anchors-file = `{ $file }`
place-store = datalager
fault-chain-broken = hashværdien passer ikke til indførslen og den foregående: en af dem er ændret
fault-entries-missing = { $place ->
    [store] revisionssporet har ingen indførsler
   *[part] der mangler indførsler i revisionssporet før denne
}
fault-entry-unreadable = ikke en indførsel, som hqsync skriver
fault-anchor-missing = ingen indførsel i revisionssporet har hashværdien { $found }: indførsler til og med den er ændret eller fjernet
fault-anchor-differs = indførsel { $found } har en anden hashværdi end { $expected }: indførsler til og med den er ændret, eller datalageret er sat tilbage til en ældre tilstand
fault-anchor-ahead = indførsel { $found } findes ikke: indførsler er fjernet, eller datalageret er sat tilbage til en ældre tilstand
fault-anchor-foreign = hører til et andet datalager, { $found }
fault-anchors-unreadable = kan ikke læses: { $found }
fault-anchors-none = har ingen ankre: det er en anden fil, eller linjerne er fjernet eller skåret af
fault-witness-foreign = kender et andet datalager, { $found }
fault-witness-id = kender sig selv som kanal { $found }, men konfigurationen angiver { $expected }
fault-witness-differs = kender indførsel { $found } med en anden hashværdi, { $expected }: indførsler til og med den er ændret, eller datalageret er sat tilbage til en ældre tilstand
fault-witness-ahead = kender indførsel { $found }, som ikke findes: indførsler er fjernet, eller datalageret er sat tilbage til en ældre tilstand
fault-till-account-differs = har konto { $found }, men hovedkontoret tildelte { $expected }
fault-till-account-taken = har konto { $found }, som hovedkontoret tildelte en anden kunde
fault-till-account-missing = mangler konto { $found }, som kanalen har modtaget
fault-till-accounts-more = { $found ->
    [one] yderligere 1 konto er forkert
   *[other] yderligere { $found } konti er forkerte
}
fault-seal-ahead = seglets nøgle er nået frem til indførsel { $found }, men revisionssporet slutter ved { $expected }: indførsler er fjernet, eller datalageret er sat tilbage til en ældre tilstand
fault-seal-unusable = { $found ->
    [missing] seglets nøgle mangler
    [damaged] seglets nøgle er beskadiget
    [other-seal] nøglen hører til et andet segl
   *[unusable] seglets nøgle kan ikke bruges
}, så indførsler kan være fjernet fra slutningen af revisionssporet: læg filen tilbage; hvis den er gået tabt, begynder `hqsync trail seal` et nyt segl
fault-seal-unproven = her begynder et segl, hvis nøgle ikke er angivet ({ $found }), så ingen indførsel herfra er bevist{ $expected ->
    [handed-over] {""}; det foregående segl står inde for denne indførsel, men ikke for nogen efter den
    [missing] {""}; det foregående segls nøgle manglede
    [damaged] {""}; det foregående segls nøgle var beskadiget
    [locked] {""}; det foregående segls nøgle var låst
    [unusable] {""}; det foregående segls nøgle kunne ikke bruges
    [other-seal] {""}; nøglen dér hørte til et andet segl
    [ahead] {""}; det foregående segls nøgle var nået længere frem: datalageret er sat tilbage til en ældre tilstand
   *[none] {""}
}
fault-code-missing = revisionssporet er forseglet, men indførslen har ingen kode
fault-code-unexpected = indførslen har en kode, men revisionssporet var endnu ikke forseglet
fault-code-differs = koden passer ikke til indførslen: den selv eller en tidligere er ændret, efter at den blev tilføjet
fault-seal-missing = intet segl i revisionssporet begynder med den angivne nøgle ({ $found }): revisionssporet er omskrevet, eller nøglen hører til et andet datalager
fault-unreadable = værdier af en uventet type: { $found }
fault-orphans = mangler, men rækker i `{ $found }` henviser hertil
fault-unexplained = ikke registreret i revisionssporet
fault-gone = mangler, men er registreret i revisionssporet
fault-received-differs = den modtagne række, eller hvor den kom fra, svarer ikke til revisionssporet
fault-edited-differs = { $found ->
    [one] rækken efter 1 redigering er ikke den, som revisionssporet har registreret efter { $expected }
   *[other] rækken efter { $found } redigeringer er ikke den, som revisionssporet har registreret efter { $expected }
}
fault-columns-differ = kolonner, der ikke følger af rækken: { $found }
fault-state-differs = status er { $found ->
    [pending] afventer
    [waiting] venter
    [failed] mislykket
    [synced] synkroniseret
    [completed] fuldført
    [dismissed] ignoreret
   *[other] { $found }
}, men ifølge revisionssporet er den { $expected ->
    [pending] afventer
    [waiting] venter
    [failed] mislykket
    [synced] synkroniseret
    [completed] fuldført
    [dismissed] ignoreret
   *[other] { $expected }
}
fault-attempts-differ = { $found ->
    [one] 1 forsøg, men ifølge revisionssporet { $expected }
   *[other] { $found } forsøg, men ifølge revisionssporet { $expected }
}
fault-last-run-differs = { $found ->
    [unknown] ingen kørsel ændrede den, men ifølge revisionssporet gjorde kørsel { $expected } det
   *[other] { $expected ->
        [unknown] kørsel { $found } ændrede den senest, men ifølge revisionssporet gjorde ingen kørsel det
       *[other] kørsel { $found } ændrede den senest, men ifølge revisionssporet var det kørsel { $expected }
    }
}
fault-outcome-differs = virkning, problemer, ændringer eller tildelt konto svarer ikke til det seneste forsøg i revisionssporet
fault-past-outcome-differs = problemerne ved et tidligere forsøg er ikke dem, som revisionssporet har registreret
fault-values-differ = værdierne er ikke dem, som den seneste handling efterlod
fault-source-differs = den kan ikke stamme fra den handling, som den angiver
fault-primary-differs = markeringen som primær er ikke dér, hvor handlingerne har sat den
fault-customer-differs = ikke som handlingerne efterlod den: { $found }
fault-accounts-differ = { $found ->
    [one] 1 konto er tildelt, men { $expected } kunder har en
   *[other] { $found } konti er tildelt, men { $expected } kunder har en
}
fault-imported-differs = de importerede kunder er ikke dem, som posten registrerede
fault-reserved-differs = konto { $found } er ikke reserveret sådan, som revisionssporet har registreret
fault-reservations-differ = { $found ->
    [one] 1 konto er reserveret, men ifølge revisionssporet { $expected }
   *[other] { $found } konti er reserveret, men ifølge revisionssporet { $expected }
}
fault-count-differs = { $state ->
    [pending] antal afventende handlinger: { $found } talt, men { $expected } gemt
    [waiting] antal ventende handlinger: { $found } talt, men { $expected } gemt
    [failed] antal mislykkede handlinger: { $found } talt, men { $expected } gemt
    [synced] antal synkroniserede handlinger: { $found } talt, men { $expected } gemt
    [completed] antal fuldførte handlinger: { $found } talt, men { $expected } gemt
    [dismissed] antal ignorerede handlinger: { $found } talt, men { $expected } gemt
   *[all] { $found ->
        [one] 1 handling er talt, men { $expected } er gemt
       *[other] { $found } handlinger er talt, men { $expected } er gemt
    }
}
fault-numbers-differ = det senest tildelte nummer er ikke nummeret på den sidste række: { $found }
fault-bookmark-differs = bogmærker og huller svarer ikke til de gemte handlinger
fault-changes-differ = den seneste ændring har nummer { $found }, men den seneste for en kunde har { $expected }
fault-registration-differs = ikke som registreret: { $found }
fault-downloaded-differs = hentet til og med ændring { $found }, men ifølge revisionssporet til og med { $expected }
fault-epoch-differs = epoken er { $found }, men ifølge revisionssporet er den { $expected }
fault-reported-differs = de rækker i databasen, der blev meldt fuldført igen, er ikke dem, som revisionssporet har registreret
fault-contacts-differ = kanalernes seneste kontakter eller fejl er ikke dem, som den seneste kørsel efterlod
fault-retaken-differs = en række i databasen er fejlagtigt registreret som tidligere overført
fault-created-differs = datalageret blev ikke oprettet på det tidspunkt, som revisionssporet angiver
fault-identity-differs = identiteten er { $found }, men ifølge revisionssporet er den { $expected }
fault-run-differs = ikke som registreret i revisionssporet: { $found }
fault-reports-differ = rapporterne er ikke dem, som revisionssporet har registreret
fault-saved-filter-differs = ikke som det blev gemt: { $found }
fault-not-found = søgeindekset finder den ikke, så `filter` og `edit --where` kan overse den; `hqsync index --rebuild` genopbygger det
fault-index-ahead = søgeindekset har angiveligt handlinger til og med { $found }, men den sidste er { $expected }; `hqsync index --rebuild` genopbygger det
fault-index-damaged = søgeindekset er beskadiget: { $found }; `hqsync index --rebuild` genopbygger det
fault-schema-differs = `{ $found }` er ikke, som hqsync opretter den
fault-damaged = beskadiget: { $found }
verify-breach = { $place }: { $breach }
verify-store = Datalager { $store }
verify-breaches = { $count ->
    [one] 1 brud
   *[other] { $count } brud
}
verify-well = alt er i orden: { $operations ->
    [one] 1 handling
   *[other] { $operations } handlinger
}, { $entries ->
    [one] 1 indførsel
   *[other] { $entries } indførsler
}, { $customers ->
    [one] 1 kunde
   *[other] { $customers } kunder
}
verify-anchors = { $count ->
    [0] ingen ankre at sammenligne med revisionssporet
    [one] 1 anker er en del af revisionssporet
   *[other] { $count } ankre er en del af revisionssporet
}
verify-given-up = { $count ->
    [one] 1 anker er fra en tilstand, der blev opgivet, da datalageret blev sat tilbage
   *[other] { $count } ankre er fra tilstande, der blev opgivet, da datalageret blev sat tilbage
}
verify-excuse = ankre eller kanaler kender indførsler, som revisionssporet ikke har, men det er ikke et brud: ifølge indførsel { $entry }, tilføjet { $time } af { $actor }, blev datalageret sat tilbage til en ældre tilstand eller oprettet på ny; spørg { $actor }, om det passer
verify-channels = { $count ->
    [one] 1 kanal stemmer overens
   *[other] { $count } kanaler stemmer overens
}
verify-unasked = kanal `{ $channel }` kunne ikke spørges: { $failure }
verify-busy = kanal `{ $channel }` kunne ikke spørges: en kørsel skrev til den imens
verify-codes = { $codes ->
    [one] 1 indførsel er forseglet
   *[other] { $codes } indførsler er forseglet
}{ $proven ->
    [0] ; `--key` beviser, at intet er ændret siden
    [one] , heraf 1 bevist af en nøgle
   *[other] , heraf { $proven } bevist af nøgler
}
verify-key-unchecked = seglets nøgle er ikke tilgængelig, så intet viser, om indførsler er fjernet fra slutningen af revisionssporet
verify-head = seneste hashværdi i revisionssporet: { $hash }
verify-note = opbevar den et andet sted: `hqsync verify --anchor HASH` viser senere, om noget før den er ændret eller fjernet
verify-put-back = hvis nogen har sat datalageret tilbage, godkender `hqsync run-jobs --restored` det; hvis ikke, har nogen ændret datalageret
verify-no-head = den seneste hashværdi i revisionssporet udskrives ikke: den ville stå inde for det, der er galt i datalager { $store }

## Report
report-title = Status af kundesynkronisering
report-date = { $month ->
    [january] { $day }. januar { $year }
    [february] { $day }. februar { $year }
    [march] { $day }. marts { $year }
    [april] { $day }. april { $year }
    [may] { $day }. maj { $year }
    [june] { $day }. juni { $year }
    [july] { $day }. juli { $year }
    [august] { $day }. august { $year }
    [september] { $day }. september { $year }
    [october] { $day }. oktober { $year }
    [november] { $day }. november { $year }
   *[december] { $day }. december { $year }
}
report-period = { $from } til { $to }
report-period-empty = der skete intet i denne periode
report-channels = { $count ->
    [0] ingen kanaler
    [one] 1 kanal
   *[other] { $count } kanaler
}
report-made = oprettet { $date } kl. { $time }
report-percent = { $share } %
report-tile-failed = { $count ->
    [0] handlinger har brug for hjælp
    [one] handling har brug for hjælp
   *[other] handlinger har brug for hjælp
}
report-tile-median = derefter kan halvdelen af kassererne bruge en ny konto
report-tile-percentile = { $waiting ->
    [0] derefter kan 19 af 20 det; ingen venter længere
    [one] derefter kan 19 af 20 det; 1 venter stadig, indtil videre i { $oldest }
   *[other] derefter kan 19 af 20 det; { $waiting } venter stadig, længst i { $oldest }
}
report-tile-untouched = af handlingerne gik igennem uden rettelser
report-attention = Hvad der kræver handling
report-attention-none = Intet.
report-attention-channel = kanal `{ $channel }`: det seneste job kunne ikke fuldføres
report-attention-older-store = datalageret er en ældre tilstand af sig selv og tildeler ingen konti, før nogen afgør, hvad der er rigtigt
report-waiting = Hvor kunder venter
report-waiting-meaning = Fra det øjeblik, hvor en kasse opretter en kunde, til den kan bruge kontoen. Halvdelen af kunderne venter ikke længere end medianen, 19 af 20 ikke længere end 95-percentilen. De, der stadig venter, tælles særskilt.
report-waiting-nobody = Der blev ikke oprettet kunder i denne periode.
report-waits-chart = { $unit ->
    [day] Nye kunders ventetid pr. dag
    [week] Nye kunders ventetid pr. uge
    [month] Nye kunders ventetid pr. måned
   *[year] Nye kunders ventetid pr. år
}
report-waits-extremes = Længste median: { $median } ({ $median_date }). Længste 95-percentil: { $percentile } ({ $percentile_date }).
report-parts-chart = { $unit ->
    [day] Dele af den gennemsnitlige ventetid pr. dag
    [week] Dele af den gennemsnitlige ventetid pr. uge
    [month] Dele af den gennemsnitlige ventetid pr. måned
   *[year] Dele af den gennemsnitlige ventetid pr. år
}
report-parts-extremes = Længste: kasse til hovedkontor { $upload } ({ $upload_date }), på hovedkontoret { $sync } ({ $sync_date }), tilbage til kassen { $download } ({ $download_date }).
report-chart-empty = Der er intet at vise.
report-part-upload = Kasse til hovedkontor
report-part-sync = På hovedkontoret
report-part-download = Tilbage til kassen
report-by-channel = Pr. kanal
report-span = { $unit ->
    [day] Dag
    [week] Uge fra
    [month] Måned
   *[year] År
}
report-new = Nye kunder
report-median = Median
report-percentile = 95-percentil
report-longest = Længste
report-still-waiting = Venter stadig
report-waiting-longest = Venter længst
report-clock-ahead = { $count ->
    [one] Uret i { $channel } er foran: 1 kunde blev oprettet på et tidspunkt, der endnu ikke var kommet. Den tæller fra modtagelsen.
   *[other] Uret i { $channel } er foran: { $count } kunder blev oprettet på tidspunkter, der endnu ikke var kommet. De tæller fra modtagelsen.
}
report-operations = { $unit ->
    [day] Handlinger pr. dag
    [week] Handlinger pr. uge
    [month] Handlinger pr. måned
   *[year] Handlinger pr. år
}
report-operations-meaning = Efter det tidspunkt, hvor en kasse oprettede dem, i den status, de har nu.
report-operations-none = Der er ingen handlinger i denne periode.
report-operations-extremes = { $total } handlinger. Flest: { $most } ({ $date }).
report-operations-failed = Flest, der nu er mislykkede: { $most } ({ $date }).
report-earlier = { $count ->
    [one] 1 handling er ældre end diagrammet.
   *[other] { $count } handlinger er ældre end diagrammet.
}
report-failures = Hvad der mislykkes
report-failures-sum = { $operations ->
    [one] 1 handling i denne periode mislykkedes
   *[other] { $operations } handlinger i denne periode mislykkedes
}, { $open ->
    [0] og ingen af dem er stadig mislykket.
    [one] og 1 af dem er stadig mislykket.
   *[other] og { $open } af dem er stadig mislykkede.
}
report-failures-none = Ingen handling i denne periode mislykkedes.
report-errors = Fejl pr. kanal
report-errors-course = { $unit ->
    [day] Fejl pr. dag
    [week] Fejl pr. uge
    [month] Fejl pr. måned
   *[year] Fejl pr. år
}
report-error = Fejl
report-still-failing = Stadig mislykket
report-course = Forløb
report-course-of = Forløb for { $error }
report-course-extremes = { $total ->
    [one] 1 handling.
   *[other] { $total } handlinger.
} Flest: { $most } ({ $date }).
report-other-channels = Andre kanaler
report-errors-fields = Pr. felt
report-other-fields = øvrige
report-errors-values = Forkerte værdier i fem eller flere handlinger
report-wrong-value = Forkert værdi
report-right-value = Rigtig værdi
report-most-in = Flest i
report-corrections = Rettelser
report-corrections-none = Ingen har rettet noget i denne periode.
report-corrections-meaning = Hvad der er gjort manuelt i denne periode, og hvor mange af handlingerne der siden er gået igennem.
report-corrections-total = Alle rettelser
report-corrections-people = Pr. person
report-edited = Redigeret
report-resynced = Synkroniseret igen
report-dismissed = Ignoreret
report-corrected = Handlinger
report-through = Gået igennem
report-through-share = Andel
report-person = Person
report-jobs = Kanaler og job
report-channels-table = Kanaler
report-jobs-table = Job
report-failed-operations = Mislykket
report-runs-sum = { $count ->
    [0] Intet job blev kørt i denne periode.
    [one] Jobbene blev kørt én gang i denne periode.
   *[other] Jobbene blev kørt { $count } gange i denne periode.
}
report-runs-duration = Halvdelen af kørslerne varede ikke længere end { $median }, 19 af 20 ikke længere end { $percentile }.
report-runs-outcomes = Resultater
report-runs = Kørsler
report-runs-failed = Ikke fuldført uden fejl
report-open = Ældste åbne handlinger
report-open-none = Alle handlinger i denne periode er gået igennem eller blevet ignoreret.
report-show-table = Det samme som tabel
report-more-rows = { $count ->
    [one] 1 mere
   *[other] { $count } flere
}
report-foot-version = oprettet af hqsync { $version }
report-foot-offset = tider i UTC{ $offset }
report-foot-private = ingen kundedata
report-foot-people = nævner dem, der har rettet handlinger
report-no-file = rapporten er en side til en browser, som en terminal ikke kan vise
    .hint = skriv den til en fil: `hqsync report --output rapport.html`; `--format json` viser tallene
report-period-reversed = `--since` ligger efter `--until`
    .hint = byt om på dem

## Browse

browse-title = Status af kundesynkronisering
browse-filter = Filter
browse-all = alle handlinger
browse-reading = Læser…
browse-read-only = skrivebeskyttet
browse-failed = Det kunne ikke udføres
browse-too-small = Siden kræver { $columns } kolonner og { $lines } linjer
browse-key-space = Mellemrum
browse-key-backspace = Backspace
browse-at-work = Et øjeblik…
browse-not-kept = Handling { $id } findes ikke mere: værdien blev ikke beholdt
browse-copied = Kopieret: { $text }
browse-trail = Revisionsspor
browse-trail-title = Revisionsspor for handling { $id }
browse-read-at = opdateret kl. { $time }
browse-last-run = kørsel { $run }
browse-changed-by = ændret af { $actor } kl. { $time }
browse-conflict-title = Handling { $id } blev ændret { $time } af { $actor }
browse-conflict-before = ved start
browse-theirs = den andens værdi
browse-yours = egen værdi
browse-saved-filters = Gemte filtre
browse-help-title = Hvad der kan gøres nu
browse-help-search = Søg
browse-reason = Årsag
browse-reason-missing = Revisionssporet kræver en årsag
browse-rehearsing = Undersøger, hvad resultatet ville blive…
browse-all-jobs = Alle tre job: P, synkroniser, 1010
browse-question-jobs = Hvilke job skal køres?
browse-question-stop = En kørsel er i gang
browse-question-stop-why = Kørslen stopper efter den igangværende batch, og derefter lukkes siden. Den næste kørsel fortsætter.
browse-question-dismiss = Ignorer handling { $id }, så den aldrig synkroniseres?
browse-run-stopping = Kørslen stopper efter den igangværende batch…
browse-undone = De tidligere værdier er nu kladder; når de gemmes, fortrydes ændringen
browse-saved = Handling { $id } er gemt og synkroniseres ved næste kørsel eller med `y`
browse-count = { $all ->
    [one] 1 handling
   *[other] { $all } handlinger
}
browse-count-of = { $matching } af { $all }
browse-new = { $count ->
    [one] 1 ny
   *[other] { $count } nye
}
browse-marked-count = { $count ->
    [one] 1 markeret
   *[other] { $count } markeret
}
browse-marked = { $count ->
    [one] 1 handling er markeret
   *[other] { $count } handlinger er markeret
}
browse-to-save = { $count ->
    [one] 1 ikke-gemt ændring
   *[other] { $count } ikke-gemte ændringer
}
browse-hidden = { $count ->
    [one] 1 tomt felt skjult
   *[other] { $count } tomme felter skjult
}
browse-state-and-attempts = { $state ->
    [pending] afventer
    [waiting] venter
    [failed] mislykket
    [synced] synkroniseret
    [completed] fuldført
   *[dismissed] ignoreret
}, { $attempts ->
    [one] 1 forsøg
   *[other] { $attempts } forsøg
}
browse-still-wrong = { $count ->
    [one] 1 handling er stadig forkert
   *[other] { $count } handlinger er stadig forkerte
}
browse-repeated = { $count ->
    [one] 1 senere handling på samme post gentager den forkerte værdi
   *[other] { $count } senere handlinger på samme post gentager den forkerte værdi
}
browse-went-along = { $count ->
    [one] 1 ventende handling fulgte med
   *[other] { $count } ventende handlinger fulgte med
}
browse-outcome = { $state ->
    [pending] Handling { $id } afventer synkronisering
    [waiting] Handling { $id } venter på en anden handling
    [failed] Handling { $id } mislykkedes
    [synced] Handling { $id } er synkroniseret
    [completed] Handling { $id } er fuldført
   *[dismissed] Handling { $id } er ignoreret
}
browse-run-ended = { $outcome ->
    [succeeded] Kørsel { $run } blev fuldført uden fejl
    [partial] Kørsel { $run } blev delvis fuldført; `hqsync jobs show { $run }` viser detaljerne
    [failed] Kørsel { $run } mislykkedes; `hqsync jobs show { $run }` viser detaljerne
    [interrupted] Kørsel { $run } blev afbrudt
   *[unfinished] Kørsel { $run } er ikke fuldført
}: { $synced } synkroniseret, { $failed } mislykkedes
browse-question-edit = { $count ->
    [one] Rediger 1 handling?
   *[other] Rediger { $count } handlinger?
}
browse-question-synchronize = { $count ->
    [one] Synkroniser 1 handling?
   *[other] Synkroniser { $count } handlinger?
}
browse-question-dismiss-many = { $count ->
    [one] Ignorer 1 handling, så den aldrig synkroniseres?
   *[other] Ignorer { $count } handlinger, så de aldrig synkroniseres?
}
browse-question-leave = { $count ->
    [one] Kassér 1 ikke-gemt ændring?
   *[other] Kassér { $count } ikke-gemte ændringer?
}
browse-nearest = menes der `{ $nearest }`?
browse-no-saved-filter = intet filter er gemt som `{ $name }`
browse-no-terminal = `browse` kræver en terminal, der kan vise en side
    .hint = `hqsync list` viser handlinger, `hqsync show ID` én i detaljer
browse-panicked = der er en fejl i programmet: { $text }
    .hint = rapportér fejlen; det, der mislykkedes, har ikke gemt noget
browse-do-open = Detaljer
    .help = Vis handlingens felter for at læse og redigere dem
browse-do-edit = Rediger
    .help = Rediger det valgte felt; med markeringer i alle markerede handlinger
browse-do-save = Gem
    .help = Gem ændringerne; den næste kørsel synkroniserer handlingen
browse-do-save-synchronize = Gem og synkroniser
    .help = Gem ændringerne, og synkroniser med det samme, også det, der ventede
browse-do-synchronize = Synkroniser
    .help = Synkroniser nu, også det, der ventede, eller alle markerede handlinger
browse-do-dismiss = Ignorer
    .help = Synkroniser aldrig handlingen, med en årsag, der gemmes i revisionssporet
browse-do-undo = Fortryd
    .help = Fortryd sidste ændring; når den er gemt, bliver gamle værdier til kladder
browse-do-waits-for = Venter på
    .help = Gå til den handling, som denne venter på
browse-do-back = Tilbage
    .help = Gå tilbage til den forrige handling
browse-do-trail = Revisionsspor
    .help = Vis alt, hvad der er sket med handlingen
browse-do-timeline = Kunde
    .help = Vis alt, hvad der er sket med kunden
browse-do-filter = Filtrer
    .help = Skriv et filter; Tab fuldfører, en tekst alene søges overalt
browse-do-saved-filters = Gemte filtre
    .help = Vælg et af de gemte filtre
browse-do-mark = Marker
    .help = Marker handlingen, eller fjern dens markering
browse-do-mark-all = Marker alle
    .help = Marker alle handlinger, som filteret finder
browse-do-mark-none = Fjern markeringer
    .help = Fjern alle markeringer
browse-do-own-editor = Egen editor
    .help = Rediger hele handlingen i den editor, som `$EDITOR` angiver
browse-do-empty-fields = Tomme felter
    .help = Vis også felter uden værdi, eller skjul dem igen
browse-do-refresh = Opdater
    .help = Hent det nye, og tegn siden igen
browse-do-copy-value = Kopier
    .help = Kopier feltets værdi eller debitorkontoen
browse-do-copy-command = Kopier kommando
    .help = Kopier den kommandolinje, der gør det samme
browse-do-run-jobs = Kør job
    .help = Kør jobbene nu, alle eller ét
browse-do-stop-run = Stop kørslen
    .help = Lad kørslen, der blev startet her, stoppe efter den igangværende batch
browse-do-next-pane = Næste rude
    .help = Gå fra listen til felterne og tilbage
browse-do-up = Op
    .help = En række op
browse-do-down = Ned
    .help = En række ned
browse-do-page-up = Side op
    .help = En side op
browse-do-page-down = Side ned
    .help = En side ned
browse-do-first = Første
    .help = Gå til den første række
browse-do-last = Sidste
    .help = Gå til den sidste række
browse-do-suspend = Afbryd midlertidigt
    .help = Tilbage til shellen; `fg` henter siden frem igen
browse-do-quit = Afslut
    .help = Forlad siden
browse-do-help = Hjælp
    .help = Vis alt, hvad der kan gøres nu, og gør det
browse-do-keep = Behold
    .help = Behold værdien som en ændring, der skal gemmes
browse-do-take-proposal = Indsæt forslaget
    .help = Indsæt den foreslåede værdi
browse-do-give-up = Annuller
    .help = Lad alt være, som det var
browse-do-apply = Anvend
    .help = Behold filteret; en tekst alene søges overalt
browse-do-complete = Fuldfør
    .help = Fuldfør det sidste ord: et felt, en operator, en værdi
browse-do-complete-back = Forrige ord
    .help = Fuldfør med det forrige ord
browse-do-older = Tidligere filtre
    .help = Vis det filter, der blev anvendt før
browse-do-newer = Senere filtre
    .help = Vis det filter, der blev anvendt derefter
browse-do-confirm = Ja, udfør
    .help = Udfør det, der spørges om
browse-do-confirm-synchronize = Synkroniser også
    .help = Udfør det, og synkroniser handlingerne med det samme
browse-do-save-first = Gem
    .help = Gem ændringerne, og bliv ved handlingen
browse-do-take-yours = Egen værdi
    .help = Behold egen værdi i feltet
browse-do-take-theirs = Den andens
    .help = Brug den andens værdi i feltet
browse-do-save-marked = Gem det markerede
    .help = Gem de værdier, der er markeret med en stjerne
browse-do-choose = Vælg
    .help = Vis, hvad det gemte filter finder
browse-do-it = Udfør
    .help = Udfør det valgte
browse-do-close = Luk
    .help = Gå tilbage til det forrige skærmbillede

## Operations
monitor-summary = { $form ->
    [none] intet er mislykket
    [one] { $failed } mislykkedes ({ $channel })
   *[several] { $failed } mislykkedes (flest i { $channel }: { $most })
}, { $ran ->
    [now] en kørsel er i gang
    [ago] jobbene kørte for { $age } siden
   *[never] ikke alle job er kørt endnu
}
monitor-pending = { $count ->
    [one] 1 handling har afventet synkronisering i { $age }
   *[other] { $count } handlinger afventer synkronisering, den første i { $age }
}
monitor-job-age = { $job ->
    [p] P-jobbet blev senest kørt for { $age } siden
    [sync] synkroniseringen blev senest kørt for { $age } siden
   *[download] 1010-jobbet blev senest kørt for { $age } siden
}
monitor-channel = kanal `{ $channel }` kunne ikke bruges ({ $code })
monitor-fault = { $kind ->
    [run-slow] den igangværende kørsel tager meget længere tid end de seneste; `hqsync status` viser, hvad den er i gang med
    [clock-jumped] uret i den seneste kørsel afveg meget fra kørslen før; `hqsync status` viser hvor meget
    [entries-unnoted] revisionssporets slutning er ikke noteret i filen med ankre; `hqsync status` viser hvilken
    [anchors-unusable] filen med revisionssporets ankre kan ikke bruges; `hqsync status` viser hvorfor
    [older-store] datalageret er sat tilbage til en ældre tilstand; `hqsync status` viser, hvad der skal gøres
   *[seal-unusable] revisionssporet er forseglet, og dets nøgle kan ikke bruges; `hqsync status` viser hvorfor
}
thresholds-reversed = den første grænseværdi er højere end den anden
    .hint = den første er for en advarsel, den anden for det kritiske, f.eks. `0:100`
thresholds-none = ingen af de to grænseværdier er angivet
    .hint = angiv en eller to, f.eks. `0:100`, `5` eller `:100`
thresholds-no-count = `{ $value }` er ikke et antal handlinger eller kanaler
    .hint = angiv et eller to hele tal, f.eks. `0:100`, `5` eller `:100`
backup-keep-without-folder = `--keep` er til en mappe med sikkerhedskopier, og `{ $file }` er en fil
    .hint = angiv mappen, f.eks. `hqsync backup /backup/ --keep 14`
backup-not-pruned = sikkerhedskopien er oprettet, men ældre er ikke fjernet
backup-not-removed = sikkerhedskopien er oprettet, men `{ $file }` er ikke fjernet
backup-removed = { $file } er fjernet
config-head-key = Nøgle
config-head-value = Værdi
config-head-origin = Kilde
config-origin = { $kind ->
    [line] linje { $line }
   *[default] standard
}
config-problems = Følgende er galt:
config-right = konfigurationen er i orden, og der kan læses fra og skrives til kanalerne
man-written = { $count } sider ligger i { $folder }
man-not-written = `{ $file }` kan ikke skrives
