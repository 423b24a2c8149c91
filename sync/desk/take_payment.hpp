// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Money into the books, and out of them: what messages of services and what staff do have in common. In any order, each
// payment and refund once.

#include <optional>
#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/bill_books.hpp"
#include "sync/store/payments.hpp"

namespace gridboard::desk {

enum class Booking { taken, repeated, unmatched, waiting, conflict };

// The bill that goes by this number now: a corrected one for those that it replaced. Nothing if there is none.
[[nodiscard]] base::Result<std::optional<model::Bill>> bill_called(store::Reader& reader, const std::string& bill_no);

struct Booked {
  Booking how = Booking::taken;
  std::optional<model::Bill> bill;  // as it stands now
  std::string words;                // of a conflict
};
// `payment.id` says whether it is known; its `bill` is worked out here. Refunds that came before it are applied.
[[nodiscard]] base::Result<Booked> take_payment(const BooksDesk& desk, store::Payment payment);
// waiting: its payment hasn't come. conflict: more than is left of it, or the number stands for another refund.
[[nodiscard]] base::Result<Booked> take_refund(const BooksDesk& desk, store::Refund refund);

}  // namespace gridboard::desk
