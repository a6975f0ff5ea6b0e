-- What real channels do: clocks that are set back or run ahead, dates that are none, and values worth a note.

-- When an operation counts in the order of `sync`, where that is not `at`: within a channel the counter decides, and a time ahead
-- of the receipt is not taken at its word.
ALTER TABLE operation ADD COLUMN ordered INTEGER;
DROP INDEX IF EXISTS operation_pending;
DROP INDEX IF EXISTS operation_held;
DROP INDEX IF EXISTS operation_held_creation;
CREATE INDEX operation_pending ON operation (coalesce(ordered, at), kind, counter, channel) WHERE state = 0;
CREATE INDEX operation_held ON operation (customer, kind, key, coalesce(ordered, at), counter, channel) WHERE state IN (1, 2);
CREATE INDEX operation_held_creation ON operation (customer, kind, key, coalesce(ordered, at), counter, channel)
  WHERE state IN (1, 2) AND coalesce(action, 1) = 1;
-- What is worth a note in the row's values: a bit for each code of `NoteCode` that is about values.
ALTER TABLE operation ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
-- The few operations with a note. One index for all kinds, since each costs every row that is stored.
CREATE INDEX operation_noted ON operation (ordered) WHERE ordered IS NOT NULL OR noted <> 0 OR effect = 5;

-- `operation` wrote the record last. Values and activity have an order time each: after a deactivation, `snapshot` is the
-- operation that the values came with (0 if there was none), and after an older snapshot, `deactivation` is the newer operation
-- that the inactivity came with. NULL where it is `operation`.
ALTER TABLE record ADD COLUMN snapshot INTEGER;
ALTER TABLE record ADD COLUMN deactivation INTEGER;
UPDATE record AS x SET snapshot = coalesce((
    SELECT o.id FROM operation o
    WHERE o.customer = x.customer AND o.kind = x.kind AND o.key = x.key AND o.action IN (1, 2) AND o.effect BETWEEN 1 AND 3
    ORDER BY o.at DESC, o.counter DESC, o.channel DESC LIMIT 1), 0)
  WHERE (SELECT o.action FROM operation o WHERE o.id = x.operation) = 3;

-- The newest order time of each upload table so far: rows with later times need no look at their record's other operations.
ALTER TABLE bookmark ADD COLUMN latest INTEGER;
UPDATE bookmark SET latest = (
  SELECT max(o.at) FROM operation o WHERE o.channel = bookmark.channel AND o.kind = bookmark.kind);

-- Upload tables of earlier versions of the channel database that have rows, which nobody reads: a JSON object of their numbers by
-- table. NULL if there are none, or before the P-job has looked.
ALTER TABLE channel ADD COLUMN unread TEXT;
