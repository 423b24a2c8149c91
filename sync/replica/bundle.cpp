// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What came on a stick instead of by the network.
#include "sync/replica/schema.hpp"
#include "sync/replica/writer.hpp"

namespace gridboard::replica {
namespace {

// Setting: up to which moment, by the centre's clock, what is held was told.
constexpr const char* kContentOf = "content_of_ms";

std::int64_t milliseconds_of(base::Instant at) {
  return at.time_since_epoch().count();
}

}  // namespace

Result<void> Writer::begin_bundle(const wire::BundleEnd& bundle) {
  drop_staged();
  const auto refused = [](const std::string& why) {
    return base::fail(base::ErrorCode::conflict, "bundle refused: " + why);
  };
  const auto self = identity();
  if (!self) return tl::unexpected(self.error());
  if (!*self) return refused("this board belongs to no centre");
  if (bundle.kind != wire::BundleKind::feed) return refused("it is what a board handed in");
  const auto ours = signed_by_centre(bundle.signature, wire::bundle_statement(bundle));
  if (!ours) return tl::unexpected(ours.error());
  if (!*ours) return refused("its signature isn't the centre's");
  if (bundle.board_id != (*self)->board_id) return refused("it is for board " + bundle.board_id);
  const auto held = setting_number(database_, kContentOf);
  if (!held) return tl::unexpected(held.error());
  if (milliseconds_of(bundle.made_at) < *held) return refused("it is older than what this board holds");
  bundle_made_at_ = bundle.made_at;
  return {};
}

// Within the transaction of a commit. A stick says nothing of the board's clock, but how old what is shown is.
Result<void> Writer::note_time_of_content() {
  if (bundle_made_at_) last_contact_ = std::max(last_contact_, *bundle_made_at_);
  auto noted = set_setting(database_, kContentOf, milliseconds_of(bundle_made_at_.value_or(last_contact_)));
  if (noted && bundle_made_at_) noted = set_setting(database_, "last_contact_ms", milliseconds_of(last_contact_));
  return noted;
}

}  // namespace gridboard::replica
