// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/hook_words.hpp"

#include <algorithm>
#include <iterator>

namespace gridboard::api {
namespace {

struct HookWords {
  std::string_view kept;
  const char* zh;
};

constexpr HookWords kWords[] = {
    {"the payment was told before with another bill or amount", "同一笔缴费以前报过，账单或金额不同"},
    {"the refund was told before with another payment or amount", "同一笔退款以前报过，缴费或金额不同"},
    {"more than is left of the payment", "超过这笔缴费还能退的金额"},
    {"another body came under this number before", "同一消息编号以前收到过，内容不同"},
    {"data.at lies in the future", "data.at（缴费时间）晚于现在"},
    {"data.payment isn't the number of a payment", "data.payment 不是缴费流水号"},
    {"data.refund isn't the number of a refund", "data.refund 不是退款流水号"},
    {"data.bill isn't the number of a bill", "data.bill 不是账单编号"},
    {"data.amount_fen isn't a whole number of fen", "data.amount_fen 不是以分为单位的整数"},
    {"data.amount_fen is out of bounds", "data.amount_fen 超出范围"},
    {"data.at isn't a time with its offset", "data.at 不是带时区的时间"},
    {"the body is too large", "消息太长"},
    {"the body isn't a JSON object", "消息不是 JSON 对象"},
    {"there is no data", "消息里没有 data"},
    {"type is neither payment.succeeded nor payment.refunded", "type 既不是 payment.succeeded 也不是 payment.refunded"},
};

}  // namespace

std::string hook_words(std::string_view words, Language language) {
  if (language != Language::zh) return std::string(words);
  const auto* known =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const HookWords& each) { return words == each.kept; });
  return known == std::end(kWords) ? std::string(words) : known->zh;
}

}  // namespace gridboard::api
