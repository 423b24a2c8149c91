// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Unlocking with a phone, as far as the link sees it: an ask, then questions until somebody has entered the PIN. What
// comes is sealed to a key that the link doesn't hold.
#include <algorithm>
#include <utility>

#include "kiosk/link/conversation.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::link {

void Conversation::take(const AskUnlock& ask) {
  end_unlock();
  unlock_id_ = ask.ask.id;
  if (!connected_ || token_.empty()) return fail_unlock(true);
  const HttpRequest request{url("/sync/v1/unlock"), token_, wire::encode(ask.ask), settings_.timing.request_timeout};
  unlock_talk_ = http_.start(request, {}, [this](const HttpResult& result) {
    unlock_talk_ = 0;
    if (result.transport == Transport::arrived && result.status == 200) {
      unlock_at_ = clock_.monotonic() + settings_.timing.unlock_every;
      return post_(UnlockOffered{unlock_id_});
    }
    base::log_event(base::LogLevel::info, "link.unlock_refused", {{"status", std::int64_t{result.status}}});
    const bool offline = result.transport != Transport::arrived || result.status >= 500 || result.status == 429;
    if (!seen_to_refusal(result)) return fail_unlock(offline);
    fail_unlock(true);  // another token is fetched: whoever tries again finds it
  });
}

void Conversation::end_unlock() {
  http_.cancel(std::exchange(unlock_talk_, 0));
  unlock_id_.clear();
}

void Conversation::fail_unlock(bool offline) {
  if (unlock_id_.empty()) return;
  post_(UnlockFailed{unlock_id_, offline});
  end_unlock();
}

void Conversation::collect_unlock() {
  const std::string path = "/sync/v1/unlock?id=" + unlock_id_;
  const HttpRequest request{url(path.c_str()), token_, std::nullopt, settings_.timing.request_timeout};
  unlock_talk_ = http_.start(request, {}, [this](const HttpResult& result) {
    unlock_talk_ = 0;
    unlock_at_ = clock_.monotonic() + std::max(settings_.timing.unlock_every, result.retry_after);
    if (result.transport != Transport::arrived || result.status >= 500 || result.status == 429) return;  // once more
    const auto answer = wire::decode_unlock_answer(result.body);
    if (result.status != 200 || !answer) {
      if (!seen_to_refusal(result)) fail_unlock(false);
      return;
    }
    if (answer->sealed.empty()) return;
    post_(UnlockSealed{unlock_id_, answer->sealed});
    end_unlock();
  });
}

Conversation::Moment Conversation::run_unlock(Moment now) {
  if (unlock_id_.empty() || unlock_talk_ != 0 || token_.empty()) return kLongestWaitForBlobs;
  if (now >= unlock_at_) collect_unlock();
  return unlock_talk_ != 0 ? kLongestWaitForBlobs : unlock_at_ - now;
}

}  // namespace gridboard::kiosk::link
