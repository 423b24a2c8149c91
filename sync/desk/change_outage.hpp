// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Every change of an outage goes through here: it is kept, sent to boards, told in the outage's own history, and noted
// in the audit chain, all in one transaction.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/notice_desk.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// Who changes an outage, and what he or she saw of it.
struct OutageHand {
  Actor actor = system_actor();
  May may;                              // asked for all of its places; unset: everything
  std::optional<std::int64_t> version;  // conflict unless it still is this one; unset: whatever it is
};
struct OutageDeed {
  const char* action;  // an operationId
  std::string reason;  // "" for none
};
using OutageAlteration = std::function<base::Result<void>(store::Writer&, model::Outage&)>;

inline constexpr std::string_view kNoSuchOutage = "no outage has this id";
inline constexpr std::string_view kOutageChanged = "the outage was changed meanwhile";
inline constexpr std::string_view kOutageElsewhere = "not allowed at all places of the outage";

// Reads an outage, lets `alter` change or refuse it, and keeps what came of it; if that is what it was, nothing
// happens. not_found, conflict, forbidden, and what `alter` says.
[[nodiscard]] base::Result<model::Outage> change_outage(store::Store& store, std::string_view id,
                                                        const OutageHand& hand, const OutageDeed& deed,
                                                        base::Instant now, const OutageAlteration& alter);

struct ChangedOutage {
  model::Outage outage;
  std::optional<Deed> deed;  // unset if nothing was changed
};
// The same inside a transaction, which notes the deed last.
[[nodiscard]] base::Result<ChangedOutage> change_outage_in(store::Writer& writer, const CentreSettings& settings,
                                                           std::string_view id, const OutageHand& hand,
                                                           const OutageDeed& deed, base::Instant now,
                                                           const OutageAlteration& alter);
// Keeps what a use case has made of `before`, null for a new one; gives what is to be noted.
[[nodiscard]] base::Result<Deed> keep_outage(store::Writer& writer, const CentreSettings& settings,
                                             const model::Outage* before, model::Outage& after, const Actor& actor,
                                             const OutageDeed& deed, base::Instant now);

// Keeps the timeline in the order of time, whenever a step is told of.
void add_step(model::Outage& outage, model::OutageStep step);

}  // namespace gridboard::desk
