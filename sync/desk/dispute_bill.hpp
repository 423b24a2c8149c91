// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/bill_desk.hpp"

namespace gridboard::desk {

// From now on no code to pay it with is given out, and its late fee stands still where late_fee.json says so.
[[nodiscard]] base::Result<model::Bill> open_dispute(const BillDesk& desk, const std::string& bill_no,
                                                     const std::string& reason);
// upheld: the resident was right, and a corrected bill follows; rejected: the bill holds. The days of the dispute bear
// no late fee either way.
[[nodiscard]] base::Result<model::Bill> end_dispute(const BillDesk& desk, const std::string& bill_no, bool upheld,
                                                    const std::string& answer);

}  // namespace gridboard::desk
