// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/target.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::net {
namespace {

constexpr int kNoDigit = -1;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return kNoDigit;
}

base::Result<std::string> decode_percent(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return base::fail(base::ErrorCode::invalid_input, "query: a percent escape is cut off");
      const int first = hex_digit(text[i + 1]), second = hex_digit(text[i + 2]);
      if (first == kNoDigit || second == kNoDigit) {
        return base::fail(base::ErrorCode::invalid_input, "query: a percent escape isn't two hex digits");
      }
      out += static_cast<char>(first * 16 + second);
      i += 2;
    }
  }
  if (!base::is_valid_utf8(out)) return base::fail(base::ErrorCode::invalid_input, "query: not UTF-8");
  return out;
}

}  // namespace

base::Result<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') {
    return base::fail(base::ErrorCode::invalid_input, "target: must start with '/'");
  }
  const std::size_t mark = target.find('?');
  Target parsed;
  parsed.path = target.substr(0, mark);
  if (mark == std::string_view::npos) return parsed;

  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = decode_percent(pair.substr(0, equals));
    if (!name) return tl::unexpected(name.error());
    auto value = decode_percent(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1));
    if (!value) return tl::unexpected(value.error());
    if (!parsed.query.emplace(std::move(*name), std::move(*value)).second) {
      return base::fail(base::ErrorCode::invalid_input, "query: a name is given twice");
    }
  }
  return parsed;
}

}  // namespace gridboard::net
