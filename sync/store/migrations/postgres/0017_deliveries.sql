-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0020_deliveries.sql.
CREATE TABLE delivery (
  kind BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  board TEXT COLLATE "C" NOT NULL,
  sent_at BIGINT,
  received_at BIGINT,
  shown_at BIGINT,
  last_shown_at BIGINT,
  times BIGINT NOT NULL,
  seconds BIGINT NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  version_at BIGINT,
  version_shown_at BIGINT,
  start_shown_at BIGINT,
  PRIMARY KEY (kind, subject, board)
);
INSERT INTO delivery (kind, subject, board, sent_at, received_at, shown_at, last_shown_at, times, seconds, version,
                      version_at, version_shown_at)
  SELECT 0, notice, board, NULL, received_at, shown_at, shown_at, times, seconds, '', NULL, NULL FROM notice_delivery;
DROP TABLE notice_delivery;
CREATE VIEW notice_delivery AS
  SELECT subject AS notice, board, received_at, shown_at, times, seconds FROM delivery
  WHERE kind = 0 AND received_at IS NOT NULL;

CREATE TABLE delivery_head (
  kind BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  last_at BIGINT NOT NULL,
  signed_number BIGINT NOT NULL,
  unsigned_since BIGINT,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX delivery_head_unsigned ON delivery_head (unsigned_since) WHERE unsigned_since IS NOT NULL;
CREATE INDEX delivery_head_by_time ON delivery_head (last_at);
CREATE TABLE delivery_entry (
  kind BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  value_after TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, subject, number)
);
CREATE TABLE delivery_checkpoint (
  kind BIGINT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  key_number BIGINT NOT NULL,
  publishing_key TEXT COLLATE "C" NOT NULL,
  signature TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, subject, number)
);
