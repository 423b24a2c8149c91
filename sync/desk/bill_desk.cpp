// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/bill_desk.hpp"

#include "sync/desk/take_payment.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;

base::Result<model::Bill> bill_for(const BillDesk& desk, store::Reader& reader, std::string_view operation,
                                   const std::string& bill_no) {
  auto bill = bill_called(reader, bill_no);
  if (!bill) return tl::unexpected(bill.error());
  if (!*bill) return fail(ErrorCode::not_found, std::string(kNoSuchBill));
  const auto household = reader.household((*bill)->account);
  if (!household) return tl::unexpected(household.error());
  const std::string path = *household ? (*household)->unit_path : std::string();
  if (!desk.may(operation, {path})) return fail(ErrorCode::forbidden, std::string(kBillElsewhere));
  return std::move(**bill);
}

std::string money_json(std::string_view bill_no, std::int64_t amount_fen, std::string_view reason) {
  wire::JsonWriter json;
  json.begin_object();
  json.text_if_any("bill", bill_no);
  json.number_if_any("amount_fen", amount_fen);
  json.text_if_any("reason", reason);
  json.end_object();
  return json.take();
}

}  // namespace gridboard::desk
