-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Large imports are applied and undone in batches: of how many rows, how many of them are through, how many were left as
-- they stood, and when somebody worked at it last.
ALTER TABLE import ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN done INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN worked_at INTEGER NOT NULL DEFAULT 0;
-- Every bill, and those that are open, the newest month first (see id): for lists, which look at them there alone.
CREATE INDEX bill_newest ON bill ((id & 4095), id, status);
CREATE INDEX bill_open_newest ON bill ((id & 4095), id, status, due) WHERE status IN (0, 2);
