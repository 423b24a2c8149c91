// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads what came with a request: a JSON body or a query. Untrusted input. Everything that is wrong is collected with
// the path of its field, so that a form shows all of it at once: ask for all fields first, then for refusal(). A value
// that is missing or wrong reads as empty, zero or none. Fields that nobody asked for are passed over.
// Stays in this room.

#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/api/refusal.hpp"
#include "sync/base/time.hpp"

namespace gridboard::api {

inline constexpr std::size_t kMaxJsonDepth = 16;

// One object of a body. Lives as long as its Body. Lengths are in code points; U+0000 is never taken.
class Fields {
 public:
  Fields(const boost::json::object* object, std::string where, std::vector<FieldProblem>* problems)
      : object_(object), where_(std::move(where)), problems_(problems) {}

  // Neither absent nor null.
  [[nodiscard]] bool has(std::string_view name) const;
  // There, but null.
  [[nodiscard]] bool is_null(std::string_view name) const;

  [[nodiscard]] std::string text(std::string_view name, std::size_t least, std::size_t most) const;  // must be there
  [[nodiscard]] std::optional<std::string> text_if_any(std::string_view name, std::size_t least,
                                                       std::size_t most) const;
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most) const;
  [[nodiscard]] std::optional<bool> boolean_if_any(std::string_view name) const;
  [[nodiscard]] std::optional<base::Instant> time_if_any(std::string_view name) const;  // RFC 3339
  [[nodiscard]] std::vector<std::string> texts_if_any(std::string_view name, std::size_t most_items,
                                                      std::size_t most) const;
  [[nodiscard]] Fields object(std::string_view name) const;  // must be there
  [[nodiscard]] std::vector<Fields> objects(std::string_view name, std::size_t most) const;
  [[nodiscard]] std::vector<Fields> objects_if_any(std::string_view name, std::size_t most) const;
  // What `parse` makes of a text; it gives nothing for one that isn't right.
  template <class T>
  [[nodiscard]] std::optional<T> choice_if_any(std::string_view name,
                                               const std::function<std::optional<T>(std::string_view)>& parse) const {
    const auto given = text_if_any(name, 0, 200);
    if (!given) return std::nullopt;
    auto parsed = parse(*given);
    if (!parsed) refuse(name, {"不在可选的值里。", "isn't one of the values to choose from."});
    return parsed;
  }

  // Says what only the caller can know. `name` "" is the object itself.
  void refuse(std::string_view name, Words words) const;

 private:
  [[nodiscard]] const boost::json::value* find(std::string_view name) const;
  [[nodiscard]] const boost::json::value* find_needed(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> checked_text(const boost::json::value& value, const std::string& field,
                                                        std::size_t least, std::size_t most) const;
  [[nodiscard]] std::string path_of(std::string_view name) const;

  const boost::json::object* object_;  // null where there is none
  std::string where_;
  std::vector<FieldProblem>* problems_;
};

class Body {
 public:
  // 400 if it is no JSON object, or nested deeper than kMaxJsonDepth.
  [[nodiscard]] static tl::expected<Body, Refusal> parse(std::string_view text);

  [[nodiscard]] Fields top() { return Fields(&value_.get_object(), "", &problems_); }
  // 422 with everything that was wrong, nothing if all was right.
  [[nodiscard]] std::optional<Refusal> refusal() const;

 private:
  explicit Body(boost::json::value value) : value_(std::move(value)) {}
  boost::json::value value_;
  std::vector<FieldProblem> problems_;
};

// Query of a list. A name that isn't there reads as "" or none; an empty value counts as not there.
class Query {
 public:
  explicit Query(const net::Request& request) : request_(request) {}

  [[nodiscard]] std::string text(std::string_view name, std::size_t most);
  [[nodiscard]] std::string needed_text(std::string_view name, std::size_t most);
  [[nodiscard]] std::size_t limit();  // 1 to 500, 50 if not given
  [[nodiscard]] std::optional<base::Instant> time(std::string_view name);
  [[nodiscard]] std::optional<bool> boolean(std::string_view name);
  template <class T>
  [[nodiscard]] std::optional<T> choice(std::string_view name,
                                        const std::function<std::optional<T>(std::string_view)>& parse) {
    const std::string given = text(name, 200);
    if (given.empty()) return std::nullopt;
    auto parsed = parse(given);
    if (!parsed) refuse(name, {"不在可选的值里。", "isn't one of the values to choose from."});
    return parsed;
  }
  // What make_after() gave out, in its parts; none if it isn't given.
  [[nodiscard]] std::vector<std::string> after(std::size_t parts);

  void refuse(std::string_view name, Words words) { problems_.push_back({std::string(name), std::move(words)}); }
  [[nodiscard]] std::optional<Refusal> refusal() const;  // 400

 private:
  const net::Request& request_;
  std::vector<FieldProblem> problems_;
};

// Where the next page goes on: opaque to who gets it, base64url of the parts.
[[nodiscard]] std::string make_after(const std::vector<std::string>& parts);
// Unset if it isn't such a thing.
[[nodiscard]] std::optional<std::vector<std::string>> read_after(std::string_view text);

}  // namespace gridboard::api
