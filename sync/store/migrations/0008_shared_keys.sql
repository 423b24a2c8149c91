-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Which logs hold a key: asked at every publish of what may lie in several (notices, outages, places). Bills and
-- households lie in one log each and are nearly all there is, so that they aren't in it.
CREATE INDEX feed_by_shared_key ON feed (key)
  WHERE body IS NOT NULL AND substr(key, 1, 5) <> 'bill/' AND substr(key, 1, 10) <> 'household/';
