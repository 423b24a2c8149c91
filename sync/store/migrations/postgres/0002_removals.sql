-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0005_removals.sql.
CREATE TABLE removal (
  position BIGINT PRIMARY KEY,
  noted_at BIGINT NOT NULL
);
CREATE INDEX removal_by_time ON removal (noted_at);
CREATE INDEX feed_removed ON feed (position) WHERE body IS NULL;
