// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The input once as keys at the real table, once as a table's bytes (a file in memory).
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "kiosk/input/stroke_keys.hpp"

namespace {

using gridboard::kiosk::input::kMaxKeyed;
using gridboard::kiosk::input::StrokeKeys;

std::unique_ptr<StrokeKeys> table;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  auto opened = StrokeKeys::open(GRIDBOARD_SHARE_DIR "/input/stroke_keys.bin");
  if (!opened) std::abort();
  table = std::move(*opened);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size < 80 && table->find(bytes).size() > kMaxKeyed) std::abort();
  const int descriptor = memfd_create("stroke_keys", MFD_CLOEXEC);
  if (descriptor < 0 || write(descriptor, data, size) != static_cast<ssize_t>(size)) std::abort();
  const auto damaged = StrokeKeys::open("/proc/self/fd/" + std::to_string(descriptor));
  if (damaged) {
    for (const char* keys : {"h", "*", "nnh***", "szhhpzzh"}) {
      if ((*damaged)->find(keys).size() > kMaxKeyed) std::abort();
    }
  }
  close(descriptor);
  return 0;
}
