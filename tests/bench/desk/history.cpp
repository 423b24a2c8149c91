// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/desk/history.hpp"

#include <algorithm>
#include <chrono>

#include "sync/store/sql/bill_row.hpp"
#include "tests/bench/desk/places_sql.hpp"

namespace gridboard::bench {

namespace {

constexpr std::int64_t kMinute_ms = 60'000, kHour_ms = 60 * kMinute_ms, kDay_ms = 24 * kHour_ms;
constexpr std::int64_t kPastYears_ms = 5 * 365 * kDay_ms;
constexpr std::int64_t kBillsAtOnce = 1'000'000, kOutagesAtOnce = 250'000;
constexpr int kFirstYear = 2000;  // of bill ids, see sync/store/sql/bill_row.hpp
constexpr int kPlanned = 0, kTemporary = 1, kFault = 2;
constexpr int kAnnounced = 0, kOngoing = 1, kRestored = 2, kCancelled = 3;

std::string text(std::int64_t number) {
  return std::to_string(number);
}

class HistoryWriter {
 public:
  HistoryWriter(const Province& province, const History& history, Sql sql)
      : province_(province), history_(history), sql_(sql), places_(province, sql) {}

  std::vector<Filling> all() {
    bills();
    for (std::int64_t from = 0; from < history_.outages; from += kOutagesAtOnce) {
      outages(places_.numbers("n", std::min(kOutagesAtOnce, history_.outages - from), from));
    }
    add("outage_word", "word, outages", "word, COUNT(*)", "outage_called GROUP BY word");
    return std::move(fillings_);
  }

 private:
  void add(const std::string& table, const std::string& columns, const std::string& select, const std::string& from) {
    fillings_.push_back({table, "INSERT INTO " + table + " (" + columns + ") SELECT " + select + " FROM " + from});
  }
  std::string as_text(const std::string& value) const { return "CAST(" + value + " AS TEXT)"; }
  // RFC 3339 of milliseconds, in UTC: what is kept isn't shown.
  std::string as_time(const std::string& ms) const {
    if (sql_ == Sql::sqlite) return "strftime('%Y-%m-%dT%H:%M:%S+00:00', (" + ms + ") / 1000, 'unixepoch')";
    return "to_char(to_timestamp((" + ms + ") / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')";
  }
  std::string bytes(const std::string& raw) const {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : raw) {
      hex += kDigits[static_cast<unsigned char>(c) >> 4];
      hex += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return sql_ == Sql::sqlite ? "x'" + hex + "'" : "'\\x" + hex + "'::bytea";
  }

  // Accounts one after the other, months within: as the table lies. The newest month is a third unpaid.
  void bills() {
    fillings_.push_back({"tariff",
                         "INSERT INTO tariff (number, id) SELECT 1, 'residential' WHERE NOT EXISTS (SELECT 1 "
                         "FROM tariff WHERE number = 1 OR id = 'residential')"});
    const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(province_.now_ms))));
    const std::int64_t newest = (static_cast<int>(today.year()) - kFirstYear) * 12 +
                                static_cast<std::int64_t>(static_cast<unsigned>(today.month())) - 1;
    const std::string months = text(history_.months);
    const std::string account = "(3300000000 + n.i / " + months + ")";
    const std::string month = "(" + text(newest - history_.months + 1) + " + n.i % " + months + ")";
    const std::string age = "(" + months + " - 1 - n.i % " + months + ")";
    const std::string yyyymm = "((" + text(kFirstYear) + " + " + month + " / 12) * 100 + " + month + " % 12 + 1)";
    const std::string day = text(province_.now_ms / kDay_ms) + " - 30 * " + age;
    const std::string number = yyyymm + " * 10000000000 + " + account;
    const std::string dice = "(n.i * 7919 % 1000)";
    const std::string unpaid = "(CASE WHEN " + age + " = 0 THEN 333 ELSE 5 END)";
    const std::string status =
        "CASE WHEN " + dice + " < " + unpaid + " THEN 0 WHEN " + dice + " = 999 THEN 2 ELSE 1 END";
    const std::string amount = of_energy([](const model::BillLine& line) { return text(line.amount_fen); });
    const std::string energy = of_energy([](const model::BillLine& line) { return text(line.energy_wh); });
    const std::string lines = of_energy([this](const model::BillLine& line) {
      std::string packed;
      store::append_lines({line}, packed);
      return bytes(packed);
    });
    const std::string paid = "CASE WHEN " + dice + " >= " + unpaid + " AND " + dice + " < 999 THEN ";
    const std::int64_t all = places_.households() * history_.months;
    for (std::int64_t from = 0; from < all; from += kBillsAtOnce) {
      add("bill",
          "id, bill_no, read_from, read_to, reading_from, reading_to, energy, peak, valley, year_to_date, tariff, "
          "lines, amount, due, status, paid, paid_at",
          account + " * 4096 + " + month + ", " + (sql_ == Sql::sqlite ? number : as_text(number)) + ", " + day +
              " - 40, " + day + " - 10, 1000000, 1000000 + " + energy + ", " + energy + ", 0, 0, " + energy +
              ", (SELECT MIN(number) FROM tariff), " + lines + ", " + amount + ", " + day + " - 2, " + status + ", " +
              paid + amount + " ELSE 0 END, " + paid + "(" + day + " - 5) * " + text(kDay_ms) + " END",
          places_.numbers("n", std::min(kBillsAtOnce, all - from), from));
    }
  }

  template <class Say>
  std::string of_energy(Say say) const {
    std::string sql = "(CASE n.i % 4";
    for (int i = 0; i < 4; ++i) {
      const std::int64_t energy_wh = 80'000 + 60'000 * i;
      const model::BillLine line{1, model::LinePrice::flat, energy_wh, 5380, energy_wh / 1000 * 538 / 10};
      sql += (i == 3 ? " ELSE " : " WHEN " + text(i) + " THEN ") + say(line);
    }
    return sql + " END)";
  }

  // The words of an outage's row number n.i. All but the last were over long ago; then come those of now.
  std::string past() const { return text(history_.outages - history_.ongoing - history_.announced); }
  std::string is_past() const { return "n.i < " + past(); }
  std::string is_ongoing() const { return "n.i < " + text(history_.outages - history_.announced); }
  std::string id() const { return "('T20260101-' || (1000000 + n.i))"; }
  std::string kind() const {
    // Nobody announces a fault.
    return "(CASE WHEN NOT " + is_ongoing() + " AND n.i % 4 = " + text(kFault) + " THEN " + text(kPlanned) +
           " ELSE n.i % 4 END)";
  }
  std::string state() const {
    return "(CASE WHEN " + is_past() + " THEN (CASE WHEN n.i % 50 = 0 THEN " + text(kCancelled) + " ELSE " +
           text(kRestored) + " END) WHEN " + is_ongoing() + " THEN " + text(kOngoing) + " ELSE " + text(kAnnounced) +
           " END)";
  }
  std::string start() const {
    const std::int64_t many = std::max<std::int64_t>(1, history_.outages - history_.ongoing - history_.announced);
    const std::string now = text(province_.now_ms / 1000 * 1000);
    return "(CASE WHEN " + is_past() + " THEN " + now + " - " + text(2 * kDay_ms) + " - (" + past() + " - n.i) * " +
           text(kPastYears_ms / many) + " WHEN " + is_ongoing() + " THEN " + now + " - (" +
           text(history_.outages - history_.announced) + " - n.i) * " + text(kMinute_ms) + " ELSE " + now +
           " + (n.i - " + text(history_.outages - history_.announced) + " + 1) * " + text(10 * kMinute_ms) + " END)";
  }
  std::string published() const {
    return "(" + start() + " - CASE " + kind() + " WHEN " + text(kPlanned) + " THEN " + text(9 * kDay_ms) + " WHEN " +
           text(kTemporary) + " THEN " + text(2 * kDay_ms) + " WHEN " + text(kFault) + " THEN 0 ELSE " + text(kDay_ms) +
           " END)";
  }
  std::string first_etr() const { return "(" + start() + " + " + text(2 * kHour_ms) + ")"; }
  std::string etr() const { return "(" + first_etr() + " + n.i % 7 * " + text(30 * kMinute_ms) + ")"; }
  std::string restored() const {
    return "(" + start() + " + " + text(kHour_ms) + " + n.i % 11 * " + text(20 * kMinute_ms) + ")";
  }
  std::string is_restored() const { return "(" + is_past() + " AND n.i % 50 <> 0)"; }
  std::string cause() const {
    return "(CASE n.i % 4 WHEN 0 THEN '线路检修' WHEN 1 THEN '更换变压器' WHEN 2 THEN '雷击' ELSE "
           "'负荷缺口' END)";
  }
  std::string scope() const { return "('第' || " + community_number() + " || '社区')"; }
  std::string community_number() const { return "(n.i * 37 % " + text(province_.communities) + ")"; }
  // A community each, of every second one of its buildings alone.
  std::string place() const {
    const std::string c = community_number();
    return "(CASE WHEN n.i % 2 = 0 THEN " + PlacesSql::community(c) + " ELSE " + PlacesSql::community(c) +
           " || '/' || (1 + n.i % " + text(province_.buildings) + ") END)";
  }

  void outages(const std::string& from) {
    add("outage",
        "id, kind, state, cause, scope, line, published_at, start, etr, restored_at, override_reason, version, "
        "households, boards",
        id() + ", " + kind() + ", " + state() + ", " + cause() + ", '第' || " + community_number() +
            " || '社区', '10kV 线路', " + published() + ", " + start() + ", " + etr() + ", CASE WHEN " + is_restored() +
            " THEN " + restored() +
            " END, CASE WHEN n.i % 40 = 1 THEN '抢修不能等' ELSE '' END, 3, CASE WHEN n.i % 2 = 0 "
            "THEN " +
            text(std::int64_t{1} * province_.buildings * province_.units * province_.households) + " ELSE " +
            text(std::int64_t{1} * province_.units * province_.households) + " END, CASE WHEN n.i % 2 = 0 THEN " +
            text(province_.boards) + " ELSE 1 END",
        from);
    add("outage_audience", "outage, number, path", id() + ", 0, " + place(), from);
    add("outage_supply", "outage, number, supply", id() + ", 0, 'T' || " + community_number(), from);
    add("outage_step", "outage, number, at, text, etr", id() + ", 0, " + published() + ", '已公告。', " + first_etr(),
        from);
    add("outage_step", "outage, number, at, text, etr",
        id() + ", 1, " + start() + " + " + text(20 * kMinute_ms) + ", '抢修人员已到现场。', " + etr(),
        from + " WHERE " + is_ongoing());
    add("outage_step", "outage, number, at, text, etr", id() + ", 2, " + restored() + ", '已恢复供电。', NULL",
        from + " WHERE " + is_restored());
    for (const std::string& word : {cause(), scope(), std::string("'10kv 线路'")}) {
      add("outage_called", "word, start, outage, kind, state",
          word + ", " + start() + ", " + id() + ", " + kind() + ", " + state(), from);
    }
    heard(from);
    changes(from);
    told(from);
  }

  // The place and what is above it, as both lists of outages and the public's have it.
  void heard(const std::string& from) {
    const std::string c = community_number();
    const std::string levels[]{"''", "'YX'", PlacesSql::district(c), PlacesSql::grid(c), PlacesSql::community(c)};
    const auto rows = [&](const std::string& path, const std::string& own, const std::string& where) {
      add("outage_bulletin_reach", "path, own, standing, sent_at, outage",
          path + ", " + own + ", CASE WHEN " + state() + " <= 1 THEN 1 ELSE 0 END, " + last_sent() + ", " + id(),
          from + where);
      if (path != "''") {
        add("outage_place", "place, start, outage, own, kind, state",
            path + ", " + start() + ", " + id() + ", " + own + ", " + kind() + ", " + state(), from + where);
      }
    };
    for (const std::string& path : levels) {
      rows(path, path == levels[4] ? "CASE WHEN n.i % 2 = 0 THEN 1 ELSE 0 END" : "0", "");
    }
    rows(place(), "1", " WHERE n.i % 2 = 1");
  }

  void changes(const std::string& from) {
    const std::string columns = "outage, version, at, actor, actor_name, action, reason, fields";
    const auto change = [&](int version, const std::string& at, const std::string& action, const std::string& where) {
      add("outage_change", columns,
          id() + ", " + text(version) + ", " + at + ", 'A1', '调度员', '" + action + "', '', '[]'", from + where);
    };
    change(1, published(), "announceOutage", "");
    change(2, start() + " + " + text(20 * kMinute_ms), "updateOutage", " WHERE " + is_ongoing());
    change(3, restored(), "restoreOutage", " WHERE " + is_restored());
    add("outage_estimate", "outage, number, etr", id() + ", 0, " + first_etr(), from);
    add("outage_estimate", "outage, number, etr", id() + ", 1, " + etr(), from + " WHERE " + is_ongoing());
  }

  std::string last_sent() const {
    return "(CASE WHEN " + is_restored() + " THEN " + restored() + " WHEN " + is_past() + " THEN " + start() + " - " +
           text(kHour_ms) + " ELSE " + published() + " END)";
  }
  // Two bulletins of what is over, one of the rest.
  void told(const std::string& from) {
    const auto body = [&](const std::string& state_word, const std::string& end) {
      return "'{\"id\":\"' || " + id() + " || '\",\"kind\":\"' || (CASE " + kind() +
             " WHEN 0 THEN 'planned' WHEN 1 THEN 'temporary' WHEN 2 THEN 'fault' ELSE 'rationing' END) || "
             "'\",\"state\":\"' || " +
             state_word + " || '\",\"cause\":\"' || " + cause() + " || '\",\"scope\":\"第' || " + community_number() +
             " || '社区\",\"feeder\":\"10kV 线路\",\"audience\":[\"' || " + place() +
             " || '\"],\"published_at\":\"' || " + as_time(published()) + " || '\",\"start\":\"' || " +
             as_time(start()) + " || '\",\"etr\":\"' || " + as_time(etr()) + end + " || '\",\"timeline\":[]}'";
    };
    const std::string columns = "outage, number, sent_at, sender, origin, body";
    const std::string names = ", 'yunxi.example', 'yunxi.example', ";
    const std::string standing = "(CASE WHEN " + state() + " = 1 THEN 'ongoing' ELSE 'announced' END)";
    add("outage_bulletin", columns, id() + ", 1, " + published() + names + body(standing, ""), from);
    add("outage_bulletin", columns,
        id() + ", 2, " + last_sent() + names +
            body("'restored'", " || '\",\"restored_at\":\"' || " + as_time(restored())),
        from + " WHERE " + is_restored());
    add("outage_bulletin", columns, id() + ", 2, " + last_sent() + names + body("'cancelled'", ""),
        from + " WHERE " + is_past() + " AND n.i % 50 = 0");
  }

  const Province& province_;
  const History& history_;
  Sql sql_;
  PlacesSql places_;
  std::vector<Filling> fillings_;
};

}  // namespace

std::vector<Filling> history_filling(const Province& province, const History& history, Sql sql) {
  return HistoryWriter(province, history, sql).all();
}

}  // namespace gridboard::bench
