// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// By which a board finds that it has drifted: a digest of all that it holds of a log when it stands at the head.

#include <map>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/digest.hpp"

namespace gridboard::desk {

// What stands in a log now, added up by audience. Read once, however many places ask: there are far fewer audiences
// than records, and far fewer of them than boards.
struct LogSums {
  store::LogHead head;
  std::map<std::string, wire::Digest> by_audience;
};

// Goes through the whole log. not_found if there is none of that name.
[[nodiscard]] base::Result<LogSums> read_log_sums(store::Reader& reader, std::string_view log);
// Of what a board at the place holds.
[[nodiscard]] wire::Digest digest_at(const LogSums& sums, std::string_view place_path);

}  // namespace gridboard::desk
