// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What was done for a community in a month, in counts that lead back to nobody.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"

namespace gridboard::model {

// 上门服务, 故障抢修, 业务办理, 咨询和查询, 客户经理驻点(小时)
enum class ServiceCountKind { visits, repairs, business, inquiries, hours };
inline constexpr int kServiceCountKinds = 5;

// Smaller counts are not given out: they might tell who. From product.md, B13.
inline constexpr std::int64_t kLeastCount = 5;

struct ServiceCount {
  ServiceCountKind kind = ServiceCountKind::visits;
  std::optional<std::int64_t> count;  // nothing: fewer than kLeastCount

  bool operator==(const ServiceCount&) const = default;
};

// ServiceRecords 服务记录. No total: it would give a suppressed count away.
struct ServiceRecords {
  base::Month month;
  std::vector<ServiceCount> counts;  // in the order of ServiceCountKind, each kind once

  bool operator==(const ServiceRecords&) const = default;
};

[[nodiscard]] const char* name_of(ServiceCountKind kind);
[[nodiscard]] base::Result<ServiceCountKind> parse_service_count_kind(std::string_view text);
// Takes what may be told of true counts.
[[nodiscard]] ServiceCount suppressed(ServiceCountKind kind, std::int64_t true_count);

}  // namespace gridboard::model
