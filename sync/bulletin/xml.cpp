// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/xml.hpp"

#include "sync/bulletin/clean_text.hpp"

namespace gridboard::bulletin {

void Xml::add(std::string_view clean) {
  for (const char c : clean) {
    switch (c) {
      case '&':
        text_ += "&amp;";
        break;
      case '<':
        text_ += "&lt;";
        break;
      case '>':  // "]]>" must not stand in a text
        text_ += "&gt;";
        break;
      case '"':
        text_ += "&quot;";
        break;
      default:
        text_ += c;
    }
  }
}

void Xml::begin(std::string_view name, Attributes attributes) {
  text_.append(2 * open_.size(), ' ');
  text_.append("<").append(name);
  for (const auto& [attribute, value] : attributes) {
    text_.append(" ").append(attribute).append("=\"");
    add(clean_text(value));
    text_ += '"';
  }
}

Xml& Xml::open(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  text_ += ">\n";
  open_.emplace_back(name);
  return *this;
}

Xml& Xml::close() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  text_.append(2 * open_.size(), ' ');
  text_ += "</" + name + ">\n";
  return *this;
}

Xml& Xml::leaf(std::string_view name, std::string_view text, Attributes attributes) {
  begin(name, attributes);
  text_ += '>';
  add(clean_text(text));
  text_.append("</").append(name).append(">\n");
  return *this;
}

Xml& Xml::leaf_if_any(std::string_view name, std::string_view text) {
  if (!clean_text(text).empty()) leaf(name, text);
  return *this;
}

Xml& Xml::empty(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  text_ += "/>\n";
  return *this;
}

}  // namespace gridboard::bulletin
