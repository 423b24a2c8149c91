// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Pages of plain HTML. Text from anywhere but the program itself goes through Html::text(), which is the one place
// where it is escaped; tag() takes nothing but literals.

#include <cstddef>
#include <string>
#include <string_view>

#include "sync/net/http.hpp"

namespace gridboard::server {

class Html {
 public:
  template <std::size_t size>
  Html& tag(const char (&literal)[size]) {
    text_.append(literal, size - 1);
    return *this;
  }
  // Safe between tags and within double quotes of an attribute. Control characters but line breaks and tabs are
  // dropped.
  Html& text(std::string_view anything);
  Html& add(const Html& part) {
    text_ += part.text_;
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return text_; }

 private:
  std::string text_;
};

// Picks the reader's language; the program's own words, as literals.
struct Say {
  bool english = false;
  const char* operator()(const char* zh, const char* en) const { return english ? en : zh; }
};
// Chinese, unless English is liked better.
[[nodiscard]] Say say_for(const net::Request& request);

struct Page {
  Say say;
  std::string title;
  std::string supplier;  // "" if it isn't known
  Html main;
};
// The whole document. `path` is that of the address it is an answer to: the style sheet is linked from there.
[[nodiscard]] net::Response page_response(int status, const Page& page, std::string_view path);
[[nodiscard]] net::Response style_sheet();
inline constexpr const char* kStyleSheetPath = "/pages.css";

}  // namespace gridboard::server
