// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Of this room alone: reads the JSON of assets. The first thing that is wrong is remembered with its place
// ("tariffs.json: tariffs[1].tiers[0].flat: ..."), so a reader asks for all fields first and looks for an error once.

#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

// One object of a document. Lives as long as its JsonDocument. A missing or wrong value reads as empty, zero or false.
class JsonFields {
 public:
  [[nodiscard]] bool has(std::string_view name) const;
  // Refuses every field that isn't one of these: a misspelt name must not pass for a left-out one.
  void allow_only(std::initializer_list<std::string_view> names) const;

  [[nodiscard]] std::string text(std::string_view name) const;  // must be there and not blank
  [[nodiscard]] std::string text_or_empty(std::string_view name) const;
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most) const;
  [[nodiscard]] bool boolean_or(std::string_view name, bool otherwise) const;
  [[nodiscard]] base::Date date(std::string_view name) const;
  [[nodiscard]] std::int64_t price_e4(std::string_view name) const;  // "0.538", text so that no fraction is lost
  [[nodiscard]] JsonFields object(std::string_view name) const;
  [[nodiscard]] std::vector<JsonFields> objects(std::string_view name, std::size_t most) const;  // must be there
  [[nodiscard]] std::vector<JsonFields> objects_or_none(std::string_view name, std::size_t most) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view name, std::size_t most) const;  // must be there
  [[nodiscard]] std::vector<base::Date> dates(std::string_view name, std::size_t most) const;

  // Reports what only the reader can know.
  void refuse(std::string_view name, std::string_view why) const;

 private:
  friend class JsonDocument;
  JsonFields(const boost::json::object* object, std::string where, std::optional<base::Error>* first_error)
      : object_(object), where_(std::move(where)), first_error_(first_error) {}
  [[nodiscard]] const boost::json::value* find(std::string_view name) const;
  [[nodiscard]] std::string place_of(std::string_view name) const;

  const boost::json::object* object_;  // null once something was wrong above
  std::string where_;                  // "tariffs.json: tariffs[1]"
  std::optional<base::Error>* first_error_;
};

class JsonDocument {
 public:
  JsonDocument() = default;
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  // The object at the top; any other JSON, and text that is none, is remembered as the error.
  [[nodiscard]] JsonFields read(std::string_view json, std::string_view name_of_source);
  // The same for a list of objects, each named in errors by its text "id" if it has one, else by its number.
  [[nodiscard]] std::vector<JsonFields> read_list(std::string_view json, std::string_view name_of_source,
                                                  std::size_t most);
  // The first thing that was wrong, if anything was.
  [[nodiscard]] const std::optional<base::Error>& first_error() const { return first_error_; }

 private:
  bool parse(std::string_view json, const std::string& where);
  boost::json::value value_;
  std::optional<base::Error> first_error_;
};

}  // namespace gridboard::model
