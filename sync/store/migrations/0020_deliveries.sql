-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Who was told what, and when: of notices and outages alike, with a chain of hashes for each of them.

-- kind: 0 notice, 1 outage. Times are unset until they are known.
CREATE TABLE delivery (
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  board TEXT NOT NULL,
  sent_at INTEGER,
  received_at INTEGER,
  shown_at INTEGER,
  last_shown_at INTEGER,
  times INTEGER NOT NULL,
  seconds INTEGER NOT NULL,
  version TEXT NOT NULL,
  version_at INTEGER,
  version_shown_at INTEGER,
  start_shown_at INTEGER,
  PRIMARY KEY (kind, subject, board)
) WITHOUT ROWID;
INSERT INTO delivery (kind, subject, board, sent_at, received_at, shown_at, last_shown_at, times, seconds, version,
                      version_at, version_shown_at)
  SELECT 0, notice, board, NULL, received_at, shown_at, shown_at, times, seconds, '', NULL, NULL FROM notice_delivery;
DROP TABLE notice_delivery;
-- What boards said of notices, as lists and counts ask for it.
CREATE VIEW notice_delivery AS
  SELECT subject AS notice, board, received_at, shown_at, times, seconds FROM delivery
  WHERE kind = 0 AND received_at IS NOT NULL;

-- One row a chain: who appends locks it. version: of what was published last.
CREATE TABLE delivery_head (
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  version TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  signed_number INTEGER NOT NULL,
  unsigned_since INTEGER,
  PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX delivery_head_unsigned ON delivery_head (unsigned_since) WHERE unsigned_since IS NOT NULL;
CREATE INDEX delivery_head_by_time ON delivery_head (last_at);
-- `previous` of an entry is the hash of the row before.
CREATE TABLE delivery_entry (
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  place TEXT NOT NULL,
  value_after TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (kind, subject, number)
) WITHOUT ROWID;
CREATE TABLE delivery_checkpoint (
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  key_number INTEGER NOT NULL,
  publishing_key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (kind, subject, number)
) WITHOUT ROWID;
