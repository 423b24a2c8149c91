-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0026_malformed_again.sql.
DROP INDEX payment_message_once;
CREATE UNIQUE INDEX payment_message_once ON payment_message (provider, message_id) WHERE verdict IN (0, 2, 3);
