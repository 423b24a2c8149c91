// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/place_words.hpp"

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::app {
namespace {

enum class Script { other, figure, ideograph };

Script script_of(char32_t c) {
  if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return Script::figure;
  return (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000 ? Script::ideograph : Script::other;
}

}  // namespace

std::string spaced(std::string_view text) {
  std::string out;
  Script last = Script::other;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = base::decode_utf8(text, offset);
    const Script script = script_of(c);
    const bool meet = (last == Script::figure && script == Script::ideograph) ||
                      (last == Script::ideograph && script == Script::figure);
    if (meet) out += ' ';
    base::append_utf8(out, c);
    last = script;
  }
  return out;
}

std::string place_words(const Places& places, std::string_view path, model::PlaceKind from_kind) {
  std::string words;
  for (const std::string& step : base::self_and_ancestors(path)) {
    const auto found = places.find(step);
    if (found == places.end() || found->second.kind < from_kind) continue;
    words += (words.empty() ? "" : " ") + spaced(found->second.name);
  }
  return words;
}

std::string manager_of(const Places& places, std::string_view path) {
  for (; !path.empty(); path = base::parent_path(path)) {
    const auto found = places.find(path);
    if (found != places.end() && !found->second.manager_id.empty()) return found->second.manager_id;
  }
  return {};
}

model::SiteClass site_class_of(const Places& places, std::string_view path) {
  for (; !path.empty(); path = base::parent_path(path)) {
    const auto found = places.find(path);
    if (found != places.end()) return found->second.site_class;
  }
  return model::SiteClass::city;
}

}  // namespace gridboard::kiosk::app
