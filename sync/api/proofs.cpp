// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Proof of notice: a page of boards with the figures of all, and the same as files.
#include "sync/api/answers.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/api/json_in.hpp"
#include "sync/api/proof_operations.hpp"
#include "sync/api/send_pieces.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/print_proof.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/desk/write_proof_table.hpp"

namespace gridboard::api {
namespace {

namespace json = boost::json;
using base::Result;
using desk::BehindRow;
using desk::ProvedRow;
using store::Announcement;
using store::AnnouncementKind;

desk::ProofMoment moment_of(const Call& call) {
  return {call.now, live_since(call), call.env.zone};
}

desk::ProofLanguage language_of(const Call& call) {
  return call.language == Language::en ? desk::ProofLanguage::en : desk::ProofLanguage::zh;
}

Refusal refuse_unknown(AnnouncementKind kind) {
  if (kind == AnnouncementKind::notice) {
    return Refusal(404, "not_found", {"没有发布过这条公告。", "No such notice was published."},
                   {"请回到公告列表。", "Go back to the notices."});
  }
  return Refusal(404, "not_found", {"没有这次停电。", "There is no such outage."},
                 {"请回到停电列表。", "Go back to the outages."});
}

// What is to be proved, if it is there and the one who asks may know.
tl::expected<desk::ProofSubject, Refusal> subject_of(const Call& call, const Announcement& announcement) {
  std::optional<desk::ProofSubject> subject;
  const auto rules = call.env.bulk->rules();
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    auto loaded = desk::load_proof_subject(reader, announcement, *rules);
    if (!loaded && loaded.error().code != base::ErrorCode::not_found) return tl::unexpected(loaded.error());
    if (loaded) subject = std::move(*loaded);
    return {};
  });
  if (!read) return tl::unexpected(Refusal(read.error()));
  if (!subject) return tl::unexpected(refuse_unknown(announcement.kind));
  if (auto may = call.check_places(subject->paths); !may) return tl::unexpected(Refusal(may.error()));
  return std::move(*subject);
}

json::object row_json(const Call& call, const ProvedRow& row, const std::string& words) {
  const store::BoardTold& told = row.board.told;
  json::object item{{"board_id", row.board.id},         {"board_name", row.board.name},
                    {"place", row.board.place_path},    {"words", words},
                    {"hall", row.board.hall},           {"in_audience", row.in_audience},
                    {"state", desk::name_of(row.state)}};
  const auto put = [&](const char* name, const std::optional<base::Instant>& at) {
    if (at) item[name] = time_text(call, *at);
  };
  put("last_seen", row.board.last_seen);
  put("sent_at", told.sent_at);
  if (told.sent_at) item["sent_how"] = desk::name_of(told.sent_how);
  put("received_at", told.received_at);
  put("shown_at", told.shown_at);
  put("last_shown_at", told.last_shown_at);
  if (told.times > 0) item["times"] = told.times, item["seconds"] = told.seconds;
  if (!told.version.empty()) item["version"] = told.version;
  if (row.older_words) item["older_words"] = true;
  if (row.why != desk::MissReason::none) item["why"] = desk::name_of(row.why);
  if (row.lead) item["lead_s"] = row.lead->count(), item["in_time"] = row.in_time;
  return item;
}

json::object summary_json(const desk::ProofSummary& sum) {
  json::array misses;
  for (const auto& [reason, count] : sum.misses) {
    misses.push_back(json::object{{"why", desk::name_of(reason)}, {"boards", count}});
  }
  json::object summary{{"boards", sum.boards},
                       {"sent", sum.sent},
                       {"received", sum.received},
                       {"shown", sum.shown},
                       {"halls", sum.halls},
                       {"halls_shown", sum.halls_shown},
                       {"moved_away", sum.moved_away},
                       {"households", sum.households},
                       {"households_told", sum.households_told},
                       {"in_time", sum.in_time},
                       {"late", sum.late},
                       {"misses", std::move(misses)}};
  if (sum.published_lead) summary["published_lead_s"] = sum.published_lead->count();
  if (sum.least_lead) summary["least_lead_s"] = sum.least_lead->count();
  if (sum.most_lead) summary["most_lead_s"] = sum.most_lead->count();
  return summary;
}

json::object subject_json(const Call& call, const desk::ProofSubject& subject, desk::PlaceWords& words) {
  constexpr std::size_t kMostPlaces = 20;
  json::array places;
  for (std::size_t i = 0; i < subject.paths.size() && i < kMostPlaces; ++i) {
    places.push_back(json::string(words.of(subject.paths[i]).value_or(subject.paths[i])));
  }
  json::object body{{"id", subject.announcement.id},
                    {"title", subject.title},
                    {"published_at", time_text(call, subject.published_at)},
                    {"places", std::move(places)},
                    {"place_count", subject.paths.size()},
                    {"lead_asked_s", subject.lead_asked.count()},
                    {"ledger", json::object{{"entries", subject.ledger.number}, {"hash", subject.ledger.hash}}}};
  if (!subject.words.empty()) body["words"] = subject.words;
  if (!subject.publisher.empty()) body["publisher"] = subject.publisher;
  if (subject.outage_kind) body["outage_kind"] = model::name_of(*subject.outage_kind);
  if (subject.start) body["start"] = time_text(call, *subject.start);
  if (subject.withdrawn) body["withdrawn"] = true;
  if (subject.over_at) body["over_at"] = time_text(call, *subject.over_at);
  if (!subject.lead_source.empty()) body["lead_source"] = subject.lead_source;
  if (!subject.override_reason.empty()) body["override_reason"] = subject.override_reason;
  return body;
}

// In the parts of BehindRow; unset if it isn't one.
std::optional<BehindRow> read_behind(const std::vector<std::string>& after) {
  if (after.empty()) return BehindRow();
  if (after[0] != "0" && after[0] != "1") return std::nullopt;
  return BehindRow{after[0] == "1", {after[1], after[2]}};
}

Outcome show(Call& call, AnnouncementKind kind) {
  Query query(call.request());
  const std::size_t limit = query.limit();
  const bool missed = query.boolean("missed").value_or(false);
  const auto after = read_behind(query.after(3));
  if (!after) query.refuse("after", {"不是上一页给出的。", "isn't what the page before gave out."});
  if (auto wrong = query.refusal()) return tl::unexpected(*wrong);
  const auto subject = subject_of(call, {kind, call.id});
  if (!subject) return tl::unexpected(subject.error());
  json::object body;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto page = desk::show_proof(reader, *subject, moment_of(call), *after, missed, limit);
    if (!page) return tl::unexpected(page.error());
    desk::PlaceWords words(reader);
    std::vector<std::string> paths;
    for (const ProvedRow& row : page->items) paths.push_back(row.board.place_path);
    if (auto looked = words.look_ahead(paths); !looked) return looked;
    json::array items;
    for (const ProvedRow& row : page->items) {
      const auto place = words.of(row.board.place_path);
      if (!place) return tl::unexpected(place.error());
      items.push_back(row_json(call, row, *place));
    }
    body = {{"subject", subject_json(call, *subject, words)},
            {"summary", summary_json(page->summary)},
            {"items", std::move(items)}};
    if (page->more && !page->items.empty()) {
      const BehindRow next = desk::behind(page->items.back());
      body["next"] = make_after({next.moved ? "1" : "0", next.board.place_path, next.board.id});
    }
    const auto& sum = page->summary;
    body["total"] = missed ? sum.boards - sum.shown : sum.boards + sum.moved_away;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return json_answer(200, body);
}

net::Response file_of(const Call& call, const char* content_type, const char* ending) {
  net::Response head;
  head.content_type = content_type;
  head.headers.emplace_back("Content-Disposition", "attachment; filename=\"proof-" + call.id + "." + ending + "\"");
  return head;
}

Outcome export_table(Call& call, AnnouncementKind kind) {
  const Announcement announcement{kind, call.id};
  const auto subject = subject_of(call, announcement);
  if (!subject) return tl::unexpected(subject.error());
  return send_pieces(call, file_of(call, "text/csv; charset=utf-8", "csv"),
                     [&env = call.env, announcement, moment = moment_of(call), language = language_of(call),
                      rules = call.env.bulk->rules(),
                      step = std::make_shared<desk::ProofTableStep>()]() -> Result<std::optional<std::string>> {
                       if (step->ended) return std::nullopt;
                       return desk::write_proof_table_page(env.store, announcement, *rules, moment, language, *step)
                           .map([](std::string lines) { return std::optional(std::move(lines)); });
                     });
}

Outcome export_paper(Call& call, AnnouncementKind kind) {
  const Announcement announcement{kind, call.id};
  const auto subject = subject_of(call, announcement);
  if (!subject) return tl::unexpected(subject.error());
  auto paper =
      desk::ProofOnPaper::begin(call.env.store, call.env.keys, announcement, *call.env.bulk->rules(), moment_of(call));
  if (!paper && paper.error().code == base::ErrorCode::unavailable) {
    Refusal refusal(503, "unavailable", {"服务器上没有打印用的字体。", "The server lacks the fonts to print."},
                    {"请系统管理员安装 fonts-noto-cjk。", "Have fonts-noto-cjk installed."});
    refusal.log_message = paper.error().message;
    return tl::unexpected(refusal);
  }
  if (!paper) return tl::unexpected(paper.error());
  return send_pieces(call, file_of(call, "application/pdf", "pdf"),
                     [paper = std::shared_ptr<desk::ProofOnPaper>(std::move(*paper))] { return paper->next_piece(); });
}

Outcome export_ledger(Call& call, AnnouncementKind kind) {
  const Announcement announcement{kind, call.id};
  const auto subject = subject_of(call, announcement);
  if (!subject) return tl::unexpected(subject.error());
  return send_pieces(
      call, file_of(call, "application/x-ndjson", "ndjson"),
      [&env = call.env, chain = desk::delivery_chain(announcement), now = call.now,
       step = std::make_shared<desk::ExportStep>()]() -> Result<std::optional<std::string>> {
        if (step->ended) return std::nullopt;
        return desk::export_chain_page(env.store, chain, env.keys, now, *step).map([](std::string lines) {
          return std::optional(std::move(lines));
        });
      });
}

}  // namespace

Outcome show_notice_proof(Call& call) {
  return show(call, AnnouncementKind::notice);
}
Outcome export_notice_proof_table(Call& call) {
  return export_table(call, AnnouncementKind::notice);
}
Outcome export_notice_proof_paper(Call& call) {
  return export_paper(call, AnnouncementKind::notice);
}
Outcome export_notice_proof_ledger(Call& call) {
  return export_ledger(call, AnnouncementKind::notice);
}
Outcome show_outage_proof(Call& call) {
  return show(call, AnnouncementKind::outage);
}
Outcome export_outage_proof_table(Call& call) {
  return export_table(call, AnnouncementKind::outage);
}
Outcome export_outage_proof_paper(Call& call) {
  return export_paper(call, AnnouncementKind::outage);
}
Outcome export_outage_proof_ledger(Call& call) {
  return export_ledger(call, AnnouncementKind::outage);
}

}  // namespace gridboard::api
