// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/household.hpp"

#include <algorithm>
#include <array>

#include "sync/base/utf8.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<std::string_view, 24> kDoubleFamilyNames{
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙",
    "司徒", "夏侯", "轩辕", "端木", "百里", "呼延", "南宫", "西门", "澹台", "闻人", "申屠", "拓跋"};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

std::size_t family_name_length(std::string_view name, std::size_t code_points) {
  const bool has_double =
      code_points > 2 && std::any_of(kDoubleFamilyNames.begin(), kDoubleFamilyNames.end(),
                                     [&](std::string_view known) { return name.starts_with(known); });
  return has_double ? 2 : 1;
}

std::string_view last_code_point(std::string_view text) {
  return text.substr(base::drop_last_code_point(text).size());
}

}  // namespace

std::string Household::path() const {
  return unit_path + "/" + door;
}

bool is_account_number(std::string_view text) {
  return (text.size() == 10 || text.size() == 13) && std::all_of(text.begin(), text.end(), is_digit);
}

std::string mask_phone(std::string_view phone) {
  if (phone.empty()) return {};
  if (phone.size() == 11 && std::all_of(phone.begin(), phone.end(), is_digit)) {
    return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(7));
  }
  // A landline or a foreign number: too short a number would be given away by its end.
  const bool plain = std::all_of(phone.begin(), phone.end(), [](char c) { return c > ' ' && c <= '~'; });
  return phone.size() >= 8 && plain ? "****" + std::string(phone.substr(phone.size() - 4)) : "****";
}

std::string mask_name(std::string_view name) {
  name = base::trim(name);
  const std::size_t length = base::count_code_points(name);
  if (length == 0) return {};
  if (length == 1) return "*";
  const std::size_t family = family_name_length(name, length);
  const std::string shown(base::first_code_points(name, family));
  const std::size_t given = length - family;
  // Long names (companies, transliterations) keep three stars, so that a name isn't known by its length.
  if (given > 3 || static_cast<unsigned char>(name.front()) < 0x80) return shown + "***";
  if (given == 1) return shown + "*";
  return shown + std::string(given - 1, '*') + std::string(last_code_point(name));
}

std::string mask_account(std::string_view account) {
  return account.size() > 4 ? std::string(account.substr(account.size() - 4)) : std::string();
}

std::string mask_identity(std::string_view identity) {
  constexpr std::size_t kShown = 10;
  // 15 or 18 characters in China; of shorter documents ten characters would be nearly all.
  if (identity.size() < 15) return std::string(identity.size(), '*');
  return std::string(identity.substr(0, 6)) + std::string(identity.size() - kShown, '*') +
         std::string(identity.substr(identity.size() - 4));
}

}  // namespace gridboard::model
