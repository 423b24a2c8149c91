// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The register of special care. Looking is a POST: the reason goes in the body, and the answer stands in no cache.
#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/notice_consent.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostPath = 200, kMostAccount = 20, kMostKind = 40, kMostDate = 10, kMostAfter = 400;
constexpr std::size_t kPage = 50;

base::Date today_of(const Call& call) {
  return base::date_of(call.now, call.env.zone);
}

std::string kind_in(const Call& call, const Fields& top, bool needed) {
  std::string kind = needed ? top.text("kind", 1, kMostKind) : top.text_if_any("kind", 0, kMostKind).value_or("");
  if (!kind.empty() && !call.env.care->knows(kind)) {
    top.refuse("kind", {"没有这个类别。", "There is no such kind."});
  }
  return kind;
}

base::Date date_in(const Fields& fields, std::string_view name) {
  const std::string text = fields.text(name, kMostDate, kMostDate);
  const auto date = base::parse_date(text);
  if (!date && !text.empty()) fields.refuse(name, {"要是日期，如 2026-11-21。", "must be a date such as 2026-11-21."});
  return date ? *date : base::Date{};
}

std::string reason_in(const Fields& top) {
  std::string reason = top.text("reason", desk::kLeastCareReasonCharacters, desk::kMostCareReasonCharacters);
  if (!reason.empty() && base::trim(reason).empty()) top.refuse("reason", {"不能是空白。", "must not be blank."});
  return reason;
}

desk::CareWanted wanted_in(const Call& call, const Fields& top) {
  desk::CareWanted wanted;
  wanted.details.note = top.text_if_any("note", 0, desk::kMostCareNoteCharacters).value_or("");
  wanted.details.contact_name = top.text_if_any("contact_name", 0, desk::kMostCareNameCharacters).value_or("");
  wanted.details.contact_phone = top.text_if_any("contact_phone", 0, desk::kMostCarePhoneCharacters).value_or("");
  const Fields consent = top.object("consent");
  wanted.details.consent_by = consent.text("by", 1, desk::kMostCareNameCharacters);
  const auto way = consent.choice_if_any<desk::ConsentWay>("way", desk::consent_way_named);
  if (!consent.has("way")) consent.refuse("way", {"必须选择。", "must be given."});
  if (way) wanted.details.consent_way = *way;
  wanted.details.consent_on = date_in(consent, "on");
  wanted.ends_on = date_in(consent, "ends_on");
  const auto on = std::chrono::sys_days(wanted.details.consent_on), ends = std::chrono::sys_days(wanted.ends_on);
  const auto today = std::chrono::sys_days(today_of(call));
  const std::string days = std::to_string(call.env.care->consent_at_most.count());
  if (on > today) consent.refuse("on", {"不能晚于今天。", "must not lie in the future."});
  if (ends > on + call.env.care->consent_at_most) {
    consent.refuse("ends_on", {"同意最长 " + days + " 天，到期要重新征得。",
                               "Consent lasts " + days + " days at most and is asked for anew."});
  } else if (ends < today) {
    consent.refuse("ends_on", {"已经过了。", "is over already."});
  }
  return wanted;
}

json::object household_of(const model::Household& household, const std::string& words) {
  return {{"account", household.account},
          {"place", household.unit_path},
          {"words", words},
          {"door", household.door},
          {"name", household.name},
          {"phone", household.phone},
          {"in_files", household.care},
          {"notice_consent", household.consent_notice}};
}

Result<json::object> line_of(const Call& call, desk::PlaceWords& words, const desk::CareLine& line) {
  json::object body{{"id", line.entry.id},
                    {"kind", line.entry.kind},
                    {"note", line.details.note},
                    {"contact_name", line.details.contact_name},
                    {"contact_phone", line.details.contact_phone},
                    {"consent",
                     {{"by", line.details.consent_by},
                      {"way", desk::name_of(line.details.consent_way)},
                      {"on", base::format_date(line.details.consent_on)},
                      {"ends_on", base::format_date(line.entry.ends_on)}}},
                    {"added_at", time_text(call, line.entry.added_at)},
                    {"changed_at", time_text(call, line.entry.changed_at)}};
  if (!line.household) return body;
  const auto said = words.of(line.household->unit_path);
  if (!said) return tl::unexpected(said.error());
  body["household"] = household_of(*line.household, *said);
  return body;
}

// Names of places are read by themselves, after what the register gave.
Result<json::object> page_of_care(const Call& call, const desk::CarePage& page) {
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    json::array items;
    for (const desk::CareLine& line : page.items) {
      auto said = line_of(call, words, line);
      if (!said) return tl::unexpected(said.error());
      items.push_back(std::move(*said));
    }
    body = page_of(std::move(items), page.next_id.empty() ? "" : make_after({page.next_path, page.next_id}));
    if (!page.household) return {};
    const auto said = words.of(page.household->unit_path);
    if (!said) return tl::unexpected(said.error());
    body["household"] = household_of(*page.household, *said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return body;
}

Outcome answer_line(const Call& call, int status, const base::Result<desk::CareLine>& line) {
  if (!line) return tl::unexpected(line.error());
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    desk::PlaceWords words(reader);
    auto said = line_of(call, words, *line);
    if (!said) return tl::unexpected(said.error());
    body = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(status, body);
}

// Whoever may look somewhere may not look everywhere.
base::Result<void> check_unit(const Call& call, const base::Result<std::string>& unit) {
  if (!unit) return tl::unexpected(unit.error());
  return call.check_places({*unit});
}

}  // namespace

Outcome list_care_kinds(Call& call) {
  json::array items;
  for (const desk::CareKind& kind : call.env.care->kinds) {
    items.push_back({{"id", kind.id}, {"name", call.language == Language::en ? kind.en : kind.zh}});
  }
  return json_answer(200,
                     {{"items", std::move(items)}, {"consent_days_at_most", call.env.care->consent_at_most.count()}});
}

Outcome read_care(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  desk::CareLook look;
  look.reason = reason_in(top);
  look.account = top.text_if_any("account", 0, kMostAccount).value_or("");
  const std::string place = top.text_if_any("place", 0, kMostPath).value_or("");
  look.kind = kind_in(call, top, false);
  const std::string after = top.text_if_any("after", 0, kMostAfter).value_or("");
  const auto parts = after.empty() ? std::optional(std::vector<std::string>{"", ""}) : read_after(after);
  if (!parts || parts->size() != 2) top.refuse("after", {"不是列表给出的值。", "isn't what a list gave."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  look.after_path = parts->front();
  look.after_id = parts->back();
  look.limit = kPage;
  if (!look.account.empty()) {
    const auto unit = desk::unit_of_account(call.env.store, look.account);
    if (auto may = check_unit(call, unit); !may) return tl::unexpected(may.error());
  } else {
    look.under = call.places_within(place);
    if (look.under.empty()) return tl::unexpected(base::Error{base::ErrorCode::forbidden, ""});
  }
  const auto page = desk::read_care(call.env.store, call.env.keys, call.actor, look, call.now);
  if (!page) return tl::unexpected(page.error());
  const auto said = page_of_care(call, *page);
  if (!said) return tl::unexpected(said.error());
  return json_answer(200, *said);
}

Outcome add_care(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string account = top.text("account", 1, kMostAccount);
  desk::CareWanted wanted = wanted_in(call, top);
  wanted.kind = kind_in(call, top, true);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto unit = desk::unit_of_account(call.env.store, account);
  if (!unit && unit.error().code == base::ErrorCode::not_found) {
    return tl::unexpected(
        refuse_fields(422, {{"account", {"没有这个户号。", "No household has this account number."}}}));
  }
  if (auto may = check_unit(call, unit); !may) return tl::unexpected(may.error());
  return answer_line(call, 201,
                     desk::add_care(call.env.store, call.env.keys, *call.env.care, call.actor, account, wanted,
                                    today_of(call), call.now, call.env.random));
}

Outcome change_care(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const desk::CareWanted wanted = wanted_in(call, body->top());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto may = check_unit(call, desk::unit_of_care(call.env.store, call.id)); !may)
    return tl::unexpected(may.error());
  return answer_line(call, 200,
                     desk::change_care(call.env.store, call.env.keys, *call.env.care, call.actor, call.id, wanted,
                                       today_of(call), call.now, call.env.random));
}

Outcome end_care(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string reason = reason_in(body->top());
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto may = check_unit(call, desk::unit_of_care(call.env.store, call.id)); !may)
    return tl::unexpected(may.error());
  if (auto ended = desk::end_care(call.env.store, call.actor, call.id, reason, call.now); !ended) {
    return tl::unexpected(ended.error());
  }
  return no_content();
}

Outcome set_notice_consent(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const Fields top = body->top();
  const std::string account = top.text("account", 1, kMostAccount), reason = reason_in(top);
  const auto given = top.boolean_if_any("given");
  if (!given && !top.has("given")) top.refuse("given", {"必须填写。", "must be given."});
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  const auto unit = desk::unit_of_account(call.env.store, account);
  if (auto may = check_unit(call, unit); !may) return tl::unexpected(may.error());
  const auto household =
      desk::set_notice_consent(call.env.store, *call.env.bulk->rules(), call.actor, account, *given, reason, call.now);
  if (!household) return tl::unexpected(household.error());
  std::string words;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto said = desk::PlaceWords(reader).of(household->unit_path);
    if (!said) return tl::unexpected(said.error());
    words = std::move(*said);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, household_of(*household, words));
}

}  // namespace gridboard::api
