-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- When a removal was noted first. Its tombstone is kept in the feed for the retention from then on.
CREATE TABLE removal (
  position INTEGER PRIMARY KEY,
  noted_at INTEGER NOT NULL
);
CREATE INDEX removal_by_time ON removal (noted_at);
CREATE INDEX feed_removed ON feed (position) WHERE body IS NULL;
