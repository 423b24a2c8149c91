// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The one state of the board: owned by the loop, passed explicitly, changed by kiosk/update and the inbox alone.

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/state/views.hpp"

namespace gridboard::kiosk::state {

enum class ScreenId {
  board,   // home: unit slots or the hall's find box
  find,    // hall: typing and results
  unlock,  // PIN pad
  bill,
  outages,
  outage,
  notices,
  notice,
  services,  // catalogue tiles
  form,      // one step (large type) or all fields (normal)
  summary,
  receipt,
  follow,          // receipt number -> state
  contacts,        // who serves us, offices, promises
  out_of_service,  // revoked
  enrol,           // not enrolled yet: for staff
};
[[nodiscard]] const char* name_of(ScreenId screen);

enum class KeyMode { digits, pinyin, letters };

struct Keys {
  KeyMode mode = KeyMode::pinyin;
  std::string composing;                       // letters not yet turned into characters
  std::vector<std::string> candidates;         // for `composing`, best first
  std::vector<std::size_t> candidate_letters;  // how many letters of `composing` each candidate stands for
  std::uint64_t asked = 0, answered = 0;       // numbers of pinyin questions, so that a late answer is known
  std::size_t page = 0;
};

struct Unlock {
  std::string account;
  ScreenId then = ScreenId::bill;  // where a right PIN leads
  std::string then_kind;           // for ScreenId::form
  std::string digits;              // typed so far, at most 6
  bool checking = false;
  enum class Problem { none, wrong, waiting, no_pin } problem = Problem::none;
  int tries_left = 5;
  std::optional<base::Instant> wait_until;
  std::array<int, 10> pad{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};  // order of the keys, shuffled on demand
};

struct Form {
  std::string kind_id;
  std::map<std::string, std::string> answers;
  std::string focused_field;
  std::size_t step = 0;       // of a question a screen
  std::string problem_field;  // field that is missing or wrong, "" if none
  enum class Problem { none, missing, malformed } problem = Problem::none;  // of problem_field
  std::vector<DayPartView> day_parts;  // offered for fields of type day_part: earliest first, "call" last
  bool submitting = false;
  std::string failure;  // why nothing was handed in (a Chinese msgid), "" if nothing failed; shown on the summary
};

// For staff, while the board belongs to no centre.
struct Enrol {
  std::string typed;
  bool asking = false;
  std::string problem;  // a Chinese msgid, "" if none
};

// What the board goes back to when a session ends.
struct Defaults {
  bool large = false;
  bool english = false;
};

struct Session {
  bool open = false;        // someone has touched the board
  base::Instant ends_at{};  // moved by every touch
  bool warning = false;
  std::optional<std::string> unlocked;  // account
};

struct Follow {
  std::string typed;
  enum class Problem { none, malformed, unknown } problem = Problem::none;
  std::optional<RequestView> found;
};

struct AppState {
  ScreenId screen = ScreenId::board;
  std::vector<ScreenId> history;  // where Back leads, oldest first
  bool large = false;
  bool english = false;
  bool night = false;

  HeaderView header;
  BoardView board;
  FindView find;
  BillView bill;
  ContactsView contacts;
  std::vector<OutageView> outages;
  std::vector<NoticeView> notices;

  std::string find_typed;
  std::string open_notice, open_outage;
  int notice_category = -1;
  std::map<ScreenId, std::size_t> page;  // of screens that turn pages
  Unlock unlock;
  Form form;
  Keys keys;
  Follow follow;
  std::string last_receipt;
  std::string last_receipt_kind;                  // of the catalogue
  std::optional<base::Instant> last_promised_at;  // when that request is promised to be dealt with
  Enrol enrol;
  Defaults defaults;
  Session session;
};

}  // namespace gridboard::kiosk::state
