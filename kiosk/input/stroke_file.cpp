// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/stroke_file.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace gridboard::kiosk::input {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view kMagic = "GBSTROKE";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kBytesOfCharacter = sizeof(PenPath) + kPictureBytes + 5;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

void append(std::string& out, std::uint32_t value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

base::Result<StrokeFile> StrokeFile::parse(std::string_view bytes) {
  const auto corrupt = [](const char* what) { return base::fail(base::ErrorCode::corrupt, what); };
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) return corrupt("not a file of strokes");
  if (number_at(bytes, 8) != kVersion) return corrupt("strokes of an unknown version");
  if (number_at(bytes, 16) != sizeof(PenPath) || number_at(bytes, 20) != kPictureBytes)
    return corrupt("strokes of another size");
  StrokeFile file;
  file.bytes_ = bytes;
  file.count_ = number_at(bytes, 12);
  if ((bytes.size() - kHeaderBytes) % kBytesOfCharacter != 0 ||
      (bytes.size() - kHeaderBytes) / kBytesOfCharacter != file.count_)
    return corrupt("strokes that end too early or too late");
  for (std::size_t i = 0; i < file.count_; ++i) {
    const char32_t point = file.code_point(i);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return corrupt("strokes of no character");
    if (i > 0 && point <= file.code_point(i - 1)) return corrupt("strokes out of order");
  }
  return file;
}

char32_t StrokeFile::code_point(std::size_t index) const {
  return number_at(bytes_, kHeaderBytes + count_ * (sizeof(PenPath) + kPictureBytes) + index * 4);
}

std::uint8_t StrokeFile::usual(std::size_t index) const {
  return static_cast<std::uint8_t>(bytes_[kHeaderBytes + count_ * (sizeof(PenPath) + kPictureBytes + 4) + index]);
}

const std::int8_t* StrokeFile::picture(std::size_t index) const {
  return reinterpret_cast<const std::int8_t*>(bytes_.data()) + kHeaderBytes + count_ * sizeof(PenPath) +
         index * kPictureBytes;
}

PenPath StrokeFile::path(std::size_t index) const {
  PenPath path;
  std::memcpy(&path, bytes_.data() + kHeaderBytes + index * sizeof(PenPath), sizeof path);
  for (std::size_t i = 0; i < kPathPoints; ++i) {
    path.x[i] = std::clamp<std::int8_t>(path.x[i], 0, kSquare);
    path.y[i] = std::clamp<std::int8_t>(path.y[i], 0, kSquare);
    path.dx[i] = std::max<std::int8_t>(path.dx[i], -kUnit);
    path.dy[i] = std::max<std::int8_t>(path.dy[i], -kUnit);
  }
  return path;
}

std::string stroke_file_of(const std::vector<KnownCharacter>& characters) {
  std::string out(kMagic);
  append(out, kVersion);
  append(out, static_cast<std::uint32_t>(characters.size()));
  append(out, sizeof(PenPath));
  append(out, kPictureBytes);
  out.resize(kHeaderBytes, '\0');
  for (const KnownCharacter& known : characters)
    out.append(reinterpret_cast<const char*>(&known.shape.path), sizeof(PenPath));
  for (const KnownCharacter& known : characters)
    out.append(reinterpret_cast<const char*>(known.shape.picture.data()), kPictureBytes);
  for (const KnownCharacter& known : characters) append(out, known.code_point);
  for (const KnownCharacter& known : characters) out.push_back(static_cast<char>(known.usual));
  return out;
}

}  // namespace gridboard::kiosk::input
