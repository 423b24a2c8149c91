// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Reading times: strict on the wire, lenient only in the shapes that staff's files really have.
#include <optional>

#include "sync/base/time.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::base {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

// Eats from the front of a text; each step says whether it found what it wanted.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // A number of `least` to `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    while (count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      value = value * 10 + (rest_[count++] - '0');
    }
    if (count < least) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }
  bool literal(std::string_view wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    return true;
  }
  bool any_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct MonthPart {
  Month month;
  std::string_view separator;  // what has to stand before a day
};

// "2026-10", "2026/10", "202610" or "2026年10月"
std::optional<MonthPart> scan_month(Scanner& scanner) {
  const std::optional<int> y = scanner.number(4, 4);
  if (!y) return std::nullopt;
  std::string_view separator;
  bool chinese = false;
  if (scanner.literal("-")) {
    separator = "-";
  } else if (scanner.literal("/")) {
    separator = "/";
  } else if (scanner.literal("年")) {
    chinese = true;
  }
  const bool compact = separator.empty() && !chinese;
  const std::optional<int> m = scanner.number(compact ? 2 : 1, 2);
  if (!m || (chinese && !scanner.literal("月"))) return std::nullopt;
  const Month month_of_year = year(*y) / month(static_cast<unsigned>(*m));
  if (!month_of_year.ok()) return std::nullopt;
  return MonthPart{month_of_year, chinese ? std::string_view("月") : separator};
}

std::optional<Date> scan_date(Scanner& scanner) {
  const std::optional<MonthPart> part = scan_month(scanner);
  if (!part) return std::nullopt;
  const bool chinese = part->separator == "月";  // already eaten by the month
  if (!chinese && !scanner.literal(part->separator)) return std::nullopt;
  const std::optional<int> d = scanner.number(part->separator.empty() ? 2 : 1, 2);
  if (!d || (chinese && !scanner.literal("日"))) return std::nullopt;
  const Date date(part->month.year(), part->month.month(), day(static_cast<unsigned>(*d)));
  return date.ok() ? std::optional(date) : std::nullopt;
}

// The wire's date has one shape only.
std::optional<Date> scan_strict_date(Scanner& scanner) {
  const std::optional<int> y = scanner.number(4, 4);
  if (!y || !scanner.literal("-")) return std::nullopt;
  const std::optional<int> m = scanner.number(2, 2);
  if (!m || !scanner.literal("-")) return std::nullopt;
  const std::optional<int> d = scanner.number(2, 2);
  if (!d) return std::nullopt;
  const Date date(year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d)));
  return date.ok() ? std::optional(date) : std::nullopt;
}

// "16:42" or "16:42:07", as ms of the day.
std::optional<std::chrono::milliseconds> scan_time_of_day(Scanner& scanner, bool seconds_required) {
  const std::optional<int> hour = scanner.number(seconds_required ? 2 : 1, 2);
  if (!hour || *hour > 23 || !scanner.literal(":")) return std::nullopt;
  const std::optional<int> minute = scanner.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (scanner.literal(":")) {
    const std::optional<int> given = scanner.number(2, 2);
    if (!given || *given > 59) return std::nullopt;
    second = *given;
  } else if (seconds_required) {
    return std::nullopt;
  }
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(second);
}

// ".5" is 500 ms, ".0009" is 0; nothing there is 0 as well.
std::optional<std::chrono::milliseconds> scan_fraction(Scanner& scanner) {
  if (!scanner.literal(".")) return std::chrono::milliseconds(0);
  int scale = 100;
  std::optional<int> digit = scanner.number(1, 1);
  if (!digit) return std::nullopt;
  std::chrono::milliseconds fraction{0};
  for (; digit; digit = scanner.number(1, 1)) {
    fraction += std::chrono::milliseconds(*digit * scale);
    scale /= 10;
  }
  return fraction;
}

std::optional<std::chrono::minutes> scan_offset(Scanner& scanner) {
  const bool negative = scanner.literal("-");
  if (!negative && !scanner.literal("+")) return std::nullopt;
  const std::optional<int> hours = scanner.number(2, 2);
  if (!hours || *hours > 23 || !scanner.literal(":")) return std::nullopt;
  const std::optional<int> minutes = scanner.number(2, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const std::chrono::minutes offset(*hours * 60 + *minutes);
  return negative ? -offset : offset;
}

std::optional<Instant> scan_rfc3339(Scanner& scanner) {
  const std::optional<Date> date = scan_strict_date(scanner);
  if (!date || !scanner.any_of("Tt ")) return std::nullopt;
  const auto of_day = scan_time_of_day(scanner, true);
  if (!of_day) return std::nullopt;
  const auto fraction = scan_fraction(scanner);
  if (!fraction) return std::nullopt;
  const std::optional<std::chrono::minutes> offset =
      scanner.any_of("Zz") ? std::optional(std::chrono::minutes(0)) : scan_offset(scanner);
  if (!offset || !scanner.at_end()) return std::nullopt;
  return start_of_day(*date, Zone{*offset}) + *of_day + *fraction;
}

std::optional<Instant> scan_local(Scanner& scanner, Zone zone) {
  const std::optional<Date> date = scan_date(scanner);
  if (!date || !scanner.any_of("Tt ")) return std::nullopt;
  const auto of_day = scan_time_of_day(scanner, false);
  if (!of_day || !scanner.at_end()) return std::nullopt;
  return start_of_day(*date, zone) + *of_day;
}

tl::unexpected<Error> not_a(std::string_view text, const char* what) {
  return fail(ErrorCode::invalid_input, "\"" + std::string(text) + "\" is not " + what);
}

}  // namespace

Result<Instant> parse_rfc3339(std::string_view text) {
  Scanner scanner(text);
  const std::optional<Instant> at = scan_rfc3339(scanner);
  if (!at) return not_a(text, "an RFC 3339 time with offset such as 2026-11-21T16:42:00+08:00");
  return *at;
}

Result<Date> parse_date(std::string_view text) {
  Scanner scanner(trim(text));
  const std::optional<Date> date = scan_date(scanner);
  if (!date || !scanner.at_end()) return not_a(text, "a date such as 2026-11-21");
  return *date;
}

Result<Month> parse_month(std::string_view text) {
  Scanner scanner(trim(text));
  const std::optional<MonthPart> part = scan_month(scanner);
  if (!part || !scanner.at_end()) return not_a(text, "a month such as 2026-10");
  return part->month;
}

Result<Zone> parse_zone(std::string_view text) {
  Scanner scanner(text);
  const std::optional<std::chrono::minutes> offset = scan_offset(scanner);
  if (!offset || !scanner.at_end()) return not_a(text, "an offset such as +08:00");
  return Zone{*offset};
}

Result<Instant> parse_local_or_rfc3339(std::string_view text, Zone zone) {
  Scanner with_offset(trim(text));
  if (const std::optional<Instant> at = scan_rfc3339(with_offset)) return *at;
  Scanner local(trim(text));
  const std::optional<Instant> at = scan_local(local, zone);
  if (!at) return not_a(text, "a time such as 2026-11-29 08:00");
  return *at;
}

}  // namespace gridboard::base
