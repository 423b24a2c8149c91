-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- How the centre handed it out first: 0 by the feed, 1 in a bundle for a stick.
ALTER TABLE delivery ADD COLUMN sent_how INTEGER NOT NULL DEFAULT 0;
