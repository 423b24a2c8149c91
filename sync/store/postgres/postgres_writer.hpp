// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "sync/store/postgres/postgres_connection.hpp"
#include "sync/store/sql/sql_writer.hpp"

namespace gridboard::store {

// Bills of a batch are copied into a table of this connection's own; what is new goes on from there at once. What is
// published waits until the end of the write and then goes in log by log, in the order of their names: so logs are
// locked for a moment only, and two writers never wait for each other's.
class PostgresWriter final : public SqlWriter {
 public:
  explicit PostgresWriter(PostgresConnection& connection) : SqlWriter(connection), connection_to_(connection) {}

  using SqlWriter::put;
  Result<void> put(BillBatch& batch, const EncodeBill& encode, BatchOutcome& outcome) override;
  Result<void> publish(std::string_view log, std::string_view key, std::string_view audience,
                       std::string_view body) override;
  Result<void> unpublish(std::string_view log, std::string_view key) override;
  Result<std::vector<std::string>> logs_holding(std::string_view key) override;
  Result<std::size_t> note_removals(base::Instant now, std::size_t limit) override;
  Result<std::size_t> drop_removals(base::Instant noted_upto, std::size_t limit) override;
  Result<bool> flush() override;

 private:
  struct Waiting {
    std::string log, key, audience;
    std::optional<std::string> body;  // unset: a removal
  };
  // A record of the feed as it stands.
  struct Standing {
    std::string audience;
    bool moved = false;
    std::optional<std::string> body;
  };
  // A record as it becomes, at the position that it gets.
  struct Moving {
    std::int64_t position = 0;
    const Waiting* change = nullptr;
    std::string audience;
    bool moved = false;
  };
  using Changes = std::span<const Waiting>;
  Result<void> wait(Waiting change);
  Result<void> publish_waiting();
  // Those that are there already, in the order of their names.
  Result<void> open_logs_of(Changes changes);
  // Of different keys each.
  Result<void> publish_at_once(Changes changes);
  Result<std::vector<std::optional<Standing>>> standing_of(Changes changes);
  Result<void> copy_pending(const PackedBillBatch& batch, const std::vector<OpenLog*>& logs);
  Result<void> find_clashes(BatchOutcome& outcome);
  // Ids of those that are there with something else in them; `unchanged` counts the others that are there.
  Result<std::vector<std::int64_t>> split_pending(std::size_t& unchanged);
  Result<std::size_t> insert_new(const std::vector<OpenLog*>& logs);

  PostgresConnection& connection_to_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace gridboard::store
