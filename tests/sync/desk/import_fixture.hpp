// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A small centre to import into: one community, one building, one unit, two households.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/desk/import_report.hpp"
#include "sync/model/rules.hpp"
#include "sync/model/tariff.hpp"
#include "sync/store/store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace gridboard::tests {

class ImportFixture {
 public:
  ImportFixture();

  // kind: "places", "supply", "households", "bills", "managers", "offices"
  [[nodiscard]] base::Result<desk::ImportReport> import(std::string_view kind, const std::string& path);
  // Writes the text to a file first.
  [[nodiscard]] base::Result<desk::ImportReport> import_text(std::string_view kind, std::string_view text);
  // tests::kHouseholdPin, with tests::kHouseholdKey.
  void give_pin(const std::string& account);
  [[nodiscard]] std::vector<store::Change> changes(std::string_view log, std::string_view place);
  // Heads of all logs that the fixture has, as one number: moves with every feed record.
  [[nodiscard]] std::uint64_t heads();
  [[nodiscard]] std::optional<model::Bill> bill(std::string_view account, int year, unsigned month);

  TemporaryFolder folder;
  base::Instant now;
  model::Rules rules;
  model::TariffBook tariffs;
  std::unique_ptr<store::Store> store;
};

inline constexpr std::string_view kBillHeader =
    "账单编号,户号,账期,上次抄表日,本次抄表日,上次示数,本次示数,电量,峰电量,谷电量,年累计电量,金额,应缴日,状态,"
    "缴费时间\n";

}  // namespace gridboard::tests
