// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/json_writer.hpp"

#include <algorithm>
#include <charconv>

#include "sync/base/utf8.hpp"

namespace gridboard::wire {
namespace {

bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte != '"' && byte != '\\';
}

void append_escaped(std::string& out, unsigned char byte) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

std::string repaired(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) base::append_utf8(out, base::decode_utf8(text, offset));
  return out;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  const auto first = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || !is_plain(byte);
  });
  if (first != text.end() && !base::is_valid_utf8(text)) return append_json_string(out, repaired(text));
  out += '"';
  std::size_t begin = 0;
  for (auto i = static_cast<std::size_t>(first - text.begin()); i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_plain(byte)) continue;
    out.append(text, begin, i - begin);
    append_escaped(out, byte);
    begin = i + 1;
  }
  out.append(text, begin);
  out += '"';
}

void JsonWriter::comma() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

void JsonWriter::name(std::string_view name) {
  comma();
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void JsonWriter::value(std::int64_t number) {
  comma();
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out_.append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace gridboard::wire
