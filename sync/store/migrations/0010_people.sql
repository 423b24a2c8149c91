-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Accounts of staff, what they prove who they are with, and the audit chain.
CREATE TABLE staff_account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  state INTEGER NOT NULL,
  password_hash TEXT NOT NULL,
  must_change_password INTEGER NOT NULL,
  second_factor TEXT NOT NULL,
  pending_second_factor TEXT NOT NULL,
  last_code_step INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_sign_in INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX staff_account_by_name ON staff_account (name);
-- Of an account or an access token.
CREATE TABLE staff_grant (
  holder TEXT NOT NULL,
  role INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (holder, role, place)
) WITHOUT ROWID;
CREATE INDEX staff_grant_by_role ON staff_grant (role, place, holder);
CREATE TABLE staff_session (
  hash TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  peer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX staff_session_by_account ON staff_session (account);
CREATE TABLE access_token (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  last_used INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX access_token_by_hash ON access_token (hash);
-- Wrong tries in a row, by name or address.
CREATE TABLE staff_try (
  whose TEXT PRIMARY KEY,
  wrong INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  wait_until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX staff_try_by_time ON staff_try (last_at);

-- See sync/wire/ledger.hpp. outcome: 0 done, 1 refused.
CREATE TABLE audit_entry (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  place TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL,
  outcome INTEGER NOT NULL,
  peer TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, number);
CREATE INDEX audit_entry_by_action ON audit_entry (action, number);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, number);
-- One row: who appends locks it.
CREATE TABLE audit_head (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE audit_checkpoint (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  key_number INTEGER NOT NULL,
  publishing_key TEXT NOT NULL,
  signature TEXT NOT NULL
);
