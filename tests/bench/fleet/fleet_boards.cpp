// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// fleet_boards prepare DATA BOARDS
// fleet_boards fan-out gridboard|epoll|mqtt|nats HOST:PORT SERVER_PID BOARDS PUBLISHES IDLE_SECONDS [DATA]
// fleet_boards storm HOST:PORT BOARDS DATA
// Simulated boards on real sockets; prints one line of JSON. `fan-out` measures, with all boards connected, what an
// idle one costs the server and how soon each gets what is published; `storm` lets a city come back with yesterday's
// cursors.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/fleet/feed_talk.hpp"
#include "tests/bench/fleet/peer_talk.hpp"
#include "tests/bench/fleet/prepare_fleet.hpp"

namespace {

using namespace gridboard;
using namespace gridboard::fleet;

constexpr Nanoseconds kConnectWithin = 180 * kSecond, kDeliverWithin = 60 * kSecond, kSettle = 3 * kSecond;
constexpr std::size_t kConnectAtOnce = 500;  // less than a backlog: this part isn't the storm

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "fleet_boards: %s\n", what.c_str());
  std::exit(1);
}

template <class T>
T must(base::Result<T> result) {
  if (!result) fail(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double resident_kb_of(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6));
  }
  return 0;
}

// A few hundred at a time, so that no queue of the kernel overflows.
void connect_all(Connections& all, const std::function<std::size_t()>& ready) {
  for (std::size_t from = 0; from < all.size(); from += kConnectAtOnce) {
    const std::size_t upto = std::min(all.size(), from + kConnectAtOnce);
    for (std::size_t i = from; i < upto; ++i) all.connect(i);
    if (!all.run(now_ns() + kConnectWithin, [&] { return ready() >= upto; })) {
      fail("only " + std::to_string(ready()) + " boards connected");
    }
  }
}

struct Costs {
  double idle_kb = 0, idle_core_pct = 0;
};

Costs idle(Connections& all, int server, double kb_before, Nanoseconds span) {
  const auto never = [] { return false; };
  all.run(now_ns() + kSettle, never);
  Costs costs;
  const double before = cpu_seconds_of(server);
  all.run(now_ns() + span, never);
  const double seconds = static_cast<double>(span) / static_cast<double>(kSecond);
  costs.idle_kb = (resident_kb_of(server) - kb_before) / static_cast<double>(all.size());
  costs.idle_core_pct = span == 0 ? 0 : 100 * (cpu_seconds_of(server) - before) / seconds;
  return costs;
}

void fan_out(Connections& all, Deliveries& deliveries, int server, std::size_t publishes,
             const std::function<void(const std::string&)>& publish, const Costs& costs) {
  const double before = cpu_seconds_of(server);
  for (std::size_t i = 1; i <= publishes; ++i) {
    deliveries.begin(i);
    deliveries.published(now_ns());
    std::thread publisher([&] { publish(mark_of(i)); });
    const bool complete = all.run(now_ns() + kDeliverWithin, [&] { return deliveries.complete(); });
    publisher.join();
    if (!complete) fail(std::to_string(deliveries.missing()) + " boards didn't get publish " + std::to_string(i));
    deliveries.end();
    all.run(now_ns() + kSecond / 2, [] { return false; });
  }
  const double cpu = (cpu_seconds_of(server) - before) * 1e6 / static_cast<double>(publishes * all.size());
  std::string json = deliveries.json(cpu);
  json.pop_back();
  std::printf("%s,\"idle_kb\":%.2f,\"idle_core_pct\":%.2f}\n", json.c_str(), costs.idle_kb, costs.idle_core_pct);
}

int run_fan_out(const std::vector<std::string>& given) {
  const Address address = parse_address(given.at(3));
  const int server = std::stoi(given.at(4));
  const std::size_t boards = std::stoul(given.at(5)), publishes = std::stoul(given.at(6));
  const Nanoseconds idle_span = std::stol(given.at(7)) * kSecond;
  Deliveries deliveries(boards);
  const double kb_before = resident_kb_of(server);
  if (given.at(2) == "gridboard") {
    const auto store = must(open_centre(given.at(8)));
    FeedTalk talk(boards, deliveries);
    talk.expect(mark_of(0));
    Connections all(address, boards, talk);
    connect_all(all, [&] { return talk.complete(); });
    const Costs costs = idle(all, server, kb_before, idle_span);
    fan_out(
        all, deliveries, server, publishes, [&](const std::string& mark) { must(publish_to_all(*store, mark)); },
        costs);
    return 0;
  }
  const Peer peer = given.at(2) == "epoll" ? Peer::epoll : given.at(2) == "mqtt" ? Peer::mqtt : Peer::nats;
  PeerTalk talk(peer, boards, deliveries);
  Connections all(address, boards, talk);
  connect_all(all, [&] { return talk.ready_count(); });
  const Costs costs = idle(all, server, kb_before, idle_span);
  const PeerPublisher publisher(peer, address);
  const std::string filler(600, '.');  // about as much as a notice and its commit
  fan_out(
      all, deliveries, server, publishes,
      [&](const std::string& mark) { publisher.publish("{\"notice\":\"" + mark + filler + "\"}"); }, costs);
  return 0;
}

int run_storm(const std::vector<std::string>& given) {
  const std::size_t boards = std::stoul(given.at(3));
  const auto store = must(open_centre(given.at(4)));
  Deliveries deliveries(boards);
  FeedTalk talk(boards, deliveries);
  talk.expect(mark_of(0));
  Connections all(parse_address(given.at(2)), boards, talk);
  connect_all(all, [&] { return talk.complete(); });
  for (std::size_t i = 0; i < boards; ++i) all.drop(i);
  all.run(now_ns() + kSettle, [] { return false; });
  for (std::size_t i = 1; i <= 3; ++i) must(publish_to_all(*store, mark_of(i)));
  talk.expect(mark_of(3));
  talk.forget_counts();
  const Nanoseconds began = now_ns();
  // The first try of a board that lost its centre comes within a second.
  for (std::size_t i = 0; i < boards; ++i) {
    all.connect_at(i, began + static_cast<Nanoseconds>(i * 7919 % boards) * kSecond / static_cast<Nanoseconds>(boards));
  }
  const bool complete = all.run(began + kConnectWithin, [&] { return talk.all_complete(); });
  Nanoseconds last = began;
  for (const Nanoseconds at : talk.completed_at()) last = std::max(last, at);
  std::printf("{\"boards\":%zu,\"complete\":%zu,\"seconds\":%.2f,\"most_tries\":%zu,\"lost\":%zu,\"statuses\":{",
              boards, talk.complete(), static_cast<double>(last - began) / static_cast<double>(kSecond),
              talk.most_tries(), talk.lost_count());
  const char* comma = "";
  for (const auto& [status, count] : talk.statuses()) {
    std::printf("%s\"%d\":%zu", comma, status, count);
    comma = ",";
  }
  std::printf("}}\n");
  return complete ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> given(values, values + count);
  const std::string mode = count > 1 ? given[1] : "";
  if (mode == "prepare" && count == 4) {
    must(prepare_fleet(given[2], std::stoul(given[3])));
    return 0;
  }
  if (mode == "fan-out" && count >= 8) return run_fan_out(given);
  if (mode == "storm" && count == 5) return run_storm(given);
  std::fprintf(stderr, "usage: see the head of fleet_boards.cpp\n");
  return 2;
}
