-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- The register of special care, who somebody is at an identity provider, and the audit chain by time.
-- `body` is sealed to the centre: what about, whom to call, who agreed and how. Only what is looked for stands beside it.
CREATE TABLE care_entry (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  ends_on INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX care_entry_by_account ON care_entry (account, kind);
CREATE INDEX care_entry_by_path ON care_entry (path, id);
CREATE INDEX care_entry_by_end ON care_entry (ends_on);

-- What the provider calls the account's owner; "" for nobody there.
ALTER TABLE staff_account ADD COLUMN identity TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX staff_account_by_identity ON staff_account (identity) WHERE identity <> '';
-- 0 by password, 1 by the provider.
ALTER TABLE staff_session ADD COLUMN way INTEGER NOT NULL DEFAULT 0;
-- Sign-ins that are with the provider at the moment. hash: of what the browser shows and of what comes back.
CREATE TABLE provider_sign_in (
  hash TEXT PRIMARY KEY,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  ends_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX provider_sign_in_by_end ON provider_sign_in (ends_at);

CREATE INDEX audit_entry_by_time ON audit_entry (at, number);
