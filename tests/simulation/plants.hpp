// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bugs that the simulation can be given, to show that it would find them. They sit in its own driver (centre.cpp,
// board.cpp, receipts_plant.cpp), between the rooms' real functions: the programs that are shipped hold nothing of
// them.

#include <array>
#include <optional>
#include <string_view>

namespace gridboard::simulation {

enum class Plant {
  none,
  skipped_segment,        // the centre passes over a segment and joins the next one to the one before
  early_acknowledgement,  // the centre answers an outbox before it commits what was in it
  dropped_tombstone,      // the centre leaves removals out of a segment
  reused_receipt,         // a board counts its receipts on from whatever its disk says
  ignored_epoch,          // a centre restored from a backup goes on with the epochs of before
};

struct PlantName {
  Plant plant;
  std::string_view name;
};
inline constexpr std::array<PlantName, 5> kPlants{{{Plant::skipped_segment, "skip-segment"},
                                                   {Plant::early_acknowledgement, "ack-before-commit"},
                                                   {Plant::dropped_tombstone, "drop-tombstone"},
                                                   {Plant::reused_receipt, "reuse-receipt"},
                                                   {Plant::ignored_epoch, "ignore-epoch"}}};

}  // namespace gridboard::simulation
