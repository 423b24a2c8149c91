// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_phone_request.hpp"

#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/choose_window.hpp"
#include "sync/desk/phone_receipts.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/pin_tries.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/desk/take_request.hpp"
#include "sync/store/outages.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kMostPinBytes = 64;

Result<store::Board> active_board(store::Reader& reader, const std::string& id) {
  auto board = reader.board(id);
  if (!board) return tl::unexpected(board.error());
  if (!*board || (*board)->state != store::BoardState::active) return fail(ErrorCode::not_found, "no such board");
  return std::move(**board);
}

bool reaches_board(const model::Outage& outage, const store::Board& board) {
  for (const std::string& path : outage.audience) {
    if (base::reaches(path, board.place_path)) return true;
  }
  return false;
}

Result<std::optional<model::Outage>> outage_to_choose_for(store::Reader& reader, const store::Board& board,
                                                          const std::string& wanted, base::Instant now) {
  auto outages = reader.outage_desk().current_outages("");
  if (!outages) return tl::unexpected(outages.error());
  for (model::Outage& outage : *outages) {
    if (!wanted.empty() && outage.id != wanted) continue;
    if (model::may_choose(outage, now) && reaches_board(outage, board)) return std::optional(std::move(outage));
  }
  return std::optional<model::Outage>();
}

// Under this token the first receipt is kept.
std::string phone_of(const std::string& board_id) {
  return "phone/" + board_id;
}

// The household whose PIN that is; nothing if it isn't, is nobody's, or lies elsewhere.
Result<std::optional<model::Household>> prove_household(store::Store& store, const store::Board& board,
                                                        const PhoneRequest& wanted, base::Instant now,
                                                        TakenPhoneRequest& taken) {
  std::optional<model::Household> household;
  const std::string account(base::trim(wanted.account));
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    if (!model::is_account_number(account)) return {};
    auto found = reader.household(account);
    if (!found) return tl::unexpected(found.error());
    if (*found && base::reaches((*found)->path(), board.place_path)) household = std::move(**found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (household && !household->pin_hash.empty()) {
    auto waits = begin_try(store, "household/" + account, now);
    if (!waits) return tl::unexpected(waits.error());
    taken.wait_until = *waits;
    if (*waits) return std::optional<model::Household>();
  }
  const bool sane = !wanted.pin.empty() && wanted.pin.size() <= kMostPinBytes;
  if (!sane || !pin_fits(household ? household->pin_hash : std::string(), wanted.pin)) {
    taken.wrong_pin = true;
    return std::optional<model::Household>();
  }
  auto forgotten = store.write([&](store::Writer& writer) { return forget_tries(writer, "household/" + account); });
  if (!forgotten) return tl::unexpected(forgotten.error());
  return household;
}

// Answers to what is asked; whatever else the form sent is nobody's business.
std::map<std::string, std::string> asked_answers(const model::RequestKind& kind,
                                                 const std::map<std::string, std::string>& given) {
  const std::vector<std::pair<std::string, std::string>> pairs(given.begin(), given.end());
  std::map<std::string, std::string> asked;
  for (const model::Field& field : kind.fields) {
    const auto answer = given.find(field.id);
    if (answer == given.end() || !model::is_asked(field, pairs)) continue;
    const std::string_view text = base::trim(answer->second);
    if (!text.empty()) asked[field.id] = text;
  }
  return asked;
}

std::map<std::string, model::AnswerProblem> problems_of(const model::RequestKind& kind,
                                                        const std::map<std::string, std::string>& answers,
                                                        const std::vector<std::string>& day_parts) {
  const std::vector<std::pair<std::string, std::string>> pairs(answers.begin(), answers.end());
  std::map<std::string, model::AnswerProblem> problems;
  for (const model::Field& field : kind.fields) {
    if (!model::is_asked(field, pairs)) continue;
    const auto answer = answers.find(field.id);
    const std::string given = answer == answers.end() ? std::string() : answer->second;
    model::AnswerProblem problem = model::problem_of(field, given);
    const bool is_offered = field.type != model::FieldType::day_part || given.empty() ||
                            std::find(day_parts.begin(), day_parts.end(), given) != day_parts.end();
    if (!is_offered) problem = model::AnswerProblem::malformed;
    if (problem != model::AnswerProblem::none) problems[field.id] = problem;
  }
  return problems;
}

Result<void> accept(store::Writer& writer, const RequestDesk& desk, const store::Board& board,
                    const PhoneRequest& wanted, const std::optional<model::Household>& household,
                    std::map<std::string, std::string> answers, base::Random& random, TakenPhoneRequest& taken) {
  const auto before = writer.answer(phone_of(board.id), wanted.token);
  if (!before) return tl::unexpected(before.error());
  if (*before) {
    taken.receipt = (*before)->answer;
    return {};
  }
  auto receipt = new_phone_receipt(writer, random);
  if (!receipt) return tl::unexpected(receipt.error());
  model::ServiceRequest request;
  request.receipt = *receipt;
  request.kind = wanted.kind;
  request.place_path = household ? household->path() : board.place_path;
  request.account = household ? household->account : "";
  request.answers = std::move(answers);
  request.outage_id = wanted.outage_id;
  request.submitted_at = desk.now;
  request.source = "phone";
  auto reason = accept_request(writer, desk, board, request, "");
  if (!reason) return tl::unexpected(reason.error());
  taken.sentence = *reason;
  if (!taken.sentence.empty()) return {};
  taken.receipt = *receipt;
  return writer.keep_answer(phone_of(board.id), wanted.token, {"", *receipt});
}

}  // namespace

Result<PhoneForm> open_phone_form(store::Store& store, const model::Rules& rules, const std::string& board_id,
                                  const std::string& outage_id, base::Instant now) {
  PhoneForm form;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    form.settings = std::move(*settings);
    auto board = active_board(reader, board_id);
    if (!board) return tl::unexpected(board.error());
    form.board = std::move(*board);
    auto words = place_in_words(reader, form.board.place_path);
    if (!words) return tl::unexpected(words.error());
    form.place = std::move(*words);
    auto outage = outage_to_choose_for(reader, form.board, outage_id, now);
    if (!outage) return tl::unexpected(outage.error());
    form.outage = std::move(*outage);
    for (const auto& half_day : model::offered_half_days(rules.calendar, base::date_of(now, form.settings.zone))) {
      form.day_parts.push_back(model::id_of(half_day));
    }
    form.day_parts.emplace_back(model::kCallFirst);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return form;
}

Result<TakenPhoneRequest> take_phone_request(store::Store& store, const model::Catalogue& catalogue,
                                             const model::Rules& rules, const PhoneRequest& wanted, base::Instant now,
                                             base::Random& random) {
  if (!base::is_uuid(wanted.token)) return fail(ErrorCode::invalid_input, "token: isn't one of ours");
  const model::RequestKind* kind = catalogue.find(wanted.kind);
  if (kind == nullptr) return fail(ErrorCode::not_found, "no such kind of request");
  const auto form = open_phone_form(store, rules, wanted.board_id, wanted.outage_id, now);
  if (!form) return tl::unexpected(form.error());
  TakenPhoneRequest taken;
  auto answers = asked_answers(*kind, wanted.answers);
  taken.problems = problems_of(*kind, answers, form->day_parts);
  if (!taken.problems.empty()) return taken;
  std::optional<model::Household> household;
  if (kind->needs_household) {
    auto proved = prove_household(store, form->board, wanted, now, taken);
    if (!proved) return tl::unexpected(proved.error());
    if (!*proved) return taken;
    household = std::move(*proved);
  }
  auto written = store.write([&](store::Writer& writer) {
    const RequestDesk desk{catalogue, rules, form->settings, now};
    return accept(writer, desk, form->board, wanted, household, answers, random, taken);
  });
  if (!written) return tl::unexpected(written.error());
  return taken;
}

}  // namespace gridboard::desk
