// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/known_bill.hpp"

namespace gridboard::model {

void keep_what_is_known(const Bill& stored, Bill& row) {
  row.fee_free_days = stored.fee_free_days;
  if (row.status == BillStatus::unpaid || row.status == BillStatus::disputed) row.disputed_on = stored.disputed_on;
  const bool both_paid = row.status == BillStatus::paid && stored.status == BillStatus::paid;
  if (both_paid && stored.amount_fen == row.amount_fen && stored.paid_fen > row.paid_fen) {
    row.paid_fen = stored.paid_fen;
    row.paid_at = stored.paid_at;
  }
  if (row.status != BillStatus::unpaid) return;
  if (stored.status == BillStatus::disputed) row.status = stored.status;
  if (stored.paid_fen <= 0) return;
  row.paid_fen = stored.paid_fen;
  row.paid_at = stored.paid_at;
  if (stored.status == BillStatus::paid && row.paid_fen >= row.amount_fen) row.status = BillStatus::paid;
}

}  // namespace gridboard::model
