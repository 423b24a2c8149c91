-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Kinds and states are the numbers of the enums of sync/model, in their order: append to those enums, never reorder.
-- Instants are Unix milliseconds, dates days since 1970-01-01, energies Wh, amounts fen.
-- An account is its digits as a number, plus 2^44 if it has 13 of them.

CREATE TABLE place (
  path TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  site_class INTEGER NOT NULL,
  manager TEXT NOT NULL,
  supply TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX place_by_name ON place (name);
CREATE INDEX place_by_manager ON place (manager) WHERE manager <> '';
CREATE INDEX place_by_supply ON place (supply) WHERE supply <> '';

CREATE TABLE supply_point (
  id TEXT PRIMARY KEY,
  parent TEXT NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX supply_point_by_parent ON supply_point (parent);

CREATE TABLE manager (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  phone TEXT NOT NULL,
  hours TEXT NOT NULL,
  serves TEXT NOT NULL,
  portrait TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  hours TEXT NOT NULL,
  phone TEXT NOT NULL,
  services TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE household (
  account INTEGER PRIMARY KEY,
  unit TEXT NOT NULL,
  door TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  tariff TEXT NOT NULL,
  meter TEXT NOT NULL,
  supply TEXT NOT NULL,
  consent INTEGER NOT NULL,
  care TEXT NOT NULL,
  pin_hash TEXT NOT NULL
);
CREATE INDEX household_by_door ON household (unit, door);

CREATE TABLE tariff (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

-- id is account << 12 | months since 2000-01: one number clusters the bills by account and period.
-- bill_no is a number where the text is one that comes back unchanged. lines: see bill_row.hpp.
CREATE TABLE bill (
  id INTEGER PRIMARY KEY,
  bill_no NOT NULL,
  read_from INTEGER NOT NULL,
  read_to INTEGER NOT NULL,
  reading_from INTEGER NOT NULL,
  reading_to INTEGER NOT NULL,
  energy INTEGER NOT NULL,
  peak INTEGER NOT NULL,
  valley INTEGER NOT NULL,
  year_to_date INTEGER NOT NULL,
  tariff INTEGER NOT NULL,
  lines BLOB NOT NULL,
  amount INTEGER NOT NULL,
  due INTEGER NOT NULL,
  status INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  paid_at INTEGER
);
CREATE UNIQUE INDEX bill_by_number ON bill (bill_no);
-- Unpaid and disputed ones, for late fees: few beside all.
CREATE INDEX bill_open ON bill (id, due) WHERE status IN (0, 2);

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  category INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  pinned INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  image TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  publisher TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX notice_by_time ON notice (published_at);
CREATE TABLE notice_audience (
  notice TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (notice, number)
) WITHOUT ROWID;

CREATE TABLE outage (
  id TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  cause TEXT NOT NULL,
  scope TEXT NOT NULL,
  line TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  start INTEGER NOT NULL,
  etr INTEGER,
  restored_at INTEGER,
  override_reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outage_by_time ON outage (published_at);
CREATE TABLE outage_audience (
  outage TEXT NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (outage, number)
) WITHOUT ROWID;
CREATE TABLE outage_supply (
  outage TEXT NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  supply TEXT NOT NULL,
  PRIMARY KEY (outage, number)
) WITHOUT ROWID;
CREATE TABLE outage_step (
  outage TEXT NOT NULL REFERENCES outage (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  etr INTEGER,
  PRIMARY KEY (outage, number)
) WITHOUT ROWID;

CREATE TABLE request (
  receipt TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  account TEXT NOT NULL,
  board TEXT NOT NULL,
  state INTEGER NOT NULL,
  submitted_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  promised_at INTEGER,
  source TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX request_by_time ON request (received_at);
CREATE TABLE request_answer (
  receipt TEXT NOT NULL REFERENCES request (receipt) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (receipt, field)
) WITHOUT ROWID;
CREATE TABLE request_step (
  receipt TEXT NOT NULL REFERENCES request (receipt) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state INTEGER NOT NULL,
  by TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (receipt, number)
) WITHOUT ROWID;

CREATE TABLE board (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  hall INTEGER NOT NULL,
  state INTEGER NOT NULL,
  code_hash TEXT NOT NULL,
  code_expires INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  receipt_prefix TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  last_seen INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX board_by_prefix ON board (receipt_prefix) WHERE receipt_prefix <> '';
CREATE INDEX board_by_code ON board (code_hash) WHERE code_hash <> '';

CREATE TABLE log (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  head INTEGER NOT NULL,
  floor INTEGER NOT NULL
);
-- position is log << 40 | seq: the primary key (log, seq) as one number. body: text as it is delivered, a blob if packed
-- (see body_codec.hpp), null in a tombstone. moved: had another audience once.
CREATE TABLE feed (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  audience TEXT NOT NULL,
  moved INTEGER NOT NULL,
  body
);
CREATE UNIQUE INDEX feed_by_key ON feed (position >> 40, key);
CREATE TABLE body_dictionary (
  id INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
);

CREATE TABLE answer (
  board TEXT NOT NULL,
  item TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (board, item)
) WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row, counted up by every commit that moves a head: how other processes tell that there is something new.
CREATE TABLE feed_version (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
);
INSERT INTO feed_version VALUES (1, 0);
