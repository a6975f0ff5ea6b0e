-- Finding operations by any value: an index of all texts, caught up behind the P-job, and expressions that people keep.

-- How far the search index has come: the last operation, and the last later document, that are in it.
ALTER TABLE store ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE store ADD COLUMN indexed_later INTEGER NOT NULL DEFAULT 0;

-- A word for each value of an operation, and three characters in a row of every text: they give the operations that may
-- match; whether they do is decided on the row. They hold no text themselves (contentless), and neither positions nor sizes:
-- a fifth of the room and half of the time.
CREATE VIRTUAL TABLE search_value USING fts5(
  text, content = '', detail = none, columnsize = 0, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_part USING fts5(
  text, content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1'
);
-- One segment per batch of operations instead of several, and merged less often.
INSERT INTO search_value (search_value, rank) VALUES ('hashsize', 16777216), ('automerge', 16);
INSERT INTO search_part (search_part, rank) VALUES ('hashsize', 16777216), ('automerge', 16);

-- Operations whose values changed after they were put into the search index: they are put there once more, under a number
-- of its own.
CREATE TABLE later_document (
  id INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation
);

-- What the search index cannot know: these take the values that headquarters has at the moment.
CREATE INDEX operation_live_deactivation ON operation (id) WHERE effect IS NULL AND action = 3;

-- A GUID that is not its customer's own.
CREATE INDEX operation_async_account ON operation (async_account COLLATE NOCASE) WHERE async_account IS NOT NULL;

-- Expressions that people gave a name.
CREATE TABLE saved_filter (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  expression TEXT NOT NULL,
  actor TEXT NOT NULL,
  saved INTEGER NOT NULL
) WITHOUT ROWID;
