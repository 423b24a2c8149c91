// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/model/bill.hpp"

namespace gridboard::model {

// What the centre knows of payments and disputes outlives a row of a file that only says "unpaid", and a late fee that
// was paid one that only says "paid".
void keep_what_is_known(const Bill& stored, Bill& row);

}  // namespace gridboard::model
