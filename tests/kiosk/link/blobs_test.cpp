// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A board fetches the pictures of its notices over real HTTP.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/kiosk/link/link_board.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::link;
using namespace gridboard::tests;
using namespace std::chrono_literals;

namespace {

std::string read(const Board& board, const std::string& sha256) {
  std::ifstream file(board.folder.file("blobs") + "/" + sha256, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t files_of(const Board& board) {
  std::error_code error;
  std::filesystem::directory_iterator all(board.folder.file("blobs"), error);
  return error ? 0 : static_cast<std::size_t>(std::distance(all, {}));
}

std::string made_bytes(std::size_t size, unsigned seed) {
  std::string bytes(size, '\0');
  for (char& each : bytes) each = static_cast<char>((seed = seed * 1664525u + 1013904223u) >> 24);
  return bytes;
}

model::Notice notice_with(const std::string& id, const std::string& bytes) {
  model::Notice notice = sample_notice();
  notice.id = id;
  notice.image.clear();
  notice.urgent = notice.withdrawn = false;
  notice.valid_to.reset();
  notice.picture = model::RecordPicture{wire::sha256_of(bytes), model::PictureType::png, bytes.size(), 640, 480, "图"};
  return notice;
}

void tell(CentreDouble& centre, const std::vector<model::Notice>& notices) {
  wire::BoardRecord board;
  board.board_id = "b-0042";
  board.name = "3 栋 2 单元";
  board.place_path = "YX/BT/G1/XH/3/2";
  board.receipt_prefix = "K7M";
  centre.send(segment_line({"board/b-0042", 1, 0, 1, true, true, {put_of(wire::Record(board))}, {}}));
  std::vector<wire::Put> puts;
  for (const model::Notice& notice : notices) puts.push_back(put_of(wire::Record(notice)));
  centre.send(segment_line({"YX", 1, 0, 4, true, true, std::move(puts), {}}));
  centre.send(wire::encode(wire::Commit{"c1"}));
}

}  // namespace

TEST_CASE("what a notice refers to is fetched after the commit, and once") {
  CentreDouble centre;
  const std::string bytes = made_bytes(300'000, 1), sha256 = wire::sha256_of(bytes);
  centre.blobs[sha256] = bytes;
  Board board;
  board.enrol(centre);
  tell(centre, {notice_with("n1", bytes), notice_with("n2", bytes)});
  CHECK(board.wait_for<PictureKept>().sha256 == sha256);
  CHECK(read(board, sha256) == bytes);
  CHECK(files_of(board) == 1);

  SUBCASE("after a restart it isn't asked for again") {
    board.link.reset();
    board.start();
    board.wait_for<Contact>();
    CHECK(centre.blob_ranges == std::vector<std::string>{""});
  }
  SUBCASE("a revoked board wipes it") {
    {
      const std::lock_guard lock(centre.mutex);
      centre.revoked = true;
      centre.changed.notify_all();
    }
    board.wait_for<Revoked>();
    CHECK(files_of(board) == 0);
  }
}

TEST_CASE("a broken connection and a restart cost only what was on its way") {
  CentreDouble centre;
  const std::string bytes = made_bytes(400'000, 2), sha256 = wire::sha256_of(bytes);
  centre.blobs[sha256] = bytes;
  centre.cut_blobs_after = 150'000;
  Board board;
  board.enrol(centre);
  tell(centre, {notice_with("n1", bytes)});
  SUBCASE("cut twice, and gone on where it was") {}
  SUBCASE("switched off in between") {
    CHECK(eventually(centre, [&] { return !centre.blob_ranges.empty(); }));
    board.link.reset();
    board.start();
  }
  CHECK(board.wait_for<PictureKept>().sha256 == sha256);
  CHECK(read(board, sha256) == bytes);
  const std::lock_guard lock(centre.mutex);
  CHECK(centre.blob_ranges.size() >= 3);
  CHECK(std::count(centre.blob_ranges.begin() + 1, centre.blob_ranges.end(), std::string("bytes=150000-")) >= 1);
  CHECK(centre.blob_ranges.back() != "");
}

TEST_CASE("where only the whole comes, the whole is taken") {
  CentreDouble centre;
  const std::string bytes = made_bytes(400'000, 3), sha256 = wire::sha256_of(bytes);
  centre.blobs[sha256] = bytes;
  centre.cut_blobs_after = 150'000;
  centre.ignore_ranges = true;
  Board board;
  board.enrol(centre);
  tell(centre, {notice_with("n1", bytes)});
  CHECK(eventually(centre, [&] { return centre.blob_ranges.size() >= 2; }));
  {
    const std::lock_guard lock(centre.mutex);
    centre.cut_blobs_after = 0;
  }
  board.wait_for<PictureKept>();
  CHECK(read(board, sha256) == bytes);
}

TEST_CASE("an altered byte is refused, told to the centre once, and fetched anew") {
  CentreDouble centre;
  const std::string bytes = made_bytes(100'000, 4), sha256 = wire::sha256_of(bytes);
  std::string altered = bytes;
  altered[50'000] = static_cast<char>(altered[50'000] ^ 1);
  SUBCASE("of the same length") {
    centre.blobs[sha256] = altered;
  }
  SUBCASE("longer") {
    centre.blobs[sha256] = bytes + "x";
  }
  Board board;
  board.enrol(centre);
  tell(centre, {notice_with("n1", bytes)});
  CHECK(eventually(centre, [&] { return centre.blob_ranges.size() >= 3; }));
  CHECK(files_of(board) <= 1);  // at most what is on its way
  CHECK(read(board, sha256).empty());
  {
    const std::lock_guard lock(centre.mutex);
    centre.blobs[sha256] = bytes;
  }
  board.wait_for<PictureKept>();
  CHECK(read(board, sha256) == bytes);
  CHECK(eventually(centre, [&] { return !centre.items.empty(); }));
  const std::lock_guard lock(centre.mutex);
  const auto is_refusal = [&](const auto& item) {
    return item.second.kind == wire::ItemKind::refused_segment &&
           item.second.body.find("blob/" + sha256) != std::string::npos;
  };
  CHECK(std::count_if(centre.items.begin(), centre.items.end(), is_refusal) == 1);
}

TEST_CASE("one that isn't there holds up neither the others nor the feed") {
  CentreDouble centre;
  const std::string there = made_bytes(5000, 5), missing = made_bytes(5000, 6);
  centre.blobs[wire::sha256_of(there)] = there;
  Board board;
  board.enrol(centre);
  tell(centre, {notice_with("n1", missing), notice_with("n2", there)});
  CHECK(board.wait_for<PictureKept>().sha256 == wire::sha256_of(there));
}

TEST_CASE("what can't be kept is quiet on the glass and told in the health report") {
  CentreDouble centre;
  const std::string bytes = made_bytes(5000, 7);
  centre.blobs[wire::sha256_of(bytes)] = bytes;
  Board board;
  board.link.reset();
  std::ofstream(board.folder.file("blobs")) << "no folder";
  board.start();
  board.enrol(centre);
  tell(centre, {notice_with("n1", bytes)});
  CHECK(eventually(centre, [&] {
    return std::any_of(centre.items.begin(), centre.items.end(), [](const auto& item) {
      return item.second.kind == wire::ItemKind::health && item.second.body.find("pictures") != std::string::npos;
    });
  }));
  CHECK(centre.blob_ranges.empty());
}

TEST_CASE("one report tells how the board is and how its pictures are") {
  CentreDouble centre;
  const std::string bytes = made_bytes(5000, 7);
  centre.blobs[wire::sha256_of(bytes)] = bytes;
  Board board;
  board.link.reset();
  std::ofstream(board.folder.file("blobs")) << "no folder";
  board.start();
  board.enrol(centre);
  const auto is_told = [&](const wire::HealthBody& wanted) {
    return eventually(centre, [&] {
      return std::any_of(centre.items.begin(), centre.items.end(), [&](const auto& item) {
        return item.second.kind == wire::ItemKind::health && item.second.body == wire::encode(wanted);
      });
    });
  };
  wire::HealthBody health;
  health.version = "0.6.0";
  health.temperature_c = 47;
  REQUIRE(board.link->send(TellHealth{health}));
  health.pictures = "ok";
  CHECK(is_told(health));
  tell(centre, {notice_with("n1", bytes)});
  health.pictures = board.folder.file("blobs") + ": Not a directory";
  CHECK(is_told(health));
}

TEST_CASE("what was shown reaches the centre") {
  CentreDouble centre;
  Board board;
  board.enrol(centre);
  const std::string body = wire::encode(wire::ShownBody{{{"n1", board.clock.now(), board.clock.now()}}}, base::Zone());
  REQUIRE(board.link->send(Report{wire::ItemKind::shown, body}));
  CHECK(eventually(centre, [&] {
    return std::any_of(centre.items.begin(), centre.items.end(), [&](const auto& item) {
      return item.second.kind == wire::ItemKind::shown && item.second.body == body;
    });
  }));
}
