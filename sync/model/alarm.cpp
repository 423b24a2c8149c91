// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/alarm.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "sync/base/files.hpp"
#include "sync/model/json_fields.hpp"

namespace gridboard::model {

namespace {

constexpr std::array kNames{"silent", "feed_lag", "clock", "storage", "temperature", "printer"};
static_assert(kNames.size() == kAlarmKinds.size());
constexpr std::int64_t kMostFigure = 1'000'000'000;

}  // namespace

const char* name_of(AlarmKind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

base::Result<AlarmKind> alarm_kind_named(std::string_view name) {
  for (const AlarmKind kind : kAlarmKinds) {
    if (name == name_of(kind)) return kind;
  }
  return base::fail(base::ErrorCode::invalid_input, "no alarm is called '" + std::string(name) + "'");
}

bool is_bad(AlarmKind kind, std::int64_t value, std::int64_t figure) {
  switch (kind) {
    case AlarmKind::silent:
    case AlarmKind::feed_lag:
    case AlarmKind::temperature:
      return value >= figure;
    case AlarmKind::clock:
      return value >= figure || value <= -figure;
    case AlarmKind::storage:
      return value < figure;
    case AlarmKind::printer:
      break;
  }
  return false;
}

bool is_bad_printer(std::string_view word) {
  return word == "paper_out" || word == "offline" || word == "failed";
}

base::Result<AlarmFigures> AlarmFigures::parse(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  const JsonFields top = document.read(json, name_of_source);
  top.allow_only({"title", "source", "rules"});
  static_cast<void>(top.text("source"));
  std::array<std::optional<AlarmFigure>, kAlarmKinds.size()> read;
  for (const JsonFields& fields : top.objects("rules", kAlarmKinds.size())) {
    fields.allow_only({"kind", "figure", "least", "most", "unit", "source"});
    AlarmFigure figure;
    const auto kind = alarm_kind_named(fields.text("kind"));
    if (!kind) {
      fields.refuse("kind", "isn't one of the kinds of alarms");
      continue;
    }
    figure.kind = *kind;
    figure.source = fields.text("source");
    if (*kind != AlarmKind::printer) {
      static_cast<void>(fields.text("unit"));
      figure.least = fields.integer("least", 1, kMostFigure);
      figure.most = fields.integer("most", figure.least, kMostFigure);
      figure.figure = fields.integer("figure", figure.least, figure.most);
    }
    auto& place = read[static_cast<std::size_t>(*kind)];
    if (place) fields.refuse("kind", "stands twice");
    place = std::move(figure);
  }
  std::vector<AlarmFigure> figures;
  for (const AlarmKind kind : kAlarmKinds) {
    auto& figure = read[static_cast<std::size_t>(kind)];
    if (!figure) top.refuse("rules", std::string("lacks ") + name_of(kind));
    figures.push_back(figure.value_or(AlarmFigure{kind, 0, 0, 0, ""}));
  }
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return AlarmFigures(std::move(figures));
}

base::Result<AlarmFigures> AlarmFigures::load(const std::string& path) {
  const auto json = base::read_file(path);
  if (!json) return tl::unexpected(json.error());
  return parse(*json, std::filesystem::path(path).filename().string());
}

}  // namespace gridboard::model
