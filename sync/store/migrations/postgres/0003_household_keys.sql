-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What boards hold of a household is sealed under its key; the lock opens that by the PIN. Both come with the PIN.
ALTER TABLE household ADD COLUMN household_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE household ADD COLUMN pin_lock TEXT COLLATE "C" NOT NULL DEFAULT '';
