// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads the members of a JSON object that came from outside, one by one, and remembers the first that is wrong.
// For the .cpp files of this room.

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::wire {

// A parsed document with the memory it lives in. `what` names it in errors.
class JsonDocument {
 public:
  // too_large above `max_bytes`; `code` if it isn't JSON, isn't an object or is nested too deep.
  [[nodiscard]] static base::Result<std::unique_ptr<JsonDocument>> parse(std::string_view json, std::size_t max_bytes,
                                                                         std::string_view what, base::ErrorCode code);
  [[nodiscard]] const boost::json::object& root() const { return value_.get_object(); }

 private:
  JsonDocument() : memory_(buffer_, sizeof buffer_) {}
  unsigned char buffer_[8192];
  boost::json::monotonic_resource memory_;
  boost::json::value value_;
};

class Fields {
 public:
  // `where` starts every error: "bill/1203004471/202610: amount_fen: must be an integer".
  Fields(const boost::json::object& object, std::string where, base::ErrorCode code)
      : object_(object), where_(std::move(where)), code_(code) {}

  // Required members.
  std::string text(std::string_view name);  // may be empty
  std::string text_not_empty(std::string_view name);
  std::int64_t number(std::string_view name);  // within +-10^15
  std::int64_t count(std::string_view name);   // from 0 to 10^15
  std::uint64_t place(std::string_view name);  // an epoch or a seq: from 0 to 2^63 - 1
  base::Instant instant(std::string_view name);
  base::Date date(std::string_view name);
  base::Month month(std::string_view name);
  std::vector<std::string> texts(std::string_view name);

  // Members that may be missing.
  std::string text_or_empty(std::string_view name);
  std::int64_t number_or_zero(std::string_view name);
  std::int64_t count_or_zero(std::string_view name);
  std::optional<std::int64_t> count_if_any(std::string_view name);
  bool flag_or_false(std::string_view name);
  std::optional<base::Instant> instant_if_any(std::string_view name);
  std::vector<std::string> texts_or_none(std::string_view name);
  const boost::json::object* object_if_any(std::string_view name);

  // Each object of an array; `each` gets the Fields of one. A missing array is an empty one.
  template <class Each>
  void objects(std::string_view name, Each each) {
    const boost::json::array* array = array_if_any(name);
    if (array == nullptr) return;
    for (std::size_t i = 0; i < array->size() && !failed(); ++i) {
      const boost::json::value& value = (*array)[i];
      const std::string element = std::string(name) + "[" + std::to_string(i) + "]";
      if (!value.is_object()) return wrong(element, "must be an object");
      Fields fields(value.get_object(), where_ + ": " + element, code_);
      each(fields);
      if (fields.failed()) error_ = fields.error_;
    }
  }
  // A value by its name; `parse` gives Result<E>.
  template <class Parse>
  auto named(std::string_view name, Parse parse) {
    using Value = typename decltype(parse(std::string_view()))::value_type;
    const std::string given = text(name);
    if (failed()) return Value{};
    auto value = parse(given);
    if (!value) wrong(name, "\"" + given + "\" is not a known value");
    return value ? *value : Value{};
  }
  [[nodiscard]] Fields nested(const boost::json::object& object, std::string_view name) const {
    return {object, where_ + ": " + std::string(name), code_};
  }

  void must_be(std::string_view name, std::string_view given, std::string_view wanted);
  void wrong(std::string_view name, std::string_view why);
  void adopt(const Fields& other) {
    if (!failed() && other.failed()) error_ = other.error_;
  }
  [[nodiscard]] bool failed() const { return error_.has_value(); }
  template <class T>
  [[nodiscard]] base::Result<T> result(T value) const {
    if (error_) return tl::unexpected(*error_);
    return value;
  }

 private:
  const boost::json::value* find(std::string_view name, bool required);
  const boost::json::array* array_if_any(std::string_view name);
  std::string text_of(const boost::json::value* value, std::string_view name);
  std::int64_t number_of(const boost::json::value* value, std::string_view name);
  base::Instant instant_of(const boost::json::value* value, std::string_view name);
  std::vector<std::string> texts_of(const boost::json::value* value, std::string_view name);

  const boost::json::object& object_;
  std::string where_;
  base::ErrorCode code_;
  std::optional<base::Error> error_;
};

}  // namespace gridboard::wire
