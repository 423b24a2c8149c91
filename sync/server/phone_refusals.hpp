// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What phones show when something can't be done: a kind sentence, never a bare error.

#include "sync/desk/check_sign_in.hpp"
#include "sync/desk/judge_request.hpp"
#include "sync/server/html.hpp"

namespace gridboard::server {

struct RefusedWords {
  int status;
  const char *zh, *en;
};
[[nodiscard]] RefusedWords words_of(desk::SignInRefusal refusal);
[[nodiscard]] RefusedWords words_of(desk::Judged judged);

}  // namespace gridboard::server
