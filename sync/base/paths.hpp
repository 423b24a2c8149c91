// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A place path names a node of the service tree by the codes from the root, joined by '/': "YX/BT/G1/XH/3/2/501".

#include <string>
#include <string_view>
#include <vector>

namespace gridboard::base {

// True if `inner` is `outer` or lies below it; compares whole segments ("YX/B" does not contain "YX/BT"). "" contains
// all.
[[nodiscard]] bool path_contains(std::string_view outer, std::string_view inner);
// Delivery rule of the wire: what concerns `audience` reaches a board at `place` when either contains the other.
// An empty path on either side reaches nothing: a record whose audience was lost must not go to everybody.
[[nodiscard]] bool reaches(std::string_view audience, std::string_view place);
[[nodiscard]] std::string_view parent_path(std::string_view path);  // "" for a root
[[nodiscard]] std::string_view last_segment(std::string_view path);
[[nodiscard]] int path_depth(std::string_view path);  // 0 for "", 1 for a root
// The path and everything above it, root first.
[[nodiscard]] std::vector<std::string> self_and_ancestors(std::string_view path);

}  // namespace gridboard::base
