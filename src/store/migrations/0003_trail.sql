-- The audit trail: what happened to operations, when, by whom and why. It is only ever appended to.

-- An entry. Its hash covers the entry before it and everything in this row. `steps` says what the entry did to each operation
-- that it is about, `first` and `last` are the lowest and the highest of these: a batch of a job is one entry. A step has 45
-- bytes (`src/store/trail.rs`): the operation, its state, its turn, and digests of its outcome and of the row or record that
-- was stored, so that nothing of these can be changed behind the program's back without showing. `details` is a JSON object:
-- the fields that were edited with their old and new values, the version of a migration.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  run INTEGER REFERENCES run,
  reason TEXT NOT NULL,
  details TEXT NOT NULL,
  first INTEGER,
  last INTEGER,
  steps BLOB NOT NULL,
  hash BLOB NOT NULL
);
CREATE INDEX entry_operations ON entry (first, last) WHERE first IS NOT NULL;
-- Most entries are about one operation; what is about many is looked through for each.
CREATE INDEX entry_of_many ON entry (first, last) WHERE first < last;
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'an entry of the audit trail is never changed'); END;
CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'an entry of the audit trail is never removed'); END;

CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'an entry of the audit trail is never replaced'); END;

-- What was wrong with an operation at an earlier turn: its turns are counted by attempts and edits.
CREATE TABLE past_problem (
  operation INTEGER NOT NULL REFERENCES operation,
  turn INTEGER NOT NULL,
  position INTEGER NOT NULL,
  reason TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  expected TEXT NOT NULL,
  suggestion TEXT NOT NULL,
  PRIMARY KEY (operation, turn, position)
) WITHOUT ROWID;
CREATE TRIGGER past_problem_is_never_changed BEFORE UPDATE ON past_problem
BEGIN SELECT raise(ABORT, 'what was wrong is never changed'); END;
CREATE TRIGGER past_problem_is_never_removed BEFORE DELETE ON past_problem
BEGIN SELECT raise(ABORT, 'what was wrong is never removed'); END;

-- An operation's row after its edits, in the layout of the received one. `operation.edited` counts the edits.
CREATE TABLE edited_row (
  operation INTEGER PRIMARY KEY REFERENCES operation,
  row TEXT NOT NULL
);
