-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Imports of files from the console: what was handed in, what is wrong with it, what it changed. See ../imports.hpp.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  file TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  applied_at INTEGER,
  applied_by TEXT NOT NULL,
  undone_at INTEGER,
  undone_by TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  fingerprint TEXT NOT NULL
) WITHOUT ROWID;
-- The file itself, until it is applied, refused or too old.
CREATE TABLE import_piece (
  import TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (import, number)
) WITHOUT ROWID;
CREATE TABLE import_error (
  import TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (import, number)
) WITHOUT ROWID;
-- Before it is applied a sample, afterwards all. was and becomes: JSON of texts by column, '' for nothing.
CREATE TABLE import_row (
  import TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  thing TEXT NOT NULL,
  was TEXT NOT NULL,
  becomes TEXT NOT NULL,
  PRIMARY KEY (import, number)
) WITHOUT ROWID;
CREATE INDEX import_row_by_thing ON import_row (thing, import);
