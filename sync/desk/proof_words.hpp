// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a proof is worded where it leaves the centre as a file: the table and the paper.

#include <optional>
#include <string>

#include "sync/desk/prove_delivery.hpp"

namespace gridboard::desk {

enum class ProofLanguage { zh, en };

[[nodiscard]] std::string words_of(DeliveryState state, ProofLanguage language);
[[nodiscard]] std::string words_of(store::SentHow how, ProofLanguage language);
// "自 2026-11-22 08:00 起无消息": what is known of the board goes in. "" for none.
[[nodiscard]] std::string words_of_miss(const ProvedRow& row, base::Zone zone, ProofLanguage language);
// The reason alone: "终端离线".
[[nodiscard]] std::string words_of(MissReason reason, ProofLanguage language);
[[nodiscard]] std::string words_of(model::OutageKind kind, ProofLanguage language);
// "提前 7 天 0:00:00"; where it is negative "停电开始后 0:00:55".
[[nodiscard]] std::string words_of_timing(std::chrono::seconds lead, ProofLanguage language);
// "7 天 0:00:00"; with a minus sign where it is negative.
[[nodiscard]] std::string words_of_lead(std::chrono::seconds lead, ProofLanguage language);
// "2026-11-22 08:00:05" in `zone`; "" if unset.
[[nodiscard]] std::string clock_text(const std::optional<base::Instant>& at, base::Zone zone);

}  // namespace gridboard::desk
