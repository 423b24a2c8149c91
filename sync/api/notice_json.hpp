// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Notices, targets and reach as openapi.yaml has them, and what staff are told when a rule of the desk says no. Stays
// in this room.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "sync/api/answers.hpp"
#include "sync/api/json_in.hpp"
#include "sync/desk/notice_desk.hpp"
#include "sync/desk/resolve_targets.hpp"
#include "sync/desk/search_places.hpp"

namespace gridboard::api {

// Of a choice that reaches more, the first of its places are named.
inline constexpr std::size_t kMostPlacesNamed = 50;

[[nodiscard]] desk::NoticeDesk desk_of(const Call& call);

[[nodiscard]] model::NoticeTargets targets_in(const Fields& fields);
[[nodiscard]] model::NoticeContent content_in(const Fields& fields);
[[nodiscard]] boost::json::object targets_of(const model::NoticeTargets& targets);
[[nodiscard]] boost::json::object content_of(const Call& call, const model::NoticeContent& content);

// Says notices in one transaction; what they share is read once.
class NoticeSayer {
 public:
  NoticeSayer(const Call& call, store::Reader& reader)
      : call_(call), now_(call.env.clock.now()), reader_(reader), counter_(reader, live_since(call)), words_(reader) {}
  // Reads the places that notice() will name for these together.
  [[nodiscard]] base::Result<void> look_ahead(const std::vector<model::NoticeWork>& works);
  [[nodiscard]] base::Result<boost::json::object> reach(const std::vector<std::string>& paths);
  [[nodiscard]] base::Result<boost::json::object> notice(const model::NoticeWork& work);

 private:
  const Call& call_;
  base::Instant now_;  // what was published for this answer is out by now
  store::Reader& reader_;
  desk::ReachCounter counter_;
  desk::PlaceWords words_;
};

// Rules of desk/notice_rules.hpp in words for staff, with the field they are about; anything else as Refusal says it.
[[nodiscard]] Refusal refuse_notice(const base::Error& error);

}  // namespace gridboard::api
