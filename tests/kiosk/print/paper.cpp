// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "paper.hpp"

#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "tests/support/temporary_folder.hpp"

namespace gridboard::kiosk::print {
namespace {

std::uint8_t byte_at(const std::string& bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0;
}

unsigned big_endian(const std::string& bytes, std::size_t at) {
  return static_cast<unsigned>(byte_at(bytes, at) << 24 | byte_at(bytes, at + 1) << 16 | byte_at(bytes, at + 2) << 8 |
                               byte_at(bytes, at + 3));
}

// PWG 5102.4, 4.3: offsets in the page header of 1796 bytes, behind the 4 bytes "RaS2".
constexpr std::size_t kSync = 4, kHeader = 1796;
constexpr std::size_t kWidth = 372, kHeight = 376, kBitsPerPixel = 388, kBytesPerLine = 392, kColourSpace = 400;
constexpr unsigned kBlack = 3, kGrey = 18;

// A row: how often it is repeated, then packs of bytes that are repeated (0 to 127) or follow one by one (128 to 255).
bool read_row(const std::string& bytes, std::size_t& at, std::string& row, std::size_t length, std::size_t unit) {
  row.clear();
  while (row.size() < length && at < bytes.size()) {
    const unsigned count = byte_at(bytes, at++);
    if (count <= 127) {
      for (unsigned i = 0; i <= count; ++i) row += bytes.substr(at, unit);
      at += unit;
    } else {
      const std::size_t run = (257 - count) * unit;
      row += bytes.substr(at, run);
      at += run;
    }
  }
  return row.size() == length;
}

void set_black(Bitmap& bitmap, int x, int y) {
  bitmap.rows[static_cast<std::size_t>(y) * bitmap.stride() + static_cast<std::size_t>(x / 8)] |=
      static_cast<std::uint8_t>(0x80 >> (x % 8));
}

}  // namespace

std::optional<Bitmap> from_pwg_raster(const std::string& bytes) {
  if (bytes.size() < kSync + kHeader || bytes.substr(0, kSync) != "RaS2" || bytes.substr(kSync, 9) != "PwgRaster")
    return {};
  const auto field = [&](std::size_t offset) { return big_endian(bytes, kSync + offset); };
  Bitmap out;
  out.width = static_cast<int>(field(kWidth)), out.height = static_cast<int>(field(kHeight));
  const unsigned bits = field(kBitsPerPixel), space = field(kColourSpace);
  const bool grey = bits == 8 && space == kGrey;
  if (!grey && !(bits == 1 && space == kBlack)) return {};
  out.rows.assign(out.stride() * static_cast<std::size_t>(out.height), 0);
  std::size_t at = kSync + kHeader;
  std::string row;
  for (int y = 0; y < out.height;) {
    const int repeated = byte_at(bytes, at++) + 1;
    if (!read_row(bytes, at, row, field(kBytesPerLine), 1) || y + repeated > out.height) return {};
    for (int i = 0; i < repeated; ++i, ++y) {
      for (int x = 0; x < out.width; ++x) {
        const auto value = byte_at(row, static_cast<std::size_t>(grey ? x : x / 8));
        if (grey ? value == 0 : (value >> (7 - x % 8)) & 1) set_black(out, x, y);
      }
    }
  }
  return at == bytes.size() ? std::optional(out) : std::nullopt;
}

EscPosPaper from_escpos(const std::string& bytes) {
  EscPosPaper paper;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view rest = std::string_view(bytes).substr(at);
    if (rest.starts_with("\x1b@")) {
      at += 2;
    } else if (rest.starts_with("\x10\x04") || rest.starts_with("\x1dr") || rest.starts_with("\x1b" "d")) {
      at += 3;
    } else if (rest.starts_with(std::string_view("\x1dV\x42\0", 4))) {
      ++paper.cuts, at += 4;
    } else if (rest.starts_with(std::string_view("\x1dv0\0", 4)) && rest.size() >= 8) {
      const int stride = byte_at(bytes, at + 4) + 256 * byte_at(bytes, at + 5);
      const int rows = byte_at(bytes, at + 6) + 256 * byte_at(bytes, at + 7);
      const auto data = rest.substr(8, static_cast<std::size_t>(stride) * static_cast<std::size_t>(rows));
      paper.bitmap.width = stride * 8;
      paper.bitmap.height += rows;
      paper.bitmap.rows.insert(paper.bitmap.rows.end(), data.begin(), data.end());
      at += 8 + data.size();
    } else {
      paper.left_over += bytes[at++];
    }
  }
  return paper;
}

std::string scanned(const Bitmap& bitmap) {
  const tests::TemporaryFolder folder;
  {
    std::ofstream out(folder.file("slip.pbm"), std::ios::binary);
    out << "P4\n" << bitmap.width << " " << bitmap.height << "\n";
    out.write(reinterpret_cast<const char*>(bitmap.rows.data()), static_cast<std::streamsize>(bitmap.rows.size()));
  }
  const std::string command =
      "zbarimg --quiet --raw -Sdisable -Sqrcode.enable " + folder.file("slip.pbm") + " 2>/dev/null";
  std::FILE* from = ::popen(command.c_str(), "r");
  if (from == nullptr) throw std::runtime_error("zbarimg can't be run");
  std::string out;
  for (int c = std::fgetc(from); c != EOF; c = std::fgetc(from)) out += static_cast<char>(c);
  ::pclose(from);
  return out;
}

Slip sample_slip() {
  using Kind = SlipLine::Kind;
  using Size = SlipLine::Size;
  return {{{Kind::band, Size::body, "云溪供电 · 业务回执", {}, true, true},
           {Kind::text, Size::large, "故障报修", {}, true, true},
           {Kind::text, Size::small, "回执号", {}, false, true},
           {Kind::text, Size::title, "K7M-224V-H", {}, true, true},
           {Kind::rule, Size::body, {}, {}, false, false},
           {Kind::pair, Size::body, "服务热线", "95598", true, false},
           {Kind::code, Size::body, kSampleUrl, "手机扫一扫，看办到哪一步", false, false},
           {Kind::text, Size::body, "名字里的字：𠮷 䶮 㛃 𬱖。", {}, false, false}}};
}

}  // namespace gridboard::kiosk::print
