// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/service_records.hpp"

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<ServiceCountKind>, kServiceCountKinds> kKinds{
    {{ServiceCountKind::visits, "visits", "上门服务"},
     {ServiceCountKind::repairs, "repairs", "故障抢修"},
     {ServiceCountKind::business, "business", "业务办理"},
     {ServiceCountKind::inquiries, "inquiries", "咨询查询"},
     {ServiceCountKind::hours, "hours", "驻点小时"}}};

}  // namespace

const char* name_of(ServiceCountKind kind) {
  return name_in(kKinds, kind);
}

base::Result<ServiceCountKind> parse_service_count_kind(std::string_view text) {
  return parse_in(kKinds, text, "kind of service count");
}

ServiceCount suppressed(ServiceCountKind kind, std::int64_t true_count) {
  if (true_count < kLeastCount) return {kind, std::nullopt};
  return {kind, true_count};
}

}  // namespace gridboard::model
