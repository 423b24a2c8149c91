-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- As ../0012_lists.sql.
CREATE INDEX board_by_place ON board (place, id);
CREATE INDEX place_by_parent ON place (rtrim(path, replace(path, '/', '')), path);
