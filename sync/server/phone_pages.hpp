// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What phones show: for staff who sign in before a board, and for residents who go on at home. Pure: views in, pages
// out. Forms only, no script.

#include <map>
#include <string>
#include <vector>

#include "sync/desk/check_sign_in.hpp"
#include "sync/desk/follow_request.hpp"
#include "sync/desk/take_phone_request.hpp"
#include "sync/desk/unlock_by_phone.hpp"
#include "sync/server/html.hpp"

namespace gridboard::server {

// A title and a kind sentence: errors, and what is over.
[[nodiscard]] Page message_page(Say say, std::string title, const std::string& sentence);

// "" problem: the form for the first time.
[[nodiscard]] Page sign_in_page(Say say, const std::string& board_name, const std::string& typed_manager,
                                const std::string& problem);
[[nodiscard]] Page signed_in_page(Say say, const desk::CheckedSignIn& checked, store::SignInKind kind, base::Zone zone);

[[nodiscard]] Page services_page(Say say, const desk::PhoneForm& form, const model::Catalogue& catalogue);

struct FilledForm {
  const desk::PhoneForm& form;
  const model::RequestKind& kind;
  std::string token;
  std::map<std::string, std::string> given;  // what was typed before, but for the PIN
  std::string account;
  std::map<std::string, model::AnswerProblem> problems;
  std::string sentence;  // what is wrong beside that, "" if nothing is
};
[[nodiscard]] Page form_page(Say say, const FilledForm& filled);

// The resident's PIN for a board's code. "" problem: for the first time.
[[nodiscard]] Page unlock_page(Say say, const desk::PhoneUnlock& unlock, const std::string& problem);
[[nodiscard]] Page unlocked_page(Say say, const desk::PhoneUnlock& unlock);

// `note`: what was just done, "" else.
[[nodiscard]] Page receipt_page(Say say, const desk::FollowedRequest& request, const model::Catalogue& catalogue,
                                base::Zone zone, const std::string& note);

}  // namespace gridboard::server
