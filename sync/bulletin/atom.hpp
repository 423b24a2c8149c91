// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sync/bulletin/words.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::bulletin {

inline constexpr const char* kAtomType = "application/atom+xml; charset=utf-8";
inline constexpr const char* kEntryType = "application/atom+xml; type=entry; charset=utf-8";

// A page of a feed: the newest bulletin of each outage, newest first.
struct AtomPage {
  std::string place_path, place_name;  // "" for everywhere
  std::string after;                   // where this page begins, "" for the first
  std::vector<model::Bulletin> bulletins;
  bool more = false;
  base::Instant updated{};  // when anything moved last, for a page without entries
};

// RFC 4287, with the links of RFC 5005. An entry is an outage: its id stays for ever, `updated` moves with each
// bulletin, and it links to the bulletin's CAP message. Ids begin with the centre's name of when the outage was
// announced; the feed's own with `sender`.
[[nodiscard]] std::string atom_document(const AtomPage& page, const Publisher& publisher, std::string_view sender);
// One outage's entry as a document of its own, the same as in feeds, with its author.
[[nodiscard]] std::string entry_document(const model::Bulletin& bulletin, const Publisher& publisher);

}  // namespace gridboard::bulletin
