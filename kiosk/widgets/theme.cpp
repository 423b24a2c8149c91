// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/theme.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <boost/json.hpp>

namespace gridboard::kiosk::widgets {
namespace {

namespace json = boost::json;
using base::ErrorCode;

// Reads members of one object and remembers the first thing that is wrong.
class Reader {
 public:
  Reader(const json::value* value, std::string where) : where_(std::move(where)) {
    object_ = value != nullptr ? value->if_object() : nullptr;
    if (object_ == nullptr) problem_ = where_ + ": must be an object";
  }
  void colour(const char* key, ImU32& out) {
    const json::value* value = take(key);
    if (value == nullptr) return;
    const json::string* text = value->if_string();
    const std::optional<ImU32> parsed = text != nullptr ? parse_colour(*text) : std::nullopt;
    if (!parsed) return wrong(key, "must be a colour like \"#00635c\"");
    out = *parsed;
  }
  void millimetres(const char* key, float& out) {
    const json::value* value = take(key);
    if (value == nullptr) return;
    boost::system::error_code error;
    const double number = value->to_number<double>(error);
    if (error || number <= 0 || number > 500) return wrong(key, "must be a number above 0");
    out = static_cast<float>(number);
  }
  void string(const char* key, std::string& out) {
    const json::value* value = take(key);
    if (value == nullptr) return;
    if (const json::string* text = value->if_string()) {
      out.assign(text->data(), text->size());
    } else {
      wrong(key, "must be a string");
    }
  }
  const json::value* member(const char* key) { return take(key); }
  // After the last member: what is left over was misspelt.
  std::optional<std::string> finish() {
    if (!problem_ && taken_ < object_->size()) {
      for (const auto& entry : *object_) {
        const std::string key(entry.key());
        if (std::find(known_.begin(), known_.end(), key) == known_.end()) wrong(key.c_str(), "is not known");
      }
    }
    return problem_;
  }

 private:
  static std::optional<ImU32> parse_colour(std::string_view text) {
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    unsigned value = 0;
    for (const char c : text.substr(1)) {
      const bool digit = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'f';
      if (!digit && !letter) return std::nullopt;
      value = value * 16 + static_cast<unsigned>(digit ? c - '0' : c - 'a' + 10);
    }
    return IM_COL32(value >> 16, (value >> 8) & 255, value & 255, 255);
  }
  const json::value* take(const char* key) {
    if (problem_) return nullptr;
    known_.emplace_back(key);
    const json::value* value = object_->if_contains(key);
    if (value == nullptr) {
      wrong(key, "is missing");
    } else {
      ++taken_;
    }
    return value;
  }
  void wrong(const char* key, const char* what) {
    if (!problem_) problem_ = where_ + ": " + key + " " + what;
  }

  std::string where_;
  const json::object* object_ = nullptr;
  std::vector<std::string> known_;
  std::size_t taken_ = 0;
  std::optional<std::string> problem_;
};

std::optional<std::string> read_colours(const json::value* value, const std::string& where, Palette& out) {
  Reader reader(value, where);
  reader.colour("header", out.header);
  reader.colour("on_header", out.on_header);
  reader.colour("ground", out.ground);
  reader.colour("card", out.card);
  reader.colour("line", out.line);
  reader.colour("keys", out.keys);
  reader.colour("ink", out.ink);
  reader.colour("second", out.second);
  reader.colour("green", out.green);
  reader.colour("on_green", out.on_green);
  reader.colour("deep", out.deep);
  reader.colour("pale", out.pale);
  reader.colour("amber", out.amber);
  reader.colour("amber_pale", out.amber_pale);
  reader.colour("red", out.red);
  reader.colour("red_pale", out.red_pale);
  reader.colour("track", out.track);
  reader.colour("last_year", out.last_year);
  reader.colour("fresh", out.fresh);
  reader.colour("focus", out.focus);
  reader.colour("picture", out.picture);
  return reader.finish();
}

std::optional<std::string> read_type(const json::value* value, const std::string& where, TypeScale& out) {
  Reader reader(value, where);
  constexpr std::array<const char*, kTypes> kNames{"small", "body", "section", "title", "heading", "clock", "amount"};
  for (std::size_t i = 0; i < kTypes; ++i) reader.millimetres(kNames[i], out.em_mm[i]);
  reader.millimetres("line_spacing", out.line_spacing);
  return reader.finish();
}

std::optional<std::string> read_measures(const json::value* value, const std::string& where, Measures& out) {
  Reader reader(value, where);
  reader.millimetres("target", out.target);
  reader.millimetres("gap", out.gap);
  reader.millimetres("button", out.button);
  reader.millimetres("margin", out.margin);
  reader.millimetres("padding", out.padding);
  reader.millimetres("card_gap", out.card_gap);
  reader.millimetres("corner", out.corner);
  reader.millimetres("stroke", out.stroke);
  reader.millimetres("strong_stroke", out.strong_stroke);
  return reader.finish();
}

std::optional<std::string> read_face(const json::value* value, const std::string& where, ThemeFace& out) {
  Reader reader(value, where);
  const json::value* colours = reader.member("colours");
  const json::value* type = reader.member("type_mm");
  const json::value* measures = reader.member("measures_mm");
  if (auto problem = reader.finish()) return problem;
  if (auto problem = read_colours(colours, where + ".colours", out.colours)) return problem;
  if (auto problem = read_type(type, where + ".type_mm", out.type)) return problem;
  return read_measures(measures, where + ".measures_mm", out.measures);
}

double luminance(ImU32 colour) {
  const auto channel = [](unsigned value) {
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel((colour >> IM_COL32_R_SHIFT) & 255) + 0.7152 * channel((colour >> IM_COL32_G_SHIFT) & 255) +
         0.0722 * channel((colour >> IM_COL32_B_SHIFT) & 255);
}

}  // namespace

double contrast(ImU32 one, ImU32 other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

base::Result<Theme> Theme::parse(std::string_view text, std::string_view name_of_source) {
  const std::string where(name_of_source);
  boost::system::error_code error;
  const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) return base::fail(ErrorCode::invalid_input, where + ": not JSON: " + error.message());
  Theme theme;
  Reader reader(&value, where);
  reader.string("id", theme.id);
  reader.string("name", theme.name);
  reader.string("at_night", theme.at_night);
  const json::value* normal = reader.member("normal");
  const json::value* large = reader.member("large");
  if (auto problem = reader.finish()) return base::fail(ErrorCode::invalid_input, *problem);
  if (auto problem = read_face(normal, where + ": normal", theme.normal)) {
    return base::fail(ErrorCode::invalid_input, *problem);
  }
  if (auto problem = read_face(large, where + ": large", theme.large)) {
    return base::fail(ErrorCode::invalid_input, *problem);
  }
  return theme;
}

base::Result<Theme> Theme::load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::fail(ErrorCode::not_found, "theme " + path + " can't be opened");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return parse(text, path);
}

}  // namespace gridboard::kiosk::widgets
