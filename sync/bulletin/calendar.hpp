// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/bulletin/words.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::bulletin {

inline constexpr const char* kCalendarType = "text/calendar; charset=utf-8";

// RFC 5545: an event an outage. Its UID stays, SEQUENCE is the number of its bulletin, a cancelled one says so. Times
// are local to the zone, which the calendar describes; DTSTAMP, CREATED and LAST-MODIFIED are UTC as the RFC asks. An
// event without an end is one of which nobody knows it: it has neither an estimate nor power back.
[[nodiscard]] std::string calendar_document(const std::string& place_name,
                                            const std::vector<model::Bulletin>& bulletins, const Publisher& publisher);

// A content line, folded: no line of what comes out is longer than 75 octets, no character of UTF-8 is cut.
[[nodiscard]] std::string folded(std::string_view line);
// A TEXT value: backslash, semicolon, comma and line ends escaped.
[[nodiscard]] std::string text_value(std::string_view text);

}  // namespace gridboard::bulletin
