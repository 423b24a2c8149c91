// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A small centre on any store: a community with households and bills, and a payment service that signs.

#include <memory>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/desk/bill_desk.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/payment_hook.hpp"
#include "sync/desk/take_payment_message.hpp"
#include "sync/model/tariff.hpp"
#include "tests/sync/store/backends.hpp"

namespace gridboard::tests {

inline const std::string kBooksUnit = "YX/XH/3/2";

class BooksCentre {
 public:
  explicit BooksCentre(const Backend& backend);

  // "1000000000" + number, with a household of its own; its number is "B" + account.
  std::string put_bill(int number, std::int64_t amount_fen, const std::string& due);
  [[nodiscard]] model::Bill bill(const std::string& bill_no);
  // What the books say of the bill; checks that entries, credit and what is left of payments agree.
  [[nodiscard]] std::int64_t credit(const model::Bill& bill);
  void check_books(const model::Bill& bill);

  // As the service sends it now, signed with `secret`.
  [[nodiscard]] desk::HookRequest signed_request(const std::string& id, const std::string& body,
                                                 const wire::SecretBytes& secret);
  [[nodiscard]] desk::HookRequest signed_request(const std::string& id, const std::string& body) {
    return signed_request(id, body, secret);
  }
  [[nodiscard]] store::PaymentMessage take(const desk::HookRequest& request);
  store::MessageVerdict send(const std::string& id, const std::string& body) {
    return take(signed_request(id, body)).verdict;
  }
  // An actor who may do everything.
  [[nodiscard]] desk::BillDesk desk();
  [[nodiscard]] desk::HookDesk hooks() { return {*store, *keys, rules, clock, random}; }

  template <class Read>
  auto read(Read body) {
    using Value = std::remove_cvref_t<decltype(*body(std::declval<store::Reader&>()))>;
    Value value{};
    const auto done = store->read([&](store::Reader& reader) -> base::Result<void> {
      auto got = body(reader);
      if (!got) return tl::unexpected(got.error());
      value = std::move(*got);
      return {};
    });
    if (!done) throw std::runtime_error(done.error().message);
    return value;
  }

  TemporaryFolder folder;
  base::ManualClock clock;
  base::SeededRandom random{7};
  model::Rules rules;
  model::TariffBook tariffs;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<desk::KeyRing> keys;
  wire::SecretBytes secret;
};

[[nodiscard]] base::Instant local(const std::string& text);  // "2026-11-22 08:00" in +08:00
[[nodiscard]] std::string succeeded(const std::string& payment, const std::string& bill_no, std::int64_t amount_fen,
                                    base::Instant at);
[[nodiscard]] std::string refunded(const std::string& refund, const std::string& payment, std::int64_t amount_fen,
                                   base::Instant at);

}  // namespace gridboard::tests
