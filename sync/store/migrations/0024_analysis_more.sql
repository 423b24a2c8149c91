-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- A further amount of the analysis: power that was said to be back and wasn't. Outages that it happened to are counted
-- anew; of all others it is nothing.
ALTER TABLE analysis_share ADD COLUMN n16 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE analysis_sum ADD COLUMN n16 INTEGER NOT NULL DEFAULT 0;
INSERT INTO analysis_due (topic, subject, due_at, touched) SELECT 0, id, 0, 1 FROM outage WHERE reopened > 0
  ON CONFLICT (topic, subject) DO UPDATE SET due_at = 0, touched = 1;
-- outage_current is of the same outages.
DROP INDEX outage_standing;
