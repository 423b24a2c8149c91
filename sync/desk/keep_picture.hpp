// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/shrink_picture.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct KeptPicture {
  std::string sha256;
  std::size_t bytes = 0;
  int width_px = 0, height_px = 0;
};
// Keeps it as a blob that nothing refers to yet: retention drops it unless a notice does in time.
[[nodiscard]] base::Result<KeptPicture> keep_picture(store::Store& store, const Actor& actor,
                                                     const ShrunkPicture& picture, base::Instant now);

}  // namespace gridboard::desk
