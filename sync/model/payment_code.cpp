// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/payment_code.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "sync/base/money.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::model {

namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kMostCharacters = 512;
constexpr std::string_view kCrcTagAndLength = "6304";
constexpr std::int64_t kMostAmountFen = 99'999'999'99;  // ten digits and the point fit into tag 54

struct TagValue {
  std::string tag;
  std::string_view value;
};

tl::unexpected<base::Error> wrong(std::string message) {
  return fail(ErrorCode::invalid_input, "payment code: " + std::move(message));
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

bool is_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string two_digits(std::size_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

// Builds TLV text and remembers the first thing that was wrong.
class Builder {
 public:
  void add(std::string_view tag, std::string_view value, std::size_t most_characters) {
    const std::size_t length = base::count_code_points(value);
    if (length == 0 || length > most_characters || !base::is_valid_utf8(value)) {
      note("tag " + std::string(tag) + " needs 1 to " + std::to_string(most_characters) + " characters, has " +
           std::to_string(length));
      return;
    }
    text_ += std::string(tag) + two_digits(length) + std::string(value);
  }
  void add_latin(std::string_view tag, std::string_view value, std::size_t most_characters) {
    if (!is_latin(value)) note("tag " + std::string(tag) + " takes Latin letters only");
    add(tag, value, most_characters);
  }
  void note(std::string message) {
    if (wrong_.empty()) wrong_ = std::move(message);
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::string& what_is_wrong() const { return wrong_; }

 private:
  std::string text_, wrong_;
};

std::string crc_text(std::string_view bytes) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  const std::uint16_t crc = crc16_ccitt_false(bytes);
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) text += kHexDigits[crc >> shift & 0x0F];
  return text;
}

bool is_account_tag(std::string_view tag) {
  return tag >= "02" && tag <= "51";
}

// Splits TLV text; lengths count characters, not bytes. Refuses what doesn't end where it says and repeated tags.
base::Result<std::vector<TagValue>> split(std::string_view text, const std::string& where) {
  std::vector<TagValue> found;
  std::set<std::string> seen;
  while (!text.empty()) {
    if (text.size() < 4 || !std::all_of(text.begin(), text.begin() + 4, is_digit)) {
      return wrong(where + "a tag and a length of two digits each are missing");
    }
    const std::string tag(text.substr(0, 2));
    const std::size_t length = static_cast<std::size_t>((text[2] - '0') * 10 + (text[3] - '0'));
    text.remove_prefix(4);
    const std::string_view value = base::first_code_points(text, length);
    if (length == 0) return wrong(where + "tag " + tag + " is empty");
    if (base::count_code_points(value) != length) return wrong(where + "tag " + tag + " is longer than what is left");
    if (!seen.insert(tag).second) return wrong(where + "tag " + tag + " stands twice");
    if (tag == "99") return wrong(where + "tag 99 isn't taken");
    found.push_back({tag, value});
    text.remove_prefix(value.size());
  }
  return found;
}

std::string_view value_of(const std::vector<TagValue>& tags, std::string_view tag) {
  const auto at = std::find_if(tags.begin(), tags.end(), [&](const TagValue& pair) { return pair.tag == tag; });
  return at == tags.end() ? std::string_view() : at->value;
}

base::Result<void> check_order_and_crc(std::string_view payload, const std::vector<TagValue>& tags) {
  if (tags.empty() || tags.front().tag != "00" || tags.front().value != "01") return wrong("doesn't start with 000201");
  if (tags.back().tag != "63" || tags.back().value.size() != 4) return wrong("doesn't end with its CRC (6304....)");
  const std::string_view covered = payload.substr(0, payload.size() - 4);
  if (crc_text(covered) != tags.back().value) return wrong("the CRC doesn't fit: it was altered or misread");
  return {};
}

base::Result<void> check_fixed_values(const std::vector<TagValue>& tags) {
  const std::string_view initiation = value_of(tags, "01");
  if (initiation != "11" && initiation != "12") return wrong("tag 01 must be 11 or 12");
  if (std::none_of(tags.begin(), tags.end(), [](const TagValue& pair) { return is_account_tag(pair.tag); })) {
    return wrong("no merchant account (02 to 51)");
  }
  if (value_of(tags, "52") != "4900") return wrong("tag 52 must be 4900 (utilities)");
  if (value_of(tags, "53") != "156") return wrong("tag 53 must be 156 (yuan)");
  if (value_of(tags, "58") != "CN") return wrong("tag 58 must be CN");
  if (value_of(tags, "59").empty()) return wrong("no merchant name (59)");
  if (value_of(tags, "60").empty()) return wrong("no city (60)");
  return {};
}

base::Result<std::int64_t> parse_amount(std::string_view text) {
  const bool plain =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
  const base::Result<std::int64_t> fen = plain ? base::parse_yuan(text) : base::Result<std::int64_t>(0);
  if (!fen || *fen <= 0 || *fen > kMostAmountFen) return wrong("tag 54 is not an amount above zero");
  return *fen;
}

}  // namespace

std::uint16_t crc16_ccitt_false(std::string_view bytes) {
  std::uint32_t crc = 0xFFFF;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<std::uint8_t>(byte)) << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
  }
  return static_cast<std::uint16_t>(crc);
}

base::Result<std::string> make_payment_code(const Merchant& merchant, std::string_view bill_no,
                                            std::int64_t amount_fen) {
  Builder code;
  if (amount_fen <= 0 || amount_fen > kMostAmountFen) code.note("the amount must be from 0.01 to 99999999.99 yuan");
  if (merchant.account_tag.size() != 2 ||
      !std::all_of(merchant.account_tag.begin(), merchant.account_tag.end(), is_digit) ||
      !is_account_tag(merchant.account_tag)) {
    code.note("the merchant's account tag must be 02 to 51");
  }
  Builder additional;
  additional.add_latin("01", bill_no, 25);
  code.add("00", "01", 2);
  code.add("01", "12", 2);
  code.add_latin(merchant.account_tag, merchant.account_value, 99);
  code.add("52", "4900", 4);
  code.add("53", "156", 3);
  code.add("54", base::format_yuan(amount_fen), 13);
  code.add("58", "CN", 2);
  code.add_latin("59", merchant.name, 25);
  code.add_latin("60", merchant.city, 15);
  if (!additional.what_is_wrong().empty()) code.note("bill number: " + additional.what_is_wrong());
  code.add("62", additional.text(), 99);
  if (!merchant.name_zh.empty()) {
    Builder language;
    language.add("00", "ZH", 2);
    language.add("01", merchant.name_zh, 25);
    if (!language.what_is_wrong().empty()) code.note("Chinese name: " + language.what_is_wrong());
    code.add("64", language.text(), 99);
  }
  if (!code.what_is_wrong().empty()) return wrong(code.what_is_wrong());
  const std::string covered = code.text() + std::string(kCrcTagAndLength);
  if (base::count_code_points(covered) + 4 > kMostCharacters) return wrong("longer than 512 characters");
  return covered + crc_text(covered);
}

base::Result<PaymentCode> parse_payment_code(std::string_view payload) {
  if (!base::is_valid_utf8(payload)) return wrong("not UTF-8");
  if (base::count_code_points(payload) > kMostCharacters) return wrong("longer than 512 characters");
  const auto tags = split(payload, "");
  if (!tags) return tl::unexpected(tags.error());
  if (const auto checked = check_order_and_crc(payload, *tags); !checked) return tl::unexpected(checked.error());
  if (const auto checked = check_fixed_values(*tags); !checked) return tl::unexpected(checked.error());
  const auto amount_fen = parse_amount(value_of(*tags, "54"));
  if (!amount_fen) return tl::unexpected(amount_fen.error());
  const auto additional = split(value_of(*tags, "62"), "in tag 62, ");
  if (!additional) return tl::unexpected(additional.error());
  const std::string_view bill_no = value_of(*additional, "01");
  if (bill_no.empty()) return wrong("no bill number (62, 01)");
  return PaymentCode{*amount_fen, std::string(bill_no), std::string(value_of(*tags, "59"))};
}

}  // namespace gridboard::model
