-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0027_withdrawn.sql.
ALTER TABLE outage ADD COLUMN withdrawn BIGINT NOT NULL DEFAULT 0;
