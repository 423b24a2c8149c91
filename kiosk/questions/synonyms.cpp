// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/questions/synonyms.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <filesystem>
#include <set>

#include "sync/base/files.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::questions {
namespace {

namespace json = boost::json;
using base::Result;

constexpr std::size_t kMostGroups = 1000, kMostWords = 30;

Result<std::vector<std::string>> texts_of(const json::value& item, const char* member, const std::string& where) {
  const json::object* object = item.if_object();
  const json::value* value = object == nullptr ? nullptr : object->if_contains(member);
  const json::array* array = value == nullptr ? nullptr : value->if_array();
  const auto wrong = [&] {
    return base::fail(base::ErrorCode::invalid_input, where + "." + member + ": must be a list of texts");
  };
  if (array == nullptr || array->size() < 2 || array->size() > kMostWords) return wrong();
  std::vector<std::string> texts;
  for (const json::value& each : *array) {
    const json::string* text = each.if_string();
    if (text == nullptr || text->empty()) return wrong();
    texts.emplace_back(text->data(), text->size());
    for (char& c : texts.back()) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return texts;
}

Result<std::vector<std::vector<std::string>>> lists_of(const json::value& document, const char* name,
                                                       const char* member, const std::string& source) {
  const json::object* top = document.if_object();
  const json::value* value = top == nullptr ? nullptr : top->if_contains(name);
  const json::array* items = value == nullptr ? nullptr : value->if_array();
  if (items == nullptr || items->size() > kMostGroups) {
    return base::fail(base::ErrorCode::invalid_input, source + ": " + name + ": must be a list");
  }
  std::vector<std::vector<std::string>> lists;
  for (const json::value& item : *items) {
    auto texts = texts_of(item, member, source + ": " + name + "[" + std::to_string(lists.size()) + "]");
    if (!texts) return tl::unexpected(texts.error());
    lists.push_back(std::move(*texts));
  }
  return lists;
}

}  // namespace

Result<Synonyms> Synonyms::parse(std::string_view text, std::string_view name_of_source) {
  const std::string source(name_of_source);
  json::error_code error;
  const json::value document = json::parse({text.data(), text.size()}, error);
  if (error) return base::fail(base::ErrorCode::invalid_input, source + ": not JSON (" + error.message() + ")");
  auto groups = lists_of(document, "groups", "words", source);
  if (!groups) return tl::unexpected(groups.error());
  auto pairs = lists_of(document, "not_same", "pair", source);
  if (!pairs) return tl::unexpected(pairs.error());
  Synonyms synonyms;
  for (std::size_t i = 0; i < groups->size(); ++i) {
    for (const std::string& word : (*groups)[i]) {
      if (!synonyms.group_of_.emplace(word, i).second) {
        return base::fail(base::ErrorCode::invalid_input,
                          source + ": groups[" + std::to_string(i) + "]: \"" + word + "\" stands twice");
      }
      synonyms.longest_bytes_ = std::max(synonyms.longest_bytes_, word.size());
    }
  }
  for (const auto& pair : *pairs) {
    const auto one = synonyms.group_of_.find(pair[0]), other = synonyms.group_of_.find(pair[1]);
    if (one == synonyms.group_of_.end() || other == synonyms.group_of_.end() || one->second != other->second) continue;
    return base::fail(base::ErrorCode::invalid_input, source + ": groups[" + std::to_string(one->second) + "]: \"" +
                                                          pair[0] + "\" and \"" + pair[1] + "\" are not the same");
  }
  synonyms.groups_ = std::move(*groups);
  return synonyms;
}

Result<Synonyms> Synonyms::load(const std::string& path) {
  const auto text = base::read_file(path);
  if (!text) return tl::unexpected(text.error());
  return parse(*text, std::filesystem::path(path).filename().string());
}

bool Synonyms::stands_alone(std::string_view text, std::size_t at, std::size_t length) {
  const auto letter = [text](std::size_t i) { return i < text.size() && text[i] >= 'a' && text[i] <= 'z'; };
  const bool cut_before = at > 0 && letter(at) && letter(at - 1);
  return !cut_before && !(letter(at + length - 1) && letter(at + length));
}

std::vector<std::string> Synonyms::others(std::string_view text) const {
  std::vector<std::string> found;
  std::set<std::size_t> told;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = std::min(longest_bytes_, text.size() - at);
    auto word = group_of_.end();
    for (; length > 0 && word == group_of_.end(); --length) {
      if (stands_alone(text, at, length)) word = group_of_.find(text.substr(at, length));
    }
    if (word == group_of_.end()) {
      (void)base::decode_utf8(text, at);
      continue;
    }
    at += word->first.size();
    if (!told.insert(word->second).second) continue;
    for (const std::string& other : groups_[word->second]) {
      if (other != word->first) found.push_back(other);
    }
  }
  return found;
}

}  // namespace gridboard::kiosk::questions
