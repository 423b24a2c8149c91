-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0010_people.sql.
CREATE TABLE staff_account (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  display_name TEXT COLLATE "C" NOT NULL,
  state BIGINT NOT NULL,
  password_hash TEXT COLLATE "C" NOT NULL,
  must_change_password BIGINT NOT NULL,
  second_factor TEXT COLLATE "C" NOT NULL,
  pending_second_factor TEXT COLLATE "C" NOT NULL,
  last_code_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_sign_in BIGINT
);
CREATE UNIQUE INDEX staff_account_by_name ON staff_account (name);
CREATE TABLE staff_grant (
  holder TEXT COLLATE "C" NOT NULL,
  role BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (holder, role, place)
);
CREATE INDEX staff_grant_by_role ON staff_grant (role, place, holder);
CREATE TABLE staff_session (
  hash TEXT COLLATE "C" PRIMARY KEY,
  account TEXT COLLATE "C" NOT NULL,
  peer TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX staff_session_by_account ON staff_session (account);
CREATE TABLE access_token (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  last_used BIGINT
);
CREATE UNIQUE INDEX access_token_by_hash ON access_token (hash);
CREATE TABLE staff_try (
  whose TEXT COLLATE "C" PRIMARY KEY,
  wrong BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  wait_until BIGINT NOT NULL
);
CREATE INDEX staff_try_by_time ON staff_try (last_at);

CREATE TABLE audit_entry (
  number BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  value_before TEXT COLLATE "C" NOT NULL,
  value_after TEXT COLLATE "C" NOT NULL,
  outcome BIGINT NOT NULL,
  peer TEXT COLLATE "C" NOT NULL,
  previous TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, number);
CREATE INDEX audit_entry_by_action ON audit_entry (action, number);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, number);
CREATE TABLE audit_head (
  only_one BIGINT PRIMARY KEY CHECK (only_one = 1),
  number BIGINT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE TABLE audit_checkpoint (
  number BIGINT PRIMARY KEY,
  hash TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  key_number BIGINT NOT NULL,
  publishing_key TEXT COLLATE "C" NOT NULL,
  signature TEXT COLLATE "C" NOT NULL
);
