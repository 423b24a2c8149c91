// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// PINs on paper. The answer is the only place where they can be read.
#include "sync/api/bulk_work.hpp"
#include "sync/api/import_operations.hpp"
#include "sync/api/json_in.hpp"
#include "sync/desk/print_pin_slips.hpp"

namespace gridboard::api {
namespace {

constexpr std::size_t kMostPath = 200;

Refusal refuse_slips(const base::Error& error) {
  const std::string most = std::to_string(desk::kMostSlips);
  switch (error.code) {
    case base::ErrorCode::too_large:
      return Refusal(413, "too_large", {"一次最多 " + most + " 户。", "At most " + most + " households at once."},
                     {"请一个单元一个单元地打印。", "Print them unit by unit."});
    case base::ErrorCode::unavailable: {
      Refusal refusal(503, "unavailable",
                      {"服务器上没有打印用的字体，没有发密码。", "The server lacks the fonts to print."},
                      {"请系统管理员安装 fonts-noto-cjk。", "Have fonts-noto-cjk installed."});
      refusal.log_message = error.message;
      return refusal;
    }
    default:
      return Refusal(error);
  }
}

Refusal nobody_to_serve(std::size_t kept) {
  if (kept == 0) {
    return Refusal(409, "conflict", {"这里还没有住户。", "There are no households there."},
                   {"请先导入住户。", "Import the households first."});
  }
  return Refusal(
      409, "conflict",
      {"这里的 " + std::to_string(kept) + " 户都已有密码。",
       "All " + std::to_string(kept) + " households there have a PIN."},
      {"要重新发，请勾选“已有密码的也重发”，旧密码会作废。", "Renew them if you mean to: the old ones end."});
}

}  // namespace

Outcome print_pin_slips(Call& call) {
  auto body = Body::parse(call.request().body);
  if (!body) return tl::unexpected(body.error());
  const std::string place = body->top().text("place", 1, kMostPath);
  const bool renew = body->top().boolean_if_any("renew").value_or(false);
  if (auto wrong = body->refusal()) return tl::unexpected(*wrong);
  if (auto may = call.check_places({place}); !may) return tl::unexpected(may.error());
  const auto rules = call.env.bulk->rules();
  const desk::ImportDesk desk = import_desk_of(call.env, call.actor, *rules);
  auto printed = desk::print_pin_slips(desk, place, renew);
  if (!printed) return tl::unexpected(refuse_slips(printed.error()));
  if (printed->issued.issued == 0) return tl::unexpected(nobody_to_serve(printed->issued.kept));
  net::Response response;
  response.content_type = "application/pdf";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"pin-slips.pdf\"");
  response.body = std::move(printed->pdf);
  return response;
}

}  // namespace gridboard::api
