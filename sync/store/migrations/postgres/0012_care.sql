-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0015_care.sql.
CREATE TABLE care_entry (
  id TEXT COLLATE "C" PRIMARY KEY,
  account TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  ends_on BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by TEXT COLLATE "C" NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX care_entry_by_account ON care_entry (account, kind);
CREATE INDEX care_entry_by_path ON care_entry (path, id);
CREATE INDEX care_entry_by_end ON care_entry (ends_on);

ALTER TABLE staff_account ADD COLUMN identity TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE UNIQUE INDEX staff_account_by_identity ON staff_account (identity) WHERE identity <> '';
ALTER TABLE staff_session ADD COLUMN way BIGINT NOT NULL DEFAULT 0;
CREATE TABLE provider_sign_in (
  hash TEXT COLLATE "C" PRIMARY KEY,
  nonce TEXT COLLATE "C" NOT NULL,
  verifier TEXT COLLATE "C" NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX provider_sign_in_by_end ON provider_sign_in (ends_at);

CREATE INDEX audit_entry_by_time ON audit_entry (at, number);
