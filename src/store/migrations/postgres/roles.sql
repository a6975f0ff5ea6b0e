-- Two roles without a login, to be granted to those who log in: `hqsync_work` runs the jobs and corrects operations, and can neither
-- change the audit trail and what was received nor the schema; `hqsync_read` only reads. They belong to the whole server, so another
-- store may have made them.
DO $$
DECLARE
  of_schema text := quote_ident(current_schema());
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'hqsync_read') THEN
    CREATE ROLE hqsync_read NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'hqsync_work') THEN
    CREATE ROLE hqsync_work NOLOGIN;
  END IF;
  EXECUTE 'GRANT USAGE ON SCHEMA ' || of_schema || ' TO hqsync_read, hqsync_work';
END $$;
GRANT SELECT ON store, company, channel, bookmark, gap, layout, customer, record, operation, received, problem, change, run, report,
  later_document, saved_filter, entry, past_problem, edited_row, retaken, entry_code, reserved_account, state_count, imported, search,
  run_lock TO hqsync_read, hqsync_work;
GRANT INSERT ON company, channel, bookmark, gap, layout, customer, record, operation, received, problem, change, run, report,
  later_document, saved_filter, entry, past_problem, edited_row, retaken, entry_code, reserved_account, state_count, imported, search,
  run_lock TO hqsync_work;
GRANT UPDATE ON store, company, channel, bookmark, customer, record, operation, run, saved_filter, edited_row, retaken, state_count,
  run_lock TO hqsync_work;
GRANT DELETE ON bookmark, gap, customer, problem, report, later_document, saved_filter, run_lock TO hqsync_work;
GRANT TRUNCATE ON search TO hqsync_work;
