# Dutch: the same ids as in en.ftl, in the same order.

## Columns of an operation, in the terms of the Customer synchronization status page; `.short` is for where there is little
## room
column-id = Id
column-channel = Naam van kanaal
    .short = Kanaal
column-company = Bedrijf
    .short = Bedr.
column-customer-account = Klantrekening
    .short = Rekening
column-async-customer-account = Asynchroon klantaccount
    .short = Async account
column-record = Record
column-operation = Bewerking
column-timestamp = Tijdstempel van bewerking
    .short = Tijdstempel
column-status = Synchronisatiestatus van klant
    .short = Status
column-errors = Laatste bekende fout
    .short = Fout
column-attempts = Pogingen
column-description = Beschrijving van de wijziging
    .short = Wijziging
column-table = Tabel
column-counter = Teller
column-received = Ontvangen
column-edited = Bewerkt
column-run = Uitvoering
column-notes = Opmerkingen
column-proposal = Voorstel
column-effect = Effect

## Errors and hints in general
error = fout
warning = waarschuwing
hint = tip
# `kind` is what the system says.
system-error = { $kind ->
    [missing] Bestand of map bestaat niet
    [denied] Toegang geweigerd
    [not-permitted] Bewerking is niet toegestaan
    [exists] Bestand bestaat al
    [folder] Is een map
    [no-folder] Is geen map
    [disk] Geen ruimte meer over op apparaat
    [quota] Schijfquotum is overschreden
    [file-size] Bestand is te groot
    [read-only] Bestandssysteem is alleen-lezen
    [too-many-files] Te veel open bestanden
   *[device] Invoer-/uitvoerfout
}
    .hint = { $kind ->
        [disk] maak ruimte vrij
        [quota] maak ruimte vrij of laat het quotum verhogen
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat
        [too-many-files] verhoog de limiet voor geopende bestanden (zie `ulimit -n`)
       *[device] controleer eerst de schijf
    }
store-named = opslag `{ $store }`
did-you-mean = is `{ $name }` bedoeld?
# `names` are several.
known-names = bekend: { $names }
unanswered = { $exit ->
    [attention] gereed, met mislukte bewerkingen, maar de uitvoer kon niet worden geschreven
    [partial] deels gereed, omdat een kanaal of een taak is mislukt, maar de uitvoer kon niet worden geschreven
    [failed] er is niets gedaan, en de uitvoer kon niet worden geschreven
    [interrupted] onderbroken, en de uitvoer kon niet worden geschreven
   *[done] gereed, maar de uitvoer kon niet worden geschreven
}
    .hint = wat is gedaan, blijft gedaan; herhaal de opdracht dus niet

## Errors: files, locks, seals
interrupted = onderbroken
# Who holds a lock, in which process and since when.
lock-holder = { $actor }, proces { $process }, sinds { $since }
lock-held = opslag `{ $store }` is vergrendeld door een andere uitvoering
    .hint = `--wait 5m` wacht tot die eindigt
lock-interrupted = onderbroken tijdens het wachten op de vergrendeling
lock-file = het vergrendelingsbestand `{ $file }` is niet bruikbaar
lock-unusable = het vergrendelingsbestand is niet bruikbaar
# A file of the program's own; `form` is `it` where the sentence before has named it.
own-file-link = { $form ->
    [it] het is een symbolische koppeling, die hqsync niet volgt
   *[named] `{ $file }` is een symbolische koppeling, die hqsync niet volgt
}
    .hint = ga na wie dit heeft gemaakt en verwijder het daarna; hqsync maakt een nieuw bestand
own-file-special = { $form ->
    [it] het is geen gewoon bestand
   *[named] `{ $file }` is geen gewoon bestand
}
    .hint = ga na wie dit heeft gemaakt en verwijder het daarna; hqsync maakt een nieuw bestand
own-file-several-names = { $form ->
    [it] het bestand heeft meerdere namen en kan dus van iemand anders zijn
   *[named] `{ $file }` heeft meerdere namen en kan dus van iemand anders zijn
}
    .hint = ga na wie dit heeft gemaakt en verwijder het daarna; hqsync maakt een nieuw bestand
# `fault` is what the system says.
own-file-unusable = { $form ->
    [it] het bestand kan niet worden geopend
   *[named] `{ $file }` kan niet worden geopend
}
    .hint = { $fault ->
        [denied] een andere gebruiker, zoals root, heeft het gemaakt: geef het de eigenaar en de machtigingen van de opslag
        [disk] maak ruimte vrij
        [quota] maak ruimte vrij of laat het quotum verhogen
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat
        [too-many-files] verhoog de limiet voor geopende bestanden (zie `ulimit -n`)
        [device] controleer eerst de schijf
       *[other] controleer het bestand en de map
    }
given-file-pipe = het is een benoemde pijp (FIFO), geen bestand
store-not-regular = de opslag is geen gewoon bestand
    .hint = controleer `store` in de configuratie, `--store` en `$HQSYNC_STORE`
store-path-too-long = de opslag heeft een absoluut pad van { $length } bytes, maar SQLite staat er hoogstens { $limit } toe
    .hint = verplaats de opslag naar een map met een korter pad
store-several-names = het bestand van de opslag heeft { $count } namen (harde koppelingen), en elk daarvan zou een eigen logbestand hebben
    .hint = verwijder de andere namen, die `find DIR -samefile FILE` toont; maak kopieën met `hqsync backup`
store-mounted-alone = alleen het bestand van de opslag is hier aangekoppeld, zonder het logbestand ernaast
    .hint = koppel de map aan waarin de opslag staat, niet het bestand
# `kind` is the name of the kind of file system.
store-on-network = de opslag staat op een netwerkbestandssysteem ({ $kind }), waar hosts de vergrendelingen en het geheugen van SQLite niet delen
    .hint = houd de opslag op een lokale schijf van de host die hqsync uitvoert, en maak back-ups op het netwerk
store-companion-link = `{ $file }` is een symbolische koppeling, die hqsync niet volgt
    .hint = ga na wie dit heeft gemaakt en verwijder het daarna
# `owner` is the user to whom the store belongs.
store-without-log = de bestanden `-wal` en `-shm` van de opslag ontbreken of zijn onleesbaar, en deze gebruiker mag ze niet maken
    .hint = laat gebruiker { $owner }, of een andere gebruiker die in de opslag mag schrijven, één keer `hqsync status` uitvoeren: die opdracht maakt ze met de machtigingen van de opslag, en ze blijven bestaan
store-run-elsewhere = een andere uitvoering is onder een andere naam met het bestand van de opslag bezig, of het vergrendelingsbestand ervan is verwijderd
    .hint = probeer het opnieuw als die uitvoering klaar is; gebruik maar één naam en laat het bestand `.lock` naast de opslag staan
store-run-taken-for-killed = uitvoering { $run } heeft de verbinding met de server verloren, waarna uitvoering { $next } ervan uitging dat die was afgebroken
    .hint = wat gedaan is, blijft behouden; uitvoering { $next } of de volgende gaat vanaf daar verder
store-run-of-earlier-version = de opslag is van een eerdere versie van hqsync, en een uitvoering is ermee bezig
    .hint = probeer het opnieuw als die uitvoering klaar is; dan wordt de opslag bijgewerkt
store-written-meanwhile = een ander programma heeft in de opslag geschreven terwijl die werd gelezen, dus wat is getoond, kan onjuist zijn
    .hint = voer de opdracht opnieuw uit
store-replaced = een ander bestand heeft de plaats van de opslag ingenomen terwijl de uitvoering bezig was
    .hint = ga na wie de opslag heeft vervangen, en laat het bestand met rust zolang een uitvoering bezig is
anchors-end-unnoted = het einde van de audittrail kon niet worden vastgelegd
anchors-unnoted = het einde van de audittrail kon niet worden vastgelegd
    .hint = verder is daardoor niets mislukt; geef de gebruiker van hqsync toestemming om regels aan het bestand toe te voegen, of geef met `trail.anchors` een ander bestand op
# `fault` is what the system says.
anchors-unwritable = het einde van de audittrail kon niet worden vastgelegd: in `{ $file }` kan niet worden geschreven
    .hint = { $fault ->
        [disk] verder is daardoor niets mislukt; maak ruimte vrij
        [quota] verder is daardoor niets mislukt; maak ruimte vrij of laat het quotum verhogen
        [file-size] verder is daardoor niets mislukt; verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat
        [too-many-files] verder is daardoor niets mislukt; verhoog de limiet voor geopende bestanden (zie `ulimit -n`)
        [device] verder is daardoor niets mislukt; controleer eerst de schijf
       *[other] verder is daardoor niets mislukt; geef de gebruiker van hqsync toestemming om regels aan het bestand toe te voegen, of geef met `trail.anchors` een ander bestand op
    }
journal-unreachable = het einde van de audittrail kon niet naar het systeemjournaal worden verzonden: `{ $socket }`
    .hint = verder is daardoor niets mislukt; zet `trail.syslog` op false als er geen journaal is
seal-key-missing = de audittrail is verzegeld, maar de sleutel `{ $file }` ontbreekt
    .hint = zet het bestand terug; is het verloren gegaan, dan begint `hqsync trail seal` een nieuw zegel en vermeldt de audittrail dat
seal-key-unusable = de audittrail is verzegeld, maar de sleutel is niet bruikbaar
seal-key-locked = de audittrail is verzegeld, maar de sleutel `{ $file }` is vergrendeld door een ander programma
    .hint = probeer het opnieuw als het andere programma klaar is
seal-key-damaged = de audittrail is verzegeld, maar de sleutel `{ $file }` is beschadigd
    .hint = zet het bestand terug; is het verloren gegaan, dan begint `hqsync trail seal` een nieuw zegel en vermeldt de audittrail dat
seal-key-unwritable = de audittrail is verzegeld, maar de sleutel `{ $file }` kan niet worden geschreven
    .hint = controleer de schijf en het bestandssysteem en probeer het daarna opnieuw; er is niets gewijzigd
seal-key-of-another-seal = de audittrail is verzegeld, maar `{ $file }` bevat de sleutel van een ander zegel
    .hint = zet het bestand terug; is het verloren gegaan, dan begint `hqsync trail seal` een nieuw zegel en vermeldt de audittrail dat
seal-on-server = de sleutel van een verzegelde audittrail staat naast het bestand van een opslag, en deze opslag staat op een server
    .hint = daar laten ankers zien dat vermeldingen zijn verwijderd: geef als `trail.anchors` een bestand op een andere host op, of stel `trail.syslog` in
# `entry` is that of the key, `next` the next one of the trail.
seal-key-ahead = de audittrail is verzegeld, maar de sleutel `{ $file }` is al bij vermelding { $entry }, terwijl de volgende vermelding { $next } is: de opslag is teruggezet naar een eerdere toestand
    .hint = `hqsync trail seal` begint een nieuw zegel, en de audittrail vermeldt dat

## Errors: the engine
# `store` is the identity of a store.
engine-store-lost = er is geen nieuwe opslag gemaakt: kanaal `{ $channel }` hoort bij opslag { $store }
    .hint = controleer `store` in de configuratie, `--store` en `$HQSYNC_STORE`; is de opslag verloren gegaan, zet dan een back-up terug, of laat `hqsync run-jobs --new-store` een nieuwe maken met de rekeningen die kanalen kennen
engine-noted-store-lost = er is geen nieuwe opslag gemaakt: de ankers in `{ $file }` zijn die van opslag { $store }
    .hint = controleer `store` in de configuratie, `--store` en `$HQSYNC_STORE`; is de opslag verloren gegaan, zet dan een back-up terug, of laat `hqsync run-jobs --new-store` een nieuwe maken met de rekeningen die kanalen kennen
engine-already-ours = kanaal `{ $channel }` hoort al bij deze opslag
    .hint = `hqsync run-jobs` werkt ermee
# `first` and `last` are the operations of the store, `nearest` the one of them that is nearest to `id`.
engine-no-operation = er is geen bewerking { $id }
    .hint = { $form ->
        [empty] de opslag heeft nog geen bewerkingen
       *[others] de opslag heeft bewerkingen { $first } tot en met { $last }; de dichtstbijzijnde is { $nearest }
    }
engine-no-customer = het hoofdkantoor kent geen klant `{ $account }`
    .hint = `hqsync filter 'CustName ~ …'` zoekt bewerkingen op wat er over een klant bekend is
# `operation` is one that has the term as an account, or as its number.
engine-nobody-found = geen klant heeft `{ $term }` als rekening, GUID, e-mailadres, telefoonnummer of naam
    .hint = { $form ->
        [named] bewerking { $operation } vermeldt dit als rekening: `hqsync show { $operation }` toont wat er van de bewerking is geworden
        [numbered] `hqsync show { $operation }` toont de bewerking met dat nummer
       *[unknown] `hqsync filter 'Street ~ …'` zoekt bewerkingen op al het andere dat er over een klant bekend is
    }
engine-never-uploaded = kanaal `{ $channel }` is nog nooit geüpload, dus er valt niets te resetten
    .hint = `hqsync run-jobs` uploadt het
engine-no-run = er is geen uitvoering { $id }
    .hint = { $form ->
        [none] er is nog geen uitvoering geweest
       *[others] de nieuwste uitvoering is { $newest }
    }
engine-no-runs = er is nog geen uitvoering geweest
    .hint = `hqsync run-jobs` start er een
engine-no-saved-filter = er is geen filter opgeslagen als `@{ $name }`
    .hint = { $form ->
        [near] is `@{ $nearest }` bedoeld?
       *[unknown] `hqsync filter --list-saved` toont de opgeslagen filters; `--save NAME` slaat er een op
    }
engine-no-channel = onbekend kanaal `{ $name }`
    .hint = { $form ->
        [none] er zijn geen kanalen
        [near] is `{ $nearest }` bedoeld?
       *[known] bekend: { $known }
    }
engine-wrong-state = { $correction ->
    [edit] { $state ->
        [pending] bewerking { $id } is in behandeling en kan niet worden gewijzigd
        [waiting] bewerking { $id } wacht nog en kan niet worden gewijzigd
        [failed] bewerking { $id } is mislukt en kan niet worden gewijzigd
        [synced] bewerking { $id } is gesynchroniseerd en kan niet worden gewijzigd
        [completed] bewerking { $id } is voltooid en kan niet worden gewijzigd
       *[dismissed] bewerking { $id } is genegeerd en kan niet worden gewijzigd
    }
    [resync] { $state ->
        [pending] bewerking { $id } is in behandeling en kan niet opnieuw worden gesynchroniseerd
        [waiting] bewerking { $id } wacht nog en kan niet opnieuw worden gesynchroniseerd
        [failed] bewerking { $id } is mislukt en kan niet opnieuw worden gesynchroniseerd
        [synced] bewerking { $id } is gesynchroniseerd en kan niet opnieuw worden gesynchroniseerd
        [completed] bewerking { $id } is voltooid en kan niet opnieuw worden gesynchroniseerd
       *[dismissed] bewerking { $id } is genegeerd en kan niet opnieuw worden gesynchroniseerd
    }
   *[dismiss] { $state ->
        [pending] bewerking { $id } is in behandeling en kan niet worden genegeerd
        [waiting] bewerking { $id } wacht nog en kan niet worden genegeerd
        [failed] bewerking { $id } is mislukt en kan niet worden genegeerd
        [synced] bewerking { $id } is gesynchroniseerd en kan niet worden genegeerd
        [completed] bewerking { $id } is voltooid en kan niet worden genegeerd
       *[dismissed] bewerking { $id } is al genegeerd en kan niet nog eens worden genegeerd
    }
}
    .hint = { $state ->
        [dismissed] `hqsync resync { $id }` synchroniseert de bewerking alsnog
       *[other] { $correction ->
            [edit] de bewerking is al gesynchroniseerd; wijzig de klant op het hoofdkantoor of in het kanaal, waardoor een nieuwe bewerking ontstaat
           *[other] de bewerking is al gesynchroniseerd
        }
    }
engine-no-field = { $record ->
    [customer] bewerking { $id } gaat over een klant en heeft geen veld `{ $field }`
    [address] bewerking { $id } gaat over een adres en heeft geen veld `{ $field }`
    [contact] bewerking { $id } gaat over contactgegevens en heeft geen veld `{ $field }`
    [affiliation] bewerking { $id } gaat over een aansluiting en heeft geen veld `{ $field }`
   *[attribute] bewerking { $id } gaat over een kenmerk en heeft geen veld `{ $field }`
}
    .hint = { $form ->
        [near] is `{ $nearest }` bedoeld?
       *[known] de velden zijn { $known }
    }
engine-changed-meanwhile = bewerking { $id } is intussen gewijzigd
    .hint = `hqsync history { $id }` toont wie wat heeft gedaan
engine-operation-unusable = bewerking { $id } kan niet worden gesynchroniseerd
    .hint = `hqsync dismiss { $id }` negeert de bewerking; `hqsync verify` toont wat er nog meer mis is; bewaar het bestand en zet er een back-up naast
engine-preparation-panicked = het voorbereiden van de bewerkingen van een batch is door een interne fout (panic) afgebroken
    .hint = wat eerder is gedaan, blijft behouden, en de volgende uitvoering gaat verder; meld deze fout
engine-channel-panicked = het werk aan kanaal `{ $channel }` is door een interne fout (panic) afgebroken
    .hint = wat eerder is gedaan, blijft behouden, en de volgende uitvoering gaat verder; meld deze fout
# What a panic says stands behind the sentences above; these are for one that says nothing.
panic-silent = geen bericht
panic-thread-ended = de thread is geëindigd
panic-no-operation = er is geen volgende bewerking
channel-thread-panicked = de thread van kanaal `{ $channel }` is door een interne fout (panic) afgebroken
copy-same = dit is twee keer dezelfde opslag, `{ $store }`
    .hint = geef een andere plaats op voor de kopie
# `use` is what the file is used for.
copy-file-used = { $use ->
    [configuration] in `{ $file }` wordt geen opslag gemaakt: dat is de configuratie
    [store] in `{ $file }` wordt geen opslag gemaakt: dat is er al een
    [store-companion] in `{ $file }` wordt geen opslag gemaakt: dat bestand hoort bij een opslag
    [anchors] in `{ $file }` wordt geen opslag gemaakt: dat is het bestand met ankers van de audittrail
    [channel] in `{ $file }` wordt geen opslag gemaakt: dat is de database van kanaal `{ $channel }`
   *[channel-companion] in `{ $file }` wordt geen opslag gemaakt: dat bestand hoort bij de database van kanaal `{ $channel }`
}
    .hint = geef een andere plaats op voor de kopie
# `found` is the type of the value, `key` that of the row.
copy-value = { $found ->
    [null] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } geen waarde in kolom `{ $column }`
    [integer] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } een geheel getal in kolom `{ $column }`
    [real] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } een reëel getal in kolom `{ $column }`
    [text] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } een tekst in kolom `{ $column }`
    [bytes] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } bytes in kolom `{ $column }`
    [other-type] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } een waarde van een ander type in kolom `{ $column }`
   *[broken-text] opslag `{ $store }` kan niet worden gekopieerd: in tabel `{ $table }` heeft rij { $key } een tekst die geen UTF-8 is in kolom `{ $column }`
}
    .hint = hqsync schrijft zoiets nooit: iemand heeft de opslag gewijzigd; `hqsync verify` toont wat er nog meer mis is
copy-refused = opslag `{ $store }` kan niet worden gekopieerd: rij { $key } van tabel `{ $table }` wordt niet aangenomen
    .hint = iemand heeft de opslag gewijzigd, of de opslag is beschadigd; `hqsync verify` toont wat er nog meer mis is
copy-whole = `{ $target }` is al een opslag: een volledige kopie van `{ $source }`
    .hint = er is niets meer te doen; `hqsync verify --store { $target }` controleert de kopie
copy-not-empty = `{ $target }` is al een opslag, en daar wordt niets overheen gekopieerd
    .hint = geef een plaats op waar nog niets staat
# `store` is the identity of a store.
copy-other-source = `{ $target }` is een onvoltooide kopie van een andere opslag, { $store }
    .hint = ga verder met de kopie van die opslag, geef een andere plaats op, of verwijder eerst de onvoltooide kopie
copy-other-version = `{ $target }` is een onvoltooide kopie die een andere versie van hqsync is begonnen, of die is gewijzigd
    .hint = verwijder de onvoltooide kopie en kopieer opnieuw
copy-went-on = er is naar `{ $source }` geschreven sinds de kopie `{ $target }` werd begonnen; die zou een mengsel van twee toestanden worden
    .hint = verwijder de onvoltooide kopie en kopieer opnieuw; stop de taken van de opslag totdat die is gekopieerd
copy-differs = de kopie `{ $target }` heeft in tabel `{ $table }` andere rijen dan de gekopieerde opslag, en blijft onvoltooid
    .hint = kijk eerst naar de schijf, waar het aan kan liggen; verwijder de onvoltooide kopie en kopieer opnieuw
# `use` is what the file is used for.
backup-file-used = { $use ->
    [configuration] `{ $file }` is de configuratie
    [store] `{ $file }` is de opslag zelf
    [store-companion] `{ $file }` is een bestand dat bij de opslag hoort
    [anchors] `{ $file }` is het bestand met ankers van de audittrail
    [channel] `{ $file }` is de database van kanaal `{ $channel }`
   *[channel-companion] `{ $file }` is een bestand dat bij de database van kanaal `{ $channel }` hoort
}
    .hint = geef de back-up een andere naam
backup-folder = `{ $file }` is een map
    .hint = geef de back-up een naam in die map
backup-not-regular = `{ $file }` is geen gewoon bestand
    .hint = geef de back-up een andere naam
backup-other-database = `{ $file }` is een database, maar geen back-up die hqsync heeft gemaakt
    .hint = geef de back-up een andere naam
backup-no-folder = back-up `{ $file }`: er is geen map `{ $folder }`
    .hint = maak die map of kies een andere plaats voor de back-up
backup-dangling-link = `{ $file }` is een symbolische koppeling waarvan het doel niet bestaat
    .hint = geef de back-up een andere naam
backup-exists = `{ $file }` bestaat al
    .hint = `--force` vervangt het bestand; een naam met het tijdstip, zoals headquarters-$(date +%F-%H%M).db, is elke keer nieuw
# `log` is a file that SQLite keeps beside a database.
backup-in-use = `{ $file }` is een database die in gebruik is: `{ $log }` bestaat
    .hint = geef de back-up een andere naam
backup-failed = back-up `{ $file }`
# `fault` is what the system says.
backup-no-temporary = back-up `{ $file }`: in `{ $folder }` kan geen bestand worden gemaakt
    .hint = { $fault ->
        [disk] maak ruimte vrij
        [quota] maak ruimte vrij of laat het quotum verhogen
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat
        [too-many-files] verhoog de limiet voor geopende bestanden (zie `ulimit -n`)
        [device] controleer eerst de schijf
       *[other] controleer de machtigingen van de map of kies een andere plaats voor de back-up
    }
backup-no-room = { $shortage ->
    [quota] voor back-up `{ $file }` is geen ruimte: het schijfquotum is opgebruikt
    [file-size] voor back-up `{ $file }` is geen ruimte: het bestand zou groter worden dan is toegestaan
   *[disk] voor back-up `{ $file }` is geen ruimte: de schijf is vol
}
    .hint = { $shortage ->
        [quota] maak ruimte vrij of laat het quotum verhogen
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat
       *[disk] maak ruimte vrij
    }
number-sequence-no-digits = een nummerreeks heeft ten minste één `#` nodig, zoals `C-######`
number-sequence-too-many-digits = een nummerreeks heeft hoogstens 18 keer `#`
number-sequence-too-long = een rekening telt hoogstens 20 tekens

## Errors: the address of a store on a server, which is never repeated as a whole: it may hold a password
# `scheme` is what stands before `://`.
address-scheme = `{ $scheme }://` is geen adres van een opslag
    .hint = een opslag is een bestand of een PostgreSQL-database: `postgres://USER@HOST/DATABASE`
address-no-postgres = deze hqsync is gebouwd zonder PostgreSQL; een opslag kan alleen een bestand zijn
    .hint = bouw hqsync met `--features postgres`
address-not-utf8 = het adres van de server van de opslag is geen UTF-8
address-syntax = { $what ->
    [encoding] in de URL van een opslag moeten `/`, `?`, `#` en `@` in een naam of wachtwoord gecodeerd worden
    [percent] in de URL van een opslag moeten na elke `%` twee hexadecimale cijfers staan
    [bracket] in de URL van een opslag staat een IPv6-adres tussen vierkante haken (voorbeeld: `[::1]:5432`)
    [query] in de URL van een opslag moet elke instelling na het `?` de vorm `key=value` hebben
    [quote] in het adres van de server van de opslag ontbreekt het einde van een waarde tussen aanhalingstekens
   *[pair] het adres van de server van de opslag moet uit `key=value` bestaan
}
    .hint = { $what ->
        [encoding] schrijf `/` als `%2F`, `?` als `%3F`, `#` als `%23`, `@` als `%40`; of laat het wachtwoord weg en zet het in `~/.pgpass`
        [percent] schrijf een `%` zelf als `%25`
       *[other] een waarde met spaties staat tussen enkele aanhalingstekens, met `\'` en `\\` voor `'` en `\`; een wachtwoord kan het best in `~/.pgpass` staan
    }
address-unknown-key = het adres van de server van de opslag heeft de onbekende sleutel `{ $key }`
# `known` are all keys.
address-known-keys = bekende sleutels: { $known }
address-port = de poort van de server van de opslag is geen getal van 1 tot en met 65535
    .hint = de URL is `postgres://USER@HOST:PORT/DATABASE`; een wachtwoord staat na de gebruiker: `USER:PASSWORD@HOST`
address-host-address = `hostaddr` van de server van de opslag moet een IP-adres zijn
    .hint = geef de naam van een host op als `host`
# All are numbers but `key`.
address-not-as-many = het adres van de server van de opslag heeft { $length } waarden voor `{ $key }`, maar { $count } hosts
address-word = `{ $key }` van de server van de opslag kan niet `{ $value }` zijn; mogelijk zijn { $known }
address-number = `{ $key }` van de server van de opslag moet een geheel getal zijn
address-switch = `{ $key }` van de server van de opslag moet `0` of `1` zijn
password-file-open = anderen kunnen het wachtwoordbestand `{ $path }` lezen; daarom wordt het niet gebruikt
    .hint = `chmod 600 { $path }`
password-file-not-regular = het wachtwoordbestand `{ $path }` is geen gewoon bestand
    .hint = geef een ander bestand op met `passfile` of `$PGPASSFILE`
password-file-unreadable = het wachtwoordbestand `{ $path }` kan niet worden gelezen
    .hint = controleer eigenaar en machtigingen van het bestand, of geef een ander op met `passfile` of `$PGPASSFILE`
config-password-open = anderen kunnen configuratie `{ $path }` lezen, die het wachtwoord van de server van de opslag bevat
    .hint = `chmod 600 { $path }`; of laat het wachtwoord weg en zet het in `~/.pgpass`

## Errors: the configuration
# `places` are several paths.
config-not-found = er is geen configuratie gevonden
    .hint = `hqsync init` maakt er een; gezocht is naar { $places }
# `owner` is a user.
config-foreign = configuratie `{ $path }` is van gebruiker { $owner } en wordt daarom alleen gebruikt als het bestand uitdrukkelijk is opgegeven
    .hint = als het bestand te vertrouwen is: `--config ./{ $path }`; voer hqsync anders in een andere map uit
config-writable = iedereen kan in configuratie `{ $path }` schrijven; daarom wordt het bestand alleen gebruikt als het uitdrukkelijk is opgegeven
    .hint = `chmod o-w { $path }`; of, als dit de bedoeling is, `--config ./{ $path }`
config-not-utf8 = configuratie `{ $path }` kan niet worden gelezen: het bestand is geen UTF-8
    .hint = sla het bestand op als UTF-8
# What the system says follows.
config-unreadable = configuratie `{ $path }` kan niet worden gelezen
    .hint = { $kind ->
        [missing] `hqsync init { $path }` maakt er een
       *[other] controleer het pad en de machtigingen
    }
# A mistake follows; `key` is the one in whose line it is.
config-mistake = configuratie `{ $path }`, regel { $line }
config-mistake-of-key = configuratie `{ $path }`, regel { $line }: `{ $key }`
config-unknown-key = onbekende sleutel `{ $key }`
config-value-hidden = de waarde is onjuist; die wordt niet getoond, omdat er een wachtwoord in kan staan
config-key-above-tables = onder `{ $table }` hoort de sleutel bij die tabel: zet `{ $key }` boven de eerste tabel
# `words` are those of the library that reads the file, if it expected something else.
config-expected = { $expected ->
    [integer] een geheel getal
    [natural] een niet-negatief geheel getal
    [text] een tekst tussen aanhalingstekens
    [boolean] true of false
    [table] een tabel
    [list] een lijst tussen vierkante haken
    [size] een aantal bytes of een grootte zoals `64KiB`
   *[other] { $words }
} verwacht, maar { $found ->
    [text] de tekst { $value }
    [number] het getal { $value }
    [table] een tabel
    [list] een lijst
   *[value] { $value }
} gevonden
config-expected-from-to = een geheel getal van { $least } tot en met { $most } verwacht, maar { $found ->
    [text] de tekst { $value }
    [number] het getal { $value }
    [table] een tabel
    [list] een lijst
   *[value] { $value }
} gevonden
# `value` is in quotes, and so are the words of the list `known`.
config-unknown-word = { $value } is ongeldig; verwacht wordt een van { $known }
# `key` is in quotes.
config-missing-key = de sleutel { $key } ontbreekt
# `least` is a number, or a duration in quotes.
config-at-least = moet ten minste { $least } zijn
config-bytes-from-to = moet { $lowest } tot en met { $highest } bytes zijn
config-mode = `{ $value }` is geen modus voor een opslag: met `0600` kan alleen de eigenaar hem gebruiken, met `0640` kan de groep hem ook lezen, met `0660` lezen en erin schrijven
config-duration = `{ $value }` is geen tijdsduur (voorbeelden: `7d`, `12h`)
max-age-no-time = moet langer dan nul zijn; `none` schakelt dit uit
max-age-no-duration = `{ $value }` is niet `none` en ook geen tijdsduur (voorbeelden: `30m`, `2h`)
config-negative-size = `{ $value }` is geen grootte
config-size = `{ $value }` is geen grootte (voorbeelden: `64KiB`, `1MiB`, `65536`)
config-timezone = { $form ->
    [near] `{ $value }` is geen tijdzone uit de IANA-database; is `{ $nearest }` bedoeld?
   *[none] `{ $value }` is geen tijdzone uit de IANA-database (voorbeeld: `Europe/Amsterdam`)
}
config-pattern = `{ $value }` is geen reguliere expressie
config-currency = `{ $value }` is geen valuta volgens ISO 4217
config-language = `{ $value }` is geen bekende taalcode volgens BCP 47
config-channel-unnamed = een kanaal heeft een naam nodig
config-channel-without-source = kanaal `{ $channel }` heeft een `database` of een `folder` nodig
config-channel-two-sources = kanaal `{ $channel }` heeft zowel een `database` als een `folder`
config-channel-twice = er zijn twee kanalen met de naam `{ $channel }`
config-channel-same-source = kanaal `{ $channel }` heeft dezelfde database of map
config-channel-same-id = kanaal `{ $channel }` heeft dezelfde id
config-key-of-folder = `{ $key }` is een instelling voor een map, maar het kanaal heeft een `database`
config-encoding = `{ $value }` is geen tekencodering, zoals `windows-1252`, `850` of `437`
config-culture = { $form ->
    [near] `{ $value }` is geen bekende cultuur; is `{ $nearest }` bedoeld?
   *[none] `{ $value }` is geen bekende cultuur; bekend zijn { $known }
}
config-header = dit zijn niet de kolommen van een uploadtabel, die allemaal genoemd moeten worden: { $columns }
config-header-table = `{ $value }` is geen uploadtabel; de uploadtabellen zijn { $known }
config-header-column = bij de kolommen van `{ $table }` ontbreekt `{ $column }`
config-no-company = er is geen bedrijf `{ $company }`; voeg een tabel `[companies.{ $company }]` toe
config-country = `{ $value }` is geen land volgens ISO 3166-1 alpha-3 en staat ook niet in `countries`
config-country-no-code = `{ $value }` is geen code van drie hoofdletters
config-country-known = `{ $value }` is ook zonder de configuratie bekend
# `successors` are one or several codes.
config-country-withdrawn = `{ $value }` staat voor een land dat niet meer bestaat en is vervangen door { $successors }
config-no-field = { $form ->
    [near] `{ $field }` is geen veld; is `{ $nearest }` bedoeld?
   *[none] `{ $field }` is geen veld; zie `hqsync fields`
}
config-no-values = `{ $field }` heeft geen waarden, dus elke waarde zou worden geweigerd; laat het veld weg
config-empty-value = een lege waarde is altijd geldig; laat die weg
config-untrimmed-value = `{ $value }` begint of eindigt met witruimte of onzichtbare tekens, wat bij waarden nooit voorkomt
config-invalid-value = `{ $value }` is nooit een geldige waarde van `{ $field }`
config-no-length = `{ $field }` is geen tekst en heeft dus geen lengte
config-field-twice = `{ $field }` komt twee keer voor; hoofdletters en kleine letters maken geen verschil

## Errors: files of exported tables. `line` is a number; `command` is one that exports a table well.
export-gzip-cut-off = het gzip-bestand is afgebroken
    .hint = kopieer of exporteer het opnieuw, en laat de naam op `.tmp` eindigen tot het volledig is
export-gzip-damaged = het gzip-bestand is beschadigd
    .hint = kopieer of exporteer het opnieuw
export-binary = het is geen tekst, maar binair, zoals `bcp -n` het schrijft
    .hint = exporteer het als tekst: `bcp … -c -C 65001`, of zonder enig verlies: `{ $command }`
export-encoding = regel { $line } is geen UTF-8, en het bestand laat zijn codering niet zien
    .hint = geef de codering op, zoals windows-1252, 850 of 437: `encoding` van een kanaal, `--encoding` van `hqsync import`; of exporteer de tabel in UTF-8
export-cut-off = het bestand is midden in regel { $line } afgebroken
    .hint = exporteer het opnieuw, en laat de naam op `.tmp` eindigen zolang het geschreven wordt
export-quote-open = het bestand eindigt binnen een veld tussen aanhalingstekens van de rij die in regel { $line } begint
    .hint = exporteer het opnieuw, en laat de naam op `.tmp` eindigen zolang het geschreven wordt
export-rows-missing = het bestand is afgebroken: { $announced ->
        [one] 1 rij is geschreven
       *[other] { $announced } rijen zijn geschreven
    }, maar { $found ->
        [0] er is er geen
        [one] er is er 1
       *[other] er zijn er { $found }
    }
    .hint = exporteer het opnieuw, en laat de naam op `.tmp` eindigen zolang het geschreven wordt
export-line-too-long = regel { $line } heeft geen einde: dit is geen tekst in regels
    .hint = exporteer één rij per regel: `{ $command }`
export-no-header = regel { $line } is geen kopregel, en de kolommen worden nergens anders genoemd
    .hint = exporteer de tabel met kopregel, leg het indelingsbestand van `bcp … format nul -c -f TABLE.fmt` ernaast, of zet een regel met de namen vóór de rijen; voor een kanaal kan dat ook met `header`
export-column-twice = kolom `{ $column }` komt twee keer voor
    .hint = exporteer het opnieuw met elke kolom één keer
export-too-many-columns = { $limit ->
        [one] de objecten hebben meer dan 1 naam
       *[other] de objecten hebben meer dan { $limit } namen
    }, dus het zijn geen rijen van een tabel
    .hint = exporteer één tabel: `{ $command }`
export-blank-delimiter = tussen de kolommen staat één spatie, die niet van spaties in waarden te onderscheiden is
    .hint = exporteer het met een ander scheidingsteken: `{ $command }`
export-padded = de kolommen zijn met spaties opgevuld
    .hint = exporteer het zonder die spaties: `{ $command }`
export-folded = de regels zijn afgebroken: de kopregel gaat in regel { $line } verder
    .hint = exporteer het met lange regels: `{ $command }`
# The lines from `line` on are meant; `columns` is how many there should be.
export-other-columns = geen scheidingsteken verdeelt de regels vanaf regel { $line } in { $columns ->
        [one] 1 kolom
       *[other] { $columns } kolommen
    }
    .hint = exporteer de tabel met kopregel, of verbeter wat de kolommen noemt: het indelingsbestand, of `header` van het kanaal
export-format-file = indelingsbestand `{ $file }`, regel { $line }
    .hint = maak het opnieuw: `bcp TABLE format nul -c -f TABLE.fmt`
export-format-fault = { $fault ->
    [xml] het is een XML-bestand
    [column] hier wordt geen kolom beschreven
    [binary] het veld is geen tekst tot aan een scheidingsteken
    [terminator] niet alle velden eindigen hetzelfde, of de rijen eindigen niet met een regeleinde
   *[none] het is geen indelingsbestand
}
export-server-error = er zijn geen rijen, alleen een fout: { $message }
    .hint = verbeter de query en exporteer de tabel opnieuw
export-interrupted = de server heeft de export met een fout afgebroken: { $message }
    .hint = verhelp de oorzaak en exporteer de tabel opnieuw: er ontbreken rijen
export-json-cut-off = de JSON is in regel { $line } afgebroken
    .hint = exporteer het opnieuw, en laat de naam op `.tmp` eindigen zolang het geschreven wordt
export-json-folded = een regeleinde splitst een waarde in regel { $line }: het programma heeft de uitvoer van `FOR JSON` in stukken gebroken
    .hint = exporteer één rij per regel: `{ $command }`
export-json-damaged = regel { $line } hoort niet bij een JSON-matrix van objecten
    .hint = exporteer één rij per regel: `{ $command }`
export-bad-fields = { $found ->
        [one] 1 veld
       *[other] { $found } velden
    } in plaats van { $expected }
export-bad-json = geen JSON-object met enkelvoudige waarden
export-bad-quotes = na een veld tussen aanhalingstekens staat geen scheidingsteken
export-bad-encoding = sommige bytes zijn geen tekens van de codering van het bestand
export-form-empty = leeg
export-form-json = { $tool ->
        [unknown] {""}
       *[known] { $tool }:{" "}
    }{ $frame ->
        [array] JSON-matrix
       *[lines] JSON, één object per regel
    }, { $encoding }{ $mark ->
        [yes] {" "}met byte-order mark
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
        [none] één kolom
        [tab] gescheiden door tabs
       *[signs] gescheiden door `{ $delimiter }`
    }, { $quoting ->
        [doubled] aanhalingstekens verdubbeld
        [backslash] aanhalingstekens als `\"`
       *[never] zonder aanhalingstekens
    }, { $source ->
        [format-file] kolommen uit het indelingsbestand
        [setting] kolommen uit `header`
       *[header] kolommen uit de eerste regel
    }, { $encoding }{ $mark ->
        [yes] {" "}met byte-order mark
       *[no] {""}
    }{ $gzip ->
        [yes] , gzip
       *[no] {""}
    }{ $culture ->
        [none] {""}
       *[named] , cultuur { $culture }
    }

## Errors: expressions
filter-unknown-field = onbekend veld `{ $field }`
filter-unknown-column = onbekende kolom `{ $column }`
# `columns` are names; FIELD and NAME stand for what a person writes there.
filter-fields = geldige velden zijn { $columns }, de velden die `hqsync fields` toont, zoals Email, en old.FIELD, received.FIELD, any.Email, any.Phone en attr.NAME
# `prefix` is the beginning of a name, such as `old.`.
filter-field-behind = achter `{ $prefix }` hoort de naam van een veld, zoals `{ $prefix }{ $example }`
filter-unknown-name = { $what ->
    [channel] onbekend kanaal `{ $name }`
   *[company] onbekend bedrijf `{ $name }`
}
filter-unknown-word = { $what ->
    [status] `{ $word }` is geen status
    [record] `{ $word }` is geen record
    [table] `{ $word }` is geen tabel
    [operation] `{ $word }` is geen bewerking
    [effect] `{ $word }` is geen effect
    [error] `{ $word }` is geen foutcode
   *[note] `{ $word }` is geen opmerking
}
# `words` are all but the last, in quotes.
filter-words = geldige woorden zijn { $words } en `{ $last }`
filter-several-values = voor meerdere waarden is `in ( … )` nodig
filter-write-in = schrijf `{ $field } in ({ $values })`; een waarde met een komma moet tussen aanhalingstekens staan
# `operator` is ~ or !~.
filter-needs-text = { $type ->
    [number] `{ $operator }` vereist een tekst, maar `{ $field }` is een getal
   *[time] `{ $operator }` vereist een tekst, maar `{ $field }` is een tijdstip
}
    .hint = gebruik = != < <= > >= in, of een bereik zoals `a..b`
filter-not-integer = `{ $value }` is geen geheel getal
    .hint = schrijf een getal zoals 100, of een bereik zoals 100..200
filter-write-run = schrijf het nummer van een uitvoering, een bereik zoals 10..12, of `last`
filter-not-time = `{ $value }` is geen tijdstip
    .hint = schrijf een tijdstip zoals 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h of -7d
filter-neither = `{ $value }` is true noch false
    .hint = schrijf `{ $field } = true` of `{ $field } = false`
filter-true-or-false = `{ $field }` is true of false
    .hint = schrijf `{ $field } = true` of `{ $field } = false`
filter-expected = { $what ->
    [field] een veld, `not` of `(` verwacht
    [group] `(` verwacht
    [end-of-group] `and`, `or` of `)` verwacht
    [operator] een operator verwacht: = != < <= > >= ~ !~ in, is empty, is not empty
    [empty] `empty` verwacht
    [empty-or-not] `empty` of `not empty` verwacht
    [values] `(` en waarden verwacht, gescheiden door komma's
    [end-of-values] `,` of `)` verwacht
    [comma] `,` verwacht
   *[value] een waarde verwacht
}
# How what other languages call so is written here.
filter-habit = { $habit ->
    [like] `FIELD ~ TEXT` vindt wat TEXT bevat; `FIELD = *TEXT*` gebruikt jokertekens
    [contains] `FIELD ~ TEXT` vindt wat TEXT bevat
    [between] schrijf een bereik als `FIELD = FROM..TO`
   *[equal] schrijf `=`
}
filter-expected-end = `and`, `or` of het einde verwacht
    .hint = een waarde met een spatie, komma, operator of haakje moet tussen aanhalingstekens staan
filter-unmatched = `)` heeft geen tegenhanger
filter-unexpected-word = onverwacht woord
filter-unexpected-character = onverwacht teken
filter-incomplete = de expressie is onvolledig
filter-typographic-quotes = typografische aanhalingstekens worden niet herkend
    .hint = gebruik " of '
# `quote` is " or '.
filter-open-quote = het afsluitende aanhalingsteken { $quote } ontbreekt
    .hint = sluit af met { $quote }
filter-too-long = de expressie is langer dan { $most } bytes
filter-too-deep = `and` en `or` zijn meer dan { $most } keer genest
filter-too-many-parentheses = haakjes zijn meer dan { $most } keer genest
filter-too-many-comparisons = meer dan { $most } vergelijkingen
    .hint = `FIELD in (A, B, …)` vergelijkt met veel waarden tegelijk
filter-too-many-values = meer dan { $most } waarden
filter-no-selection = geen bewerkingen geselecteerd
# A mistake in the value of the option follows.
filter-option = `{ $option }`
# `expression` is in single quotes.
filter-write = schrijf { $expression }
filter-redirected = de shell heeft in plaats daarvan naar het bestand `{ $file }` geschreven; zet de expressie tussen enkele aanhalingstekens: { $expression }

## Errors: options and output
confirm-no-terminal = er kan niet om bevestiging worden gevraagd: er is geen terminal
    .hint = `--yes` slaat de bevestiging over, `--dry-run` toont wat er zou gebeuren
confirm-cannot-ask = er kan niet om bevestiging worden gevraagd
# A value of an option that its own rules refuse; why stands behind a colon.
option-invalid-value = ongeldige waarde '{ $value }' voor '{ $option }'
option-more-help = Gebruik '--help' voor meer informatie.
# `use` says what the file is for; `channel` is given for what belongs to one.
option-file-in-use = { $use ->
    [configuration] `{ $file }` kan niet worden geschreven: het is de configuratie
    [store] `{ $file }` kan niet worden geschreven: het is de opslag zelf
    [store-companion] `{ $file }` kan niet worden geschreven: het is een bestand dat bij de opslag hoort
    [anchors] `{ $file }` kan niet worden geschreven: het is het bestand met ankers van de audittrail
    [channel] `{ $file }` kan niet worden geschreven: het is de database van kanaal `{ $channel }`
   *[channel-companion] `{ $file }` kan niet worden geschreven: het is een bestand dat bij de database van kanaal `{ $channel }` hoort
}
    .hint = geef een ander bestand op
# Formats have the names that `--format` takes.
option-format-only-for-lists = alleen lijsten worden als { $format } getoond
    .hint = voor één item is table of json mogelijk; zonder naam toont de opdracht de hele lijst
option-format-differs = `{ $file }` is de naam van een bestand in de indeling { $named }, niet { $asked }
    .hint = laat `--format { $asked }` weg of noem het bestand `{ $other }`
option-workbook-without-file = xlsx vereist een bestand
    .hint = voeg `--output operations.xlsx` toe
option-limit-invalid = geen aantal rijen; geef een getal op, zoals 100, of `all`
option-range-reversed = het bereik eindigt voordat het begint; geef { $from }..{ $to } op
option-range-too-long = een bereik heeft hoogstens { $most } bewerkingen; met `filter 'id = { $from }..{ $to }'` kunnen het er meer zijn
option-numbers-invalid = geen nummer van een bewerking; geef één nummer op (17), meerdere (17,18 of 17 18) of een bereik (17..20)
option-without-value = `{ $option }` heeft geen waarde
    .hint = geef een waarde op of laat `{ $option }` weg
option-sort-one = een lijst wordt op één kolom gesorteerd
    .hint = { $form ->
        [first] geef `--sort { $column }` op
       *[none] geef een kolom op, zoals `--sort channel`
    }
option-column-sign = `{ $name }` wijzigt de standaardkolommen en kan dus niet op andere kolommen volgen
    .hint = begin met een teken, zoals in `--columns +{ $column }`, of laat het weg: `{ $column }`
option-columns-all = `all` staat voor alle kolommen en kan dus niet naast andere staan
    .hint = geef `--columns all` op
option-run-invalid = geen uitvoering: geef het nummer op dat `hqsync jobs` toont, of `last`
option-actor-invalid = { $fault ->
    [empty] de naam is leeg
    [characters] een naam mag geen besturingstekens of onzichtbare tekens bevatten
   *[parentheses] een naam mag geen haakjes bevatten, want daarin zet hqsync de gebruiker en de host
}
option-selected-twice = bewerkingen worden met nummers of met opties geselecteerd, niet met beide
    .hint = laat de nummers of de opties weg
option-give-numbers = geef de nummers ervan op, of `--where EXPRESSION`
option-duration-invalid = { $form ->
    [number] de eenheid ontbreekt: is { $number }m bedoeld? geef een getal met een eenheid op, zoals 30s, 5m, 2h of 7d
   *[other] geef een getal met een eenheid op, zoals 30s, 5m, 2h of 7d
}
output-is-folder = `{ $file }` kan niet worden geschreven: het is een map
    .hint = geef een bestand in die map op, zoals `{ $example }`
output-is-database = `{ $file }` kan niet worden geschreven: het is een database
    .hint = geef een ander bestand op: een lijst mag geen opslag of kanaal vervangen
# `user` is whoever made it.
output-planted = `{ $file }` kan niet worden geschreven: wat deze naam heeft, is door gebruiker { $user } gemaakt
    .hint = geef een ander bestand op, in een eigen map
output-without-folder = `{ $file }` kan niet worden geschreven: er is geen map `{ $folder }`
    .hint = maak die map eerst of geef een andere op
output-not-written = `{ $file }` kan niet worden geschreven
output-no-temporary = `{ $file }` kan niet worden geschreven: in `{ $folder }` kan geen bestand worden gemaakt
# `form` says whether it was redirected to a file.
output-standard = { $form ->
    [file] er kan niet naar de standaarduitvoer (`{ $file }`) worden geschreven
   *[other] er kan niet naar de standaarduitvoer worden geschreven
}
output-clock-too-early = er kan geen werkmap worden gemaakt: de klok van deze host staat vóór 1970
output-workbook-full = een werkmap bevat hoogstens { $rows } rijen, maar de lijst heeft er meer; schrijf csv of selecteer minder
output-workbook-temporary = het tijdelijke bestand van de werkmap kan niet worden geschreven; is de schijf vol?
output-pager-not-started = de pager `{ $pager }` kan niet worden uitgevoerd
output-pager-without-input = de pager heeft geen invoer
output-pager-not-run = de pager `{ $pager }` kan niet worden uitgevoerd; met `--no-pager` is er geen nodig
output-pager-failed = de pager `{ $pager }` is geëindigd met status { $status }; met `--no-pager` is er geen nodig

## Errors: commands
edit-accept-empty = `--accept=` heeft geen waarde
    .hint = geef foutcodes en velden op, of alleen `--accept` voor alle voorstellen
edit-accept-no-proposals = `--accept`: voor `{ $word }` zijn er geen voorstellen
    .hint = { $form ->
        [note] geen enkele opmerking van deze soort heeft een voorstel
       *[version] alleen nieuwe waarden hebben voorstellen: laat de versie weg
    }
edit-accept-unknown = `--accept`: `{ $word }` is geen foutcode en ook geen veld
    .hint = { $form ->
        [near] is `{ $near }` bedoeld?
       *[none] geef foutcodes op, zoals country-unknown, velden, zoals Zip, of geen waarde voor alle voorstellen
    }
edit-value-to-fill-in = vervang `{ $placeholder }` door de nieuwe waarde van { $field }
edit-no-assignment = een veld met een waarde heeft de vorm FIELD=VALUE, zoals Email=x@example.com
edit-field-twice = veld `{ $field }` wordt twee keer gewijzigd
    .hint = geef voor elk veld maar één keer `--set` of `--unset` op
edit-number-unquoted = zet het getal van `{ $field }` tussen aanhalingstekens, zodat het precies zo blijft
edit-value-invalid = de waarde van `{ $field }` is geen tekst, getal, true, false of null; datums moeten tussen aanhalingstekens staan
edit-table-empty = de tabel is leeg en dus niet bruikbaar
    .hint = de eerste regel bevat de kolomnamen, zoals `id,Email`
edit-table-no-operations = de tabel bevat geen bewerkingen en is dus niet bruikbaar
    .hint = elke regel na de eerste gaat over een bewerking
edit-table-unknown-column = de tabel is niet bruikbaar: onbekende kolom `{ $name }`
# `id` is the name of the column.
edit-table-id = { $form ->
    [none] de tabel is niet bruikbaar: de eerste regel heeft geen kolom `{ $id }`
   *[several] de tabel is niet bruikbaar: de eerste regel heeft meer dan één kolom `{ $id }`
}
    .hint = de eerste regel bevat de kolomnamen, zoals `id,Email,Phone`
edit-table-same-field = de tabel is niet bruikbaar: de kolommen `{ $one }` en `{ $other }` zijn hetzelfde veld
    .hint = laat een van beide weg
edit-table-column-twice = de tabel is niet bruikbaar: de eerste regel heeft kolom `{ $name }` meer dan één keer
    .hint = laat er een weg
edit-table-no-field = de tabel is niet bruikbaar: geen van de kolommen is een veld
    .hint = voeg voor elk te corrigeren veld een kolom toe, zoals `Email`; `hqsync fields` toont de velden
edit-table-with-others = de tabel van `--from` bepaalt welke bewerkingen welke waarden krijgen
    .hint = laat de bewerkingen, `--set`, `--unset` en `--accept` weg
edit-unset-empty-without-table = `--unset-empty` vereist een tabel
    .hint = de velden in het bestand van `--from` gelden voor elke bewerking; null maakt een veld leeg
edit-nothing-to-change = niets te wijzigen
    .hint = `--set FIELD=VALUE`, `--unset FIELD` of `--from FILE`; op een terminal wordt een editor geopend
edit-editor-for-one = een editor wordt maar voor één bewerking geopend
    .hint = `--set FIELD=VALUE` wijzigt er meerdere
edit-operation-unreadable = bewerking { $id } kan niet worden gelezen
edit-text-unusable = de tekst is niet bruikbaar
    .hint = `hqsync edit { $id }` opent de editor opnieuw
edit-no-temporary-folder = er kan geen tijdelijke map voor de editor worden gemaakt
edit-temporary-not-written = het tijdelijke bestand kan niet worden geschreven
edit-editor-not-run = de editor `{ $editor }` kan niet worden uitgevoerd
edit-editor-failed = { $end ->
    [interrupted] de editor `{ $editor }` is onderbroken, dus er is niets gewijzigd
   *[failed] de editor `{ $editor }` is met een fout geëindigd, dus er is niets gewijzigd
}
    .hint = stel `$VISUAL` of `$EDITOR` in om de editor te kiezen
edit-text-encoding = de tekst is geen UTF-8
    .hint = stel de codering van de editor in, of sla de tekst op als UTF-8 en gebruik `--from`
edit-file-unreadable = `{ $file }` kan niet worden gelezen
edit-input-unreadable = de standaardinvoer kan niet worden gelezen
# Why stands behind a colon; `expected` is what it would have to be.
edit-file-unusable = { $from ->
    [input] de standaardinvoer vermeldt niet welke velden te wijzigen zijn
   *[file] `{ $file }` vermeldt niet welke velden te wijzigen zijn
}
    .hint = { $expected ->
        [workbook] sla de werkmap op als `.xlsx` of `.csv`
        [table] een tabel heeft een kolom `id` en een kolom voor elk veld: `.csv`, `.tsv` of `.xlsx`
        [encoding] sla de tekst op als UTF-8 of geef de codering op met `--encoding`
       *[fields] een JSON-object ziet eruit als {"{"}"Email": "x@example.com", "Phone": null{"}"}, TOML als Email = "x@example.com"
    }
edit-workbook-old = het is een werkmap in een oude indeling
edit-no-workbook = het is geen werkmap
edit-no-sheet = de werkmap heeft geen werkblad
edit-sheet-unreadable = het eerste werkblad kan niet worden gelezen
edit-no-objects = er staat iets anders in dan objecten
edit-not-in-encoding = het is geen tekst in { $encoding }
edit-encoding-unknown = mogelijk zijn bijvoorbeeld windows-1252, windows-1250, windows-1251, shift_jis en utf-16le
dismiss-reason-empty = de reden mag niet leeg zijn
backup-to-standard-output = een back-up kan niet naar de standaarduitvoer worden geschreven
    .hint = geef een bestand op, zoals in `hqsync backup headquarters-backup.db`
backup-on-server = de opslag staat op een server, die zelf back-ups maakt
    .hint = `{ $dump }`
channel-named = kanaal `{ $channel }`
customer-choose = een van deze opdrachten toont de bedoelde klant
filter-give-expression = geef een expressie op, zoals in `hqsync filter 'status = failed'`; `list --all` toont alle bewerkingen
filter-name-invalid = gebruik alleen letters, cijfers, `-`, `_` en `.`
filter-name-taken = `@{ $name }` is al opgeslagen: { $expression }
    .hint = `--force` vervangt dat filter; met een andere naam blijven beide behouden
filter-tilde-replaced = de shell heeft `~` vervangen door `{ $home }`
    .hint = zet de expressie tussen enkele aanhalingstekens: `hqsync filter { $expression }`
list-takes-options = bij `list` horen opties, niet `{ $text }`
    .hint = `{ $command }`
init-not-written = configuratie `{ $file }` kan niet worden geschreven
    .hint = geef een bestand op in een map waarin schrijven is toegestaan
init-exists = `{ $file }` bestaat al en is niet gewijzigd
    .hint = `hqsync init FILE` maakt een ander bestand
# The steps stand below; each begins with two spaces.
restore-by-hand = hqsync vervangt een opslag niet zelf. Zo wordt een back-up teruggezet:
    .hint = `hqsync verify --store { $backup }` controleert eerst de back-up
restore-on-server = hqsync vervangt een opslag niet zelf. Zo wordt een back-up teruggezet:
    .hint = zet hem eerst terug in een andere database en controleer die: `hqsync verify --store URL`
restore-stop = {"  "}1. stop de geplande `hqsync run-jobs`
restore-move = {"  "}2. mv { $store } { $store }-wal { $store }-shm /ergens/anders/
run-without-channels = configuratie `{ $file }` heeft geen kanalen
    .hint = voeg voor elke winkel en webwinkel een tabel `[[channels]]` toe; `hqsync init FILE` schrijft een voorbeeld
run-anchors-not-compared = de rekeningen die de ankers kennen, worden niet met de opslag vergeleken
seal-no-random-numbers = geen willekeurige getallen voor een sleutel
seal-key-not-shown = de sleutel kon niet worden getoond, dus er is niets verzegeld
verify-no-hash = geen hash van een vermelding; die heeft 64 hexadecimale cijfers
verify-key-unreadable = de sleutel in `{ $file }` kan niet worden gelezen
    .hint = geef de sleutel zelf op, die 64 hexadecimale cijfers heeft, of een leesbaar tekstbestand waar de sleutel in staat
verify-no-key = `{ $given }` is geen sleutel van 64 hexadecimale cijfers en ook geen bestand met een sleutel
    .hint = `hqsync trail seal` heeft de sleutel één keer getoond; zonder sleutel is wat verzegeld is, niet te bewijzen
verify-anchors-unreadable = de ankers in `{ $file }` kunnen niet worden gelezen
    .hint = controleer de naam en de machtigingen van het bestand
demo-folder = map `{ $folder }`
demo-folder-unusable = { $fault ->
    [link] `{ $path }` is een symbolische koppeling, die de demo niet volgt
   *[strange] `{ $path }` is niet leeg en niet door de demo gemaakt
}
    .hint = `hqsync demo DIR` maakt de wereld in een andere map
demo-folder-of-another = `{ $path }` is van gebruiker { $owner }
    .hint = `hqsync demo DIR` maakt de wereld in een andere map
# `use` says what the file is for; `channel` is given for what belongs to one.
demo-file-in-use = { $use ->
    [configuration] `{ $path }` is de configuratie die in gebruik is
    [store] `{ $path }` is de opslag zelf die in gebruik is
    [store-companion] `{ $path }` is een bestand dat hoort bij de opslag die in gebruik is
    [anchors] `{ $path }` is het bestand met ankers van de audittrail die in gebruik is
    [channel] `{ $path }` is de database van kanaal `{ $channel }`, dat in gebruik is
   *[channel-companion] `{ $path }` is een bestand dat hoort bij de database van kanaal `{ $channel }`, dat in gebruik is
}
    .hint = `hqsync demo DIR` maakt de wereld in een andere map
demo-file-changed = `{ $path }` is gewijzigd sinds de demo het bestand heeft gemaakt
    .hint = `--force` verwijdert het en maakt de wereld opnieuw; `hqsync demo DIR` maakt de wereld in een andere map dan `{ $folder }`
demo-not-removed = `{ $file }` kan niet worden verwijderd
demo-not-written = de voorbeeldwereld in `{ $folder }` kan niet worden geschreven
# Commands and options of other tools, by what they do there; `word` is what was typed.
cli-no-command = er is geen opdracht `{ $word }`
    .hint = { $does ->
        [upload] `hqsync run-jobs p` uploadt de bewerkingen van de kanalen
        [sync] `hqsync run-jobs sync` synchroniseert; `hqsync resync ID` synchroniseert afzonderlijke bewerkingen opnieuw
        [download] `hqsync run-jobs 1010` downloadt naar de kanalen
        [run] `hqsync run-jobs` voert de taken uit; `hqsync jobs` toont de uitvoeringen
        [find] `hqsync filter 'CustName ~ rosa'` zoekt bewerkingen
        [list] `hqsync list` toont bewerkingen
        [log] `hqsync history ID` toont wat er met een bewerking is gebeurd
        [columns] `hqsync fields` toont de velden
        [undo] ongedaan maken is niet mogelijk; `hqsync edit ID` corrigeert een bewerking, `hqsync dismiss ID` houdt een bewerking tegen
        [delete] verwijderen is niet mogelijk; na `hqsync dismiss ID --reason TEXT` wordt een bewerking nooit gesynchroniseerd
       *[version] `hqsync --version` toont de versie
    }
cli-no-option = er is geen optie `{ $word }`
    .hint = { $does ->
        [count] `hqsync filter EXPRESSION --count-by status` telt bewerkingen
        [columns] `--columns` bepaalt wat wordt getoond; `hqsync fields` toont de velden
        [json] geef `--format json` op
        [csv] geef `--format csv` op
        [confirm] `--yes` slaat de bevestiging over
       *[replace] een bestand wordt niet vervangen: verplaats het eerst
    }
cli-expression-unquoted = `{ $word }` is als optie opgevat
    .hint = zet de expressie tussen enkele aanhalingstekens: `hqsync filter 'timestamp > -2h'`

## Words that stand alone
workbook-sheet = Bewerkingen
pending-sync = In afwachting van synchronisatie
# In a cell of a table, where there is little room.
pending-sync-cell = In afwachting
yes = ja
no = nee
never = nooit
state-pending = in behandeling
state-waiting = wachtend
state-failed = mislukt
state-synced = gesynchroniseerd
state-completed = voltooid
state-dismissed = genegeerd
head-pending = In behandeling
    .short = In beh.
head-waiting = Wachtend
    .short = Wacht
head-failed = Mislukt
    .short = Fout
head-synced = Gesynchroniseerd
    .short = Sync.
head-completed = Voltooid
    .short = Klaar
head-dismissed = Genegeerd
    .short = Geneg.
record-customer = klant
record-address = adres
record-contact = contactgegevens
record-affiliation = aansluiting
record-attribute = kenmerk
action-create = maken
action-update = bijwerken
action-deactivate = deactiveren
action-unknown = onbekend
effect-name-created = gemaakt
effect-name-updated = bijgewerkt
effect-name-unchanged = ongewijzigd
effect-name-deactivated = gedeactiveerd
effect-name-superseded = vervangen
outcome-succeeded = geslaagd
outcome-partial = gedeeltelijk
outcome-failed = mislukt
outcome-interrupted = onderbroken
outcome-unfinished = niet voltooid
job-p = P-taak
job-sync = sync-taak
job-1010 = taak 1010

## Durations, in their two largest units
duration-days = { $hours ->
    [0] { $days }d
   *[other] { $days }d { $hours }u
}
duration-hours = { $minutes ->
    [0] { $hours }u
   *[other] { $hours }u { $minutes }m
}
duration-minutes = { $seconds ->
    [0] { $minutes }m
   *[other] { $minutes }m { $seconds }s
}
duration-seconds = { $seconds }s

## Change descriptions
effect-created = { $record ->
    [customer] klant { $account } gemaakt
    [address] adres gemaakt
    [contact] contactgegevens gemaakt
    [affiliation] aansluiting gemaakt
   *[attribute] kenmerk gemaakt
}
effect-updated = gewijzigd: { $fields }
effect-reactivated = { $record ->
    [customer] klant weer actief
    [address] adres weer actief
    [contact] contactgegevens weer actief
    [affiliation] aansluiting weer actief
   *[attribute] kenmerk weer actief
}
effect-unchanged = niets te wijzigen
effect-deactivated = { $record ->
    [customer] klant geblokkeerd
    [address] adres gedeactiveerd
    [contact] contactgegevens gedeactiveerd
    [affiliation] aansluiting verwijderd
   *[attribute] kenmerk verwijderd
}
effect-superseded = vervangen door bewerking { $operation }
note-superseded = vervangen door bewerking { $operation }, die nieuwer is
note-clock-ahead = gedateerd op { $own }, later dan de ontvangst, en telt daarom als van { $order }
note-clock-back = gedateerd op { $own }, maar telt als van { $order }, omdat een andere teller van het record dat tijdstip heeft
note-encoding = `{ $value }` is waarschijnlijk met de verkeerde codering gelezen
note-proposal = is `{ $suggestion }` bedoeld?
note-placeholder = `{ $value }` lijkt een opvulwaarde te zijn
effect-would-create = { $record ->
    [customer] zou de klant maken
    [address] zou het adres maken
    [contact] zou de contactgegevens maken
    [affiliation] zou de aansluiting maken
   *[attribute] zou het kenmerk maken
}
effect-would-change = zou wijzigen: { $fields }

## Why an operation fails. `value` is the wrong value; the other arguments describe a valid one.
reason-malformed-operation = `{ $value }` is geen bewerking: 1 is maken, 2 bijwerken, 3 deactiveren
reason-malformed-timestamp = `{ $value }` is geen tijdstempel (voorbeeld: 2026-11-16 09:30:00, in UTC)
    .suggestion = is `{ $suggestion }` bedoeld?
reason-malformed-customer = `{ $value }` is geen GUID en CustAccount is leeg, dus de rij duidt geen klant aan
reason-malformed-guid = `{ $value }` is geen GUID, dus de rij duidt geen record aan
reason-malformed-integer = `{ $value }` is geen geheel getal, terwijl { $field } dat vereist
reason-malformed-contact-type = `{ $value }` is geen soort contactgegevens: 1 is telefoon, 2 e-mail, 3 internetadres
reason-malformed-line = regel { $line } van { $file } is geen rij van de tabel: `{ $value }`
reason-operation-unusable = de bewerking kan niet worden gesynchroniseerd: { $cause }
reason-name-missing = de klant heeft geen naam: CustName, FirstName of LastName is vereist
reason-email-missing = in de contactgegevens ontbreekt het e-mailadres
reason-email-no-address = `{ $value }` is geen e-mailadres (voorbeeld: jane@example.com)
    .suggestion = is `{ $suggestion }` bedoeld?
reason-email-single-label = `{ $value }` is geen e-mailadres: het domein heeft geen extensie zoals .com
    .suggestion = is `{ $suggestion }` bedoeld?
reason-email-several = `{ $value }` is meer dan één adres: { $field } bevat één e-mailadres
reason-email-domain = `{ $value }` is geen e-mailadres: het domein moet bestaan uit delen met letters, cijfers en koppeltekens daartussen, en een extensie van ten minste twee letters hebben, zoals .com
    .suggestion = is `{ $suggestion }` bedoeld?
reason-email-wrapped = `{ $value }` bevat meer dan alleen een e-mailadres
    .suggestion = is `{ $suggestion }` bedoeld?
reason-phone-missing = in de contactgegevens ontbreekt het telefoonnummer
reason-phone-characters = `{ $value }` is geen telefoonnummer: toegestaan zijn cijfers, spaties, + - ( ) . , / # * en een toestelnummer zoals `ext. 12`, `x12` of `;ext=12`
    .suggestion = is `{ $suggestion }` bedoeld?
reason-phone-several = `{ $value }` is meer dan één nummer: { $field } bevat één telefoonnummer
reason-phone-too-short = `{ $value }` is geen telefoonnummer: er zijn ten minste 3 cijfers nodig
reason-phone-same-digits = `{ $value }` is geen telefoonnummer: alle cijfers zijn gelijk
reason-phone-brackets = `{ $value }` is geen telefoonnummer: een haakje heeft geen tegenhanger
reason-phone-wrapped = `{ $value }` bevat meer dan alleen een telefoonnummer
    .suggestion = is `{ $suggestion }` bedoeld?
reason-url-missing = in de contactgegevens ontbreekt het internetadres
reason-country-unknown = `{ $value }` is geen ISO 3166-1 alpha-3-code
    .suggestion = is `{ $suggestion }` ({ $country }) bedoeld?
reason-country-withdrawn = { $count ->
    [one] `{ $value }` staat voor een land dat niet meer bestaat; { $names } is ervoor in de plaats gekomen
   *[other] `{ $value }` staat voor een land dat niet meer bestaat; { $names } zijn ervoor in de plaats gekomen
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-postal-code-invalid = { $form ->
    [example] `{ $value }` is geen postcode voor { $country } (voorbeeld: { $example })
    [examples] `{ $value }` is geen postcode voor { $country } (voorbeelden: { $example } of { $second })
   *[pattern] `{ $value }` is geen postcode voor { $country } (patroon: `{ $pattern }`)
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-currency-unknown = `{ $value }` is geen ISO 4217-code
    .suggestion = is `{ $suggestion }` bedoeld?
reason-currency-withdrawn = { $count ->
    [one] `{ $value }` staat voor een valuta die niet meer bestaat; { $names } is ervoor in de plaats gekomen
   *[other] `{ $value }` staat voor een valuta die niet meer bestaat; { $names } zijn ervoor in de plaats gekomen
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-language-unknown = `{ $value }` is geen bekende taalcode volgens BCP 47 (voorbeeld: en-US)
    .suggestion = is `{ $suggestion }` bedoeld?
reason-customer-group-unknown = { $count ->
    [0] `{ $value }` is geen klantengroep; de configuratie bevat er geen
    [one] `{ $value }` is geen klantengroep; de enige klantengroep is { $names }
   *[other] `{ $value }` is geen klantengroep; de klantengroepen zijn { $names }
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-affiliation-missing = de aansluiting heeft geen naam
reason-affiliation-unknown = { $count ->
    [0] `{ $value }` is geen aansluiting; de configuratie bevat er geen
    [one] `{ $value }` is geen aansluiting; de enige aansluiting is { $names }
   *[other] `{ $value }` is geen aansluiting; de aansluitingen zijn { $names }
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-attribute-missing = het kenmerk heeft geen naam
reason-attribute-unknown = { $count ->
    [0] `{ $value }` is geen kenmerk; de configuratie bevat er geen
    [one] `{ $value }` is geen kenmerk; het enige kenmerk is { $names }
   *[other] `{ $value }` is geen kenmerk; de kenmerken zijn { $names }
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-attribute-invalid = { $type ->
    [integer] `{ $value }` is geen geheel getal, terwijl { $attribute } dat vereist
    [decimal] `{ $value }` is geen decimaal getal, terwijl { $attribute } dat vereist
    [boolean] `{ $value }` is true noch false, de enige waarden van { $attribute }
   *[text] `{ $value }` is geen tekst, terwijl { $attribute } die vereist
}
reason-credit-limit-invalid = `{ $value }` is geen kredietlimiet: die moet een getal van ten minste 0 zijn, zoals 2500.00
reason-too-long = de waarde heeft een lengte van { $found } UTF-16-eenheden, maar { $field } bevat er hoogstens { $most }
    .suggestion = is `{ $suggestion }` bedoeld?
reason-value-unknown = { $count ->
    [0] `{ $value }` is geen waarde van { $field }; de configuratie bevat er geen
    [one] `{ $value }` is geen waarde van { $field }; de enige waarde is { $names }
   *[other] `{ $value }` is geen waarde van { $field }; de waarden zijn { $names }
}
    .suggestion = is `{ $suggestion }` bedoeld?
reason-null-text = `{ $value }` is geen waarde van { $field }: NULL is waarschijnlijk als tekst geëxporteerd
    .suggestion = is een lege waarde bedoeld?
reason-value-too-long = de waarde telt { $found } bytes en is niet bewaard: de limiet is { $most }
reason-row-too-long = de waarde van { $found } bytes is niet bewaard: de rij telt meer dan { $most } bytes
reason-customer-unknown = { $field ->
    [CustAccount] het hoofdkantoor kent geen klant `{ $value }`; `hqsync import` haalt klanten binnen die er al waren
   *[CustAccountAsync] het hoofdkantoor kent geen klant `{ $value }`
}
reason-address-unknown = het hoofdkantoor kent voor deze klant geen adres `{ $value }`
reason-contact-unknown = het hoofdkantoor kent voor deze klant geen contactgegevens `{ $value }`
reason-company-mismatch = de rij vermeldt bedrijf `{ $value }`, maar het kanaal hoort bij `{ $company }`
reason-number-sequence-exhausted = { $form ->
    [pattern] de nummerreeks { $pattern } van het bedrijf bevat geen nummers meer
   *[none] het bedrijf heeft geen nummerreeks
}
reason-account-ambiguous = kanalen kennen deze klant onder { $count } rekeningen: { $names }
reason-account-taken = kanalen kennen deze klant als `{ $value }`, maar dat is de rekening van klant { $customer }
reason-account-disputed = kanalen kennen `{ $value }` als de rekening van klant { $customer }, die er hier nog geen heeft
reason-customer-mismatch = `{ $value }` is de rekening van klant { $customer }, maar de GUID van de rij is die van een andere klant
reason-account-awaited = { $count ->
    [one] de klant heeft misschien een rekening in { $names }, maar dat kanaal is niet bereikt sinds het herstel van de opslag
   *[other] de klant heeft misschien een rekening in { $names }, maar die kanalen zijn niet bereikt sinds het herstel van de opslag
}
reason-other = `{ $value }` is ongeldig voor { $field } (verwacht: `{ $expected }`)
problem-and-suggestion = { $problem }; { $suggestion }

## Why a job failed
failure-channel-missing = `{ $path }` bestaat niet
    .hint = controleer `database` van het kanaal in de configuratie; `hqsync channels create "{ $channel }"` maakt een lege kanaaldatabase
failure-channel-directory = `{ $path }` is een map, geen kanaaldatabase
    .hint = controleer `database` van het kanaal in de configuratie
failure-channel-exists = `{ $path }` bestaat al
    .hint = het bestand is niet gewijzigd
failure-channel-path-too-long = `{ $path }` heeft een absoluut pad van { $length } bytes, maar SQLite staat er hoogstens { $limit } toe
    .hint = verplaats de database naar een map met een korter pad
failure-channel-locked = `{ $path }` is vergrendeld door een ander programma
    .hint = de volgende uitvoering gaat met dit kanaal verder
failure-channel-timeout = `{ $path }` heeft niet binnen { $limit } geantwoord
    .hint = controleer de schijf of het netwerk, en weergaven of triggers die iemand heeft toegevoegd; de volgende uitvoering probeert het opnieuw
failure-channel-foreign = `{ $path }` is geen SQLite-database
    .hint = controleer `database` van het kanaal in de configuratie
failure-channel-unread = `{ $path }` kon niet worden gelezen
    .hint = controleer eerst de schijf; de volgende uitvoering probeert het kanaal opnieuw
failure-channel-damaged = `{ $path }` is beschadigd of kon niet worden gelezen
    .hint = controleer eerst de schijf, want een leesfout lijkt op beschadiging; is de schijf in orde, herstel dan de database van het kanaal en voer de taken opnieuw uit
failure-channel-table-missing = `{ $path }` heeft geen tabel `{ $table }`
    .hint = controleer `database` van het kanaal in de configuratie
failure-channel-column-missing = `{ $path }` is niet bruikbaar: tabel `{ $table }` heeft geen kolom `{ $column }`
    .hint = controleer `database` van het kanaal in de configuratie
failure-channel-counter-invalid = `{ $path }` heeft in `{ $table }` een rij waarvan REPLICATIONCOUNTERFROMORIGIN geen geheel getal is
    .hint = controleer `database` van het kanaal in de configuratie
failure-channel-counter-twice = `{ $path }` heeft in `{ $table }` twee rijen met teller { $counter }, die niet te onderscheiden zijn
    .hint = controleer `database` van het kanaal in de configuratie
failure-channel-behind = `{ $path }` is hersteld of vervangen: de nieuwste rij van `{ $table }` heeft teller { $newest }, maar eerder zijn rijen tot en met { $bookmark } geüpload
    .hint = `hqsync channels reset "{ $channel }"` accepteert dit als de database van het kanaal
failure-channel-emptied = `{ $path }` is hersteld of vervangen: `{ $table }` is leeg, maar eerder zijn rijen tot en met { $bookmark } geüpload
    .hint = `hqsync channels reset "{ $channel }"` accepteert dit als de database van het kanaal
failure-channel-mirror-lost = `{ $path }` weet niets van wat eruit is gelezen: rijen van `{ $table }` tot en met { $bookmark } zijn eerder geüpload, maar `hqsync.db` ontbreekt of is een ander
    .hint = controleer of de schijf of share is aangekoppeld, of zet `hqsync.db` terug uit een back-up; `hqsync channels reset "{ $channel }"` gaat zonder verder
failure-channel-other-row = `{ $path }` is hersteld of vervangen: de rij met teller { $counter } in `{ $table }` is niet de rij die eerder is geüpload
    .hint = `hqsync channels reset "{ $channel }"` accepteert dit als de database van het kanaal
failure-channel-not-completed = `{ $path }` bewaart niet wat er wordt geschreven: de rij met teller { $counter } in `{ $table }` was als voltooid gemarkeerd, maar is dat niet
    .hint = zoek op `{ $table }` naar triggers die wijzigingen negeren of ongedaan maken
failure-channel-not-kept = `{ $path }` bewaart niet wat er wordt geschreven: klant `{ $account }` is naar `{ $table }` geschreven, maar staat er niet zo in
    .hint = zoek op `{ $table }` naar triggers die wijzigingen negeren of ongedaan maken
failure-channel-witness-not-kept = `{ $path }` bewaart niet wat er wordt geschreven: de rij over het hoofdkantoor in `HQSYNC_BOOKMARK` is niet zoals die is geschreven
    .hint = zoek naar triggers op `HQSYNC_BOOKMARK`, een tabel die alleen hqsync gebruikt
failure-channel-witness-unreadable = `{ $path }` heeft in `HQSYNC_BOOKMARK` een rij die niet door hqsync is geschreven
    .hint = `hqsync channels claim "{ $channel }"` vervangt die rij
failure-channel-of-another-store = { $form ->
    [dated] `{ $path }` hoort bij een ander hoofdkantoor, opslag { $store_id }, dat er op { $at } in heeft geschreven
   *[undated] `{ $path }` hoort bij een ander hoofdkantoor, opslag { $store_id }
}
    .hint = controleer `store` in de configuratie, `--store` en `$HQSYNC_STORE`; `hqsync channels claim "{ $channel }"` maakt deze opslag voortaan tot het hoofdkantoor ervan
failure-channel-of-another-id = { $form ->
    [itself] `{ $path }` is de database van kanaal `{ $owner }` (id { $found }), niet van het kanaal met id { $configured }
    [known] `{ $path }` is de database van kanaal `{ $owner }` (id { $found }), niet van het kanaal met id { $configured }
   *[unknown] `{ $path }` is de database van het kanaal met id { $found }, niet van het kanaal met id { $configured }
}
    .hint = { $form ->
        [itself] corrigeer `id` of `database` van het kanaal in de configuratie: er is geüpload met `id = { $found }`
       *[other] corrigeer `id` of `database` van het kanaal in de configuratie
    }
failure-channel-same-file = `{ $path }` is de database van meerdere kanalen: ook van { $others }
    .hint = geef elk kanaal een eigen `database` in de configuratie
failure-channel-account-taken = { $form ->
    [alone] `{ $path }` kent rekening { $account } als die van klant { $theirs }, maar hier is het die van klant { $ours }
    [one] `{ $path }` kent rekening { $account } als die van klant { $theirs }, maar hier is het die van klant { $ours }; nog 1 klant is overgeslagen
   *[other] `{ $path }` kent rekening { $account } als die van klant { $theirs }, maar hier is het die van klant { $ours }; nog { $more } klanten zijn overgeslagen
}
    .hint = corrigeer de rekening in `RETAILCUSTTABLE` van het kanaal als die daar onjuist is; de volgende uitvoering probeert het opnieuw
failure-channel-account-differs = { $form ->
    [alone] `{ $path }` kent klant { $customer } onder rekening { $theirs }, maar hier heeft deze klant rekening { $ours }
    [one] `{ $path }` kent klant { $customer } onder rekening { $theirs }, maar hier heeft deze klant rekening { $ours }; nog 1 klant is overgeslagen
   *[other] `{ $path }` kent klant { $customer } onder rekening { $theirs }, maar hier heeft deze klant rekening { $ours }; nog { $more } klanten zijn overgeslagen
}
    .hint = corrigeer de rekening in `RETAILCUSTTABLE` van het kanaal als die daar onjuist is; de volgende uitvoering probeert het opnieuw
failure-channel-customer-refused = { $cause ->
    [row] { $form ->
        [alone] `{ $path }` weigert klant { $account }: { $detail }
        [one] `{ $path }` weigert klant { $account }: { $detail }; nog 1 klant is overgeslagen
       *[other] `{ $path }` weigert klant { $account }: { $detail }; nog { $more } klanten zijn overgeslagen
    }
   *[other] { $form ->
        [alone] `{ $path }` weigert klant { $account }: { $detail }
        [one] `{ $path }` weigert klant { $account }: { $detail }; nog 1 klant is overgeslagen
       *[other] `{ $path }` weigert klant { $account }: { $detail }; nog { $more } klanten zijn overgeslagen
    }
}
    .hint = controleer de regels en triggers van de tabellen van het kanaal; de volgende uitvoering probeert het opnieuw
failure-channel-refused = `{ $path }` weigert een rij
    .hint = controleer de regels en triggers van de tabellen van het kanaal; de volgende uitvoering probeert het opnieuw
failure-channel-read-only = `{ $path }` is alleen-lezen
    .hint = controleer de machtigingen van het bestand en de map
failure-channel-disk-full = { $shortage ->
    [quota] in `{ $path }` kan niet worden geschreven: het schijfquotum is opgebruikt
    [file-size] in `{ $path }` kan niet worden geschreven: het bestand zou groter worden dan is toegestaan
   *[disk] in `{ $path }` kan niet worden geschreven: de schijf is vol
}
    .hint = { $shortage ->
        [quota] maak ruimte vrij of laat het quotum verhogen en voer de taken daarna opnieuw uit
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat en voer de taken daarna opnieuw uit
       *[disk] maak ruimte vrij en voer de taken daarna opnieuw uit
    }
failure-channel-disk-full-beside = { $shortage ->
    [quota] `{ $path }` is niet bruikbaar: er is geen ruimte voor de bestanden die SQLite ernaast bewaart, want het schijfquotum is opgebruikt
    [file-size] `{ $path }` is niet bruikbaar: er is geen ruimte voor de bestanden die SQLite ernaast bewaart, want een ervan zou groter worden dan is toegestaan
   *[disk] `{ $path }` is niet bruikbaar: er is geen ruimte voor de bestanden die SQLite ernaast bewaart, want de schijf is vol
}
    .hint = { $shortage ->
        [quota] maak ruimte vrij of laat het quotum verhogen en voer de taken daarna opnieuw uit
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat en voer de taken daarna opnieuw uit
       *[disk] maak ruimte vrij en voer de taken daarna opnieuw uit
    }
failure-channel-too-many-files = `{ $path }` is niet bruikbaar: er zijn te veel bestanden geopend
    .hint = verhoog de limiet voor geopende bestanden (zie `ulimit -n`) en voer de taken daarna opnieuw uit
failure-channel-disk = `{ $path }` kan niet worden gelezen of geschreven
    .hint = controleer de schijf en het bestandssysteem en voer de taken daarna opnieuw uit
failure-channel-unreachable = `{ $path }` kan niet worden geopend
    .hint = controleer de machtigingen van het bestand en de map
failure-channel-database = `{ $path }` kan niet worden geraadpleegd
failure-channel-folder-missing = map `{ $path }` bestaat niet
    .hint = controleer `folder` van het kanaal in de configuratie; `hqsync channels create "{ $channel }"` maakt de map
failure-channel-no-folder = `{ $path }` is geen map
    .hint = controleer `folder` van het kanaal in de configuratie; een kanaaldatabase geeft u op met `database`
failure-channel-place-taken = `{ $path }` staat op de plaats van een map
    .hint = verplaats het uit de map van het kanaal; hqsync maakt de map zelf
failure-channel-mirror-foreign = `{ $path }` is niet wat deze versie van hqsync in de map van een kanaal bewaart
    .hint = zet het bestand terug dat daar hoort, of gebruik de versie van hqsync die het heeft geschreven; zonder dit bestand moet alles opnieuw worden geëxporteerd
failure-channel-file-refused = { $form ->
    [alone] `{ $path }`: { $file } kan niet worden gelezen
    [one] `{ $path }`: { $file } en nog 1 bestand kunnen niet worden gelezen; het eerste
   *[several] `{ $path }`: { $file } en nog { $more } bestanden kunnen niet worden gelezen; het eerste
}
    .hint = het gaat naar `failed`, en de tekst ernaast zegt wat u kunt doen; `hqsync channels check "{ $channel }"` zegt wat verder niet wordt gelezen
failure-channel-file-interrupted = { $form ->
    [alone] `{ $path }`: { $file } is ingelezen, maar niet volledig
    [one] `{ $path }`: { $file } en nog 1 bestand zijn ingelezen, maar niet volledig; het eerste
   *[several] `{ $path }`: { $file } en nog { $more } bestanden zijn ingelezen, maar niet volledig; het eerste
}
    .hint = exporteer de tabel opnieuw: een rij die er al is, wordt niet nog eens ingelezen
failure-channel-file-unset = { $form ->
    [alone] `{ $path }`: { $file } wacht op een instelling van het kanaal
    [one] `{ $path }`: { $file } en nog 1 bestand wachten op een instelling van het kanaal; het eerste
   *[several] `{ $path }`: { $file } en nog { $more } bestanden wachten op een instelling van het kanaal; het eerste
}
folder-other-table = het is genoemd naar `{ $table }`, maar heeft de kolommen van `{ $other }`
    .hint = geef het bestand de naam van zijn tabel en zet het daarna terug
folder-no-column = kolom `{ $column }` van `{ $table }` ontbreekt: ingelezen zou het bestand het veld leegmaken
    .hint = exporteer alle kolommen van de tabel (SELECT *), ook lege
folder-other-channel = de rijen zijn van het kanaal met id { $found }, niet van dat met id { $configured }
    .hint = zet het bestand in de map van zijn kanaal, of verbeter `id` van het kanaal in de configuratie
folder-culture = de tijden zijn in de schrijfwijze van een cultuur, zoals `{ $value }`, en niets onderscheidt dag en maand
    .hint = noem de cultuur in de configuratie van het kanaal, zoals culture = "nl-NL"; of exporteer tijden als tekst: CONVERT(nvarchar(27), CREATEDDATETIME, 126)
folder-no-counter = REPLICATIONCOUNTERFROMORIGIN is geen getal van ten minste 0
folder-counter-twice = een eerdere rij van het bestand heeft ook teller { $counter }, maar is een andere
folder-columns = de kolommen kunnen niet worden bewaard
    .hint = controleer de namen in de kopregel, en exporteer niet meer dan de kolommen van de tabel
folder-file-refused = { $file } kon niet worden gelezen ({ $at })
folder-file-again = Er is geen rij van het bestand ingelezen. Zet het terug in de map van het kanaal zodra het hersteld is, of exporteer het opnieuw.
failure-store-missing = er is nog geen opslag
    .hint = `hqsync run-jobs` maakt de opslag en uploadt de bewerkingen van de kanalen; als er al een moet zijn, controleer dan `store` in de configuratie, `--store` en `$HQSYNC_STORE`
failure-store-empty = het bestand is leeg: het bevat geen bewerkingen
    .hint = `hqsync run-jobs` maakt de opslag en uploadt de bewerkingen van de kanalen
failure-store-half-copied = dit is een onvoltooide kopie van een opslag
    .hint = ga verder met dezelfde `hqsync copy`, of verwijder de kopie
failure-store-foreign = het bestand is geen opslag van hqsync
    .hint = controleer `store` in de configuratie, `--store` en `$HQSYNC_STORE`
failure-store-newer = de opslag heeft schemaversie { $found }, maar deze hqsync kent alleen versies tot en met { $known }
    .hint = installeer de versie van hqsync waarmee de opslag is geschreven, of een latere
failure-store-outdated = de opslag is door een oudere hqsync geschreven en kan niet worden bijgewerkt: hij is alleen-lezen
    .hint = maak de opslag beschrijfbaar voor één opdracht, of kopieer hem naar een beschrijfbare map
failure-store-locked = de opslag is vergrendeld door een ander programma
    .hint = probeer het opnieuw als het andere programma klaar is
failure-store-read-only = in de opslag kan niet worden geschreven: hij is alleen-lezen
    .hint = controleer de machtigingen van het bestand en de map
failure-store-disk-full = { $shortage ->
    [quota] in de opslag kan niet worden geschreven: het schijfquotum is opgebruikt
    [file-size] in de opslag kan niet worden geschreven: het bestand zou groter worden dan is toegestaan
   *[disk] in de opslag kan niet worden geschreven: de schijf is vol
}
    .hint = { $shortage ->
        [quota] maak ruimte vrij of laat het quotum verhogen en probeer het daarna opnieuw; er is niets verloren gegaan
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat en probeer het daarna opnieuw; er is niets verloren gegaan
       *[disk] maak ruimte vrij en probeer het daarna opnieuw; er is niets verloren gegaan
    }
failure-store-disk-full-beside = { $shortage ->
    [quota] de opslag is niet bruikbaar: er is geen ruimte voor de `-wal` en `-shm` ervan, die SQLite zelfs voor het lezen nodig heeft, want het schijfquotum is opgebruikt
    [file-size] de opslag is niet bruikbaar: er is geen ruimte voor de `-wal` en `-shm` ervan, die SQLite zelfs voor het lezen nodig heeft, want een ervan zou groter worden dan is toegestaan
   *[disk] de opslag is niet bruikbaar: er is geen ruimte voor de `-wal` en `-shm` ervan, die SQLite zelfs voor het lezen nodig heeft, want de schijf is vol
}
    .hint = { $shortage ->
        [quota] maak ruimte vrij of laat het quotum verhogen en probeer het daarna opnieuw; er is niets verloren gegaan
        [file-size] verhoog de limiet (zie `ulimit -f`) of gebruik een bestandssysteem dat grotere bestanden toestaat en probeer het daarna opnieuw; er is niets verloren gegaan
       *[disk] maak ruimte vrij en probeer het daarna opnieuw; er is niets verloren gegaan
    }
failure-store-too-many-files = de opslag is niet bruikbaar: er zijn te veel bestanden geopend
    .hint = verhoog de limiet voor geopende bestanden (zie `ulimit -n`)
failure-store-unread = de opslag kon niet worden gelezen
    .hint = controleer eerst de schijf; `hqsync verify` toont of de opslag beschadigd is
failure-store-disk = de opslag kan niet worden gelezen of geschreven
    .hint = controleer de schijf en het bestandssysteem en probeer het daarna opnieuw; van wat eerder is gedaan, is niets verloren gegaan
failure-store-malformed = de opslag is beschadigd of kon niet worden gelezen
    .hint = controleer eerst de schijf, want daar kan het aan liggen; `hqsync verify` toont of de opslag beschadigd is; bewaar alleen dan het bestand en zet er een back-up naast
failure-store-damaged = de opslag is beschadigd
    .hint = `hqsync verify` toont wat er nog meer mis is; bewaar het bestand en zet er een back-up naast
failure-store-index-damaged = de zoekindex is beschadigd
    .hint = `hqsync index --rebuild` bouwt de index opnieuw op; al het andere werkt ook zonder
failure-store-file = het bestand van de opslag is niet bruikbaar
    .hint = controleer de machtigingen van het bestand en de map
failure-store-unreachable = de opslag kan niet worden geopend
    .hint = controleer de machtigingen van het bestand en de map
failure-store-connection = { $form ->
    [socket] database `{ $database }` kan niet worden gebruikt via de socket in `{ $host }`
   *[host] database `{ $database }` op host `{ $host }`, poort { $port }, kan niet worden gebruikt
}
connect-roots = de vertrouwde certificaten kunnen niet worden gelezen uit `{ $file }`
    .hint = geef als `sslrootcert` een bestand met PEM-certificaten op, of `sslrootcert=system` voor de certificaten die het systeem vertrouwt
connect-no-roots = dit systeem vertrouwt geen enkel certificaat
    .hint = installeer het pakket met certificaten (`ca-certificates`), of geef het certificaat van de certificeringsinstantie van de server op als `sslrootcert`
connect-unknown-host = de naam van de host is niet bekend
    .hint = controleer `host` in het adres van de opslag, en de naamomzetting van deze computer
connect-refused = daar luistert niets
    .hint = controleer host en poort; start de server en laat hem niet alleen naar zijn eigen computer luisteren (`listen_addresses`)
connect-no-socket = er is geen socket
    .hint = start de server, of geef als `host` de map op die `SHOW unix_socket_directories` daar noemt
connect-unreachable = de verbinding mislukt
    .hint = controleer het netwerk, de firewalls en het logboek van de server
connect-timeout = geen antwoord binnen { $seconds } seconden
    .hint = controleer host, poort en firewalls; `connect_timeout` in het adres van de opslag geeft meer seconden
connect-password = het wachtwoord van gebruiker `{ $user }` is onjuist, of de gebruiker bestaat niet
    .hint = controleer `~/.pgpass`, `$PGPASSWORD` of het adres van de opslag, waar het wachtwoord ook staat
connect-no-password = de server vraagt om het wachtwoord van gebruiker `{ $user }`, en er is er geen
    .hint = voeg een regel toe aan `~/.pgpass`, dat niemand anders mag kunnen lezen: `{ $host }:*:{ $database }:{ $user }:PASSWORD`
connect-user = de server kent geen gebruiker `{ $user }`, of die mag zich niet aanmelden
    .hint = geef een andere op, zoals in `postgres://USER@HOST/DATABASE`, of laat de gebruiker maken: `CREATE ROLE ... LOGIN`
connect-denied = de server laat gebruiker `{ $user }` niet toe
    .hint = laat in `pg_hba.conf` van de server een regel toevoegen voor deze gebruiker, database en computer
connect-no-database = die database bestaat niet
    .hint = laat haar maken: `createdb --owner={ $user } --encoding=UTF8 --template=template0 { $database }`
connect-no-rights = gebruiker `{ $user }` mist een recht
    .hint = laat de eigenaar van de database het verlenen
connect-too-many = de server heeft geen verbinding meer vrij
    .hint = probeer het later opnieuw; `max_connections` van de server of de limiet van de gebruiker kan worden verhoogd
connect-not-ready = de server wordt gestart of afgesloten
    .hint = probeer het zo dadelijk opnieuw
connect-untrusted = het certificaat van de server voert naar niemand die hier wordt vertrouwd
    .hint = geef het certificaat van de certificeringsinstantie van de server op als `sslrootcert=FILE` in het adres van de opslag
connect-other-name = het certificaat van de server staat op een andere naam
    .hint = gebruik de naam in het certificaat als `host`, of laat een certificaat op deze naam maken (als `subjectAltName`)
connect-out-of-date = het certificaat van de server is verlopen of nog niet geldig
    .hint = laat het vernieuwen; controleer de klok van deze computer
connect-no-tls = de server heeft geen versleuteling (TLS)
    .hint = schakel die daar in (`ssl = on`); met `sslmode=disable` gaat het zonder, zodat iedereen onderweg alles kan lezen en wijzigen
connect-tls = er komt geen versleutelde verbinding (TLS) tot stand
    .hint = het logboek van de server zegt mogelijk meer
connect-not-target = geen host is `{ $target }`, zoals `target_session_attrs` vraagt
    .hint = ga na welke host de primaire is: `SELECT pg_is_in_recovery()`
connect-other = de server weigert de verbinding
failure-store-lost = de verbinding met de server van de opslag is verbroken
    .hint = wat toen nog niet was vastgelegd, staat niet in de opslag: voer de opdracht opnieuw uit zodra de server antwoordt
failure-store-again = anderen hebben tegelijk dezelfde rijen van de opslag gewijzigd
    .hint = voer de opdracht opnieuw uit; er is niets van bewaard
failure-store-denied = de server staat deze gebruiker dit niet toe
    .hint = laat de eigenaar van de opslag de rol `hqsync_work` toekennen, of `hqsync_read` aan wie alleen leest; `hqsync init --store URL` maakt beide
failure-store-encoding = de database is gecodeerd in { $encoding } en niet in UTF-8
    .hint = maak er een met `createdb --encoding=UTF8 --template=template0`
failure-store-database = de opslag kan niet worden geraadpleegd
failure-older-store = { $known_by ->
    [channel] { $form ->
        [rewritten] de audittrail is herschreven: kanaal `{ $channel }` kent een andere vermelding { $entry }, van { $at }
        [change] de opslag is een eerdere toestand van zichzelf: kanaal `{ $channel }` heeft wijziging { $change } ontvangen, maar de laatste wijziging is { $last_change }
       *[entry] de opslag is een eerdere toestand van zichzelf: kanaal `{ $channel }` kent vermelding { $entry } van { $at }, maar de laatste is vermelding { $last } van { $last_at }
    }
   *[anchors] { $form ->
        [rewritten] de audittrail is herschreven: { $witness } kent een andere vermelding { $entry }, van { $at }
        [change] de opslag is een eerdere toestand van zichzelf: { $witness } heeft wijziging { $change } ontvangen, maar de laatste wijziging is { $last_change }
       *[entry] de opslag is een eerdere toestand van zichzelf: { $witness } kent vermelding { $entry } van { $at }, maar de laatste is vermelding { $last } van { $last_at }
    }
}
    .hint = { $known_by ->
        [channel] zet de nieuwere opslag terug; is die verloren gegaan, dan neemt `hqsync run-jobs --restored` de rekeningen over die kanalen kennen; is de opslag nooit teruggezet, dan klopt niet wat het kanaal vermeldt en vervangt `hqsync channels claim "{ $channel }"` dat
       *[anchors] zet de nieuwere opslag terug; is die verloren gegaan, dan neemt `hqsync run-jobs --restored` de rekeningen over die kanalen kennen
    }
failure-company-changed = kanaal `{ $channel }` heeft bewerkingen van bedrijf `{ $stored }`, maar de configuratie vermeldt `{ $configured }`
    .hint = een kanaal dat naar een ander bedrijf gaat, heeft een nieuwe `id` en een nieuwe database nodig
failure-operation-unreadable = bewerking { $operation } kan niet uit de opslag worden gelezen
    .hint = `hqsync verify` toont wat er nog meer mis is; bewaar het bestand en zet er een back-up naast
failure-customer-unreadable = klant `{ $account }` kan niet uit de opslag worden gelezen
    .hint = `hqsync verify` toont wat er nog meer mis is; bewaar het bestand en zet er een back-up naast
failure-and-hint = { $failure }; { $hint }

## show
show-title = Bewerking { $id }
show-operation = Retail Async-bewerking
show-operation-value = { $record ->
    [customer] klant
    [address] adres
    [contact] contactgegevens
    [affiliation] aansluiting
   *[attribute] kenmerk
}, { $action ->
    [create] maken
    [update] bijwerken
    [deactivate] deactiveren
   *[unknown] onbekend
}
show-unreadable = onleesbaar
show-no-time = geen
show-limited = { $limit } van { $count } bewerkingen; `--limit` toont er meer
show-customer-too = { $account } is ook de rekening van een klant; `hqsync customer { $word }` toont die klant
show-outlook = { $state ->
    [failed] Na correctie
   *[other] Bij synchronisatie
}
show-mend = Corrigeren met: `{ $command }`
show-empty = (leeg)
show-mark-wrong = onjuist
show-mark-changed = gewijzigd
show-source = Bron
show-source-value = { $table }, teller { $counter }
show-waits-for = Wacht op
show-waits-for-customer = een bewerking die de klant maakt
show-attributes = Klantkenmerken
show-field = Veld
show-old = Oude waarde
    .short = Oud
show-new = Nieuwe waarde
    .short = Nieuw
show-original = Ontvangen waarde
    .short = Ontvangen

## customer
customer-title = { $account ->
    [none] Klant zonder rekening: { $name }
   *[other] Klant { $account }: { $name }
}
customer-origin = Kanaal van herkomst
customer-imported = Geïmporteerd
customer-guid-imported = GUID geïmporteerd
customer-imported-from = { $at } uit { $files }
customer-blocked = { $level ->
    [no] nee
    [invoices] voor facturen
    [all] voor alle transacties
   *[other] { $level }
}
customer-channels = Kanalen
customer-channel-current = bijgewerkt: { $channels }
customer-channel-behind = wordt bijgewerkt door de volgende taak 1010: { $channels }
customer-channel-unknown = onbekend, omdat klanten zijn overgeslagen (`hqsync channels show` toont waarom): { $channels }
customer-not-created = Het hoofdkantoor heeft nog geen waarden van deze klant: geen enkele bewerking die de klant maakt, is geslaagd.
customer-records = { $record ->
    [address] Adressen
    [contact] Contactgegevens
    [affiliation] Aansluitingen
   *[attribute] Kenmerken
}
customer-primary = { $name } (primair)
customer-inactive = { $record ->
    [address] { $name } (inactief)
    [contact] { $name } (inactief)
    [affiliation] { $name } (verwijderd)
   *[attribute] { $name } (verwijderd)
}
customer-problems = Openstaande problemen
customer-no-problems = Geen openstaande problemen: alle bewerkingen zijn geslaagd of genegeerd.
customer-open = Bewerking { $id } ({ $record ->
    [customer] klant
    [address] adres
    [contact] contactgegevens
    [affiliation] aansluiting
   *[attribute] kenmerk
}, { $action ->
    [create] maken
    [update] bijwerken
    [deactivate] deactiveren
   *[unknown] onbekend
}): { $state ->
    [pending] in behandeling
    [waiting] wachtend
   *[failed] mislukt
}
customer-waits-for = Wacht op { $ids }.
customer-waits-for-creation = Wacht op een bewerking die de klant maakt.
customer-pending = `hqsync run-jobs` synchroniseert deze bewerking later; `hqsync resync { $id }` doet het nu.
customer-timeline = Tijdlijn
customer-left-out = { $count ->
    [one] 1 oudere bewerking wordt niet getoond; `--all` toont die
   *[other] { $count } oudere bewerkingen worden niet getoond; `--all` toont ze
}
customer-unreadable = { $count ->
    [one] bewerking { $ids } kan niet worden gelezen en wordt niet getoond; `hqsync verify` toont wat er mis is
   *[other] bewerkingen { $ids } kunnen niet worden gelezen en worden niet getoond; `hqsync verify` toont wat er mis is
}
customer-several = { $count } klanten komen overeen met `{ $term }`:
customer-many = Meer dan { $count } klanten komen overeen met `{ $term }`, waaronder:
timeline-done = { $effect ->
    [created] { $record ->
        [customer] { $channel } heeft klant { $account } gemaakt: { $name }
        [address] { $channel } heeft een adres toegevoegd: { $name }
        [contact] { $channel } heeft contactgegevens toegevoegd: { $name }
        [affiliation] { $channel } heeft een aansluiting toegevoegd: { $name }
       *[attribute] { $channel } heeft een kenmerk toegevoegd: { $name }
    }
    [updated] { $record ->
        [customer] { $channel } heeft de klant gewijzigd
        [address] { $channel } heeft een adres gewijzigd
        [contact] { $channel } heeft contactgegevens gewijzigd
        [affiliation] { $channel } heeft een aansluiting gewijzigd
       *[attribute] { $channel } heeft een kenmerk gewijzigd
    }
    [reactivated] { $record ->
        [customer] { $channel } heeft de klant weer actief gemaakt
        [address] { $channel } heeft een adres weer actief gemaakt: { $name }
        [contact] { $channel } heeft contactgegevens weer actief gemaakt: { $name }
        [affiliation] { $channel } heeft een aansluiting weer actief gemaakt: { $name }
       *[attribute] { $channel } heeft een kenmerk weer actief gemaakt: { $name }
    }
    [unchanged] { $record ->
        [customer] { $channel } heeft de klant opnieuw verzonden, met dezelfde waarden
        [address] { $channel } heeft een adres opnieuw verzonden, met dezelfde waarden: { $name }
        [contact] { $channel } heeft contactgegevens opnieuw verzonden, met dezelfde waarden: { $name }
        [affiliation] { $channel } heeft een aansluiting opnieuw verzonden, met dezelfde waarden: { $name }
       *[attribute] { $channel } heeft een kenmerk opnieuw verzonden, met dezelfde waarden: { $name }
    }
    [deactivated] { $record ->
        [customer] { $channel } heeft de klant geblokkeerd
        [address] { $channel } heeft een adres gedeactiveerd: { $name }
        [contact] { $channel } heeft contactgegevens gedeactiveerd: { $name }
        [affiliation] { $channel } heeft een aansluiting verwijderd: { $name }
       *[attribute] { $channel } heeft een kenmerk verwijderd: { $name }
    }
   *[superseded] { $record ->
        [customer] { $channel } heeft de klant verzonden; toegepast zijn de nieuwere waarden van bewerking { $operation }
        [address] { $channel } heeft een adres verzonden; toegepast zijn de nieuwere waarden van bewerking { $operation }: { $name }
        [contact] { $channel } heeft contactgegevens verzonden; toegepast zijn de nieuwere waarden van bewerking { $operation }: { $name }
        [affiliation] { $channel } heeft een aansluiting verzonden; toegepast zijn de nieuwere waarden van bewerking { $operation }: { $name }
       *[attribute] { $channel } heeft een kenmerk verzonden; toegepast zijn de nieuwere waarden van bewerking { $operation }: { $name }
    }
}
timeline-open = { $state ->
    [pending] In behandeling
    [waiting] Wachtend
    [failed] Mislukt
    [corrected] Later gecorrigeerd
   *[dismissed] Genegeerd
}: { $action ->
    [create] { $record ->
        [customer] { $channel } heeft een nieuwe klant verzonden: { $name }
        [address] { $channel } heeft een nieuw adres verzonden: { $name }
        [contact] { $channel } heeft nieuwe contactgegevens verzonden: { $name }
        [affiliation] { $channel } heeft een nieuwe aansluiting verzonden: { $name }
       *[attribute] { $channel } heeft een nieuw kenmerk verzonden: { $name }
    }
    [update] { $record ->
        [customer] { $channel } heeft een wijziging van de klant verzonden
        [address] { $channel } heeft een wijziging van een adres verzonden: { $name }
        [contact] { $channel } heeft een wijziging van contactgegevens verzonden: { $name }
        [affiliation] { $channel } heeft een wijziging van een aansluiting verzonden: { $name }
       *[attribute] { $channel } heeft een wijziging van een kenmerk verzonden: { $name }
    }
    [deactivate] { $record ->
        [customer] { $channel } heeft gevraagd de klant te blokkeren
        [address] { $channel } heeft gevraagd een adres te deactiveren: { $name }
        [contact] { $channel } heeft gevraagd contactgegevens te deactiveren: { $name }
        [affiliation] { $channel } heeft gevraagd een aansluiting te verwijderen: { $name }
       *[attribute] { $channel } heeft gevraagd een kenmerk te verwijderen: { $name }
    }
   *[unknown] { $record ->
        [customer] { $channel } heeft een onbegrijpelijke rij over de klant verzonden
        [address] { $channel } heeft een onbegrijpelijke rij over een adres verzonden
        [contact] { $channel } heeft een onbegrijpelijke rij over contactgegevens verzonden
        [affiliation] { $channel } heeft een onbegrijpelijke rij over een aansluiting verzonden
       *[attribute] { $channel } heeft een onbegrijpelijke rij over een kenmerk verzonden
    }
}
timeline-corrected = { $event ->
    [edited] bewerking { $id } bewerkt door { $actor }
    [dismissed] bewerking { $id } genegeerd door { $actor }
   *[resynced] { $state ->
        [failed] bewerking { $id } opnieuw gesynchroniseerd door { $actor }, zonder succes
        [waiting] bewerking { $id } opnieuw gesynchroniseerd door { $actor }; wacht op een andere bewerking
       *[other] bewerking { $id } opnieuw gesynchroniseerd door { $actor }
    }
}
timeline-once-corrected = na correctie: { $description }
timeline-waits-for = wacht op { $ids }
timeline-was-wrong = eerder: { $problem }

## list
count = Aantal
list-empty = geen bewerkingen
list-shortened = { $count ->
    [one] 1 tekst ingekort die te lang was voor een cel van een werkmap
   *[other] { $count } teksten ingekort die te lang waren voor een cel van een werkmap
}
filter-bare = er wordt gezocht als met { $expression }
filter-saved = opgeslagen; `hqsync filter @{ $name }` gebruikt het filter
filter-removed = opgeslagen filter `@{ $name }` verwijderd
filter-none-saved = geen opgeslagen filters; `--save NAME` slaat er een op
filter-name = Naam
# How an expression is run; what stands behind the colon is the expression, or names of columns.
explain-decided = per rij beslist: { $by }
explain-sorted = daarna gesorteerd op: { $by }
explain-counted = daarna geteld per: { $by }
filter-expression = Expressie
filter-actor = Opgeslagen door
filter-saved-at = Opgeslagen
list-more = { $shown } van meer dan { $shown } overeenkomende bewerkingen; `--all` toont alle
list-more-of = { $shown } van { $total } bewerkingen; `--all` toont alle
output-as-csv = `{ $file }` wordt als CSV geschreven; met `--format` is een andere indeling mogelijk

## Fields: what they mean
meaning-column-id = nummer van de bewerking op het hoofdkantoor
meaning-column-channel = kanaal waar de bewerking vandaan komt
meaning-column-company = rechtspersoon van de bewerking
meaning-column-customer-account = nummer dat het hoofdkantoor de klant heeft gegeven; leeg zolang dat er nog niet is
meaning-column-async-customer-account = tijdelijke GUID die het kanaal de klant heeft gegeven
meaning-column-record = waar de bewerking over gaat: klant, adres, contactgegevens, aansluiting of kenmerk
meaning-column-operation = wat het kanaal heeft gedaan: maken, bijwerken of deactiveren
meaning-column-timestamp = wanneer het kanaal dat heeft gedaan
meaning-column-status = hoe ver de bewerking is: in behandeling, wachtend, mislukt, gesynchroniseerd, voltooid of genegeerd
meaning-column-errors = codes van wat er mis is met de bewerking
meaning-column-attempts = hoe vaak de bewerking is gesynchroniseerd
meaning-column-description = wat de bewerking heeft gewijzigd
meaning-column-table = uploadtabel waar de bewerking uit komt
meaning-column-counter = positie van de rij in de uploadtabel
meaning-column-received = wanneer het hoofdkantoor de bewerking heeft ontvangen
meaning-column-edited = of iemand de bewerking heeft gecorrigeerd
meaning-column-proposal = de waarden die zouden verhelpen wat er mis is
meaning-column-notes = codes van wat goed is om te weten, maar niets tegenhoudt
meaning-column-run = laatste uitvoering die de bewerking heeft gewijzigd
meaning-column-effect = wat de bewerking tot gevolg had: gemaakt, bijgewerkt, ongewijzigd, gedeactiveerd of vervangen
meaning-field-any = elke door mensen getypte tekst, van elk record; voor filters
meaning-field-any-Email = elk e-mailadres: van de klant, voor ontvangstbewijzen, van adressen en contactgegevens; voor filters
meaning-field-any-Phone = elk telefoonnummer: van de klant, van adressen en contactgegevens; voor filters
meaning-customer-CustName = volledige naam
meaning-customer-FirstName = voornaam
meaning-customer-MiddleName = tweede naam
meaning-customer-LastName = achternaam
meaning-customer-RelationshipType = klanttype: persoon of organisatie
meaning-customer-TitleRecordId = aanspreektitel, als nummer op het hoofdkantoor
meaning-customer-CustGroup = klantengroep
meaning-customer-Currency = valuta, zoals EUR
meaning-customer-LanguageId = taal, zoals en-US
meaning-customer-Email = e-mailadres
meaning-customer-Phone = telefoonnummer
meaning-customer-PhoneExtension = toestelnummer
meaning-customer-CellularPhone = mobiel nummer
meaning-customer-Url = internetadres
meaning-customer-ReceiptEmail = e-mailadres voor ontvangstbewijzen
meaning-customer-ReceiptOption = hoe de klant ontvangstbewijzen krijgt
meaning-customer-VatNum = btw-nummer
meaning-customer-IdentificationNumber = identificatienummer (van een identiteitsbewijs)
meaning-customer-OrganizationId = organisatienummer (in een officieel register)
meaning-customer-InvoiceAccount = factuurrekening
meaning-customer-CreditMax = kredietlimiet
meaning-customer-Blocked = of de klant is geblokkeerd: 0 nee, 1 voor facturen, 2 voor alles
meaning-customer-UsePurchRequest = of voor aankopen een aanvraag nodig is
meaning-customer-PriceGroup = prijsgroep
meaning-customer-TaxGroup = btw-groep
meaning-customer-LineDisc = groep voor regelkorting
meaning-customer-MultiLineDisc = groep voor meerregelkorting
meaning-customer-EndDisc = groep voor totale korting
meaning-address-AddressId = GUID van het adres
meaning-address-AddressName = naam van het adres
meaning-address-Street = straat
meaning-address-StreetNumber = huisnummer
meaning-address-BuildingCompliment = toevoeging: gebouw, verdieping of appartement
meaning-address-DistrictName = wijk
meaning-address-City = plaats
meaning-address-County = provincie
meaning-address-State = staat/provincie
meaning-address-Country = land/regio, zoals NLD
meaning-address-Zip = postcode
meaning-address-Phone = telefoonnummer op het adres
meaning-address-Email = e-mailadres bij het adres
meaning-address-Url = internetadres bij het adres
meaning-address-TaxGroup = btw-groep van het adres
meaning-address-MakePostalAddressPrimary = of dit het primaire adres is: 1 ja, 0 nee
meaning-address-Role = doel van het adres
meaning-contact-ContactId = GUID van de contactgegevens
meaning-contact-ContactType = soort contactgegevens: telefoon, e-mail, internetadres en andere
meaning-contact-Locator = telefoonnummer, e-mailadres of internetadres
meaning-contact-LocatorExtension = toestelnummer
meaning-contact-Description = beschrijving: waarvoor de contactgegevens zijn
meaning-contact-IsPrimary = of dit de primaire contactgegevens zijn: 1 ja, 0 nee
meaning-affiliation-Affiliation = naam van de aansluiting
meaning-attribute-AttributeName = naam van het kenmerk; de waarde is `attr.NAME`
meaning-attribute-AttributeDataType = type van de waarde bij het kanaal
meaning-attribute-AttributeValueString = kenmerkwaarde
meaning-extension = kolom die kanalen hebben naast die van het hoofdkantoor
field-header = Veld
field-record = Record
field-meaning = Betekenis
field-type = Type
field-length = Lengte
type-text = tekst
type-integer = geheel getal
type-decimal = decimaal getal
type-guid = GUID
type-time = tijdstip
type-flag = ja of nee

## Jobs
job = Taak
channel = Kanaal
outcome = Resultaat
figures = Cijfers
duration = Duur
run = Uitvoering
started = Begin
ended = Einde
jobs = Taken
actor = Gestart door
figure-uploaded = { $count } geüpload
figure-late = { $count } laat ontvangen
figure-failed = { $count } mislukt
figure-synced = { $count } gesynchroniseerd
figure-accounts = { $count ->
    [one] 1 rekening toegewezen
   *[other] { $count } rekeningen toegewezen
}
figure-waiting = { $count } wachtend
figure-unfinished = { $count ->
    [one] 1 bestand nog in de maak
   *[other] { $count } bestanden nog in de maak
}
figure-superseded = { $count } vervangen
figure-clock-ahead = { $count } met een voorlopende klok
figure-clock-back = { $count } met een teruggezette klok
figure-encoding = { $count } met een twijfelachtige codering
figure-placeholder = { $count } met een opvulwaarde
figure-downloaded = { $count ->
    [one] 1 klant gedownload
   *[other] { $count } klanten gedownload
}
figure-adopted = { $count ->
    [one] 1 rekening overgenomen
   *[other] { $count } rekeningen overgenomen
}
figure-completed = { $count } voltooid
run-title = { $outcome ->
    [succeeded] Uitvoering { $run }: geslaagd
    [partial] Uitvoering { $run }: gedeeltelijk
    [failed] Uitvoering { $run }: mislukt
    [interrupted] Uitvoering { $run }: onderbroken
   *[unfinished] Uitvoering { $run }: niet voltooid
}
run-times = Begonnen op { $started } door { $actor }, geëindigd op { $ended }
run-times-unfinished = Begonnen op { $started } door { $actor }
figure-failed-by = { $count } mislukt ({ $errors })
run-figures = { $job ->
    [p] P-taak
    [sync] sync-taak
   *[download] taak 1010
} { $outcome ->
    [succeeded] geslaagd: { $figures }
    [partial] gedeeltelijk geslaagd: { $figures }
    [failed] mislukt: { $figures }
    [interrupted] onderbroken: { $figures }
   *[unfinished] niet voltooid: { $figures }
}
run-no-figures = { $job ->
    [p] P-taak
    [sync] sync-taak
   *[download] taak 1010
} { $outcome ->
    [succeeded] geslaagd: niets te doen
    [partial] gedeeltelijk geslaagd: verder niets te doen
    [failed] mislukt
    [interrupted] onderbroken
   *[unfinished] niet voltooid
}
run-channel = { $job ->
    [p] P-taak { $channel }
    [sync] sync-taak { $channel }
   *[download] taak 1010 { $channel }
}
run-channel-failed = { $job ->
    [p] P-taak, kanaal `{ $channel }`: { $failure }
    [sync] sync-taak, kanaal `{ $channel }`: { $failure }
   *[download] taak 1010, kanaal `{ $channel }`: { $failure }
}
run-channel-failed-twice = P-taak en taak 1010, kanaal `{ $channel }`: { $failure }
run-idle = { $job ->
    [p] P-taak
    [sync] sync-taak
   *[download] taak 1010
}: { $count ->
    [one] 1 kanaal had niets te doen
   *[other] { $count } kanalen hadden niets te doen
}
run-sync-failed = sync-taak: { $failure }
run-restored = de opslag is teruggezet naar een eerdere toestand en gaat verder na vermelding { $entry }, met de rekeningen die kanalen kennen
run-indexing = zoekindex
run-waits-for = wacht op { $holder }
run-waited-in-vain = onderbroken tijdens het wachten; er is niets gedaan
run-looking = Kanalen bekijken
run-recreated = de opslag is opnieuw gemaakt, met de rekeningen die kanalen kennen
run-not-restored = geen kanaal of anker kent een nieuwere toestand; de taken zijn gewoon uitgevoerd
run-no-new-store = er is al een opslag, dus `--new-store` had geen effect; de taken zijn gewoon uitgevoerd
run-not-recreated = geen kanaal of anker kent een andere opslag; de taken zijn gewoon uitgevoerd
run-dry = proefuitvoering: er is niets gewijzigd
run-errors = Mislukt: { $errors }
run-failed-operations = { $count ->
    [one] 1 bewerking mislukt: { $errors }; `hqsync filter 'run = { $run } and status = failed'` toont de bewerking, `hqsync show ID` de reden
   *[other] { $count } bewerkingen mislukt: { $errors }; `hqsync filter 'run = { $run } and status = failed'` toont de bewerkingen, `hqsync show ID` de reden
}
run-would-fail = { $count ->
    [one] 1 bewerking zou mislukken: { $errors }
   *[other] { $count } bewerkingen zouden mislukken: { $errors }
}
run-clock-jump = { $direction ->
    [ahead] de klok loopt { $days } dagen voor op de vorige uitvoering, die op { $before } eindigde
   *[behind] de klok loopt { $days } dagen achter op de vorige uitvoering, die op { $before } eindigde
}; in deze uitvoering mislukt geen bewerking vanwege ouderdom. Als de klok klopt, gaat de volgende uitvoering gewoon door
run-interrupted = onderbroken; de volgende uitvoering gaat verder
run-nothing-done = er is niets gedaan
run-pruned = de rapporten zijn verwijderd (`hqsync jobs prune`); hun hashes staan in de audittrail
prune-done = { $reports ->
    [one] 1 rapport van de uitvoeringen tot en met nummer { $run } verwijderd
   *[other] { $reports } rapporten van de uitvoeringen tot en met nummer { $run } verwijderd
}
prune-would-do = { $reports ->
    [one] zou 1 rapport van de uitvoeringen tot en met nummer { $run } verwijderen
   *[other] zou { $reports } rapporten van de uitvoeringen tot en met nummer { $run } verwijderen
}
prune-nothing = geen uitvoering is oud genoeg
jobs-empty = nog geen uitvoeringen; `hqsync run-jobs` start er een

## edit, resync, dismiss
target-none = { $count ->
    [0] geen overeenkomende bewerkingen
    [one] { $correction ->
        [edit] de overeenkomende bewerking kan niet worden gewijzigd
        [resync] de overeenkomende bewerking kan niet opnieuw worden gesynchroniseerd
       *[dismiss] de overeenkomende bewerking kan niet worden genegeerd
    }
   *[other] { $correction ->
        [edit] geen van de { $count } overeenkomende bewerkingen kan worden gewijzigd
        [resync] geen van de { $count } overeenkomende bewerkingen kan opnieuw worden gesynchroniseerd
       *[dismiss] geen van de { $count } overeenkomende bewerkingen kan worden genegeerd
    }
}
    .hint = `hqsync filter EXPRESSION` toont wat met een expressie overeenkomt; gesynchroniseerde en voltooide bewerkingen kunnen niet worden gewijzigd
target-others = { $count ->
    [one] 1 overeenkomende bewerking overgeslagen die al is gesynchroniseerd of genegeerd
   *[other] { $count } overeenkomende bewerkingen overgeslagen die al zijn gesynchroniseerd of genegeerd
}
target-more = en nog { $count }
confirm-store = opslag { $store }
# The answer that confirms, in lower case. Its beginning does, too, and so do `y` and `yes` in every language.
confirm-yes = ja
target-question = Doorgaan? [j/N]
target-nothing-done = er is niets gewijzigd
edit-question = { $count ->
    [one] 1 bewerking wordt gewijzigd:
   *[other] { $count } bewerkingen worden gewijzigd:
}
edit-title = { $state ->
    [pending] Bewerking { $id }: in behandeling
    [waiting] Bewerking { $id }: wachtend
    [failed] Bewerking { $id }: mislukt
    [synced] Bewerking { $id }: gesynchroniseerd
    [completed] Bewerking { $id }: voltooid
   *[dismissed] Bewerking { $id }: genegeerd
}
edit-would-edit = { $count ->
    [one] 1 bewerking zou worden gewijzigd
   *[other] { $count } bewerkingen zouden worden gewijzigd
}
edit-would-title = { $state ->
    [pending] Bewerking { $id } zou in behandeling zijn
    [waiting] Bewerking { $id } zou wachten
   *[failed] Bewerking { $id } zou nog steeds mislukt zijn
}
edit-unchanged = { $count ->
    [one] 1 bewerking heeft deze waarden al
   *[other] { $count } bewerkingen hebben deze waarden al
}
edit-edited = { $count ->
    [one] 1 bewerking gewijzigd
   *[other] { $count } bewerkingen gewijzigd
}
edit-lacks-field = { $count ->
    [one] 1 bewerking overgeslagen waarvan het record dit veld niet heeft
   *[other] { $count } bewerkingen overgeslagen waarvan de records dit veld niet hebben
}
edit-lacks-proposal = { $count ->
    [one] 1 bewerking zonder voorstel overgeslagen
   *[other] { $count } bewerkingen zonder voorstel overgeslagen
}
edit-no-proposal = { $count ->
    [one] de bewerking heeft geen voorstel om te accepteren
   *[other] geen van de { $count } bewerkingen heeft een voorstel om te accepteren
}
    .hint = `hqsync filter 'proposal is not empty'` toont de bewerkingen die er een hebben
edit-repeated = { $count ->
    [one] 1 latere bewerking van hetzelfde record herhaalt de oude waarde. Ook deze corrigeren:
   *[other] { $count } latere bewerkingen van dezelfde records herhalen de oude waarden. Ook deze corrigeren:
}
edit-refused = { $count ->
    [one] er is niets gewijzigd: 1 regel is niet bruikbaar
   *[other] er is niets gewijzigd: { $count } regels zijn niet bruikbaar
}
    .hint = corrigeer dit en voer de opdracht daarna opnieuw uit
edit-line = regel { $line }: { $fault }
edit-fault-no-operation = er is geen bewerking { $id }
edit-fault-repeated = regel { $line } gaat ook over bewerking { $id }
edit-fault-not-editable = { $state ->
    [dismissed] bewerking { $id } is genegeerd en kan niet worden gewijzigd
   *[other] bewerking { $id } is al gesynchroniseerd en kan niet worden gewijzigd
}
edit-fault-no-field = bewerking { $id } heeft geen veld `{ $field }`
edit-fault-no-id = de kolom `id` is leeg
edit-fault-no-number = `{ $text }` is geen nummer van een bewerking
edit-fault-cells = { $found ->
    [one] 1 cel in plaats van { $expected }; een waarde met een scheidingsteken moet tussen aanhalingstekens staan
   *[other] { $found } cellen in plaats van { $expected }; een waarde met een scheidingsteken moet tussen aanhalingstekens staan
}
edit-fault-formula = de formule in kolom { $column } heeft geen waarde
edit-fault-quote = een afsluitend aanhalingsteken ontbreekt
edit-fault-after-quote = na het afsluitende aanhalingsteken van een cel volgt nog tekst; verdubbel aanhalingstekens binnen een waarde
edit-fault-rounded = { $field } is `{ $text }`: het spreadsheetprogramma heeft misschien cijfers weggelaten; maak de kolom op als tekst en voer het nummer opnieuw in
edit-fault-misread = { $field } luidt `{ $text }`, dus het bestand heeft misschien niet de codering Windows-1252; sla het op als UTF-8 of geef de codering op met `--encoding`
edit-encoding-guessed = het bestand is geen UTF-8 en is gelezen als Windows-1252; met `--encoding` is een andere codering mogelijk
edit-remaining = Nog onjuist
edit-remaining-count = { $count ->
    [one] 1 bewerking is nog onjuist
   *[other] { $count } bewerkingen zijn nog onjuist
}
edit-next = `hqsync run-jobs` synchroniseert deze bewerking later; `hqsync resync { $id }` doet het nu
edit-help =
    Wijzig waarden, sla het bestand op en sluit de editor. "" maakt een veld leeg; wordt een regel verwijderd, dan blijft het veld zoals het is.
    Om niets te wijzigen: sluit de editor zonder wijziging of verwijder alles.
edit-old = op het hoofdkantoor: { $old }
edit-kept = de getypte tekst is bewaard in `{ $file }`; `hqsync edit { $id } --from { $file }` slaat die op
edit-conflict = { $event ->
    [edited] { $actor } heeft de bewerking op { $time } bewerkt: { $changes }
    [resynced] { $actor } heeft de bewerking op { $time } opnieuw gesynchroniseerd
    [dismissed] { $actor } heeft de bewerking op { $time } genegeerd
   *[other] { $actor } heeft de bewerking op { $time } gewijzigd
}
resync-question = { $count ->
    [one] 1 bewerking wordt gesynchroniseerd:
   *[other] { $count } bewerkingen worden gesynchroniseerd:
}
resync-errors = Mislukt: { $errors }
resync-waits-for = wacht op { $ids }
resync-count = { $state ->
    [pending] { $count } in behandeling
    [waiting] { $count } wachtend
    [failed] { $count } mislukt
    [synced] { $count } gesynchroniseerd
    [completed] { $count } voltooid
   *[dismissed] { $count } genegeerd
}
resync-would-count = { $state ->
    [pending] { $count ->
        [one] { $count } zou in behandeling zijn
       *[other] { $count } zouden in behandeling zijn
    }
    [waiting] { $count ->
        [one] { $count } zou wachten
       *[other] { $count } zouden wachten
    }
    [failed] { $count ->
        [one] { $count } zou mislukken
       *[other] { $count } zouden mislukken
    }
    [synced] { $count ->
        [one] { $count } zou gesynchroniseerd zijn
       *[other] { $count } zouden gesynchroniseerd zijn
    }
    [completed] { $count ->
        [one] { $count } zou voltooid zijn
       *[other] { $count } zouden voltooid zijn
    }
   *[dismissed] { $count ->
        [one] { $count } zou genegeerd zijn
       *[other] { $count } zouden genegeerd zijn
    }
}
dismiss-question = { $count ->
    [one] 1 bewerking wordt genegeerd en nooit gesynchroniseerd:
   *[other] { $count } bewerkingen worden genegeerd en nooit gesynchroniseerd:
}
dismiss-done = { $count ->
    [one] 1 bewerking genegeerd
   *[other] { $count } bewerkingen genegeerd
}
dismiss-would-do = { $count ->
    [one] 1 bewerking zou worden genegeerd
   *[other] { $count } bewerkingen zouden worden genegeerd
}
dismiss-would-release = { $count ->
    [one] 1 wachtende bewerking zou weer in behandeling zijn
   *[other] { $count } wachtende bewerkingen zouden weer in behandeling zijn
}
dismiss-already = { $count ->
    [one] 1 bewerking was al genegeerd
   *[other] { $count } bewerkingen waren al genegeerd
}
dismiss-released = { $count ->
    [one] 1 wachtende bewerking is weer in behandeling
   *[other] { $count } wachtende bewerkingen zijn weer in behandeling
}

## import
import-read = { $count ->
    [one] 1 regel gelezen
   *[other] { $count } regels gelezen
}
import-done = { $count ->
    [0] geen nieuwe klanten
    [one] 1 klant geïmporteerd
   *[other] { $count } klanten geïmporteerd
}
import-would-do = { $count ->
    [0] geen nieuwe klanten
    [one] 1 klant zou worden geïmporteerd
   *[other] { $count } klanten zouden worden geïmporteerd
}
import-identified = { $count ->
    [one] 1 klant was er al zonder GUID en krijgt die
   *[other] { $count } klanten waren er al zonder GUID en krijgen die
}
import-already = { $count ->
    [one] 1 klant was er al en blijft ongewijzigd
   *[other] { $count } klanten waren er al en blijven ongewijzigd
}
import-waiting = { $count ->
    [one] 1 bewerking wachtte op een van deze klanten; de volgende `sync` verwerkt haar
   *[other] { $count } bewerkingen wachtten op deze klanten; de volgende `sync` verwerkt ze
}
import-failed = { $count ->
    [one] 1 bewerking mislukte omdat de klant onbekend was, en kan nu slagen: `{ $command }`
   *[other] { $count } bewerkingen mislukten omdat de klant onbekend was, en kunnen nu slagen: `{ $command }`
}
import-left-out = { $count ->
    [one] 1 regel is overgeslagen:
   *[other] { $count } regels zijn overgeslagen:
}
import-line = { $file }, regel { $line }: { $fault }
import-fault-no-account = de klantrekening is leeg
import-fault-long-account = de klantrekening `{ $account }` heeft meer dan { $most } tekens
import-fault-no-guid = `{ $text }` is geen GUID
import-fault-unknown-company = de configuratie heeft geen bedrijf `{ $code }`
import-fault-no-company = het bedrijf is leeg; `--company` noemt dat van zulke regels
import-fault-several-guids = regels noemen verschillende GUID's voor klantrekening `{ $account }`: { $guids }
import-fault-several-accounts = regels noemen verschillende klantrekeningen voor de klant met GUID { $guid }: { $accounts }
import-fault-other-guid = klantrekening `{ $account }` is van de klant met GUID { $guid }
import-fault-other-account = de klant met GUID { $guid } heeft klantrekening `{ $account }`
import-refused = { $count ->
    [one] er is niets geïmporteerd: 1 regel is niet bruikbaar
   *[other] er is niets geïmporteerd: { $count } regels zijn niet bruikbaar
}
    .hint = corrigeer deze regels, of importeer de overige zonder `--strict`
import-company-unknown = de configuratie heeft geen bedrijf `{ $company }`
    .hint = bekend: { $known }
import-culture-unknown = deze cultuur bestaat niet
    .hint = bekend: { $known }
import-file-unreadable = `{ $file }` kan niet worden geïmporteerd
    .hint = `--encoding` noemt de codering van het bestand, bijvoorbeeld windows-1252, 850 of 437; of exporteer het in UTF-8
import-no-accounts = `{ $file }` heeft geen kolom met klantrekeningen; wel de kolommen { $columns }
    .hint = noem de kolom `ACCOUNTNUM`, `CUSTACCOUNT` of `account`
import-no-company = uit `{ $file }` blijkt niet bij welk bedrijf de klanten horen
    .hint = noem het bedrijf met `--company`, of voeg een kolom `DATAAREAID` toe
import-other-records = `{ $file }` gaat over andere records dan klanten: er is een kolom `{ $column }`
    .hint = alleen klanten zelf worden geïmporteerd; laat de kolom weg als de regels klanten zijn
import-file-changed = `{ $file }` is gewijzigd nadat de regels waren gecontroleerd
    .hint = importeer het bestand opnieuw zodra het volledig is; klanten die al zijn geïmporteerd, blijven

## history
history-title = Bewerking { $id }: { $operation }, van { $channel }, { $time }
history-operation = Bewerking { $id } ({ $operation }, { $channel })
history-outcome = { $event }: { $description }
history-column-record = Record
history-column-action = Bewerking
history-column-timestamp = Tijdstempel van bewerking
history-column-description = Beschrijving van de wijziging
history-column-entry = Vermelding
history-column-operation = Bewerking
history-column-channel = Naam van kanaal
history-column-at = Tijdstip
history-column-actor = Door
history-column-run = Uitvoering
history-column-event = Gebeurtenis
history-column-status = Status
history-column-epoch = Generatie
history-column-reason = Reden
history-column-fields = Velden
history-column-errors = Fouten
history-column-details = Details
history-column-hash = Hash
history-event = { $event ->
    [received] { $state ->
        [failed] ontvangen, ongeldige indeling
       *[other] ontvangen
    }
    [synchronized] { $state ->
        [failed] synchronisatie mislukt
        [waiting] wacht op een andere bewerking
       *[other] gesynchroniseerd
    }
    [completed] voltooid
    [edited] bewerkt, nu in behandeling
    [resynced] { $state ->
        [failed] opnieuw synchroniseren mislukt
        [waiting] opnieuw gesynchroniseerd, wacht op een andere bewerking
       *[other] opnieuw gesynchroniseerd
    }
    [dismissed] genegeerd
    [released] vrijgegeven, nu in behandeling
    [reset] kanaal gereset
    [adopted] { $state ->
        [pending] bekend van vóór de audittrail, in behandeling
        [waiting] bekend van vóór de audittrail, wachtend
        [failed] bekend van vóór de audittrail, mislukt
        [synced] bekend van vóór de audittrail, gesynchroniseerd
        [completed] bekend van vóór de audittrail, voltooid
       *[dismissed] bekend van vóór de audittrail, genegeerd
    }
    [began] uitvoering begonnen
    [job-ended] taak van een uitvoering geëindigd
    [ended] uitvoering geëindigd
    [configured] configuratie gewijzigd
    [registered] kanaal geregistreerd
    [downloaded] klanten gedownload
    [reported] opnieuw gemeld aan het kanaal
    [saved] filter opgeslagen
    [removed] opgeslagen filter verwijderd
    [backed-up] back-up gemaakt
    [restored] opslag teruggezet naar een eerdere toestand
    [reserved] rekeningen overgenomen van kanalen
    [claimed] kanaal geclaimd
    [passed-over] nummers van een nummerreeks overgeslagen
    [imported] klanten geïmporteerd
    [heard] rekeningen na herstel gelezen uit een kanaal
    [sealed] audittrail verzegeld
    [pruned] rapporten van oude uitvoeringen verwijderd
    [clock-jumped] klok versprongen sinds de vorige uitvoering
    [gaps-forgotten] zoeken naar ontbrekende tellers gestaakt
    [indexed] zoekindex opnieuw opgebouwd
   *[migrated] opslag gemigreerd
}
history-run = { $actor }, uitvoering { $run }
history-reason = reden: { $reason }
history-reset = kanaal gereset ({ $database })
history-change = { $form ->
    [filled] { $field }: leeg → `{ $new }`
    [emptied] { $field }: `{ $old }` → leeg
   *[changed] { $field }: `{ $old }` → `{ $new }`
}
history-no-resets = kanaal { $channel } is nooit gereset

## trail
seal-key = Sleutel: { $key }
seal-keep =
    Druk de sleutel af of schrijf hem op, en bewaar hem niet op deze computer: hij wordt nergens opgeslagen en nooit meer getoond.
    `hqsync verify --key FILE` bewijst ermee dat geen vermelding na het toevoegen is gewijzigd.
seal-done = verzegeld vanaf vermelding { $entry }
seal-ended =
    Het zegel dat begon met vermelding { $entry }, eindigt hier. Bewaar ook de sleutel daarvan: `hqsync verify` heeft voor elk zegel een `--key` nodig.

## index
index-complete = de zoekindex is volledig
index-done = { $added ->
    [0] geen bewerkingen
    [one] 1 bewerking
   *[other] { $added } bewerkingen
} toegevoegd aan de zoekindex{ $missing ->
    [0] , die nu volledig is
    [one] ; er ontbreekt er nog { $missing }: de volgende uitvoering gaat verder
   *[other] ; er ontbreken er nog { $missing }: de volgende uitvoering gaat verder
}

## status and channels
status-place = Opslag { $store }, configuratie { $config }
status-place-alone = Opslag { $store }, zonder configuratie
status-waiting = Langst zonder rekening in het eigen kanaal: klant { $account } van { $channel }, sinds { $time } ({ $age }); `hqsync show { $id }` toont waarom
status-waiting-none = Klanten zonder rekening in het eigen kanaal: geen
status-waiting-since = Klant wacht sinds
    .short = Wacht sinds
status-watch = { $time }, elke { $interval }; stoppen met Ctrl-C
running-percent = { $step } ({ $percent } %)
running-since = bezig sinds { $since }
running-since-percent = bezig sinds { $since }, { $percent } %
running-not-yet = nog niet begonnen
running-index = bezig: zoekindex
attention-pending = bewerking { $id }, ontvangen op { $received }, is al { $age } in behandeling; `hqsync run-jobs sync` synchroniseert die
attention-job-overdue = { $job ->
    [p] de P-taak is al meer dan { $limit } niet uitgevoerd: de laatste uitvoering, { $run }, eindigde op { $ended }
    [sync] de sync-taak is al meer dan { $limit } niet uitgevoerd: de laatste uitvoering, { $run }, eindigde op { $ended }
   *[download] taak 1010 is al meer dan { $limit } niet uitgevoerd: de laatste uitvoering, { $run }, eindigde op { $ended }
}
attention-job-never = { $job ->
    [p] de P-taak is nog nooit uitgevoerd
    [sync] de sync-taak is nog nooit uitgevoerd
   *[download] taak 1010 is nog nooit uitgevoerd
}
attention-channel-overdue = kanaal `{ $channel }` is al meer dan { $limit } niet bereikt: het laatste contact was op { $time }
attention-channel-never = kanaal `{ $channel }` is nog nooit bereikt
status-operations = Bewerkingen
status-total = Totaal
status-last-runs = Laatste uitvoeringen
status-oldest = { $state ->
    [pending] Oudste in behandeling: bewerking { $id }, van { $time }
   *[failed] Oudste mislukte: bewerking { $id }, van { $time }
}
status-notes = Opmerkingen: { $notes } (`hqsync filter 'note is not empty'`)
status-oldest-none = { $state ->
    [pending] Oudste in behandeling: geen
   *[failed] Oudste mislukte: geen
}
running-run = uitvoering { $run }
running-rehearsal = een proefuitvoering
running-unrecorded = een uitvoering
status-running = Bezig: { $who } sinds { $since }, al { $taken }
status-running-step = Bezig: { $who } sinds { $since }, al { $taken }; met { $step } sinds { $begun }, al { $spent }
attention-slow = { $who } is al { $taken } bezig; de vorige uitvoeringen duurden niet langer dan { $usual }
attention-slow-step = { $who } is al { $taken } bezig met { $step }; in de vorige uitvoeringen duurde dat niet langer dan { $usual }
attention-slow-first = { $who } is al { $taken } bezig, en er is nog geen eerdere uitvoering geëindigd
attention-slow-step-first = { $who } is al { $taken } bezig met { $step }, en er is nog geen eerdere uitvoering geëindigd
status-attention = Vereist aandacht:
status-awaited = Sindsdien niet bereikt: { $channels }; klanten die daar misschien een rekening hebben, wachten
status-restored = { $form ->
    [new] Opnieuw gemaakt op { $at }
   *[restored] Teruggezet op { $at }
}: { $accounts ->
    [one] 1 rekening overgenomen
   *[other] { $accounts } rekeningen overgenomen
}, { $open ->
    [one] 1 klant nog zonder bewerking die de klant maakt
   *[other] { $open } klanten nog zonder bewerking die ze maakt
}, { $conflicts ->
    [one] 1 conflict
   *[other] { $conflicts } conflicten
}
status-all-well = Vereist aandacht: niets
attention-failed = { $count ->
    [one] 1 bewerking mislukt; `hqsync list --status failed` toont de bewerking, `hqsync show ID` de reden
   *[other] { $count } bewerkingen mislukt; `hqsync list --status failed` toont de bewerkingen, `hqsync show ID` de reden
}
attention-accounts = { $count ->
    [one] kanalen en hoofdkantoor spreken elkaar tegen over de rekening van 1 klant; `hqsync filter 'error = account-conflict'` toont de bewerkingen van die klant
   *[other] kanalen en hoofdkantoor spreken elkaar tegen over de rekeningen van { $count } klanten; `hqsync filter 'error = account-conflict'` toont de bewerkingen van die klanten
}
attention-channel = kanaal `{ $channel }`: { $failure }
attention-run = { $job ->
    [p] { $outcome ->
        [failed] de laatste P-taak is mislukt
        [partial] de laatste P-taak is voor sommige kanalen mislukt
        [interrupted] de laatste P-taak is onderbroken
       *[unfinished] de laatste P-taak is niet voltooid
    }
    [sync] { $outcome ->
        [failed] de laatste sync-taak is mislukt
        [partial] de laatste sync-taak is gedeeltelijk mislukt
        [interrupted] de laatste sync-taak is onderbroken
       *[unfinished] de laatste sync-taak is niet voltooid
    }
   *[download] { $outcome ->
        [failed] de laatste taak 1010 is mislukt
        [partial] de laatste taak 1010 is voor sommige kanalen mislukt
        [interrupted] de laatste taak 1010 is onderbroken
       *[unfinished] de laatste taak 1010 is niet voltooid
    }
}
attention-clock-jump = { $direction ->
    [ahead] de klok van uitvoering { $run } liep { $days } dagen voor op de uitvoering ervoor
   *[behind] de klok van uitvoering { $run } liep { $days } dagen achter op de uitvoering ervoor
}: controleer de klok van deze host; in die uitvoering is geen bewerking mislukt vanwege ouderdom
attention-unnoted = `{ $file }` bevat vanaf vermelding { $entry } van de audittrail geen ankers: geef de gebruiker van hqsync toestemming om er regels aan toe te voegen
channels-name = Naam van kanaal
channels-company = Bedrijf
channels-database = Database
channels-folder = Map
channels-contact = Laatste contact
    .short = Contact
channels-error = Laatste fout
channels-bookmark = Geüpload tot en met
channels-bookmark-value = { $record ->
    [customer] klant { $counter }
    [address] adres { $counter }
    [contact] contactgegevens { $counter }
    [affiliation] aansluiting { $counter }
   *[attribute] kenmerk { $counter }
}
channels-gaps = Ontbrekende tellers
    .short = Hiaten
channels-unread = Niet-gelezen tabellen
channels-unread-table = { $rows ->
    [one] { $table } (1 rij)
   *[other] { $table } ({ $rows } rijen)
}
unread-table = { $rows ->
    [one] { $channel }: `{ $table }` heeft 1 rij die niet wordt gelezen: hqsync leest de opvolger `{ $table }V2`
   *[other] { $channel }: `{ $table }` heeft { $rows } rijen die niet worden gelezen: hqsync leest de opvolger `{ $table }V2`
}
channels-behind = Te downloaden klanten
    .short = Achter
channels-empty = er zijn geen kanalen geconfigureerd
channels-claim-question = Deze opslag wordt het hoofdkantoor van kanaal { $channel }:
channels-claim-would = Deze opslag zou het hoofdkantoor van kanaal { $channel } worden:
channels-claim-store = het kanaal hoort bij opslag { $store }
channels-claim-store-at = het kanaal hoort bij opslag { $store }, die er op { $at } in heeft geschreven
channels-claim-content = { $rows ->
    [one] het kanaal heeft 1 te uploaden rij
   *[other] het kanaal heeft { $rows } te uploaden rijen
} en { $accounts ->
    [one] kent 1 rekening
   *[other] kent { $accounts } rekeningen
}
channels-already-claimed = kanaal { $channel } hoort al bij deze opslag
channels-claimed = kanaal { $channel } hoort nu bij deze opslag; { $accounts ->
    [one] 1 rekening overgenomen
   *[other] { $accounts } rekeningen overgenomen
}
channels-nth-database = { $epoch }e database
channels-resets = Resets
channels-reset-question = Kanaal { $name } ({ $database }) wordt gereset:
channels-reset-would = Kanaal { $name } ({ $database }) zou worden gereset:
channels-reset-rows = { $rows ->
    [0] het heeft geen rijen
    [one] het heeft 1 rij
   *[other] het heeft { $rows } rijen
}: { $known ->
    [one] 1 is eerder geüpload en wordt herkend
   *[other] { $known } zijn eerder geüpload en worden herkend
}, { $new ->
    [one] 1 is nieuw
   *[other] { $new } zijn nieuw
}
channels-reset-table = { $new ->
    [0] { $table }: { $known } bekend, 0 nieuw
   *[other] { $table }: { $known } bekend, { $new } nieuw (maken { $creations }, bijwerken { $updates }, deactiveren { $deactivations })
}
channels-reset-malformed = { $rows ->
    [one] { $table }: 1 nieuwe rij heeft een ongeldige indeling
   *[other] { $table }: { $rows } nieuwe rijen hebben een ongeldige indeling
}
channels-reset-changes = { $rows ->
    [one] 1 nieuwe rij zou een klant met een rekening wijzigen
   *[other] { $rows } nieuwe rijen zouden klanten met een rekening wijzigen
}
channels-reset-deactivates = { $rows ->
    [one] 1 nieuwe rij zou een klant met een rekening, of een record daarvan, deactiveren
   *[other] { $rows } nieuwe rijen zouden klanten met een rekening, of records daarvan, deactiveren
}
channels-reset-unread = het kan nu niet worden gelezen: { $failure }
channels-reset-customers = de volgende uitvoering leest het vanaf het begin, uploadt niets dubbel en downloadt alle klanten er opnieuw naartoe
channels-reset = { $name } is gereset ({ $database }): de volgende uitvoering leest het kanaal vanaf het begin en uploadt niets dubbel
channels-created = { $source ->
    [folder] map { $path } gemaakt
   *[database] kanaaldatabase { $path } gemaakt
}
check-database = kanaal { $channel }, database { $path }
check-folder = kanaal { $channel }, map { $path }
check-right = alles is in orde
check-table = { $rows ->
    [one] { $table }: 1 rij
   *[other] { $table }: { $rows } rijen
}
check-unwritable = in de map kan niet worden geschreven: bestanden kunnen niet worden verplaatst en pakketten niet worden geplaatst; controleer de machtigingen
check-no-files = er zijn geen bestanden om te lezen
check-file = { $rows ->
    [one] { $file }: 1 rij
   *[other] { $file }: { $rows } rijen
}
check-unread-file = { $file }: niet gelezen
check-bad-lines = { $count ->
    [one] 1 regel is geen rij van de tabel (regel { $line }: { $fault })
   *[other] { $count } regels zijn geen rijen van de tabel (regel { $line }: { $fault })
}
check-unfinished = { $file } wordt nog geschreven en blijft voor een latere uitvoering staan
check-other = { $file } is niet naar een uploadtabel genoemd en wordt niet gelezen
check-misnamed = { $file } wordt niet gelezen: is `{ $table }` bedoeld, als .csv, .tsv, .txt, .dat, .json of .jsonl?
check-failed = { $count ->
    [one] 1 bestand in `failed` kon niet worden gelezen: de tekst ernaast vermeldt waarom
   *[other] { $count } bestanden in `failed` konden niet worden gelezen: de teksten ernaast vermelden waarom
}

## copy
copy-done = { $operations ->
    [one] { $target } is een volledige kopie van { $source } met { $operations } bewerking
   *[other] { $target } is een volledige kopie van { $source } met { $operations } bewerkingen
}
copy-rows = { $rows } rijen in { $tables } tabellen zijn in { $took } gekopieerd en vergeleken
copy-head = beide audittrails eindigen met vermelding { $entry }: { $hash }
copy-verify = controleer de kopie met: hqsync verify --store { $target }
copy-index = de zoekindex van de kopie wordt opnieuw gemaakt door de volgende uitvoering, of door `hqsync index`; filters vinden intussen alles
copy-one-of-both = werk met slechts één van beide opslagen verder: kanalen houden de andere voor een oudere toestand van dezelfde
copy-sealed = de audittrail is verzegeld, en de sleutel blijft naast de gekopieerde opslag staan: verplaats die, of begin op de kopie een nieuw zegel met `hqsync trail seal`
copy-interrupted = de kopie is onvoltooid; dezelfde opdracht gaat ermee verder
copy-copying = { $table } kopiëren
copy-comparing = { $table } vergelijken

## backup
backup-done = { $operations ->
    [one] { $file } is een gecontroleerde kopie van de opslag met 1 bewerking
   *[other] { $file } is een gecontroleerde kopie van de opslag met { $operations } bewerkingen
}
backup-copied = { $operations ->
    [one] { $file } is een exacte kopie van de opslag met 1 bewerking
   *[other] { $file } is een exacte kopie van de opslag met { $operations } bewerkingen
}
backup-breaches = net als de opslag stemt de kopie niet overeen met de audittrail: { $breaches ->
    [one] 1 afwijking; `hqsync verify` toont die
   *[other] { $breaches } afwijkingen; `hqsync verify` toont ze
}
backup-not-noted = de back-up is gemaakt, maar niet vastgelegd in de audittrail: { $failure }
backup-head = laatste hash van de audittrail: { $hash }

## init and demo
init-written = { $path } geschreven; vul de bedrijven en kanalen in en voer daarna `hqsync run-jobs --dry-run` uit
init-data = de opslag komt in { $folder }: `mkdir -p { $folder }` maakt de map
init-roles = de rollen `hqsync_work` en `hqsync_read` kunnen worden toegekend aan wie zich aanmeldt
init-no-roles = deze gebruiker mag geen rollen maken: docs/postgres.md heeft de opdrachten voor wie dat wel mag
init-store = opslag { $store } is klaar voor gebruik
demo-made = Kleine wereld met drie bedrijven en vier kanalen gemaakt in { $folder }.
demo-list = De nieuwste { $shown } van { $count } bewerkingen:
demo-next = Volgende stappen:
demo-next-status = de stand van zaken
demo-next-filter = wat is mislukt, per fout en land
demo-next-show = een mislukte bewerking, met de reden en de waarden
demo-next-edit = een onjuiste waarde in alle bewerkingen corrigeren en deze meteen synchroniseren
demo-next-verify = de opslag vergelijken met de audittrail
demo-next-file = alle bewerkingen in een bestand voor een spreadsheet

## verify
place-entry = vermelding { $name }
place-operation = bewerking { $name }
place-operations = bewerkingen { $first } tot en met { $last }
place-customer = klant { $name }
place-record = { $record ->
    [customer] record van klant { $name }
    [address] adres { $key } van klant { $name }
    [contact] contactgegevens { $key } van klant { $name }
    [affiliation] aansluiting { $key } van klant { $name }
   *[attribute] kenmerk { $key } van klant { $name }
}
place-company = bedrijf { $name }
place-channel = kanaal { $name }
place-run = uitvoering { $name }
place-saved-filter = opgeslagen filter { $name }
place-channel-customer = klant { $name } in kanaal { $channel }
place-anchor = regel { $line } van `{ $file }` ({ $time })
place-anchors = regels { $first } tot en met { $last } van `{ $file }` (vanaf { $time })
place-noted-hash = regel { $line } van `{ $file }`
place-anchors-file = `{ $file }`
place-store = opslag
fault-chain-broken = de hash past niet bij deze vermelding en de vorige: een van beide is gewijzigd
fault-entries-missing = { $place ->
    [store] de audittrail bevat geen vermeldingen
   *[part] vóór deze ontbreken vermeldingen in de audittrail
}
fault-entry-unreadable = geen vermelding zoals hqsync die schrijft
fault-anchor-missing = geen vermelding van de audittrail heeft hash { $found }: tot en met dat punt zijn vermeldingen gewijzigd of verwijderd
fault-anchor-differs = vermelding { $found } heeft een andere hash dan { $expected }: vermeldingen tot en met deze zijn gewijzigd, of de opslag is teruggezet naar een eerdere toestand
fault-anchor-ahead = vermelding { $found } bestaat niet: er zijn vermeldingen verwijderd, of de opslag is teruggezet naar een eerdere toestand
fault-anchor-foreign = hoort bij een andere opslag, { $found }
fault-anchors-unreadable = kan niet worden gelezen: { $found }
fault-anchors-none = bevat geen ankers: het is een ander bestand, of de regels zijn verwijderd of afgekapt
fault-witness-foreign = kent een andere opslag, { $found }
fault-witness-id = kent zichzelf als kanaal { $found }, maar de configuratie vermeldt { $expected }
fault-witness-differs = kent vermelding { $found } met een andere hash, { $expected }: vermeldingen tot en met deze zijn gewijzigd, of de opslag is teruggezet naar een eerdere toestand
fault-witness-ahead = kent vermelding { $found }, die niet bestaat: er zijn vermeldingen verwijderd, of de opslag is teruggezet naar een eerdere toestand
fault-till-account-differs = heeft rekening { $found }, maar het hoofdkantoor heeft { $expected } toegewezen
fault-till-account-taken = heeft rekening { $found }, die het hoofdkantoor aan een andere klant heeft toegewezen
fault-till-account-missing = mist rekening { $found }, die wel is ontvangen
fault-till-accounts-more = { $found ->
    [one] nog 1 rekening is onjuist
   *[other] nog { $found } rekeningen zijn onjuist
}
fault-seal-ahead = de sleutel van het zegel is al bij vermelding { $found }, maar de audittrail eindigt bij { $expected }: er zijn vermeldingen verwijderd, of de opslag is teruggezet naar een eerdere toestand
fault-seal-unusable = de sleutel van het zegel { $found ->
    [missing] ontbreekt
    [damaged] is beschadigd
    [other-seal] is die van een ander zegel
   *[unusable] is niet bruikbaar
}, dus er kunnen vermeldingen van het einde van de audittrail zijn verwijderd: zet het bestand terug; is het verloren gegaan, dan begint `hqsync trail seal` een nieuw zegel
fault-seal-unproven = hier begint een zegel waarvan de sleutel niet is opgegeven ({ $found }), dus vanaf hier is geen vermelding bewezen{ $expected ->
    [handed-over] {""}; het vorige zegel staat in voor deze vermelding, maar niet voor latere
    [missing] {""}; de sleutel van het vorige zegel ontbrak
    [damaged] {""}; de sleutel van het vorige zegel was beschadigd
    [locked] {""}; de sleutel van het vorige zegel was vergrendeld
    [unusable] {""}; de sleutel van het vorige zegel was niet bruikbaar
    [other-seal] {""}; de aanwezige sleutel was die van een ander zegel
    [ahead] {""}; de sleutel van het vorige zegel was al verder: de opslag is teruggezet naar een eerdere toestand
   *[none] {""}
}
fault-code-missing = de audittrail is verzegeld, maar de vermelding heeft geen code
fault-code-unexpected = de vermelding heeft een code, maar de audittrail was nog niet verzegeld
fault-code-differs = de code past niet bij de vermelding: deze of een eerdere is na het toevoegen gewijzigd
fault-seal-missing = geen zegel van de audittrail begint met de opgegeven sleutel ({ $found }): de audittrail is herschreven, of de sleutel is die van een andere opslag
fault-unreadable = waarden van een onverwacht type: { $found }
fault-orphans = ontbreekt, maar rijen van `{ $found }` verwijzen ernaar
fault-unexplained = niet vastgelegd in de audittrail
fault-gone = ontbreekt, maar is vastgelegd in de audittrail
fault-received-differs = de ontvangen rij, of de herkomst ervan, is niet zoals vastgelegd in de audittrail
fault-edited-differs = { $found ->
    [one] de rij is na 1 keer bewerken niet de rij die de audittrail na { $expected } keer heeft vastgelegd
   *[other] de rij is na { $found } keer bewerken niet de rij die de audittrail na { $expected } keer heeft vastgelegd
}
fault-columns-differ = kolommen die niet uit de rij volgen: { $found }
fault-state-differs = de status is { $found ->
    [pending] in behandeling
    [waiting] wachtend
    [failed] mislukt
    [synced] gesynchroniseerd
    [completed] voltooid
    [dismissed] genegeerd
   *[other] { $found }
}, maar volgens de audittrail { $expected ->
    [pending] in behandeling
    [waiting] wachtend
    [failed] mislukt
    [synced] gesynchroniseerd
    [completed] voltooid
    [dismissed] genegeerd
   *[other] { $expected }
}
fault-attempts-differ = { $found ->
    [one] 1 poging, maar volgens de audittrail { $expected }
   *[other] { $found } pogingen, maar volgens de audittrail { $expected }
}
fault-last-run-differs = { $found ->
    [unknown] door geen uitvoering gewijzigd, maar volgens de audittrail door uitvoering { $expected }
   *[other] { $expected ->
        [unknown] het laatst gewijzigd door uitvoering { $found }, maar volgens de audittrail door geen enkele
       *[other] het laatst gewijzigd door uitvoering { $found }, maar volgens de audittrail door uitvoering { $expected }
    }
}
fault-outcome-differs = effect, problemen, wijzigingen of toegewezen rekening zijn niet die van de laatste poging in de audittrail
fault-past-outcome-differs = de problemen van een eerdere poging zijn niet zoals vastgelegd in de audittrail
fault-values-differ = de waarden zijn niet zoals de laatste bewerking ze heeft achtergelaten
fault-source-differs = kan niet komen van de bewerking die als bron is vermeld
fault-primary-differs = de markering als primair staat niet waar de bewerkingen die hebben gezet
fault-customer-differs = niet zoals door de bewerkingen achtergelaten: { $found }
fault-accounts-differ = { $found ->
    [one] er is 1 rekening toegewezen, maar het aantal klanten met een rekening is { $expected }
   *[other] er zijn { $found } rekeningen toegewezen, maar het aantal klanten met een rekening is { $expected }
}
fault-imported-differs = de geïmporteerde klanten zijn niet die van de vermelding
fault-reserved-differs = rekening { $found } is niet gereserveerd zoals vastgelegd in de audittrail
fault-reservations-differ = { $found ->
    [one] er is 1 rekening gereserveerd, maar volgens de audittrail { $expected }
   *[other] er zijn { $found } rekeningen gereserveerd, maar volgens de audittrail { $expected }
}
fault-count-differs = { $state ->
    [pending] aantal bewerkingen in behandeling: { $found } geteld, maar { $expected } opgeslagen
    [waiting] aantal wachtende bewerkingen: { $found } geteld, maar { $expected } opgeslagen
    [failed] aantal mislukte bewerkingen: { $found } geteld, maar { $expected } opgeslagen
    [synced] aantal gesynchroniseerde bewerkingen: { $found } geteld, maar { $expected } opgeslagen
    [completed] aantal voltooide bewerkingen: { $found } geteld, maar { $expected } opgeslagen
    [dismissed] aantal genegeerde bewerkingen: { $found } geteld, maar { $expected } opgeslagen
   *[all] { $found ->
        [one] er is 1 bewerking geteld, maar het opgeslagen aantal is { $expected }
       *[other] er zijn { $found } bewerkingen geteld, maar het opgeslagen aantal is { $expected }
    }
}
fault-numbers-differ = het laatst toegewezen nummer is niet dat van de laatste rij: { $found }
fault-bookmark-differs = leesposities en hiaten zijn niet die van de opgeslagen bewerkingen
fault-changes-differ = de laatste wijziging heeft nummer { $found }, maar de laatste wijziging van een klant heeft { $expected }
fault-registration-differs = niet zoals geregistreerd: { $found }
fault-downloaded-differs = gedownload tot en met wijziging { $found }, maar volgens de audittrail tot en met { $expected }
fault-epoch-differs = de generatie is { $found }, maar volgens de audittrail { $expected }
fault-reported-differs = de rijen van de database die opnieuw als voltooid zijn gemeld, zijn andere dan de audittrail vastlegt
fault-contacts-differ = laatste contacten of fouten van kanalen zijn niet zoals de laatste uitvoering ze heeft achtergelaten
fault-retaken-differs = een rij van de database is ten onrechte vastgelegd als eerder geüpload
fault-created-differs = de opslag is niet gemaakt op het tijdstip dat de audittrail vermeldt
fault-identity-differs = de identiteit is { $found }, maar volgens de audittrail { $expected }
fault-run-differs = niet zoals vastgelegd in de audittrail: { $found }
fault-reports-differ = de rapporten zijn niet zoals vastgelegd in de audittrail
fault-saved-filter-differs = niet zoals opgeslagen: { $found }
fault-not-found = niet gevonden door de zoekindex, zodat `filter` en `edit --where` dit kunnen missen; `hqsync index --rebuild` bouwt de index opnieuw op
fault-index-ahead = volgens de zoekindex zijn er bewerkingen tot en met { $found }, maar de laatste is { $expected }; `hqsync index --rebuild` bouwt de index opnieuw op
fault-index-damaged = de zoekindex is beschadigd: { $found }; `hqsync index --rebuild` bouwt de index opnieuw op
fault-schema-differs = `{ $found }` is niet zoals hqsync het maakt
fault-damaged = beschadigd: { $found }
verify-breach = { $place }: { $breach }
verify-store = Opslag { $store }
verify-breaches = { $count ->
    [one] 1 afwijking
   *[other] { $count } afwijkingen
}
verify-well = alles klopt: { $operations ->
    [one] 1 bewerking
   *[other] { $operations } bewerkingen
}, { $entries ->
    [one] 1 vermelding
   *[other] { $entries } vermeldingen
}, { $customers ->
    [one] 1 klant
   *[other] { $customers } klanten
}
verify-anchors = { $count ->
    [0] geen ankers om met de audittrail te vergelijken
    [one] 1 anker maakt deel uit van de audittrail
   *[other] { $count } ankers maken deel uit van de audittrail
}
verify-given-up = { $count ->
    [one] 1 anker hoort bij een toestand die bij het terugzetten van de opslag is losgelaten
   *[other] { $count } ankers horen bij toestanden die bij het terugzetten van de opslag zijn losgelaten
}
verify-excuse = ankers of kanalen kennen vermeldingen die niet in de audittrail staan, maar dat is geen afwijking: volgens vermelding { $entry }, toegevoegd op { $time } door { $actor }, is de opslag teruggezet naar een eerdere toestand of opnieuw gemaakt; vraag { $actor } of dat klopt
verify-channels = { $count ->
    [one] 1 kanaal stemt overeen
   *[other] { $count } kanalen stemmen overeen
}
verify-unasked = kanaal `{ $channel }` kon niet worden geraadpleegd: { $failure }
verify-busy = kanaal `{ $channel }` kon niet worden geraadpleegd: een uitvoering schreef er intussen in
verify-codes = { $codes ->
    [one] 1 vermelding is verzegeld
   *[other] { $codes } vermeldingen zijn verzegeld
}{ $proven ->
    [0] ; `--key` bewijst dat er sinds het toevoegen niets is gewijzigd
    [one] , waarvan 1 bewezen met een sleutel
   *[other] , waarvan { $proven } bewezen met sleutels
}
verify-key-unchecked = de sleutel van het zegel is niet beschikbaar, dus niets laat zien of er vermeldingen van het einde van de audittrail zijn verwijderd
verify-head = laatste hash van de audittrail: { $hash }
verify-note = bewaar deze hash ergens anders: `hqsync verify --anchor HASH` toont later of iets van daarvoor is gewijzigd of verwijderd
verify-put-back = als iemand de opslag heeft teruggezet, accepteert `hqsync run-jobs --restored` dat; zo niet, dan heeft iemand de opslag gewijzigd
verify-no-head = de laatste hash van de audittrail wordt niet getoond: die zou instaan voor wat er mis is in opslag { $store }

## Report
report-title = Synchronisatiestatus van klant
report-date = { $month ->
    [january] { $day } januari { $year }
    [february] { $day } februari { $year }
    [march] { $day } maart { $year }
    [april] { $day } april { $year }
    [may] { $day } mei { $year }
    [june] { $day } juni { $year }
    [july] { $day } juli { $year }
    [august] { $day } augustus { $year }
    [september] { $day } september { $year }
    [october] { $day } oktober { $year }
    [november] { $day } november { $year }
   *[december] { $day } december { $year }
}
report-period = { $from } tot en met { $to }
report-period-empty = in deze periode is niets gebeurd
report-channels = { $count ->
    [0] geen kanalen
    [one] 1 kanaal
   *[other] { $count } kanalen
}
report-made = gemaakt op { $date } om { $time }
report-percent = { $share } %
report-tile-failed = { $count ->
    [0] bewerkingen hebben hulp nodig
    [one] bewerking heeft hulp nodig
   *[other] bewerkingen hebben hulp nodig
}
report-tile-median = daarna kan de helft van de kassamedewerkers een nieuwe rekening gebruiken
report-tile-percentile = { $waiting ->
    [0] daarna kunnen 19 van de 20 dat; niemand wacht nog
    [one] daarna kunnen 19 van de 20 dat; 1 wacht nog, al { $oldest }
   *[other] daarna kunnen 19 van de 20 dat; { $waiting } wachten nog, de langst wachtende al { $oldest }
}
report-tile-untouched = van de bewerkingen is zonder correctie geslaagd
report-attention = Wat aandacht vereist
report-attention-none = Niets.
report-attention-channel = kanaal `{ $channel }`: de laatste taak kon niet worden voltooid
report-attention-older-store = de opslag is een eerdere toestand van zichzelf en wijst geen rekeningen toe totdat iemand beslist wat juist is
report-waiting = Waar klanten wachten
report-waiting-meaning = Van het moment waarop een kassa een klant maakt, tot die de rekening kan gebruiken. De helft van de klanten wacht niet langer dan de mediaan, 19 van de 20 niet langer dan het 95e percentiel. Wie nog wacht, wordt apart geteld.
report-waiting-nobody = In deze periode zijn geen klanten gemaakt.
report-waits-chart = { $unit ->
    [day] Wachttijd van nieuwe klanten per dag
    [week] Wachttijd van nieuwe klanten per week
    [month] Wachttijd van nieuwe klanten per maand
   *[year] Wachttijd van nieuwe klanten per jaar
}
report-waits-extremes = Langste mediaan: { $median } ({ $median_date }). Langste 95e percentiel: { $percentile } ({ $percentile_date }).
report-parts-chart = { $unit ->
    [day] Delen van de gemiddelde wachttijd per dag
    [week] Delen van de gemiddelde wachttijd per week
    [month] Delen van de gemiddelde wachttijd per maand
   *[year] Delen van de gemiddelde wachttijd per jaar
}
report-parts-extremes = Langste: kassa naar hoofdkantoor { $upload } ({ $upload_date }), op het hoofdkantoor { $sync } ({ $sync_date }), terug naar de kassa { $download } ({ $download_date }).
report-chart-empty = Er is niets te tonen.
report-part-upload = Kassa naar hoofdkantoor
report-part-sync = Op het hoofdkantoor
report-part-download = Terug naar de kassa
report-by-channel = Per kanaal
report-span = { $unit ->
    [day] Dag
    [week] Week vanaf
    [month] Maand
   *[year] Jaar
}
report-new = Nieuwe klanten
report-median = Mediaan
report-percentile = 95e percentiel
report-longest = Langste
report-still-waiting = Nog wachtend
report-waiting-longest = Langst wachtend
report-clock-ahead = { $count ->
    [one] De klok van { $channel } loopt voor: er is 1 klant gemaakt op een tijdstip dat nog moest komen. Die telt vanaf de ontvangst.
   *[other] De klok van { $channel } loopt voor: er zijn { $count } klanten gemaakt op tijdstippen die nog moesten komen. Die tellen vanaf de ontvangst.
}
report-operations = { $unit ->
    [day] Bewerkingen per dag
    [week] Bewerkingen per week
    [month] Bewerkingen per maand
   *[year] Bewerkingen per jaar
}
report-operations-meaning = Volgens het tijdstip waarop een kassa ze maakte, in de status die ze nu hebben.
report-operations-none = Er zijn geen bewerkingen in deze periode.
report-operations-extremes = { $total } bewerkingen. Meeste: { $most } ({ $date }).
report-operations-failed = Meeste die nu mislukt zijn: { $most } ({ $date }).
report-earlier = { $count ->
    [one] 1 bewerking is ouder dan de grafiek.
   *[other] { $count } bewerkingen zijn ouder dan de grafiek.
}
report-failures = Wat mislukt
report-failures-sum = { $operations ->
    [one] 1 bewerking uit deze periode is mislukt
   *[other] { $operations } bewerkingen uit deze periode zijn mislukt
}, { $open ->
    [0] en geen daarvan is nu nog mislukt.
    [one] en 1 daarvan is nu nog mislukt.
   *[other] en { $open } daarvan zijn nu nog mislukt.
}
report-failures-none = Geen bewerking uit deze periode is mislukt.
report-errors = Fouten per kanaal
report-errors-course = { $unit ->
    [day] Fouten per dag
    [week] Fouten per week
    [month] Fouten per maand
   *[year] Fouten per jaar
}
report-error = Fout
report-still-failing = Nu nog mislukt
report-course = Verloop
report-course-of = Verloop van { $error }
report-course-extremes = { $total ->
    [one] 1 bewerking.
   *[other] { $total } bewerkingen.
} Meeste: { $most } ({ $date }).
report-other-channels = Andere kanalen
report-errors-fields = Per veld
report-other-fields = overige
report-errors-values = Onjuiste waarden die in vijf of meer bewerkingen voorkomen
report-wrong-value = Onjuiste waarde
report-right-value = Juiste waarde
report-most-in = Meeste in
report-corrections = Correcties
report-corrections-none = Niemand heeft in deze periode iets gecorrigeerd.
report-corrections-meaning = Wat er in deze periode handmatig is gedaan, en hoeveel van de bewerkingen sindsdien zijn geslaagd.
report-corrections-total = Alle correcties
report-corrections-people = Per persoon
report-edited = Bewerkt
report-resynced = Opnieuw gesynchroniseerd
report-dismissed = Genegeerd
report-corrected = Bewerkingen
report-through = Geslaagd
report-through-share = Aandeel
report-person = Persoon
report-jobs = Kanalen en taken
report-channels-table = Kanalen
report-jobs-table = Taken
report-failed-operations = Mislukt
report-runs-sum = { $count ->
    [0] In deze periode is geen taak uitgevoerd.
    [one] De taken zijn in deze periode één keer uitgevoerd.
   *[other] De taken zijn in deze periode { $count } keer uitgevoerd.
}
report-runs-duration = De helft van de uitvoeringen duurde niet langer dan { $median }, 19 van de 20 niet langer dan { $percentile }.
report-runs-outcomes = Resultaten
report-runs = Uitvoeringen
report-runs-failed = Niet geslaagd
report-open = Oudste open bewerkingen
report-open-none = Alle bewerkingen uit deze periode zijn geslaagd of genegeerd.
report-show-table = Hetzelfde als tabel
report-more-rows = { $count ->
    [one] nog 1
   *[other] nog { $count }
}
report-foot-version = gemaakt door hqsync { $version }
report-foot-offset = tijden in UTC{ $offset }
report-foot-private = geen klantgegevens
report-foot-people = vermeldt wie bewerkingen heeft gecorrigeerd
report-no-file = het rapport is een pagina voor een browser; een terminal kan die niet tonen
    .hint = schrijf het naar een bestand: `hqsync report --output rapport.html`; `--format json` toont de cijfers
report-period-reversed = `--since` ligt na `--until`
    .hint = verwissel ze

## Browse

browse-title = Synchronisatiestatus van klant
browse-filter = Filter
browse-all = alle bewerkingen
browse-reading = Bezig met lezen…
browse-read-only = alleen-lezen
browse-failed = Dit kon niet worden uitgevoerd
browse-too-small = De pagina heeft { $columns } kolommen en { $lines } regels nodig
browse-key-space = Spatie
browse-key-backspace = Backspace
browse-at-work = Een ogenblik…
browse-not-kept = Bewerking { $id } is er niet meer: de waarde is niet bewaard
browse-copied = Gekopieerd: { $text }
browse-trail = Audittrail
browse-trail-title = Audittrail van bewerking { $id }
browse-read-at = bijgewerkt om { $time }
browse-last-run = uitvoering { $run }
browse-changed-by = gewijzigd door { $actor } om { $time }
browse-conflict-title = Bewerking { $id } is op { $time } gewijzigd door { $actor }
browse-conflict-before = bij aanvang
browse-theirs = die van de ander
browse-yours = eigen waarde
browse-saved-filters = Opgeslagen filters
browse-help-title = Wat nu mogelijk is
browse-help-search = Zoeken
browse-reason = Reden
browse-reason-missing = De audittrail vereist een reden
browse-rehearsing = Bezig met nagaan wat het resultaat zou zijn…
browse-all-jobs = Alle drie de taken: P, synchroniseren, 1010
browse-question-jobs = Welke taken uitvoeren?
browse-question-stop = Er is een uitvoering bezig
browse-question-stop-why = De uitvoering stopt na de huidige batch en daarna wordt de pagina gesloten. De volgende uitvoering gaat verder.
browse-question-dismiss = Bewerking { $id } negeren en nooit synchroniseren?
browse-run-stopping = De uitvoering stopt na de huidige batch…
browse-undone = De vorige waarden zijn nu concepten; opslaan maakt de wijziging ongedaan
browse-saved = Bewerking { $id } is opgeslagen en wordt gesynchroniseerd door de volgende uitvoering of met `y`
browse-count = { $all ->
    [one] 1 bewerking
   *[other] { $all } bewerkingen
}
browse-count-of = { $matching } van { $all }
browse-new = { $count ->
    [one] 1 nieuwe
   *[other] { $count } nieuwe
}
browse-marked-count = { $count ->
    [one] 1 gemarkeerd
   *[other] { $count } gemarkeerd
}
browse-marked = { $count ->
    [one] 1 bewerking is gemarkeerd
   *[other] { $count } bewerkingen zijn gemarkeerd
}
browse-to-save = { $count ->
    [one] 1 niet-opgeslagen wijziging
   *[other] { $count } niet-opgeslagen wijzigingen
}
browse-hidden = { $count ->
    [one] 1 leeg veld verborgen
   *[other] { $count } lege velden verborgen
}
browse-state-and-attempts = { $state ->
    [pending] in behandeling
    [waiting] wachtend
    [failed] mislukt
    [synced] gesynchroniseerd
    [completed] voltooid
   *[dismissed] genegeerd
}, { $attempts ->
    [one] 1 poging
   *[other] { $attempts } pogingen
}
browse-still-wrong = { $count ->
    [one] 1 bewerking is nog onjuist
   *[other] { $count } bewerkingen zijn nog onjuist
}
browse-repeated = { $count ->
    [one] 1 latere bewerking van hetzelfde record herhaalt de onjuiste waarde
   *[other] { $count } latere bewerkingen van hetzelfde record herhalen de onjuiste waarde
}
browse-went-along = { $count ->
    [one] 1 wachtende bewerking is meegenomen
   *[other] { $count } wachtende bewerkingen zijn meegenomen
}
browse-outcome = { $state ->
    [pending] Bewerking { $id } is in behandeling
    [waiting] Bewerking { $id } wacht op een andere bewerking
    [failed] Bewerking { $id } is mislukt
    [synced] Bewerking { $id } is gesynchroniseerd
    [completed] Bewerking { $id } is voltooid
   *[dismissed] Bewerking { $id } is genegeerd
}
browse-run-ended = { $outcome ->
    [succeeded] Uitvoering { $run } is geslaagd
    [partial] Uitvoering { $run } is gedeeltelijk voltooid; `hqsync jobs show { $run }` toont de details
    [failed] Uitvoering { $run } is mislukt; `hqsync jobs show { $run }` toont de details
    [interrupted] Uitvoering { $run } is onderbroken
   *[unfinished] Uitvoering { $run } is niet voltooid
}: { $synced } gesynchroniseerd, { $failed } mislukt
browse-question-edit = { $count ->
    [one] 1 bewerking wijzigen?
   *[other] { $count } bewerkingen wijzigen?
}
browse-question-synchronize = { $count ->
    [one] 1 bewerking synchroniseren?
   *[other] { $count } bewerkingen synchroniseren?
}
browse-question-dismiss-many = { $count ->
    [one] 1 bewerking negeren en nooit synchroniseren?
   *[other] { $count } bewerkingen negeren en nooit synchroniseren?
}
browse-question-leave = { $count ->
    [one] 1 niet-opgeslagen wijziging verwerpen?
   *[other] { $count } niet-opgeslagen wijzigingen verwerpen?
}
browse-nearest = is `{ $nearest }` bedoeld?
browse-no-saved-filter = er is geen filter opgeslagen als `{ $name }`
browse-no-terminal = `browse` heeft een terminal nodig die een pagina kan tonen
    .hint = `hqsync list` toont bewerkingen, `hqsync show ID` één in detail
browse-panicked = het programma bevat een fout: { $text }
    .hint = meld deze fout; door wat mislukte, is niets opgeslagen
browse-do-open = Details
    .help = De velden van de bewerking tonen om ze te lezen en te bewerken
browse-do-edit = Bewerken
    .help = Het geselecteerde veld bewerken, of in alle gemarkeerde bewerkingen
browse-do-save = Opslaan
    .help = De wijzigingen opslaan; de volgende uitvoering synchroniseert de bewerking
browse-do-save-synchronize = Opslaan en synchroniseren
    .help = De wijzigingen opslaan en meteen synchroniseren, ook wat erop wachtte
browse-do-synchronize = Synchroniseren
    .help = Nu synchroniseren, ook wat erop wachtte, of alle gemarkeerde bewerkingen
browse-do-dismiss = Negeren
    .help = De bewerking nooit synchroniseren, met een reden die in de audittrail komt
browse-do-undo = Ongedaan maken
    .help = De laatste wijziging terugnemen; na opslaan de vervangen waarden als concept
browse-do-waits-for = Wacht op
    .help = Naar de bewerking gaan waarop deze wacht
browse-do-back = Terug
    .help = Teruggaan naar de vorige bewerking
browse-do-trail = Audittrail
    .help = Alles tonen wat met de bewerking is gebeurd
browse-do-timeline = Klant
    .help = Alles tonen wat met de klant is gebeurd
browse-do-filter = Filteren
    .help = Een filter typen; Tab vult aan, een losse tekst wordt overal gezocht
browse-do-saved-filters = Opgeslagen filters
    .help = Een van de opgeslagen filters kiezen
browse-do-mark = Markeren
    .help = De bewerking markeren of de markering verwijderen
browse-do-mark-all = Alles markeren
    .help = Alle bewerkingen markeren die aan het filter voldoen
browse-do-mark-none = Niets markeren
    .help = Alle markeringen verwijderen
browse-do-own-editor = Eigen editor
    .help = De hele bewerking bewerken in de editor die in `$EDITOR` is ingesteld
browse-do-empty-fields = Lege velden
    .help = Ook de velden zonder waarde tonen, of ze weer verbergen
browse-do-refresh = Vernieuwen
    .help = Nieuwe gegevens ophalen en de pagina opnieuw tekenen
browse-do-copy-value = Kopiëren
    .help = De waarde van het veld of de klantrekening kopiëren
browse-do-copy-command = Opdracht kopiëren
    .help = De opdrachtregel kopiëren die hetzelfde doet
browse-do-run-jobs = Taken uitvoeren
    .help = De taken nu uitvoeren, allemaal of één
browse-do-stop-run = Uitvoering stoppen
    .help = De hier gestarte uitvoering na de huidige batch laten stoppen
browse-do-next-pane = Volgend deelvenster
    .help = Van de lijst naar de velden gaan en terug
browse-do-up = Omhoog
    .help = Eén rij omhoog
browse-do-down = Omlaag
    .help = Eén rij omlaag
browse-do-page-up = Pagina omhoog
    .help = Eén pagina omhoog
browse-do-page-down = Pagina omlaag
    .help = Eén pagina omlaag
browse-do-first = Eerste
    .help = Naar de eerste rij gaan
browse-do-last = Laatste
    .help = Naar de laatste rij gaan
browse-do-suspend = Onderbreken
    .help = Terug naar de shell; `fg` haalt de pagina terug
browse-do-quit = Afsluiten
    .help = De pagina verlaten
browse-do-help = Help
    .help = Alles tonen wat nu mogelijk is, en het uitvoeren
browse-do-keep = Behouden
    .help = De waarde behouden als wijziging om op te slaan
browse-do-take-proposal = Voorstel overnemen
    .help = De voorgestelde waarde overnemen
browse-do-give-up = Annuleren
    .help = Alles laten zoals het was
browse-do-apply = Toepassen
    .help = Het filter behouden; een losse tekst wordt overal gezocht
browse-do-complete = Aanvullen
    .help = Het laatste woord aanvullen: een veld, een operator, een waarde
browse-do-complete-back = Vorig woord
    .help = Aanvullen met het vorige woord
browse-do-older = Eerdere filters
    .help = Het vorige toegepaste filter tonen
browse-do-newer = Latere filters
    .help = Het daarna toegepaste filter tonen
browse-do-confirm = Ja, uitvoeren
    .help = Uitvoeren wat wordt gevraagd
browse-do-confirm-synchronize = Ook synchroniseren
    .help = Het uitvoeren en de bewerkingen meteen synchroniseren
browse-do-save-first = Opslaan
    .help = De wijzigingen opslaan en bij de bewerking blijven
browse-do-take-yours = Eigen waarde
    .help = De eigen waarde van het veld behouden
browse-do-take-theirs = Van de ander
    .help = De waarde van de ander overnemen
browse-do-save-marked = Keuze opslaan
    .help = De waarden opslaan die met een sterretje zijn gemarkeerd
browse-do-choose = Kiezen
    .help = Tonen wat het opgeslagen filter vindt
browse-do-it = Uitvoeren
    .help = Uitvoeren wat is geselecteerd
browse-do-close = Sluiten
    .help = Teruggaan naar het vorige scherm

## Operations
monitor-summary = { $form ->
    [none] niets mislukt
    [one] { $failed } mislukt ({ $channel })
   *[several] { $failed } mislukt (de meeste in { $channel }: { $most })
}, { $ran ->
    [now] er is een uitvoering bezig
    [ago] taken { $age } geleden uitgevoerd
   *[never] nog niet alle taken zijn uitgevoerd
}
monitor-pending = { $count ->
    [one] 1 bewerking is al { $age } in behandeling
   *[other] { $count } bewerkingen zijn in behandeling, de eerste al { $age }
}
monitor-job-age = { $job ->
    [p] de P-taak is { $age } geleden voor het laatst uitgevoerd
    [sync] de sync-taak is { $age } geleden voor het laatst uitgevoerd
   *[download] taak 1010 is { $age } geleden voor het laatst uitgevoerd
}
monitor-channel = kanaal `{ $channel }` kon niet worden gebruikt ({ $code })
monitor-fault = { $kind ->
    [run-slow] de huidige uitvoering duurt veel langer dan de vorige; `hqsync status` toont bij welke stap
    [clock-jumped] de klok van de laatste uitvoering week ver af van die van de uitvoering ervoor; `hqsync status` toont hoeveel
    [entries-unnoted] het einde van de audittrail is niet vastgelegd in het bestand met ankers; `hqsync status` toont welk bestand
    [anchors-unusable] het bestand met de ankers van de audittrail is onbruikbaar; `hqsync status` toont waarom
    [older-store] de opslag is teruggezet naar een eerdere toestand; `hqsync status` toont wat er moet gebeuren
   *[seal-unusable] de audittrail is verzegeld en de sleutel ervan is onbruikbaar; `hqsync status` toont waarom
}
thresholds-reversed = de eerste drempel ligt boven de tweede
    .hint = de eerste is voor een waarschuwing, de tweede voor wat kritiek is, bijvoorbeeld `0:100`
thresholds-none = geen van beide drempels is opgegeven
    .hint = geef er een of twee op, bijvoorbeeld `0:100`, `5` of `:100`
thresholds-no-count = `{ $value }` is geen aantal bewerkingen of kanalen
    .hint = geef een of twee gehele getallen op, bijvoorbeeld `0:100`, `5` of `:100`
backup-keep-without-folder = `--keep` is voor een map met back-ups, en `{ $file }` is een bestand
    .hint = geef de map op, bijvoorbeeld `hqsync backup /backup/ --keep 14`
backup-not-pruned = de back-up is gemaakt, maar oudere zijn niet verwijderd
backup-not-removed = de back-up is gemaakt, maar `{ $file }` is niet verwijderd
backup-removed = { $file } is verwijderd
config-head-key = Sleutel
config-head-value = Waarde
config-head-origin = Herkomst
config-origin = { $kind ->
    [line] regel { $line }
   *[default] standaard
}
config-problems = Wat er mis is:
config-right = de configuratie klopt, en de kanalen kunnen worden gelezen en geschreven
man-written = { $count } pagina's staan in { $folder }
man-not-written = `{ $file }` kan niet worden geschreven
