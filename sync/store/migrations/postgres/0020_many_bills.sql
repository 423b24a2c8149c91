-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0023_many_bills.sql.
ALTER TABLE import ADD COLUMN total BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN left_out BIGINT NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN worked_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX bill_newest ON bill ((id & 4095), id, status);
CREATE INDEX bill_open_newest ON bill ((id & 4095), id, status, due) WHERE status IN (0, 2);
CREATE INDEX bill_disputed_newest ON bill ((id & 4095), id) INCLUDE (status) WHERE status = 2;
