// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pictures that travel: what may be one, told by its first bytes alone, so that limits hold before anything is decoded.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::model {

enum class PictureType { png, jpeg };

// A photograph that fills a glass of 1080x1920 is under 2 MiB as JPEG, a drawing well under 1 MiB as PNG.
inline constexpr std::size_t kMaxPictureBytes = 4 << 20;
// A glass of 3840x2160 is the largest that is made for boards; decoded it takes 33 MB.
inline constexpr std::int64_t kMaxPicturePixels = std::int64_t{3840} * 2160;
inline constexpr int kMaxPictureSide = 8192, kMinPictureSide = 16;
// Read aloud in half a minute.
inline constexpr std::size_t kMaxPictureTextBytes = 600;

struct PictureHeader {
  PictureType type = PictureType::png;
  int width_px = 0, height_px = 0;

  bool operator==(const PictureHeader&) const = default;
};

// Untrusted input; the beginning of the file is enough. invalid_input: neither PNG nor JPEG, or not of a kind that
// boards draw; too_large: more pixels than allowed. Both say what to do.
[[nodiscard]] base::Result<PictureHeader> read_picture_header(std::string_view bytes);

// The same picture without what cameras and programs write beside it (place, time, maker, preview, remarks).
// Untrusted input; errors as above, and invalid_input if it is cut off, or stands upright only by such a note.
[[nodiscard]] base::Result<std::string> without_notes(std::string_view bytes);

// That of a PNG, of whatever size. Decoders are given this: libpng makes room
// for as much as a chunk claims to hold before it looks whether the file holds it.
[[nodiscard]] base::Result<std::string> png_without_notes(std::string_view bytes);

[[nodiscard]] const char* media_type(PictureType type);  // "image/png"
[[nodiscard]] base::Result<PictureType> parse_media_type(std::string_view text);

// A picture that belongs to a record; its bytes travel by themselves, as the blob of this hash.
struct RecordPicture {
  std::string sha256;  // 64 small hex digits
  PictureType type = PictureType::png;
  std::size_t bytes = 0;
  int width_px = 0, height_px = 0;
  std::string text;  // says what it shows: read aloud, and shown while the picture isn't there

  bool operator==(const RecordPicture&) const = default;
};
// invalid_input, too_large: the first that is wrong; "" can be no text.
[[nodiscard]] base::Result<void> check(const RecordPicture& picture);

}  // namespace gridboard::model
