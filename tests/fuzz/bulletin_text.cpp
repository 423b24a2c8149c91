// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whatever staff type, calendars stay calendars and XML stays XML: lines of at most 75 octets that cut no character and
// that nobody can end, and no byte that XML 1.0 doesn't have.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/base/utf8.hpp"
#include "sync/bulletin/atom.hpp"
#include "sync/bulletin/calendar.hpp"

using namespace gridboard;

namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

void check_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    if (end == std::string_view::npos || end > 75) std::abort();
    const std::string_view line = text.substr(0, end);
    if (!base::is_valid_utf8(line) || line.find_first_of("\r\n") != std::string_view::npos) std::abort();
    text.remove_prefix(end + 2);
  }
}

void check_xml(std::string_view xml) {
  if (!base::is_valid_utf8(xml) || xml.find("]]>") != std::string_view::npos) std::abort();
  const auto unsayable = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; };
  if (std::any_of(xml.begin(), xml.end(), unsayable)) std::abort();
  if (count_of(xml, "<entry>") != 1 || count_of(xml, "</entry>") != 1) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  model::Bulletin bulletin;
  bulletin.outage.id = "T1";
  bulletin.outage.cause = bulletin.outage.scope = bulletin.outage.line = text;
  bulletin.outage.audience = {"YX"};
  bulletin.outage.timeline = {{base::Instant(), text, std::nullopt}};
  bulletin.number = 1;
  bulletin.sender = bulletin.origin = "yunxi.example";
  const bulletin::Publisher publisher{text, text, "", base::Zone{}};
  check_lines(bulletin::calendar_document(text, {bulletin}, publisher));
  check_lines(bulletin::folded(bulletin::text_value(text)));
  check_xml(bulletin::atom_document({"YX", text, "", {bulletin}, false, {}}, publisher, "yunxi.example"));
  return 0;
}
