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
#include <string_view>
#include <vector>

#include "kiosk/state/views.hpp"
#include "sync/model/answers.hpp"
#include "sync/model/question.hpp"

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
  records,         // service records of this and neighbour communities
  same_report,     // a neighbour has reported this: is it the same?
  phone,           // the code to go on with one's phone
  questions,       // ask, and what was found
  question,        // one answer
  sign_in,         // staff: the rotating code
  maintenance,     // staff: behind the hidden corner and a PIN
  out_of_service,  // revoked
  enrol,           // not enrolled yet: for staff
  // Never AppState::screen: they lie over it, see shown_screen().
  takeover,  // one urgent announcement, until it is read or over
  attract,   // nobody is here: one thing at a time, large
  night,     // nobody is here in the quiet hours
};
[[nodiscard]] const char* name_of(ScreenId screen);
[[nodiscard]] std::optional<ScreenId> screen_named(std::string_view name);

enum class KeyMode { digits, pinyin, letters, handwriting, strokes };

struct PenPoint {
  float x = 0, y = 0;  // shares of the writing field's side, from its upper left corner
  bool operator==(const PenPoint&) const = default;
};
using PenStroke = std::vector<PenPoint>;
inline constexpr std::size_t kWritingFields = 2;
inline constexpr std::size_t kMostStrokes = 64, kMostPoints = 512;  // of a character, of a stroke

struct Keys {
  KeyMode mode = KeyMode::pinyin;
  // KeyMode::handwriting: one character in one of two fields beside each other. Who goes on in the other field takes
  // the first candidate of this one.
  std::vector<PenStroke> written;
  std::size_t writing_field = 0;
  bool pen_down = false;
  bool capitals = false;                       // KeyMode::letters
  std::string composing;                       // letters or stroke keys not yet turned into characters
  std::vector<std::string> candidates;         // for `composing`, best first
  std::vector<std::size_t> candidate_letters;  // how many letters of `composing` each candidate stands for
  std::uint64_t asked = 0, answered = 0;       // numbers of what was asked, so that a late answer is known
  std::size_t page = 0;
};

inline constexpr std::size_t kPinDigits = 6;
inline constexpr std::size_t kMostStaffDigits = 8;
// Stands for the board itself where tries at PINs are counted by account.
inline constexpr const char* kMaintenance = "maintenance";

// Beside the PIN pad: a code that leads to a page where the PIN is entered on the resident's own phone.
struct PhoneUnlock {
  enum class Step {
    none,
    asking,   // the centre is told
    showing,  // the code
    offline,  // the centre isn't heard
    expired,  // nobody came in time
    refused,  // the centre won't, or what came doesn't fit
  } step = Step::none;
  std::string url;  // while it is shown
  std::optional<base::Instant> ends_at;
  [[nodiscard]] bool open() const { return step == Step::asking || step == Step::showing; }
};

struct Unlock {
  PhoneUnlock phone;
  std::string account;
  ScreenId then = ScreenId::bill;  // where a right PIN leads
  std::string then_kind;           // for ScreenId::form
  std::string then_outage;         // whose windows are chosen from, "" else
  bool staff = false;              // the maintenance PIN, no household; `account` is kMaintenance
  // Typed so far. A household's PIN has kPinDigits and is checked with the last of them; the maintenance PIN has
  // kPinDigits to kMostStaffDigits: Submit checks it from the sixth on, the last possible one does so by itself.
  std::string digits;
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
  using Problem = model::AnswerProblem;
  Problem problem = Problem::none;      // of problem_field
  std::vector<DayPartView> day_parts;   // offered for fields of type day_part: earliest first, "call" last
  std::vector<WindowView> windows;      // offered for fields of type window, by start
  std::string outage_id;                // whose windows they are, "" for other kinds
  std::optional<ReportView> neighbour;  // asked about on ScreenId::same_report
  bool neighbour_asked = false;         // and answered: not asked again for this form
  std::string same_as;                  // ReportView::id if it is the same, "" if not
  bool submitting = false;
  std::string failure;  // why nothing was handed in (a Chinese msgid), "" if nothing failed; shown on the summary
};

// For staff, while the board belongs to no centre.
struct Enrol {
  std::string typed;
  bool asking = false;
  std::string problem;   // a Chinese msgid, "" if none
  std::string waits_as;  // the id under which it waits for approval, "" if it doesn't
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
  bool staff = false;                   // the maintenance PIN was right
  std::vector<std::string> read;        // urgent notices that this person has put away
  std::optional<KeyMode> writes_by;     // how this person chose to enter characters; the usual way else
};

struct Follow {
  std::string typed;
  enum class Problem { none, malformed, unknown } problem = Problem::none;
  std::optional<RequestView> found;
  // What the resident is doing with what was found.
  enum class Step { reading, rating, reopening, thanked_for_rating, reopened } step = Step::reading;
  bool sending = false;  // a rating or a reopening is being kept
  std::string failure;   // why it was not (a Chinese msgid), "" if nothing failed
};

// While nobody is here.
struct Idle {
  std::optional<base::Instant> since;      // no session is open; nothing while one is
  std::optional<std::size_t> attract;      // index into attract_steps(), once it is shown; see attract_step()
  std::optional<base::Instant> step_ends;  // of the attract loop
  bool asleep = false;                     // the night lies over the board instead of the loop
};

// Asking, and what is answered.
struct Questions {
  std::string typed;                      // besides it, what is composed on the keys is asked as it stands
  std::uint64_t asked = 0, answered = 0;  // numbers, so that a late answer is known
  std::vector<model::Question> found;     // best first; those asked most while nothing is typed
  std::vector<model::Question> related;   // to those found, by id
  std::vector<model::Question> read;      // being read: the last; those before it are where Back leads
};

// The slip that is being printed.
struct Printing {
  enum class What { receipt, bill } what = What::receipt;
  enum class Step { none, sending, printing, done, paper_out, offline, failed } step = Step::none;
  std::uint64_t number = 0;  // of the job, so that late news are known
};

// The board reads itself aloud.
struct Speech {
  bool on = false;  // asked for in this session
  bool paused = false;
  int speed = 0;               // kSlowestSpeech to kFastestSpeech, as speech::kSlowest and kFastest
  int volume = 0;              // steps above or below the usual 65 dBA; back to 0 with the session's end
  bool headphones = false;     // plugged in: told by the app
  bool private_aloud = false;  // without headphones: this person wants private things said all the same
  // What was asked for is being read and is not at its end: whoever listens is there, see update::keep_listening().
  bool reading = false;
  std::optional<base::Instant> reading_since;
  std::string node;              // id of the accessibility node that is being said, "" for none
  std::string sentence;          // that is being said of it
  std::size_t from = 0, to = 0;  // bytes of the sentence that are heard now, both 0 before the first word
};
inline constexpr int kSlowestSpeech = -2, kFastestSpeech = 4;
inline constexpr int kQuietestSpeech = -3, kLoudestSpeech = 3;

enum class MaintenanceTab { network, sync, storage, clock, version, log, pixels, touch, leave };  // leave: asks first
// A stick with a bundle, for boards without a network.
struct Stick {
  enum class Step { idle, busy, taken, written, failed } step = Step::idle;
  std::size_t count = 0;  // records taken in, or items written
  std::string sentence;   // msgid, of what failed
};
struct Maintenance {
  MaintenanceTab tab = MaintenanceTab::network;
  Stick stick;
  MaintenanceView view;
  // Which plain colour fills the whole glass on the tab of pixels: red, green, blue, white, black. A touch anywhere is
  // NextColour; after the last one the first tab comes back.
  std::size_t pixel_step = 0;
  struct Mark {
    float x = 0, y = 0;  // share of the glass, 0 to 1
  };
  std::vector<Mark> marks;  // where it was touched, oldest first, the last kMaxMarks; ClearPress takes them away
};
inline constexpr std::size_t kPixelColours = 5;
inline constexpr std::size_t kMaxMarks = 200;

struct AppState {
  ScreenId screen = ScreenId::board;
  std::vector<ScreenId> history;  // where Back leads, oldest first
  bool large = false;
  bool english = false;
  bool night = false;      // the night theme; follows from the quiet hours
  bool lowered = false;    // controls within reach of a wheelchair
  bool can_lower = false;  // on this glass that makes a difference

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
  Questions questions;
  bool can_print = false;  // a slip printer is configured; told by the app
  Printing printing;
  bool can_speak = true;  // told by the app: false while there is no sound at all
  Speech speech;
  Enrol enrol;
  Defaults defaults;
  Session session;
  std::optional<TakeoverView> takeover;  // the newest urgent notice that shows now
  std::string takeover_id;               // of the announcement that page[ScreenId::takeover] belongs to
  Idle idle;
  std::size_t board_pages = 1;  // how many pages the slots take, as the board was last drawn; told by the app
  std::optional<model::DayPart> quiet_hours;
  std::optional<base::Instant> quiet_changes_at;  // when they begin or end next, as of the last tick
  std::vector<ReportView> reports;                // open ones of this building that neighbours handed in
  RecordsView records;
  SignInView sign_in;
  Maintenance maintenance;
  std::string phone_base;   // "https://yunxi.example/go/BOARD": where phones go on, "" if they can't
  std::string phone_title;  // what is gone on with, for ScreenId::phone
  std::string phone_url;    // the address that ScreenId::phone shows as a code
  int corner_taps = 0;      // on the hidden corner, in a row
};

// What fills the glass: the board's own state first, then an urgent announcement that this person has not put away,
// then the loop of an idle board or its night, else `screen`.
[[nodiscard]] ScreenId shown_screen(const AppState& state);
// Whether the urgent announcement is to be shown: there is one, and it was not put away in this session.
[[nodiscard]] bool takeover_shows(const AppState& state);

// One page of the attract loop.
struct AttractStep {
  enum class Kind { board, outage, notice, manager } kind = Kind::board;
  std::string id;        // of the outage or notice
  std::size_t page = 0;  // of the board's slots

  bool operator==(const AttractStep&) const = default;
};
// The board's pages first and one of them again between the others: outages that are on, then those ahead, the nearest
// first, at most kAttractOutages; the first kAttractNotices notices of the board; who serves us. Never empty.
[[nodiscard]] std::vector<AttractStep> attract_steps(const AppState& state);
// The step that is shown, also if there are fewer of them than a moment ago.
[[nodiscard]] AttractStep attract_step(const AppState& state);
inline constexpr std::size_t kAttractOutages = 6;
inline constexpr std::size_t kAttractNotices = 4;

// The fields of this form that are asked after its answers, in order. Whoever says that a neighbour's report is the
// same is asked only for what is still needed: a phone number, if they like.
[[nodiscard]] std::vector<const model::Field*> asked_fields(const Form& form, const model::RequestKind& kind);
[[nodiscard]] bool is_required(const Form& form, const model::Field& field);

}  // namespace gridboard::kiosk::state
