# English: the texts that every other language is compared with. Words that stand alone have their own text; a sentence
# gets keys, such as `address` or `failed`, and selects its words itself.

## Columns of an operation, in the terms of the Customer synchronization status page; `.short` is for where there is little
## room
column-id = Id
column-channel = Channel name
    .short = Channel
column-company = Company
    .short = Co.
column-customer-account = Customer account
    .short = Account
column-async-customer-account = Async customer account
    .short = Async account
column-record = Record
column-operation = Operation
column-timestamp = Operation timestamp
    .short = Timestamp
column-status = Customer sync status
    .short = Status
column-errors = Last known error
    .short = Error
column-attempts = Attempts
column-description = Change description
    .short = Change
column-table = Table
column-counter = Counter
column-received = Received
column-edited = Edited
column-run = Run
column-notes = Notes
column-proposal = Proposal
column-effect = Effect

## Errors and hints in general
error = error
warning = warning
hint = hint
# `kind` is what the system says.
system-error = { $kind ->
    [missing] No such file or directory
    [denied] Permission denied
    [not-permitted] Operation not permitted
    [exists] File exists
    [folder] Is a directory
    [no-folder] Not a directory
    [disk] No space left on device
    [quota] Disk quota exceeded
    [file-size] File too large
    [read-only] Read-only file system
    [too-many-files] Too many open files
   *[device] Input/output error
}
    .hint = { $kind ->
        [disk] free some space
        [quota] free some space or have the quota raised
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files
        [too-many-files] raise the limit of open files, which `ulimit -n` shows
       *[device] look at the disk first
    }
store-named = store `{ $store }`
did-you-mean = did you mean `{ $name }`?
# `names` are several.
known-names = known: { $names }
unanswered = { $exit ->
    [attention] done, with operations that failed, but the answer could not be written
    [partial] partly done, since a channel or a job failed, but the answer could not be written
    [failed] nothing was done, and the answer could not be written
    [interrupted] interrupted, and the answer could not be written
   *[done] done, but the answer could not be written
}
    .hint = what was done stays done, so do not repeat the command

## Errors: files, locks, seals
interrupted = interrupted
# Who holds a lock, in which process and since when.
lock-holder = { $actor }, process { $process }, since { $since }
lock-held = another run holds the lock of store `{ $store }`
    .hint = `--wait 5m` waits for it
lock-interrupted = interrupted while waiting for the lock
lock-file = the lock `{ $file }` cannot be used
lock-unusable = the lock cannot be used
# A file of the program's own; `form` is `it` where the sentence before has named it.
own-file-link = { $form ->
    [it] it is a link, which hqsync does not follow
   *[named] `{ $file }` is a link, which hqsync does not follow
}
    .hint = find out who created it, then remove it; hqsync creates a new one
own-file-special = { $form ->
    [it] it is not a regular file
   *[named] `{ $file }` is not a regular file
}
    .hint = find out who created it, then remove it; hqsync creates a new one
own-file-several-names = { $form ->
    [it] it has several names, so it may be somebody else's file
   *[named] `{ $file }` has several names, so it may be somebody else's file
}
    .hint = find out who created it, then remove it; hqsync creates a new one
# `fault` is what the system says.
own-file-unusable = { $form ->
    [it] it cannot be opened
   *[named] `{ $file }` cannot be opened
}
    .hint = { $fault ->
        [denied] another user created it, such as root: give it the owner and the permissions of the store
        [disk] free some space
        [quota] free some space or have the quota raised
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files
        [too-many-files] raise the limit of open files, which `ulimit -n` shows
        [device] look at the disk first
       *[other] check the file and its folder
    }
given-file-pipe = it is a named pipe, not a file
store-not-regular = the store is not a regular file
    .hint = check `store` in the configuration, `--store` and `$HQSYNC_STORE`
store-path-too-long = the absolute path of the store has { $length } bytes, but SQLite takes at most { $limit }
    .hint = move the store to a folder with a shorter path
store-several-names = the store's file has { $count } names (hard links), and each would have a log of its own
    .hint = remove the other names, which `find DIR -samefile FILE` lists; make copies with `hqsync backup`
store-mounted-alone = only the store's file is mounted here, without the log beside it
    .hint = mount the folder that contains the store, not the file
# `kind` is the name of the kind of file system.
store-on-network = the store is on a network file system ({ $kind }), whose hosts do not share SQLite's locks and memory
    .hint = keep the store on a local disk of the host that runs hqsync, and back it up to the network
store-companion-link = `{ $file }` is a link, which hqsync does not follow
    .hint = find out who created it, then remove it
# `owner` is the user to whom the store belongs.
store-without-log = the store's `-wal` and `-shm` files are missing or unreadable, and this user may not create them
    .hint = let user { $owner }, or another user who may write to the store, run `hqsync status` once: it creates them with the permissions of the store, and they stay
store-run-elsewhere = another run is at work on the store's file under another name, or its lock file was removed
    .hint = try again when it has finished; use one name only, and leave the file `.lock` beside the store
store-run-taken-for-killed = run { $run } lost its connection to the server, and run { $next } took it for killed
    .hint = what was done is kept; run { $next } or the one after it goes on from there
store-run-of-earlier-version = the store is of an earlier version of hqsync, and a run is at work on it
    .hint = try again when it has finished; the store is upgraded then
store-written-meanwhile = another program wrote to the store while it was read, so what was printed may be wrong
    .hint = run the command again
store-replaced = another file took the place of the store while the run was at work
    .hint = find out who replaced the store, and leave its file alone while a run is at work
anchors-end-unnoted = the end of the audit trail could not be noted
anchors-unnoted = the end of the audit trail could not be noted
    .hint = nothing else failed because of that; let hqsync's user append to the file, or name another one as `trail.anchors`
# `fault` is what the system says.
anchors-unwritable = the end of the audit trail could not be noted: `{ $file }` cannot be written
    .hint = { $fault ->
        [disk] nothing else failed because of that; free some space
        [quota] nothing else failed because of that; free some space or have the quota raised
        [file-size] nothing else failed because of that; raise the limit, which `ulimit -f` shows, or use a file system that allows larger files
        [too-many-files] nothing else failed because of that; raise the limit of open files, which `ulimit -n` shows
        [device] nothing else failed because of that; look at the disk first
       *[other] nothing else failed because of that; let hqsync's user append to the file, or name another one as `trail.anchors`
    }
journal-unreachable = the end of the audit trail could not be sent to the system's journal: `{ $socket }`
    .hint = nothing else failed because of that; without a journal, set `trail.syslog` to false
seal-key-missing = the audit trail is sealed, but its key `{ $file }` is missing
    .hint = put the file back; if it is lost, `hqsync trail seal` begins a new seal, and the trail says so
seal-key-unusable = the audit trail is sealed, but its key cannot be used
seal-key-locked = the audit trail is sealed, but its key `{ $file }` is locked by another program
    .hint = try again when the other program has finished
seal-key-damaged = the audit trail is sealed, but its key `{ $file }` is damaged
    .hint = put the file back; if it is lost, `hqsync trail seal` begins a new seal, and the trail says so
seal-key-unwritable = the audit trail is sealed, but its key `{ $file }` cannot be written
    .hint = check the disk and its file system, then try again; nothing was changed
seal-key-of-another-seal = the audit trail is sealed, but `{ $file }` has the key of another seal
    .hint = put the file back; if it is lost, `hqsync trail seal` begins a new seal, and the trail says so
seal-on-server = the key of a sealed audit trail is beside a store's file, and this store is on a server
    .hint = anchors show there that entries were removed: name a file of another host as `trail.anchors`, or set `trail.syslog`
# `entry` is that of the key, `next` the next one of the trail.
seal-key-ahead = the audit trail is sealed, but its key `{ $file }` has moved on to entry { $entry }, and the next entry is { $next }: the store was put back to an older state
    .hint = `hqsync trail seal` begins a new seal, and the trail says so

## Errors: the engine
# `store` is the identity of a store.
engine-store-lost = no new store was made: channel `{ $channel }` belongs to store { $store }
    .hint = check `store` in the configuration, `--store` and `$HQSYNC_STORE`; if the store is lost, restore a backup, or `hqsync run-jobs --new-store` makes a new one with the accounts that channels know
engine-noted-store-lost = no new store was made: the anchors in `{ $file }` are those of store { $store }
    .hint = check `store` in the configuration, `--store` and `$HQSYNC_STORE`; if the store is lost, restore a backup, or `hqsync run-jobs --new-store` makes a new one with the accounts that channels know
engine-already-ours = channel `{ $channel }` belongs to this store already
    .hint = `hqsync run-jobs` works with it
# `first` and `last` are the operations of the store, `nearest` the one of them that is nearest to `id`.
engine-no-operation = there is no operation { $id }
    .hint = { $form ->
        [empty] the store has no operations yet
       *[others] the store has operations { $first } to { $last }; the nearest is { $nearest }
    }
engine-no-customer = headquarters has no customer `{ $account }`
    .hint = `hqsync filter 'CustName ~ …'` finds operations by what you know about a customer
# `operation` is one that has the term as an account, or as its number.
engine-nobody-found = no customer has the account, GUID, e-mail address, telephone number or name `{ $term }`
    .hint = { $form ->
        [named] operation { $operation } names it as an account: `hqsync show { $operation }` says what became of it
        [numbered] `hqsync show { $operation }` shows the operation with that number
       *[unknown] `hqsync filter 'Street ~ …'` finds operations by anything else that you know about a customer
    }
engine-never-uploaded = channel `{ $channel }` has never been uploaded, so there is nothing to reset
    .hint = `hqsync run-jobs` uploads it
engine-no-run = there is no run { $id }
    .hint = { $form ->
        [none] there has been no run yet
       *[others] the newest run is { $newest }
    }
engine-no-runs = there has been no run yet
    .hint = `hqsync run-jobs` starts one
engine-no-saved-filter = no expression is saved as `@{ $name }`
    .hint = { $form ->
        [near] did you mean `@{ $nearest }`?
       *[unknown] `hqsync filter --list-saved` lists the saved expressions; `--save NAME` saves one
    }
engine-no-channel = unknown channel `{ $name }`
    .hint = { $form ->
        [none] there are no channels
        [near] did you mean `{ $nearest }`?
       *[known] known: { $known }
    }
engine-wrong-state = { $correction ->
    [edit] { $state ->
        [pending] operation { $id } is pending, so it cannot be edited
        [waiting] operation { $id } is waiting, so it cannot be edited
        [failed] operation { $id } is failed, so it cannot be edited
        [synced] operation { $id } is synced, so it cannot be edited
        [completed] operation { $id } is completed, so it cannot be edited
       *[dismissed] operation { $id } is dismissed, so it cannot be edited
    }
    [resync] { $state ->
        [pending] operation { $id } is pending, so it cannot be resynced
        [waiting] operation { $id } is waiting, so it cannot be resynced
        [failed] operation { $id } is failed, so it cannot be resynced
        [synced] operation { $id } is synced, so it cannot be resynced
        [completed] operation { $id } is completed, so it cannot be resynced
       *[dismissed] operation { $id } is dismissed, so it cannot be resynced
    }
   *[dismiss] { $state ->
        [pending] operation { $id } is pending, so it cannot be dismissed
        [waiting] operation { $id } is waiting, so it cannot be dismissed
        [failed] operation { $id } is failed, so it cannot be dismissed
        [synced] operation { $id } is synced, so it cannot be dismissed
        [completed] operation { $id } is completed, so it cannot be dismissed
       *[dismissed] operation { $id } is dismissed, so it cannot be dismissed
    }
}
    .hint = { $state ->
        [dismissed] `hqsync resync { $id }` revives it
       *[other] { $correction ->
            [edit] it is already synchronized; change the customer at headquarters or in the channel, which creates a new operation
           *[other] it is already synchronized
        }
    }
engine-no-field = { $record ->
    [customer] operation { $id } has no field `{ $field }`; it is about a customer
    [address] operation { $id } has no field `{ $field }`; it is about an address
    [contact] operation { $id } has no field `{ $field }`; it is about a contact
    [affiliation] operation { $id } has no field `{ $field }`; it is about an affiliation
   *[attribute] operation { $id } has no field `{ $field }`; it is about an attribute
}
    .hint = { $form ->
        [near] did you mean `{ $nearest }`?
       *[known] its fields are { $known }
    }
engine-changed-meanwhile = operation { $id } was changed in the meantime
    .hint = `hqsync history { $id }` shows who did what
engine-operation-unusable = operation { $id } cannot be synchronized
    .hint = `hqsync dismiss { $id }` leaves it out; `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
engine-preparation-panicked = preparing the operations of a batch ended with a panic
    .hint = what was done before is kept, and the next run continues; please report it
engine-channel-panicked = the work on channel `{ $channel }` ended with a panic
    .hint = what was done before is kept, and the next run continues; please report it
# What a panic says stands behind the sentences above; these are for one that says nothing.
panic-silent = no message
panic-thread-ended = its thread ended
panic-no-operation = there is no further operation
channel-thread-panicked = the thread of channel `{ $channel }` panicked
copy-same = both are the same store, `{ $store }`
    .hint = name another place for the copy
# `use` is what the file is used for.
copy-file-used = { $use ->
    [configuration] no store is made in `{ $file }`, which is the configuration
    [store] no store is made in `{ $file }`, which is one already
    [store-companion] no store is made in `{ $file }`, which is a file that belongs to a store
    [anchors] no store is made in `{ $file }`, which is the file of anchors of the audit trail
    [channel] no store is made in `{ $file }`, which is the database of channel `{ $channel }`
   *[channel-companion] no store is made in `{ $file }`, which is a file that belongs to the database of channel `{ $channel }`
}
    .hint = name another place for the copy
# `found` is the type of the value, `key` that of the row.
copy-value = { $found ->
    [null] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has no value in column `{ $column }`
    [integer] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has a whole number in column `{ $column }`
    [real] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has a real number in column `{ $column }`
    [text] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has a text in column `{ $column }`
    [bytes] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has bytes in column `{ $column }`
    [other-type] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has a value of another type in column `{ $column }`
   *[broken-text] store `{ $store }` cannot be copied: in table `{ $table }`, row { $key } has a text that is not UTF-8 in column `{ $column }`
}
    .hint = hqsync never writes that: somebody changed the store; `hqsync verify` shows what else is wrong
copy-refused = store `{ $store }` cannot be copied: row { $key } of table `{ $table }` is not taken
    .hint = somebody changed the store, or it is damaged; `hqsync verify` shows what else is wrong
copy-whole = `{ $target }` is a store already: a whole copy of `{ $source }`
    .hint = nothing is left to do; `hqsync verify --store { $target }` checks it
copy-not-empty = `{ $target }` is a store already, and nothing is copied over it
    .hint = name a place where nothing is yet
# `store` is the identity of a store.
copy-other-source = `{ $target }` is a half-made copy of another store, { $store }
    .hint = go on with the copy of that store, name another place, or remove the half-made copy first
copy-other-version = `{ $target }` is a half-made copy that another version of hqsync began, or that was changed
    .hint = remove the half-made copy, and copy again
copy-went-on = `{ $source }` was written to since its copy `{ $target }` was begun, so that would be a mixture of two states
    .hint = remove the half-made copy, and copy again; stop the jobs of the store until it is copied
copy-differs = the copy `{ $target }` has other rows in table `{ $table }` than the store that was copied, and remains a half-made one
    .hint = look at the disk first, which may be at fault; remove the half-made copy, and copy again
# `use` is what the file is used for.
backup-file-used = { $use ->
    [configuration] `{ $file }` is the configuration
    [store] `{ $file }` is the store itself
    [store-companion] `{ $file }` is a file that belongs to the store
    [anchors] `{ $file }` is the file of anchors of the audit trail
    [channel] `{ $file }` is the database of channel `{ $channel }`
   *[channel-companion] `{ $file }` is a file that belongs to the database of channel `{ $channel }`
}
    .hint = give the backup another name
backup-folder = `{ $file }` is a folder
    .hint = give the backup a name in it
backup-not-regular = `{ $file }` is not a regular file
    .hint = give the backup another name
backup-other-database = `{ $file }` is a database, but not a backup that hqsync made
    .hint = give the backup another name
backup-no-folder = backup `{ $file }`: there is no folder `{ $folder }`
    .hint = create it, or give the backup another place
backup-dangling-link = `{ $file }` is a link that leads nowhere
    .hint = give the backup another name
backup-exists = `{ $file }` already exists
    .hint = `--force` replaces it; a name with the time, such as headquarters-$(date +%F-%H%M).db, is a new one each time
# `log` is a file that SQLite keeps beside a database.
backup-in-use = `{ $file }` is a database in use: `{ $log }` exists
    .hint = give the backup another name
backup-failed = backup `{ $file }`
# `fault` is what the system says.
backup-no-temporary = backup `{ $file }`: no file can be created in `{ $folder }`
    .hint = { $fault ->
        [disk] free some space
        [quota] free some space or have the quota raised
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files
        [too-many-files] raise the limit of open files, which `ulimit -n` shows
        [device] look at the disk first
       *[other] check the permissions of the folder, or give the backup another place
    }
backup-no-room = { $shortage ->
    [quota] backup `{ $file }`: there is no room for it: the disk quota is used up
    [file-size] backup `{ $file }`: there is no room for it: the file would be larger than is allowed
   *[disk] backup `{ $file }`: there is no room for it: the disk is full
}
    .hint = { $shortage ->
        [quota] free some space or have the quota raised
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files
       *[disk] free some space
    }
number-sequence-no-digits = a number sequence needs at least one `#`, such as `C-######`
number-sequence-too-many-digits = a number sequence has at most 18 `#`
number-sequence-too-long = an account is at most 20 characters long

## Errors: the address of a store on a server, which is never repeated as a whole: it may hold a password
# `scheme` is what stands before `://`.
address-scheme = `{ $scheme }://` is not the address of a store
    .hint = a store is a file, or a database of PostgreSQL: `postgres://USER@HOST/DATABASE`
address-no-postgres = this hqsync was built without PostgreSQL, so a store can only be a file
    .hint = build it with `--features postgres`
address-not-utf8 = the address of the store's server is not UTF-8
address-syntax = { $what ->
    [encoding] in the URL of a store, a `/`, `?`, `#` or `@` in a name or password has to be encoded
    [percent] in the URL of a store, two hexadecimal digits have to follow each `%`
    [bracket] in the URL of a store, an IPv6 address stands in brackets, such as `[::1]:5432`
    [query] in the URL of a store, each setting after the `?` has to be `key=value`
    [quote] in the address of the store's server, a value ends in the middle of a quotation
   *[pair] the address of the store's server has to consist of `key=value`
}
    .hint = { $what ->
        [encoding] write `/` as `%2F`, `?` as `%3F`, `#` as `%23`, `@` as `%40`; or leave the password out and put it into `~/.pgpass`
        [percent] write a `%` itself as `%25`
       *[other] a value with blanks stands in single quotes, with `\'` and `\\` for `'` and `\`; a password is best left out and put into `~/.pgpass`
    }
address-unknown-key = the address of the store's server has the unknown key `{ $key }`
# `known` are all keys.
address-known-keys = known keys: { $known }
address-port = the port of the store's server is not a number from 1 to 65535
    .hint = the URL is `postgres://USER@HOST:PORT/DATABASE`; a password stands behind the user: `USER:PASSWORD@HOST`
address-host-address = `hostaddr` of the store's server has to be an IP address
    .hint = give the name of a host as `host`
# All are numbers but `key`.
address-not-as-many = the address of the store's server has { $length } values of `{ $key }`, but { $count } hosts
address-word = `{ $key }` of the store's server cannot be `{ $value }`: it is one of { $known }
address-number = `{ $key }` of the store's server has to be a whole number
address-switch = `{ $key }` of the store's server has to be `0` or `1`
password-file-open = others may read the file of passwords `{ $path }`, so it is not used
    .hint = `chmod 600 { $path }`
password-file-not-regular = the file of passwords `{ $path }` is not a regular file
    .hint = name another one in `passfile` or `$PGPASSFILE`
password-file-unreadable = the file of passwords `{ $path }` cannot be read
    .hint = check its owner and its permissions, or name another one in `passfile` or `$PGPASSFILE`
config-password-open = others may read configuration `{ $path }`, which holds the password of the store's server
    .hint = `chmod 600 { $path }`; or leave the password out and put it into `~/.pgpass`

## Errors: the configuration
# `places` are several paths.
config-not-found = no configuration was found
    .hint = `hqsync init` creates one; looked for { $places }
# `owner` is a user.
config-foreign = configuration `{ $path }` belongs to user { $owner }, so it is not used unless you name it
    .hint = if you trust it: `--config ./{ $path }`; run hqsync in another folder otherwise
config-writable = everybody can write configuration `{ $path }`, so it is not used unless you name it
    .hint = `chmod o-w { $path }`; or, if it is meant, `--config ./{ $path }`
config-not-utf8 = configuration `{ $path }` cannot be read: it is not UTF-8
    .hint = save the file as UTF-8
# What the system says follows.
config-unreadable = configuration `{ $path }` cannot be read
    .hint = { $kind ->
        [missing] `hqsync init { $path }` creates one
       *[other] check the path and the permissions
    }
# A mistake follows; `key` is the one in whose line it is.
config-mistake = configuration `{ $path }`, line { $line }
config-mistake-of-key = configuration `{ $path }`, line { $line }: `{ $key }`
config-unknown-key = unknown key `{ $key }`
config-value-hidden = the value is wrong; it is not shown, since it may hold a password
config-key-above-tables = below `{ $table }` it belongs to that table: put `{ $key }` above the first table
# `words` are those of the library that reads the file, if it expected something else.
config-expected = expected { $expected ->
    [integer] a whole number
    [natural] a whole number that is not negative
    [text] a text in quotes
    [boolean] true or false
    [table] a table
    [list] a list in brackets
    [size] a number of bytes or a size such as `64KiB`
   *[other] { $words }
}, found { $found ->
    [text] the text { $value }
    [number] the number { $value }
    [table] a table
    [list] a list
   *[value] { $value }
}
config-expected-from-to = expected a whole number from { $least } to { $most }, found { $found ->
    [text] the text { $value }
    [number] the number { $value }
    [table] a table
    [list] a list
   *[value] { $value }
}
# `value` is in quotes, and so are the words of the list `known`.
config-unknown-word = { $value } is not valid; expected one of { $known }
# `key` is in quotes.
config-missing-key = the key { $key } is missing
# `least` is a number, or a duration in quotes.
config-at-least = must be at least { $least }
config-bytes-from-to = must be from { $lowest } to { $highest } bytes
config-mode = `{ $value }` is not a mode of a store: `0600` lets only its owner use it, `0640` lets its group read, `0660` read and write
config-duration = `{ $value }` is not a duration, such as `7d` or `12h`
max-age-no-time = must be longer than no time; `none` switches it off
max-age-no-duration = `{ $value }` is not a duration, such as `30m` or `2h`, nor `none`
config-negative-size = `{ $value }` is not a size
config-size = `{ $value }` is not a size, such as `64KiB`, `1MiB` or `65536`
config-timezone = { $form ->
    [near] `{ $value }` is not a time zone of the IANA database; did you mean `{ $nearest }`?
   *[none] `{ $value }` is not a time zone of the IANA database; an example is `Europe/Amsterdam`
}
config-pattern = `{ $value }` is not a regular expression
config-currency = `{ $value }` is not an ISO 4217 currency
config-language = `{ $value }` is not a known BCP 47 language
config-channel-unnamed = a channel needs a name
config-channel-without-source = channel `{ $channel }` needs a `database` or a `folder`
config-channel-two-sources = channel `{ $channel }` has both a `database` and a `folder`
config-channel-twice = there are two channels `{ $channel }`
config-channel-same-source = channel `{ $channel }` has the same database or folder
config-channel-same-id = channel `{ $channel }` has the same id
config-key-of-folder = `{ $key }` is a setting of a folder, but the channel has a `database`
config-encoding = `{ $value }` is not an encoding, such as `windows-1252`, `850` or `437`
config-culture = { $form ->
    [near] `{ $value }` is not a known culture; did you mean `{ $nearest }`?
   *[none] `{ $value }` is not a known culture: these are { $known }
}
config-header = these are not the columns of an upload table, each of which has to be named: { $columns }
config-header-table = `{ $value }` is not an upload table: these are { $known }
config-header-column = the columns of `{ $table }` lack `{ $column }`
config-no-company = there is no company `{ $company }`; add a table `[companies.{ $company }]`
config-country = `{ $value }` is not an ISO 3166-1 alpha-3 country, nor one of `countries`
config-country-no-code = `{ $value }` is not a code of three capital letters
config-country-known = `{ $value }` is known without the configuration
# `successors` are one or several codes.
config-country-withdrawn = `{ $value }` is a withdrawn country, replaced by { $successors }
config-no-field = { $form ->
    [near] `{ $field }` is not a field; did you mean `{ $nearest }`?
   *[none] `{ $field }` is not a field; see `hqsync fields`
}
config-no-values = `{ $field }` has no values, so any would be refused; leave it out
config-empty-value = an empty value is always valid; leave it out
config-untrimmed-value = `{ $value }` has white or invisible characters around it, which values never have
config-invalid-value = `{ $value }` is never a valid value of `{ $field }`
config-no-length = `{ $field }` is not a text, so it has no length
config-field-twice = `{ $field }` is there twice; upper and lower case are the same

## Errors: files of exported tables. `line` is a number; `command` is one that exports a table well.
export-gzip-cut-off = the gzip is cut off
    .hint = copy or export it again, and end its name in `.tmp` until it is complete
export-gzip-damaged = the gzip is damaged
    .hint = copy or export it again
export-binary = it is not text, but binary, as `bcp -n` writes it
    .hint = export it as text: `bcp … -c -C 65001`, or with nothing lost: `{ $command }`
export-encoding = line { $line } is not UTF-8, and the file does not show its encoding
    .hint = name the encoding, such as windows-1252, 850 or 437: `encoding` of a channel, `--encoding` of `hqsync import`; or export the table in UTF-8
export-cut-off = the file is cut off in the middle of line { $line }
    .hint = export it again, and end its name in `.tmp` while it is being written
export-quote-open = the file ends within a quoted field of the row that begins in line { $line }
    .hint = export it again, and end its name in `.tmp` while it is being written
export-rows-missing = the file is cut off: { $announced ->
        [one] 1 row was written
       *[other] { $announced } rows were written
    }, but { $found ->
        [0] none is there
        [one] 1 is there
       *[other] { $found } are there
    }
    .hint = export it again, and end its name in `.tmp` while it is being written
export-line-too-long = line { $line } has no end: this is not a text of lines
    .hint = export a row per line: `{ $command }`
export-no-header = line { $line } is not a header, and nothing else names the columns
    .hint = export the table with a header, put the format file of `bcp … format nul -c -f TABLE.fmt` beside it, or put a line with the names before the rows; a channel may also have them as `header`
export-column-twice = column `{ $column }` is there twice
    .hint = export it again with each column once
export-too-many-columns = { $limit ->
        [one] the objects have more than 1 name
       *[other] the objects have more than { $limit } names
    }, so they are not rows of a table
    .hint = export one table: `{ $command }`
export-blank-delimiter = a single blank is between the columns, which cannot be told from blanks in values
    .hint = export it with another delimiter: `{ $command }`
export-padded = the columns are padded with blanks
    .hint = export it without the blanks: `{ $command }`
export-folded = the lines are broken: the header continues in line { $line }
    .hint = export it with long lines: `{ $command }`
# The lines from `line` on are meant; `columns` is how many there should be.
export-other-columns = no delimiter splits the lines from line { $line } on into { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    }
    .hint = export the table with a header, or correct what names the columns: the format file, or `header` of the channel
export-format-file = format file `{ $file }`, line { $line }
    .hint = make it again: `bcp TABLE format nul -c -f TABLE.fmt`
export-format-fault = { $fault ->
    [xml] it is XML
    [column] no column is described here
    [binary] the field is not text up to a terminator
    [terminator] the fields do not all end alike, or the rows do not end with a line break
   *[none] it is not a format file
}
export-server-error = there are no rows, only an error: { $message }
    .hint = correct the query and export the table again
export-interrupted = the server stopped the export with an error: { $message }
    .hint = correct the cause and export the table again: rows are missing
export-json-cut-off = the JSON is cut off in line { $line }
    .hint = export it again, and end its name in `.tmp` while it is being written
export-json-folded = a line break splits a value in line { $line }: the tool broke the output of `FOR JSON` into pieces
    .hint = export a row per line: `{ $command }`
export-json-damaged = line { $line } is not part of a JSON array of objects
    .hint = export a row per line: `{ $command }`
export-bad-fields = { $found ->
        [one] 1 field
       *[other] { $found } fields
    } instead of { $expected }
export-bad-json = not a JSON object of plain values
export-bad-quotes = a quoted field is not followed by a delimiter
export-bad-encoding = some bytes are not characters of the file’s encoding
export-form-empty = empty
export-form-json = { $tool ->
        [unknown] {""}
       *[known] { $tool }:{" "}
    }{ $frame ->
        [array] JSON array
       *[lines] JSON, one object per line
    }, { $encoding }{ $mark ->
        [yes] {" "}with byte-order mark
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
        [none] one column
        [tab] delimited by tabs
       *[signs] delimited by `{ $delimiter }`
    }, { $quoting ->
        [doubled] quotes doubled
        [backslash] quotes as `\"`
       *[never] not quoted
    }, { $source ->
        [format-file] columns from the format file
        [setting] columns from `header`
       *[header] columns from the first line
    }, { $encoding }{ $mark ->
        [yes] {" "}with byte-order mark
       *[no] {""}
    }{ $gzip ->
        [yes] , gzip
       *[no] {""}
    }{ $culture ->
        [none] {""}
       *[named] , culture { $culture }
    }

## Errors: expressions
filter-unknown-field = unknown field `{ $field }`
filter-unknown-column = unknown column `{ $column }`
# `columns` are names; FIELD and NAME stand for what a person writes there.
filter-fields = valid fields are { $columns }, those that `hqsync fields` lists, such as Email, and old.FIELD, received.FIELD, any.Email, any.Phone and attr.NAME
# `prefix` is the beginning of a name, such as `old.`.
filter-field-behind = `{ $prefix }` needs the name of a field after it, such as `{ $prefix }{ $example }`
filter-unknown-name = { $what ->
    [channel] unknown channel `{ $name }`
   *[company] unknown company `{ $name }`
}
filter-unknown-word = { $what ->
    [status] `{ $word }` is not a status
    [record] `{ $word }` is not a record
    [table] `{ $word }` is not a table
    [operation] `{ $word }` is not an operation
    [effect] `{ $word }` is not an effect
    [error] `{ $word }` is not an error code
   *[note] `{ $word }` is not a note
}
# `words` are all but the last, in quotes.
filter-words = valid words are { $words } and `{ $last }`
filter-several-values = several values need `in ( … )`
filter-write-in = write `{ $field } in ({ $values })`; a value with a comma needs quotes
# `operator` is ~ or !~.
filter-needs-text = { $type ->
    [number] `{ $operator }` needs a text, but `{ $field }` is a number
   *[time] `{ $operator }` needs a text, but `{ $field }` is a time
}
    .hint = use = != < <= > >= in, or a range such as `a..b`
filter-not-integer = `{ $value }` is not an integer
    .hint = write a number such as 100, or a range such as 100..200
filter-write-run = write the number of a run, a range such as 10..12, or `last`
filter-not-time = `{ $value }` is not a time
    .hint = write a time such as 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h or -7d
filter-neither = `{ $value }` is neither true nor false
    .hint = write `{ $field } = true` or `{ $field } = false`
filter-true-or-false = `{ $field }` is true or false
    .hint = write `{ $field } = true` or `{ $field } = false`
filter-expected = { $what ->
    [field] expected a field, `not` or `(`
    [group] expected `(`
    [end-of-group] expected `and`, `or` or `)`
    [operator] expected an operator: = != < <= > >= ~ !~ in, is empty, is not empty
    [empty] expected `empty`
    [empty-or-not] expected `empty` or `not empty`
    [values] expected `(` and values, separated by commas
    [end-of-values] expected `,` or `)`
    [comma] expected `,`
   *[value] expected a value
}
# How what other languages call so is written here.
filter-habit = { $habit ->
    [like] `FIELD ~ TEXT` finds what contains TEXT; `FIELD = *TEXT*` uses wildcards
    [contains] `FIELD ~ TEXT` finds what contains TEXT
    [between] write a range as `FIELD = FROM..TO`
   *[equal] write `=`
}
filter-expected-end = expected `and`, `or` or the end
    .hint = a value with a space, a comma, an operator or a parenthesis needs quotes
filter-unmatched = unmatched `)`
filter-unexpected-word = unexpected word
filter-unexpected-character = unexpected character
filter-incomplete = the expression is incomplete
filter-typographic-quotes = typographic quotes are not recognized
    .hint = use " or '
# `quote` is " or '.
filter-open-quote = the quote { $quote } is not closed
    .hint = close it with { $quote }
filter-too-long = the expression is longer than { $most } bytes
filter-too-deep = more than { $most } nested `and` and `or`
filter-too-many-parentheses = more than { $most } nested parentheses
filter-too-many-comparisons = more than { $most } comparisons
    .hint = `FIELD in (A, B, …)` compares with many values at once
filter-too-many-values = more than { $most } values
filter-no-selection = no operations selected
# A mistake in the value of the option follows.
filter-option = `{ $option }`
# `expression` is in single quotes.
filter-write = write { $expression }
filter-redirected = the shell wrote to the file `{ $file }` instead; put the expression in single quotes: { $expression }

## Errors: options and output
confirm-no-terminal = cannot ask for confirmation: not on a terminal
    .hint = `--yes` skips the confirmation, `--dry-run` shows what would happen
confirm-cannot-ask = cannot ask for confirmation
# A value of an option that its own rules refuse; why stands behind a colon.
option-invalid-value = invalid value '{ $value }' for '{ $option }'
option-more-help = For more information, try '--help'.
# `use` says what the file is for; `channel` is given for what belongs to one.
option-file-in-use = { $use ->
    [configuration] `{ $file }` cannot be written: it is the configuration
    [store] `{ $file }` cannot be written: it is the store itself
    [store-companion] `{ $file }` cannot be written: it is a file that belongs to the store
    [anchors] `{ $file }` cannot be written: it is the file of anchors of the audit trail
    [channel] `{ $file }` cannot be written: it is the database of channel `{ $channel }`
   *[channel-companion] `{ $file }` cannot be written: it is a file that belongs to the database of channel `{ $channel }`
}
    .hint = name another file
# Formats have the names that `--format` takes.
option-format-only-for-lists = only lists are printed as { $format }
    .hint = one alone is printed as table or json; without a name, the command lists all
option-format-differs = `{ $file }` is the name of a file in the format { $named }, not { $asked }
    .hint = leave out `--format { $asked }`, or name the file `{ $other }`
option-workbook-without-file = xlsx needs a file
    .hint = add `--output operations.xlsx`
option-limit-invalid = not a number of rows; write a number such as 100, or `all`
option-range-reversed = the range ends before it begins; write { $from }..{ $to }
option-range-too-long = a range has at most { $most } operations; `filter 'id = { $from }..{ $to }'` takes more
option-numbers-invalid = not the number of an operation; write 17, several as 17,18 or 17 18, a range as 17..20
option-without-value = `{ $option }` has no value
    .hint = give it a value, or leave out `{ $option }`
option-sort-one = a list is sorted by one column
    .hint = { $form ->
        [first] write `--sort { $column }`
       *[none] name a column, such as `--sort channel`
    }
option-column-sign = `{ $name }` changes the default columns, so it cannot follow others
    .hint = begin with a sign, as `--columns +{ $column }` does, or leave it out: `{ $column }`
option-columns-all = `all` stands for all columns, so it stands alone
    .hint = write `--columns all`
option-run-invalid = not a run: give its number, as `hqsync jobs` prints it, or `last`
option-actor-invalid = { $fault ->
    [empty] the name is empty
    [characters] a name must not contain control characters or invisible ones
   *[parentheses] a name must not contain parentheses, in which hqsync puts the user and the host
}
option-selected-twice = operations are selected by number or by options, not by both
    .hint = leave out the numbers or the options
option-give-numbers = give their numbers, or `--where EXPRESSION`
option-duration-invalid = { $form ->
    [number] the unit is missing: did you mean { $number }m? write a number with a unit, such as 30s, 5m, 2h or 7d
   *[other] write a number with a unit, such as 30s, 5m, 2h or 7d
}
output-is-folder = `{ $file }` cannot be written: it is a folder
    .hint = name a file in it, such as `{ $example }`
output-is-database = `{ $file }` cannot be written: it is a database
    .hint = name another file: a list must not replace a store or a channel
# `user` is whoever made it.
output-planted = `{ $file }` cannot be written: user { $user } created what has this name
    .hint = name another file, in a folder of your own
output-without-folder = `{ $file }` cannot be written: there is no folder `{ $folder }`
    .hint = create the folder first, or name another one
output-not-written = `{ $file }` cannot be written
output-no-temporary = `{ $file }` cannot be written: no file can be created in `{ $folder }`
# `form` says whether it was redirected to a file.
output-standard = { $form ->
    [file] cannot write to the standard output (`{ $file }`)
   *[other] cannot write to the standard output
}
output-clock-too-early = no workbook can be made: the clock of this host stands before 1970
output-workbook-full = a workbook holds { $rows } rows, but the list has more; write csv, or select fewer
output-workbook-temporary = cannot write the temporary file of the workbook; is the disk full?
output-pager-not-started = the pager `{ $pager }` cannot be run
output-pager-without-input = it has no input
output-pager-not-run = the pager `{ $pager }` cannot be run; `--no-pager` does without
output-pager-failed = the pager `{ $pager }` ended with status { $status }; `--no-pager` does without

## Errors: commands
edit-accept-empty = `--accept=` has no value
    .hint = write codes of errors and fields, or `--accept` alone for all proposals
edit-accept-no-proposals = `--accept`: `{ $word }` has no proposals
    .hint = { $form ->
        [note] no note of this kind has a proposal
       *[version] only new values have proposals: leave out the version
    }
edit-accept-unknown = `--accept`: `{ $word }` is neither the code of an error nor a field
    .hint = { $form ->
        [near] did you mean `{ $near }`?
       *[none] write codes of errors such as country-unknown, fields such as Zip, or no value for all proposals
    }
edit-value-to-fill-in = write the new value of { $field } in place of `{ $placeholder }`
edit-no-assignment = a field and its value are written FIELD=VALUE, such as Email=x@example.com
edit-field-twice = field `{ $field }` is changed twice
    .hint = give `--set` or `--unset` once for each field
edit-number-unquoted = put the number of `{ $field }` in quotes, so that it stays as you wrote it
edit-value-invalid = the value of `{ $field }` is not a text, number, true, false or null; dates are written in quotes
edit-table-empty = the table cannot be used: it is empty
    .hint = its first line names the columns, such as `id,Email`
edit-table-no-operations = the table cannot be used: it has no operations
    .hint = each line after the first one is about an operation
edit-table-unknown-column = the table cannot be used: unknown column `{ $name }`
# `id` is the name of the column.
edit-table-id = { $form ->
    [none] the table cannot be used: its first line has no column `{ $id }`
   *[several] the table cannot be used: its first line has more than one column `{ $id }`
}
    .hint = the first line names the columns, such as `id,Email,Phone`
edit-table-same-field = the table cannot be used: its columns `{ $one }` and `{ $other }` are the same field
    .hint = leave one of them out
edit-table-column-twice = the table cannot be used: its first line has the column `{ $name }` more than once
    .hint = leave one of them out
edit-table-no-field = the table cannot be used: none of its columns is a field
    .hint = add a column for each field to correct, such as `Email`; `hqsync fields` lists the fields
edit-table-with-others = the table of `--from` says which operations get which values
    .hint = leave out the operations, `--set`, `--unset` and `--accept`
edit-unset-empty-without-table = `--unset-empty` needs a table
    .hint = the file of `--from` has fields for every operation; null empties one
edit-nothing-to-change = nothing to change
    .hint = `--set FIELD=VALUE`, `--unset FIELD` or `--from FILE`; on a terminal an editor opens
edit-editor-for-one = an editor opens for one operation only
    .hint = `--set FIELD=VALUE` changes several
edit-operation-unreadable = operation { $id } cannot be read
edit-text-unusable = the text cannot be used
    .hint = `hqsync edit { $id }` opens the editor again
edit-no-temporary-folder = cannot create a temporary folder for the editor
edit-temporary-not-written = the temporary file cannot be written
edit-editor-not-run = the editor `{ $editor }` cannot be run
edit-editor-failed = { $end ->
    [interrupted] the editor `{ $editor }` was interrupted, so nothing was changed
   *[failed] the editor `{ $editor }` failed, so nothing was changed
}
    .hint = set `$VISUAL` or `$EDITOR` to choose the editor
edit-text-encoding = the text is not UTF-8
    .hint = set the encoding of the editor, or save your text as UTF-8 and use `--from`
edit-file-unreadable = `{ $file }` cannot be read
edit-input-unreadable = the standard input cannot be read
# Why stands behind a colon; `expected` is what it would have to be.
edit-file-unusable = { $from ->
    [input] the standard input does not say which fields to change
   *[file] `{ $file }` does not say which fields to change
}
    .hint = { $expected ->
        [workbook] save it as `.xlsx` or `.csv`
        [table] a table has a column `id` and a column for each field: `.csv`, `.tsv` or `.xlsx`
        [encoding] save it as UTF-8, or name its encoding with `--encoding`
       *[fields] a JSON object looks like {"{"}"Email": "x@example.com", "Phone": null{"}"}, TOML like Email = "x@example.com"
    }
edit-workbook-old = it is a workbook of an old form
edit-no-workbook = it is not a workbook
edit-no-sheet = the workbook has no sheet
edit-sheet-unreadable = its first sheet cannot be read
edit-no-objects = it has something else than objects
edit-not-in-encoding = it is not a text in { $encoding }
edit-encoding-unknown = such as windows-1252, windows-1250, windows-1251, shift_jis or utf-16le
dismiss-reason-empty = the reason must not be empty
backup-to-standard-output = a backup cannot go to the standard output
    .hint = name a file, such as `hqsync backup headquarters-backup.db`
backup-on-server = the store is on a server, which makes its own backups
    .hint = `{ $dump }`
channel-named = channel `{ $channel }`
customer-choose = one of these commands shows the customer
filter-give-expression = give an expression, such as `hqsync filter 'status = failed'`; `list --all` lists all
filter-name-invalid = use letters, digits, `-`, `_` and `.` only
filter-name-taken = `@{ $name }` is saved already: { $expression }
    .hint = `--force` replaces it; another name keeps both
filter-tilde-replaced = the shell replaced `~` by `{ $home }`
    .hint = put the expression in single quotes: `hqsync filter { $expression }`
list-takes-options = `list` takes options, not `{ $text }`
    .hint = `{ $command }`
init-not-written = configuration `{ $file }` cannot be written
    .hint = name a file in a folder that you may write to
init-exists = `{ $file }` already exists and was not changed
    .hint = `hqsync init FILE` creates another file
# The steps stand below; each begins with two spaces.
restore-by-hand = hqsync does not replace a store by itself. To put a backup back:
    .hint = `hqsync verify --store { $backup }` checks the backup first
restore-on-server = hqsync does not replace a store by itself. To put a backup back:
    .hint = restore it to another database first, and check it: `hqsync verify --store URL`
restore-stop = {"  "}1. stop the scheduled `hqsync run-jobs`
restore-move = {"  "}2. mv { $store } { $store }-wal { $store }-shm /somewhere/else/
run-without-channels = configuration `{ $file }` has no channels
    .hint = add a table `[[channels]]` for each store and web shop; `hqsync init FILE` writes an example
run-anchors-not-compared = the accounts that the anchors know are not compared with the store
seal-no-random-numbers = no random numbers for a key
seal-key-not-shown = the key could not be shown, so nothing was sealed
verify-no-hash = not the hash of an entry, which has 64 hexadecimal digits
verify-key-unreadable = the key in `{ $file }` cannot be read
    .hint = give the key itself, which has 64 hexadecimal digits, or a text file that contains it and that you may read
verify-no-key = `{ $given }` is neither a key of 64 hexadecimal digits nor a file with one
    .hint = `hqsync trail seal` showed the key once; without it, what is sealed cannot be proven
verify-anchors-unreadable = the anchors in `{ $file }` cannot be read
    .hint = check the name and the permissions of the file
demo-folder = folder `{ $folder }`
demo-folder-unusable = { $fault ->
    [link] `{ $path }` is a link, which the demo does not follow
   *[strange] `{ $path }` is not empty and was not made by the demo
}
    .hint = `hqsync demo DIR` creates the world in another folder
demo-folder-of-another = `{ $path }` belongs to user { $owner }
    .hint = `hqsync demo DIR` creates the world in another folder
# `use` says what the file is for; `channel` is given for what belongs to one.
demo-file-in-use = { $use ->
    [configuration] `{ $path }` is the configuration in use
    [store] `{ $path }` is the store itself in use
    [store-companion] `{ $path }` is a file that belongs to the store in use
    [anchors] `{ $path }` is the file of anchors of the audit trail in use
    [channel] `{ $path }` is the database of channel `{ $channel }` in use
   *[channel-companion] `{ $path }` is a file that belongs to the database of channel `{ $channel }` in use
}
    .hint = `hqsync demo DIR` creates the world in another folder
demo-file-changed = `{ $path }` has changed since the demo made it
    .hint = `--force` removes it and creates the world again; `hqsync demo DIR` creates it in another folder than `{ $folder }`
demo-not-removed = `{ $file }` cannot be removed
demo-not-written = demo world in `{ $folder }` cannot be written
# Commands and options of other tools, by what they do there; `word` is what was typed.
cli-no-command = there is no command `{ $word }`
    .hint = { $does ->
        [upload] `hqsync run-jobs p` uploads the channels' operations
        [sync] `hqsync run-jobs sync` synchronizes; `hqsync resync ID` synchronizes single operations again
        [download] `hqsync run-jobs 1010` downloads to the channels
        [run] `hqsync run-jobs` runs the jobs; `hqsync jobs` lists their runs
        [find] `hqsync filter 'CustName ~ rosa'` finds operations
        [list] `hqsync list` lists operations
        [log] `hqsync history ID` shows what happened to an operation
        [columns] `hqsync fields` lists the fields
        [undo] nothing is undone; `hqsync edit ID` corrects an operation, `hqsync dismiss ID` stops it
        [delete] nothing is deleted; `hqsync dismiss ID --reason TEXT` never synchronizes an operation
       *[version] `hqsync --version` prints the version
    }
cli-no-option = there is no option `{ $word }`
    .hint = { $does ->
        [count] `hqsync filter EXPRESSION --count-by status` counts operations
        [columns] `--columns` selects what is shown; `hqsync fields` lists the fields
        [json] write `--format json`
        [csv] write `--format csv`
        [confirm] `--yes` skips the confirmation
       *[replace] no file is replaced: move it away first
    }
cli-expression-unquoted = `{ $word }` was taken for an option
    .hint = put the expression in single quotes: `hqsync filter 'timestamp > -2h'`

## Words that stand alone
workbook-sheet = Operations
pending-sync = Pending sync
# In a cell of a table, where there is little room.
pending-sync-cell = Pending sync
yes = yes
no = no
never = never
state-pending = pending
state-waiting = waiting
state-failed = failed
state-synced = synced
state-completed = completed
state-dismissed = dismissed
head-pending = Pending
    .short = Pend
head-waiting = Waiting
    .short = Wait
head-failed = Failed
    .short = Fail
head-synced = Synced
    .short = Sync
head-completed = Completed
    .short = Done
head-dismissed = Dismissed
    .short = Dism
record-customer = customer
record-address = address
record-contact = contact
record-affiliation = affiliation
record-attribute = attribute
action-create = create
action-update = update
action-deactivate = deactivate
action-unknown = unknown
effect-name-created = created
effect-name-updated = updated
effect-name-unchanged = unchanged
effect-name-deactivated = deactivated
effect-name-superseded = superseded
outcome-succeeded = succeeded
outcome-partial = partial
outcome-failed = failed
outcome-interrupted = interrupted
outcome-unfinished = unfinished
job-p = P-job
job-sync = sync
job-1010 = 1010

## Durations, in their two largest units
duration-days = { $hours ->
    [0] { $days }d
   *[other] { $days }d { $hours }h
}
duration-hours = { $minutes ->
    [0] { $hours }h
   *[other] { $hours }h { $minutes }m
}
duration-minutes = { $seconds ->
    [0] { $minutes }m
   *[other] { $minutes }m { $seconds }s
}
duration-seconds = { $seconds }s

## Change descriptions
effect-created = { $record ->
    [customer] customer { $account } created
    [address] address created
    [contact] contact created
    [affiliation] affiliation created
   *[attribute] attribute created
}
effect-updated = changed: { $fields }
effect-reactivated = { $record ->
    [customer] customer active again
    [address] address active again
    [contact] contact active again
    [affiliation] affiliation active again
   *[attribute] attribute active again
}
effect-unchanged = nothing to change
effect-deactivated = { $record ->
    [customer] customer blocked
    [address] address deactivated
    [contact] contact deactivated
    [affiliation] affiliation removed
   *[attribute] attribute removed
}
effect-superseded = superseded by operation { $operation }
note-superseded = superseded by operation { $operation }, which is newer
note-clock-ahead = it is dated { $own }, which is ahead of its receipt, so it is ordered as of { $order }
note-clock-back = it is dated { $own }, but ordered as of { $order }, since another counter on the record has that time
note-encoding = `{ $value }` was probably read in the wrong encoding
note-proposal = did you mean `{ $suggestion }`?
note-placeholder = `{ $value }` looks like a placeholder
effect-would-create = { $record ->
    [customer] would create the customer
    [address] would create the address
    [contact] would create the contact
    [affiliation] would create the affiliation
   *[attribute] would create the attribute
}
effect-would-change = would change: { $fields }

## Why an operation fails. `value` is the wrong value; the other arguments describe a valid one.
reason-malformed-operation = `{ $value }` is not an operation: 1 is create, 2 update, 3 deactivate
reason-malformed-timestamp = `{ $value }` is not a timestamp, such as 2026-11-16 09:30:00 (UTC)
    .suggestion = did you mean `{ $suggestion }`?
reason-malformed-customer = `{ $value }` is not a GUID and CustAccount is empty, so the row identifies no customer
reason-malformed-guid = `{ $value }` is not a GUID, so the row identifies no record
reason-malformed-integer = `{ $value }` is not an integer, the type of { $field }
reason-malformed-contact-type = `{ $value }` is not a contact type: 1 is phone, 2 e-mail, 3 URL
reason-malformed-line = line { $line } of { $file } is not a row of the table: `{ $value }`
reason-operation-unusable = the operation cannot be synchronized: { $cause }
reason-name-missing = the customer has no name: CustName, FirstName or LastName is required
reason-email-missing = the contact has no e-mail address
reason-email-no-address = `{ $value }` is not an e-mail address, such as jane@example.com
    .suggestion = did you mean `{ $suggestion }`?
reason-email-single-label = `{ $value }` is not an e-mail address: its domain has no ending, such as .com
    .suggestion = did you mean `{ $suggestion }`?
reason-email-several = `{ $value }` is more than one address: { $field } holds one e-mail address
reason-email-domain = `{ $value }` is not an e-mail address: its domain needs labels of letters, digits and inner hyphens, and an ending of at least two letters, such as .com
    .suggestion = did you mean `{ $suggestion }`?
reason-email-wrapped = `{ $value }` has something besides an e-mail address in it
    .suggestion = did you mean `{ $suggestion }`?
reason-phone-missing = the contact has no telephone number
reason-phone-characters = `{ $value }` is not a telephone number: it may contain digits, spaces, + - ( ) . , / # * and an extension such as `ext. 12`, `x12` or `;ext=12`
    .suggestion = did you mean `{ $suggestion }`?
reason-phone-several = `{ $value }` is more than one number: { $field } holds one telephone number
reason-phone-too-short = `{ $value }` is not a telephone number: it needs at least 3 digits
reason-phone-same-digits = `{ $value }` is not a telephone number: all its digits are alike
reason-phone-brackets = `{ $value }` is not a telephone number: its brackets do not pair
reason-phone-wrapped = `{ $value }` has something besides a telephone number in it
    .suggestion = did you mean `{ $suggestion }`?
reason-url-missing = the contact has no URL
reason-country-unknown = `{ $value }` is not an ISO 3166-1 alpha-3 code
    .suggestion = did you mean `{ $suggestion }` ({ $country })?
reason-country-withdrawn = { $count ->
    [one] `{ $value }` is a withdrawn country; { $names } has replaced it
   *[other] `{ $value }` is a withdrawn country; { $names } have replaced it
}
    .suggestion = did you mean `{ $suggestion }`?
reason-postal-code-invalid = { $form ->
    [example] `{ $value }` is not a postal code of { $country }, such as { $example }
    [examples] `{ $value }` is not a postal code of { $country }, such as { $example } or { $second }
   *[pattern] `{ $value }` is not a postal code of { $country } (pattern `{ $pattern }`)
}
    .suggestion = did you mean `{ $suggestion }`?
reason-currency-unknown = `{ $value }` is not an ISO 4217 code
    .suggestion = did you mean `{ $suggestion }`?
reason-currency-withdrawn = { $count ->
    [one] `{ $value }` is a withdrawn currency; { $names } has replaced it
   *[other] `{ $value }` is a withdrawn currency; { $names } have replaced it
}
    .suggestion = did you mean `{ $suggestion }`?
reason-language-unknown = `{ $value }` is not a known BCP 47 language tag, such as en-US
    .suggestion = did you mean `{ $suggestion }`?
reason-customer-group-unknown = { $count ->
    [0] `{ $value }` is not a customer group; the configuration has none
   *[other] `{ $value }` is not a customer group; the customer groups are { $names }
}
    .suggestion = did you mean `{ $suggestion }`?
reason-affiliation-missing = the affiliation has no name
reason-affiliation-unknown = { $count ->
    [0] `{ $value }` is not an affiliation; the configuration has none
   *[other] `{ $value }` is not an affiliation; the affiliations are { $names }
}
    .suggestion = did you mean `{ $suggestion }`?
reason-attribute-missing = the attribute has no name
reason-attribute-unknown = { $count ->
    [0] `{ $value }` is not an attribute; the configuration has none
   *[other] `{ $value }` is not an attribute; the attributes are { $names }
}
    .suggestion = did you mean `{ $suggestion }`?
reason-attribute-invalid = { $type ->
    [integer] `{ $value }` is not an integer, the type of { $attribute }
    [decimal] `{ $value }` is not a decimal number, the type of { $attribute }
    [boolean] `{ $value }` is not true or false, the values of { $attribute }
   *[text] `{ $value }` is not a text, the type of { $attribute }
}
reason-credit-limit-invalid = `{ $value }` is not a credit limit: it must be a number of at least 0, such as 2500.00
reason-too-long = the value has a length of { $found } UTF-16 units, but { $field } holds at most { $most }
    .suggestion = did you mean `{ $suggestion }`?
reason-value-unknown = { $count ->
    [0] `{ $value }` is not a value of { $field }; the configuration has none
   *[other] `{ $value }` is not a value of { $field }; the values are { $names }
}
    .suggestion = did you mean `{ $suggestion }`?
reason-null-text = `{ $value }` is not a value of { $field }: NULL was probably exported as text
    .suggestion = did you mean an empty value?
reason-value-too-long = the value has { $found } bytes and was not kept: the limit is { $most }
reason-row-too-long = the value of { $found } bytes was not kept: its row has more than { $most } bytes
reason-customer-unknown = { $field ->
    [CustAccount] headquarters has no customer `{ $value }`; `hqsync import` brings customers that it had before
   *[CustAccountAsync] headquarters has no customer `{ $value }`
}
reason-address-unknown = headquarters has no address `{ $value }` for this customer
reason-contact-unknown = headquarters has no contact `{ $value }` for this customer
reason-company-mismatch = the row says company `{ $value }`, but its channel belongs to `{ $company }`
reason-number-sequence-exhausted = { $form ->
    [pattern] the company's number sequence { $pattern } has no numbers left
   *[none] the company has no number sequence
}
reason-account-ambiguous = channels know this customer under { $count } accounts: { $names }
reason-account-taken = channels know this customer as `{ $value }`, which is the account of customer { $customer }
reason-account-disputed = channels know `{ $value }` as the account of customer { $customer }, who has none here yet
reason-customer-mismatch = `{ $value }` is the account of customer { $customer }, but the GUID of the row is that of another customer
reason-account-awaited = the customer may have an account in { $names }, which { $count ->
    [one] has
   *[other] have
} not been reached since the store was restored
reason-other = `{ $value }` is not valid for { $field } (expected: `{ $expected }`)
problem-and-suggestion = { $problem }; { $suggestion }

## Why a job failed
failure-channel-missing = `{ $path }` does not exist
    .hint = check the channel's `database` in the configuration; `hqsync channels create "{ $channel }"` creates an empty one
failure-channel-directory = `{ $path }` is a directory, not a channel database
    .hint = check the channel's `database` in the configuration
failure-channel-exists = `{ $path }` already exists
    .hint = the file was not changed
failure-channel-path-too-long = `{ $path }` has an absolute path of { $length } bytes, but SQLite takes at most { $limit }
    .hint = move the database to a folder with a shorter path
failure-channel-locked = `{ $path }` is locked by another program
    .hint = the next run continues with this channel
failure-channel-timeout = `{ $path }` did not answer within { $limit }
    .hint = check its disk or network, and views or triggers that somebody added; the next run tries it again
failure-channel-foreign = `{ $path }` is not an SQLite database
    .hint = check the channel's `database` in the configuration
failure-channel-unread = `{ $path }` could not be read
    .hint = look at the disk first; the next run tries the channel again
failure-channel-damaged = `{ $path }` is damaged, or could not be read
    .hint = look at the disk first, since a read that fails looks like damage; if the disk is healthy, restore the channel's database, then run the jobs again
failure-channel-table-missing = `{ $path }` has no table `{ $table }`
    .hint = check the channel's `database` in the configuration
failure-channel-column-missing = `{ $path }` cannot be used: table `{ $table }` has no column `{ $column }`
    .hint = check the channel's `database` in the configuration
failure-channel-counter-invalid = `{ $path }` has a row in `{ $table }` whose REPLICATIONCOUNTERFROMORIGIN is not an integer
    .hint = check the channel's `database` in the configuration
failure-channel-counter-twice = `{ $path }` has two rows with counter { $counter } in `{ $table }`, which cannot be told apart
    .hint = check the channel's `database` in the configuration
failure-channel-behind = `{ $path }` was restored or replaced: the newest row of `{ $table }` has counter { $newest }, but rows up to { $bookmark } were uploaded before
    .hint = `hqsync channels reset "{ $channel }"` accepts it as the channel's database
failure-channel-emptied = `{ $path }` was restored or replaced: `{ $table }` is empty, but rows up to { $bookmark } were uploaded before
    .hint = `hqsync channels reset "{ $channel }"` accepts it as the channel's database
failure-channel-mirror-lost = `{ $path }` knows nothing of what was read from it: rows of `{ $table }` up to { $bookmark } were uploaded before, but `hqsync.db` is not there or is another one
    .hint = check that the disk or share is mounted, or put `hqsync.db` back from a backup; `hqsync channels reset "{ $channel }"` goes on without it
failure-channel-other-row = `{ $path }` was restored or replaced: the row with counter { $counter } in `{ $table }` is not the one that was uploaded before
    .hint = `hqsync channels reset "{ $channel }"` accepts it as the channel's database
failure-channel-not-completed = `{ $path }` does not keep what is written: the row with counter { $counter } in `{ $table }` was completed, but is not
    .hint = look for triggers on `{ $table }` that ignore or undo changes
failure-channel-not-kept = `{ $path }` does not keep what is written: customer `{ $account }` was written to `{ $table }`, but is not there as written
    .hint = look for triggers on `{ $table }` that ignore or undo changes
failure-channel-witness-not-kept = `{ $path }` does not keep what is written: the row about its headquarters in `HQSYNC_BOOKMARK` is not there as written
    .hint = look for triggers on `HQSYNC_BOOKMARK`, which only hqsync uses
failure-channel-witness-unreadable = `{ $path }` has a row in `HQSYNC_BOOKMARK` that hqsync did not write
    .hint = `hqsync channels claim "{ $channel }"` replaces it
failure-channel-of-another-store = { $form ->
    [dated] `{ $path }` belongs to another headquarters, store { $store_id }, which wrote to it on { $at }
   *[undated] `{ $path }` belongs to another headquarters, store { $store_id }
}
    .hint = check `store` in the configuration, `--store` and `$HQSYNC_STORE`; `hqsync channels claim "{ $channel }"` makes this store its headquarters from now on
failure-channel-of-another-id = { $form ->
    [itself] `{ $path }` is the database of channel `{ $owner }` (id { $found }), not of the one with id { $configured }
    [known] `{ $path }` is the database of channel `{ $owner }` (id { $found }), not of the one with id { $configured }
   *[unknown] `{ $path }` is the database of the channel with id { $found }, not of the one with id { $configured }
}
    .hint = { $form ->
        [itself] correct `id` or `database` of the channel in the configuration: it was uploaded with `id = { $found }`
       *[other] correct `id` or `database` of the channel in the configuration
    }
failure-channel-same-file = `{ $path }` is the database of several channels: also of { $others }
    .hint = give each channel its own `database` in the configuration
failure-channel-account-taken = { $form ->
    [alone] `{ $path }` knows account { $account } as that of customer { $theirs }, but it is that of customer { $ours } here
    [one] `{ $path }` knows account { $account } as that of customer { $theirs }, but it is that of customer { $ours } here; 1 more customer was left out
   *[other] `{ $path }` knows account { $account } as that of customer { $theirs }, but it is that of customer { $ours } here; { $more } more customers were left out
}
    .hint = correct the account in the channel's `RETAILCUSTTABLE` if it is wrong there; the next run tries again
failure-channel-account-differs = { $form ->
    [alone] `{ $path }` knows customer { $customer } under account { $theirs }, but it has account { $ours } here
    [one] `{ $path }` knows customer { $customer } under account { $theirs }, but it has account { $ours } here; 1 more customer was left out
   *[other] `{ $path }` knows customer { $customer } under account { $theirs }, but it has account { $ours } here; { $more } more customers were left out
}
    .hint = correct the account in the channel's `RETAILCUSTTABLE` if it is wrong there; the next run tries again
failure-channel-customer-refused = { $cause ->
    [row] { $form ->
        [alone] `{ $path }` does not take customer { $account }: refuses a row: { $detail }
        [one] `{ $path }` does not take customer { $account }: refuses a row: { $detail }; 1 more customer was left out
       *[other] `{ $path }` does not take customer { $account }: refuses a row: { $detail }; { $more } more customers were left out
    }
   *[other] { $form ->
        [alone] `{ $path }` does not take customer { $account }: { $detail }
        [one] `{ $path }` does not take customer { $account }: { $detail }; 1 more customer was left out
       *[other] `{ $path }` does not take customer { $account }: { $detail }; { $more } more customers were left out
    }
}
    .hint = look at the rules and triggers of the channel's tables; the next run tries again
failure-channel-refused = `{ $path }` refuses a row
    .hint = look at the rules and triggers of the channel's tables; the next run tries again
failure-channel-read-only = `{ $path }` is read-only
    .hint = check the permissions of the file and its folder
failure-channel-disk-full = `{ $path }` cannot be written: { $shortage ->
    [quota] the disk quota is used up
    [file-size] the file would be larger than is allowed
   *[disk] the disk is full
}
    .hint = { $shortage ->
        [quota] free some space or have the quota raised, then run the jobs again
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files, then run the jobs again
       *[disk] free some space, then run the jobs again
    }
failure-channel-disk-full-beside = `{ $path }` cannot be used: there is no room for the files that SQLite keeps beside it: { $shortage ->
    [quota] the disk quota is used up
    [file-size] the file would be larger than is allowed
   *[disk] the disk is full
}
    .hint = { $shortage ->
        [quota] free some space or have the quota raised, then run the jobs again
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files, then run the jobs again
       *[disk] free some space, then run the jobs again
    }
failure-channel-too-many-files = `{ $path }` cannot be used: too many open files
    .hint = raise the limit of open files, which `ulimit -n` shows, then run the jobs again
failure-channel-disk = `{ $path }` cannot be read or written
    .hint = check the disk and its file system, then run the jobs again
failure-channel-unreachable = `{ $path }` cannot be opened
    .hint = check the permissions of the file and its folder
failure-channel-database = `{ $path }` cannot be queried
failure-channel-folder-missing = folder `{ $path }` does not exist
    .hint = check the channel's `folder` in the configuration; `hqsync channels create "{ $channel }"` creates it
failure-channel-no-folder = `{ $path }` is not a folder
    .hint = check the channel's `folder` in the configuration; a channel database is named by `database`
failure-channel-place-taken = `{ $path }` is in the place of a folder
    .hint = move it out of the folder of the channel; hqsync creates the folder itself
failure-channel-mirror-foreign = `{ $path }` is not what this version of hqsync keeps in the folder of a channel
    .hint = put back the file that belongs there, or run the version of hqsync that wrote it; without the file, everything has to be exported again
failure-channel-file-refused = { $form ->
    [alone] `{ $path }`: { $file } cannot be read
    [one] `{ $path }`: { $file } and 1 more file cannot be read; the first one
   *[several] `{ $path }`: { $file } and { $more } more files cannot be read; the first one
}
    .hint = it goes to `failed`, and the text beside it says what to do; `hqsync channels check "{ $channel }"` says what else is not read
failure-channel-file-interrupted = { $form ->
    [alone] `{ $path }`: { $file } was taken in, but is not complete
    [one] `{ $path }`: { $file } and 1 more file were taken in, but are not complete; the first one
   *[several] `{ $path }`: { $file } and { $more } more files were taken in, but are not complete; the first one
}
    .hint = export the table again: a row that is there already is not taken twice
failure-channel-file-unset = { $form ->
    [alone] `{ $path }`: { $file } waits for a setting of the channel
    [one] `{ $path }`: { $file } and 1 more file wait for a setting of the channel; the first one
   *[several] `{ $path }`: { $file } and { $more } more files wait for a setting of the channel; the first one
}
folder-other-table = it is named after `{ $table }`, but has the columns of `{ $other }`
    .hint = give the file the name of its table, then put it back
folder-no-column = it has no column `{ $column }` of `{ $table }`: taken in, it would empty the field
    .hint = export all columns of the table (SELECT *), also those that are empty
folder-other-channel = its rows are of the channel with id { $found }, not of the one with id { $configured }
    .hint = put the file into the folder of its channel, or correct the channel's `id` in the configuration
folder-culture = its times are those of a culture, such as `{ $value }`, and nothing tells day and month apart
    .hint = name the culture in the channel's configuration, such as culture = "nl-NL"; or export times as text: CONVERT(nvarchar(27), CREATEDDATETIME, 126)
folder-no-counter = its REPLICATIONCOUNTERFROMORIGIN is not a number of at least 0
folder-counter-twice = an earlier row of the file has counter { $counter } too, and is another one
folder-columns = its columns cannot be kept
    .hint = check the names in its header, and export no more than the columns of the table
folder-file-refused = { $file } could not be read ({ $at })
folder-file-again = No row of the file was taken in. Put it back into the folder of the channel once it is mended, or export it again.
failure-store-missing = there is no store yet
    .hint = `hqsync run-jobs` creates it and uploads the channels' operations; if there should be one, check `store` in the configuration, `--store` and `$HQSYNC_STORE`
failure-store-empty = the file is empty: it holds no operations
    .hint = `hqsync run-jobs` creates it and uploads the channels' operations
failure-store-half-copied = this is a half-made copy of a store
    .hint = go on with the same `hqsync copy`, or remove it
failure-store-foreign = the file is not a store of hqsync
    .hint = check `store` in the configuration, `--store` and `$HQSYNC_STORE`
failure-store-newer = the store has schema version { $found }, but this hqsync knows only versions up to { $known }
    .hint = install the version of hqsync that wrote it, or a later one
failure-store-outdated = the store was written by an older hqsync and cannot be upgraded: it is read-only
    .hint = make it writable for one command, or copy it to a writable folder
failure-store-locked = the store is locked by another program
    .hint = try again when the other program has finished
failure-store-read-only = the store cannot be written: it is read-only
    .hint = check the permissions of the file and its folder
failure-store-disk-full = the store cannot be written: { $shortage ->
    [quota] the disk quota is used up
    [file-size] the file would be larger than is allowed
   *[disk] the disk is full
}
    .hint = { $shortage ->
        [quota] free some space or have the quota raised, then try again; nothing was lost
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files, then try again; nothing was lost
       *[disk] free some space, then try again; nothing was lost
    }
failure-store-disk-full-beside = the store cannot be used: there is no room for its `-wal` and `-shm`, which SQLite needs even to read: { $shortage ->
    [quota] the disk quota is used up
    [file-size] the file would be larger than is allowed
   *[disk] the disk is full
}
    .hint = { $shortage ->
        [quota] free some space or have the quota raised, then try again; nothing was lost
        [file-size] raise the limit, which `ulimit -f` shows, or use a file system that allows larger files, then try again; nothing was lost
       *[disk] free some space, then try again; nothing was lost
    }
failure-store-too-many-files = the store cannot be used: too many open files
    .hint = raise the limit of open files, which `ulimit -n` shows
failure-store-unread = the store could not be read
    .hint = look at the disk first; `hqsync verify` tells whether the store is damaged
failure-store-disk = the store cannot be read or written
    .hint = check the disk and its file system, then try again; nothing that was done before is lost
failure-store-malformed = the store is damaged, or could not be read
    .hint = look at the disk first, which may be at fault; `hqsync verify` tells whether the store is damaged; only then keep the file, and restore a backup next to it
failure-store-damaged = the store is damaged
    .hint = `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
failure-store-index-damaged = the search index is damaged
    .hint = `hqsync index --rebuild` rebuilds it; everything else goes on without it
failure-store-file = the store's file cannot be used
    .hint = check the permissions of the file and its folder
failure-store-unreachable = the store cannot be opened
    .hint = check the permissions of the file and its folder
failure-store-connection = { $form ->
    [socket] database `{ $database }` cannot be used through the socket in `{ $host }`
   *[host] database `{ $database }` on host `{ $host }`, port { $port }, cannot be used
}
connect-roots = the certificates to trust cannot be read from `{ $file }`
    .hint = name a file of PEM certificates as `sslrootcert`, or `sslrootcert=system` for those that the system trusts
connect-no-roots = this system trusts no certificates
    .hint = install its package of certificates (`ca-certificates`), or name the one of the server's authority as `sslrootcert`
connect-unknown-host = the name of the host is not known
    .hint = check `host` in the address of the store, and the name service of this machine
connect-refused = nothing listens there
    .hint = check host and port; start the server, and let it listen to more than its own machine (`listen_addresses`)
connect-no-socket = there is no socket
    .hint = start the server, or give `host` the folder that it says in `SHOW unix_socket_directories`
connect-unreachable = the connection fails
    .hint = check the network, firewalls and the server's log
connect-timeout = no answer within { $seconds } seconds
    .hint = check host, port and firewalls; `connect_timeout` in the address of the store gives it more seconds
connect-password = the password of user `{ $user }` is wrong, or there is no such user
    .hint = check `~/.pgpass`, `$PGPASSWORD` or the address of the store, whichever has the password
connect-no-password = the server asks for the password of user `{ $user }`, and there is none
    .hint = add a line to `~/.pgpass`, which only you may read: `{ $host }:*:{ $database }:{ $user }:PASSWORD`
connect-user = the server has no user `{ $user }`, or lets nobody log in by that name
    .hint = name another one, as in `postgres://USER@HOST/DATABASE`, or have it created: `CREATE ROLE ... LOGIN`
connect-denied = the server does not let user `{ $user }` in
    .hint = have a line for this user, database and machine added to the server's `pg_hba.conf`
connect-no-database = there is no such database
    .hint = have it created: `createdb --owner={ $user } --encoding=UTF8 --template=template0 { $database }`
connect-no-rights = user `{ $user }` lacks a right
    .hint = have it granted by the owner of the database
connect-too-many = the server has no connection left
    .hint = try again later; the server's `max_connections`, or the limit of the user, may be raised
connect-not-ready = the server is starting up or shutting down
    .hint = try again in a moment
connect-untrusted = the server's certificate leads to nobody who is trusted here
    .hint = name the certificate of the server's authority as `sslrootcert=FILE` in the address of the store
connect-other-name = the server's certificate is made out to another name
    .hint = use the name in the certificate as `host`; or have one made out to this name (as `subjectAltName`)
connect-out-of-date = the server's certificate has expired, or is not valid yet
    .hint = have it renewed; check the clock of this machine
connect-no-tls = the server has no encryption (TLS)
    .hint = switch it on there (`ssl = on`); `sslmode=disable` does without, so that everybody on the way can read and change what is sent
connect-tls = no encrypted connection (TLS) can be agreed on
    .hint = the server's log may say more
connect-not-target = no host is `{ $target }`, as `target_session_attrs` asks for
    .hint = check which host is the primary: `SELECT pg_is_in_recovery()`
connect-other = the server refuses the connection
failure-store-lost = the connection to the store's server was lost
    .hint = what was not committed by then is not in the store: run the command again when the server answers
failure-store-again = others changed the same rows of the store at the same time
    .hint = run the command again; nothing of it was kept
failure-store-denied = the server does not let this user do that
    .hint = have the owner of the store grant the role `hqsync_work`, or `hqsync_read` to somebody who only reads; `hqsync init --store URL` makes both
failure-store-encoding = the database is encoded in { $encoding } and not in UTF-8
    .hint = make one with `createdb --encoding=UTF8 --template=template0`
failure-store-database = the store cannot be queried
failure-older-store = { $known_by ->
    [channel] { $form ->
        [rewritten] the audit trail was rewritten: channel `{ $channel }` knows another entry { $entry }, of { $at }
        [change] the store is an older state of itself: channel `{ $channel }` received change { $change }, but its last change is { $last_change }
       *[entry] the store is an older state of itself: channel `{ $channel }` knows its entry { $entry } of { $at }, but it ends with entry { $last } of { $last_at }
    }
   *[anchors] { $form ->
        [rewritten] the audit trail was rewritten: { $witness } knows another entry { $entry }, of { $at }
        [change] the store is an older state of itself: { $witness } received change { $change }, but its last change is { $last_change }
       *[entry] the store is an older state of itself: { $witness } knows its entry { $entry } of { $at }, but it ends with entry { $last } of { $last_at }
    }
}
    .hint = { $known_by ->
        [channel] put the newer store back; if it is lost, `hqsync run-jobs --restored` takes over the accounts that channels know; if the store was never put back, what the channel says is wrong, and `hqsync channels claim "{ $channel }"` replaces it
       *[anchors] put the newer store back; if it is lost, `hqsync run-jobs --restored` takes over the accounts that channels know
    }
failure-company-changed = channel `{ $channel }` has operations of company `{ $stored }`, but the configuration says `{ $configured }`
    .hint = a channel that moves to another company needs a new `id` and a new database
failure-operation-unreadable = operation { $operation } cannot be read from the store
    .hint = `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
failure-customer-unreadable = customer `{ $account }` cannot be read from the store
    .hint = `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
failure-and-hint = { $failure }; { $hint }

## show
show-title = Operation { $id }
show-operation = Retail async operation
show-operation-value = { $record ->
    [customer] customer
    [address] address
    [contact] contact
    [affiliation] affiliation
   *[attribute] attribute
}, { $action ->
    [create] create
    [update] update
    [deactivate] deactivate
   *[unknown] unknown
}
show-unreadable = unreadable
show-no-time = none
show-limited = { $limit } of { $count } operations; `--limit` shows more
show-customer-too = { $account } is also the account of a customer; `hqsync customer { $word }` shows it
show-outlook = { $state ->
    [failed] Once corrected
   *[other] Once synchronized
}
show-mend = To correct it: `{ $command }`
show-empty = (empty)
show-mark-wrong = wrong
show-mark-changed = changed
show-source = Source
show-source-value = { $table }, counter { $counter }
show-waits-for = Waits for
show-waits-for-customer = an operation that creates the customer
show-attributes = Customer attributes
show-field = Field
show-old = Old value
    .short = Old
show-new = New value
    .short = New
show-original = Received value
    .short = Received

## customer
customer-title = { $account ->
    [none] Customer without an account: { $name }
   *[other] Customer { $account }: { $name }
}
customer-origin = Channel of origin
customer-imported = Imported
customer-guid-imported = GUID imported
customer-imported-from = { $at } from { $files }
customer-blocked = { $level ->
    [no] no
    [invoices] for invoices
    [all] for all transactions
   *[other] { $level }
}
customer-channels = Channels
customer-channel-current = up to date: { $channels }
customer-channel-behind = to be updated by the next 1010 job: { $channels }
customer-channel-unknown = unknown, since customers were left out (`hqsync channels show` says why): { $channels }
customer-not-created = Headquarters has no values of this customer yet: no operation that creates it has gone through.
customer-records = { $record ->
    [address] Addresses
    [contact] Contacts
    [affiliation] Affiliations
   *[attribute] Attributes
}
customer-primary = { $name } (primary)
customer-inactive = { $record ->
    [address] { $name } (inactive)
    [contact] { $name } (inactive)
    [affiliation] { $name } (removed)
   *[attribute] { $name } (removed)
}
customer-problems = Open problems
customer-no-problems = No open problems: all operations have gone through or were dismissed.
customer-open = Operation { $id } ({ $record ->
    [customer] customer
    [address] address
    [contact] contact
    [affiliation] affiliation
   *[attribute] attribute
}, { $action ->
    [create] create
    [update] update
    [deactivate] deactivate
   *[unknown] unknown
}): { $state ->
    [pending] pending
    [waiting] waiting
   *[failed] failed
}
customer-waits-for = It waits for { $ids }.
customer-waits-for-creation = It waits for an operation that creates the customer.
customer-pending = `hqsync run-jobs` will synchronize it; `hqsync resync { $id }` does it now.
customer-timeline = Timeline
customer-left-out = { $count ->
    [one] 1 older operation is not shown; `--all` shows it
   *[other] { $count } older operations are not shown; `--all` shows them
}
customer-unreadable = { $count ->
    [one] operation { $ids } cannot be read and is not shown; `hqsync verify` shows what is wrong
   *[other] operations { $ids } cannot be read and are not shown; `hqsync verify` shows what is wrong
}
customer-several = { $count } customers match `{ $term }`:
customer-many = More than { $count } customers match `{ $term }`, among them:
timeline-done = { $effect ->
    [created] { $record ->
        [customer] { $channel } created customer { $account }: { $name }
        [address] { $channel } added an address: { $name }
        [contact] { $channel } added a contact: { $name }
        [affiliation] { $channel } added an affiliation: { $name }
       *[attribute] { $channel } added an attribute: { $name }
    }
    [updated] { $record ->
        [customer] { $channel } changed the customer
        [address] { $channel } changed an address
        [contact] { $channel } changed a contact
        [affiliation] { $channel } changed an affiliation
       *[attribute] { $channel } changed an attribute
    }
    [reactivated] { $record ->
        [customer] { $channel } made the customer active again
        [address] { $channel } made an address active again: { $name }
        [contact] { $channel } made a contact active again: { $name }
        [affiliation] { $channel } made an affiliation active again: { $name }
       *[attribute] { $channel } made an attribute active again: { $name }
    }
    [unchanged] { $record ->
        [customer] { $channel } sent the customer again, with the same values
        [address] { $channel } sent an address again, with the same values: { $name }
        [contact] { $channel } sent a contact again, with the same values: { $name }
        [affiliation] { $channel } sent an affiliation again, with the same values: { $name }
       *[attribute] { $channel } sent an attribute again, with the same values: { $name }
    }
    [deactivated] { $record ->
        [customer] { $channel } blocked the customer
        [address] { $channel } deactivated an address: { $name }
        [contact] { $channel } deactivated a contact: { $name }
        [affiliation] { $channel } removed an affiliation: { $name }
       *[attribute] { $channel } removed an attribute: { $name }
    }
   *[superseded] { $record ->
        [customer] { $channel } sent the customer; the newer values of operation { $operation } were applied instead
        [address] { $channel } sent an address; the newer values of operation { $operation } were applied instead: { $name }
        [contact] { $channel } sent a contact; the newer values of operation { $operation } were applied instead: { $name }
        [affiliation] { $channel } sent an affiliation; the newer values of operation { $operation } were applied instead: { $name }
       *[attribute] { $channel } sent an attribute; the newer values of operation { $operation } were applied instead: { $name }
    }
}
timeline-open = { $state ->
    [pending] Pending
    [waiting] Waiting
    [failed] Failed
    [corrected] Corrected later
   *[dismissed] Dismissed
}: { $action ->
    [create] { $record ->
        [customer] { $channel } sent a new customer: { $name }
        [address] { $channel } sent a new address: { $name }
        [contact] { $channel } sent a new contact: { $name }
        [affiliation] { $channel } sent a new affiliation: { $name }
       *[attribute] { $channel } sent a new attribute: { $name }
    }
    [update] { $record ->
        [customer] { $channel } sent a change to the customer
        [address] { $channel } sent a change to an address: { $name }
        [contact] { $channel } sent a change to a contact: { $name }
        [affiliation] { $channel } sent a change to an affiliation: { $name }
       *[attribute] { $channel } sent a change to an attribute: { $name }
    }
    [deactivate] { $record ->
        [customer] { $channel } asked to block the customer
        [address] { $channel } asked to deactivate an address: { $name }
        [contact] { $channel } asked to deactivate a contact: { $name }
        [affiliation] { $channel } asked to remove an affiliation: { $name }
       *[attribute] { $channel } asked to remove an attribute: { $name }
    }
   *[unknown] { $record ->
        [customer] { $channel } sent a row about the customer that cannot be understood
        [address] { $channel } sent a row about an address that cannot be understood
        [contact] { $channel } sent a row about a contact that cannot be understood
        [affiliation] { $channel } sent a row about an affiliation that cannot be understood
       *[attribute] { $channel } sent a row about an attribute that cannot be understood
    }
}
timeline-corrected = { $event ->
    [edited] operation { $id } edited by { $actor }
    [dismissed] operation { $id } dismissed by { $actor }
   *[resynced] { $state ->
        [failed] operation { $id } synchronized again by { $actor }, without success
        [waiting] operation { $id } synchronized again by { $actor }; it waits for another one
       *[other] operation { $id } synchronized again by { $actor }
    }
}
timeline-once-corrected = once corrected: { $description }
timeline-waits-for = it waits for { $ids }
timeline-was-wrong = before: { $problem }

## list
count = Count
list-empty = no operations
list-shortened = { $count ->
    [one] shortened 1 text that was too long for a workbook cell
   *[other] shortened { $count } texts that were too long for a workbook cell
}
filter-bare = searching as with { $expression }
filter-saved = saved; `hqsync filter @{ $name }` uses it
filter-removed = removed the saved expression `@{ $name }`
filter-none-saved = no saved expressions; `--save NAME` saves one
filter-name = Name
# How an expression is run; what stands behind the colon is the expression, or names of columns.
explain-decided = decided on each row: { $by }
explain-sorted = then sorted by: { $by }
explain-counted = then counted by: { $by }
filter-expression = Expression
filter-actor = Saved by
filter-saved-at = Saved
list-more = { $shown } of more than { $shown } operations that match; `--all` lists all
list-more-of = { $shown } of { $total } operations; `--all` lists all
output-as-csv = `{ $file }` is written as CSV; `--format` selects another format

## Fields: what they mean
meaning-column-id = number of the operation at headquarters
meaning-column-channel = channel that the operation came from
meaning-column-company = legal entity of the operation
meaning-column-customer-account = number that headquarters gave the customer; empty while it is pending
meaning-column-async-customer-account = temporary GUID that the channel gave the customer
meaning-column-record = what the operation is about: customer, address, contact, affiliation or attribute
meaning-column-operation = what the channel did: create, update or deactivate
meaning-column-timestamp = when the channel did it
meaning-column-status = how far the operation is: pending, waiting, failed, synced, completed or dismissed
meaning-column-errors = codes of what is wrong with the operation
meaning-column-attempts = how often the operation was synchronized
meaning-column-description = what the operation changed
meaning-column-table = upload table that the operation came from
meaning-column-counter = position of the row in its upload table
meaning-column-received = when headquarters received the operation
meaning-column-edited = whether somebody corrected the operation
meaning-column-proposal = the values that would mend what is wrong
meaning-column-notes = codes of what is worth knowing although it stops nothing
meaning-column-run = last run that changed the operation
meaning-column-effect = what the operation did: created, updated, unchanged, deactivated or superseded
meaning-field-any = any text that people typed, of any record; for filters
meaning-field-any-Email = any e-mail address: the customer's, for receipts, of addresses and contacts; for filters
meaning-field-any-Phone = any telephone number: the customer's, of addresses and contacts; for filters
meaning-customer-CustName = full name
meaning-customer-FirstName = first name
meaning-customer-MiddleName = middle name
meaning-customer-LastName = last name
meaning-customer-RelationshipType = whether the customer is a person or an organization
meaning-customer-TitleRecordId = form of address, by its number at headquarters
meaning-customer-CustGroup = customer group
meaning-customer-Currency = currency, such as EUR
meaning-customer-LanguageId = language, such as en-US
meaning-customer-Email = e-mail address
meaning-customer-Phone = telephone number
meaning-customer-PhoneExtension = extension of the telephone number
meaning-customer-CellularPhone = mobile telephone number
meaning-customer-Url = website
meaning-customer-ReceiptEmail = e-mail address for receipts
meaning-customer-ReceiptOption = how the customer gets receipts
meaning-customer-VatNum = VAT number
meaning-customer-IdentificationNumber = number of an identity document
meaning-customer-OrganizationId = registration number of an organization
meaning-customer-InvoiceAccount = account that is invoiced
meaning-customer-CreditMax = credit limit
meaning-customer-Blocked = whether the customer is blocked: 0 no, 1 for invoices, 2 for all
meaning-customer-UsePurchRequest = whether purchases need a request
meaning-customer-PriceGroup = price group
meaning-customer-TaxGroup = sales tax group
meaning-customer-LineDisc = line discount group
meaning-customer-MultiLineDisc = multiline discount group
meaning-customer-EndDisc = total discount group
meaning-address-AddressId = GUID of the address
meaning-address-AddressName = name of the address
meaning-address-Street = street
meaning-address-StreetNumber = house number
meaning-address-BuildingCompliment = building, floor or apartment
meaning-address-DistrictName = district
meaning-address-City = city
meaning-address-County = county
meaning-address-State = state or province
meaning-address-Country = country, such as NLD
meaning-address-Zip = postal code
meaning-address-Phone = telephone number at the address
meaning-address-Email = e-mail address at the address
meaning-address-Url = website of the address
meaning-address-TaxGroup = sales tax group of the address
meaning-address-MakePostalAddressPrimary = whether it is the primary address: 1 yes, 0 no
meaning-address-Role = what the address is for
meaning-contact-ContactId = GUID of the contact
meaning-contact-ContactType = kind of contact: telephone, e-mail, website and others
meaning-contact-Locator = telephone number, e-mail address or website
meaning-contact-LocatorExtension = extension of the telephone number
meaning-contact-Description = what the contact is for
meaning-contact-IsPrimary = whether it is the primary contact: 1 yes, 0 no
meaning-affiliation-Affiliation = name of the affiliation
meaning-attribute-AttributeName = name of the attribute; its value is `attr.NAME`
meaning-attribute-AttributeDataType = type of the value at the channel
meaning-attribute-AttributeValueString = value of the attribute
meaning-extension = column that channels have beside those of headquarters
field-header = Field
field-record = Record
field-meaning = Meaning
field-type = Type
field-length = Length
type-text = text
type-integer = integer
type-decimal = decimal
type-guid = GUID
type-time = time
type-flag = yes or no

## Jobs
job = Job
channel = Channel
outcome = Outcome
figures = Figures
duration = Time
run = Run
started = Started
ended = Ended
jobs = Jobs
actor = Started by
figure-uploaded = { $count } uploaded
figure-late = { $count } late
figure-failed = { $count } failed
figure-synced = { $count } synced
figure-accounts = { $count ->
    [one] 1 account assigned
   *[other] { $count } accounts assigned
}
figure-waiting = { $count } waiting
figure-unfinished = { $count ->
    [one] 1 file still being written
   *[other] { $count } files still being written
}
figure-superseded = { $count } superseded
figure-clock-ahead = { $count } with a clock ahead
figure-clock-back = { $count } with a clock set back
figure-encoding = { $count } with a doubtful encoding
figure-placeholder = { $count } with a placeholder
figure-downloaded = { $count ->
    [one] 1 customer downloaded
   *[other] { $count } customers downloaded
}
figure-adopted = { $count ->
    [one] 1 account taken over
   *[other] { $count } accounts taken over
}
figure-completed = { $count } completed
run-title = { $outcome ->
    [succeeded] Run { $run }: succeeded
    [partial] Run { $run }: partial
    [failed] Run { $run }: failed
    [interrupted] Run { $run }: interrupted
   *[unfinished] Run { $run }: unfinished
}
run-times = Started { $started } by { $actor }, ended { $ended }
run-times-unfinished = Started { $started } by { $actor }
figure-failed-by = { $count } failed ({ $errors })
run-figures = { $job ->
    [p] P-job
    [sync] sync
   *[download] 1010
} { $outcome ->
    [succeeded] succeeded: { $figures }
    [partial] partial: { $figures }
    [failed] failed: { $figures }
    [interrupted] interrupted: { $figures }
   *[unfinished] unfinished: { $figures }
}
run-no-figures = { $job ->
    [p] P-job
    [sync] sync
   *[download] 1010
} { $outcome ->
    [succeeded] succeeded: nothing to do
    [partial] partial: nothing else to do
    [failed] failed
    [interrupted] interrupted
   *[unfinished] unfinished
}
run-channel = { $job ->
    [p] P-job { $channel }
    [sync] sync { $channel }
   *[download] 1010 { $channel }
}
run-channel-failed = { $job ->
    [p] P-job, channel `{ $channel }`: { $failure }
    [sync] sync, channel `{ $channel }`: { $failure }
   *[download] 1010, channel `{ $channel }`: { $failure }
}
run-channel-failed-twice = P-job and 1010, channel `{ $channel }`: { $failure }
run-idle = { $job ->
    [p] P-job
    [sync] sync
   *[download] 1010
}: { $count ->
    [one] 1 channel
   *[other] { $count } channels
} had nothing to do
run-sync-failed = sync: { $failure }
run-restored = the store was put back to an older state: it goes on after entry { $entry }, with the accounts that channels know
run-indexing = search index
run-waits-for = waiting for { $holder }
run-waited-in-vain = interrupted while waiting; nothing was done
run-looking = Looking at the channels
run-recreated = the store was recreated, with the accounts that channels know
run-not-restored = no channel or anchor knows a newer state; the jobs ran as usual
run-no-new-store = there is a store already, so `--new-store` had no effect; the jobs ran as usual
run-not-recreated = no channel or anchor knows another store; the jobs ran as usual
run-dry = dry run: nothing was changed
run-errors = Failed: { $errors }
run-failed-operations = { $count ->
    [one] 1 operation failed: { $errors }; `hqsync filter 'run = { $run } and status = failed'` lists it, `hqsync show ID` says why
   *[other] { $count } operations failed: { $errors }; `hqsync filter 'run = { $run } and status = failed'` lists them, `hqsync show ID` says why
}
run-would-fail = { $count ->
    [one] 1 operation would fail: { $errors }
   *[other] { $count } operations would fail: { $errors }
}
run-clock-jump = { $direction ->
    [ahead] the clock is { $days } days ahead of the last run, which ended { $before }
   *[behind] the clock is { $days } days behind the last run, which ended { $before }
}; no operation fails because of its age in this run. If the clock is right, the next run goes on as usual
run-interrupted = interrupted; the next run continues
run-nothing-done = nothing was done
run-pruned = its reports were removed (`hqsync jobs prune`); their digests are in the audit trail
prune-done = { $reports ->
    [one] removed 1 report of runs up to run { $run }
   *[other] removed { $reports } reports of runs up to run { $run }
}
prune-would-do = { $reports ->
    [one] would remove 1 report of runs up to run { $run }
   *[other] would remove { $reports } reports of runs up to run { $run }
}
prune-nothing = no run is old enough
jobs-empty = no runs yet; `hqsync run-jobs` starts one

## edit, resync, dismiss
target-none = { $count ->
    [0] no operation matches
    [one] { $correction ->
        [edit] the matching operation cannot be edited
        [resync] the matching operation cannot be resynced
       *[dismiss] the matching operation cannot be dismissed
    }
   *[other] { $correction ->
        [edit] none of the { $count } matching operations can be edited
        [resync] none of the { $count } matching operations can be resynced
       *[dismiss] none of the { $count } matching operations can be dismissed
    }
}
    .hint = `hqsync filter EXPRESSION` lists what an expression matches; synced and completed operations cannot be changed
target-others = { $count ->
    [one] skipped 1 matching operation that is already synchronized or dismissed
   *[other] skipped { $count } matching operations that are already synchronized or dismissed
}
target-more = and { $count } more
confirm-store = store { $store }
# The answer that confirms, in lower case. Its beginning does, too, and so do `y` and `yes` in every language.
confirm-yes = yes
target-question = Continue? [y/N]
target-nothing-done = nothing was changed
edit-question = { $count ->
    [one] About to edit 1 operation:
   *[other] About to edit { $count } operations:
}
edit-title = { $state ->
    [pending] Operation { $id }: pending
    [waiting] Operation { $id }: waiting
    [failed] Operation { $id }: failed
    [synced] Operation { $id }: synced
    [completed] Operation { $id }: completed
   *[dismissed] Operation { $id }: dismissed
}
edit-would-edit = { $count ->
    [one] 1 operation would be edited
   *[other] { $count } operations would be edited
}
edit-would-title = { $state ->
    [pending] Operation { $id } would be pending
    [waiting] Operation { $id } would be waiting
   *[failed] Operation { $id } would still be failed
}
edit-unchanged = { $count ->
    [one] 1 operation already has these values
   *[other] { $count } operations already have these values
}
edit-edited = { $count ->
    [one] 1 operation edited
   *[other] { $count } operations edited
}
edit-lacks-field = { $count ->
    [one] skipped 1 operation whose record has no such field
   *[other] skipped { $count } operations whose records have no such field
}
edit-lacks-proposal = { $count ->
    [one] skipped 1 operation without a proposal
   *[other] skipped { $count } operations without a proposal
}
edit-no-proposal = { $count ->
    [one] the operation has no proposal to accept
   *[other] none of the { $count } operations has a proposal to accept
}
    .hint = `hqsync filter 'proposal is not empty'` lists the operations that have one
edit-repeated = { $count ->
    [one] 1 later operation on the same record repeats the old value. To correct it too:
   *[other] { $count } later operations on the same records repeat the old values. To correct them too:
}
edit-refused = { $count ->
    [one] nothing was changed: 1 line cannot be used
   *[other] nothing was changed: { $count } lines cannot be used
}
    .hint = correct these lines, then run the command again
edit-line = line { $line }: { $fault }
edit-fault-no-operation = there is no operation { $id }
edit-fault-repeated = line { $line } is about operation { $id } too
edit-fault-not-editable = { $state ->
    [dismissed] operation { $id } is dismissed and cannot be edited
   *[other] operation { $id } is already synchronized and cannot be edited
}
edit-fault-no-field = operation { $id } has no field `{ $field }`
edit-fault-no-id = the column `id` is empty
edit-fault-no-number = `{ $text }` is not the number of an operation
edit-fault-cells = { $found ->
    [one] 1 cell instead of { $expected }; a value with a delimiter needs quotes
   *[other] { $found } cells instead of { $expected }; a value with a delimiter needs quotes
}
edit-fault-formula = the formula in column { $column } has no value
edit-fault-quote = a quote is not closed
edit-fault-after-quote = a cell goes on after its closing quote; double the quotes within a value
edit-fault-rounded = { $field } is `{ $text }`: the spreadsheet may have lost digits; format the column as text and enter the number again
edit-fault-misread = { $field } reads `{ $text }`, so the file may not be in Windows-1252; save it as UTF-8, or name its encoding with `--encoding`
edit-encoding-guessed = the file is not UTF-8 and was read as Windows-1252; `--encoding` names another encoding
edit-remaining = Still wrong
edit-remaining-count = { $count ->
    [one] 1 operation is still wrong
   *[other] { $count } operations are still wrong
}
edit-next = `hqsync run-jobs` will synchronize it; `hqsync resync { $id }` does it now
edit-help =
    Change values, then save and close the editor. "" empties a field; a line that you delete leaves its field as it is.
    To change nothing, close the editor without a change, or delete everything.
edit-old = at headquarters: { $old }
edit-kept = what you typed is kept in `{ $file }`; `hqsync edit { $id } --from { $file }` saves it
edit-conflict = { $event ->
    [edited] { $actor } edited the operation at { $time }: { $changes }
    [resynced] { $actor } synchronized the operation again at { $time }
    [dismissed] { $actor } dismissed the operation at { $time }
   *[other] { $actor } changed the operation at { $time }
}
resync-question = { $count ->
    [one] About to synchronize 1 operation:
   *[other] About to synchronize { $count } operations:
}
resync-errors = Failed: { $errors }
resync-waits-for = waits for { $ids }
resync-count = { $state ->
    [pending] { $count } pending
    [waiting] { $count } waiting
    [failed] { $count } failed
    [synced] { $count } synced
    [completed] { $count } completed
   *[dismissed] { $count } dismissed
}
resync-would-count = { $state ->
    [pending] { $count } would be pending
    [waiting] { $count } would be waiting
    [failed] { $count } would fail
    [synced] { $count } would be synced
    [completed] { $count } would be completed
   *[dismissed] { $count } would be dismissed
}
dismiss-question = { $count ->
    [one] About to dismiss 1 operation, which will never be synchronized:
   *[other] About to dismiss { $count } operations, which will never be synchronized:
}
dismiss-done = { $count ->
    [one] 1 operation dismissed
   *[other] { $count } operations dismissed
}
dismiss-would-do = { $count ->
    [one] 1 operation would be dismissed
   *[other] { $count } operations would be dismissed
}
dismiss-would-release = { $count ->
    [one] 1 operation that is waiting would be pending again
   *[other] { $count } operations that are waiting would be pending again
}
dismiss-already = { $count ->
    [one] 1 operation was dismissed already
   *[other] { $count } operations were dismissed already
}
dismiss-released = { $count ->
    [one] 1 operation that was waiting is pending again
   *[other] { $count } operations that were waiting are pending again
}

## import
import-read = { $count ->
    [one] 1 line read
   *[other] { $count } lines read
}
import-done = { $count ->
    [0] no new customers
    [one] 1 customer imported
   *[other] { $count } customers imported
}
import-would-do = { $count ->
    [0] no new customers
    [one] 1 customer would be imported
   *[other] { $count } customers would be imported
}
import-identified = { $count ->
    [one] 1 customer was already there without a GUID and gets it
   *[other] { $count } customers were already there without GUIDs and get them
}
import-already = { $count ->
    [one] 1 customer was already there and stays as it is
   *[other] { $count } customers were already there and stay as they are
}
import-waiting = { $count ->
    [one] 1 operation waited for one of them; the next `sync` decides on it
   *[other] { $count } operations waited for them; the next `sync` decides on them
}
import-failed = { $count ->
    [one] 1 operation failed because its customer was unknown, and can go through now: `{ $command }`
   *[other] { $count } operations failed because their customers were unknown, and can go through now: `{ $command }`
}
import-left-out = { $count ->
    [one] 1 line was left out:
   *[other] { $count } lines were left out:
}
import-line = { $file }, line { $line }: { $fault }
import-fault-no-account = the account is empty
import-fault-long-account = the account `{ $account }` has more than { $most } characters
import-fault-no-guid = `{ $text }` is not a GUID
import-fault-unknown-company = the configuration has no company `{ $code }`
import-fault-no-company = the company is empty; `--company` names that of such lines
import-fault-several-guids = lines name different GUIDs for account `{ $account }`: { $guids }
import-fault-several-accounts = lines name different accounts for the customer with GUID { $guid }: { $accounts }
import-fault-other-guid = account `{ $account }` belongs to the customer with GUID { $guid }
import-fault-other-account = the customer with GUID { $guid } has account `{ $account }`
import-refused = { $count ->
    [one] nothing was imported: 1 line cannot be used
   *[other] nothing was imported: { $count } lines cannot be used
}
    .hint = correct these lines, or import the others without `--strict`
import-company-unknown = the configuration has no company `{ $company }`
    .hint = known: { $known }
import-culture-unknown = no such culture
    .hint = known: { $known }
import-file-unreadable = `{ $file }` cannot be imported
    .hint = `--encoding` names the encoding of the file, such as windows-1252, 850 or 437; or export it in UTF-8
import-no-accounts = `{ $file }` has no column with accounts; its columns: { $columns }
    .hint = call the column `ACCOUNTNUM`, `CUSTACCOUNT` or `account`
import-no-company = `{ $file }` does not say which company its customers belong to
    .hint = name the company with `--company`, or add a column `DATAAREAID`
import-other-records = `{ $file }` is about other records than customers: it has a column `{ $column }`
    .hint = only customers themselves are imported; leave the column out if the lines are customers
import-file-changed = `{ $file }` changed after its lines were checked
    .hint = import it again once it is complete; customers that were already imported stay

## history
history-title = Operation { $id }: { $operation }, from { $channel }, { $time }
history-operation = Operation { $id } ({ $operation }, { $channel })
history-outcome = { $event }: { $description }
history-column-record = Record
history-column-action = Operation
history-column-timestamp = Operation timestamp
history-column-description = Change description
history-column-entry = Entry
history-column-operation = Operation
history-column-channel = Channel name
history-column-at = Time
history-column-actor = By
history-column-run = Run
history-column-event = Event
history-column-status = Status
history-column-epoch = Epoch
history-column-reason = Reason
history-column-fields = Fields
history-column-errors = Errors
history-column-details = Details
history-column-hash = Hash
history-event = { $event ->
    [received] { $state ->
        [failed] received, malformed
       *[other] received
    }
    [synchronized] { $state ->
        [failed] synchronization failed
        [waiting] waiting for another operation
       *[other] synchronized
    }
    [completed] completed
    [edited] edited, now pending
    [resynced] { $state ->
        [failed] resynchronization failed
        [waiting] resynchronized, waiting for another operation
       *[other] resynchronized
    }
    [dismissed] dismissed
    [released] released, now pending
    [reset] channel reset
    [adopted] { $state ->
        [pending] known before the audit trail began, pending
        [waiting] known before the audit trail began, waiting
        [failed] known before the audit trail began, failed
        [synced] known before the audit trail began, synced
        [completed] known before the audit trail began, completed
       *[dismissed] known before the audit trail began, dismissed
    }
    [began] run began
    [job-ended] job of a run ended
    [ended] run ended
    [configured] configuration changed
    [registered] channel registered
    [downloaded] customers downloaded
    [reported] reported to the channel again
    [saved] filter saved
    [removed] saved filter removed
    [backed-up] backup made
    [restored] store put back to an older state
    [reserved] accounts taken over from channels
    [claimed] channel claimed
    [passed-over] numbers of a sequence skipped
    [imported] customers imported
    [heard] accounts read from a channel after a restore
    [sealed] trail sealed
    [pruned] reports of old runs removed
    [clock-jumped] clock jumped since the last run
    [gaps-forgotten] missing counters given up
    [indexed] search index rebuilt
   *[migrated] store migrated
}
history-run = { $actor } in run { $run }
history-reason = reason: { $reason }
history-reset = channel reset ({ $database })
history-change = { $form ->
    [filled] { $field }: empty → `{ $new }`
    [emptied] { $field }: `{ $old }` → empty
   *[changed] { $field }: `{ $old }` → `{ $new }`
}
history-no-resets = channel { $channel } was never reset

## trail
seal-key = Key: { $key }
seal-keep =
    Print it or write it down, and keep it away from this machine: it is stored nowhere and never shown again.
    `hqsync verify --key FILE` uses it to prove that no entry was changed after it was appended.
seal-done = sealed from entry { $entry } on
seal-ended =
    The seal that began with entry { $entry } ends here. Keep its key as well: `hqsync verify` needs one `--key` for each seal.

## index
index-complete = the search index is complete
index-done = { $added ->
    [0] no operations
    [one] 1 operation
   *[other] { $added } operations
} added to the search index{ $missing ->
    [0] , which has all of them
   *[other] , which lacks { $missing }: the next run continues
}

## status and channels
status-place = Store { $store }, configuration { $config }
status-place-alone = Store { $store }, without a configuration
status-waiting = Longest without an account in its channel: customer { $account } of { $channel }, since { $time } ({ $age }); `hqsync show { $id }` says why
status-waiting-none = Customers without an account in their channel: none
status-waiting-since = Customer waiting since
    .short = Waits since
status-watch = { $time }, every { $interval }; Ctrl-C ends it
running-percent = { $step } ({ $percent }%)
running-since = running since { $since }
running-since-percent = running since { $since }, { $percent }%
running-not-yet = not begun yet
running-index = running: search index
attention-pending = operation { $id }, received { $received }, has been pending for { $age }; `hqsync run-jobs sync` synchronizes it
attention-job-overdue = { $job ->
    [p] the P-job has not run for more than { $limit }: its last run, { $run }, ended { $ended }
    [sync] sync has not run for more than { $limit }: its last run, { $run }, ended { $ended }
   *[download] 1010 has not run for more than { $limit }: its last run, { $run }, ended { $ended }
}
attention-job-never = { $job ->
    [p] the P-job has never run
    [sync] sync has never run
   *[download] 1010 has never run
}
attention-channel-overdue = channel `{ $channel }` has not been reached for more than { $limit }: the last contact was { $time }
attention-channel-never = channel `{ $channel }` has never been reached
status-operations = Operations
status-total = Total
status-last-runs = Last runs
status-oldest = { $state ->
    [pending] Oldest pending: operation { $id }, from { $time }
   *[failed] Oldest failed: operation { $id }, from { $time }
}
status-notes = Notes: { $notes } (`hqsync filter 'note is not empty'`)
status-oldest-none = { $state ->
    [pending] Oldest pending: none
   *[failed] Oldest failed: none
}
running-run = run { $run }
running-rehearsal = a dry run
running-unrecorded = a run
status-running = Running: { $who } since { $since }, for { $taken }
status-running-step = Running: { $who } since { $since }, for { $taken }; at { $step } since { $begun }, for { $spent }
attention-slow = { $who } has been at work for { $taken }; the last runs took no longer than { $usual }
attention-slow-step = { $who } has been at { $step } for { $taken }; in the last runs that took no longer than { $usual }
attention-slow-first = { $who } has been at work for { $taken }, and no run before it has ended
attention-slow-step-first = { $who } has been at { $step } for { $taken }, and no run before it has ended
status-attention = Needs attention:
status-awaited = Not reached since then: { $channels }; customers who may have an account there are waiting
status-restored = { $form ->
    [new] Recreated on { $at }
   *[restored] Restored on { $at }
}: { $accounts ->
    [one] 1 account taken over
   *[other] { $accounts } accounts taken over
}, { $open ->
    [one] 1 customer still without an operation that creates it
   *[other] { $open } customers still without an operation that creates them
}, { $conflicts ->
    [one] 1 conflict
   *[other] { $conflicts } conflicts
}
status-all-well = Needs attention: nothing
attention-failed = { $count ->
    [one] 1 operation failed; `hqsync list --status failed` lists it, `hqsync show ID` says why
   *[other] { $count } operations failed; `hqsync list --status failed` lists them, `hqsync show ID` says why
}
attention-accounts = { $count ->
    [one] channels and headquarters contradict each other about the account of 1 customer; `hqsync filter 'error = account-conflict'` lists its operations
   *[other] channels and headquarters contradict each other about the accounts of { $count } customers; `hqsync filter 'error = account-conflict'` lists their operations
}
attention-channel = channel `{ $channel }`: { $failure }
attention-run = { $job ->
    [p] { $outcome ->
        [failed] the last P-job failed
        [partial] the last P-job failed on some channels
        [interrupted] the last P-job was interrupted
       *[unfinished] the last P-job did not finish
    }
    [sync] { $outcome ->
        [failed] the last sync failed
        [partial] the last sync failed in part
        [interrupted] the last sync was interrupted
       *[unfinished] the last sync did not finish
    }
   *[download] { $outcome ->
        [failed] the last 1010 failed
        [partial] the last 1010 failed on some channels
        [interrupted] the last 1010 was interrupted
       *[unfinished] the last 1010 did not finish
    }
}
attention-clock-jump = { $direction ->
    [ahead] the clock of run { $run } was { $days } days ahead of the run before
   *[behind] the clock of run { $run } was { $days } days behind the run before
}: check the clock of this host; no operation failed because of its age in that run
attention-unnoted = `{ $file }` has no anchors from entry { $entry } of the audit trail on: let hqsync's user append to it
channels-name = Channel name
channels-company = Company
channels-database = Database
channels-folder = Folder
channels-contact = Last contact
    .short = Contact
channels-error = Last error
channels-bookmark = Uploaded up to
channels-bookmark-value = { $record ->
    [customer] customer { $counter }
    [address] address { $counter }
    [contact] contact { $counter }
    [affiliation] affiliation { $counter }
   *[attribute] attribute { $counter }
}
channels-gaps = Missing counters
    .short = Gaps
channels-unread = Tables not read
channels-unread-table = { $rows ->
    [one] { $table } (1 row)
   *[other] { $table } ({ $rows } rows)
}
unread-table = { $rows ->
    [one] { $channel }: `{ $table }` has 1 row that is not read: hqsync reads its successor `{ $table }V2`
   *[other] { $channel }: `{ $table }` has { $rows } rows that are not read: hqsync reads its successor `{ $table }V2`
}
channels-behind = Customers to download
    .short = Behind
channels-empty = no channels are configured
channels-claim-question = About to make this store the headquarters of channel { $channel }:
channels-claim-would = Would make this store the headquarters of channel { $channel }:
channels-claim-store = it belongs to store { $store }
channels-claim-store-at = it belongs to store { $store }, which wrote to it on { $at }
channels-claim-content = { $rows ->
    [one] it has 1 row to upload
   *[other] it has { $rows } rows to upload
} and { $accounts ->
    [one] knows 1 account
   *[other] knows { $accounts } accounts
}
channels-already-claimed = channel { $channel } belongs to this store already
channels-claimed = channel { $channel } belongs to this store now; { $accounts ->
    [one] 1 account taken over
   *[other] { $accounts } accounts taken over
}
channels-nth-database = { $epoch ->
    [one] { $epoch }st database
    [two] { $epoch }nd database
    [few] { $epoch }rd database
   *[other] { $epoch }th database
}
channels-resets = Resets
channels-reset-question = About to reset channel { $name } ({ $database }):
channels-reset-would = Would reset channel { $name } ({ $database }):
channels-reset-rows = { $rows ->
    [0] it has no rows
    [one] it has 1 row
   *[other] it has { $rows } rows
}: { $known ->
    [one] 1 was uploaded before and is recognized
   *[other] { $known } were uploaded before and are recognized
}, { $new ->
    [one] 1 is new
   *[other] { $new } are new
}
channels-reset-table = { $new ->
    [0] { $table }: { $known } known, 0 new
   *[other] { $table }: { $known } known, { $new } new (create { $creations }, update { $updates }, deactivate { $deactivations })
}
channels-reset-malformed = { $rows ->
    [one] { $table }: 1 new row is malformed
   *[other] { $table }: { $rows } new rows are malformed
}
channels-reset-changes = { $rows ->
    [one] 1 new row would change a customer who has an account
   *[other] { $rows } new rows would change customers who have an account
}
channels-reset-deactivates = { $rows ->
    [one] 1 new row would deactivate a customer who has an account, or a record of theirs
   *[other] { $rows } new rows would deactivate customers who have an account, or records of theirs
}
channels-reset-unread = it cannot be read now: { $failure }
channels-reset-customers = the next run reads it from the beginning, uploads nothing twice, and downloads all customers to it again
channels-reset = { $name } was reset ({ $database }): the next run reads it from the beginning and uploads nothing twice
channels-created = { $source ->
    [folder] created the folder { $path }
   *[database] created the channel database { $path }
}
check-database = channel { $channel }, database { $path }
check-folder = channel { $channel }, folder { $path }
check-right = nothing is wrong
check-table = { $rows ->
    [one] { $table }: 1 row
   *[other] { $table }: { $rows } rows
}
check-unwritable = the folder cannot be written: files cannot be moved out of the way, and no packages put there; check its permissions
check-no-files = no files wait to be read
check-file = { $rows ->
    [one] { $file }: 1 row
   *[other] { $file }: { $rows } rows
}
check-unread-file = { $file }: not read
check-bad-lines = { $count ->
    [one] 1 line is not a row of the table (line { $line }: { $fault })
   *[other] { $count } lines are not rows of the table (line { $line }: { $fault })
}
check-unfinished = { $file } is still being written: it is left for a later run
check-other = { $file } is not named after an upload table: it is not read
check-misnamed = { $file } is not read: is it meant to be `{ $table }` as .csv, .tsv, .txt, .dat, .json or .jsonl?
check-failed = { $count ->
    [one] 1 file in `failed` could not be read: the text beside it says why
   *[other] { $count } files in `failed` could not be read: the texts beside them say why
}

## copy
copy-done = { $operations ->
    [one] { $target } is a whole copy of { $source } with { $operations } operation
   *[other] { $target } is a whole copy of { $source } with { $operations } operations
}
copy-rows = { $rows } rows in { $tables } tables were copied and compared in { $took }
copy-head = both audit trails end with entry { $entry }: { $hash }
copy-verify = check it with: hqsync verify --store { $target }
copy-index = the search index of the copy is made anew by its next run, or by `hqsync index`; filters find everything meanwhile
copy-one-of-both = go on with one of the two stores only: channels take the other one for an older state of the same
copy-sealed = the audit trail is sealed, and its key stays beside the store that was copied: move it, or begin a new seal on the copy with `hqsync trail seal`
copy-interrupted = the copy is half made; the same command goes on with it
copy-copying = copying { $table }
copy-comparing = comparing { $table }

## backup
backup-done = { $operations ->
    [one] { $file } is a verified copy of the store with 1 operation
   *[other] { $file } is a verified copy of the store with { $operations } operations
}
backup-copied = { $operations ->
    [one] { $file } is an exact copy of the store with 1 operation
   *[other] { $file } is an exact copy of the store with { $operations } operations
}
backup-breaches = the copy, like the store, does not agree with its audit trail: { $breaches ->
    [one] 1 breach; `hqsync verify` shows it
   *[other] { $breaches } breaches; `hqsync verify` lists them
}
backup-not-noted = the backup was made, but the audit trail does not record it: { $failure }
backup-head = last hash of the audit trail: { $hash }

## init and demo
init-written = wrote { $path }; fill in your companies and channels, then run `hqsync run-jobs --dry-run`
init-data = the store will be in { $folder }: `mkdir -p { $folder }` makes the folder
init-roles = roles `hqsync_work` and `hqsync_read` can be granted to those who log in
init-no-roles = this user may not make roles: docs/postgres.md has the statements for those who may
init-store = store { $store } is ready
demo-made = Created a small world of three companies and four channels in { $folder }.
demo-list = The newest { $shown } of { $count } operations:
demo-next = Try next:
demo-next-status = how things stand
demo-next-filter = what failed, by error and country
demo-next-show = a failed operation, with the reason and its values
demo-next-edit = correct a wrong value in all operations and synchronize them at once
demo-next-verify = check the store against its audit trail
demo-next-file = all operations in a file for a spreadsheet

## verify
place-entry = entry { $name }
place-operation = operation { $name }
place-operations = operations { $first } to { $last }
place-customer = customer { $name }
place-record = { $record ->
    [customer] record of customer { $name }
    [address] address { $key } of customer { $name }
    [contact] contact { $key } of customer { $name }
    [affiliation] affiliation { $key } of customer { $name }
   *[attribute] attribute { $key } of customer { $name }
}
place-company = company { $name }
place-channel = channel { $name }
place-run = run { $name }
place-saved-filter = saved filter { $name }
place-channel-customer = customer { $name } in channel { $channel }
place-anchor = line { $line } of `{ $file }` ({ $time })
place-anchors = lines { $first } to { $last } of `{ $file }` (from { $time } on)
place-noted-hash = line { $line } of `{ $file }`
place-anchors-file = `{ $file }`
place-store = store
fault-chain-broken = the hash does not match the entry and the one before it: one of them was changed
fault-entries-missing = { $place ->
    [store] the audit trail has no entries
   *[part] entries of the audit trail are missing before this one
}
fault-entry-unreadable = not an entry that hqsync writes
fault-anchor-missing = no entry of the audit trail has the hash { $found }: entries up to that one were changed or removed
fault-anchor-differs = entry { $found } has another hash than { $expected }: entries up to that one were changed, or the store was put back to an older state
fault-anchor-ahead = entry { $found } does not exist: entries were removed, or the store was put back to an older state
fault-anchor-foreign = belongs to another store, { $found }
fault-anchors-unreadable = cannot be read: { $found }
fault-anchors-none = has no anchors: it is another file, or its lines were removed or cut off
fault-witness-foreign = knows another store, { $found }
fault-witness-id = knows itself as channel { $found }, but the configuration says { $expected }
fault-witness-differs = knows entry { $found } with another hash, { $expected }: entries up to that one were changed, or the store was put back to an older state
fault-witness-ahead = knows entry { $found }, which does not exist: entries were removed, or the store was put back to an older state
fault-till-account-differs = has account { $found }, but headquarters gave { $expected }
fault-till-account-taken = has account { $found }, which headquarters gave to another customer
fault-till-account-missing = lacks account { $found }, which it received
fault-till-accounts-more = { $found ->
    [one] another account is wrong
   *[other] { $found } more accounts are wrong
}
fault-seal-ahead = the key of the seal has moved on to entry { $found }, but the trail ends at { $expected }: entries were removed, or the store was put back to an older state
fault-seal-unusable = the key of the seal { $found ->
    [missing] is missing
    [damaged] is damaged
    [other-seal] is that of another seal
   *[unusable] cannot be used
}, so entries may have been removed from the end of the audit trail: put the file back; if it is lost, `hqsync trail seal` begins a new seal
fault-seal-unproven = a seal whose key was not given begins here ({ $found }), so no entry from here on is proven{ $expected ->
    [handed-over] {""}; the seal before it vouches for this entry, and for none after it
    [missing] {""}; the key of the seal before it was missing
    [damaged] {""}; the key of the seal before it was damaged
    [locked] {""}; the key of the seal before it was locked
    [unusable] {""}; the key of the seal before it could not be used
    [other-seal] {""}; there was the key of another seal
    [ahead] {""}; the key of the seal before it had moved on: the store was put back to an older state
   *[none] {""}
}
fault-code-missing = the trail is sealed, but the entry has no code
fault-code-unexpected = the entry has a code, but the trail was not sealed yet
fault-code-differs = the code does not match the entry: it, or one before it, was changed after it was appended
fault-seal-missing = no seal of the trail begins with the key that was given ({ $found }): the trail was rewritten, or the key is that of another store
fault-unreadable = values of an unexpected type: { $found }
fault-orphans = missing, but rows of `{ $found }` refer to it
fault-unexplained = not recorded in the audit trail
fault-gone = missing, but recorded in the audit trail
fault-received-differs = the received row, or where it came from, is not what the audit trail recorded
fault-edited-differs = { $found ->
    [one] the row after 1 edit is not the one that the audit trail recorded after { $expected }
   *[other] the row after { $found } edits is not the one that the audit trail recorded after { $expected }
}
fault-columns-differ = columns that do not follow from the row: { $found }
fault-state-differs = the state is { $found ->
    [pending] pending
    [waiting] waiting
    [failed] failed
    [synced] synced
    [completed] completed
    [dismissed] dismissed
   *[other] { $found }
}, but according to the audit trail it is { $expected ->
    [pending] pending
    [waiting] waiting
    [failed] failed
    [synced] synced
    [completed] completed
    [dismissed] dismissed
   *[other] { $expected }
}
fault-attempts-differ = { $found ->
    [one] 1 attempt, but according to the audit trail { $expected }
   *[other] { $found } attempts, but according to the audit trail { $expected }
}
fault-last-run-differs = { $found ->
    [unknown] no run changed it, but according to the audit trail run { $expected } did
   *[other] { $expected ->
        [unknown] run { $found } changed it last, but according to the audit trail no run did
       *[other] run { $found } changed it last, but according to the audit trail run { $expected } did
    }
}
fault-outcome-differs = effect, problems, changes or assigned account are not those of the last attempt in the audit trail
fault-past-outcome-differs = the problems of an earlier attempt are not those that the audit trail recorded
fault-values-differ = the values are not those that its last operation left
fault-source-differs = it cannot come from the operation that it names
fault-primary-differs = the primary flag is not where the operations put it
fault-customer-differs = not as the operations left it: { $found }
fault-accounts-differ = { $found ->
    [one] 1 account was assigned, but { $expected } customers have one
   *[other] { $found } accounts were assigned, but { $expected } customers have one
}
fault-imported-differs = the imported customers are not those that the entry recorded
fault-reserved-differs = account { $found } is not reserved as the audit trail recorded
fault-reservations-differ = { $found ->
    [one] 1 account is reserved, but according to the audit trail { $expected }
   *[other] { $found } accounts are reserved, but according to the audit trail { $expected }
}
fault-count-differs = { $state ->
    [pending] number of pending operations: { $found } counted, but { $expected } stored
    [waiting] number of waiting operations: { $found } counted, but { $expected } stored
    [failed] number of failed operations: { $found } counted, but { $expected } stored
    [synced] number of synced operations: { $found } counted, but { $expected } stored
    [completed] number of completed operations: { $found } counted, but { $expected } stored
    [dismissed] number of dismissed operations: { $found } counted, but { $expected } stored
   *[all] { $found ->
        [one] 1 operation was counted, but { $expected } are stored
       *[other] { $found } operations were counted, but { $expected } are stored
    }
}
fault-numbers-differ = the last number that was given is not that of the last row: { $found }
fault-bookmark-differs = bookmarks and gaps are not those of the stored operations
fault-changes-differ = the last change has number { $found }, but the last one of a customer has { $expected }
fault-registration-differs = not as it was registered: { $found }
fault-downloaded-differs = downloaded up to change { $found }, but according to the audit trail up to { $expected }
fault-epoch-differs = the epoch is { $found }, but according to the audit trail it is { $expected }
fault-reported-differs = the rows of its database that were reported as completed again are not those that the audit trail recorded
fault-contacts-differ = last contacts or errors of channels are not those that the last run left
fault-retaken-differs = a row of its database is wrongly recorded as uploaded before
fault-created-differs = the store was not created when the audit trail says
fault-identity-differs = the identity is { $found }, but according to the audit trail it is { $expected }
fault-run-differs = not as the audit trail recorded it: { $found }
fault-reports-differ = the reports are not those that the audit trail recorded
fault-saved-filter-differs = not as it was saved: { $found }
fault-not-found = not found by the search index, so `filter` and `edit --where` may miss it; `hqsync index --rebuild` rebuilds it
fault-index-ahead = the search index claims to have operations up to { $found }, but the last one is { $expected }; `hqsync index --rebuild` rebuilds it
fault-index-damaged = the search index is damaged: { $found }; `hqsync index --rebuild` rebuilds it
fault-schema-differs = `{ $found }` is not as hqsync creates it
fault-damaged = damaged: { $found }
verify-breach = { $place }: { $breach }
verify-store = Store { $store }
verify-breaches = { $count ->
    [one] 1 breach
   *[other] { $count } breaches
}
verify-well = all is well: { $operations ->
    [one] 1 operation
   *[other] { $operations } operations
}, { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}, { $customers ->
    [one] 1 customer
   *[other] { $customers } customers
}
verify-anchors = { $count ->
    [0] no anchors to compare with the audit trail
    [one] 1 anchor is part of the audit trail
   *[other] { $count } anchors are part of the audit trail
}
verify-given-up = { $count ->
    [one] 1 anchor is of a state that was given up when the store was put back
   *[other] { $count } anchors are of states that were given up when the store was put back
}
verify-excuse = anchors or channels know entries that the audit trail does not have, which is no breach: entry { $entry }, appended { $time } by { $actor }, says that the store was put back to an older state or made anew; ask { $actor } whether that was so
verify-channels = { $count ->
    [one] 1 channel agrees
   *[other] { $count } channels agree
}
verify-unasked = channel `{ $channel }` could not be asked: { $failure }
verify-busy = channel `{ $channel }` could not be asked: a run wrote to it meanwhile
verify-codes = { $codes ->
    [one] 1 entry is sealed
   *[other] { $codes } entries are sealed
}{ $proven ->
    [0] ; `--key` proves that they are as they were appended
    [one] , 1 of them proven by a key
   *[other] , { $proven } of them proven by keys
}
verify-key-unchecked = the key of the seal is not at hand, so nothing shows whether entries were removed from the end of the audit trail
verify-head = last hash of the audit trail: { $hash }
verify-note = keep it somewhere else: `hqsync verify --anchor HASH` later shows whether anything before it was changed or removed
verify-put-back = if somebody put the store back, `hqsync run-jobs --restored` accepts that; if nobody did, somebody changed the store
verify-no-head = the last hash of the audit trail is not printed: it would vouch for what is wrong in store { $store }

## Report
# `unit` is what a chart is divided into.
report-title = Customer synchronization status
report-date = { $month ->
    [january] { $day } January { $year }
    [february] { $day } February { $year }
    [march] { $day } March { $year }
    [april] { $day } April { $year }
    [may] { $day } May { $year }
    [june] { $day } June { $year }
    [july] { $day } July { $year }
    [august] { $day } August { $year }
    [september] { $day } September { $year }
    [october] { $day } October { $year }
    [november] { $day } November { $year }
   *[december] { $day } December { $year }
}
report-period = { $from } to { $to }
report-period-empty = nothing happened in this period
report-channels = { $count ->
    [0] no channels
    [one] 1 channel
   *[other] { $count } channels
}
report-made = made { $date }, { $time }
report-percent = { $share }%
report-tile-failed = { $count ->
    [0] operations need help
    [one] operation needs help
   *[other] operations need help
}
report-tile-median = half of the cashiers can use a new account after this
report-tile-percentile = { $waiting ->
    [0] 19 of 20 can after this; nobody still waits
    [one] 19 of 20 can after this; 1 still waits, for { $oldest }
   *[other] 19 of 20 can after this; { $waiting } still wait, the oldest for { $oldest }
}
report-tile-untouched = of the operations went through without a correction
report-attention = What needs attention
report-attention-none = Nothing.
report-attention-channel = channel `{ $channel }`: the last job could not finish its work
report-attention-older-store = the store is an older state of itself, and gives no accounts until somebody decides what is right
report-waiting = Where customers wait
report-waiting-meaning = From the moment a till creates a customer until it can use the account. Half of the customers wait no longer than the median, 19 of 20 no longer than the 95th percentile. Those who still wait are counted apart.
report-waiting-nobody = No customers were created in this period.
report-waits-chart = { $unit ->
    [day] Wait of new customers by day
    [week] Wait of new customers by week
    [month] Wait of new customers by month
   *[year] Wait of new customers by year
}
report-waits-extremes = Longest median: { $median } ({ $median_date }). Longest 95th percentile: { $percentile } ({ $percentile_date }).
report-parts-chart = { $unit ->
    [day] Parts of the average wait by day
    [week] Parts of the average wait by week
    [month] Parts of the average wait by month
   *[year] Parts of the average wait by year
}
report-parts-extremes = Longest: till to headquarters { $upload } ({ $upload_date }), at headquarters { $sync } ({ $sync_date }), back to the till { $download } ({ $download_date }).
report-chart-empty = There is nothing to show.
report-part-upload = Till to headquarters
report-part-sync = At headquarters
report-part-download = Back to the till
report-by-channel = By channel
report-span = { $unit ->
    [day] Day
    [week] Week from
    [month] Month
   *[year] Year
}
report-new = New customers
report-median = Median
report-percentile = 95th percentile
report-longest = Longest
report-still-waiting = Still waiting
report-waiting-longest = Waiting longest
report-clock-ahead = { $count ->
    [one] The clock of { $channel } is ahead: it created 1 customer at a time that was yet to come. That counts from its receipt on.
   *[other] The clock of { $channel } is ahead: it created { $count } customers at times that were yet to come. They count from their receipt on.
}
report-operations = { $unit ->
    [day] Operations by day
    [week] Operations by week
    [month] Operations by month
   *[year] Operations by year
}
report-operations-meaning = By the time at which a till made them, in the state that they have now.
report-operations-none = There are no operations in this period.
report-operations-extremes = { $total } operations. Most: { $most } ({ $date }).
report-operations-failed = Most that fail now: { $most } ({ $date }).
report-earlier = { $count ->
    [one] 1 operation is older than the chart.
   *[other] { $count } operations are older than the chart.
}
report-failures = What fails
report-failures-sum = { $operations ->
    [one] 1 operation of this period failed
   *[other] { $operations } operations of this period failed
}, { $open ->
    [0] and none still does.
    [one] and 1 still does.
   *[other] and { $open } still do.
}
report-failures-none = No operation of this period failed.
report-errors = Errors by channel
report-errors-course = { $unit ->
    [day] Errors by day
    [week] Errors by week
    [month] Errors by month
   *[year] Errors by year
}
report-error = Error
report-still-failing = Still failing
report-course = Course
report-course-of = Course of { $error }
report-course-extremes = { $total ->
    [one] 1 operation.
   *[other] { $total } operations.
} Most: { $most } ({ $date }).
report-other-channels = Other channels
report-errors-fields = By field
report-other-fields = other
report-errors-values = Wrong values that five operations or more have
report-wrong-value = Wrong value
report-right-value = Right value
report-most-in = Most in
report-corrections = Corrections
report-corrections-none = Nobody corrected anything in this period.
report-corrections-meaning = What people did in this period, and how many of the operations have gone through since.
report-corrections-total = All corrections
report-corrections-people = By person
report-edited = Edited
report-resynced = Synchronized again
report-dismissed = Dismissed
report-corrected = Operations
report-through = Went through
report-through-share = Share
report-person = Person
report-jobs = Channels and jobs
report-channels-table = Channels
report-jobs-table = Jobs
report-failed-operations = Failed
report-runs-sum = { $count ->
    [0] No job ran in this period.
    [one] The jobs ran once in this period.
   *[other] The jobs ran { $count } times in this period.
}
report-runs-duration = Half of the runs took no longer than { $median }, 19 of 20 no longer than { $percentile }.
report-runs-outcomes = Outcomes
report-runs = Runs
report-runs-failed = Not succeeded
report-open = Oldest open operations
report-open-none = All operations of this period have gone through or were dismissed.
report-show-table = The same as a table
report-more-rows = { $count ->
    [one] 1 more
   *[other] { $count } more
}
report-foot-version = made by hqsync { $version }
report-foot-offset = times in UTC{ $offset }
report-foot-private = no customers' data
report-foot-people = names the people who corrected operations
report-no-file = the report is a page for a browser, which a terminal does not show
    .hint = write it to a file: `hqsync report --output report.html`; `--format json` prints the figures
report-period-reversed = `--since` is after `--until`
    .hint = exchange them

## Browse

browse-title = Customer synchronization status
browse-filter = Filter
browse-all = all operations
browse-reading = Reading…
browse-read-only = read-only
browse-failed = This could not be done
browse-too-small = The page needs { $columns } columns and { $lines } lines
browse-key-space = Space
browse-key-backspace = Backspace
browse-at-work = One moment…
browse-not-kept = Operation { $id } is no longer there: its value was not kept
browse-copied = Copied: { $text }
browse-trail = Audit trail
browse-trail-title = Audit trail of operation { $id }
browse-read-at = updated { $time }
browse-last-run = run { $run }
browse-changed-by = changed by { $actor } at { $time }
browse-conflict-title = Operation { $id } was changed by { $actor } at { $time }
browse-conflict-before = when you began
browse-theirs = theirs
browse-yours = yours
browse-saved-filters = Saved filters
browse-help-title = What can be done now
browse-help-search = Search
browse-reason = Reason
browse-reason-missing = The audit trail needs a reason
browse-rehearsing = Finding out what would come of it…
browse-all-jobs = All three jobs: P, synchronize, 1010
browse-question-jobs = Which jobs to run?
browse-question-stop = A run is at work
browse-question-stop-why = It is asked to stop after its batch, and the page is closed when it has ended. The next run continues.
browse-question-dismiss = Dismiss operation { $id }, which will never be synchronized?
browse-run-stopping = The run stops after its batch…
browse-undone = The values before are drafts now; saving them undoes the change
browse-saved = Operation { $id } is saved, and is synchronized by the next run or by `y`
browse-count = { $all ->
    [one] 1 operation
   *[other] { $all } operations
}
browse-count-of = { $matching } of { $all }
browse-new = { $count } new
browse-marked-count = { $count ->
    [one] 1 marked
   *[other] { $count } marked
}
browse-marked = { $count ->
    [one] 1 operation is marked
   *[other] { $count } operations are marked
}
browse-to-save = { $count ->
    [one] 1 change to save
   *[other] { $count } changes to save
}
browse-hidden = { $count ->
    [one] 1 empty hidden
   *[other] { $count } empty hidden
}
browse-state-and-attempts = { $state ->
    [pending] pending
    [waiting] waiting
    [failed] failed
    [synced] synced
    [completed] completed
   *[dismissed] dismissed
}, { $attempts ->
    [one] 1 attempt
   *[other] { $attempts } attempts
}
browse-still-wrong = { $count ->
    [one] 1 operation is still wrong
   *[other] { $count } operations are still wrong
}
browse-repeated = { $count ->
    [one] 1 later operation on the same record repeats the wrong value
   *[other] { $count } later operations on the same record repeat the wrong value
}
browse-went-along = { $count ->
    [one] 1 operation that waited went along
   *[other] { $count } operations that waited went along
}
# $state is what became of operation $id.
browse-outcome = { $state ->
    [pending] Operation { $id } is pending
    [waiting] Operation { $id } waits for another one
    [failed] Operation { $id } failed
    [synced] Operation { $id } is synced
    [completed] Operation { $id } is completed
   *[dismissed] Operation { $id } is dismissed
}
browse-run-ended = { $outcome ->
    [succeeded] Run { $run } succeeded
    [partial] Run { $run } was done in part; `hqsync jobs show { $run }` says more
    [failed] Run { $run } failed; `hqsync jobs show { $run }` says more
    [interrupted] Run { $run } was stopped
   *[unfinished] Run { $run } is unfinished
}: { $synced } synced, { $failed } failed
browse-question-edit = { $count ->
    [one] Edit 1 operation?
   *[other] Edit { $count } operations?
}
browse-question-synchronize = { $count ->
    [one] Synchronize 1 operation?
   *[other] Synchronize { $count } operations?
}
browse-question-dismiss-many = { $count ->
    [one] Dismiss 1 operation, which will never be synchronized?
   *[other] Dismiss { $count } operations, which will never be synchronized?
}
browse-question-leave = { $count ->
    [one] Drop 1 change that is not saved?
   *[other] Drop { $count } changes that are not saved?
}
browse-nearest = did you mean `{ $nearest }`?
browse-no-saved-filter = no filter is saved as `{ $name }`
browse-no-terminal = `browse` needs a terminal that shows a page
    .hint = `hqsync list` prints operations, `hqsync show ID` one in detail
browse-panicked = the program has a mistake: { $text }
    .hint = please report it; nothing was saved by what failed
browse-do-open = Details
    .help = Show the fields of the operation, to read and edit them
browse-do-edit = Edit
    .help = Edit the selected field; with marks, set it in all marked operations
browse-do-save = Save
    .help = Save the changes; the next run synchronizes the operation
browse-do-save-synchronize = Save and synchronize
    .help = Save the changes and synchronize at once, with what waited
browse-do-synchronize = Synchronize
    .help = Synchronize now, with what waited; with marks, all marked operations
browse-do-dismiss = Dismiss
    .help = Never synchronize the operation, for a reason that the audit trail keeps
browse-do-undo = Undo
    .help = Take the last change back; after saving, draft the values that it replaced
browse-do-waits-for = Waits for
    .help = Go to the operation that this one waits for
browse-do-back = Back
    .help = Go back to the operation from which you came
browse-do-trail = Audit trail
    .help = Show everything that happened to the operation
browse-do-timeline = Customer
    .help = Show everything that happened to the customer
browse-do-filter = Filter
    .help = Type a filter; Tab completes it, a bare text is looked for everywhere
browse-do-saved-filters = Saved filters
    .help = Choose one of the saved filters
browse-do-mark = Mark
    .help = Mark the operation, or take its mark away
browse-do-mark-all = Mark all
    .help = Mark all operations that match the filter
browse-do-mark-none = No marks
    .help = Take all marks away
browse-do-own-editor = Own editor
    .help = Edit the whole operation in the editor that `$EDITOR` names
browse-do-empty-fields = Empty fields
    .help = Show the fields without a value too, or hide them again
browse-do-refresh = Refresh
    .help = Take in what is new, and draw the page anew
browse-do-copy-value = Copy
    .help = Copy the value of the field, or the customer's account
browse-do-copy-command = Copy command
    .help = Copy the command line that does the same
browse-do-run-jobs = Run jobs
    .help = Run the jobs now, all of them or one
browse-do-stop-run = Stop the run
    .help = Ask the run that was begun here to stop after its batch
browse-do-next-pane = Next pane
    .help = Go from the list to the fields, and back
browse-do-up = Up
    .help = One row up
browse-do-down = Down
    .help = One row down
browse-do-page-up = Page up
    .help = One page up
browse-do-page-down = Page down
    .help = One page down
browse-do-first = First
    .help = Go to the first row
browse-do-last = Last
    .help = Go to the last row
browse-do-suspend = Suspend
    .help = Go back to the shell; its `fg` brings the page back
browse-do-quit = Quit
    .help = Leave the page
browse-do-help = Help
    .help = List everything that can be done now, and do it
browse-do-keep = Keep
    .help = Keep the value as a change to save
browse-do-take-proposal = Take the proposal
    .help = Take the value that is proposed
browse-do-give-up = Cancel
    .help = Leave everything as it was
browse-do-apply = Apply
    .help = Keep the filter; a bare text is looked for everywhere
browse-do-complete = Complete
    .help = Complete the last word: a field, an operator, a value
browse-do-complete-back = Previous word
    .help = Complete with the word before
browse-do-older = Earlier filters
    .help = Show the filter that was applied before
browse-do-newer = Later filters
    .help = Show the filter that was applied after it
browse-do-confirm = Yes, do it
    .help = Do what is asked
browse-do-confirm-synchronize = And synchronize
    .help = Do it, and synchronize the operations at once
browse-do-save-first = Save
    .help = Save the changes and stay at the operation
browse-do-take-yours = Yours
    .help = Take your value of the field
browse-do-take-theirs = Theirs
    .help = Take the other person's value of the field
browse-do-save-marked = Save what is marked
    .help = Save the values that are marked with an asterisk
browse-do-choose = Choose
    .help = Show what the saved filter finds
browse-do-it = Do it
    .help = Do what is selected
browse-do-close = Close
    .help = Go back to where you were

## Operations
# The line of a monitor; $form is that of the failed operations, $ran says whether and when the jobs ran.
monitor-summary = { $form ->
    [none] nothing failed
    [one] { $failed } failed ({ $channel })
   *[several] { $failed } failed (most in { $channel }: { $most })
}, { $ran ->
    [now] a run is at work
    [ago] jobs ran { $age } ago
   *[never] not all jobs have run
}
monitor-pending = { $count ->
    [one] 1 operation has been pending for { $age }
   *[other] { $count } operations are pending, the first for { $age }
}
monitor-job-age = { $job ->
    [p] the P-job last ran { $age } ago
    [sync] sync last ran { $age } ago
   *[download] 1010 last ran { $age } ago
}
monitor-channel = channel `{ $channel }` could not be used ({ $code })
monitor-fault = { $kind ->
    [run-slow] the run at work takes much longer than the last ones; `hqsync status` says at what
    [clock-jumped] the clock of the last run was far from the run before; `hqsync status` says how far
    [entries-unnoted] the end of the audit trail is not noted in its file of anchors; `hqsync status` names the file
    [anchors-unusable] the file with the anchors of the audit trail cannot be used; `hqsync status` says why
    [older-store] the store was put back to an older state; `hqsync status` says what to do
   *[seal-unusable] the audit trail is sealed, and its key cannot be used; `hqsync status` says why
}
thresholds-reversed = the first threshold is above the second
    .hint = the first is for a warning, the second for what is critical, such as `0:100`
thresholds-none = neither of the two thresholds is there
    .hint = give one or two, such as `0:100`, `5` or `:100`
thresholds-no-count = `{ $value }` is not a number of operations or channels
    .hint = give one or two whole numbers, such as `0:100`, `5` or `:100`
backup-keep-without-folder = `--keep` is for a folder of backups, and `{ $file }` is a file
    .hint = name the folder, such as `hqsync backup /backup/ --keep 14`
backup-not-pruned = the backup was made, but older ones were not removed
backup-not-removed = the backup was made, but `{ $file }` was not removed
backup-removed = { $file } was removed
config-head-key = Key
config-head-value = Value
config-head-origin = From
config-origin = { $kind ->
    [line] line { $line }
   *[default] default
}
config-problems = What is wrong:
config-right = the configuration is right, and its channels can be read and written
man-written = { $count } pages are in { $folder }
man-not-written = `{ $file }` cannot be written
