-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0025_sent_by_stick.sql.
ALTER TABLE delivery ADD COLUMN sent_how BIGINT NOT NULL DEFAULT 0;
