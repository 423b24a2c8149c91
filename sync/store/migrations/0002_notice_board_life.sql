-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Day-parts of notices, windows of reserved maintenance, ratings and merged requests, quiet hours, staff at the board.

ALTER TABLE notice ADD COLUMN outage TEXT NOT NULL DEFAULT '';
-- Minutes from midnight of the board's zone.
CREATE TABLE notice_day_part (
  notice TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  PRIMARY KEY (notice, number)
) WITHOUT ROWID;

ALTER TABLE outage ADD COLUMN choose_by INTEGER;
ALTER TABLE outage ADD COLUMN chosen_window TEXT NOT NULL DEFAULT '';
CREATE TABLE outage_window (
  outage TEXT NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  PRIMARY KEY (outage, number)
) WITHOUT ROWID;

ALTER TABLE request ADD COLUMN stars INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN rated_at INTEGER;
ALTER TABLE request ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN outage TEXT NOT NULL DEFAULT '';
CREATE INDEX request_by_place ON request (place);
CREATE INDEX request_by_merged_into ON request (merged_into) WHERE merged_into <> '';
CREATE INDEX request_by_outage ON request (outage) WHERE outage <> '';

ALTER TABLE board ADD COLUMN quiet_from INTEGER;
ALTER TABLE board ADD COLUMN quiet_to INTEGER;
ALTER TABLE board ADD COLUMN maintenance_pin_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE board ADD COLUMN sign_in_key TEXT NOT NULL DEFAULT '';

CREATE TABLE manager_pin (
  manager TEXT PRIMARY KEY,
  hash TEXT NOT NULL
) WITHOUT ROWID;

-- The key says that a code is used once: a board's code follows from its step.
CREATE TABLE sign_in (
  board TEXT NOT NULL,
  step INTEGER NOT NULL,
  manager TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (board, step)
) WITHOUT ROWID;
CREATE INDEX sign_in_by_time ON sign_in (at);
CREATE INDEX sign_in_by_manager ON sign_in (manager, at);
