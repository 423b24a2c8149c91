// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/picture.hpp"

#include <optional>

#include "sync/base/utf8.hpp"

namespace gridboard::model {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view kJpegSignature{"\xff\xd8\xff", 3};
constexpr std::size_t kPngChunkFrame = 12;  // length, name, checksum
constexpr std::size_t kHashDigits = 64;

tl::unexpected<base::Error> wrong(const std::string& why) {
  return base::fail(ErrorCode::invalid_input, "picture: " + why);
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// Big-endian, as both formats write numbers; the caller has seen to it that they are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < length; ++i) number = number << 8 | byte_at(bytes, at + i);
  return number;
}

Result<PictureHeader> checked(PictureType type, std::uint32_t width, std::uint32_t height) {
  const std::string size = std::to_string(width) + "x" + std::to_string(height) + " pixels";
  constexpr auto kMost = static_cast<std::uint32_t>(kMaxPictureSide),
                 kLeast = static_cast<std::uint32_t>(kMinPictureSide);
  if (width < kLeast || height < kLeast) {
    return wrong("it has " + size + ", less than 16 on a side; take one of the size it is to be seen at");
  }
  if (width > kMost || height > kMost || std::int64_t{width} * height > kMaxPicturePixels) {
    return base::fail(ErrorCode::too_large, "picture: it has " + size +
                                                ", more than a board's glass can show; scale it down to 3840x2160 or "
                                                "less (1920x1080 is plenty) and save it anew");
  }
  return PictureHeader{type, static_cast<int>(width), static_cast<int>(height)};
}

// IHDR comes first: its length, its name, width, height, bits, kind of colour.
Result<PictureHeader> png_header(std::string_view bytes) {
  constexpr std::size_t kBegin = 8, kNeeded = 33;
  if (bytes.size() < kNeeded || number_at(bytes, kBegin, 4) != 13 || bytes.substr(kBegin + 4, 4) != "IHDR") {
    return wrong("the file begins like PNG but has no header; save it anew");
  }
  return checked(PictureType::png, number_at(bytes, 16, 4), number_at(bytes, 20, 4));
}

// One marker of a JPEG before its picture data.
struct Segment {
  unsigned marker = 0;
  std::size_t begin = 0, end = 0;  // marker and length included
  std::string_view content;
};

std::optional<Segment> segment_at(std::string_view bytes, std::size_t at) {
  const std::size_t begin = at;
  if (at >= bytes.size() || byte_at(bytes, at) != 0xff) return std::nullopt;
  while (at < bytes.size() && byte_at(bytes, at) == 0xff) ++at;  // fill bytes
  if (at + 3 > bytes.size()) return std::nullopt;
  const unsigned marker = byte_at(bytes, at);
  const std::size_t length = number_at(bytes, at + 1, 2);
  // Markers without a length don't come before the picture data.
  if (length < 2 || marker == 0x00 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd9)) return std::nullopt;
  if (at + 1 + length > bytes.size()) return std::nullopt;
  return Segment{marker, begin, at + 1 + length, bytes.substr(at + 3, length - 2)};
}

bool begins_frame(unsigned marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

Result<PictureHeader> jpeg_frame(const Segment& segment) {
  // Baseline, extended and progressive; the others (lossless, arithmetic) no camera writes and few programs read.
  if (segment.marker > 0xc2 || segment.content.size() < 6 || byte_at(segment.content, 0) != 8) {
    return wrong("this kind of JPEG can't be drawn; save it anew as an ordinary JPEG or PNG");
  }
  const unsigned colours = byte_at(segment.content, 5);
  if (colours != 1 && colours != 3) {
    return wrong("its colours are meant for a printing press (CMYK); save it anew in RGB");
  }
  return checked(PictureType::jpeg, number_at(segment.content, 3, 2), number_at(segment.content, 1, 2));
}

Result<PictureHeader> jpeg_header(std::string_view bytes) {
  for (std::size_t at = 2;;) {
    const auto segment = segment_at(bytes, at);
    if (!segment || segment->marker == 0xda) return wrong("the file begins like JPEG but has no header; save it anew");
    if (begins_frame(segment->marker)) return jpeg_frame(*segment);
    at = segment->end;
  }
}

// Of an Exif note: the picture is to be turned or mirrored to stand upright. Its first directory, in either byte order.
bool is_turned(std::string_view exif) {
  if (exif.substr(0, 6) != std::string_view("Exif\0\0", 6) || exif.size() < 14) return false;
  const std::string_view note = exif.substr(6);
  const bool little = note.substr(0, 2) == "II";
  const auto number = [&](std::size_t at, std::size_t length) -> std::uint32_t {
    if (note.size() < length || at > note.size() - length) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value << 8 | byte_at(note, little ? at + length - 1 - i : at + i);
    return value;
  };
  constexpr std::uint32_t kOrientation = 0x0112, kUpright = 1;
  const std::size_t directory = number(4, 4);
  const std::size_t entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (entry >= note.size()) return false;
    if (number(entry, 2) == kOrientation) return number(entry + 8, 2) > kUpright;
  }
  return false;
}

Result<std::string> jpeg_without_notes(std::string_view bytes) {
  std::string kept(bytes.substr(0, 2));
  for (std::size_t at = 2;;) {
    const auto segment = segment_at(bytes, at);
    if (!segment) return wrong("the file is cut off or damaged; copy or save it anew");
    if (segment->marker == 0xda) {
      const std::size_t end = bytes.rfind("\xff\xd9");
      if (end == std::string_view::npos || end < segment->end) {
        return wrong("the file is cut off; copy or save it anew");
      }
      return kept.append(bytes.substr(at, end + 2 - at));
    }
    if (segment->marker == 0xe1 && is_turned(segment->content)) {
      return wrong("it stands upright only by a note of the camera; open it, turn it upright and save it anew");
    }
    // Application data and remarks, but for what says how its colours are kept (JFIF, Adobe).
    const bool note =
        (segment->marker >= 0xe1 && segment->marker <= 0xef && segment->marker != 0xee) || segment->marker == 0xfe;
    if (!note) kept += bytes.substr(segment->begin, segment->end - segment->begin);
    at = segment->end;
  }
}

}  // namespace

Result<PictureHeader> read_picture_header(std::string_view bytes) {
  if (bytes.starts_with(kPngSignature)) return png_header(bytes);
  if (bytes.starts_with(kJpegSignature)) return jpeg_header(bytes);
  return wrong("this is neither PNG nor JPEG, whatever the file is called; save it anew as one of them");
}

Result<std::string> png_without_notes(std::string_view bytes) {
  if (!bytes.starts_with(kPngSignature)) return wrong("this isn't a PNG; save it anew as one");
  std::string kept(kPngSignature);
  for (std::size_t at = kPngSignature.size();;) {
    if (bytes.size() - at < kPngChunkFrame) return wrong("the file is cut off; copy or save it anew");
    const std::size_t length = number_at(bytes, at, 4);
    if (bytes.size() - at - kPngChunkFrame < length) return wrong("the file is cut off; copy or save it anew");
    const std::string_view chunk = bytes.substr(at, kPngChunkFrame + length), name = chunk.substr(4, 4);
    // Small first letter: the picture is whole without it. Of those, only what changes how it looks stays.
    const bool needed = (byte_at(name, 0) & 0x20) == 0;
    if (needed || name == "tRNS" || name == "gAMA" || name == "sRGB" || name == "cHRM") kept += chunk;
    at += chunk.size();
    if (name == "IEND") return kept;  // what a program appended behind it goes too
  }
}

Result<std::string> without_notes(std::string_view bytes) {
  const auto header = read_picture_header(bytes);
  if (!header) return tl::unexpected(header.error());
  return header->type == PictureType::png ? png_without_notes(bytes) : jpeg_without_notes(bytes);
}

const char* media_type(PictureType type) {
  return type == PictureType::png ? "image/png" : "image/jpeg";
}

Result<PictureType> parse_media_type(std::string_view text) {
  for (const PictureType type : {PictureType::png, PictureType::jpeg}) {
    if (text == media_type(type)) return type;
  }
  return wrong("its type must be image/png or image/jpeg");
}

Result<void> check(const RecordPicture& picture) {
  const bool is_hash =
      picture.sha256.size() == kHashDigits && picture.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_hash) return wrong("sha256 must be 64 small hex digits");
  if (picture.bytes == 0) return wrong("it is empty");
  if (picture.bytes > kMaxPictureBytes) {
    return base::fail(ErrorCode::too_large,
                      "picture: larger than 4 MiB; scale it down (1920x1080 is plenty) or save it as JPEG");
  }
  const auto size = checked(picture.type, static_cast<std::uint32_t>(picture.width_px),
                            static_cast<std::uint32_t>(picture.height_px));
  if (!size) return tl::unexpected(size.error());
  if (base::trim(picture.text).empty()) return wrong("it needs a text that says what it shows");
  if (picture.text.size() > kMaxPictureTextBytes) return wrong("its text is longer than 600 bytes (200 characters)");
  if (!base::is_valid_utf8(picture.text)) return wrong("its text isn't UTF-8");
  return {};
}

}  // namespace gridboard::model
