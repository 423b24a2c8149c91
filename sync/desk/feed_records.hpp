// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which feed record (log, key, audience, body) each thing of the domain becomes. Call these after putting the thing, in
// the same write: they look up places, households and boards. The same record again moves no log head.
//
// What concerns a place lives in the log of the nearest place at or above it that is a community or higher, with the
// place's path as the audience. A thing with several audiences becomes one record in each log that one of them falls
// in; it is taken back from logs that it has left.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// The log of what concerns `path` (a place, or a household below one). not_found if no place is at or above it.
[[nodiscard]] base::Result<std::string> log_of(store::Reader& reader, std::string_view path);
// "board/<id>"
[[nodiscard]] std::string board_log(std::string_view board_id);
// The logs that a board follows, in the order in which it is sent them: its own, then those of its ancestors down to
// its community, root first.
[[nodiscard]] base::Result<std::vector<std::string>> logs_followed_by(store::Reader& reader, const store::Board& board);

// The key that its records are sealed under, raw; "" while it has no PIN, and nothing of it is sent.
[[nodiscard]] std::string sealing_key_of(const model::Household& household);

// In the log of every root place.
[[nodiscard]] base::Result<void> publish_supplier(store::Writer& writer, const CentreSettings& settings);
[[nodiscard]] base::Result<void> publish_place(store::Writer& writer, const CentreSettings& settings,
                                               const model::Place& place);
// To the places that name this manager; boards work out the inheritance.
[[nodiscard]] base::Result<void> publish_manager(store::Writer& writer, const CentreSettings& settings,
                                                 const model::Manager& manager);
[[nodiscard]] base::Result<void> publish_office(store::Writer& writer, const CentreSettings& settings,
                                                const model::Office& office);
// `before`: as it was stored until now, so that a move takes its bills along, and a new key seals them anew.
[[nodiscard]] base::Result<void> publish_household(store::Writer& writer, const CentreSettings& settings,
                                                   const model::Rules& rules, const model::Household& household,
                                                   const std::optional<model::Household>& before, base::Instant now);
// With a payment code while something is to be paid.
[[nodiscard]] base::Result<void> publish_bill(store::Writer& writer, const CentreSettings& settings,
                                              const model::Rules& rules, const model::Bill& bill, base::Instant now);
// The same for many; and their way back, for those whose household is still there.
[[nodiscard]] base::Result<void> publish_bills(store::Writer& writer, const CentreSettings& settings,
                                               const model::Rules& rules, const std::vector<model::Bill>& bills,
                                               base::Instant now);
[[nodiscard]] base::Result<void> unpublish_bills(store::Writer& writer, const std::vector<model::Bill>& bills);
// A withdrawn notice is taken back from all logs. Of notices and outages it stands in their ledger, see
// delivery_ledger.hpp.
[[nodiscard]] base::Result<void> publish_notice(store::Writer& writer, const CentreSettings& settings,
                                                const model::Notice& notice, base::Instant now);
// A withdrawn question likewise.
[[nodiscard]] base::Result<void> publish_question(store::Writer& writer, const CentreSettings& settings,
                                                  const model::PublishedQuestion& question);
[[nodiscard]] base::Result<void> publish_outage(store::Writer& writer, const CentreSettings& settings,
                                                const model::Outage& outage);
// In the board's own log.
[[nodiscard]] base::Result<void> publish_board(store::Writer& writer, const CentreSettings& settings,
                                               const store::Board& board);

}  // namespace gridboard::desk
