-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What the public was told of outages. `body` is the outage as it was then, the JSON of its feed record.
CREATE TABLE outage_bulletin (
  outage TEXT NOT NULL,
  number INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  sender TEXT NOT NULL,
  origin TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (outage, number)
);
-- Where the newest bulletin of each outage is heard: the places of its audience (own = 1), and all above them, '' the
-- topmost.
CREATE TABLE outage_bulletin_reach (
  path TEXT NOT NULL,
  own INTEGER NOT NULL,
  standing INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  outage TEXT NOT NULL,
  PRIMARY KEY (path, own, standing, sent_at, outage)
) WITHOUT ROWID;
CREATE INDEX outage_bulletin_reach_by_outage ON outage_bulletin_reach (outage);
-- One row, made by the first bulletin.
CREATE TABLE outage_bulletin_head (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  moved_at INTEGER NOT NULL
);
