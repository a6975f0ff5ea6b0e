-- Headquarters: the audit log of every operation, and the customers that came of them.
--
-- Times are microseconds since 1970-01-01 UTC. Numbers of kinds, actions, states and effects are those of the types
-- `RecordKind`, `Action`, `State` and `Effect`. What is said often is said by number: an operation refers to its channel,
-- layout and customer by integers, and a GUID or a column's name is written down once.

-- One row: who this store is, and the number of the last change to a customer.
CREATE TABLE store (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  created INTEGER NOT NULL,
  change INTEGER NOT NULL
);

-- A legal entity and how many of its number sequence are given.
CREATE TABLE company (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  accounts INTEGER NOT NULL DEFAULT 0
);

-- A channel by its ORIGINATINGCHANNEL; the name is that of the last configuration. An epoch begins when the channel's
-- database is replaced and its counters start again. `operations` counts what was stored, so that nobody has to.
CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  origin INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  company INTEGER NOT NULL REFERENCES company,
  epoch INTEGER NOT NULL DEFAULT 1,
  contacted INTEGER,
  error TEXT,
  downloaded INTEGER NOT NULL DEFAULT 0,
  operations INTEGER NOT NULL DEFAULT 0
);

-- How far the P-job has read each upload table.
CREATE TABLE bookmark (
  channel INTEGER NOT NULL REFERENCES channel,
  kind INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  PRIMARY KEY (channel, kind)
) WITHOUT ROWID;

-- Counters below the bookmark that no row had when the P-job passed: a transaction may still commit them.
CREATE TABLE gap (
  channel INTEGER NOT NULL REFERENCES channel,
  kind INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (channel, kind, first)
) WITHOUT ROWID;

-- The columns of an upload table as a channel had them: names for the values of `received.row`.
CREATE TABLE layout (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  columns TEXT NOT NULL,
  UNIQUE (kind, columns)
);

-- A customer, known from the first operation that names its GUID; the account comes with its creation.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  company INTEGER NOT NULL REFERENCES company,
  guid BLOB NOT NULL,
  async_account TEXT NOT NULL,
  account TEXT COLLATE NOCASE,
  changed INTEGER
);
CREATE UNIQUE INDEX customer_guid ON customer (company, guid);
CREATE UNIQUE INDEX customer_account ON customer (company, account) WHERE account IS NOT NULL;
-- 1010 asks for what changed since a channel's last download.
CREATE INDEX customer_changed ON customer (company, changed) WHERE changed IS NOT NULL;

-- The newest applied snapshot of the customer itself (kind 0) and of each address, contact, affiliation and attribute,
-- side by side for the download. `fields` are the values by the position of their field. What is removed stays as inactive,
-- so that an older snapshot that arrives later is recognized as superseded. `claimed` is when the record last claimed the
-- mark of the primary one.
CREATE TABLE record (
  customer INTEGER NOT NULL REFERENCES customer,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  active INTEGER NOT NULL,
  is_primary INTEGER NOT NULL,
  claimed INTEGER,
  at INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (customer, kind, key)
) WITHOUT ROWID;

-- One row of one upload table and what became of it. `at` is CREATEDDATETIME, or the time of receipt where that cannot be
-- read (`dated` 0). `company` and `async_account` are there only where they differ from the channel's and the customer's,
-- `account` only while it names a customer that headquarters does not have.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channel,
  epoch INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  state INTEGER NOT NULL,
  action INTEGER,
  customer INTEGER REFERENCES customer,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  dated INTEGER NOT NULL,
  received INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  edited INTEGER NOT NULL DEFAULT 0,
  effect INTEGER,
  superseded_by INTEGER,
  company TEXT,
  async_account TEXT,
  account TEXT
);
-- Exactly once: no row of a channel is stored twice.
CREATE UNIQUE INDEX operation_source ON operation (channel, epoch, kind, counter);
CREATE INDEX operation_time ON operation (at);
CREATE INDEX operation_customer ON operation (customer);
-- What a job works on next, and what people look for. Only completed operations are in none of these, so they stay small.
CREATE INDEX operation_pending ON operation (at, kind, counter, channel) WHERE state = 0;
CREATE INDEX operation_held ON operation (customer, kind, key, at, counter, channel) WHERE state IN (1, 2);
CREATE INDEX operation_held_creation ON operation (customer, kind, key, at, counter, channel)
  WHERE state IN (1, 2) AND coalesce(action, 1) = 1;
CREATE INDEX operation_waiting ON operation (at, channel) WHERE state = 1;
CREATE INDEX operation_failed ON operation (at, channel) WHERE state = 2;
CREATE INDEX operation_synced ON operation (channel, kind, counter) WHERE state = 3;
CREATE INDEX operation_dismissed ON operation (at, channel) WHERE state = 5;

-- The row exactly as it came: a JSON array of its values, named by the layout.
CREATE TABLE received (
  operation INTEGER PRIMARY KEY REFERENCES operation,
  layout INTEGER NOT NULL REFERENCES layout,
  row TEXT NOT NULL
);
CREATE TRIGGER received_is_never_changed BEFORE UPDATE ON received
BEGIN SELECT raise(ABORT, 'what was received is never changed'); END;
CREATE TRIGGER received_is_never_removed BEFORE DELETE ON received
BEGIN SELECT raise(ABORT, 'what was received is never removed'); END;

-- What is wrong with an operation that failed or waits.
CREATE TABLE problem (
  operation INTEGER NOT NULL REFERENCES operation,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  expected TEXT NOT NULL,
  suggestion TEXT NOT NULL,
  PRIMARY KEY (operation, position)
) WITHOUT ROWID;
CREATE INDEX problem_code ON problem (code);

-- The fields that a synchronized operation changed, and (old = new) those that kept another value than its row has: a
-- company's default, or all that a deactivation or a superseded snapshot says. A creation has no old values.
CREATE TABLE change (
  operation INTEGER NOT NULL REFERENCES operation,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  PRIMARY KEY (operation, position)
) WITHOUT ROWID;

-- The history of runs, and what each did by job and channel. A run without an end was killed, or is running.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  jobs TEXT NOT NULL,
  actor TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER,
  outcome TEXT NOT NULL
);
CREATE TABLE report (
  run INTEGER NOT NULL REFERENCES run,
  position INTEGER NOT NULL,
  job TEXT NOT NULL,
  channel TEXT,
  started INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  figures TEXT NOT NULL,
  error TEXT,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;
