// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The writer behind ReplicaWriter; for the .cpp files of this room.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "sync/replica/replica.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::replica {

class Writer final : public ReplicaWriter {
 public:
  Writer(sqlite::Database database, std::string path, base::Clock& clock, base::Random& random)
      : database_(std::move(database)), path_(std::move(path)), clock_(clock), random_(random) {}
  ~Writer() override;

  // writer.cpp
  Result<void> prepare();
  Result<std::optional<Identity>> identity() override;
  Result<void> keep_identity(const Identity& identity) override;
  Result<void> mark_revoked() override;
  Result<std::string> cursor() override;
  Result<void> note_contact(base::Instant centre_now) override;
  Result<void> forget_positions() override;
  Result<std::uint64_t> version() override;
  Result<bool> revoked() override;
  void suspect_damage() override;
  void interrupt() override;

  // keys.cpp
  Result<bool> take_key(const wire::KeyLine& key) override;

  // bundle.cpp
  Result<void> begin_bundle(const wire::BundleEnd& bundle) override;

  // apply.cpp
  Result<void> stage(const wire::SegmentLine& line) override;
  Result<std::vector<std::string>> commit(const wire::Commit& commit) override;
  void drop_staged() override;

  // digests.cpp
  Result<std::optional<base::Instant>> digests_due() override;
  Result<void> plan_digests(base::Instant at) override;
  Result<DigestCheck> check_digests(const std::vector<wire::LogDigest>& said) override;

  // replies.cpp
  Result<void> rate(const wire::RatingBody& rating) override;
  Result<void> reopen(const wire::ReopeningBody& reopening) override;

  // commands.cpp
  Result<bool> answer_command(wire::CommandKind kind, const wire::CommandAnswer& answer, std::string_view png) override;

  // outbox.cpp
  Result<std::string> submit(const Submission& submission) override;
  Result<void> enqueue(wire::ItemKind kind, std::string_view body) override;
  Result<std::vector<wire::OutboxItem>> pending(std::size_t limit) override;
  Result<void> acknowledge(const std::vector<wire::ItemAnswer>& answers) override;

 private:
  // A snapshot on its way into `incoming`.
  struct Incoming {
    std::uint64_t epoch = 0, to = 0;
    bool complete = false;
    std::vector<std::string> quarantined;  // keys whose last good version goes over into the new content
  };
  struct Swap {
    std::string log;
  };
  using Staged = std::variant<wire::Segment, Swap>;
  // What a look-up needs beside the body; all empty for kinds that this release doesn't know.
  struct Columns {
    std::optional<std::string> account, unit_path, door, period;
    bool is_open = false;
  };
  using Changed = std::set<std::string>;
  // Bodies that can't be read, kept aside; beyond that they are let go.
  static constexpr std::int64_t kMaxQuarantined = 1000;
  // Of one log, what its digest is taken over.
  struct Held {
    wire::Digest digest;
    std::size_t records = 0;
    std::string trouble;  // of a row beside its body, "" if there is none
  };

  Result<sqlite::Transaction> begin_write();
  static Columns columns_of(const wire::Record& record);
  Result<std::optional<wire::LogPosition>> position(const std::string& log);
  Result<void> stage_snapshot(const wire::Segment& segment);
  Result<void> keep_part(const wire::Segment& segment, Incoming& incoming);
  Result<void> check_place(const wire::Segment& segment);
  Result<void> check_signature(const wire::SegmentLine& line);
  // Of the key that is pinned, or of one before it whose overlap lasts?
  Result<bool> signed_by_centre(std::string_view signature, std::string_view bytes);
  Result<void> note_time_of_content();
  Result<Held> held_of(const std::string& log);
  static bool columns_fit(sqlite::Statement& row);

  // Within a transaction.
  Result<void> empty_positions();
  // Each followed log but its own as a whole, in this commit?
  bool all_came_now();
  Result<void> apply(const wire::Segment& segment, Changed& changed);
  Result<void> apply_put(const std::string& log, const wire::Put& put, Changed& changed);
  Result<void> swap_in(const std::string& log, const Incoming& incoming, Changed& changed);
  Result<void> write_put(const char* table, const std::string& log, const wire::Put& put, const Columns& columns);
  Result<void> fetch_log_anew(const wire::Drift& drift);
  Result<void> forget_mended(const std::string& log, const Incoming& incoming);
  Result<void> check_nothing_went_back();
  Result<void> check_stands_where(const std::string& cursor);
  Result<void> move_position(const std::string& log, std::uint64_t epoch, std::uint64_t seq);
  Result<void> quarantine(const std::string& log, const wire::Put& put, const base::Error& why);
  Result<void> follow_board_record(bool& moved);  // place.cpp, as is the next
  Result<void> check_all_reaches();
  Result<void> bump_version(bool households_too);
  // A board out of service still says whom to call: hotline and manager are public and stay.
  enum class Wipe { all, all_but_whom_to_call };
  Result<void> wipe_content(Wipe wipe);
  Result<void> insert_item(const std::string& id, wire::ItemKind kind, base::Instant at, std::string_view body);
  Result<std::uint64_t> next_receipt_number();
  Result<void> prune_receipts();
  Result<FollowedRequest> own_request(const std::string& receipt);
  Result<void> check_room_in_outbox();
  // True if the answer was to a rating or a reopening.
  Result<bool> acknowledge_reply(const wire::ItemAnswer& answer, std::string_view refusal);

  // The centre's time as well as this board knows it; never before what the centre told last.
  base::Instant centre_now();

  sqlite::Database database_;
  std::string path_;
  base::Clock& clock_;
  base::Random& random_;
  std::vector<Staged> staged_;
  std::size_t staged_bytes_ = 0;
  std::map<std::string, Incoming> incoming_;
  // Of all that is staged: the places it was chosen for, and the audiences of what was left out.
  std::set<std::string> chosen_for_, left_out_for_;
  std::optional<base::Instant> bundle_made_at_;  // while one is taken in
  std::uint64_t receipts_reserved_below_ = 0;
  bool suspected_ = false;
  std::chrono::milliseconds clock_offset_{0};
  base::Instant last_contact_{};
};

}  // namespace gridboard::replica
