// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// A small fleet: what tests/bench/fleet does with thousands.
#include <doctest/doctest.h>

#include <deque>
#include <thread>

#include "tests/support/inflate.hpp"
#include "tests/sync/server/centre.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kBoards = 200;

struct Fleet {
  explicit Fleet(test::Centre& of_centre, std::size_t boards) : centre(of_centre), keys(test::make_keys()) {
    centre.write([&](store::Writer& writer) -> base::Result<void> {
      for (std::size_t i = 0; i < boards; ++i) {
        store::Board board;
        board.id = "B-F" + std::to_string(i);
        board.place_path = i % 2 == 0 ? test::kUnit2 : test::kUnit3;
        board.state = store::BoardState::active;
        board.public_key = keys.public_key;
        ids.push_back(board.id);
        if (auto put = writer.put(board); !put) return put;
      }
      return {};
    });
  }

  // Like a board that was sent away: again when it was told to come. How often it was sent away.
  int come_back(std::size_t board, std::vector<test::Connection>& streams) {
    int sent_away = 0;
    std::string token;
    while (true) {
      const test::Reply login = token.empty() ? centre.sign_in(ids[board], keys.secret_key) : test::Reply{};
      if (token.empty() && login.status == 200) token = test::token_of(login);
      test::Reply reply = login;
      if (!token.empty()) {
        test::Connection stream(centre.address);
        stream.send(test::request_for("/sync/v1/feed", token));
        reply = stream.read_head();
        if (reply.status == 200) {
          streams.push_back(std::move(stream));
          return sent_away;
        }
      }
      REQUIRE(reply.status == 503);
      ++sent_away;
      std::this_thread::sleep_for(std::chrono::seconds(std::stoi(reply.headers.at("retry-after"))));
    }
  }

  test::Centre& centre;
  test::Keys keys;
  std::vector<std::string> ids;
};

bool read_until(test::Connection& stream, std::string_view text) {
  while (const auto line = stream.read_line()) {
    if (line->find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("A city that comes back at once comes in by turns, and each board is sent away once at most at each door") {
  server::ServiceOptions options;
  options.returns.a_second = 400;
  options.returns.at_once = 20;
  test::Centre centre(options);
  Fleet fleet(centre, kBoards);
  constexpr std::size_t kThreads = 8;
  std::vector<std::vector<test::Connection>> streams(kThreads);
  std::atomic<int> most{0}, sent_away{0};
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < kThreads; ++part) {
    threads.emplace_back([&, part] {
      for (std::size_t i = part; i < kBoards; i += kThreads) {
        const int times = fleet.come_back(i, streams[part]);
        sent_away += times;
        if (times > most) most = times;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(most <= 2);
  CHECK(centre.metric("gridboard_boards_live") == kBoards);
  CHECK(centre.metric("gridboard_turns_given_total") == sent_away);

  centre.publish(test::kCommunity, "notice/all", "all");
  for (auto& part : streams) {
    for (auto& stream : part) CHECK(read_until(stream, "notice/all"));
  }
  std::atomic<int> told{0};
  std::thread readers([&] {
    for (auto& part : streams) {
      for (auto& stream : part) {
        if (read_until(stream, "\"retry\"")) ++told;
        while (stream.read_line(3s)) {
        }
        const test::Connection done = std::move(stream);
      }
    }
  });
  CHECK(centre.service->drain(20s));
  readers.join();
  CHECK(told == kBoards);
}

TEST_CASE("More than go in at once are told when to come, in whole seconds") {
  server::ServiceOptions options;
  options.returns.a_second = 1;
  options.returns.at_once = 1;
  test::Centre centre(options);
  const Fleet fleet(centre, 3);
  CHECK(centre.sign_in(fleet.ids[0], fleet.keys.secret_key).status == 200);
  const auto second = centre.sign_in(fleet.ids[1], fleet.keys.secret_key);
  CHECK(second.status == 503);
  CHECK(second.headers.at("retry-after") == "1");
  CHECK(second.headers.at("content-type") == "application/problem+json");
  CHECK(std::stoi(centre.sign_in(fleet.ids[2], fleet.keys.secret_key).headers.at("retry-after")) >= 1);
}

TEST_CASE("While nothing changes the store isn't asked") {
  server::ServiceOptions options;
  options.hub.beat = 50ms;
  test::Centre centre(options);
  Fleet fleet(centre, 20);
  std::vector<test::Connection> streams;
  for (std::size_t i = 0; i < fleet.ids.size(); ++i) fleet.come_back(i, streams);
  for (auto& stream : streams) CHECK(read_until(stream, "\"beat\""));
  const int calls = test::settled_calls(centre);
  for (int beats = 0; beats < 5; ++beats) {
    for (auto& stream : streams) CHECK(read_until(stream, "\"beat\""));
  }
  CHECK(centre.store->calls() == calls);
  centre.publish(test::kCommunity, "notice/all", "all");
  for (auto& stream : streams) CHECK(read_until(stream, "notice/all"));
}

TEST_CASE("gzip is sent to who asks for no zstd, as one member") {
  test::Centre centre;
  const auto board = centre.enrolled(test::kUnit2);
  const auto reply = test::exchange(centre.address, "GET", "/sync/v1/feed?wait=0", "",
                                    {{"Authorization", "Bearer " + board.token}, {"Accept-Encoding", "gzip"}});
  CHECK(reply.headers.at("content-encoding") == "gzip");
  const std::string plain = test::inflate_gzip(reply.body);
  CHECK(plain.find("\"hello\"") != std::string::npos);
  CHECK(plain.find("\"key\":\"board\"") != std::string::npos);
  CHECK(plain.find("\"commit\"") != std::string::npos);
}
