// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finds places by what people write: pure, so that it can be fuzzed and tested without a store.

#include <string>
#include <string_view>
#include <vector>

#include "sync/model/place.hpp"

namespace gridboard::desk {

// A name as compared: no spaces, full-width letters and digits as ASCII ones, ASCII letters in lower case.
[[nodiscard]] std::string fold_place_name(std::string_view name);

// The parts of what was written, split at '/', '／' or '>', trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> split_place_words(std::string_view written);

// The tree as one needs it to read names: every place by its path. Ordered, so that answers are the same every time.
class PlaceDirectory {
 public:
  explicit PlaceDirectory(std::vector<model::Place> places);

  // The places that `written` fits, in the order of their paths: a whole path of codes; else the places whose own and
  // next higher codes or names are the words given ("新华社区/3栋/2单元"); else those where levels between the words
  // were left out ("云溪供电/新华社区"). Empty if none.
  [[nodiscard]] std::vector<const model::Place*> matches(std::string_view written) const;
  // At most `limit` places that `written` may have meant, the nearest first.
  [[nodiscard]] std::vector<const model::Place*> near(std::string_view written, std::size_t limit) const;
  // "云溪供电/北塘/新华社区/3栋": the names from the root.
  [[nodiscard]] std::string names_of(const model::Place& place) const;
  [[nodiscard]] const model::Place* find(std::string_view path) const;

 private:
  [[nodiscard]] std::vector<const model::Place*> lineage(const model::Place& place) const;  // itself first

  std::vector<model::Place> places_;  // by path
};

}  // namespace gridboard::desk
