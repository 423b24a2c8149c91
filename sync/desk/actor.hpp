// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who does something, for the audit chain.

#include <string>
#include <string_view>

namespace gridboard::desk {

struct Actor {
  std::string id;    // an account's id, "token:<id>", "cli" or "system"
  std::string name;  // as people read it
  std::string peer;  // address it came from, "" if from this machine
};

// Somebody with the centre's data folder; `user` as the system calls him or her.
[[nodiscard]] inline Actor cli_actor(std::string_view user) {
  return {"cli", std::string(user), ""};
}
// Nobody in particular: what the centre does by itself, or a stranger at the door.
[[nodiscard]] inline Actor system_actor(std::string_view peer = "") {
  return {"system", "", std::string(peer)};
}

}  // namespace gridboard::desk
