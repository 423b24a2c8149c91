// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <map>
#include <thread>

#include "tests/sync/replica/replica_fixture.hpp"

using namespace gridboard;
using namespace gridboard::tests;

namespace {

// Submits for ever, writing each receipt into the pipe as a screen would show it.
[[noreturn]] void submit_until_killed(const std::string& path, int shown, std::uint64_t seed) {
  base::SystemClock clock;
  base::SeededRandom random(seed);
  auto writer = replica::ReplicaWriter::open(path, clock, random);
  while (writer) {
    const auto receipt = (*writer)->submit({"repair", "YX", "", {{"note", std::string(200, 'x')}}, {}, "", ""});
    if (!receipt) break;
    const std::string line = *receipt + "\n";
    if (::write(shown, line.data(), line.size()) != static_cast<ssize_t>(line.size())) break;
  }
  ::_exit(1);
}

std::vector<std::string> read_lines(int file) {
  std::string text;
  char buffer[4096];
  for (ssize_t size; (size = ::read(file, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(size));
  std::vector<std::string> lines;
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    lines.push_back(text.substr(at, end - at));
  return lines;
}

void overwrite(const std::string& path, std::streamoff from, std::size_t bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(from);
  const std::string noise(bytes, '\xA5');
  file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
}

bool was_set_aside(const TemporaryFolder& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.path().filename().string().find(".corrupt-") != std::string::npos) return true;
  }
  return false;
}

// Content enough for the file to be some hundred pages, the first of which hold the schema and the outbox.
void fill(Replica& replica) {
  std::vector<wire::Put> puts;
  for (int i = 0; i < 800; ++i) {
    model::Notice notice = sample_notice();
    notice.id = "n" + std::to_string(i);
    puts.push_back(put_of(wire::Record(notice)));
  }
  replica.apply(puts);
}

}  // namespace

TEST_CASE("killed at any moment of a submission, every receipt that was shown has its item, exactly once") {
  Replica replica;
  replica.writer.reset();
  std::map<std::string, int> shown;
  base::SeededRandom delays(11);
  for (std::uint64_t round = 0; round < 12; ++round) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      ::close(ends[0]);
      submit_until_killed(replica.path, ends[1], round);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(20'000 + delays.below(60'000)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (const std::string& receipt : read_lines(ends[0])) CHECK(++shown[receipt] == 1);
    ::close(ends[0]);
  }
  replica.open();
  std::map<std::string, int> kept;
  for (const auto& item : value_of(replica.writer->pending(1'000'000))) {
    kept[value_of(wire::decode_request_body(item.body)).receipt] += 1;
  }
  CHECK(shown.size() > 12);
  for (const auto& [receipt, times] : shown) CHECK(kept[receipt] == 1);
  for (const auto& [receipt, times] : kept) CHECK(times == 1);
}

TEST_CASE("a damaged file is set aside, and identity, outbox and receipts are carried over") {
  Replica replica;
  const std::string receipt = value_of(replica.writer->submit({"repair", "YX", "", {{"a", "b"}}, {}, "", ""}));
  fill(replica);
  const auto items = value_of(replica.writer->pending(10));
  replica.writer.reset();
  const auto size = std::filesystem::file_size(replica.path);
  REQUIRE(size > 400'000);

  SUBCASE("damage found at the start, after a power cut") {
    // As a power cut leaves it: not marked as closed in good order. A child that dies leaves it so.
    const pid_t child = ::fork();
    if (child == 0) {
      auto writer = replica::ReplicaWriter::open(replica.path, replica.clock, replica.random);
      ::_exit(writer ? 0 : 1);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    REQUIRE(status == 0);
    overwrite(replica.path, static_cast<std::streamoff>(size / 2), size / 2);
  }
  SUBCASE("damage met while in use") {
    overwrite(replica.path, static_cast<std::streamoff>(size / 2), size / 2);
    replica.open();
    replica.writer->suspect_damage();
    replica.writer.reset();
  }
  replica.open();
  CHECK(was_set_aside(replica.folder));
  CHECK(value_of(replica.writer->identity())->secret_key == "c2Vj");
  CHECK(value_of(replica.writer->pending(10)) == items);
  CHECK(value_of(replica.writer->cursor()).empty());
  const auto reader = replica.reader();
  CHECK(value_of(reader->notices()).empty());
  CHECK(value_of(reader->request(receipt)));
  CHECK(value_of(replica.writer->submit({"repair", "YX", "", {}, {}, "", ""})) != receipt);
  replica.seq = 0;
  fill(replica);
  CHECK(value_of(reader->notices()).size() == 800);
}

TEST_CASE("a file that isn't a database at all is set aside, and the board begins anew") {
  const TemporaryFolder folder;
  const std::string path = folder.file("board.db");
  { std::ofstream(path) << std::string(20'000, 'x'); }
  base::ManualClock clock(at("2026-11-21T16:42:00+08:00"));
  base::SeededRandom random(1);
  const auto writer = replica::ReplicaWriter::open(path, clock, random);
  REQUIRE_MESSAGE(writer, (writer ? "" : writer.error().message));
  CHECK(was_set_aside(folder));
  CHECK_FALSE(value_of((*writer)->identity()));
  CHECK(replica::ReplicaReader::open(path));
}

TEST_CASE("a salvage that was cut off between its renames is ended at the next start") {
  Replica replica;
  check_done(replica.writer->enqueue(wire::ItemKind::health, "{}"));
  replica.writer.reset();
  std::filesystem::rename(replica.path, replica.path + ".fresh");
  replica.open();
  CHECK(value_of(replica.writer->pending(10)).size() == 1);
  CHECK_FALSE(std::filesystem::exists(replica.path + ".fresh"));
}

TEST_CASE("what the file that was set aside left beside it isn't played into the salvaged one") {
  Replica replica;
  check_done(replica.writer->enqueue(wire::ItemKind::health, "{}"));
  const std::string wal = replica.path + "-wal", kept = replica.folder.file("kept");
  std::filesystem::copy_file(wal, kept);
  check_done(replica.writer->enqueue(wire::ItemKind::health, "{}"));
  replica.writer.reset();
  std::filesystem::rename(replica.path, replica.path + ".fresh");
  std::filesystem::copy_file(kept, wal);
  replica.open();
  CHECK(value_of(replica.writer->pending(10)).size() == 2);
}

TEST_CASE("a folder that can't be written to is an error, not a crash") {
  base::ManualClock clock(at("2026-11-21T16:42:00+08:00"));
  base::SeededRandom random(1);
  CHECK_FALSE(replica::ReplicaWriter::open("/proc/gridboard/board.db", clock, random));
}

TEST_CASE("an interrupted commit is rolled back and can be made again") {
  Replica replica;
  fill(replica);
  std::atomic<bool> done{false};
  std::thread interrupter([&] {
    while (!done) {
      replica.writer->interrupt();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  });
  std::vector<wire::Put> puts;
  for (int i = 0; i < 800; ++i) {
    model::Notice notice = sample_notice();
    notice.id = "m" + std::to_string(i);
    puts.push_back(put_of(wire::Record(notice)));
  }
  const auto staged = replica.writer->stage(line_of({kCommunity, 1, 1, 2, false, true, puts, {}}));
  const auto committed = staged ? replica.writer->commit({"i"}) : base::Result<std::vector<std::string>>();
  done = true;
  interrupter.join();
  if (!committed || !staged) {
    CHECK(value_of(replica.reader()->notices()).size() == 800);
    replica.writer->drop_staged();
    check_done(replica.writer->stage(line_of({kCommunity, 1, 1, 2, false, true, puts, {}})));
    value_of(replica.writer->commit({"i"}));
  }
  CHECK(value_of(replica.reader()->notices()).size() == 1600);
}
