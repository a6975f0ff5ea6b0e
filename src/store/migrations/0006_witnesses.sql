-- What channels and keys witness: accounts that channels know better than a store that was put back, and sealed entries.

-- Channels on which a job had nothing to do have no report of their own: a JSON object of their number by job.
ALTER TABLE run ADD COLUMN idle TEXT;

-- The code of an entry under the key of its moment, while the trail is sealed: HMAC-SHA-256 over the entry's hash.
CREATE TABLE entry_code (
  entry INTEGER PRIMARY KEY REFERENCES entry,
  code BLOB NOT NULL
);
CREATE TRIGGER entry_code_is_never_changed BEFORE UPDATE ON entry_code
BEGIN SELECT raise(ABORT, 'the code of an entry is never changed'); END;
CREATE TRIGGER entry_code_is_never_removed BEFORE DELETE ON entry_code
BEGIN SELECT raise(ABORT, 'the code of an entry is never removed'); END;

-- What is about no operation is looked up by its event.
CREATE INDEX entry_note ON entry (event) WHERE first IS NULL;

-- Accounts that channels know of customers who have none here, since the store was put back to an older state or is new. Such a
-- customer gets this account and no other; nobody else gets it. Two of them for a GUID, or two GUIDs for one, contradict each other.
CREATE TABLE reserved_account (
  company INTEGER NOT NULL REFERENCES company,
  guid BLOB NOT NULL,
  account TEXT NOT NULL COLLATE NOCASE,
  channel INTEGER NOT NULL REFERENCES channel,
  PRIMARY KEY (company, guid, account)
) WITHOUT ROWID;
CREATE INDEX reserved_account_account ON reserved_account (company, account);
