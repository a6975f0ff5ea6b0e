-- Numbers come from the store's row, so that they are in the order of commits and have no gaps in any database: the last number
-- of an operation, of a customer and of a later document.
ALTER TABLE store ADD COLUMN operations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE store ADD COLUMN customers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE store ADD COLUMN later_documents INTEGER NOT NULL DEFAULT 0;
UPDATE store SET
  operations = (SELECT coalesce(max(id), 0) FROM operation),
  customers = (SELECT coalesce(max(id), 0) FROM customer),
  later_documents = (SELECT coalesce(max(id), 0) FROM later_document);

-- How many operations of each channel are in each state, so that nobody has to count them.
CREATE TABLE state_count (
  channel INTEGER NOT NULL REFERENCES channel,
  state INTEGER NOT NULL,
  operations INTEGER NOT NULL,
  PRIMARY KEY (channel, state)
) WITHOUT ROWID;
-- What is damaged keeps nobody from opening the store.
INSERT INTO state_count (channel, state, operations)
SELECT channel, state, count(*) FROM operation WHERE channel IN (SELECT id FROM channel) GROUP BY channel, state;
