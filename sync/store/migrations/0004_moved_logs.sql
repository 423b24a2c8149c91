-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- The feed version at which each log moved last: what a server asks for after a commit, instead of every head it knows.
ALTER TABLE log ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
CREATE INDEX log_by_moved ON log (moved);
