// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/alarm_rules.hpp"

#include <map>
#include <optional>

#include "sync/base/paths.hpp"

namespace gridboard::desk {

namespace {

using base::Result;

// One that is on says more than one that is off; of two figures the one that is bad sooner.
bool is_stricter(model::AlarmKind kind, const HeldFigure& a, const HeldFigure& b) {
  if (a.on != b.on) return a.on;
  return kind == model::AlarmKind::storage ? a.figure > b.figure : a.figure < b.figure;
}

bool is_for(const store::AlarmRule& rule, std::string_view place_path) {
  return rule.place.empty() || base::path_contains(rule.place, place_path);
}

}  // namespace

Result<AlarmRuleBook> AlarmRuleBook::read(store::Reader& reader, const model::AlarmFigures& figures) {
  auto rules = reader.alarms().alarm_rules();
  if (!rules) return tl::unexpected(rules.error());
  std::vector<store::AlarmRule> of_places;
  std::vector<GroupRule> of_groups;
  std::map<std::string, std::set<std::string, std::less<>>> members;
  for (store::AlarmRule& rule : *rules) {
    if (rule.group.empty()) {
      of_places.push_back(std::move(rule));
      continue;
    }
    auto known = members.find(rule.group);
    if (known == members.end()) {
      const auto group = reader.alarms().board_group(rule.group);
      if (!group) return tl::unexpected(group.error());
      std::set<std::string, std::less<>> boards;
      if (*group) boards.insert((*group)->boards.begin(), (*group)->boards.end());
      known = members.emplace(rule.group, std::move(boards)).first;
    }
    of_groups.push_back({std::move(rule), known->second});
  }
  return AlarmRuleBook(figures, std::move(of_places), std::move(of_groups));
}

HeldFigure AlarmRuleBook::held(model::AlarmKind kind, std::string_view board_id, std::string_view place_path) const {
  std::optional<HeldFigure> found;
  for (const GroupRule& of_group : of_groups_) {
    if (of_group.rule.kind != kind || !of_group.boards.contains(board_id)) continue;
    const HeldFigure held{of_group.rule.on, of_group.rule.figure};
    if (!found || is_stricter(kind, held, *found)) found = held;
  }
  if (found) return *found;
  int depth = -1;
  for (const store::AlarmRule& rule : of_places_) {
    if (rule.kind != kind || !is_for(rule, place_path) || base::path_depth(rule.place) <= depth) continue;
    depth = base::path_depth(rule.place);
    found = HeldFigure{rule.on, rule.figure};
  }
  return found.value_or(HeldFigure{true, figures_.of(kind).figure});
}

}  // namespace gridboard::desk
