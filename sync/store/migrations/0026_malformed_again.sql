-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- What couldn't be understood or lay in the future may be taken when it comes again under its number.
DROP INDEX payment_message_once;
CREATE UNIQUE INDEX payment_message_once ON payment_message (provider, message_id) WHERE verdict IN (0, 2, 3);
