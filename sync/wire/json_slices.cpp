// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/json_slices.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <limits>

#include "sync/base/utf8.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { skip_space(); }

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] bool next_is(char wanted) const { return at_ < text_.size() && text_[at_] == wanted; }
  bool take(char wanted) {
    if (!next_is(wanted)) return false;
    ++at_;
    skip_space();
    return true;
  }
  [[nodiscard]] bool string(std::string_view& slice) {
    const std::size_t begin = at_;
    if (!pass_string()) return false;
    slice = text_.substr(begin, at_ - begin);
    skip_space();
    return true;
  }
  [[nodiscard]] bool value(std::string_view& slice) {
    const std::size_t begin = at_;
    if (!pass_value()) return false;
    slice = text_.substr(begin, at_ - begin);
    skip_space();
    return true;
  }
  [[nodiscard]] base::Error expected(std::string_view what) const {
    return {ErrorCode::corrupt, "expected " + std::string(what) + " at byte " + std::to_string(at_)};
  }

 private:
  static bool is_scalar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
  }
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n'))
      ++at_;
  }
  bool pass_string() {
    if (!next_is('"')) return false;
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '"') return at_ = i + 1, true;
      if (c == '\\')
        ++i;
      else if (static_cast<unsigned char>(c) < 0x20)
        break;
    }
    return false;
  }
  // Passes one value; brackets must match, what stands between them is for who reads the slice.
  bool pass_value() {
    char open[kMaxJsonDepth];
    int depth = 0;
    do {
      if (at_ >= text_.size()) return false;
      const char c = text_[at_];
      if (c == '"') {
        if (!pass_string()) return false;
        continue;
      }
      if (c == '{' || c == '[') {
        if (depth == kMaxJsonDepth) return false;
        open[depth++] = c == '{' ? '}' : ']';
        ++at_;
      } else if (depth > 0 && (c == '}' || c == ']')) {
        if (open[--depth] != c) return false;
        ++at_;
      } else if (is_scalar(c)) {
        while (at_ < text_.size() && is_scalar(text_[at_])) ++at_;
      } else if (depth > 0 && (c == ',' || c == ':' || c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
        ++at_;
      } else {
        return false;
      }
    } while (depth > 0);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

base::Result<std::vector<std::pair<std::string, std::string_view>>> split_object(std::string_view json) {
  std::vector<std::pair<std::string, std::string_view>> members;
  Scanner scanner(json);
  if (!scanner.take('{')) return tl::unexpected(scanner.expected("{"));
  while (!scanner.next_is('}')) {
    if (!members.empty() && !scanner.take(',')) return tl::unexpected(scanner.expected(", or }"));
    std::string_view quoted, value;
    std::string name;
    if (!scanner.string(quoted) || !read_text(quoted, name)) return tl::unexpected(scanner.expected("a name"));
    if (!scanner.take(':')) return tl::unexpected(scanner.expected(":"));
    if (!scanner.value(value)) return tl::unexpected(scanner.expected("a value, nested at most 16 deep,"));
    members.emplace_back(std::move(name), value);
  }
  scanner.take('}');
  if (!scanner.at_end()) return tl::unexpected(scanner.expected("the end"));
  return members;
}

base::Result<std::vector<std::string_view>> split_array(std::string_view json) {
  std::vector<std::string_view> values;
  Scanner scanner(json);
  if (!scanner.take('[')) return tl::unexpected(scanner.expected("["));
  while (!scanner.next_is(']')) {
    if (!values.empty() && !scanner.take(',')) return tl::unexpected(scanner.expected(", or ]"));
    std::string_view value;
    if (!scanner.value(value)) return tl::unexpected(scanner.expected("a value, nested at most 16 deep,"));
    values.push_back(value);
  }
  scanner.take(']');
  if (!scanner.at_end()) return tl::unexpected(scanner.expected("the end"));
  return values;
}

bool read_text(std::string_view slice, std::string& out) {
  if (slice.size() < 2 || slice.front() != '"' || slice.back() != '"') return false;
  const std::string_view inner = slice.substr(1, slice.size() - 2);
  if (inner.find_first_of("\\\"") == std::string_view::npos) {
    if (!base::is_valid_utf8(inner)) return false;
    out = inner;
    return true;
  }
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse({slice.data(), slice.size()}, error);
  if (error || !value.is_string()) return false;
  out = std::string(value.get_string().data(), value.get_string().size());
  return true;
}

bool read_count(std::string_view slice, std::uint64_t& out) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(slice.data(), slice.data() + slice.size(), number);
  if (error != std::errc() || end != slice.data() + slice.size()) return false;
  if (slice.size() > 1 && slice.front() == '0') return false;
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return false;
  out = number;
  return true;
}

bool read_flag(std::string_view slice, bool& out) {
  if (slice != "true" && slice != "false") return false;
  out = slice == "true";
  return true;
}

}  // namespace gridboard::wire
