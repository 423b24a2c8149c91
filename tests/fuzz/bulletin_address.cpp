// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What a public address of bulletins may hold: what is read comes back from its own text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/bulletin/addresses.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto id = bulletin::parse_cap_path(text)) {
    if (id->outage_id.empty() || id->outage_id.find_first_of("/.,<& ") != std::string::npos) std::abort();
    model::Bulletin bulletin;
    bulletin.outage.id = id->outage_id;
    bulletin.number = id->number;
    if (id->number > 0 && bulletin::cap_address(bulletin) != text) std::abort();
  }
  if (const auto id = bulletin::parse_entry_path(text)) {
    if (id->number != 0 || bulletin::entry_address(id->outage_id) != text) std::abort();
  }
  if (const auto mark = bulletin::parse_page_mark(text)) {
    const auto again = bulletin::parse_page_mark(bulletin::to_text(*mark));
    if (!again || !(*again == *mark)) std::abort();
  }
  const std::string tag = "\"0011223344556677\"";
  if (bulletin::names_tag(text, tag) && text.find(tag) == std::string_view::npos &&
      text.find('*') == std::string_view::npos) {
    std::abort();
  }
  for (const char c : bulletin::atom_address(text, text)) {
    if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == 0x7F) std::abort();
  }
  return 0;
}
