-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0008_shared_keys.sql.
CREATE INDEX feed_by_shared_key ON feed (key, position)
  WHERE body IS NOT NULL AND substr(key, 1, 5) <> 'bill/' AND substr(key, 1, 10) <> 'household/';
