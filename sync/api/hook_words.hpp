// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Why a payment service's message wasn't taken, as staff read it.

#include <string>
#include <string_view>

#include "sync/api/language.hpp"

namespace gridboard::api {

// `words` as the books keep them, in English; what has no other wording here is given back as it is.
[[nodiscard]] std::string hook_words(std::string_view words, Language language);

}  // namespace gridboard::api
