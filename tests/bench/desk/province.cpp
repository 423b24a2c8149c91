// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/desk/province.hpp"

#include <algorithm>

#include "tests/bench/desk/places_sql.hpp"

namespace gridboard::bench {

namespace {

constexpr int kCommunitiesOfFeeder = 10;  // fifty boards with five each
// Two characters and an ending: 20 * 20 * 4 names, so a few communities share one, as they do.
constexpr const char* kFirst = "新红东南北清金玉和安永福长春华光海山云星";
constexpr const char* kSecond = "华民苑河桥园湖景宁泰昌盛康乐林泉阳庭江城";
constexpr const char* kFamily = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
constexpr const char* kTitle = "冬夏春节检修缴费用电安全停电计划通知提醒";
constexpr int kCharacters = 20;
constexpr std::int64_t kSecond_ms = 1000, kHour_ms = 3600 * kSecond_ms, kDay_ms = 24 * kHour_ms;
constexpr int kPartRows = 400'000;  // of one statement: well under the time that a server may be silent
constexpr int kFallenFeeders = 6;   // all of whose boards went silent together
constexpr const char* kNoHash = "'0000000000000000000000000000000000000000000000000000000000000000'";

std::string text(std::int64_t number) {
  return std::to_string(number);
}

class Writer : PlacesSql {
 public:
  Writer(const Province& province, Sql sql) : PlacesSql(province, sql), province_(province) {}

  std::vector<Filling> all() {
    places();
    supply();
    households();
    boards();
    notices();
    people();
    audit();
    return std::move(fillings_);
  }

 private:
  void add(const std::string& statement) { add_to("", statement); }
  void add_to(const std::string& table, const std::string& statement) { fillings_.push_back({table, statement}); }
  static std::string letter(const char* of, const std::string& number) {
    return "substr('" + std::string(of) + "', CAST(1 + (" + number + ") % " + text(kCharacters) + " AS INTEGER), 1)";
  }

  void places() {
    const std::string insert = "INSERT INTO place (path, kind, name, site_class, manager, supply) SELECT ";
    const int of_district = kCommunitiesOfGrid * kGridsOfDistrict;
    const int districts = (province_.communities + of_district - 1) / of_district;
    const int grids = (province_.communities + kCommunitiesOfGrid - 1) / kCommunitiesOfGrid;
    add(insert + "'YX', 0, '云溪供电', 0, '', ''");
    add(insert + district("(n.i * " + text(of_district) + ")") + ", 1, " + letter(kSecond, "n.i") +
        " || '区', 0, '', '' FROM " + numbers("n", districts));
    add(insert + grid("(n.i * " + text(kCommunitiesOfGrid) + ")") +
        ", 2, '第' || (n.i + 1) || '网格', 0, '', '' FROM " + numbers("n", grids));
    add(insert + community("n.i") + ", 3, " + letter(kFirst, "n.i") + " || " + letter(kSecond, "n.i / 20 + n.i") +
        " || CASE n.i % 4 WHEN 0 THEN '社区' WHEN 1 THEN '花园' WHEN 2 THEN '苑' ELSE '新村' END, n.i % 3, 'M' || (n.i "
        "/ 5), "
        "'T' || n.i FROM " +
        numbers("n", province_.communities));
    const std::int64_t buildings = std::int64_t{province_.communities} * province_.buildings;
    add(insert + building("n.i") + ", 4, (1 + n.i % " + text(province_.buildings) + ") || '栋', n.i / " +
        text(province_.buildings) + " % 3, '', '' FROM " + numbers("n", buildings));
    add(insert + unit("n.i") + ", 5, (1 + n.i % " + text(province_.units) + ") || '单元', 0, '', '' FROM " +
        numbers("n", buildings * province_.units));
    add("INSERT INTO manager (id, name, title, phone, hours, serves, portrait) SELECT 'M' || n.i, " +
        letter(kFamily, "n.i") + " || " + letter(kSecond, "n.i / 3") +
        ", '台区经理', '138' || (10000000 + n.i), "
        "'08:30-17:30', '', '' FROM " +
        numbers("n", province_.communities / 5 + 1));
  }

  // A transformer district for each community, a feeder for ten, a substation for a hundred.
  void supply() {
    const std::string insert = "INSERT INTO supply_point (id, parent, kind, name) SELECT ";
    add(insert + "'S' || n.i, '', 0, " + letter(kFirst, "n.i") + " || '变电站' FROM " +
        numbers("n", province_.communities / 100 + 1));
    add(insert + "'F' || n.i, 'S' || (n.i / 10), 1, '10kV ' || " + letter(kSecond, "n.i / 20") +
        " || (n.i + 1) || '线' FROM " + numbers("n", province_.communities / kCommunitiesOfFeeder + 1));
    add(insert + "'T' || n.i, 'F' || (n.i / " + text(kCommunitiesOfFeeder) + "), 2, " + letter(kFirst, "n.i") + " || " +
        letter(kSecond, "n.i / 20 + n.i") + " || '台区' FROM " + numbers("n", province_.communities));
  }

  void households() {
    const std::int64_t all =
        std::int64_t{province_.communities} * province_.buildings * province_.units * province_.households;
    for (std::int64_t from = 0; from < all; from += kPartRows) {
      add("INSERT INTO household (account, unit, door, name, phone, tariff, meter, supply, consent, care, pin_hash) "
          "SELECT 3300000000 + n.i, " +
          unit("(n.i / " + text(province_.households) + ")") + ", CAST((1 + n.i % " + text(province_.households) +
          ") * 100 + 1 AS TEXT), " + letter(kFamily, "n.i") + " || " + letter(kSecond, "n.i / 7") +
          ", '139' || (10000000 + n.i), 'residential', 'M' || n.i, '', 0, '', '' FROM " +
          numbers("n", std::min<std::int64_t>(kPartRows, all - from), from));
    }
  }

  // In a hundred: 95 live, 2 that wait, 1 revoked, 2 never seen or silent since days; and those of the fallen feeders.
  void boards() {
    const std::int64_t all = std::int64_t{province_.communities} * province_.boards;
    const std::string community_of = "(n.i / " + text(province_.boards) + ")";
    const std::string unit_of = "(" + community_of + " * " + text(province_.buildings * province_.units) + " + n.i % " +
                                text(province_.boards) + " * " + text(province_.units) + ")";
    const std::string fallen = community_of + " < " + text(kFallenFeeders * kCommunitiesOfFeeder);
    // Seen an hour from now: live for as long as anybody measures.
    add("INSERT INTO board (id, name, place, hall, state, code_hash, code_expires, public_key, receipt_prefix, "
        "added_at, "
        "last_seen, sign_in_key) SELECT 'B-' || (100000 + n.i), (1 + n.i % " +
        text(province_.boards) + ") || '栋1单元门口', " + unit(unit_of) +
        ", 0, CASE WHEN n.i % 100 < 2 THEN 0 WHEN n.i % 100 = 2 THEN 2 ELSE 1 END, '', 0, '', 'P' || n.i, " +
        text(province_.now_ms - 100 * kDay_ms) + ", CASE WHEN n.i % 100 < 2 OR n.i % 100 = 4 THEN NULL WHEN " + fallen +
        " THEN " + text(province_.now_ms - 2 * kHour_ms) + " + n.i * 10 WHEN n.i % 100 = 3 THEN " +
        text(province_.now_ms - 3 * kDay_ms) + " - n.i * 60000 ELSE " + text(province_.now_ms + kHour_ms) +
        " END, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' FROM " + numbers("n", all));
  }

  void notices() {
    const std::string count = text(province_.notices);
    const std::string made = text(province_.now_ms) + " - (" + count + " - n.i) * " + text(10 * 60 * kSecond_ms);
    const std::string phase =
        "(CASE WHEN n.i % 50 = 0 THEN 0 WHEN n.i % 50 = 1 THEN 1 WHEN n.i % 50 = 2 THEN 4 ELSE 3 END)";
    const std::string from = numbers("n", province_.notices);
    add("INSERT INTO notice_content (owner, category, title, body, valid_from, valid_to, pinned, urgent, picture, "
        "picture_text, template) SELECT 'work/N-' || n.i, n.i % 5, " +
        letter(kTitle, "n.i") + " || " + letter(kTitle, "n.i / 20") + " || '：第' || n.i || '号', '请大家注意。', " +
        made + ", NULL, 0, 0, '', '', '' FROM " + from);
    const std::string texts = "INSERT INTO notice_content_text (owner, list, number, text) SELECT 'work/N-' || n.i, ";
    const std::string community_of = "(n.i * 7 % " + text(province_.communities) + ")";
    for (const char* list : {"0", "3"}) add(texts + list + ", 0, " + community(community_of) + " FROM " + from);
    add("INSERT INTO notice_work (id, phase, version, author, author_name, created_at, changed_at, emergency, "
        "awaits_review, published_at, from_at, to_at) SELECT 'N-' || n.i, " +
        phase + ", 2, 'A' || (n.i % 50), '发布员', " + made + ", " + made + ", 0, 0, CASE WHEN " + phase +
        " >= 3 THEN " + made + " END, CASE WHEN " + phase + " >= 3 THEN " + made + " END, CASE WHEN n.i % 3 > 0 THEN " +
        made + " + " + text(30 * kDay_ms) + " END FROM " + from);
    for (const int step : {0, 1}) {
      add("INSERT INTO notice_work_step (notice, number, at, actor, actor_name, kind, reason) SELECT 'N-' || n.i, " +
          text(step) + ", " + made + ", 'A' || (n.i % 50), '发布员', " + text(step == 0 ? 0 : 2) + ", '' FROM " + from);
    }
    // The newest is for everybody, and every board has it.
    const std::string newest = "'N-" + text(province_.notices - 1) + "'";
    add("UPDATE notice_content_text SET text = 'YX' WHERE owner = 'work/' || " + newest);
    const std::string has_it = newest + ", id, " + text(province_.now_ms) + ", " + text(province_.now_ms);
    add_to("delivery",
           "INSERT INTO delivery (kind, subject, board, received_at, shown_at, sent_at, last_shown_at, times, seconds, "
           "version) SELECT 0, " +
               has_it + ", " + text(province_.now_ms) + ", " + text(province_.now_ms) +
               ", 1, 30, '' FROM board WHERE state = 1");
    const std::string groups = numbers("n", 50);
    add("INSERT INTO notice_content (owner, category, title, body, valid_from, valid_to, pinned, urgent, picture, "
        "picture_text, template) SELECT 'group/g' || n.i, 0, '', '', NULL, NULL, 0, 0, '', '', '' FROM " +
        groups);
    add("INSERT INTO notice_content_text (owner, list, number, text) SELECT 'group/g' || n.i, 0, m.i, " +
        community("((n.i * 20 + m.i) % " + text(province_.communities) + ")") + " FROM " + groups + " CROSS JOIN " +
        numbers("m", 20));
    add("INSERT INTO notice_group (id, name) SELECT 'g' || n.i, '分组' || n.i FROM " + groups);
  }

  void people() {
    const std::string from = numbers("n", province_.accounts);
    add("INSERT INTO staff_account (id, name, display_name, state, password_hash, must_change_password, second_factor, "
        "pending_second_factor, last_code_step, created_at) SELECT 'A' || n.i, 'staff' || n.i, " +
        letter(kFamily, "n.i") + " || " + letter(kSecond, "n.i / 20") + ", 0, '', 0, '', '', 0, " +
        text(province_.now_ms) + " FROM " + from);
    add("INSERT INTO staff_grant (holder, role, place) SELECT 'A' || n.i, 1 + n.i % 6, " +
        community("(n.i % " + text(province_.communities) + ")") + " FROM " + from);
  }

  void audit() {
    const std::string head = "(SELECT COALESCE(MAX(number), 0) FROM audit_head)";
    add("INSERT INTO audit_entry (number, at, actor, actor_name, action, subject, place, value_before, value_after, "
        "outcome, peer, previous, hash) SELECT " +
        head + " + 1 + n.i, " + text(province_.now_ms - kDay_ms) + " + n.i * 100, 'A' || (n.i % " +
        text(province_.accounts) +
        "), '发布员', CASE n.i % 3 WHEN 0 THEN 'changeNotice' WHEN 1 THEN 'changeBoard' ELSE "
        "'draftNotice' END, 'N-' || (n.i % 1000), 'YX', '{}', '{}', 0, '127.0.0.1', " +
        kNoHash + ", " + kNoHash + " FROM " + numbers("n", province_.audit_entries));
    add("DELETE FROM audit_head");
    add("INSERT INTO audit_head (only_one, number, hash) SELECT 1, MAX(number), " + std::string(kNoHash) +
        " FROM audit_entry");
  }

  const Province& province_;
  std::vector<Filling> fillings_;
};

}  // namespace

std::vector<Filling> filling(const Province& province, Sql sql) {
  return Writer(province, sql).all();
}

}  // namespace gridboard::bench
