// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What boards are asked to do, what they answered, and what they said of themselves last. A part of Reader and Writer
// (store.hpp), with the same rules.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/wire/commands.hpp"
#include "sync/wire/reports.hpp"

namespace gridboard::store {

// What a board said of itself last, and when by the centre's clock as well as the board knows it.
struct BoardReport {
  std::string board_id;
  base::Instant at{};
  wire::HealthBody health;

  bool operator==(const BoardReport&) const = default;
};

struct BoardCommand {
  std::string id;  // UUID
  std::string board_id;
  wire::CommandKind kind = wire::CommandKind::picture;
  base::Instant asked_at{}, ends_at{};
  std::string asked_by, asked_by_name;          // as in the audit chain
  std::optional<wire::CommandOutcome> outcome;  // as the board said last; nothing while it hasn't
  std::optional<base::Instant> said_at;
  std::string why;  // of a failure, for staff

  bool operator==(const BoardCommand&) const = default;
};

struct BoardPicture {
  std::string board_id;
  std::string command_id;
  base::Instant taken_at{};
  int width_px = 0, height_px = 0;
  std::string png;

  bool operator==(const BoardPicture&) const = default;
};

// Older commands of a board are dropped: the audit chain keeps who asked what.
inline constexpr std::size_t kKeptBoardCommands = 20;

class BoardCommandReader {
 public:
  virtual ~BoardCommandReader() = default;
  // Of those boards that ever said anything, by board.
  virtual base::Result<std::vector<BoardReport>> board_reports(const std::vector<std::string>& board_ids) = 0;
  virtual base::Result<std::optional<BoardCommand>> board_command(std::string_view id) = 0;
  virtual base::Result<std::vector<BoardCommand>> board_commands(std::string_view board_id) = 0;  // newest first
  // The newest; without its bytes if those aren't wanted.
  virtual base::Result<std::optional<BoardPicture>> board_picture(std::string_view board_id, bool with_bytes) = 0;
};

class BoardCommandWriter : public virtual BoardCommandReader {
 public:
  virtual base::Result<void> put(const BoardReport& report) = 0;
  // By its id; keeps the newest kKeptBoardCommands of the board.
  virtual base::Result<void> put(const BoardCommand& command) = 0;
  // In the place of the one before.
  virtual base::Result<void> put(const BoardPicture& picture) = 0;
  // Retention. Drops at most `limit` that were taken before; how many.
  virtual base::Result<std::size_t> drop_board_pictures(base::Instant taken_before, std::size_t limit) = 0;
};

}  // namespace gridboard::store
