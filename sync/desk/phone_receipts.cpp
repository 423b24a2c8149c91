// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/phone_receipts.hpp"

#include "sync/model/receipt.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr int kMostAttempts = 1000;
constexpr std::size_t kPrefixLength = 3;
// Eight characters of 29: half a million million numbers, still short enough to read out.
constexpr std::uint64_t kLeastNumber = 17'249'876'309ULL;  // 29^7
constexpr std::uint64_t kNumbers = 482'996'536'652ULL;     // 29^8 - 29^7

Result<std::string> phone_prefix(store::Writer& writer, base::Random& random) {
  auto kept = writer.setting(kPhonePrefixSetting);
  if (!kept) return tl::unexpected(kept.error());
  if (*kept && !(*kept)->empty()) return std::move(**kept);
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    std::string prefix = base::make_code(kPrefixLength, random);
    if (!model::is_receipt_prefix(prefix)) continue;
    const auto taken = writer.is_receipt_prefix_taken(prefix);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) continue;
    if (auto put = writer.put_setting(kPhonePrefixSetting, prefix); !put) return tl::unexpected(put.error());
    return prefix;
  }
  return base::fail(base::ErrorCode::conflict, "no free receipt prefix is left for phones");
}

}  // namespace

Result<std::string> new_phone_receipt(store::Writer& writer, base::Random& random) {
  const auto prefix = phone_prefix(writer, random);
  if (!prefix) return prefix;
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    std::string receipt = model::make_receipt(*prefix, kLeastNumber + random.below(kNumbers));
    const auto taken = writer.request(receipt);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return receipt;
  }
  return base::fail(base::ErrorCode::conflict, "no free receipt number is left for phones");
}

}  // namespace gridboard::desk
