-- Headquarters on a PostgreSQL server, as of version 10 of the schema: what the migrations of SQLite have made of it by then, which
-- say what each table is for.
--
-- Numbers are bigint, also those that are no more than yes (1) or no (0), and texts are compared by their bytes. Numbers come
-- from the row of `store`, so that they have no gaps and are in the order of commits; whoever writes locks that row first.
-- References are there where a table is small; `verify` checks the others.

CREATE TABLE store (
  "only" bigint PRIMARY KEY CHECK ("only" = 1),
  -- What SQLite keeps in the file's header: whose database it is, and the version of its schema.
  program text COLLATE "C" NOT NULL,
  schema bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  created bigint NOT NULL,
  change bigint NOT NULL,
  indexed bigint NOT NULL DEFAULT 0,
  indexed_later bigint NOT NULL DEFAULT 0,
  operations bigint NOT NULL DEFAULT 0,
  customers bigint NOT NULL DEFAULT 0,
  later_documents bigint NOT NULL DEFAULT 0
);

CREATE TABLE company (
  id bigint PRIMARY KEY,
  code text COLLATE "C" NOT NULL,
  accounts bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX company_code ON company (lower(code COLLATE "C"));

CREATE TABLE channel (
  id bigint PRIMARY KEY,
  origin bigint NOT NULL UNIQUE,
  name text COLLATE "C" NOT NULL,
  company bigint NOT NULL REFERENCES company,
  epoch bigint NOT NULL DEFAULT 1,
  contacted bigint,
  error text COLLATE "C",
  downloaded bigint NOT NULL DEFAULT 0,
  operations bigint NOT NULL DEFAULT 0,
  failure text COLLATE "C",
  unread text COLLATE "C"
);

CREATE TABLE bookmark (
  channel bigint NOT NULL REFERENCES channel,
  kind bigint NOT NULL,
  counter bigint NOT NULL,
  latest bigint,
  PRIMARY KEY (channel, kind)
);

CREATE TABLE gap (
  channel bigint NOT NULL REFERENCES channel,
  kind bigint NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  PRIMARY KEY (channel, kind, first)
);

CREATE TABLE layout (
  id bigint PRIMARY KEY,
  kind bigint NOT NULL,
  columns text COLLATE "C" NOT NULL
);

CREATE TABLE customer (
  id bigint PRIMARY KEY,
  company bigint NOT NULL REFERENCES company,
  guid bytea NOT NULL,
  async_account text COLLATE "C" NOT NULL,
  account text COLLATE "C",
  changed bigint
);
CREATE UNIQUE INDEX customer_guid ON customer (company, guid);
CREATE UNIQUE INDEX customer_account ON customer (company, lower(account COLLATE "C")) WHERE account IS NOT NULL;
CREATE INDEX customer_changed ON customer (company, changed) WHERE changed IS NOT NULL;

CREATE TABLE record (
  customer bigint NOT NULL,
  kind bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  active bigint NOT NULL,
  is_primary bigint NOT NULL,
  claimed bigint,
  at bigint NOT NULL,
  counter bigint NOT NULL,
  channel bigint NOT NULL,
  operation bigint NOT NULL,
  fields text COLLATE "C" NOT NULL,
  snapshot bigint,
  deactivation bigint
);
-- A key may be longer than what an index takes.
CREATE UNIQUE INDEX record_key ON record (customer, kind, key);

CREATE TABLE operation (
  id bigint PRIMARY KEY,
  channel bigint NOT NULL,
  epoch bigint NOT NULL,
  kind bigint NOT NULL,
  counter bigint NOT NULL,
  state bigint NOT NULL,
  action bigint,
  customer bigint,
  key text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  dated bigint NOT NULL,
  received bigint NOT NULL,
  attempts bigint NOT NULL DEFAULT 0,
  edited bigint NOT NULL DEFAULT 0,
  effect bigint,
  superseded_by bigint,
  company text COLLATE "C",
  async_account text COLLATE "C",
  account text COLLATE "C",
  run bigint,
  ordered bigint,
  noted bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX operation_source ON operation (channel, epoch, kind, counter);
CREATE INDEX operation_time ON operation (at, id);
CREATE INDEX operation_customer ON operation (customer);
CREATE INDEX operation_pending ON operation (coalesce(ordered, at), kind, counter, channel) WHERE state = 0;
CREATE INDEX operation_held ON operation (customer, kind, coalesce(ordered, at)) WHERE state IN (1, 2);
CREATE INDEX operation_waiting ON operation (at, id) WHERE state = 1;
CREATE INDEX operation_failed ON operation (at, id) WHERE state = 2;
CREATE INDEX operation_synced ON operation (channel, kind, counter) WHERE state = 3;
CREATE INDEX operation_dismissed ON operation (at, id) WHERE state = 5;
CREATE INDEX operation_live_deactivation ON operation (id) WHERE effect IS NULL AND action = 3;
CREATE INDEX operation_async_account ON operation (lower(async_account COLLATE "C")) WHERE async_account IS NOT NULL;
CREATE INDEX operation_company ON operation (company) WHERE company IS NOT NULL;
CREATE INDEX operation_noted ON operation (ordered) WHERE ordered IS NOT NULL OR noted <> 0 OR effect = 5;

CREATE TABLE received (
  operation bigint PRIMARY KEY,
  layout bigint NOT NULL,
  row text COLLATE "C" NOT NULL
);

CREATE TABLE problem (
  operation bigint NOT NULL,
  position bigint NOT NULL,
  code text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  expected text COLLATE "C" NOT NULL,
  suggestion text COLLATE "C" NOT NULL,
  PRIMARY KEY (operation, position)
);
CREATE INDEX problem_code ON problem (code);

CREATE TABLE change (
  operation bigint NOT NULL,
  position bigint NOT NULL,
  field text COLLATE "C" NOT NULL,
  old text COLLATE "C" NOT NULL,
  new text COLLATE "C" NOT NULL,
  PRIMARY KEY (operation, position)
);

CREATE TABLE run (
  id bigint PRIMARY KEY,
  jobs text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  started bigint NOT NULL,
  ended bigint,
  outcome text COLLATE "C" NOT NULL,
  idle text COLLATE "C"
);

CREATE TABLE report (
  run bigint NOT NULL REFERENCES run,
  position bigint NOT NULL,
  job text COLLATE "C" NOT NULL,
  channel text COLLATE "C",
  started bigint NOT NULL,
  ended bigint NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  figures text COLLATE "C" NOT NULL,
  error text COLLATE "C",
  failure text COLLATE "C",
  PRIMARY KEY (run, position)
);

CREATE TABLE later_document (
  id bigint PRIMARY KEY,
  operation bigint NOT NULL
);
CREATE INDEX later_document_operation ON later_document (operation);

CREATE TABLE saved_filter (
  name text COLLATE "C" NOT NULL,
  expression text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  saved bigint NOT NULL
);
CREATE UNIQUE INDEX saved_filter_name ON saved_filter (lower(name COLLATE "C"));

CREATE TABLE entry (
  id bigint PRIMARY KEY,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  event text COLLATE "C" NOT NULL,
  run bigint,
  reason text COLLATE "C" NOT NULL,
  details text COLLATE "C" NOT NULL,
  first bigint,
  last bigint,
  steps bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX entry_operations ON entry (first, last) WHERE first IS NOT NULL;
CREATE INDEX entry_of_many ON entry (first, last) WHERE first < last;
CREATE INDEX entry_note ON entry (event) WHERE first IS NULL;

CREATE TABLE past_problem (
  operation bigint NOT NULL,
  turn bigint NOT NULL,
  position bigint NOT NULL,
  reason text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  expected text COLLATE "C" NOT NULL,
  suggestion text COLLATE "C" NOT NULL,
  PRIMARY KEY (operation, turn, position)
);

CREATE TABLE edited_row (
  operation bigint PRIMARY KEY,
  row text COLLATE "C" NOT NULL
);

CREATE TABLE retaken (
  channel bigint NOT NULL REFERENCES channel,
  epoch bigint NOT NULL,
  kind bigint NOT NULL,
  counter bigint NOT NULL,
  operation bigint NOT NULL,
  told bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, epoch, kind, counter)
);
CREATE INDEX retaken_untold ON retaken (channel, epoch) WHERE told = 0;

CREATE TABLE entry_code (
  entry bigint PRIMARY KEY,
  code bytea NOT NULL
);

CREATE TABLE reserved_account (
  company bigint NOT NULL REFERENCES company,
  guid bytea NOT NULL,
  account text COLLATE "C" NOT NULL,
  channel bigint NOT NULL REFERENCES channel
);
CREATE UNIQUE INDEX reserved_account_key ON reserved_account (company, guid, lower(account COLLATE "C"));
CREATE INDEX reserved_account_account ON reserved_account (company, lower(account COLLATE "C"));

CREATE TABLE state_count (
  channel bigint NOT NULL REFERENCES channel,
  state bigint NOT NULL,
  operations bigint NOT NULL,
  PRIMARY KEY (channel, state)
);

CREATE TABLE imported (
  change bigint PRIMARY KEY,
  customer bigint NOT NULL,
  account text COLLATE "C" NOT NULL,
  async_account text COLLATE "C" NOT NULL,
  content bytea,
  merged bigint
);
CREATE UNIQUE INDEX imported_customer ON imported (customer) WHERE content IS NOT NULL;
CREATE UNIQUE INDEX imported_guid ON imported (customer) WHERE content IS NULL;
CREATE INDEX imported_merged ON imported (merged) WHERE merged IS NOT NULL;

-- The words of each document of the search index, as `src/store/search.rs` makes them: a number for each whole value.
CREATE TABLE search (
  document bigint PRIMARY KEY,
  words int4[] NOT NULL
);
CREATE INDEX search_words ON search USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 65536);

-- The run locks: who holds one, and since when. Whether it is held is said by an advisory lock of the server, which ends with the
-- connection of its holder.
CREATE TABLE run_lock (
  name text COLLATE "C" PRIMARY KEY,
  holder text COLLATE "C" NOT NULL,
  activity text COLLATE "C"
);

-- What is only ever appended to.
CREATE FUNCTION is_only_appended_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is only ever appended to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER received_is_never_changed BEFORE UPDATE OR DELETE ON received
  FOR EACH ROW EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER received_is_never_emptied BEFORE TRUNCATE ON received
  FOR EACH STATEMENT EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER past_problem_is_never_changed BEFORE UPDATE OR DELETE ON past_problem
  FOR EACH ROW EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER past_problem_is_never_emptied BEFORE TRUNCATE ON past_problem
  FOR EACH STATEMENT EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER entry_code_is_never_changed BEFORE UPDATE OR DELETE ON entry_code
  FOR EACH ROW EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER entry_code_is_never_emptied BEFORE TRUNCATE ON entry_code
  FOR EACH STATEMENT EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER imported_is_never_changed BEFORE UPDATE OR DELETE ON imported
  FOR EACH ROW EXECUTE FUNCTION is_only_appended_to();
CREATE TRIGGER imported_is_never_emptied BEFORE TRUNCATE ON imported
  FOR EACH STATEMENT EXECUTE FUNCTION is_only_appended_to();
ALTER TABLE received ENABLE ALWAYS TRIGGER received_is_never_changed;
ALTER TABLE received ENABLE ALWAYS TRIGGER received_is_never_emptied;
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_is_never_changed;
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_is_never_emptied;
ALTER TABLE past_problem ENABLE ALWAYS TRIGGER past_problem_is_never_changed;
ALTER TABLE past_problem ENABLE ALWAYS TRIGGER past_problem_is_never_emptied;
ALTER TABLE entry_code ENABLE ALWAYS TRIGGER entry_code_is_never_changed;
ALTER TABLE entry_code ENABLE ALWAYS TRIGGER entry_code_is_never_emptied;
ALTER TABLE imported ENABLE ALWAYS TRIGGER imported_is_never_changed;
ALTER TABLE imported ENABLE ALWAYS TRIGGER imported_is_never_emptied;
