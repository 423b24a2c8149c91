// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who was told what, and when: what is known of each board about a notice or an outage, and the chain of hashes of how
// it became known. A part of Reader and Writer (store.hpp), with the same rules.
//
// Each announcement has a chain of its own. So its proof is a file of its own lines, checked without anybody else's;
// and boards that speak of different announcements don't wait for one head, as they would in the audit's chain.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/model/notice.hpp"
#include "sync/wire/ledger.hpp"

namespace gridboard::store {

enum class BoardState;

// Stored by number.
enum class AnnouncementKind { notice, outage };  // 公告, 停电

struct Announcement {
  AnnouncementKind kind = AnnouncementKind::notice;
  std::string id;

  auto operator<=>(const Announcement&) const = default;
};

// Stored by number. By stick: it was written to a bundle for the board, and whether that was brought there is for the
// board to say.
enum class SentHow { feed, stick };  // 网络, U 盘

// Of one board and one announcement. Times before anything was said are unset.
struct BoardTold {
  std::optional<base::Instant> sent_at;  // the centre handed it out first
  SentHow sent_how = SentHow::feed;      // with sent_at: how it did then
  // As the board said: it has it, signature checked; its glass showed it first, and was last seen to show it.
  std::optional<base::Instant> received_at, shown_at, last_shown_at;
  std::int64_t times = 0, seconds = 0;  // of the days that are over: how often, how long together
  // Of what the board had last: see wire::content_version; "" of boards that don't say it.
  std::string version;
  std::optional<base::Instant> version_at, version_shown_at;
  std::optional<base::Instant> start_shown_at;  // its glass showed it first since BoardSaid::told_since

  bool operator==(const BoardTold&) const = default;
};

// What a board says anew. Times to come are the caller's to cut.
struct BoardSaid {
  base::Instant received_at{};
  std::optional<base::Instant> shown_at, last_shown_at;
  std::int64_t times = 0, seconds = 0;  // of one day more
  std::string version;
  base::Instant told_since{};  // what is announced now, an outage's start, wasn't told before
  bool tells_start = true;     // its words have that start
  bool older_shown = false;    // what it showed were the words before these

  bool operator==(const BoardSaid&) const = default;
};

struct ProvedBoard {
  std::string id, name, place_path;
  bool hall = false;
  BoardState state{};
  base::Instant added_at{};
  std::optional<base::Instant> last_seen;
  std::optional<model::DayPart> quiet_hours;
  std::optional<std::int64_t> storage_free_mb;  // of its newest report
  BoardTold told;

  bool operator==(const ProvedBoard&) const = default;
};

// Where a list of boards goes on: behind this place and id. "" and "" begin it.
struct BehindBoard {
  std::string place_path, id;
};

struct ChainHead {
  std::uint64_t number = 0;
  std::string hash;
  std::string version;              // of what was published last, "" of nothing
  std::uint64_t signed_number = 0;  // of the last checkpoint
  std::optional<base::Instant> unsigned_since;

  bool operator==(const ChainHead&) const = default;
};

// Takes a row; what it returns as an error ends the reading.
using VisitBoard = std::function<base::Result<void>(const ProvedBoard&)>;

class DeliveryReader {
 public:
  virtual ~DeliveryReader() = default;
  // Boards, revoked ones too, at the place, at those above it and below it, by place and id, whatever they were told.
  // The place "" is everywhere. At most `limit`.
  virtual base::Result<void> each_board_around(const Announcement& announcement, std::string_view place_path,
                                               const BehindBoard& after, std::size_t limit,
                                               const VisitBoard& visit) = 0;
  // Boards of which anything is known about it, by place and id, wherever they stand but at or below `outside_of`. At
  // most `limit`.
  virtual base::Result<void> each_board_told(const Announcement& announcement,
                                             const std::vector<std::string>& outside_of, const BehindBoard& after,
                                             std::size_t limit, const VisitBoard& visit) = 0;
  // Of all these places together; none of them contains another one.
  virtual base::Result<std::int64_t> count_households_within(const std::vector<std::string>& places) = 0;
  // Nothing is known of it: unset.
  virtual base::Result<std::optional<BoardTold>> board_told(const Announcement& announcement,
                                                            std::string_view board_id) = 0;

  virtual base::Result<ChainHead> delivery_head(const Announcement& announcement) = 0;  // of an empty one too
  // What its ledger says of the publication of these words, "" if it doesn't know them.
  virtual base::Result<std::string> published_words(const Announcement& announcement, std::string_view version) = 0;
  // Oldest first.
  virtual base::Result<std::vector<wire::LedgerEntry>> delivery_entries(const Announcement& announcement,
                                                                        std::uint64_t after, std::size_t limit) = 0;
  virtual base::Result<std::vector<wire::LedgerCheckpoint>> delivery_checkpoints(const Announcement& announcement,
                                                                                 std::uint64_t after,
                                                                                 std::size_t limit) = 0;
  // Chains that wait for a signature: so many entries without one, or any since before then.
  virtual base::Result<std::vector<Announcement>> unsigned_deliveries(std::uint64_t entries, base::Instant since,
                                                                      std::size_t limit) = 0;
};

class DeliveryWriter : public virtual DeliveryReader {
 public:
  // True if it was the first time; later ones change nothing, however they went.
  virtual base::Result<bool> note_sent(const Announcement& announcement, std::string_view board_id, base::Instant at,
                                       SentHow how) = 0;
  // What it said first stays; the figures of a day are added.
  virtual base::Result<void> note_said(const Announcement& announcement, std::string_view board_id,
                                       const BoardSaid& said) = 0;

  // Whoever appends to this chain is the only one until the commit.
  virtual base::Result<ChainHead> lock_delivery_head(const Announcement& announcement) = 0;
  // conflict unless they follow the head, which the last becomes. The hashes are the caller's. `version`: of what is
  // published from now on; unset where that stays.
  virtual base::Result<void> append(const Announcement& announcement, const std::vector<wire::LedgerEntry>& entries,
                                    const std::optional<std::string>& version) = 0;
  virtual base::Result<void> put(const Announcement& announcement, const wire::LedgerCheckpoint& checkpoint) = 0;
  // Retention: at most `limit` announcements of which nothing was said since; how many. All that is known of them goes.
  virtual base::Result<std::size_t> drop_deliveries(base::Instant quiet_since, std::size_t limit) = 0;
};

}  // namespace gridboard::store
