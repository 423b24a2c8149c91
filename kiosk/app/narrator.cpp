// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/narrator.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::app {
namespace {

using widgets::AccessNode;
using widgets::Role;
using Part = AccessNode::Part;
using Region = AccessNode::Region;

// Longer lists are counted at first, and heard row by row with the arrow keys or when the screen is said again.
constexpr std::size_t kMostRows = 9;
constexpr std::size_t kMostTold = 12;      // sentences about what has changed
constexpr std::size_t kMostCandidates = 5;  // that are named as they come

bool is_said(const AccessNode& node) {
  return !node.silent && !node.spoken.empty();
}

// The same on every screen: said last, when all is asked for.
bool is_of_the_frame(const AccessNode& node) {
  return node.id.starts_with("foot.") || node.id.starts_with("speech.") || node.id == "header.clock" ||
         node.id == "header.freshness";
}

bool turns_pages(std::string_view id) {
  return id.ends_with(".next") || id.ends_with(".previous");
}

// "services.repair" belongs to "services."; of one level alone nothing is counted.
std::string_view group_of(const AccessNode& node) {
  const std::size_t dot = node.id.rfind('.');
  return std::string_view(node.id).substr(0, dot == std::string::npos ? 0 : dot + 1);
}

bool is_pin_key(std::string_view id) {
  return id.starts_with("pin.");
}

// Clocks and countdowns change in nothing else.
bool differ_in_figures_alone(std::string_view one, std::string_view other) {
  const auto words = [](std::string_view text) {
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](char c) { return (c < '0' || c > '9') && c != 's' && c != ':'; });
    return kept;
  };
  return words(one) == words(other);
}

std::size_t common_prefix(std::string_view one, std::string_view other) {
  std::size_t at = 0;
  while (at < one.size() && at < other.size()) {
    std::size_t next = at, same = at;
    if (base::decode_utf8(one, next) != base::decode_utf8(other, same)) break;
    at = next;
  }
  return at;
}

// What was typed or taken away.
std::string echo_of(const text::Messages& messages, const std::string& before, const std::string& now) {
  const std::size_t same = common_prefix(before, now);
  if (now.size() > same) return now.substr(same);
  if (now.empty()) return std::string(messages.tr("已清空。"));
  return messages.format("删除 {0}。", {before.substr(same)});
}

// A further line with the space that stood where the lines were parted: between words, not between characters.
std::string joined(const std::string& before, const std::string& line) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const bool words = !before.empty() && !line.empty() && is_ascii(before.back()) && is_ascii(line.front());
  return words ? " " + line : line;
}

const AccessNode* find(const std::vector<AccessNode>& nodes, std::string_view id) {
  const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const AccessNode& node) { return node.id == id; });
  return found == nodes.end() ? nullptr : &*found;
}

std::string place_of(const Scene& scene) {
  return scene.focus.screen;
}

}  // namespace

void Narrator::add(const Scene& scene, const AccessNode& node, Sentences& out) {
  if (!node.is_private || scene.aloud) {
    if (!node.line_of.empty() && !out.empty() && out.back().node == node.line_of) {
      out.back().text += joined(out.back().text, node.spoken);
      return;
    }
    out.push_back({node.id, node.spoken, node.is_private});
    return;
  }
  if (!node.in_public.empty()) out.push_back({node.id, node.in_public, false});
  if (std::exchange(hinted_, true)) return;
  out.push_back({node.id, std::string(scene.messages.tr("这里有您的资料，只写在屏幕上。要听，请插上耳机；旁边没有人时，也"
                                                         "可以选“读出我的资料”。")),
                 false});
}

Sentences Narrator::read(const Scene& scene, bool all) {
  Sentences out;
  hinted_ = false;
  const std::vector<AccessNode>& nodes = scene.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const AccessNode& node = nodes[i];
    if (!is_said(node) || (!all && is_of_the_frame(node)) || node.id == "header.clock") continue;
    if (node.part == Part::key || node.part == Part::row) {
      std::size_t end = i;
      while (end < nodes.size() && nodes[end].part == node.part && group_of(nodes[end]) == group_of(node)) ++end;
      const std::string count = std::to_string(end - i);
      const bool is_long = end - i > kMostRows;
      if (is_long && node.part == Part::key) {
        out.push_back({{}, scene.messages.format("按键 {0} 个，用方向键找。", {count}), false});
        i = end - 1;
        continue;
      }
      if (is_long && !all) {
        out.push_back({{}, scene.messages.format("这里有 {0} 项，用方向键一项一项听。", {count}), false});
        i = end - 1;
        continue;
      }
    }
    add(scene, node, out);
    // Who hears it writes it down.
    if (node.id == "receipt.number")
      out.push_back({node.id, scene.messages.format("再说一遍。{0}", {node.spoken}), false});
  }
  if (const AccessNode* clock = all ? find(nodes, "header.clock") : nullptr) add(scene, *clock, out);
  return out;
}

Sentences Narrator::read_from(const Scene& scene, bool all, const std::string& node) {
  Sentences out = read(scene, all);
  const auto from = std::find_if(out.begin(), out.end(), [&](const Sentence& each) { return each.node == node; });
  if (from != out.end()) out.erase(out.begin(), from);
  return out;
}

Sentences Narrator::about(const Scene& scene, const AccessNode& node) {
  Sentences out;
  if (is_pin_key(node.id) && !scene.aloud && !std::exchange(heard_by_all_, true)) {
    out.push_back({{}, std::string(scene.messages.tr("旁边的人也听得见您选的数字。可以插上耳机，或者先用“打乱数字”。")), false});
  }
  add(scene, node, out);
  if (out.empty()) return out;
  std::string& said = out.back().text;
  if (node.role == Role::field && node.target) said += scene.messages.tr("按确认键填写。");
  if (node.part != Part::row && node.part != Part::choice) return out;
  std::size_t place = 0, count = 0;
  for (const AccessNode& other : scene.nodes) {
    const bool same = other.target && other.part == node.part && other.role == node.role &&
                      other.region == node.region && !group_of(node).empty() && group_of(other) == group_of(node);
    if (same) ++count;
    if (same && other.id == node.id) place = count;
  }
  if (count > 1 && place > 0) {
    said += scene.messages.format("第 {0} 个，共 {1} 个。", {std::to_string(place), std::to_string(count)});
  }
  return out;
}

std::vector<Narrator::Change> Narrator::changes(const Scene& scene, const Done& done) const {
  std::vector<Change> out;
  const bool pressed = done.anything && !(scene.focus.shown && scene.focus.id != focus_);
  for (const AccessNode& node : scene.nodes) {
    const bool at_hand = node.id == scene.focus.id || node.id == done.touched;
    if (!is_said(node) || (node.region != Region::page && !(at_hand && done.anything))) continue;
    const auto known = known_.find(node.id);
    if (known == known_.end()) {
      if (node.region == Region::page) out.push_back({&node, nullptr});
      continue;
    }
    if (known->second.spoken == node.spoken && known->second.value == node.value) continue;
    const bool by_itself = !pressed && node.value == known->second.value && node.echo.empty();
    if (by_itself && differ_in_figures_alone(known->second.spoken, node.spoken)) continue;
    out.push_back({&node, &known->second});
  }
  return out;
}

void Narrator::tell_changes(const Scene& scene, const std::vector<Change>& changes, Sentences& out) {
  const bool turned = std::any_of(changes.begin(), changes.end(),
                                  [](const Change& each) { return each.node->id.ends_with(".where"); });
  std::string candidates, first;
  std::size_t count = 0;
  bool row_told = false;
  for (const Change& change : changes) {
    const AccessNode& node = *change.node;
    if (node.part == Part::key) {
      if (node.id == scene.focus.id) add(scene, node, out);
      continue;
    }
    if (node.id.starts_with("candidate.") && !turned) {
      if (++count <= kMostCandidates) {
        if (count > 1) candidates += scene.messages.tr("、");
        candidates += node.name;
      }
      if (first.empty()) first = node.id;
      continue;
    }
    if (turns_pages(node.id)) continue;
    if (node.part == Part::row && !turned && std::exchange(row_told, true)) continue;
    if (!node.echo.empty() && change.before) {
      out.push_back({node.id, node.echo, false});
    } else if (node.role == Role::field && change.before && change.before->value != node.value) {
      out.push_back({node.id, echo_of(scene.messages, change.before->value, node.value), false});
    } else {
      add(scene, node, out);
    }
  }
  if (!turned && out.size() > kMostTold) out.resize(kMostTold);
  if (count > 0) {
    const std::string number = std::to_string(
        std::count_if(scene.nodes.begin(), scene.nodes.end(),
                      [](const AccessNode& node) { return node.id.starts_with("candidate."); }));
    out.push_back({first, scene.messages.format("可选 {0} 个：{1}。", {number, candidates}), false});
  }
}

Told Narrator::follow(const Scene& scene, const Done& done) {
  Told told;
  const bool moved = scene.focus.shown && scene.focus.id != focus_;
  const AccessNode* warning = find(scene.nodes, "warning");
  const bool is_new = place_ != place_of(scene) || language_ != name_of(scene.messages.locale());
  const AccessNode* touched = done.touched.empty() ? nullptr : find(scene.nodes, done.touched);
  if (warning && !warned_) {
    told.interrupts = true;
    add(scene, *warning, told.sentences);
    told.sentences.push_back({warning->id, std::string(scene.messages.tr("按任意一个方向键接着看。")), false});
  } else if (is_new) {
    if (place_.empty() || place_of(scene).substr(0, place_of(scene).find('.')) != place_.substr(0, place_.find('.')))
      heard_by_all_ = false;
    told.is_screen = told.interrupts = true;
    told.sentences = read(scene, false);
    if (!done.touched_name.empty() && !is_pin_key(done.touched))
      told.sentences.insert(told.sentences.begin(), {{}, done.touched_name, false});
  } else {
    const std::vector<Change> changed = changes(scene, done);
    const bool changes_itself = touched && std::any_of(changed.begin(), changed.end(), [&](const Change& each) {
                                  return each.node == touched;
                                });
    if (!done.touched_name.empty() && !changes_itself && !is_pin_key(done.touched))
      told.sentences.push_back({done.touched, done.touched_name, false});
    tell_changes(scene, changed, told.sentences);
    const AccessNode* here = scene.focus.shown ? find(scene.nodes, scene.focus.id) : nullptr;
    // Whoever presses a key hears something, at least where they are.
    const bool nothing_else = done.anything && done.touched.empty() && told.sentences.empty();
    if (here && (moved || nothing_else)) {
      for (Sentence& each : about(scene, *here)) told.sentences.push_back(std::move(each));
    }
  }
  remember(scene);
  warned_ = warning != nullptr;
  return told;
}

void Narrator::remember(const Scene& scene) {
  place_ = place_of(scene);
  language_ = name_of(scene.messages.locale());
  focus_ = scene.focus.shown ? scene.focus.id : std::string();
  known_.clear();
  for (const AccessNode& node : scene.nodes) known_.try_emplace(node.id, Known{node.spoken, node.value, node.enabled});
}

void Narrator::forget() {
  *this = Narrator();
}

}  // namespace gridboard::kiosk::app
