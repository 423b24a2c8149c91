// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A file that somebody put on a stick: its end, and its lines.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sync/wire/bundle.hpp"
#include "sync/wire/feed.hpp"

using namespace gridboard;

namespace {

void check_end(std::string_view line) {
  const auto end = wire::parse_bundle_end(line);
  if (!end) return;
  const auto again = wire::parse_bundle_end(wire::encode(*end, base::Zone()));
  if (!again || !(*again == *end)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_end(text);
  const int file = ::memfd_create("bundle", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  const auto reader = wire::BundleReader::open("/proc/self/fd/" + std::to_string(file), "/dev/shm");
  if (reader) {
    std::uint64_t bytes = 0;
    for (auto line = (*reader)->next(); line && *line; line = (*reader)->next()) {
      bytes += (*line)->size() + 1;
      (void)wire::parse_feed_line(**line);
    }
    if (bytes > (*reader)->end().bytes) std::abort();
  }
  ::close(file);
  return 0;
}
