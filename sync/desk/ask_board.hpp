// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff ask of a board from afar: a picture of its locked screen, or that its program begins anew. It travels in
// the board's own log and ends soon: a board that was away does nothing days later. Boards do neither while somebody
// stands before them.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/store/board_commands.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Longer than somebody uses a board as a rule, and about as long as staff wait before their screen for it.
inline constexpr std::chrono::minutes kCommandLasts{10};

// ended: its time is over, and the board said nothing, or that somebody stood before it all the while.
enum class CommandState { asked, waiting, begun, done, failed, ended };
[[nodiscard]] const char* name_of(CommandState state);
[[nodiscard]] CommandState state_of(const store::BoardCommand& command, base::Instant now);

// With its line in the audit chain, in the same transaction. not_found; conflict if the board isn't in use, or one of
// the kind that was asked before may still be answered.
[[nodiscard]] base::Result<store::BoardCommand> ask_board(store::Store& store, const Actor& actor,
                                                          wire::CommandKind kind, std::string_view board_id,
                                                          base::Instant now, base::Random& random);

// What a board answered, at the board's own `at`. Returns "" or why it isn't taken: a sentence. A command that is over
// takes nothing more, and says nothing of it.
[[nodiscard]] base::Result<std::string> take_command_answer(store::Writer& writer, const store::Board& board,
                                                            std::string_view body, base::Instant at);
// The picture that was asked for, which ends its command.
[[nodiscard]] base::Result<std::string> take_screenshot(store::Writer& writer, const store::Board& board,
                                                        std::string_view body, base::Instant at);

}  // namespace gridboard::desk
