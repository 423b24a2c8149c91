-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0017_alarms.sql.
CREATE TABLE board_group (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE board_group_member (
  board_group TEXT COLLATE "C" NOT NULL REFERENCES board_group (id) ON DELETE CASCADE,
  board TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (board_group, board)
);

CREATE TABLE alarm_rule (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  board_group TEXT COLLATE "C" NOT NULL,
  is_on BIGINT NOT NULL,
  figure BIGINT NOT NULL,
  UNIQUE (kind, place, board_group)
);

CREATE TABLE alarm (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind BIGINT NOT NULL,
  supply TEXT COLLATE "C" NOT NULL,
  outage TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  figure BIGINT NOT NULL,
  since BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  acknowledged_at BIGINT,
  acknowledged_by TEXT COLLATE "C" NOT NULL,
  acknowledged_by_name TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  ended_at BIGINT
);
CREATE INDEX alarm_by_time ON alarm (opened_at, id);
CREATE INDEX alarm_standing ON alarm (opened_at, id) WHERE ended_at IS NULL;
CREATE TABLE alarm_board (
  alarm TEXT COLLATE "C" NOT NULL REFERENCES alarm (id) ON DELETE CASCADE,
  board TEXT COLLATE "C" NOT NULL,
  kind BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  back_at BIGINT,
  PRIMARY KEY (alarm, board)
);
CREATE INDEX alarm_board_by_board ON alarm_board (board);
CREATE UNIQUE INDEX alarm_board_once ON alarm_board (board, kind) WHERE back_at IS NULL;

CREATE TABLE alarm_watch (
  id BIGINT PRIMARY KEY,
  looked_at BIGINT NOT NULL
);
