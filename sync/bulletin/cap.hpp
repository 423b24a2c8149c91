// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sync/bulletin/words.hpp"
#include "sync/model/alert_levels.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::bulletin {

inline constexpr const char* kCapType = "application/cap+xml; charset=utf-8";

// A bulletin as a CAP 1.2 message: the first of its outage is an Alert, that of a cancelled one a Cancel, with a note
// if it was withdrawn, every other an Update. `earlier`: all of the outage before this one, oldest first; they are what
// it refers to. The same bytes for the same bulletin, whenever it is asked for.
[[nodiscard]] std::string cap_document(const model::Bulletin& bulletin, const std::vector<model::Bulletin>& earlier,
                                       const Publisher& publisher, const model::AlertLevels& levels);

}  // namespace gridboard::bulletin
