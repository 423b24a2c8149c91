// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/to_json.hpp"

#include <boost/json.hpp>

#include "sync/desk/list_boards.hpp"
#include "sync/desk/list_notices.hpp"
#include "sync/desk/list_questions.hpp"

namespace gridboard::cli {
namespace {

namespace json = boost::json;

json::value time_of(const std::optional<base::Instant>& at, base::Zone zone) {
  if (!at) return nullptr;
  return json::value(base::format_rfc3339(*at, zone));
}

json::array strings(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts) out.emplace_back(text);
  return out;
}

json::array lines_of(const model::Bill& bill) {
  json::array out;
  for (const model::BillLine& line : bill.lines) {
    out.push_back({{"tier", line.tier},
                   {"price", model::name_of(line.price)},
                   {"energy_wh", line.energy_wh},
                   {"price_e4", line.price_e4},
                   {"amount_fen", line.amount_fen}});
  }
  return out;
}

json::value offer_of(const std::optional<wire::PaymentOffer>& offer, base::Zone zone) {
  if (!offer) return nullptr;
  return json::object{{"payload", offer->payload},
                      {"amount_fen", offer->amount_fen},
                      {"expires_at", base::format_rfc3339(offer->expires_at, zone)}};
}

json::object object_of(const model::Bill& bill, base::Zone zone) {
  return {{"bill_no", bill.bill_no},
          {"account", bill.account},
          {"period", base::format_month(bill.period)},
          {"read_from", base::format_date(bill.read_from)},
          {"read_to", base::format_date(bill.read_to)},
          {"reading_from_wh", bill.reading_from_wh},
          {"reading_to_wh", bill.reading_to_wh},
          {"energy_wh", bill.energy_wh},
          {"peak_wh", bill.peak_wh},
          {"valley_wh", bill.valley_wh},
          {"year_to_date_wh", bill.year_to_date_wh},
          {"tariff_id", bill.tariff_id},
          {"lines", lines_of(bill)},
          {"amount_fen", bill.amount_fen},
          {"due", base::format_date(bill.due)},
          {"status", model::name_of(bill.status)},
          {"paid_fen", bill.paid_fen},
          {"paid_at", time_of(bill.paid_at, zone)}};
}

json::object object_of(const store::Board& board, base::Zone zone) {
  return {{"id", board.id},
          {"name", board.name},
          {"place_path", board.place_path},
          {"hall", board.hall},
          {"state", desk::name_of(board.state)},
          {"receipt_prefix", board.receipt_prefix},
          {"quiet_hours", board.quiet_hours ? json::value(to_text(*board.quiet_hours)) : json::value()},
          {"has_maintenance_pin", !board.maintenance_pin_hash.empty()},
          {"has_sign_in_key", !board.sign_in_key.empty()},
          {"added_at", base::format_rfc3339(board.added_at, zone)},
          {"last_seen", time_of(board.last_seen, zone)}};
}

json::array day_parts_of(const model::Notice& notice) {
  json::array out;
  for (const model::DayPart& part : notice.day_parts) out.emplace_back(to_text(part));
  return out;
}

json::array windows_of(const model::Outage& outage, base::Zone zone) {
  json::array out;
  for (const model::OutageWindow& window : outage.windows) {
    out.push_back({{"id", window.id},
                   {"from", base::format_rfc3339(window.from, zone)},
                   {"to", base::format_rfc3339(window.to, zone)}});
  }
  return out;
}

json::array array_of(const std::vector<desk::ImportError>& errors) {
  json::array out;
  for (const desk::ImportError& error : errors) {
    out.push_back({{"file", error.file},
                   {"line", error.line},
                   {"column", error.column},
                   {"value", error.value},
                   {"problem", error.problem}});
  }
  return out;
}

json::value picture_of(const model::Notice& notice) {
  if (!notice.picture) return nullptr;
  const model::RecordPicture& picture = *notice.picture;
  return {{"sha256", picture.sha256},     {"type", model::media_type(picture.type)}, {"bytes", picture.bytes},
          {"width_px", picture.width_px}, {"height_px", picture.height_px},          {"text", picture.text}};
}

}  // namespace

std::string to_json(const model::Notice& notice, base::Instant now, base::Zone zone) {
  return json::serialize(json::object{{"id", notice.id},
                                      {"category", model::name_of(notice.category)},
                                      {"title", notice.title},
                                      {"body", notice.body},
                                      {"audience", strings(notice.audience)},
                                      {"published_at", base::format_rfc3339(notice.published_at, zone)},
                                      {"valid_from", base::format_rfc3339(notice.valid_from, zone)},
                                      {"valid_to", time_of(notice.valid_to, zone)},
                                      {"pinned", notice.pinned},
                                      {"urgent", notice.urgent},
                                      {"image", notice.image},
                                      {"picture", picture_of(notice)},
                                      {"day_parts", day_parts_of(notice)},
                                      {"outage_id", notice.outage_id},
                                      {"withdrawn", notice.withdrawn},
                                      {"standing", desk::name_of(desk::standing(notice, now))},
                                      {"publisher", notice.publisher}});
}

std::string to_json(const model::PublishedQuestion& published, base::Instant now, base::Zone zone) {
  const model::Question& question = published.question;
  return json::serialize(json::object{{"id", question.id},
                                      {"topic", question.topic},
                                      {"question", {{"zh", question.zh.question}, {"en", question.en.question}}},
                                      {"answer", {{"zh", question.zh.answer}, {"en", question.en.answer}}},
                                      {"asked", strings(question.asked)},
                                      {"keywords", strings(question.keywords)},
                                      {"related", strings(question.related)},
                                      {"open", question.open},
                                      {"audience", strings(published.audience)},
                                      {"published_at", base::format_rfc3339(published.published_at, zone)},
                                      {"valid_to", time_of(published.valid_to, zone)},
                                      {"standing", desk::standing_of(published, now)},
                                      {"publisher", published.publisher}});
}

std::string to_json(const model::Outage& outage, base::Instant now, base::Zone zone) {
  json::array timeline;
  for (const model::OutageStep& step : outage.timeline) {
    timeline.push_back(
        {{"at", base::format_rfc3339(step.at, zone)}, {"text", step.text}, {"etr", time_of(step.etr, zone)}});
  }
  return json::serialize(json::object{{"id", outage.id},
                                      {"kind", model::name_of(outage.kind)},
                                      {"state", model::name_of(model::state_at(outage, now))},
                                      {"cause", outage.cause},
                                      {"scope", outage.scope},
                                      {"line", outage.line},
                                      {"audience", strings(outage.audience)},
                                      {"supply_ids", strings(outage.supply_ids)},
                                      {"published_at", base::format_rfc3339(outage.published_at, zone)},
                                      {"start", base::format_rfc3339(outage.start, zone)},
                                      {"etr", time_of(outage.etr, zone)},
                                      {"restored_at", time_of(outage.restored_at, zone)},
                                      {"timeline", timeline},
                                      {"override_reason", outage.override_reason},
                                      {"windows", windows_of(outage, zone)},
                                      {"choose_by", time_of(outage.choose_by, zone)},
                                      {"chosen_window", outage.chosen_window},
                                      {"version", outage.version},
                                      {"households", outage.households},
                                      {"boards", outage.boards},
                                      {"reopened", outage.reopened},
                                      {"withdrawn", outage.withdrawn}});
}

std::string to_json(const store::OutageChange& change, base::Zone zone) {
  boost::system::error_code wrong;
  const json::value fields = json::parse(change.fields, wrong);
  return json::serialize(json::object{{"version", change.version},
                                      {"at", base::format_rfc3339(change.at, zone)},
                                      {"actor", change.actor},
                                      {"actor_name", change.actor_name},
                                      {"action", change.action},
                                      {"reason", change.reason},
                                      {"fields", wrong ? json::value(json::array()) : fields}});
}

std::string to_json(const model::ServiceRequest& request, base::Zone zone) {
  json::object answers;
  for (const auto& [field, answer] : request.answers) answers[field] = answer;
  json::array steps;
  for (const model::RequestStep& step : request.steps) {
    steps.push_back({{"at", base::format_rfc3339(step.at, zone)},
                     {"state", model::name_of(step.state)},
                     {"by", step.by},
                     {"text", step.text}});
  }
  return json::serialize(json::object{{"receipt", request.receipt},
                                      {"kind", request.kind},
                                      {"state", model::name_of(request.state)},
                                      {"place_path", request.place_path},
                                      {"account", request.account},
                                      {"board_id", request.board_id},
                                      {"source", request.source},
                                      {"answers", answers},
                                      {"submitted_at", base::format_rfc3339(request.submitted_at, zone)},
                                      {"received_at", base::format_rfc3339(request.received_at, zone)},
                                      {"promised_at", time_of(request.promised_at, zone)},
                                      {"stars", request.rating ? json::value(request.rating->stars) : json::value()},
                                      {"merged_into", request.merged_into},
                                      {"outage_id", request.outage_id},
                                      {"steps", steps}});
}

std::string to_json(const desk::BillView& view, base::Zone zone) {
  json::object out = object_of(view.bill, zone);
  out["name"] = view.household.name;
  out["door"] = view.household.door;
  out["place"] = view.place;
  out["place_path"] = view.household.unit_path;
  out["standing"] = model::name_of(view.standing);
  out["late_fee_fen"] = view.late_fee_fen;
  out["payable_fen"] = view.payable_fen;
  out["payment"] = offer_of(view.payment, zone);
  return json::serialize(out);
}

std::string to_json(const desk::RecordedPayment& payment, std::int64_t amount_fen, base::Zone zone) {
  const model::Bill& bill = payment.bill;
  return json::serialize(json::object{{"bill_no", bill.bill_no},
                                      {"account", bill.account},
                                      {"period", base::format_month(bill.period)},
                                      {"amount_fen", amount_fen},
                                      {"repeated", payment.repeated},
                                      {"status", model::name_of(bill.status)},
                                      {"paid_fen", bill.paid_fen},
                                      {"paid_at", time_of(bill.paid_at, zone)},
                                      {"still_payable_fen", payment.still_payable_fen}});
}

std::string to_json(const store::Board& board, base::Zone zone) {
  return json::serialize(object_of(board, zone));
}

std::string to_json(const desk::AddedBoard& added, base::Zone zone) {
  json::object out = object_of(added.board, zone);
  out["code"] = added.code;
  out["code_expires_at"] = base::format_rfc3339(added.board.code_expires, zone);
  return json::serialize(out);
}

std::string to_json(const desk::IssuedPins& issued, const std::string& file) {
  return json::serialize(json::object{{"issued", issued.issued},
                                      {"kept", issued.kept},
                                      {"file", issued.issued == 0 ? json::value() : json::value(file)}});
}

std::string to_json(const char* whose, const desk::IssuedStaffPin& issued, const std::string& file) {
  return json::serialize(
      json::object{{whose, issued.id}, {"name", issued.name}, {"renewed", issued.renewed}, {"file", file}});
}

std::string to_json(const desk::WindowChoices& listed, base::Zone zone) {
  json::array windows = windows_of(listed.outage, zone);
  for (json::value& window : windows) {
    window.as_object()["choices"] = listed.count(std::string_view(window.at("id").as_string()));
  }
  json::array choices;
  for (const desk::WindowChoice& choice : listed.choices) {
    choices.push_back({{"account", choice.account},
                       {"door", choice.door},
                       {"place_path", choice.unit_path},
                       {"window", choice.window_id},
                       {"at", base::format_rfc3339(choice.at, zone)},
                       {"receipt", choice.receipt}});
  }
  return json::serialize(json::object{{"outage", listed.outage.id},
                                      {"choose_by", time_of(listed.outage.choose_by, zone)},
                                      {"chosen_window", listed.outage.chosen_window},
                                      {"windows", windows},
                                      {"choices", choices}});
}

std::string to_json(const desk::SignInList& list, base::Zone zone) {
  json::array sign_ins, presences, hours;
  for (const store::SignIn& one : list.sign_ins) {
    sign_ins.push_back({{"at", base::format_rfc3339(one.at, zone)},
                        {"board_id", one.board_id},
                        {"manager_id", one.manager_id},
                        {"leaving", one.kind == store::SignInKind::leave}});
  }
  for (const desk::Presence& one : list.presences) {
    presences.push_back({{"board_id", one.board_id},
                         {"manager_id", one.manager_id},
                         {"from", base::format_rfc3339(one.from, zone)},
                         {"to", time_of(one.to, zone)},
                         {"minutes", one.counted().count()},
                         {"open", !one.to.has_value()}});
  }
  for (const desk::ManagerHours& one : list.hours) {
    hours.push_back(
        {{"manager_id", one.manager_id}, {"name", one.name}, {"minutes", one.counted.count()}, {"open", one.open}});
  }
  return json::serialize(json::object{{"sign_ins", sign_ins}, {"presence", presences}, {"hours", hours}});
}

std::string to_json(const desk::PublishedServiceRecords& published) {
  json::array communities;
  for (const desk::CommunityRecords& community : published.communities) {
    json::object counts;
    for (const model::ServiceCount& count : community.records.counts) {
      counts[model::name_of(count.kind)] = count.count ? json::value(*count.count) : json::value();
    }
    communities.push_back(
        {{"place_path", community.place_path}, {"place_name", community.place_name}, {"counts", counts}});
  }
  return json::serialize(json::object{
      {"month", base::format_month(published.month)}, {"complete", published.complete}, {"communities", communities}});
}

std::string to_json(const desk::ImportReport& report, const std::string& kind, const std::string& file) {
  return json::serialize(json::object{{"kind", kind},
                                      {"file", file},
                                      {"rows", report.rows},
                                      {"changed", report.changed},
                                      {"unchanged", report.unchanged}});
}

std::string to_json(const std::vector<desk::ImportError>& errors) {
  return json::serialize(array_of(errors));
}

std::string to_json(const SetUp& set_up, const desk::CentreSettings& settings) {
  const base::Instant epoch{};
  const std::string offset = base::format_rfc3339(epoch, settings.zone);
  return json::serialize(json::object{{"data", set_up.data_folder},
                                      {"supplier", settings.supplier_name},
                                      {"hotline", settings.hotline},
                                      {"public_url", settings.public_url},
                                      {"zone", offset.substr(offset.size() - 6)},
                                      {"merchant_account", settings.merchant.account_value},
                                      {"merchant_name", settings.merchant.name},
                                      {"merchant_city", settings.merchant.city},
                                      {"payment_page", settings.payment_page},
                                      {"takes_payments", settings.takes_payments()},
                                      {"publishing_key", set_up.publishing_key},
                                      {"sealing_key", set_up.sealing_key}});
}

std::string to_json(const base::Error& error, const std::string& details) {
  json::object out{{"code", base::name_of(error.code)}, {"message", error.message}};
  if (!details.empty()) out["details"] = json::parse(details);
  return json::serialize(json::object{{"error", out}});
}

std::string json_array(const std::vector<std::string>& values) {
  std::string out = "[";
  for (const std::string& value : values) out += (out.size() == 1 ? "" : ",") + value;
  return out + "]";
}

}  // namespace gridboard::cli
