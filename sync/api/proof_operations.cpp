// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/proof_operations.hpp"

#include <array>

namespace gridboard::api {
namespace {

constexpr std::array kOperations{
    Operation{"showNoticeProof", "GET", "/notices/{id}/proof", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_notice_proof},
    Operation{"exportNoticeProofTable", "GET", "/notices/{id}/proof/table", Takes::nothing, 0, Runs::reads, Topic::none,
              &export_notice_proof_table},
    Operation{"exportNoticeProofPaper", "GET", "/notices/{id}/proof/paper", Takes::nothing, 0, Runs::drawing,
              Topic::none, &export_notice_proof_paper},
    Operation{"exportNoticeProofLedger", "GET", "/notices/{id}/proof/ledger", Takes::nothing, 0, Runs::reads,
              Topic::none, &export_notice_proof_ledger},
    Operation{"showOutageProof", "GET", "/outages/{id}/proof", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_outage_proof},
    Operation{"exportOutageProofTable", "GET", "/outages/{id}/proof/table", Takes::nothing, 0, Runs::reads, Topic::none,
              &export_outage_proof_table},
    Operation{"exportOutageProofPaper", "GET", "/outages/{id}/proof/paper", Takes::nothing, 0, Runs::drawing,
              Topic::none, &export_outage_proof_paper},
    Operation{"exportOutageProofLedger", "GET", "/outages/{id}/proof/ledger", Takes::nothing, 0, Runs::reads,
              Topic::none, &export_outage_proof_ledger},
};

}  // namespace

std::span<const Operation> proof_operations() {
  return kOperations;
}

}  // namespace gridboard::api
