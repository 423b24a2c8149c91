// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/tour_files.hpp"

#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

#include "sync/base/files.hpp"

namespace gridboard::kiosk::app {
namespace {

namespace json = boost::json;
using base::ErrorCode;

std::string hex_of(ImU32 colour) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", (colour >> IM_COL32_R_SHIFT) & 0xFFu,
                (colour >> IM_COL32_G_SHIFT) & 0xFFu, (colour >> IM_COL32_B_SHIFT) & 0xFFu);
  return text;
}

double rounded(double value, double to) {
  return std::round(value / to) * to;
}

const char* name_of(widgets::AccessNode::Part part) {
  using Part = widgets::AccessNode::Part;
  switch (part) {
    case Part::choice:
      return "choice";
    case Part::row:
      return "row";
    case Part::key:
      return "key";
    case Part::frame:
      return "frame";
  }
  return "choice";
}

json::object widget_of(const widgets::AccessNode& node, std::size_t order) {
  return {
      {"role", widgets::name_of(node.role)},
      {"id", node.id},
      {"name", node.name},
      {"text", node.text},
      {"rect_px", json::array{rounded(node.x, 0.5), rounded(node.y, 0.5), rounded(node.w, 0.5), rounded(node.h, 0.5)}},
      {"char_mm", rounded(node.char_mm, 0.01)},
      {"fg", hex_of(node.fg)},
      {"bg", hex_of(node.bg)},
      {"enabled", node.enabled},
      {"focused", node.focused},
      {"selected", node.selected},
      {"part", name_of(node.part)},
      {"target", node.target},
      {"silent", node.silent},
      {"order", order},
      {"cut_off", node.cut_off},
      {"spoken", node.spoken}};
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

std::string tree_json(Board& board, std::string_view screen_name) {
  const state::AppState& state = board.state();
  const ImVec2 size = board.display().size();
  json::array widgets;
  for (const widgets::AccessNode& node : board.access().nodes()) widgets.push_back(widget_of(node, widgets.size()));
  json::array missing;
  for (const char32_t c : board.text().missing()) missing.push_back(static_cast<std::uint64_t>(c));
  const json::object tree{{"screen", screen_name},
                          {"screen_id", state::name_of(state::shown_screen(state))},
                          {"locale", state.english ? "en" : "zh-CN"},
                          {"orientation", size.y > size.x ? "portrait" : "landscape"},
                          {"large", state.large},
                          {"night", state.night},
                          {"lowered", state.lowered},
                          {"can_lower", state.can_lower},
                          {"reach_top_px", reach_top_px(board.glass(), state.lowered)},
                          {"locked", !state.session.unlocked.has_value()},
                          {"px_per_mm", rounded(board.display().px_per_mm(), 0.0001)},
                          {"size_px", json::array{size.x, size.y}},
                          {"missing_glyphs", std::move(missing)},
                          {"widgets", std::move(widgets)}};
  return json::serialize(tree);
}

base::Result<void> write_step(Board& board, const std::string& path, std::string_view screen_name) {
  if (auto saved = board.display().save_png(path + ".png"); !saved) return saved;
  std::ofstream file(path + ".json", std::ios::binary | std::ios::trunc);
  file << tree_json(board, screen_name) << "\n";
  file.close();
  if (!file) return base::fail(ErrorCode::io, path + ".json can't be written");
  return {};
}

base::Result<std::vector<GivenPin>> read_pins(const std::string& path) {
  auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  std::string_view rest = *text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  std::map<std::string, std::size_t> columns;
  std::vector<GivenPin> pins;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::vector<std::string> cells = cells_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (columns.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i) columns[cells[i]] = i;
      if (!columns.contains("account") || !columns.contains("door") || !columns.contains("pin")) {
        return base::fail(ErrorCode::invalid_input, path + ":1: needs the columns account, door and pin");
      }
    } else if (cells.size() >= columns.size()) {
      pins.push_back({cells[columns["account"]], cells[columns["door"]], cells[columns["pin"]]});
    }
  }
  return pins;
}

}  // namespace gridboard::kiosk::app
