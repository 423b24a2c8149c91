// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board's folder filled as the link would fill it, and a board opened on it without a display or a network.

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/board.hpp"
#include "kiosk/app/hands.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"

namespace gridboard::kiosk::app {

inline constexpr const char* kAccount = "3100004471";
inline constexpr const char* kOtherAccount = "3100004489";
inline constexpr const char* kPin = "482913";
inline constexpr const char* kMaintenancePin = "730261";
inline constexpr const char* kName = "欧阳*";
inline constexpr const char* kPhone = "138****8000";

struct StoredOptions {
  bool hall = false;
  int width = 1080, height = 1920;
  bool large = false, english = false;
  bool link = true;  // to an address where nobody answers
  bool urgent = false;  // a notice that takes the glass, about the fault
  std::optional<model::DayPart> quiet_hours{};
  float glass_bottom_mm = 0;
  print::PrinterSettings printer{};
  MakeSpeaker make_speaker{};  // none: the board is silent
  platform::HeadphoneRule headphones = platform::HeadphoneRule::never;
};

// The machine's clock, set wrong by so much. Thread-safe.
class SetClock final : public base::Clock {
 public:
  [[nodiscard]] base::Instant now() const override {
    return clock_.now() + std::chrono::milliseconds(wrong_by_ms_.load());
  }
  [[nodiscard]] std::chrono::milliseconds monotonic() const override { return clock_.monotonic(); }
  void set_wrong_by(std::chrono::milliseconds by) { wrong_by_ms_ = by.count(); }

 private:
  base::SystemClock clock_;
  std::atomic<std::int64_t> wrong_by_ms_{0};
};

class StoredBoard {
 public:
  explicit StoredBoard(const StoredOptions& options = {});
  ~StoredBoard();
  StoredBoard(const StoredBoard&) = delete;

  void open();  // again, after close(): a restart
  void close() { hands.reset(), board.reset(); }
  void put(const std::vector<wire::Record>& records);  // as a commit of the feed
  [[nodiscard]] std::size_t outbox_size();

  void unlock(const std::string& pin = kPin);  // from the board, by touches
  std::string hand_in_visit();                  // by the household that is unlocked; the receipt
  void finish_request(const std::string& receipt);  // the centre says that it is done; over a restart
  void pass(std::chrono::seconds by);
  [[nodiscard]] state::ScreenId shown() const { return state::shown_screen(board->state()); }
  [[nodiscard]] std::string all_text() const;  // of the last frame's tree

  SetClock clock;
  base::SystemRandom random;
  std::string folder;
  std::unique_ptr<Board> board;
  std::unique_ptr<Hands> hands;

 private:
  StoredOptions options_;
  std::uint64_t seq_ = 0;
};

// October's bill of kAccount, unpaid, with a code for it; the eleven before it are paid.
[[nodiscard]] wire::BillRecord open_bill(base::Instant now);
// As boards hold it.
[[nodiscard]] wire::SealedBill sealed(const wire::BillRecord& bill);

}  // namespace gridboard::kiosk::app
