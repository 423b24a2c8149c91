// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about bills and the money that came for them. Stays in this room.

#include <boost/json/object.hpp>
#include <span>

#include "sync/api/operations.hpp"
#include "sync/desk/look_at_bills.hpp"
#include "sync/desk/payment_keys.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> bill_operations();

// What use cases of bills work with. `rules` outlives it.
[[nodiscard]] desk::BillDesk bill_desk_of(const Call& call, const model::Rules& rules);
// What they refuse, in words.
[[nodiscard]] Refusal refuse_bill(const base::Error& error);

// As openapi.yaml has them.
[[nodiscard]] boost::json::object listed_bill_of(const Call& call, const desk::ListedBill& listed,
                                                 const std::string& words);
[[nodiscard]] boost::json::object shown_bill_of(const Call& call, const desk::ShownBill& shown,
                                                const std::string& words);
// With the name of its service among these; its id where none is called so any more.
[[nodiscard]] boost::json::object payment_of(const Call& call, const store::Payment& payment,
                                             const std::vector<store::PaymentProvider>& providers);
[[nodiscard]] boost::json::object message_of(const Call& call, const store::PaymentMessage& message,
                                             const std::vector<store::PaymentProvider>& providers);
[[nodiscard]] boost::json::object provider_of(const Call& call, const desk::KeptProvider& kept);

Outcome list_bills(Call& call);
Outcome show_bill(Call& call);
Outcome show_bill_holder(Call& call);
Outcome open_dispute(Call& call);
Outcome end_dispute(Call& call);
Outcome correct_bill(Call& call);
Outcome move_credit(Call& call);
Outcome record_payment(Call& call);
Outcome refund_payment(Call& call);
Outcome list_payment_messages(Call& call);
Outcome list_unmatched_payments(Call& call);
Outcome list_credits(Call& call);
Outcome match_payment(Call& call);
Outcome list_payment_providers(Call& call);
Outcome put_payment_provider(Call& call);
Outcome add_payment_key(Call& call);
Outcome end_payment_key(Call& call);
Outcome list_late_fee_days(Call& call);

}  // namespace gridboard::api
