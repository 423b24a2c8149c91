// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Alarms 告警 of boards: what may be wrong with one, and from which figure on it is.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::model {

// Stored by number: new ones go to the end.
enum class AlarmKind { silent, feed_lag, clock, storage, temperature, printer };
inline constexpr std::array kAlarmKinds{AlarmKind::silent,  AlarmKind::feed_lag,    AlarmKind::clock,
                                        AlarmKind::storage, AlarmKind::temperature, AlarmKind::printer};
[[nodiscard]] const char* name_of(AlarmKind kind);  // "feed_lag"
[[nodiscard]] base::Result<AlarmKind> alarm_kind_named(std::string_view name);

// From which value on it is bad, in the unit of the kind: silent and feed_lag seconds, clock milliseconds off either
// way, storage MiB below which it is bad, temperature degrees Celsius. A printer is bad by its word alone: it has no
// figure (0).
struct AlarmFigure {
  AlarmKind kind = AlarmKind::silent;
  std::int64_t figure = 0;
  std::int64_t least = 0, most = 0;  // what staff may set it to
  std::string source;

  bool operator==(const AlarmFigure&) const = default;
};
[[nodiscard]] bool is_bad(AlarmKind kind, std::int64_t value, std::int64_t figure);
[[nodiscard]] bool is_bad_printer(std::string_view word);  // as boards report it

// One of each kind, in the order of kAlarmKinds: what holds where staff have set nothing else.
class AlarmFigures {
 public:
  // assets/rules/alarms.json. invalid_input names the first thing that is wrong; also io, not_found.
  [[nodiscard]] static base::Result<AlarmFigures> load(const std::string& path);
  [[nodiscard]] static base::Result<AlarmFigures> parse(std::string_view json, std::string_view name_of_source);

  [[nodiscard]] const AlarmFigure& of(AlarmKind kind) const { return figures_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] const std::vector<AlarmFigure>& all() const { return figures_; }

 private:
  explicit AlarmFigures(std::vector<AlarmFigure> figures) : figures_(std::move(figures)) {}
  std::vector<AlarmFigure> figures_;
};

}  // namespace gridboard::model
