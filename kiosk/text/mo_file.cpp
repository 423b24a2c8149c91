// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/mo_file.hpp"

#include <cstring>

namespace gridboard::kiosk::text {
namespace {

constexpr std::uint32_t kMagic = 0x950412de;
constexpr std::size_t kHeaderBytes = 28;

}  // namespace

std::uint32_t MoFile::word(std::size_t offset) const {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes_.data() + offset, sizeof value);
  return swapped_ ? __builtin_bswap32(value) : value;
}

bool MoFile::entry(std::uint32_t table, std::uint32_t index, std::string_view& text) const {
  const std::uint64_t at = table + std::uint64_t{index} * 8;
  if (at + 8 > bytes_.size()) return false;
  const std::uint64_t length = word(at);
  const std::uint64_t offset = word(at + 4);
  if (offset + length + 1 > bytes_.size() || bytes_[offset + length] != '\0') return false;
  text = bytes_.substr(offset, length);
  // A plural entry holds its forms one behind the other, each ended by a zero byte; the first is the singular.
  text = text.substr(0, text.find('\0'));
  return true;
}

std::string_view MoFile::text_at(std::uint32_t table, std::uint32_t index) const {
  std::string_view text;
  return entry(table, index, text) ? text : std::string_view{};
}

base::Result<MoFile> MoFile::parse(std::string_view bytes) {
  MoFile file;
  file.bytes_ = bytes;
  if (bytes.size() < kHeaderBytes) return base::fail(base::ErrorCode::corrupt, "too short for a message catalogue");
  if (file.word(0) != kMagic) file.swapped_ = true;
  if (file.word(0) != kMagic) return base::fail(base::ErrorCode::corrupt, "not a message catalogue");
  if ((file.word(4) >> 16) > 1) return base::fail(base::ErrorCode::corrupt, "catalogue of an unknown revision");
  file.count_ = file.word(8);
  file.ids_ = file.word(12);
  file.texts_ = file.word(16);
  std::string_view previous;
  for (std::uint32_t index = 0; index < file.count_; ++index) {
    std::string_view id;
    std::string_view text;
    if (!file.entry(file.ids_, index, id) || !file.entry(file.texts_, index, text)) {
      return base::fail(base::ErrorCode::corrupt, "entry " + std::to_string(index) + " points outside the file");
    }
    if (index > 0 && !(previous < id)) {
      return base::fail(base::ErrorCode::corrupt, "entry " + std::to_string(index) + " is out of order");
    }
    previous = id;
  }
  return file;
}

std::string_view MoFile::find(std::string_view id) const {
  std::uint32_t low = 0;
  std::uint32_t high = count_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const std::string_view at = text_at(ids_, middle);
    if (at == id) return text_at(texts_, middle);
    if (at < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return {};
}

}  // namespace gridboard::kiosk::text
