// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How urgent, severe and certain a bulletin is in the words of CAP 1.2 (section 3.2.2), by kind and state: the table of
// assets/rules/cap.json.

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/outage.hpp"

namespace gridboard::model {

struct AlertLevel {
  std::string urgency, severity, certainty;
  std::string response;  // responseType

  bool operator==(const AlertLevel&) const = default;
};

class AlertLevels {
 public:
  // invalid_input names the first thing that is wrong, a word that CAP doesn't have among it; also io, not_found.
  [[nodiscard]] static base::Result<AlertLevels> load(const std::string& path);
  [[nodiscard]] static base::Result<AlertLevels> parse(std::string_view json, std::string_view name_of_source);

  // Of an outage as it stands at `now`. An announced one that begins within the hour (that figure is in the file, and
  // exactly so far ahead is within) is Expected, whatever the table says.
  [[nodiscard]] AlertLevel of(const Outage& outage, base::Instant now) const;
  // How long what is over goes on being told.
  [[nodiscard]] std::chrono::seconds told_after_end() const { return told_after_end_; }

 private:
  static constexpr std::size_t kKinds = 4, kStates = 4;
  AlertLevels() = default;

  std::array<AlertLevel, kKinds * kStates> levels_;
  std::chrono::seconds expected_within_{}, told_after_end_{};
};

}  // namespace gridboard::model
