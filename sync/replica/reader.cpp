// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/replica/commands.hpp"
#include "sync/replica/followed.hpp"
#include "sync/replica/replica.hpp"
#include "sync/replica/schema.hpp"
#include "sync/replica/search.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::replica {
namespace {

using base::ErrorCode;

base::Instant instant_of(std::int64_t milliseconds) {
  return base::Instant(std::chrono::milliseconds(milliseconds));
}

// Everything below a path sorts between "path/" and "path0".
struct Below {
  explicit Below(std::string_view path) : first(std::string(path) + "/"), end(std::string(path) + "0") {}
  std::string first, end;
};

class Reader final : public ReplicaReader {
 public:
  explicit Reader(sqlite::Database database) : database_(std::move(database)) {}

  Result<std::uint64_t> version() override { return number("version"); }
  Result<std::optional<wire::BoardRecord>> board() override { return one<wire::BoardRecord>("board"); }
  Result<wire::SupplierRecord> supplier() override;
  Result<std::optional<model::Place>> place(std::string_view path) override {
    return one<model::Place>("place/" + std::string(path));
  }
  Result<std::vector<model::Place>> places() override;
  Result<std::optional<model::Manager>> manager(std::string_view id) override {
    return one<model::Manager>("manager/" + std::string(id));
  }
  Result<std::vector<model::Office>> offices() override { return all<model::Office>("office"); }
  Result<std::vector<wire::HouseholdRecord>> households(std::string_view unit_path) override;
  Result<std::optional<wire::HouseholdRecord>> household(std::string_view account) override {
    return one<wire::HouseholdRecord>("household/" + std::string(account));
  }
  Result<std::vector<HouseholdMatch>> find_households(std::string_view typed, std::size_t limit) override;
  Result<std::size_t> count_households() override;
  Result<std::vector<wire::SealedBill>> bills(std::string_view account) override;
  Result<std::vector<std::string>> accounts_with_open_bills(std::string_view unit_path) override;
  Result<std::vector<model::Notice>> notices() override;
  Result<std::vector<model::Outage>> outages() override;
  Result<std::map<std::string, std::string>> content_versions() override;
  Result<std::vector<model::PublishedQuestion>> questions() override;
  Result<std::optional<FollowedRequest>> request(std::string_view receipt) override {
    return followed_request(database_, receipt);
  }
  Result<std::vector<wire::ReportRecord>> reports() override;
  Result<std::vector<wire::ServiceRecordsRecord>> service_records() override {
    return all<wire::ServiceRecordsRecord>("service_records");
  }
  Result<std::optional<wire::PresenceRecord>> presence() override { return one<wire::PresenceRecord>("presence"); }
  Result<std::vector<HeldCommand>> commands() override { return held_commands(database_); }
  Result<std::uint64_t> count_records() override { return count("SELECT count(*) FROM record"); }
  Result<Freshness> freshness() override;
  Result<std::size_t> outbox_size() override { return count("SELECT count(*) FROM outbox"); }
  Result<bool> revoked() override;

 private:
  Result<std::uint64_t> number(std::string_view name);
  Result<std::size_t> count(std::string_view sql);
  template <class T>
  Result<std::optional<T>> one(const std::string& key);
  // Of one kind, by key; what can't be decoded was never let in, save what an older release kept unseen.
  template <class T>
  Result<std::vector<T>> all(std::string_view kind);
  template <class T>
  Result<void> keep_what_concerns_this_board(std::vector<T>& values);
  Result<void> refresh_index();

  sqlite::Database database_;
  std::unique_ptr<HouseholdIndex> index_;
  std::uint64_t index_version_ = 0;
};

Result<std::uint64_t> Reader::number(std::string_view name) {
  const auto number = setting_number(database_, name);
  if (!number) return tl::unexpected(number.error());
  return static_cast<std::uint64_t>(*number);
}

Result<std::size_t> Reader::count(std::string_view sql) {
  const auto rows = database_.query_integer(sql);
  if (!rows) return tl::unexpected(rows.error());
  return static_cast<std::size_t>(*rows);
}

template <class T>
Result<std::optional<T>> Reader::one(const std::string& key) {
  std::optional<T> found;
  const auto read = for_each_row(
      database_, "SELECT body FROM record WHERE key = ?1",
      [&](sqlite::Statement& row) {
        auto record = wire::decode(key, row.text(0));
        if (record) found = std::get<T>(std::move(*record));
      },
      key);
  if (!read) return tl::unexpected(read.error());
  return found;
}

template <class T>
Result<std::vector<T>> Reader::all(std::string_view kind) {
  std::vector<T> values;
  std::string last_key;
  const Below range(kind);
  const auto read = for_each_row(
      database_, "SELECT key, body FROM record WHERE key >= ?1 AND key < ?2 ORDER BY key",
      [&](sqlite::Statement& row) {
        if (row.text(0) == last_key) return;  // the same in two logs
        auto record = wire::decode(row.text(0), row.text(1));
        if (!record) return;
        last_key = row.text(0);
        values.push_back(std::get<T>(std::move(*record)));
      },
      range.first, range.end);
  if (!read) return tl::unexpected(read.error());
  return values;
}

// A notice to three units lies in the log under the place that holds all three.
template <class T>
Result<void> Reader::keep_what_concerns_this_board(std::vector<T>& values) {
  const auto board = this->board();
  if (!board) return tl::unexpected(board.error());
  if (!*board) return {};
  const std::string& here = (*board)->place_path;
  std::erase_if(values, [&here](const T& value) {
    return !value.audience.empty() &&
           std::none_of(value.audience.begin(), value.audience.end(),
                        [&here](const auto& audience) { return base::reaches(audience, here); });
  });
  return {};
}

Result<wire::SupplierRecord> Reader::supplier() {
  auto found = one<wire::SupplierRecord>("supplier");
  if (!found) return tl::unexpected(found.error());
  return found->value_or(wire::SupplierRecord());
}

Result<std::vector<model::Place>> Reader::places() {
  auto places = all<model::Place>("place");
  if (!places) return places;
  std::sort(places->begin(), places->end(), [](const auto& a, const auto& b) { return comes_before(a.path, b.path); });
  return places;
}

Result<std::vector<wire::HouseholdRecord>> Reader::households(std::string_view unit_path) {
  std::vector<wire::HouseholdRecord> households;
  const Below below(unit_path);
  const auto read = for_each_row(
      database_, "SELECT key, body FROM record WHERE unit_path = ?1 OR (unit_path >= ?2 AND unit_path < ?3)",
      [&](sqlite::Statement& row) {
        auto record = wire::decode(row.text(0), row.text(1));
        if (record) households.push_back(std::get<wire::HouseholdRecord>(std::move(*record)));
      },
      unit_path, below.first, below.end);
  if (!read) return tl::unexpected(read.error());
  std::sort(households.begin(), households.end(), [](const auto& a, const auto& b) {
    return a.unit_path != b.unit_path ? comes_before(a.unit_path, b.unit_path) : comes_before(a.door, b.door);
  });
  return households;
}

Result<void> Reader::refresh_index() {
  const auto version = number("households_version");
  if (!version) return tl::unexpected(version.error());
  if (index_ && index_version_ == *version) return {};
  const auto places = this->places();
  if (!places) return tl::unexpected(places.error());
  std::map<std::string, std::string> names;
  for (const model::Place& place : *places) names[place.path] = place.name;
  std::vector<HouseholdIndex::Household> households;
  const auto read =
      for_each_row(database_, "SELECT DISTINCT account, unit_path, door FROM record WHERE unit_path IS NOT NULL",
                   [&households](sqlite::Statement& row) {
                     households.push_back({row.string(0), row.string(1), row.string(2)});
                   });
  if (!read) return read;
  index_ = std::make_unique<HouseholdIndex>(std::move(households), names);
  index_version_ = *version;
  return {};
}

Result<std::vector<HouseholdMatch>> Reader::find_households(std::string_view typed, std::size_t limit) {
  if (auto fresh = refresh_index(); !fresh) return tl::unexpected(fresh.error());
  return index_->find(typed, limit);
}

Result<std::size_t> Reader::count_households() {
  return count("SELECT count(DISTINCT account) FROM record WHERE unit_path IS NOT NULL");
}

Result<std::vector<wire::SealedBill>> Reader::bills(std::string_view account) {
  std::vector<wire::SealedBill> bills;
  const auto read = for_each_row(
      database_, "SELECT key, body FROM record WHERE account = ?1 AND period IS NOT NULL ORDER BY period DESC",
      [&bills](sqlite::Statement& row) {
        auto record = wire::decode(row.text(0), row.text(1));
        if (record) bills.push_back(std::get<wire::SealedBill>(std::move(*record)));
      },
      account);
  if (!read) return tl::unexpected(read.error());
  return bills;
}

Result<std::vector<std::string>> Reader::accounts_with_open_bills(std::string_view unit_path) {
  std::vector<std::string> accounts;
  const Below below(unit_path);
  const auto read = for_each_row(
      database_,
      "SELECT DISTINCT account FROM record h WHERE (unit_path = ?1 OR (unit_path >= ?2 AND unit_path < ?3)) "
      "AND EXISTS(SELECT 1 FROM record b WHERE b.account = h.account AND b.is_open = 1) ORDER BY account",
      [&accounts](sqlite::Statement& row) { accounts.push_back(row.string(0)); }, unit_path, below.first, below.end);
  if (!read) return tl::unexpected(read.error());
  return accounts;
}

Result<std::vector<model::Notice>> Reader::notices() {
  auto notices = all<model::Notice>("notice");
  if (!notices) return notices;
  if (auto kept = keep_what_concerns_this_board(*notices); !kept) return tl::unexpected(kept.error());
  std::stable_sort(notices->begin(), notices->end(),
                   [](const auto& a, const auto& b) { return a.published_at > b.published_at; });
  return notices;
}

Result<std::vector<model::Outage>> Reader::outages() {
  auto outages = all<model::Outage>("outage");
  if (!outages) return outages;
  if (auto kept = keep_what_concerns_this_board(*outages); !kept) return tl::unexpected(kept.error());
  std::stable_sort(outages->begin(), outages->end(),
                   [](const auto& a, const auto& b) { return a.published_at > b.published_at; });
  return outages;
}

Result<std::map<std::string, std::string>> Reader::content_versions() {
  std::map<std::string, std::string> versions;
  for (const std::string_view kind : {"notice", "outage"}) {
    const Below range(kind);
    // Of the same in two logs the first, as everywhere.
    const auto read = for_each_row(
        database_, "SELECT key, body FROM record WHERE key >= ?1 AND key < ?2 ORDER BY key",
        [&](sqlite::Statement& row) { versions.try_emplace(row.string(0), wire::content_version(row.text(1))); },
        range.first, range.end);
    if (!read) return tl::unexpected(read.error());
  }
  return versions;
}

Result<std::vector<model::PublishedQuestion>> Reader::questions() {
  auto questions = all<model::PublishedQuestion>("question");
  if (!questions) return questions;
  if (auto kept = keep_what_concerns_this_board(*questions); !kept) return tl::unexpected(kept.error());
  return questions;
}

// A board that stands for a whole community holds the reports of all its buildings.
Result<std::vector<wire::ReportRecord>> Reader::reports() {
  auto reports = all<wire::ReportRecord>("report");
  if (!reports) return reports;
  const auto board = this->board();
  if (!board) return tl::unexpected(board.error());
  std::erase_if(*reports, [&board](const wire::ReportRecord& report) {
    return *board && !base::reaches(report.place_path, (*board)->place_path);
  });
  std::stable_sort(reports->begin(), reports->end(),
                   [](const auto& a, const auto& b) { return a.reported_at > b.reported_at; });
  return reports;
}

Result<Freshness> Reader::freshness() {
  Freshness freshness;
  const auto contact = number("last_contact_ms");
  const auto offset = setting_number(database_, "clock_offset_ms");
  if (!contact) return tl::unexpected(contact.error());
  if (!offset) return tl::unexpected(offset.error());
  if (*contact != 0) freshness.last_contact = instant_of(static_cast<std::int64_t>(*contact));
  freshness.clock_offset = std::chrono::milliseconds(*offset);
  return freshness;
}

Result<bool> Reader::revoked() {
  const auto number = this->number("revoked");
  if (!number) return tl::unexpected(number.error());
  return *number == 1;
}

}  // namespace

Result<std::unique_ptr<ReplicaReader>> ReplicaReader::open(const std::string& path) {
  auto database = sqlite::Database::open(path, {sqlite::OpenMode::read_only, std::chrono::milliseconds(2000), 0});
  if (!database) return tl::unexpected(database.error());
  const auto version = database->query_integer("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version != kSchemaVersion) return base::fail(ErrorCode::not_found, "There is no board's database at " + path);
  return std::make_unique<Reader>(std::move(*database));
}

}  // namespace gridboard::replica
