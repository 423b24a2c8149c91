// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Lines of the feed; the exact bytes and their reasons are in sync/protocol/FORMAT.md.
// A line is a JSON object (hello, key, commit, beat, retry) or a segment: signature, space, JSON object.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::wire {

inline constexpr int kProtocolVersion = 1;
inline constexpr std::size_t kMaxChangesPerCommit = 1000;
inline constexpr std::size_t kMaxBytesPerCommit = 1 << 20;
inline constexpr std::size_t kMaxLineBytes = 2 << 20;  // longer lines are refused by the reader
inline constexpr std::string_view kUnsigned = "-";     // stands where a signature is missing; boards refuse it

// Where a reader stands in one log.
struct LogPosition {
  std::uint64_t epoch = 0;
  std::uint64_t seq = 0;
  bool operator==(const LogPosition&) const = default;
};
// Where a reader stands in all its logs; opaque to boards. "" is the empty cursor.
using Cursor = std::map<std::string, LogPosition>;
[[nodiscard]] std::string encode_cursor(const Cursor& cursor);
// The same from logs in any order, each added once, without a map between: each delivery to each board makes one.
class CursorText {
 public:
  void add(std::string_view log, LogPosition position);
  [[nodiscard]] std::string take();

 private:
  void append_number(std::uint64_t number);
  std::string json_;
};
[[nodiscard]] base::Result<Cursor> decode_cursor(std::string_view text);

struct Hello {
  int version = kProtocolVersion;
  base::Instant now{};
  std::chrono::seconds beat{25};
  std::chrono::milliseconds min_backoff{1000}, max_backoff{300000};
};
// The next publishing and sealing keys, signed by the publishing key before (see signature.hpp). Sent after hello, the
// oldest first: a reader walks from the key it holds, each step vouched for by the one before.
struct KeyLine {
  std::uint64_t number = 2;  // of the new keys; those of the beginning are 1
  std::string publishing_key, sealing_key;
  base::Instant since{};
  base::Instant until{};  // the key before is good for segments up to then
  std::string signature;
  bool operator==(const KeyLine&) const = default;
};
struct Put {
  std::string key;
  std::string audience;
  std::string body;  // JSON object, as wire::encode made it
  bool operator==(const Put&) const = default;
};
struct Segment {
  std::string log;
  std::uint64_t epoch = 0, from = 0, to = 0;
  // A snapshot replaces all that the reader holds of the log. It may come in parts: every part says so, the last one
  // says that too; the reader swaps when it commits the last. Parts are a chain: `from` of the first is 0, `from` of
  // each other one is `to` of the part before, `to` of the last is where the reader then stands.
  bool snapshot = false, last = true;
  std::vector<Put> puts;
  std::vector<std::string> removes;  // keys
  // Whom it is for: boards at this place alone, or, where it is empty, those whom none of these audiences of what was
  // left out reaches.
  std::string place = {};
  std::vector<std::string> elsewhere = {};
  bool operator==(const Segment&) const = default;
};
struct SegmentLine {
  std::string signature;  // base64url Ed25519 over `bytes`, or kUnsigned
  std::string bytes;      // the exact JSON that was signed
  Segment segment;
};
struct Commit {
  std::string cursor;
};
struct Beat {
  base::Instant now{};
};
struct Retry {
  std::chrono::milliseconds after{0};
};
using FeedLine = std::variant<Hello, SegmentLine, Commit, Beat, Retry, KeyLine>;

// Without the newline.
[[nodiscard]] std::string encode(const Hello& hello, base::Zone zone);
[[nodiscard]] std::string encode_segment_body(const Segment& segment);  // the bytes to sign
[[nodiscard]] std::string encode_segment_line(std::string_view signature, std::string_view body);
[[nodiscard]] std::string encode(const Commit& commit);
[[nodiscard]] std::string encode(const Beat& beat, base::Zone zone);
[[nodiscard]] std::string encode(const Retry& retry);
[[nodiscard]] std::string encode(const KeyLine& key, base::Zone zone);

// Untrusted input. Errors say which field of which line kind; a kind of line that this release doesn't know is
// ErrorCode::not_found, and a reader passes over it.
[[nodiscard]] base::Result<FeedLine> parse_feed_line(std::string_view line);

}  // namespace gridboard::wire
