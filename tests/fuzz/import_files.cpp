// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Files of staff as the console hands them in: whatever their bytes, they are read to their end; and what an import
// remembers of a thing comes back as it was.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sync/desk/imported_things.hpp"

using namespace gridboard;

namespace {

// In pieces as small as no sender's, so that every place of a file is once between two of them.
base::Result<std::string> piece_of(const std::string& bytes, std::size_t number) {
  constexpr std::size_t kPiece = 7;
  return bytes.substr(std::min(number * kPiece, bytes.size()), kPiece);
}

// The first byte says which kind.
void read_file(store::ImportKind kind, const std::string& bytes) {
  desk::ImportErrors errors("", desk::kErrorsListed);
  const auto columns = desk::format_of(kind).columns;
  auto table = desk::ImportTable::open_pieces([&](std::size_t number) { return piece_of(bytes, number); }, bytes.size(),
                                              columns, errors);
  if (!table) return;
  while (true) {
    const auto more = table->next();
    if (!more || !*more) break;
    for (std::size_t column = 0; column < columns.size(); ++column) static_cast<void>(table->text(column));
  }
  desk::ImportReport report;
  errors.give_to(report);
  if (report.errors.size() > desk::kErrorsListed || report.error_count < report.errors.size()) std::abort();
}

void read_memory(store::ImportKind kind, std::string_view json) {
  const auto thing = desk::thing_in(kind, json);
  if (!thing) return;
  const std::string written = desk::json_of(*thing);
  const auto again = desk::thing_in(kind, written);
  if (!again || desk::json_of(*again) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::uint8_t kKinds = 6;
  const auto kind = static_cast<store::ImportKind>(data[0] % kKinds);
  const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  read_memory(kind, rest);
  read_file(kind, rest);
  return 0;
}
