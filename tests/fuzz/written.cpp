// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Whatever a finger or a broken driver of the glass may write, at a few characters of ours (a file in memory: with all
// characters a run takes too long). Input: pairs of 32-bit floats; a pair whose x is exactly 1 lifts the pen.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "kiosk/input/handwriting.hpp"
#include "kiosk/input/stroke_file.hpp"

namespace {

std::unique_ptr<gridboard::kiosk::input::HandwritingEngine> engine;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  using namespace gridboard::kiosk::input;
  std::vector<KnownCharacter> known;
  for (std::uint8_t i = 0; i < 30; ++i) {
    const float far = 0.03f * i;
    const std::vector<PenStroke> strokes{{{0.1f, far}, {0.9f, 0.5f}}, {{far, 0.1f}, {0.5f, far}, {0.5f, 0.9f}}};
    KnownCharacter character{U'一' + i, i, {}};
    if (!shape_of(strokes, character.shape)) std::abort();
    known.push_back(character);
  }
  const std::string bytes = stroke_file_of(known);
  const int descriptor = memfd_create("strokes", MFD_CLOEXEC);
  if (descriptor < 0 || write(descriptor, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    std::abort();
  auto opened = HandwritingEngine::open("/proc/self/fd/" + std::to_string(descriptor));
  if (!opened) std::abort();
  engine = std::move(*opened);
  close(descriptor);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gridboard::kiosk::input;
  std::vector<PenStroke> written(1);
  for (; size >= sizeof(PenPoint); data += sizeof(PenPoint), size -= sizeof(PenPoint)) {
    PenPoint point;
    std::memcpy(&point, data, sizeof point);
    if (point.x == 1.0f) {
      written.emplace_back();
    } else {
      written.back().push_back(point);
    }
  }
  if (engine->match(written).size() > kMaxWritten) std::abort();
  return 0;
}
