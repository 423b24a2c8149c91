// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes an XML document, element by element. Names are literals of ours; texts may be anything and come out clean.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gridboard::bulletin {

class Xml {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  Xml() : text_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

  Xml& open(std::string_view name, Attributes attributes = {});
  Xml& close();  // the innermost that is open
  // <name>text</name>
  Xml& leaf(std::string_view name, std::string_view text, Attributes attributes = {});
  // The same if there is anything to say.
  Xml& leaf_if_any(std::string_view name, std::string_view text);
  Xml& empty(std::string_view name, Attributes attributes);
  // Call once all are closed.
  [[nodiscard]] std::string bytes() && { return std::move(text_); }

 private:
  void begin(std::string_view name, Attributes attributes);
  void add(std::string_view clean);

  std::string text_;
  std::vector<std::string> open_;
};

}  // namespace gridboard::bulletin
