// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/publish_question.hpp"

#include <algorithm>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/model/notice.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::string_view kNoticesOf = "notices.";

tl::unexpected<base::Error> wrong(const model::Question& question, const std::string& why) {
  return base::fail(base::ErrorCode::invalid_input, question.id + ": " + why);
}

bool leads_somewhere(const std::string& open, const model::Catalogue& catalogue) {
  if (open.empty()) return true;
  const auto& screens = model::kScreensOfAnswers;
  if (std::find(screens.begin(), screens.end(), open) != screens.end()) return true;
  if (open.starts_with(kNoticesOf)) {
    return model::parse_notice_category(std::string_view(open).substr(kNoticesOf.size())).has_value();
  }
  const model::RequestKind* kind = catalogue.find(open);
  return kind != nullptr && kind->listed;
}

bool holds(const std::vector<model::Question>& questions, const std::string& id) {
  return std::any_of(questions.begin(), questions.end(), [&id](const model::Question& each) { return each.id == id; });
}

Result<bool> is_published(store::Reader& reader, const std::string& id) {
  auto found = reader.question(id);
  if (!found) return tl::unexpected(found.error());
  return *found && !(*found)->withdrawn;
}

Result<void> check_links(store::Reader& reader, const model::Question& question, const PublishQuestions& wanted,
                         const std::vector<model::Question>& shipped, const model::Catalogue& catalogue) {
  if (auto right = model::check(question); !right) return wrong(question, right.error().message);
  if (model::takes_away(question) && !holds(shipped, question.id)) {
    return wrong(question, "no question that ships with boards has this id; withdraw what staff have published");
  }
  if (!leads_somewhere(question.open, catalogue)) {
    return wrong(question, "open: \"" + question.open + "\" is neither a screen nor a kind of request");
  }
  for (const std::string& id : question.related) {
    if (holds(shipped, id) || holds(wanted.questions, id)) continue;
    auto published = is_published(reader, id);
    if (!published) return tl::unexpected(published.error());
    if (!*published) return wrong(question, "related: there is no question \"" + id + "\"");
  }
  return {};
}

}  // namespace

Result<std::vector<model::PublishedQuestion>> publish_questions(store::Store& store, const PublishQuestions& wanted,
                                                                const std::vector<model::Question>& shipped,
                                                                const model::Catalogue& catalogue,
                                                                const base::Clock& clock) {
  const base::Instant now = clock.now();
  const auto refused = [](const char* why) { return base::fail(base::ErrorCode::invalid_input, why); };
  if (wanted.questions.empty()) return refused("there is no question to publish");
  if (wanted.valid_to && *wanted.valid_to <= now) return refused("to: the questions would already be over");
  std::vector<model::PublishedQuestion> published;
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    auto places = resolve_places(writer, wanted.places);
    if (!places) return tl::unexpected(places.error());
    std::vector<std::string> audience;
    for (const model::Place& place : *places) audience.push_back(place.path);
    published.clear();
    for (const model::Question& question : wanted.questions) {
      if (auto right = check_links(writer, question, wanted, shipped, catalogue); !right) return right;
      published.push_back({question, audience, now, wanted.valid_to, false, wanted.publisher});
      if (auto put = writer.put(published.back()); !put) return tl::unexpected(put.error());
      if (auto sent = publish_question(writer, *settings, published.back()); !sent) return sent;
    }
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  return published;
}

}  // namespace gridboard::desk
