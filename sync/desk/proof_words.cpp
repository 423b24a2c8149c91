// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/proof_words.hpp"

#include <algorithm>

namespace gridboard::desk {
namespace {

struct Said {
  const char *zh, *en;
  [[nodiscard]] std::string in(ProofLanguage language) const { return language == ProofLanguage::zh ? zh : en; }
};

Said said_of(MissReason reason) {
  switch (reason) {
    case MissReason::none:
      return {"", ""};
    case MissReason::not_enrolled:
      return {"终端尚未接入", "not enrolled yet"};
    case MissReason::not_approved:
      return {"终端尚未批准", "not approved yet"};
    case MissReason::never_heard:
      return {"终端从未连接", "never heard of"};
    case MissReason::silent:
      return {"终端离线", "silent"};
    case MissReason::revoked:
      return {"终端已注销", "revoked"};
    case MissReason::moved_away:
      return {"终端已移出公告范围", "hangs elsewhere now"};
    case MissReason::storage_full:
      return {"终端存储已满", "its storage is full"};
    case MissReason::not_fetched:
      return {"尚未下发", "not handed out yet"};
    case MissReason::not_confirmed:
      return {"已下发，终端未回报", "handed out, not confirmed"};
    case MissReason::no_stick_back:
      return {"已写入 U 盘，尚未带回终端的回执", "written to a stick; nothing brought back from the board yet"};
    case MissReason::not_its_time:
      return {"已收到，收到后未到展示时段或处于静默时段", "received; outside of its day-parts or in quiet hours"};
    case MissReason::over_before:
      return {"已收到，展示前已失效", "received; over before it came up"};
    case MissReason::not_come_up:
      break;
  }
  return {"已收到，尚未轮播到", "received; hasn't come up yet"};
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

std::string words_of(DeliveryState state, ProofLanguage language) {
  switch (state) {
    case DeliveryState::waiting:
      return Said{"未送达", "not sent"}.in(language);
    case DeliveryState::sent:
      return Said{"已下发", "sent"}.in(language);
    case DeliveryState::received:
      return Said{"已收到", "received"}.in(language);
    case DeliveryState::shown:
      break;
  }
  return Said{"已展示", "shown"}.in(language);
}

std::string words_of(store::SentHow how, ProofLanguage language) {
  return (how == store::SentHow::stick ? Said{"U 盘", "stick"} : Said{"网络", "network"}).in(language);
}

std::string words_of(MissReason reason, ProofLanguage language) {
  return said_of(reason).in(language);
}

std::string words_of_miss(const ProvedRow& row, base::Zone zone, ProofLanguage language) {
  std::string words = words_of(row.why, language);
  if (row.why != MissReason::silent && row.why != MissReason::revoked) return words;
  const std::string seen = clock_text(row.board.last_seen, zone);
  if (seen.empty()) return words;
  return words + (language == ProofLanguage::zh ? "，最后在线 " : ", last heard of ") + seen;
}

std::string words_of(model::OutageKind kind, ProofLanguage language) {
  switch (kind) {
    case model::OutageKind::planned:
      return Said{"计划停电", "planned outage"}.in(language);
    case model::OutageKind::temporary:
      return Said{"临时停电", "temporary outage"}.in(language);
    case model::OutageKind::fault:
      return Said{"故障停电", "fault"}.in(language);
    case model::OutageKind::rationing:
      break;
  }
  return Said{"有序用电", "rationing"}.in(language);
}

std::string words_of_lead(std::chrono::seconds lead, ProofLanguage language) {
  const std::int64_t all = lead.count() < 0 ? -lead.count() : lead.count();
  std::string words = lead.count() < 0 ? "-" : "";
  if (all >= 86400) words += std::to_string(all / 86400) + (language == ProofLanguage::zh ? " 天 " : " d ");
  return words + std::to_string(all / 3600 % 24) + ":" + two_digits(all / 60 % 60) + ":" + two_digits(all % 60);
}

std::string words_of_timing(std::chrono::seconds lead, ProofLanguage language) {
  if (lead.count() == 0) return Said{"与停电同时", "at the start"}.in(language);
  const bool ahead = lead.count() > 0;
  const std::string time = words_of_lead(ahead ? lead : -lead, language);
  if (language == ProofLanguage::zh) return (ahead ? "提前 " : "停电开始后 ") + time;
  return time + (ahead ? " ahead" : " after the start");
}

std::string clock_text(const std::optional<base::Instant>& at, base::Zone zone) {
  if (!at) return "";
  std::string text = base::format_rfc3339(std::chrono::floor<std::chrono::seconds>(*at), zone).substr(0, 19);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

}  // namespace gridboard::desk
