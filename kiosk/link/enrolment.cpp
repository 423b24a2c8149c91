// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "kiosk/link/address.hpp"
#include "kiosk/link/conversation.hpp"
#include "kiosk/link/sentences.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::link {
namespace {

const char* sentence_for(const HttpResult& result) {
  if (result.transport == Transport::untrusted) return sentences::kUntrusted;
  if (result.transport != Transport::arrived) return sentences::kUnreachable;
  switch (result.status) {
    case 400:
    case 401:
      return sentences::kWrongCode;
    case 403:
      return sentences::kBoardForbidden;
    case 410:
      return sentences::kExpiredCode;
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return sentences::kCentreBusy;
    default:
      return sentences::kNotUnderstood;
  }
}

}  // namespace

void Conversation::take(const Enrol& enrol) {
  if (enrol_post_ != 0) return post_(EnrolFailed{sentences::kEnrolmentUnderWay});
  const auto server_url = checked_server_url(enrol.server_url);
  if (!server_url) return post_(EnrolFailed{sentences::kBadAddress});
  const KeyPair keys = make_key_pair(random_);
  const wire::EnrolRequest body{base::normalise_code(enrol.code), keys.public_key};
  const HttpRequest request{*server_url + "/sync/v1/enrol", "", wire::encode(body), settings_.timing.request_timeout};
  enrol_post_ = http_.start(request, {}, [this, url = *server_url, keys](const HttpResult& result) {
    enrol_post_ = 0;
    enrol_answered(url, keys, result);
  });
}

void Conversation::enrol_answered(const std::string& server_url, const KeyPair& keys, const HttpResult& result) {
  if (result.transport != Transport::arrived || result.status != 200) {
    base::log_event(base::LogLevel::warning, "link.enrol_failed",
                    {{"status", std::int64_t{result.status}}, {"error", std::string_view(result.error)}});
    return post_(EnrolFailed{sentence_for(result)});
  }
  const auto answer = wire::decode_enrol_answer(result.body);
  if (!answer) return post_(EnrolFailed{sentences::kNotUnderstood});
  // Without keys to pin nothing that this centre says could be believed, and nothing be handed in.
  if (answer->publishing_key.empty() || answer->sealing_key.empty()) {
    return post_(EnrolFailed{sentences::kNotUnderstood});
  }
  const replica::Identity identity{answer->board_id,       server_url,         keys.public_key, keys.secret_key,
                                   answer->publishing_key, answer->sealing_key};
  if (auto kept = writer_.keep_identity(identity); !kept) {
    note_disk_failure(kept.error());
    return post_(EnrolFailed{sentences::kCannotKeep});
  }
  stop_talking();
  http_.cancel(std::exchange(outbox_post_, 0));
  token_.clear();
  identity_ = identity;
  phase_ = Phase::waiting;
  connect_at_ = clock_.monotonic();
  base::log_event(base::LogLevel::info, "link.enrolled", {{"board", std::string_view(identity.board_id)}});
  post_(Enrolled{identity.board_id, identity.server_url});
  post_version();
}

}  // namespace gridboard::kiosk::link
