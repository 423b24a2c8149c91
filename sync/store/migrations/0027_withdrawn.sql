-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Of a cancelled outage: it was told by mistake, power never was off.
ALTER TABLE outage ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
