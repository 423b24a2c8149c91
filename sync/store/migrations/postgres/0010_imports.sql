-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0013_imports.sql.
CREATE TABLE import (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind BIGINT NOT NULL,
  state BIGINT NOT NULL,
  file TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  applied_at BIGINT,
  applied_by TEXT COLLATE "C" NOT NULL,
  undone_at BIGINT,
  undone_by TEXT COLLATE "C" NOT NULL,
  bytes BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  fingerprint TEXT COLLATE "C" NOT NULL
);
CREATE TABLE import_piece (
  import TEXT COLLATE "C" NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (import, number)
);
CREATE TABLE import_error (
  import TEXT COLLATE "C" NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  line BIGINT NOT NULL,
  field TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  zh TEXT COLLATE "C" NOT NULL,
  en TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import, number)
);
CREATE TABLE import_row (
  import TEXT COLLATE "C" NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  line BIGINT NOT NULL,
  thing TEXT COLLATE "C" NOT NULL,
  was TEXT COLLATE "C" NOT NULL,
  becomes TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import, number)
);
CREATE INDEX import_row_by_thing ON import_row (thing, import);
