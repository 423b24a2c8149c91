// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which figure holds for a board: of the rules for groups that it is in, the strictest; without one that of the nearest
// place at or above it; without one the centre's own (assets/rules/alarms.json).

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/alarm.hpp"
#include "sync/store/alarms.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct HeldFigure {
  bool on = true;
  std::int64_t figure = 0;

  bool operator==(const HeldFigure&) const = default;
};

class AlarmRuleBook {
 public:
  // A rule of a group, with the boards in it.
  struct GroupRule {
    store::AlarmRule rule;
    std::set<std::string, std::less<>> boards;
  };
  // `figures` must outlive it.
  AlarmRuleBook(const model::AlarmFigures& figures, std::vector<store::AlarmRule> of_places,
                std::vector<GroupRule> of_groups)
      : figures_(figures), of_places_(std::move(of_places)), of_groups_(std::move(of_groups)) {}
  [[nodiscard]] static base::Result<AlarmRuleBook> read(store::Reader& reader, const model::AlarmFigures& figures);

  [[nodiscard]] HeldFigure held(model::AlarmKind kind, std::string_view board_id, std::string_view place_path) const;

 private:
  const model::AlarmFigures& figures_;
  std::vector<store::AlarmRule> of_places_;
  std::vector<GroupRule> of_groups_;
};

}  // namespace gridboard::desk
