-- Customers that headquarters had before, imported from a file: no operation created them.

-- What was imported, by the number of the change with which each customer came. `async_account` is empty where nobody knows a
-- GUID of the customer. `content` is the digest of the customer's record as the import left it. The audit trail has a digest of
-- the rows of each import, so a row is never changed.
CREATE TABLE imported (
  change INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL UNIQUE REFERENCES customer,
  account TEXT NOT NULL,
  async_account TEXT NOT NULL,
  content BLOB NOT NULL
);
CREATE TRIGGER imported_is_never_changed BEFORE UPDATE ON imported
BEGIN SELECT raise(ABORT, 'what was imported is never changed'); END;
CREATE TRIGGER imported_is_never_removed BEFORE DELETE ON imported
BEGIN SELECT raise(ABORT, 'what was imported is never removed'); END;
