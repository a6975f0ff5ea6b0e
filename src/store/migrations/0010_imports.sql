-- Customers that headquarters had before, imported from a file: no operation created them.

-- What was imported, by the number of the change with which it came: first the customer, with the digest of its record as the
-- import left it as `content`, and with an empty `async_account` where nobody knew its GUID. A later import may name the GUID:
-- that is a row without `content`, and `merged` is the number of the customer, now gone, that operations had named by this GUID.
-- The audit trail has a digest of the rows of each import, so a row is never changed.
CREATE TABLE imported (
  change INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer,
  account TEXT NOT NULL,
  async_account TEXT NOT NULL,
  content BLOB,
  merged INTEGER
);
CREATE UNIQUE INDEX imported_customer ON imported (customer) WHERE content IS NOT NULL;
CREATE UNIQUE INDEX imported_guid ON imported (customer) WHERE content IS NULL;
CREATE INDEX imported_merged ON imported (merged) WHERE merged IS NOT NULL;
CREATE TRIGGER imported_is_never_changed BEFORE UPDATE ON imported
BEGIN SELECT raise(ABORT, 'what was imported is never changed'); END;
CREATE TRIGGER imported_is_never_removed BEFORE DELETE ON imported
BEGIN SELECT raise(ABORT, 'what was imported is never removed'); END;
