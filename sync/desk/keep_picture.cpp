// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/keep_picture.hpp"

#include <utility>

#include "sync/desk/audit.hpp"
#include "sync/wire/blob.hpp"

namespace gridboard::desk {

using base::Result;

Result<KeptPicture> keep_picture(store::Store& store, const Actor& actor, const ShrunkPicture& picture,
                                 base::Instant now) {
  const std::string sha256 = wire::sha256_of(picture.bytes);
  const auto written = store.write([&](store::Writer& writer) -> Result<void> {
    bool given = false;
    const auto kept = writer.put_blob(
        sha256, [&]() -> Result<std::string> { return std::exchange(given, true) ? std::string() : picture.bytes; });
    if (!kept) return tl::unexpected(kept.error());
    return note(writer, actor, {"addPicture", sha256, "", "", ""}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return KeptPicture{sha256, picture.bytes.size(), picture.width_px, picture.height_px};
}

}  // namespace gridboard::desk
