-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0014_board_commands.sql.
CREATE TABLE board_report (
  board TEXT COLLATE "C" PRIMARY KEY,
  at BIGINT NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  feed_lag_s BIGINT,
  clock_offset_ms BIGINT,
  storage_free_mb BIGINT,
  temperature_c BIGINT,
  printer TEXT COLLATE "C" NOT NULL,
  speaker TEXT COLLATE "C" NOT NULL,
  uptime_s BIGINT,
  pictures TEXT COLLATE "C" NOT NULL
);
DELETE FROM setting WHERE name LIKE 'health/%';

CREATE TABLE board_command (
  id TEXT COLLATE "C" PRIMARY KEY,
  board TEXT COLLATE "C" NOT NULL,
  kind BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  asked_by TEXT COLLATE "C" NOT NULL,
  asked_by_name TEXT COLLATE "C" NOT NULL,
  outcome BIGINT,
  said_at BIGINT,
  why TEXT COLLATE "C" NOT NULL
);
CREATE INDEX board_command_by_board ON board_command (board, asked_at);

CREATE TABLE board_picture (
  board TEXT COLLATE "C" PRIMARY KEY,
  command TEXT COLLATE "C" NOT NULL,
  taken_at BIGINT NOT NULL,
  width_px BIGINT NOT NULL,
  height_px BIGINT NOT NULL,
  png BYTEA NOT NULL
);
ALTER TABLE board_picture ALTER COLUMN png SET STORAGE EXTERNAL;
CREATE INDEX board_picture_by_time ON board_picture (taken_at);

ALTER TABLE notice_delivery ADD COLUMN times BIGINT NOT NULL DEFAULT 0;
ALTER TABLE notice_delivery ADD COLUMN seconds BIGINT NOT NULL DEFAULT 0;
