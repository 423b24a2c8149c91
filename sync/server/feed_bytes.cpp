// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/feed_bytes.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <utility>

namespace gridboard::server {
namespace {

constexpr int kZstdLevel = 1, kGzipLevel = 6;
constexpr int kRawDeflate = -15;  // no header, the largest window
constexpr std::size_t kMaxStoredBytes = 65535;
constexpr std::size_t kZstdShortSizes = 256;  // RFC 8878: a size of one byte up to here, of two bytes less this beyond

void append_little_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

const Bytef* bytes_of(const std::string& text) {
  return reinterpret_cast<const Bytef*>(text.data());
}

// A whole frame of RFC 8878 around one block that isn't compressed. `text` is under 64 KiB.
std::string zstd_wrapped(const std::string& text) {
  constexpr std::uint32_t kMagic = 0xFD2FB528, kSingleSegment = 1U << 5, kSizeOfTwoBytes = 1U << 6, kLastBlock = 1;
  const bool is_short = text.size() < kZstdShortSizes;
  std::string frame;
  frame.reserve(text.size() + 10);
  append_little_endian(frame, kMagic, 4);
  append_little_endian(frame, kSingleSegment | (is_short ? 0 : kSizeOfTwoBytes), 1);
  append_little_endian(frame, is_short ? text.size() : text.size() - kZstdShortSizes, is_short ? 1 : 2);
  append_little_endian(frame, kLastBlock | text.size() << 3, 3);
  return frame + text;
}

std::string zstd_compressed(const std::string& text) {
  std::string frame(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(frame.data(), frame.size(), text.data(), text.size(), kZstdLevel);
  frame.resize(ZSTD_isError(size) != 0U ? 0 : size);  // can't fail: the frame has room for the worst case
  frame.shrink_to_fit();
  return frame;
}

// A stored block of RFC 1951. `text` is under 64 KiB.
std::string deflate_wrapped(const std::string& text) {
  std::string block(1, '\0');
  block.reserve(text.size() + 5);
  append_little_endian(block, text.size(), 2);
  append_little_endian(block, ~text.size() & 0xFFFF, 2);
  return block + text;
}

std::string deflate_compressed(const std::string& text) {
  constexpr std::size_t kRoomForFlush = 16;
  z_stream state{};
  if (deflateInit2(&state, kGzipLevel, Z_DEFLATED, kRawDeflate, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string piece(deflateBound(&state, text.size()) + kRoomForFlush, '\0');
  state.next_in = const_cast<Bytef*>(bytes_of(text));  // deflate only reads it
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<Bytef*>(piece.data());
  state.avail_out = static_cast<uInt>(piece.size());
  deflate(&state, Z_SYNC_FLUSH);
  piece.resize(piece.size() - state.avail_out);
  deflateEnd(&state);
  piece.shrink_to_fit();
  return piece;
}

// Whether the coding is named and not refused by "q=0".
bool takes(std::string_view accepted, std::string_view coding) {
  while (!accepted.empty()) {
    const std::size_t comma = std::min(accepted.find(','), accepted.size());
    std::string entry;
    for (const char c : accepted.substr(0, comma)) {
      if (c != ' ' && c != '\t') entry += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    accepted.remove_prefix(std::min(comma + 1, accepted.size()));
    const std::size_t semicolon = std::min(entry.find(';'), entry.size());
    if (entry.substr(0, semicolon) != coding) continue;
    const std::string weight = entry.substr(semicolon);
    return !weight.starts_with(";q=0") || weight.find_first_of("123456789", 4) != std::string::npos;
  }
  return false;
}

}  // namespace

Encoding choose_encoding(std::string_view accepted) {
  if (takes(accepted, "zstd")) return Encoding::zstd;
  return takes(accepted, "gzip") ? Encoding::gzip : Encoding::plain;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::plain:
      break;
    case Encoding::gzip:
      return "gzip";
    case Encoding::zstd:
      return "zstd";
  }
  return "";
}

FeedBytes::FeedBytes(std::string line, Use use) : use_(use) {
  line += '\n';
  plain_ = std::make_shared<const std::string>(std::move(line));
}

const net::SharedBytes& FeedBytes::zstd() {
  if (zstd_) return zstd_;
  const bool wrap = use_ == Use::once && plain_->size() <= kMaxStoredBytes;
  zstd_ = std::make_shared<const std::string>(wrap ? zstd_wrapped(*plain_) : zstd_compressed(*plain_));
  return zstd_;
}

const net::SharedBytes& FeedBytes::deflated() {
  if (deflated_) return deflated_;
  const bool wrap = use_ == Use::once && plain_->size() <= kMaxStoredBytes;
  deflated_ = std::make_shared<const std::string>(wrap ? deflate_wrapped(*plain_) : deflate_compressed(*plain_));
  check_sum_ = static_cast<std::uint32_t>(crc32(0, bytes_of(*plain_), static_cast<uInt>(plain_->size())));
  return deflated_;
}

std::string GzipFrame::take_header() {
  if (std::exchange(begun_, true)) return {};
  constexpr unsigned char kHeader[] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF};  // RFC 1952: deflate, no name, no time
  return std::string(reinterpret_cast<const char*>(kHeader), sizeof kHeader);
}

void GzipFrame::add(FeedBytes& line) {
  const auto size = static_cast<std::uint32_t>(line.plain()->size());
  check_sum_ = static_cast<std::uint32_t>(crc32_combine(check_sum_, line.check_sum(), size));
  bytes_ += size;
}

std::string GzipFrame::end() const {
  std::string end("\x03\x00", 2);  // the last block, empty
  append_little_endian(end, check_sum_, 4);
  append_little_endian(end, bytes_, 4);
  return end;
}

}  // namespace gridboard::server
