-- Why a job failed as a JSON object of a code and its arguments, from which the sentence is made in the reader's language.
-- Rows that were written before keep their English sentence in `error`.
ALTER TABLE report ADD COLUMN failure TEXT;
ALTER TABLE channel ADD COLUMN failure TEXT;
