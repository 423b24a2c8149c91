// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Calls to those whom an outage hits hardest: one list an outage, each customer once, with who calls and what became of
// it. Names, phones and needs are shown to nobody without a reason that is audited first; notes are sealed to the
// centre's own key. Whoever calls sees those of his or her places alone.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/change_outage.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/permissions.hpp"
#include "sync/model/outage.hpp"
#include "sync/store/outages.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::string_view kNoSuchCall = "no call has this id";
inline constexpr std::string_view kCallChanged = "the call was changed meanwhile";
inline constexpr std::string_view kNotImportant = "only an important user acknowledges";
inline constexpr std::string_view kNothingSaid = "an outcome or who calls is needed";
inline constexpr std::size_t kMostCallNoteCharacters = 300;

// Lists whoever has to be called and isn't listed yet; those who are stay.
[[nodiscard]] base::Result<void> want_calls(store::Writer& writer, const model::Outage& outage, base::Date today,
                                            base::Instant now, base::Random& random);

struct OutageCallCounts {
  std::int64_t wanted = 0, done = 0;
  std::int64_t important_open = 0;  // of a temporary outage: important users who have not acknowledged
};
[[nodiscard]] OutageCallCounts count_calls(const model::Outage& outage, const std::vector<store::OutageCall>& calls);

struct OutageCallLine {
  store::OutageCall call;
  std::string door, name, phone;      // "" where the household is gone
  std::string note;                   // opened
  std::string assigned_display_name;  // as it is now; "" for nobody
};
struct OutageCallList {
  std::vector<OutageCallLine> lines;  // by category, then unit
  OutageCallCounts counts;            // of these
};
// Adds whoever has come to need a call since. invalid_input without a reason; not_found; forbidden where none of the
// outage's places is the reader's.
[[nodiscard]] base::Result<OutageCallList> read_outage_calls(store::Store& store, const KeyRing& keys,
                                                             const OutageHand& hand, std::string_view outage_id,
                                                             const std::string& reason, base::Instant now,
                                                             base::Random& random);

struct RecordCall {
  std::string id;
  std::optional<model::CallOutcome> outcome;  // unset: it wasn't tried
  std::string note;                           // with an outcome
  std::optional<std::string> assigned_to;     // the name of an account, "" for nobody; unset: as it was
};
// hand.version is the call's. not_found, conflict, forbidden, invalid_input (kNoSuchCaller, kCallerElsewhere,
// kNotImportant, kNothingSaid).
[[nodiscard]] base::Result<OutageCallLine> record_call(store::Store& store, const KeyRing& keys,
                                                       const Permissions& permissions, const OutageHand& hand,
                                                       const RecordCall& wanted, base::Instant now,
                                                       base::Random& random);

// For outage_callers.cpp. By an id as people type it; not_found.
[[nodiscard]] base::Result<model::Outage> existing_outage(store::Reader& reader, std::string_view id);
// The calls of the reader's places; forbidden where none of the outage's places is the reader's either.
[[nodiscard]] base::Result<std::vector<store::OutageCall>> calls_seen(store::Reader& reader, const OutageHand& hand,
                                                                      const model::Outage& outage);
// What the audit chain keeps of a call: nothing of whom and why.
[[nodiscard]] std::string audited_text(const store::OutageCall& call);

}  // namespace gridboard::desk
