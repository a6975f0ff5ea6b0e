-- Finding operations by any value: an index of all texts, caught up behind the P-job, and expressions that people keep.

-- How far the search index has come: the last operation, and the last later document, that are in it.
ALTER TABLE store ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE store ADD COLUMN indexed_later INTEGER NOT NULL DEFAULT 0;

-- Tokens for the values of each operation and for parts of them (`src/store/search.rs` makes them): they give the operations
-- that may match; whether they do is decided on the row. The index holds no text itself (contentless), and neither positions
-- nor sizes: a fifth of the room and half of the time.
CREATE VIRTUAL TABLE search USING fts5(tokens, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
-- One segment per batch of operations instead of several, and merged less often.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216), ('automerge', 16);

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
