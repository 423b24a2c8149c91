-- SPDX-FileCopyrightText: 2026 The Gridboard Authors
-- SPDX-License-Identifier: Apache-2.0
-- Pages of what staff look through: boards by place, and what lies directly under a place. The second is the path
-- without its last code ("YX/BT/" of "YX/BT/G1"), as read_lists.cpp asks for it.
CREATE INDEX board_by_place ON board (place, id);
CREATE INDEX place_by_parent ON place (rtrim(path, replace(path, '/', '')), path);
