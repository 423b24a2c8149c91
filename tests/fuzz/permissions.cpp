// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The table of permissions. What it lets pass never gives a program what people do to themselves.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/desk/permissions.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table =
      desk::Permissions::parse({reinterpret_cast<const char*>(data), size}, {"listBoards", "signIn", "signOut"});
  if (!table) return 0;
  for (const char* operation : {"listBoards", "signIn", "signOut"}) {
    const bool free = table->scope(operation) == desk::Scope::none;
    if (table->allows(operation, {}, {}, true) != free) std::abort();
    for (const store::Role role : table->roles_of(operation)) {
      if (!table->allows(operation, {{role, ""}}, {"YX/BT"})) std::abort();
      if (table->allows(operation, {{role, "YX/BT"}}, {"YX/B"})) std::abort();
    }
  }
  return 0;
}
