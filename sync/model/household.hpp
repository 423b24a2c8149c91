// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::model {

// Household 客户: a customer with one account at one door.
struct Household {
  std::string account;     // 户号: 10 or 13 digits
  std::string unit_path;   // the place above the door, usually a unit
  std::string door;        // 门牌 as on the door: "501", "1-甲"
  std::string name;        // the account's holder
  std::string phone;       // "" if unknown
  std::string tariff_id;   // of assets/rules/tariffs.json
  std::string meter_no;
  std::string supply_id;   // transformer district
  bool consent_notice = false;  // 单独同意: "notice waiting" may stand on the public slot
  std::string care;        // 特殊关爱 flags, comma separated; never leaves the centre
  std::string pin_hash;    // argon2id of the enquiry PIN (libsodium's string form), "" while none is issued
  // Of the same PIN, for boards; both "" while none is issued. What boards hold of the household is sealed under the key.
  std::string household_key;  // base64url of 32 bytes
  std::string pin_lock;       // the key under the PIN: wire::HouseholdLock, encoded

  bool operator==(const Household&) const = default;

  // unit_path + "/" + door: the place path of this household.
  [[nodiscard]] std::string path() const;
};

[[nodiscard]] bool is_account_number(std::string_view text);  // 10 or 13 digits

// Masks in the manner of GB/T 35273, made at the centre.
[[nodiscard]] std::string mask_phone(std::string_view phone);        // 138****8000
[[nodiscard]] std::string mask_name(std::string_view name);          // 张*明, 欧阳* (double family names are kept), 李*
[[nodiscard]] std::string mask_account(std::string_view account);    // last 4: "4471"
[[nodiscard]] std::string mask_identity(std::string_view identity);  // first 6 and last 4

}  // namespace gridboard::model
