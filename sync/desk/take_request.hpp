// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::desk {

// What is needed to judge a request.
struct RequestDesk {
  const model::Catalogue& catalogue;
  const model::Rules& rules;
  const CentreSettings& settings;
  base::Instant now;
};

// A request of a board becomes one of the centre, with its promise, and its state goes back to the board's own log.
// What is wrong with it for ever is a rejection with a sentence in Chinese. Answers that an older board's form gives
// differently are kept as they came: staff can ask, a resident can't send it again.
// A box that no key of this centre opens is a rejection, too.
[[nodiscard]] base::Result<wire::ItemAnswer> take_request(store::Writer& writer, const RequestDesk& desk,
                                                          const KeyRing& keys, const store::Board& board,
                                                          const wire::OutboxItem& item);

// What a board's request and a phone's have in common: judges it, works out its promise, merges it into a neighbour's
// (`same_as`: the public id of a report, "" for none), keeps and publishes it. Needs receipt, kind, place, account,
// answers, outage, source and when it was submitted; fills in the rest. A sentence in Chinese if it can't be taken.
[[nodiscard]] base::Result<std::string> accept_request(store::Writer& writer, const RequestDesk& desk,
                                                       const store::Board& board, model::ServiceRequest& request,
                                                       const std::string& same_as);

}  // namespace gridboard::desk
