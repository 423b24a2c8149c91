// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes JSON with one form for one value: no white space, members in the order they are given, strings escaped as
// RFC 8785 does it. What comes out can be signed, compared and cached byte for byte.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/time.hpp"

namespace gridboard::wire {

// Bytes that aren't UTF-8 become U+FFFD: what leaves is always valid JSON.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  explicit JsonWriter(base::Zone zone = {}, std::size_t expected_bytes = 256) : zone_(zone) {
    out_.reserve(expected_bytes);
  }

  void begin_object() {
    comma();
    out_ += '{';
  }
  void end_object() { out_ += '}'; }
  void begin_array() {
    comma();
    out_ += '[';
  }
  void end_array() { out_ += ']'; }
  // Names are ours: plain ASCII that needs no escape.
  void name(std::string_view name);

  void value(std::string_view text) {
    comma();
    append_json_string(out_, text);
  }
  void value(std::int64_t number);
  void value(bool flag) {
    comma();
    out_ += flag ? "true" : "false";
  }
  void raw(std::string_view json) {
    comma();
    out_ += json;
  }

  void text(std::string_view member, std::string_view text) {
    name(member);
    value(text);
  }
  void number(std::string_view member, std::int64_t number) {
    name(member);
    value(number);
  }
  void flag(std::string_view member, bool flag) {
    name(member);
    value(flag);
  }
  void instant(std::string_view member, base::Instant at) { text(member, base::format_rfc3339(at, zone_)); }

  // Left out when they have the value that a reader takes for a missing member.
  void text_if_any(std::string_view member, std::string_view value) {
    if (!value.empty()) text(member, value);
  }
  void number_if_any(std::string_view member, std::int64_t value) {
    if (value != 0) number(member, value);
  }
  void flag_if_set(std::string_view member, bool value) {
    if (value) flag(member, true);
  }
  void instant_if_any(std::string_view member, const std::optional<base::Instant>& at) {
    if (at) instant(member, *at);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void comma();

  std::string out_;
  base::Zone zone_;
};

}  // namespace gridboard::wire
