-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Named sets of boards, and alarms about boards: the rules that staff set and what was raised.
CREATE TABLE board_group (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;
CREATE TABLE board_group_member (
  board_group TEXT NOT NULL REFERENCES board_group (id) ON DELETE CASCADE,
  board TEXT NOT NULL,
  PRIMARY KEY (board_group, board)
) WITHOUT ROWID;

-- For a place and all below it, or for a group: the other of the two is ''. A place of '' without a group is everywhere.
CREATE TABLE alarm_rule (
  id TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  place TEXT NOT NULL,
  board_group TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  figure INTEGER NOT NULL,
  UNIQUE (kind, place, board_group)
) WITHOUT ROWID;

-- Of a single board, or of what stands for all boards under it: a supply point or an outage.
CREATE TABLE alarm (
  id TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  supply TEXT NOT NULL,
  outage TEXT NOT NULL,
  words TEXT NOT NULL,
  value TEXT NOT NULL,
  figure INTEGER NOT NULL,
  since INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  acknowledged_at INTEGER,
  acknowledged_by TEXT NOT NULL,
  acknowledged_by_name TEXT NOT NULL,
  note TEXT NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX alarm_by_time ON alarm (opened_at, id);
CREATE INDEX alarm_standing ON alarm (opened_at, id) WHERE ended_at IS NULL;
CREATE TABLE alarm_board (
  alarm TEXT NOT NULL REFERENCES alarm (id) ON DELETE CASCADE,
  board TEXT NOT NULL,
  kind INTEGER NOT NULL,
  place TEXT NOT NULL,
  since INTEGER NOT NULL,
  back_at INTEGER,
  PRIMARY KEY (alarm, board)
) WITHOUT ROWID;
CREATE INDEX alarm_board_by_board ON alarm_board (board);
-- However many servers look: of one kind a board stands under one alarm at a time.
CREATE UNIQUE INDEX alarm_board_once ON alarm_board (board, kind) WHERE back_at IS NULL;

-- One row, made at the first look, which whoever raises and ends alarms holds until the commit.
CREATE TABLE alarm_watch (
  id INTEGER PRIMARY KEY,
  looked_at INTEGER NOT NULL
);
