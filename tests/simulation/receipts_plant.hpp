// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gridboard::simulation {

// While one of these lives (and `forgetful` was true), the replica takes what its database says for the number of the
// next receipt, whatever the time is: the bug that replica/receipts.hpp is there to keep out. The linker leads the
// replica's call here (--wrap); nothing of it is in the replica.
class ForgetfulReceipts {
 public:
  explicit ForgetfulReceipts(bool forgetful);
  ~ForgetfulReceipts();
  ForgetfulReceipts(const ForgetfulReceipts&) = delete;
  ForgetfulReceipts& operator=(const ForgetfulReceipts&) = delete;
};

}  // namespace gridboard::simulation
