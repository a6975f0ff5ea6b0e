# English: the texts that every other language is held against.

## Columns of an operation, in the terms of the Customer synchronization status page
column-id = Id
column-channel = Channel name
column-company = Company
column-customer-account = Customer account
column-async-customer-account = Async customer account
column-record = Record
column-operation = Operation
column-timestamp = Operation timestamp
column-status = Customer sync status
column-errors = Last known error
column-attempts = Attempts
column-description = Change description
column-table = Table
column-counter = Counter
column-received = Received
column-edited = Edited
column-effect = Effect

## Values
pending-sync = Pending sync
yes = yes
no = no
none = none
never = never
state-pending = pending
state-waiting = waiting
state-failed = failed
state-synced = synced
state-completed = completed
state-dismissed = dismissed
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

## Change descriptions
effect-customer-created = customer { $account } created
effect-created = { $record } created
effect-updated = changed: { $fields }
effect-reactivated = { $record } active again
effect-unchanged = nothing to change
effect-customer-deactivated = customer blocked
effect-deactivated = { $record } deactivated
effect-removed = { $record } removed
effect-superseded = superseded by operation { $operation }
effect-would-create = would create the { $record }
effect-would-change = would change: { $fields }

## Why an operation fails. `value` is the wrong value; the other arguments describe a valid one.
reason-malformed-operation = `{ $value }` is not an operation: 1 is create, 2 update, 3 deactivate
reason-malformed-timestamp = `{ $value }` is not a timestamp, such as 2026-11-16 09:30:00 (UTC)
reason-malformed-customer = `{ $value }` is not a GUID and CustAccount is empty, so the row identifies no customer
reason-malformed-guid = `{ $value }` is not a GUID, so the row identifies no record
reason-malformed-integer = `{ $value }` is not an integer, the type of { $field }
reason-malformed-contact-type = `{ $value }` is not a contact type: 1 is phone, 2 e-mail, 3 URL
reason-name-missing = the customer has no name: CustName, FirstName or LastName is required
reason-email-missing = the contact has no e-mail address
reason-email-no-address = `{ $value }` is not an e-mail address, such as jane@example.com
reason-email-single-label = `{ $value }` is not an e-mail address: its domain has no ending, such as .com
reason-phone-missing = the contact has no telephone number
reason-phone-characters = `{ $value }` is not a telephone number: it may contain digits, spaces, + - ( ) . , / # x * and `ext`
reason-phone-too-short = `{ $value }` is not a telephone number: it needs at least 3 digits
reason-url-missing = the contact has no URL
reason-country-unknown = `{ $value }` is not an ISO 3166-1 alpha-3 code
    .suggestion = did you mean `{ $suggestion }` ({ $country })?
reason-postal-code-invalid = { $form ->
    [example] `{ $value }` is not a postal code of { $country }, such as { $example }
    [examples] `{ $value }` is not a postal code of { $country }, such as { $example } or { $second }
   *[pattern] `{ $value }` is not a postal code of { $country } (pattern `{ $pattern }`)
}
    .suggestion = did you mean `{ $suggestion }`?
reason-currency-unknown = `{ $value }` is not an ISO 4217 code
    .suggestion = did you mean `{ $suggestion }`?
reason-language-unknown = `{ $value }` is not a BCP 47 language tag, such as en-US
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
reason-too-long = the value has { $found } characters, but { $field } holds at most { $most }
reason-customer-unknown = headquarters has no customer `{ $value }`
reason-address-unknown = headquarters has no address `{ $value }` for this customer
reason-contact-unknown = headquarters has no contact `{ $value }` for this customer
reason-company-mismatch = the row says company `{ $value }`, but its channel belongs to `{ $company }`
reason-number-sequence-exhausted = { $form ->
    [pattern] the company's number sequence { $pattern } has no numbers left
   *[none] the company has no number sequence
}
reason-other = `{ $value }` is not valid for { $field } (expected: `{ $expected }`)
problem-and-suggestion = { $problem }; { $suggestion }

## Why a job failed
failure-channel-missing = `{ $path }` does not exist
    .hint = check the channel's `database` in the configuration; `hqsync channels create "{ $channel }"` creates an empty one
failure-channel-directory = `{ $path }` is a directory, not a channel database
    .hint = check the channel's `database` in the configuration
failure-channel-exists = `{ $path }` already exists
    .hint = the file was not changed
failure-channel-locked = `{ $path }` is locked by another program
    .hint = the next run continues with this channel
failure-channel-foreign = `{ $path }` is not an SQLite database
    .hint = check the channel's `database` in the configuration
failure-channel-damaged = `{ $path }` is damaged: { $detail }
    .hint = restore the channel's database, then run the jobs again
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
failure-channel-other-row = `{ $path }` was restored or replaced: the row with counter { $counter } in `{ $table }` is not the one that was uploaded before
    .hint = `hqsync channels reset "{ $channel }"` accepts it as the channel's database
failure-channel-read-only = `{ $path }` is read-only
    .hint = check the permissions of the file and its folder
failure-channel-disk-full = `{ $path }` cannot be written: the disk is full
    .hint = free some space, then run the jobs again
failure-channel-disk = `{ $path }` cannot be read or written: { $detail }
    .hint = check the disk and its file system, then run the jobs again
failure-channel-unreachable = `{ $path }` cannot be opened: { $detail }
    .hint = check the permissions of the file and its folder
failure-channel-database = `{ $path }` cannot be queried: { $detail }
failure-channel-folder = `{ $path }` is a folder of exported tables, which this version cannot read yet
    .hint = until then, give the channel a `database`
failure-store-missing = there is no store yet
    .hint = `hqsync run-jobs` creates it and uploads the channels' operations
failure-store-empty = the file is empty: it holds no operations
    .hint = `hqsync run-jobs` creates it and uploads the channels' operations
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
failure-store-disk-full = the store cannot be written: the disk is full
    .hint = free some space, then try again; nothing was lost
failure-store-disk = the store cannot be read or written: { $detail }
    .hint = check the disk and its file system, then try again; nothing that was done before is lost
failure-store-damaged = the store is damaged: { $detail }
    .hint = `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
failure-store-file = the store's file cannot be used: { $detail }
    .hint = check the permissions of the file and its folder
failure-store-unreachable = the store cannot be opened: { $detail }
    .hint = check the permissions of the file and its folder
failure-store-database = the store cannot be queried: { $detail }
failure-company-changed = channel `{ $channel }` has operations of company `{ $stored }`, but the configuration says `{ $configured }`
    .hint = a channel that moves to another company needs a new `id` and a new database
failure-operation-unreadable = operation { $operation } cannot be read from the store: { $detail }
    .hint = `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
failure-customer-unreadable = customer `{ $account }` cannot be read from the store: { $detail }
    .hint = `hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it
failure-of-store = store `{ $store }`: { $failure }
failure-and-hint = { $failure }; { $hint }

## show
show-title = Operation { $id }
show-operation = Retail async operation
show-source = Source
show-source-value = { $table }, counter { $counter }
show-waits-for = Waits for
show-waits-for-customer = an operation that creates the customer
show-attributes = Customer attributes
show-field = Field
show-old = Old value
show-new = New value
show-original = Received value

## list
count = Count
list-empty = no operations
list-shortened = { $count ->
    [one] 1 text was too long for a cell of a workbook and was shortened
   *[other] { $count } texts were too long for a cell of a workbook and were shortened
}
filter-saved = saved; `hqsync filter @{ $name }` uses it
filter-removed = `@{ $name }` is forgotten
filter-none-saved = no expression is saved; `--save NAME` keeps one
filter-name = Name
filter-expression = Expression
filter-actor = Saved by
filter-saved-at = Saved
list-more = the newest { $shown } operations; `--all` lists all

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
figure-accounts = { $count } accounts given
figure-waiting = { $count } waiting
figure-downloaded = { $count } customers downloaded
figure-completed = { $count } completed
run-dry = dry run: nothing was changed
run-failed-operations = { $count ->
    [one] 1 operation failed; `hqsync list --status failed` finds it, `hqsync show ID` tells why
   *[other] { $count } operations failed; `hqsync list --status failed` finds them, `hqsync show ID` tells why
}
run-would-fail = { $count ->
    [one] 1 operation would fail
   *[other] { $count } operations would fail
}
run-interrupted = interrupted; the next run continues
run-nothing-done = nothing could be done
jobs-empty = no run yet; `hqsync run-jobs` makes one

## edit, resync, dismiss
target-others = { $count ->
    [one] 1 other operation that is meant has gone through or was dismissed, and stays as it is
   *[other] { $count } other operations that are meant have gone through or were dismissed, and stay as they are
}
target-more = and { $count } more
target-question = Go on? [y/N]
target-nothing-done = nothing was changed
edit-question = { $count ->
    [one] 1 operation is to be edited:
   *[other] { $count } operations are to be edited:
}
edit-title = Operation { $id }: { $state }
edit-unchanged = { $count ->
    [one] 1 operation has these values already
   *[other] { $count } operations have these values already
}
edit-edited = { $count ->
    [one] 1 operation edited
   *[other] { $count } operations edited
}
edit-lacks-field = { $count ->
    [one] 1 operation is about a record without such a field, and stays as it is
   *[other] { $count } operations are about records without such a field, and stay as they are
}
edit-remaining = Still wrong
edit-remaining-count = { $count ->
    [one] 1 operation is still not right
   *[other] { $count } operations are still not right
}
edit-next = the next `run-jobs` synchronizes it, `hqsync resync { $id }` does so now
edit-help =
    Change values, save and leave the editor. "" empties a field; a line that is taken out leaves its field as it is.
    Leave without a change, or take everything out, and nothing is changed.
edit-old = at headquarters: { $old }
edit-conflict = { $actor } has changed the operation at { $time }: { $what }
resync-question = { $count ->
    [one] 1 operation is to be synchronized:
   *[other] { $count } operations are to be synchronized:
}
resync-waits-for = waits for { $ids }
dismiss-question = { $count ->
    [one] 1 operation is never to be synchronized:
   *[other] { $count } operations are never to be synchronized:
}
dismiss-done = { $count ->
    [one] 1 operation dismissed
   *[other] { $count } operations dismissed
}
dismiss-released = { $count ->
    [one] 1 operation that waited is pending again
   *[other] { $count } operations that waited are pending again
}

## history
event-received = received
event-synchronized = synchronized
event-completed = completed
event-edited = edited
event-resynced = resynchronized
event-dismissed = dismissed
event-released = released
event-reset = channel reset
event-adopted = known before the audit trail began
event-migrated = store migrated
history-run = { $actor } in run { $run }
history-reason = reason: { $reason }
history-reset = channel reset, epoch { $epoch }
history-change = `{ $old }` becomes `{ $new }`

## status and channels
status-operations = Operations
status-total = Total
status-last-runs = Last runs
status-oldest-pending = Oldest pending
status-oldest-failed = Oldest failed
status-oldest-value = operation { $id } of { $time }
status-attention = Needs attention
status-all-well = nothing needs attention
attention-failed = { $count ->
    [one] 1 operation failed; `hqsync list --status failed` finds it, `hqsync show ID` tells why
   *[other] { $count } operations failed; `hqsync list --status failed` finds them, `hqsync show ID` tells why
}
attention-channel = channel `{ $channel }`: { $error }
attention-run = the last run of { $job } ended { $outcome }
channels-name = Channel name
channels-company = Company
channels-database = Database
channels-contact = Last contact
channels-error = Last error
channels-bookmark = Uploaded up to
channels-gaps = Missing counters
channels-behind = Customers to download
channels-empty = no channel is configured
channels-reset = channel { $name } is in epoch { $epoch }: the next run reads its database from the beginning; what was uploaded before is not taken twice
channels-created = created the channel database { $path }

## backup
backup-done = { $file } is a checked copy of the store with { $operations ->
    [one] 1 operation
   *[other] { $operations } operations
}
backup-head = the audit trail ends in { $hash }

## init and demo
init-written = wrote { $path }; fill in your companies and channels, then `hqsync run-jobs --dry-run`
demo-made = A small world of three companies and four channels is in { $folder }
demo-running = The three jobs run on it: upload (P), synchronize, download (1010)
demo-list = What became of the { $count } operations, newest first
demo-next = To try next:
demo-next-status = how things stand
demo-next-filter = what failed, by error and country
demo-next-show = one that failed, with its reason and its values
demo-next-edit = correct a wrong value wherever it is, and synchronize at once
demo-next-verify = hold everything against the audit trail
demo-next-file = all operations in a file that a spreadsheet opens
demo-next-again = run the jobs again: nothing is done twice

## verify
place-entry = entry { $name }
place-operation = operation { $name }
place-customer = customer { $name }
place-record = { $record } { $key } of customer { $name }
place-customer-record = record of customer { $name }
place-company = company { $name }
place-channel = channel { $name }
place-store = store
fault-chain-broken = its hash is not that of its content and of the entry before: it was changed, or what was before it was
fault-entries-missing = entries of the audit trail are missing before it
fault-entry-unreadable = it is no entry that hqsync writes
fault-anchor-missing = no entry of the audit trail has the hash { $found }: what was there when it was noted was rewritten or cut
fault-unreadable = it cannot be read: { $found }
fault-orphans = it is not there, and rows of `{ $found }` belong to it
fault-unexplained = the audit trail does not tell of it
fault-gone = it is not there, and the audit trail tells of it
fault-received-differs = what was received, or where it came from, is not what the audit trail tells of
fault-edited-differs = its row after { $found ->
    [one] 1 edit
   *[other] { $found } edits
} is not the one that the audit trail tells of, after { $expected }
fault-columns-differ = what is noted beside its row does not follow from the row: { $found }
fault-state-differs = it is { $found }, and the audit trail leads to { $expected }
fault-attempts-differ = it was tried { $found } times, and the audit trail tells of { $expected }
fault-outcome-differs = its effect, problems, changes or the account it gave are not those of its last attempt
fault-past-outcome-differs = the problems of an earlier attempt are not those that the audit trail tells of
fault-values-differ = its values are not those that its last operation left
fault-source-differs = it did not come from the operation that it names, or not then
fault-primary-differs = the mark of the primary one is not where its operations leave it
fault-customer-differs = it is not as its operations leave it: { $found }
fault-accounts-differ = { $found } accounts were given, and { $expected } customers have got one
fault-count-differs = { $found } operations were counted, and { $expected } are stored
fault-bookmark-differs = its bookmarks and gaps are not those of the operations that are stored
fault-changes-differ = the last change has number { $found }, and that of the customers has { $expected }
fault-downloaded-differs = it has received change { $found }, and the last one is { $expected }
fault-epoch-differs = it is in epoch { $found }, and the audit trail leads to { $expected }
fault-retaken-differs = a row of its database is noted as one that it is not, or as read before it was
fault-schema-differs = `{ $found }` is not as hqsync makes it
fault-damaged = damaged: { $found }
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
verify-head = the audit trail ends in { $hash }
verify-note = note it elsewhere, and `hqsync verify --anchor HASH` shows later that nothing before it was rewritten or cut
