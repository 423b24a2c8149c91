// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board's folder filled as the link would fill it, and a board opened on it without a display or a network.

#include <memory>
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
inline constexpr const char* kName = "欧阳*";
inline constexpr const char* kPhone = "138****8000";

struct StoredOptions {
  bool hall = false;
  int width = 1080, height = 1920;
  bool large = false, english = false;
  bool link = true;  // to an address where nobody answers
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
  [[nodiscard]] std::string all_text() const;  // of the last frame's tree

  base::SystemClock clock;
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

}  // namespace gridboard::kiosk::app
