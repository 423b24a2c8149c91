-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0022_bulletins.sql.
CREATE TABLE outage_bulletin (
  outage TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  sender TEXT COLLATE "C" NOT NULL,
  origin TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (outage, number)
);
CREATE TABLE outage_bulletin_reach (
  path TEXT COLLATE "C" NOT NULL,
  own BIGINT NOT NULL,
  standing BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  outage TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (path, own, standing, sent_at, outage)
);
CREATE INDEX outage_bulletin_reach_by_outage ON outage_bulletin_reach (outage);
CREATE TABLE outage_bulletin_head (
  id BIGINT PRIMARY KEY,
  number BIGINT NOT NULL,
  moved_at BIGINT NOT NULL
);
