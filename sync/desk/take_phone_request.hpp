// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Somebody goes on at home with what a board began: the same catalogue, the same rules, another way in.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/answers.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What stands on the form beside the catalogue's fields.
struct PhoneForm {
  store::Board board;
  std::string place;  // "新华社区/3栋/2单元"
  CentreSettings settings;
  std::vector<std::string> day_parts;   // offered
  std::optional<model::Outage> outage;  // whose windows are chosen from, for kinds that have such a field
};

// not_found: no board in use has the id. `outage_id` "": the newest one there that may be chosen for, if there is one.
[[nodiscard]] base::Result<PhoneForm> open_phone_form(store::Store& store, const model::Rules& rules,
                                                      const std::string& board_id, const std::string& outage_id,
                                                      base::Instant now);

struct PhoneRequest {
  std::string board_id, kind;
  std::string token;  // a UUID made with the form: however often it is sent, it is one request
  std::string account, pin;
  std::string outage_id;
  std::map<std::string, std::string> answers;
};

struct TakenPhoneRequest {
  std::string receipt;                            // "" if it wasn't taken
  std::map<std::string, model::AnswerProblem> problems;  // by field
  bool wrong_pin = false;                         // or an account that isn't there: which of them isn't told
  std::optional<base::Instant> wait_until;        // too many wrong PINs for this account
  std::string sentence;                           // why the desk refuses it, in Chinese
};

// Takes it in once; the same token with other content gives the first receipt again. Of kinds that need a household the
// account and its enquiry PIN are checked, with the growing wait of boards: takes 0.1 s and 64 MiB then.
// not_found: the board or the kind isn't there. invalid_input: the token is none.
[[nodiscard]] base::Result<TakenPhoneRequest> take_phone_request(store::Store& store, const model::Catalogue& catalogue,
                                                                 const model::Rules& rules, const PhoneRequest& wanted,
                                                                 base::Instant now, base::Random& random);

}  // namespace gridboard::desk
