// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "sync/base/time.hpp"
#include "sync/model/outage.hpp"

namespace gridboard::model {

// Bulletin 停电通报: what the public was told of an outage at one moment. The next one replaces it, none is ever
// changed: CAP messages, Atom entries and calendar events are all made of these.
struct Bulletin {
  Outage outage;            // as it was then, without what is the desk's own; see public_part
  std::int64_t number = 0;  // of its outage: 1, 2, 3...; it leaps after a restore (desk/begin_after_restore)
  base::Instant sent{};     // whole seconds, never before the one before
  std::string sender;       // host name of the centre then: "yunxi.example"
  std::string origin;       // the sender of its outage's first one: whatever the centre is called later, ids stay

  bool operator==(const Bulletin&) const = default;
};

// Without what is the desk's own: the reason of an override, the codes of supply points, its counts.
[[nodiscard]] Outage public_part(Outage outage);
// True while there is something to wait for: announced or ongoing.
[[nodiscard]] bool is_standing(OutageState state);

// "T20261122-K7QM.3": names one bulletin for ever. No space, comma, '<' or '&', as CAP wants it.
[[nodiscard]] std::string bulletin_id(const Bulletin& bulletin);
struct BulletinId {
  std::string outage_id;
  std::int64_t number = 0;  // 0: the newest one

  bool operator==(const BulletinId&) const = default;
};
// What bulletin_id makes, or an outage's id alone. Untrusted input. invalid_input.
[[nodiscard]] base::Result<BulletinId> parse_bulletin_id(std::string_view text);

// "https://yunxi.example:8443/desk" -> "yunxi.example"; what a centre without a public address is called is a name that
// nobody can have (RFC 2606).
[[nodiscard]] std::string sender_of(std::string_view public_url);

}  // namespace gridboard::model
