// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A message catalogue of any bytes is refused or can be searched.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/text/mo_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = gridboard::kiosk::text::MoFile::parse({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  for (const std::string_view id : {"", "停电信息", "公告", "~"}) (void)file->find(id);
  return 0;
}
