// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board's link on a real file, against the double of a centre.

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>

#include "kiosk/link/link.hpp"
#include "tests/kiosk/link/centre_double.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

namespace gridboard::tests {

using namespace kiosk::link;
using namespace std::chrono_literals;
using Submission = replica::ReplicaWriter::Submission;

// Wall time that a test moves; deadlines stay real.
class ShiftedClock final : public base::Clock {
 public:
  base::Instant now() const override { return real_.now() + std::chrono::milliseconds(shift_ms_.load()); }
  std::chrono::milliseconds monotonic() const override { return real_.monotonic(); }
  void shift(std::chrono::milliseconds by) { shift_ms_ += by.count(); }

 private:
  base::SystemClock real_;
  std::atomic<std::int64_t> shift_ms_{0};
};

class Board {
 public:
  Board() { start(); }
  void start() {
    Settings settings;
    settings.replica_path = folder.file("board.db");
    settings.blob_folder = folder.file("blobs");
    settings.max_blob_bytes = max_blob_bytes;
    settings.timing.min_backoff = 20ms;
    settings.timing.max_backoff = 200ms;
    settings.timing.request_timeout = 3s;
    link = std::make_unique<Link>(settings, clock, random, [this](Event event) {
      const std::lock_guard lock(mutex_);
      events_.push_back(std::move(event));
      arrived_.notify_all();
    });
  }
  // The next event of that kind; those before it are passed over.
  template <class T>
  T wait_for(std::chrono::milliseconds patience = 15s) {
    std::unique_lock lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
      while (!events_.empty()) {
        Event event = std::move(events_.front());
        events_.pop_front();
        if (auto* wanted = std::get_if<T>(&event)) return std::move(*wanted);
      }
      REQUIRE(arrived_.wait_until(lock, until) != std::cv_status::timeout);
    }
  }
  template <class T>
  int count() {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(
        std::count_if(events_.begin(), events_.end(), [](const Event& e) { return std::holds_alternative<T>(e); }));
  }
  void enrol(const CentreDouble& centre) {
    REQUIRE(link->send(Enrol{" abcde-23456 ", centre.url()}));
    CHECK(wait_for<Enrolled>().board_id == "b-0042");
  }
  std::string submit(const std::string& note) {
    REQUIRE(link->send(Submit{++ticket, Submission{"repair", "YX/BT/G1/XH/3/2", "", {{"note", note}}, {}, {}, {}}}));
    const auto submitted = wait_for<Submitted>();
    CHECK(submitted.ticket == ticket);
    return submitted.receipt;
  }
  std::unique_ptr<replica::ReplicaReader> reader() {
    return value_of(replica::ReplicaReader::open(folder.file("board.db")));
  }

  TemporaryFolder folder;
  ShiftedClock clock;
  base::SystemRandom random;
  std::uint64_t ticket = 0;
  std::uint64_t max_blob_bytes = 1 << 20;

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Event> events_;

 public:
  std::unique_ptr<Link> link;
};

inline std::string segment_line(const wire::Segment& segment) {
  const wire::SegmentLine line = line_of(segment);
  return wire::encode_segment_line(line.signature, line.bytes);
}

// What the centre tells board b-0042: its own record and a notice.
inline void tell_all(CentreDouble& centre) {
  wire::BoardRecord board;
  board.board_id = "b-0042";
  board.name = "3 栋 2 单元";
  board.place_path = "YX/BT/G1/XH/3/2";
  board.receipt_prefix = "K7M";
  centre.send(segment_line({"board/b-0042", 1, 0, 1, true, true, {put_of(wire::Record(board))}, {}}));
  centre.send(segment_line({"YX", 1, 0, 4, true, true, {put_of(wire::Record(sample_notice()))}, {}}));
  centre.send(wire::encode(wire::Commit{"c1"}));
}

template <class Condition>
bool eventually(CentreDouble& centre, Condition condition) {
  std::unique_lock lock(centre.mutex);
  const auto until = std::chrono::steady_clock::now() + 15s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    centre.changed.wait_for(lock, 20ms);
  }
  return true;
}

}  // namespace gridboard::tests
