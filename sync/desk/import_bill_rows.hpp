// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// One row of a bills file: read, checked and priced.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/import_table.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/tariff.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

extern const std::span<const ImportColumn> kBillColumns;
inline constexpr std::size_t kBillNoColumn = 0;

// Where a household's bills go, and how they are priced.
struct BilledHousehold {
  std::string path;
  std::string tariff_id;
  std::uint32_t log = 0;  // of BilledHouseholds::logs
  std::uint32_t key = 0;  // of BilledHouseholds::keys, counted from 1; 0: none
};

// All households by account: read once, then used without the store.
struct BilledHouseholds {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, BilledHousehold, Hash, std::equal_to<>> by_account;
  std::vector<std::string> logs;
  std::string keys;  // one behind the other

  // What its bills are sealed under, "" while it has no PIN. Valid as long as this is.
  [[nodiscard]] std::string_view key_of(const BilledHousehold& household) const;
  [[nodiscard]] static base::Result<BilledHouseholds> load(store::Reader& reader);
};

// Which line of the file an account and period stood on: 14 bytes a bill with the room that a table needs.
class SeenBills {
 public:
  // The line it stood on before; 0 if it is new.
  std::size_t note(std::string_view account, base::Month period, std::size_t line);
  [[nodiscard]] std::size_t line_of(std::string_view account, base::Month period) const;

 private:
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;
  void grow();

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> lines_;
  std::size_t count_ = 0;
};

class BillRows {
 public:
  BillRows(ImportTable& table, const BilledHouseholds& households, const model::TariffBook& tariffs, base::Instant now,
           base::Zone zone)
      : table_(table), households_(households), tariffs_(tariffs), now_(now), zone_(zone) {}

  // Reads the table's present row into `bill`, whose memory is used again. nullptr if something is wrong with it, which
  // is an error already; else whose bill it is.
  const BilledHousehold* read(model::Bill& bill);
  [[nodiscard]] const SeenBills& seen() const { return seen_; }

 private:
  const BilledHousehold* read_identity(model::Bill& bill);
  bool read_readings(model::Bill& bill);
  bool read_energy(model::Bill& bill);
  bool read_money(model::Bill& bill);
  bool read_status(model::Bill& bill);
  bool price(model::Bill& bill);

  ImportTable& table_;
  const BilledHouseholds& households_;
  const model::TariffBook& tariffs_;
  base::Instant now_;
  base::Zone zone_;
  SeenBills seen_;
};

}  // namespace gridboard::desk
