// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What is written after --place: whatever it is, an answer comes, and what is found leads back to itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/desk/match_places.hpp"

namespace {

using gridboard::desk::PlaceDirectory;
using gridboard::model::Place;
using gridboard::model::PlaceKind;

Place place(const char* path, PlaceKind kind, const char* name) {
  Place made;
  made.path = path;
  made.kind = kind;
  made.name = name;
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view written(reinterpret_cast<const char*>(data), size);
  const PlaceDirectory directory({place("YX", PlaceKind::company, "云溪供电"),
                                  place("YX/XH", PlaceKind::community, "新华社区"),
                                  place("YX/DX", PlaceKind::community, "东兴社区"),
                                  place("YX/XH/3", PlaceKind::building, "3栋"),
                                  place("YX/DX/3", PlaceKind::building, "3栋"),
                                  place("YX/XH/3/2", PlaceKind::unit, "2单元")});
  for (const Place* found : directory.matches(written)) {
    const auto again = directory.matches(directory.names_of(*found));
    if (again.size() != 1 || again.front() != found) std::abort();
  }
  if (directory.near(written, 3).size() > 3) std::abort();
  return 0;
}
