-- The last run that changed an operation: received it, decided on it or completed it. NULL if no run did.
ALTER TABLE operation ADD COLUMN run INTEGER;
