-- Rows of a replaced channel database that were uploaded in an earlier epoch: no operations, but it remains to tell the channel
-- that these are completed.
CREATE TABLE retaken (
  channel INTEGER NOT NULL REFERENCES channel,
  epoch INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  operation INTEGER NOT NULL REFERENCES operation,
  told INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, epoch, kind, counter)
) WITHOUT ROWID;
CREATE INDEX retaken_untold ON retaken (channel, epoch) WHERE told = 0;
