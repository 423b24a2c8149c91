-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What boards say of themselves and of notices, what they are asked to do, and pictures of their locked screens.

-- Reports of health in columns, where rules can look for them; until now the text stood in a setting. Boards tell anew
-- within the hour.
CREATE TABLE board_report (
  board TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  version TEXT NOT NULL,
  feed_lag_s INTEGER,
  clock_offset_ms INTEGER,
  storage_free_mb INTEGER,
  temperature_c INTEGER,
  printer TEXT NOT NULL,
  speaker TEXT NOT NULL,
  uptime_s INTEGER,
  pictures TEXT NOT NULL
) WITHOUT ROWID;
DELETE FROM setting WHERE name LIKE 'health/%';

-- outcome: of wire::CommandOutcome, as the board said last.
CREATE TABLE board_command (
  id TEXT PRIMARY KEY,
  board TEXT NOT NULL,
  kind INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  asked_by_name TEXT NOT NULL,
  outcome INTEGER,
  said_at INTEGER,
  why TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX board_command_by_board ON board_command (board, asked_at);

-- The newest of each board.
CREATE TABLE board_picture (
  board TEXT PRIMARY KEY,
  command TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  png BLOB NOT NULL
);
CREATE INDEX board_picture_by_time ON board_picture (taken_at);

-- Of the days that are over: how often a notice came up and how long it was there.
ALTER TABLE notice_delivery ADD COLUMN times INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notice_delivery ADD COLUMN seconds INTEGER NOT NULL DEFAULT 0;
