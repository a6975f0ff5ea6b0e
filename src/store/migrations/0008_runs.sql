-- The last run that changed an operation: received it, decided on it or completed it. NULL if no run did.
ALTER TABLE operation ADD COLUMN run INTEGER;

-- The companies that rows say, which are few where they differ from the channel's.
CREATE INDEX operation_company ON operation (company) WHERE company IS NOT NULL;
