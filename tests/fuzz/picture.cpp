// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A picture as a file of staff, and as what came over the wire: its header, its notes, and all of it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/widgets/image.hpp"
#include "sync/model/picture.hpp"

using namespace gridboard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto header = model::read_picture_header(bytes);
  if (header && std::int64_t{header->width_px} * header->height_px > model::kMaxPicturePixels) std::abort();
  if (const auto clean = model::without_notes(bytes)) {
    const auto again = model::without_notes(*clean);
    if (!again || *again != *clean) std::abort();
    if (!(model::read_picture_header(*clean).value() == *header)) std::abort();
  }
  // Large ones only cost time.
  if (header && header->width_px * header->height_px < 100'000) (void)kiosk::widgets::decode_picture(bytes, 40, 40);
  return 0;
}
