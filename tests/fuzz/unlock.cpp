// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a board asks to be unlocked by, what it is answered, and what only claims to be a key in a box.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/wire/sealing.hpp"
#include "sync/wire/unlock.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto ask = wire::decode_unlock_ask(text)) {
    const auto again = wire::decode_unlock_ask(wire::encode(*ask));
    if (!again || !(*again == *ask)) std::abort();
  }
  if (const auto answer = wire::decode_unlock_answer(text)) {
    const auto again = wire::decode_unlock_answer(wire::encode(*answer));
    if (!again || !(*again == *answer)) std::abort();
  }
  const auto pair = wire::make_sealing_pair(std::string(wire::kSealingSeedBytes, '2'));
  (void)wire::open_unlock(pair.secret_key, "B", "id", "1203004471", text);
  base::SeededRandom random(1);
  const auto sealed = wire::seal_to(pair.public_key, text, random);
  if (!sealed) std::abort();
  const auto key = wire::open_unlock(pair.secret_key, "B", "id", "1203004471", *sealed);
  if (key && key->size() != wire::kHouseholdKeyBytes) std::abort();
  return 0;
}
