// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/voided_bill_text.hpp"

#include <charconv>

#include "sync/store/sql/bill_row.hpp"
#include "sync/store/sql/columns.hpp"

namespace gridboard::store {

namespace {

constexpr std::int64_t kNever = INT64_MIN;

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    hex += kDigits[value >> 4];
    hex += kDigits[value & 15];
  }
  return hex;
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string_view next_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

std::int64_t next_number(std::string_view& text) {
  const std::string_view word = next_word(text);
  std::int64_t number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

}  // namespace

std::string text_of_bill(const model::Bill& bill) {
  std::string text;
  for (const std::int64_t number :
       {to_column(bill.read_from), to_column(bill.read_to), bill.reading_from_wh, bill.reading_to_wh, bill.energy_wh,
        bill.peak_wh, bill.valley_wh, bill.year_to_date_wh, bill.amount_fen, to_column(bill.due),
        to_column(bill.status), bill.paid_fen, bill.paid_at ? to_column(*bill.paid_at) : kNever,
        static_cast<std::int64_t>(bill.fee_free_days)}) {
    text += std::to_string(number) + ' ';
  }
  std::string lines;
  append_lines(bill.lines, lines);
  return text + hex_of(lines) + ' ' + bill.tariff_id;
}

model::Bill bill_in_text(std::string_view text) {
  model::Bill bill;
  bill.read_from = date_of_column(next_number(text));
  bill.read_to = date_of_column(next_number(text));
  bill.reading_from_wh = next_number(text);
  bill.reading_to_wh = next_number(text);
  bill.energy_wh = next_number(text);
  bill.peak_wh = next_number(text);
  bill.valley_wh = next_number(text);
  bill.year_to_date_wh = next_number(text);
  bill.amount_fen = next_number(text);
  bill.due = date_of_column(next_number(text));
  bill.status = static_cast<model::BillStatus>(next_number(text));
  bill.paid_fen = next_number(text);
  const std::int64_t paid_at = next_number(text);
  if (paid_at != kNever) bill.paid_at = base::Instant(std::chrono::milliseconds(paid_at));
  bill.fee_free_days = static_cast<int>(next_number(text));
  if (auto lines = parse_lines(bytes_of(next_word(text)))) bill.lines = std::move(*lines);
  bill.tariff_id = text;
  return bill;
}

}  // namespace gridboard::store
