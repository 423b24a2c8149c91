// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The way back of one row of an import after the other. Stays in this room.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/desk/import_desk.hpp"
#include "sync/desk/import_ground.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::desk {

// Works within one transaction; what it is given outlives it.
class Undoing {
 public:
  Undoing(store::Writer& writer, const store::Import& import, ImportedThings& things)
      : writer_(writer), import_(import), things_(things) {}

  // Before undo() of these rows.
  [[nodiscard]] base::Result<void> look_at(const std::vector<store::ImportRow>& rows);
  // The thing as it was before, or one obstacle more.
  [[nodiscard]] base::Result<void> undo(const store::ImportRow& row);
  [[nodiscard]] std::vector<UndoObstacle>& obstacles() { return obstacles_; }

 private:
  base::Result<void> look_at_numbers(const std::vector<store::ImportRow>& rows);
  base::Result<void> stop(const store::ImportRow& row, UndoObstacle::Why why,
                          std::vector<store::StandsOn> standing = {}, std::string later = "");
  base::Result<void> changed_since(const store::ImportRow& row);
  base::Result<void> take_away(const store::ImportRow& row, const ImportedThing& thing);
  base::Result<void> give_back(const store::ImportRow& row, const std::optional<ImportedThing>& now);

  store::Writer& writer_;
  const store::Import& import_;
  ImportedThings& things_;
  std::optional<ImportGround> ground_;
  std::set<std::string, std::less<>> taken_numbers_;  // of the rows' bills as they were
  std::vector<UndoObstacle> obstacles_;
};

}  // namespace gridboard::desk
