// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The uplink: items that a board sends until each is acknowledged, and the answers.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::wire {

// unknown: of a board newer than this centre, which answers it with a rejection so that the board's queue goes on.
enum class ItemKind {
  request,
  rating,
  reopening,
  shown,
  sign_in,
  health,
  refused_segment,
  screenshot,
  command,
  unknown
};
[[nodiscard]] const char* name_of(ItemKind kind);

struct OutboxItem {
  std::string id;  // UUIDv7, made on the board, the same for every repeat
  ItemKind kind = ItemKind::request;
  base::Instant at{};
  std::string body;  // JSON object; for requests see RequestBody
  bool operator==(const OutboxItem&) const = default;
};

// Body of a request item. Boards seal `account` and `answers` to the centre's key as soon as they are handed in: then
// `sealed` stands in their place, see seal().
struct RequestBody {
  std::string receipt, kind, place_path, account;
  std::map<std::string, std::string> answers;
  std::string same_as;    // public id of a neighbour's report, "" if none
  std::string outage_id;  // of a chosen maintenance window, "" else
  std::string sealed;     // "" while it is open
  bool operator==(const RequestBody&) const = default;
};
[[nodiscard]] std::string encode(const RequestBody& body);
[[nodiscard]] base::Result<RequestBody> decode_request_body(std::string_view json);
// Moves what is personal into `sealed`. invalid_input if the key isn't one.
[[nodiscard]] base::Result<void> seal(RequestBody& body, std::string_view sealing_key, base::Random& random);
// Takes in what was in the box, as open_sealed() of sealing.hpp or of the centre's keys gave it. invalid_input.
[[nodiscard]] base::Result<void> take_personal(RequestBody& body, std::string_view opened);

// Body of a rating item and of a reopening item. A board may only speak of receipts that it gave out itself.
struct RatingBody {
  std::string receipt;
  int stars = 0;
  bool operator==(const RatingBody&) const = default;
};
struct ReopeningBody {
  std::string receipt, reason;  // reason: one of kReopenReasons of the board, or any word of at most 40 bytes
  bool operator==(const ReopeningBody&) const = default;
};
[[nodiscard]] std::string encode(const RatingBody& body);
[[nodiscard]] std::string encode(const ReopeningBody& body);
[[nodiscard]] base::Result<RatingBody> decode_rating_body(std::string_view json);
[[nodiscard]] base::Result<ReopeningBody> decode_reopening_body(std::string_view json);

// Which words a record held, byte for byte: 32 hex digits of BLAKE2b-256 over its body as the centre stored it. So what
// a board says to have shown is tied to what was signed.
[[nodiscard]] std::string content_version(std::string_view body);
inline constexpr std::size_t kContentVersionHex = 32;

// Body of a shown item: notices and outages that have come to the board, and since when its glass shows them. An item
// names only what is new; one that comes and is shown later is named twice, and again when its words change.
struct ShownBody {
  struct Shown {
    std::string id;
    base::Instant received_at{};
    std::optional<base::Instant> shown_at;
    // Of a day that is over: how often it came up and how long it was there. shown_at is that day's first then.
    std::int64_t times = 0, seconds = 0;
    std::optional<base::Instant> last_at = {};  // of that day: when it was last there
    std::string version = {};                   // see content_version; "" of older boards
    bool operator==(const Shown&) const = default;
  };
  std::vector<Shown> notices = {}, outages = {};  // 1 to kMaxShown together
  bool operator==(const ShownBody&) const = default;
};
inline constexpr std::size_t kMaxShown = 100;
[[nodiscard]] std::string encode(const ShownBody& body, base::Zone zone);
[[nodiscard]] base::Result<ShownBody> decode_shown_body(std::string_view json);

// What the centre decided about one item, once and for ever.
struct ItemAnswer {
  std::string id;
  enum class Outcome { accepted, rejected } outcome = Outcome::accepted;
  std::string receipt;  // of a request
  std::string reason;   // of a rejection, a sentence for the resident
  bool operator==(const ItemAnswer&) const = default;
};

inline constexpr std::size_t kMaxItemsPerPost = 100;
inline constexpr std::size_t kMaxOutboxBytes = 4 << 20;

// The body of POST /sync/v1/outbox and of its 200 answer.
[[nodiscard]] std::string encode_items(const std::vector<OutboxItem>& items, base::Zone zone);
[[nodiscard]] base::Result<std::vector<OutboxItem>> decode_items(std::string_view json);
[[nodiscard]] std::string encode_answers(const std::vector<ItemAnswer>& answers);
[[nodiscard]] base::Result<std::vector<ItemAnswer>> decode_answers(std::string_view json);

// Enrolment and tokens: bodies of POST /sync/v1/enrol, /sync/v1/challenge and /sync/v1/token.
struct EnrolRequest {
  std::string code, public_key; /* base64url Ed25519 */
};
struct EnrolAnswer {
  std::string board_id, publishing_key, sealing_key;
};
struct ChallengeRequest {
  std::string board_id;
};
struct ChallengeAnswer {
  std::string nonce;
};
struct TokenRequest {
  std::string board_id, nonce, signature;
};
struct TokenAnswer {
  std::string token;
  base::Instant expires_at{};
};
// The bytes that a board signs: a prefix that no other signature of ours has, the board, the nonce.
[[nodiscard]] std::string challenge_bytes(std::string_view board_id, std::string_view nonce);

[[nodiscard]] std::string encode(const EnrolRequest&);
[[nodiscard]] std::string encode(const EnrolAnswer&);
[[nodiscard]] std::string encode(const ChallengeRequest&);
[[nodiscard]] std::string encode(const ChallengeAnswer&);
[[nodiscard]] std::string encode(const TokenRequest&);
[[nodiscard]] std::string encode(const TokenAnswer&, base::Zone zone);
[[nodiscard]] base::Result<EnrolRequest> decode_enrol_request(std::string_view json);
[[nodiscard]] base::Result<EnrolAnswer> decode_enrol_answer(std::string_view json);
[[nodiscard]] base::Result<ChallengeRequest> decode_challenge_request(std::string_view json);
[[nodiscard]] base::Result<ChallengeAnswer> decode_challenge_answer(std::string_view json);
[[nodiscard]] base::Result<TokenRequest> decode_token_request(std::string_view json);
[[nodiscard]] base::Result<TokenAnswer> decode_token_answer(std::string_view json);

// What of an application/problem+json answer (RFC 9457) a board goes by. Only a "forbidden" of this form tells it that
// it is revoked: a bare 403 may come from anything between.
struct Problem {
  std::string code, detail;
};
// The code with which a challenge is answered while the board waits for staff to approve of it.
inline constexpr std::string_view kAwaitingApproval = "awaiting_approval";
[[nodiscard]] base::Result<Problem> decode_problem(std::string_view json);

}  // namespace gridboard::wire
