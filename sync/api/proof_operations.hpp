// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about proof of notice. Stays in this room.

#include <span>

#include "sync/api/operations.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> proof_operations();

Outcome show_notice_proof(Call& call);
Outcome export_notice_proof_table(Call& call);
Outcome export_notice_proof_paper(Call& call);
Outcome export_notice_proof_ledger(Call& call);
Outcome show_outage_proof(Call& call);
Outcome export_outage_proof_table(Call& call);
Outcome export_outage_proof_paper(Call& call);
Outcome export_outage_proof_ledger(Call& call);

}  // namespace gridboard::api
