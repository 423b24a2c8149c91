// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The board: the loop that owns the state, and everything it is wired to. It sleeps until a touch, a word from another
// thread or the next moment at which something shown changes, and draws only then.
//
// THREADING: the loop's thread alone. The link, the PIN check and pinyin work on threads of their own and leave what
// they have to say in the inbox.

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/centre_clock.hpp"
#include "kiosk/app/inbox.hpp"
#include "kiosk/app/pin_worker.hpp"
#include "kiosk/app/public_views.hpp"
#include "kiosk/app/reach.hpp"
#include "kiosk/app/settings.hpp"
#include "kiosk/app/voice.hpp"
#include "kiosk/questions/question_worker.hpp"
#include "kiosk/state/app_state.hpp"
#include "kiosk/state/intents.hpp"
#include "kiosk/update/commands.hpp"
#include "kiosk/update/health.hpp"
#include "kiosk/update/shown_notices.hpp"
#include "kiosk/update/update.hpp"
#include "kiosk/widgets/ui.hpp"
#include "sync/base/ids.hpp"
#include "sync/model/tariff.hpp"

namespace gridboard::kiosk::app {

class Board {
 public:
  // Opens the glass and reads what the first frame shows. The link and all else begin after that frame. `clock` and
  // `random` are thread-safe and outlive the board.
  [[nodiscard]] static base::Result<std::unique_ptr<Board>> open(Settings settings, base::Clock& clock,
                                                                 base::Random& random);
  ~Board();
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  void run();  // until the window is closed or stop()
  // One turn of the loop, which sleeps for at most this long. False once the board is to end.
  bool turn(std::chrono::milliseconds at_most);
  void wake() { display_->wake(); }  // from any thread

  // The centre asked for it, and it was told so: whoever runs the board starts the program once more.
  [[nodiscard]] bool starts_anew() const { return starts_anew_; }

  [[nodiscard]] const state::AppState& state() const { return state_; }
  [[nodiscard]] const widgets::AccessTree& access() const { return access_; }
  [[nodiscard]] const PublicViews& views() const { return views_; }
  [[nodiscard]] platform::Display& display() { return *display_; }
  [[nodiscard]] text::TextEngine& text() { return *text_; }
  [[nodiscard]] replica::ReplicaReader* reader() { return reader_.get(); }  // null while nothing is stored
  [[nodiscard]] base::Instant now() const;                                  // see CentreClock
  [[nodiscard]] base::Zone zone() const { return settings_.zone; }
  // Nothing that was asked of another thread is open, and the last frame shows the state.
  [[nodiscard]] bool settled() const;
  // It has all that the centre had for it, and for a second nothing new came.
  [[nodiscard]] bool synced() const;

  [[nodiscard]] Glass glass() const;  // and where it hangs

  // For tests with the screen dark: what was begun to be said, once it was asked to be kept.
  void keep_spoken();
  [[nodiscard]] std::vector<Spoken> take_spoken();
  [[nodiscard]] bool quiet() const;  // settled, and nothing is being said or waits to be

  // For tours and tests: what the passing of time, a dead network and the centre would do. Time passes for the session
  // or for the idle board, whichever there is.
  void let_time_pass(std::chrono::seconds by);
  void lose_connection(base::Instant last_contact);
  void show_revoked();
  // As if the board's clock had gone back behind what the centre told.
  void doubt_clock();
  // As if the newest notice were urgent, with the first outage that is on or ahead, until it is forgotten.
  void announce_newest();
  void forget_announcements();  // as if none were urgent, until something new comes
  void set_quiet_hours(const std::optional<model::DayPart>& hours) { state_.quiet_hours = hours; }

 private:
  Board(Settings settings, base::Clock& clock, base::Random& random);
  base::Result<void> begin();
  base::Result<void> load_assets();

  void open_reader();
  void renew_reader();      // nothing of what was read stays in its memory
  void reload();            // everything that is read from the replica
  void reload_household();  // of it, what belongs to the unlocked one
  void start_link();
  void choose_takeover();  // the newest that this person has not put away, else the newest
  void refresh_reports();

  bool take_words();
  void take(const link::Event& event);
  void take_enrolment(bool enrolled, bool revoked);

  // board_commands.cpp
  void reload_commands();
  void follow_commands();
  void take_picture(update::AskedCommand& asked);
  void answer(update::AskedCommand& asked, const wire::CommandAnswer& answer, std::string png);
  void take(const link::CommandKept& kept);

  // board_input.cpp
  void make_input_workers();
  void know_own_names();
  void warm_up_input();
  [[nodiscard]] bool waits_for_input() const;
  void take(const input::Answer& answer);
  void take(const input::Read& read);

  // board_print.cpp
  void make_printer();
  void take(const print::JobNews& news);
  [[nodiscard]] std::optional<base::Instant> submitted_at(const std::string& receipt);

  // board_questions.cpp
  void make_questions();
  void publish_questions(std::vector<model::Question> published);
  void warm_up_questions();
  [[nodiscard]] bool waits_for_questions() const;
  void take(const questions::Found& found);

  // board_reports.cpp
  void report();
  void tell_shown(const wire::ShownBody& body);
  void report_health();
  [[nodiscard]] wire::HealthBody health() const;

  // board_speech.cpp
  void make_voice();
  [[nodiscard]] Scene scene();
  void hear_input(const platform::Display::Wake& wake);
  void hear_touch();
  void hear_headphones();
  void narrate();
  void take(const speech::Said& said);

  // board_time.cpp
  void refresh_header(base::Instant now);
  void refresh_sign_in(base::Instant now);
  void move_picture();  // against burn-in
  void follow_clock(base::Instant now);
  [[nodiscard]] std::optional<base::Instant> next_moment(base::Instant now) const;
  [[nodiscard]] bool shows_seconds() const;
  struct Look;
  [[nodiscard]] Look look() const;
  void take_input(const platform::Display::Wake& wake, base::Instant now);
  void pass_time(base::Instant now);
  void draw();
  void add_key_intents(state::Intents& intents) const;
  [[nodiscard]] const widgets::Theme& theme();
  void apply(const state::Intents& intents);
  void carry_out(const update::Effects& effects);

  void carry_out(const update::LoadBill& effect);
  void carry_out(const update::LookUpLock& effect);
  void carry_out(const update::CheckPin& effect);
  void carry_out(const update::AskPinyin& effect);
  void carry_out(const update::SubmitRequest& effect);
  void carry_out(const update::FindHouseholds& effect);
  void carry_out(const update::LookUpRequest& effect);
  void carry_out(const update::EnrolBoard& effect);
  void carry_out(const update::SendRating& effect);
  void carry_out(const update::SendReopening& effect);
  void carry_out(const update::LookUpMaintenanceLock& effect);
  void carry_out(const update::CheckMaintenancePin& effect);
  void carry_out(const update::LoadMaintenance& effect);
  void carry_out(const update::Quit& effect);
  void carry_out(const update::WipeSession& effect);
  void carry_out(const update::TakeBundle& effect);  // board_stick.cpp
  void carry_out(const update::WriteOutbox& effect);
  void take(const link::BundleTaken& taken);
  void take(const link::OutboxWritten& written);
  void take(const link::StickFailed& failure);
  void carry_out(const update::AskWriting& effect);    // board_input.cpp
  void carry_out(const update::AskQuestions& effect);  // board_questions.cpp
  void carry_out(const update::PrintSlip& effect);     // board_print.cpp
  void carry_out(const update::Silence& effect);       // board_speech.cpp
  void carry_out(const update::SayScreen& effect);
  void carry_out(const update::HoldSpeech& effect);
  void keep_without_link(const replica::ReplicaWriter::Submission& submission);
  // board_phone_unlock.cpp
  void carry_out(const update::AskPhoneUnlock& effect);
  void take(const link::UnlockOffered& offered);
  void take(const link::UnlockSealed& sealed);
  void take(const link::UnlockFailed& failed);
  void end_unneeded_phone_unlock();
  // board_household.cpp
  void take(const LockAnswered& answered);
  void hold_household_key(const std::string& account, std::shared_ptr<const wire::SecretBytes> key);
  [[nodiscard]] PinSecret pin_secret_of(const std::string& account);
  void forget_household_key();
  void refuse_record(const std::string& key, std::string_view reason);
  [[nodiscard]] std::vector<wire::BillRecord> open_bills(const std::vector<wire::SealedBill>& sealed);

  [[nodiscard]] update::Context context() const;
  [[nodiscard]] const text::Messages& messages();

  Settings settings_;
  base::Clock& clock_;
  base::Random& random_;

  std::unique_ptr<platform::Display> display_;
  std::unique_ptr<text::TextEngine> text_;
  std::optional<widgets::Theme> theme_, night_theme_;  // night_theme_: read when first wanted
  std::optional<widgets::Pictures> pictures_;
  widgets::AccessTree access_;
  text::Messages chinese_;
  std::optional<text::Messages> english_;  // read when first wanted
  model::Catalogue catalogue_;
  model::Rules rules_;
  model::TariffBook tariffs_;

  state::AppState state_;
  PublicViews views_;
  std::optional<state::TakeoverView> announced_;
  std::unique_ptr<replica::ReplicaReader> reader_;
  std::optional<base::Instant> last_contact_;
  CentreClock centre_;
  std::string server_url_;    // of the centre that this board belongs to
  std::string link_problem_;  // why the last try failed, "" if it went well
  std::optional<base::Month> shown_period_;
  // Of the household that has unlocked; wiped when its session ends.
  std::shared_ptr<const wire::SecretBytes> household_key_;
  std::string household_key_of_;                       // its account, "" without a key
  std::optional<wire::HouseholdLock> household_lock_;  // that the PIN opened
  // While a code is shown, or asked for: its id, and the only copy of what opens the answer.
  struct OpenUnlock {
    std::string id, account;
    wire::SecretBytes secret_key;
  };
  std::optional<OpenUnlock> phone_unlock_;
  std::vector<update::AskedCommand> commands_;  // of the centre
  update::ShownNotices shown_notices_, shown_outages_;
  update::HealthTold health_told_;
  std::optional<std::chrono::milliseconds> health_looked_at_;  // monotonic
  std::optional<base::Instant> everything_at_;  // when it last knew, since the start, that it has everything
  std::string printer_word_ = "untried";        // how its last slip ended, for the centre
  std::set<std::string> refused_;               // keys of records that the centre has been told of
  std::uint64_t ticket_ = 0;                    // of the newest submission

  int frames_owed_ = 1;
  std::unique_ptr<platform::Headphones> headphones_;
  bool narrated_ = true;             // what the last frame shows has been gone through for what is to be said
  bool touch_counts_later_ = false;  // it began on the session's warning
  bool quit_ = false, starts_anew_ = false;
  bool heard_ = false;                          // from the centre, since the start
  bool has_everything_ = false;                 // that the centre had for it when it was heard last
  std::chrono::milliseconds changed_at_{0};     // monotonic, of the last news
  std::chrono::milliseconds last_frame_at_{0};  // monotonic
  std::chrono::milliseconds wall_minus_monotonic_{0};
  std::chrono::milliseconds begun_at_{0}, moved_at_{0};  // monotonic; moved: the picture, against burn-in
  std::size_t shift_step_ = 0;

  // Last: they post into what stands above and end before it.
  std::unique_ptr<Inbox> inbox_;
  std::unique_ptr<PinWorker> pins_;
  std::unique_ptr<input::PinyinWorker> pinyin_;
  std::unique_ptr<input::WritingWorker> writing_;
  std::unique_ptr<questions::QuestionWorker> questions_;
  std::unique_ptr<link::Link> link_;
  std::unique_ptr<print::Printer> printer_;  // null while none is configured
  std::unique_ptr<Voice> voice_;
};

}  // namespace gridboard::kiosk::app
