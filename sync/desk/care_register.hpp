// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The register of special care: households that need a call before an outage or a visit, each by consent, which ends.
// Whoever looks says why, and that is audited before anything is shown. What it says is sealed to the centre's own key,
// so that a copy of the store tells nobody's illness; none of it ever goes into a feed, and the audit chain, which
// forgets nothing, has neither kinds nor words.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/actor.hpp"
#include "sync/desk/care_rules.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/model/household.hpp"
#include "sync/store/care.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kMostCareNoteCharacters = 400, kMostCareNameCharacters = 40, kMostCarePhoneCharacters = 30;
inline constexpr std::size_t kLeastCareReasonCharacters = 2, kMostCareReasonCharacters = 200;

enum class ConsentWay { signed_paper, in_person, by_phone };
// "signed_paper"; as in openapi.yaml.
[[nodiscard]] const char* name_of(ConsentWay way);
[[nodiscard]] std::optional<ConsentWay> consent_way_named(std::string_view name);

// What is sealed.
struct CareDetails {
  std::string note;
  std::string contact_name, contact_phone;  // whom to call; "" for the household itself
  std::string consent_by;                   // who agreed
  ConsentWay consent_way = ConsentWay::signed_paper;
  base::Date consent_on{};

  bool operator==(const CareDetails&) const = default;
};
[[nodiscard]] std::string encode_care(const CareDetails& details);
[[nodiscard]] base::Result<CareDetails> decode_care(std::string_view text);  // corrupt

struct CareLine {
  store::CareEntry entry;
  CareDetails details;
  std::optional<model::Household> household;  // unset if it is gone
};

struct CareLook {
  std::string reason;
  std::string account;             // of one household, "" for a list
  std::vector<std::string> under;  // for a list: the places, {""} is everywhere
  std::string kind;                // "" for any
  std::string after_path, after_id;
  std::size_t limit = 50;
};
struct CarePage {
  std::vector<CareLine> items;
  std::optional<model::Household> household;  // that was asked for
  std::string next_path, next_id;             // "" on the last page
};
// invalid_input without a reason; not_found if there is no such household.
[[nodiscard]] base::Result<CarePage> read_care(store::Store& store, const KeyRing& keys, const Actor& actor,
                                               const CareLook& look, base::Instant now);

struct CareWanted {
  std::string kind;
  base::Date ends_on{};
  CareDetails details;
};
// invalid_input: an unknown kind, consent in the future or for longer than the rules let; conflict: the household has
// one of that kind; not_found.
[[nodiscard]] base::Result<CareLine> add_care(store::Store& store, const KeyRing& keys, const CareRules& rules,
                                              const Actor& actor, std::string_view account, const CareWanted& wanted,
                                              base::Date today, base::Instant now, base::Random& random);
// All but whose it is and of which kind.
[[nodiscard]] base::Result<CareLine> change_care(store::Store& store, const KeyRing& keys, const CareRules& rules,
                                                 const Actor& actor, std::string_view id, const CareWanted& wanted,
                                                 base::Date today, base::Instant now, base::Random& random);
// Consent was taken back, or nobody needs it any more: the entry is gone.
[[nodiscard]] base::Result<void> end_care(store::Store& store, const Actor& actor, std::string_view id,
                                          std::string_view reason, base::Instant now);
// For checks of permission: the unit of a household, or of an entry's. not_found.
[[nodiscard]] base::Result<std::string> unit_of_account(store::Store& store, std::string_view account);
[[nodiscard]] base::Result<std::string> unit_of_care(store::Store& store, std::string_view id);
// Drops what there is no consent for any more; how many.
[[nodiscard]] base::Result<std::int64_t> end_lapsed_care(store::Store& store, base::Date today, base::Instant now);

}  // namespace gridboard::desk
