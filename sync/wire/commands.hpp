// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the centre may ask of a board, and the bodies of the items with which it answers. Nothing personal: a picture is
// taken only while nobody stands before the board.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace gridboard::wire {

enum class CommandKind { picture, restart };
[[nodiscard]] const char* name_of(CommandKind kind);
[[nodiscard]] std::optional<CommandKind> parse_command_kind(std::string_view name);

// key "command/<kind>", in a board's own log: the newest of its kind. Whoever reads it at `ends_at` or later, or well
// before `asked_at`, passes over it.
struct CommandRecord {
  CommandKind kind = CommandKind::picture;
  std::string id;  // UUID
  base::Instant asked_at{}, ends_at{};
  bool operator==(const CommandRecord&) const = default;
};

// waiting: somebody stands before it, and it goes on once he or she has left. begun: it is about to start anew.
enum class CommandOutcome { waiting, begun, done, failed };
[[nodiscard]] const char* name_of(CommandOutcome outcome);
[[nodiscard]] bool is_final(CommandOutcome outcome);  // nothing comes after it

// Body of a command item.
struct CommandAnswer {
  std::string id;  // of the command
  CommandOutcome outcome = CommandOutcome::waiting;
  std::string why;  // of a failure, for staff, English; at most kMaxWhyBytes
  bool operator==(const CommandAnswer&) const = default;
};
inline constexpr std::size_t kMaxWhyBytes = 400;
[[nodiscard]] std::string encode(const CommandAnswer& answer);
[[nodiscard]] base::Result<CommandAnswer> decode_command_answer(std::string_view json);

// Body of a screenshot item, which says at once that its command is done. A line of an outbox on a stick holds it.
struct ScreenshotBody {
  std::string command_id;
  std::string png;  // 1 to kMaxScreenshotBytes
  bool operator==(const ScreenshotBody&) const = default;
};
inline constexpr std::size_t kMaxScreenshotBytes = 1 << 20;
[[nodiscard]] std::string encode(const ScreenshotBody& body);
// Whether it is a picture at all is for whoever takes it to see.
[[nodiscard]] base::Result<ScreenshotBody> decode_screenshot_body(std::string_view json);

}  // namespace gridboard::wire
