// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/question.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct PublishQuestions {
  std::vector<model::Question> questions;  // as parse_questions reads them
  std::vector<std::string> places;         // as resolve_places takes them
  std::optional<base::Instant> valid_to;   // then what ships with boards counts again
  std::string publisher;
};

// Publishes all of them to the boards of all the places, in one transaction. What was published under an id before is
// replaced, its places too. `shipped`: those of the assets, which every board has. invalid_input names the question and
// the field: `related` that is neither shipped nor published, `open` that leads nowhere, one that takes away what isn't
// shipped; not_found or ambiguous as the places are.
[[nodiscard]] base::Result<std::vector<model::PublishedQuestion>> publish_questions(
    store::Store& store, const PublishQuestions& wanted, const std::vector<model::Question>& shipped,
    const model::Catalogue& catalogue, const base::Clock& clock);

}  // namespace gridboard::desk
