// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Things that files bring, as the store and the boards have them: as they stand, put, taken away, and as texts by
// column, in which an import remembers what it changed.

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/import_rows.hpp"
#include "sync/model/rules.hpp"

namespace gridboard::desk {

// "household/3301044471": the same for every import.
[[nodiscard]] std::string name_of_thing(const ImportedThing& thing);
// By the English names of their columns, all of them; of a place its path stands for code and parent. PINs and keys,
// which no file has, are left out.
using ThingTexts = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] ThingTexts texts_of(const ImportedThing& thing);
[[nodiscard]] std::string json_of(const ImportedThing& thing);
// corrupt if it isn't what json_of() made.
[[nodiscard]] base::Result<ThingTexts> texts_in(std::string_view json);
[[nodiscard]] base::Result<ImportedThing> thing_in(store::ImportKind kind, std::string_view json);

// The one that stands in the store under the same id; nothing if there is none.
[[nodiscard]] base::Result<std::optional<ImportedThing>> stored_like(store::Reader& reader, const ImportedThing& thing);

// Writes into one transaction, with the feed records. Bills wait until there are many, and managers and suppliers for
// the end: call finish() once behind the last of it.
class ImportedThings {
 public:
  // `rules`: for households, whose bills may follow them.
  ImportedThings(store::Writer& writer, const CentreSettings& settings, const model::Rules* rules, base::Instant now)
      : writer_(writer), settings_(settings), rules_(rules), now_(now) {}

  // `before`: as stored_like() has it now; a household keeps its PIN, a bill its dispute. True if it changed anything.
  [[nodiscard]] base::Result<bool> put(ImportedThing thing, const std::optional<ImportedThing>& before);
  // Takes what stands there away, from boards as well. Nothing may stand on it.
  [[nodiscard]] base::Result<void> drop(const ImportedThing& thing);
  [[nodiscard]] base::Result<void> finish();

 private:
  base::Result<void> put_place(const model::Place& place, const std::optional<ImportedThing>& before);
  base::Result<void> take_back(const std::string& key);
  base::Result<void> settle_bills();

  store::Writer& writer_;
  const CentreSettings& settings_;
  const model::Rules* rules_;
  base::Instant now_;
  std::set<std::string> managers_;  // whose places are other ones now
  bool new_root_ = false;
  std::vector<model::Bill> bills_put_, bills_dropped_;  // that wait
};

}  // namespace gridboard::desk
