// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/imported_bill.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "sync/base/money.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

using TextsByName = std::map<std::string, std::string, std::less<>>;

// "1 flat 171000 5380 9200;...": tier, price, energy, price_e4, amount of each line.
std::string lines_text(const std::vector<model::BillLine>& lines) {
  std::string text;
  for (const model::BillLine& line : lines) {
    text += (text.empty() ? "" : ";") + std::to_string(line.tier) + ' ' + model::name_of(line.price) + ' ' +
            std::to_string(line.energy_wh) + ' ' + std::to_string(line.price_e4) + ' ' +
            std::to_string(line.amount_fen);
  }
  return text;
}

// What stands before `end`, taken off `text` with it.
std::string_view take_upto(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

bool read_number(std::string_view text, std::int64_t& number) {
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  return wrong == std::errc() && end == text.data() + text.size();
}

bool read_lines(std::string_view text, std::vector<model::BillLine>& lines) {
  while (!text.empty()) {
    std::string_view one = take_upto(text, ';');
    model::BillLine line;
    std::int64_t tier = 0;
    const bool tier_good = read_number(take_upto(one, ' '), tier);
    const auto price = model::parse_line_price(take_upto(one, ' '));
    const bool good = read_number(take_upto(one, ' '), line.energy_wh) &&
                      read_number(take_upto(one, ' '), line.price_e4) && read_number(one, line.amount_fen);
    if (!tier_good || !price || !good) return false;
    line.tier = static_cast<int>(tier);
    line.price = *price;
    lines.push_back(line);
  }
  return true;
}

// Reads columns into a bill and remembers whether all could be read.
class Columns {
 public:
  explicit Columns(TextsByName& texts) : texts_(texts) {}
  void read(const char* name, base::Date& day) { keep(base::parse_date(texts_[name]), day); }
  void read(const char* name, base::Month& month) { keep(base::parse_month(texts_[name]), month); }
  void energy(const char* name, std::int64_t& wh) { keep(base::parse_kwh_to_wh(texts_[name]), wh); }
  void money(const char* name, std::int64_t& fen) { keep(base::parse_yuan(texts_[name]), fen); }
  void note(bool good) { good_ = good_ && good; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  template <class T>
  void keep(const Result<T>& parsed, T& value) {
    good_ = good_ && parsed.has_value();
    if (parsed) value = *parsed;
  }
  TextsByName& texts_;
  bool good_ = true;
};

std::vector<store::BillKey> keys_of(const std::vector<model::Bill>& bills) {
  std::vector<store::BillKey> keys;
  keys.reserve(bills.size());
  for (const model::Bill& bill : bills) keys.push_back({bill.account, bill.period});
  return keys;
}

}  // namespace

ThingTexts texts_of_bill(const model::Bill& bill) {
  return {{"bill_no", bill.bill_no},
          {"account", bill.account},
          {"period", base::format_month(bill.period)},
          {"read_from", base::format_date(bill.read_from)},
          {"read_to", base::format_date(bill.read_to)},
          {"reading_from", base::format_kwh(bill.reading_from_wh)},
          {"reading_to", base::format_kwh(bill.reading_to_wh)},
          {"energy", base::format_kwh(bill.energy_wh)},
          {"peak", base::format_kwh(bill.peak_wh)},
          {"valley", base::format_kwh(bill.valley_wh)},
          {"year_to_date", base::format_kwh(bill.year_to_date_wh)},
          {"tariff", bill.tariff_id},
          {"lines", lines_text(bill.lines)},
          {"amount", base::format_yuan(bill.amount_fen)},
          {"due", base::format_date(bill.due)},
          {"status", model::name_of(bill.status)},
          {"paid", base::format_yuan(bill.paid_fen)},
          {"paid_at", bill.paid_at ? base::format_rfc3339(*bill.paid_at, base::Zone()) : std::string()}};
}

Result<model::Bill> bill_of(TextsByName& texts) {
  model::Bill bill;
  Columns columns(texts);
  bill.bill_no = texts["bill_no"];
  bill.account = texts["account"];
  bill.tariff_id = texts["tariff"];
  columns.read("period", bill.period);
  columns.read("read_from", bill.read_from);
  columns.read("read_to", bill.read_to);
  columns.energy("reading_from", bill.reading_from_wh);
  columns.energy("reading_to", bill.reading_to_wh);
  columns.energy("energy", bill.energy_wh);
  columns.energy("peak", bill.peak_wh);
  columns.energy("valley", bill.valley_wh);
  columns.energy("year_to_date", bill.year_to_date_wh);
  columns.money("amount", bill.amount_fen);
  columns.money("paid", bill.paid_fen);
  columns.read("due", bill.due);
  const auto status = model::parse_bill_status(texts["status"]);
  columns.note(status.has_value() && read_lines(texts["lines"], bill.lines));
  if (status) bill.status = *status;
  if (const std::string& paid_at = texts["paid_at"]; !paid_at.empty()) {
    const auto at = base::parse_rfc3339(paid_at);
    columns.note(at.has_value());
    if (at) bill.paid_at = *at;
  }
  if (!columns.good()) return fail(ErrorCode::corrupt, "what an import remembers of a bill can't be read");
  return bill;
}

Result<void> put_imported_bills(const BooksDesk& desk, const std::vector<model::Bill>& bills) {
  if (auto put = desk.writer.put_bills(bills); !put) return put;
  const auto work = desk.writer.payments().work_on(keys_of(bills));
  if (!work) return tl::unexpected(work.error());
  std::set<std::pair<std::string, base::Month>> in_books;
  for (const store::BillWork& one : *work) {
    if (one.in_books) in_books.emplace(one.bill.account, one.bill.period);
  }
  std::vector<model::Bill> others;
  others.reserve(bills.size());
  for (const model::Bill& bill : bills) {
    if (!in_books.contains({bill.account, bill.period})) {
      others.push_back(bill);
      continue;
    }
    auto open = BillBooks::open(desk, bill);
    if (!open) return tl::unexpected(open.error());
    if (auto closed = open->close(); !closed) return tl::unexpected(closed.error());
  }
  return publish_bills(desk.writer, desk.settings, desk.rules, others, desk.now);
}

Result<void> drop_imported_bills(store::Writer& writer, const std::vector<model::Bill>& bills) {
  if (bills.empty()) return {};
  if (auto gone = unpublish_bills(writer, bills); !gone) return gone;
  return writer.write_payments().drop_bills(keys_of(bills));
}

}  // namespace gridboard::desk
