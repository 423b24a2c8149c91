// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/knowledge.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::questions {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kFewestAskedMost = 6;

Result<std::vector<std::string>> read_asked_most(const std::string& path,
                                                 const std::vector<model::Question>& questions) {
  const auto wrong = [&path](const std::string& why) {
    return base::fail(base::ErrorCode::invalid_input, path + ": " + why);
  };
  const auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  json::error_code error;
  const json::value document = json::parse(*text, error);
  if (error) return wrong("not JSON (" + error.message() + ")");
  const json::object* top = document.if_object();
  const json::value* value = top == nullptr ? nullptr : top->if_contains("ids");
  const json::array* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr) return wrong("ids: must be a list");
  std::vector<std::string> ids;
  for (const json::value& item : *array) {
    const std::string id = item.is_string() ? std::string(item.get_string().c_str()) : std::string();
    const bool known = std::any_of(questions.begin(), questions.end(), [&](const auto& each) { return each.id == id; });
    if (!known) return wrong("ids: there is no question \"" + id + "\"");
    ids.push_back(id);
  }
  return ids;
}

}  // namespace

Result<Knowledge> load_knowledge(const std::string& folder) {
  Knowledge knowledge;
  auto questions = model::load_questions(folder);
  if (!questions) return tl::unexpected(questions.error());
  knowledge.questions = std::move(*questions);
  auto synonyms = Synonyms::load(folder + "/synonyms.json");
  if (!synonyms) return tl::unexpected(synonyms.error());
  knowledge.synonyms = std::move(*synonyms);
  auto ids = read_asked_most(folder + "/asked_most.json", knowledge.questions);
  if (!ids) return tl::unexpected(ids.error());
  knowledge.asked_most = std::move(*ids);
  return knowledge;
}

std::vector<model::Question> with_published(std::vector<model::Question> shipped,
                                            const std::vector<model::Question>& published) {
  for (const model::Question& question : published) {
    const auto at = std::find_if(shipped.begin(), shipped.end(),
                                 [&question](const model::Question& each) { return each.id == question.id; });
    if (at == shipped.end()) {
      shipped.push_back(question);
    } else {
      *at = question;
    }
  }
  std::erase_if(shipped, [](const model::Question& each) { return model::takes_away(each); });
  return shipped;
}

std::vector<const model::Question*> asked_most(const QuestionIndex& index, const std::vector<std::string>& ids) {
  std::vector<const model::Question*> found;
  const auto add = [&found](const model::Question* question) {
    if (question != nullptr && std::find(found.begin(), found.end(), question) == found.end())
      found.push_back(question);
  };
  for (const std::string& id : ids) add(index.by_id(id));
  for (const model::Question& question : index.questions()) {
    if (found.size() >= kFewestAskedMost) break;
    add(&question);
  }
  return found;
}

bool is_blank(std::string_view typed) {
  return base::trim(typed).empty();
}

}  // namespace gridboard::kiosk::questions
