// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a person types into the find box.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/replica/search.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const replica::HouseholdIndex index({{"1203004471", "YX/XH/3/2", "501"}, {"1203004472", "YX/XH/3/2", "1-甲"}},
                                      {{"YX/XH", "新华社区"}, {"YX/XH/3", "3栋"}});
  if (index.find(text, 1).size() > 1) std::abort();
  return 0;
}
