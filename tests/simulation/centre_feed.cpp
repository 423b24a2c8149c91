// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the hub does: streams are told what is new, a commit's worth at a time.
#include "tests/simulation/centre.hpp"

namespace gridboard::simulation {
namespace {

constexpr milliseconds kBeat{25000};
// Small, so that snapshots come in several parts.
constexpr std::size_t kChangesASegment = 7, kChangesACommit = 16;

}  // namespace

void Centre::send(Session& session, const std::string& line) {
  const std::string lines = on_line ? on_line(session.board_id, line) : line;
  if (!lines.empty()) session.stream->write(lines + "\n");
}

void Centre::wake() {
  if (waking_) return;
  waking_ = true;
  timeline_.after(milliseconds(3), [this] {
    waking_ = false;
    if (!up()) return;
    end_refused_boards();
    std::vector<std::uint64_t> all;
    for (const auto& [number, session] : sessions_) all.push_back(number);
    for (const std::uint64_t number : all) serve_session(number);
  });
}

void Centre::beat(std::uint64_t number, std::uint64_t incarnation) {
  timeline_.after(kBeat, [this, number, incarnation] {
    const auto found = sessions_.find(number);
    if (incarnation != incarnation_ || found == sessions_.end()) return;
    if (!found->second.stream->open()) {
      sessions_.erase(found);
      return;
    }
    send(found->second, wire::encode(wire::Beat{clock_.now()}, base::Zone{}));
    beat(number, incarnation);
  });
}

void Centre::end_refused_boards() {
  std::set<std::string> refused;
  const auto read = store_->read([&](store::Reader& reader) -> base::Result<void> {
    for (const auto& [number, session] : sessions_) {
      const auto board = reader.board(session.board_id);
      if (!board) return tl::unexpected(board.error());
      if (!*board || (*board)->state != store::BoardState::active) refused.insert(session.board_id);
    }
    return {};
  });
  if (!read) return;
  std::erase_if(sessions_, [&refused](auto& entry) {
    if (!refused.contains(entry.second.board_id)) return false;
    entry.second.stream->finish();
    return true;
  });
}

void Centre::serve_session(std::uint64_t number) {
  const auto found = sessions_.find(number);
  if (found == sessions_.end() || found->second.waiting || !found->second.stream->open()) return;
  Session& session = found->second;
  if (!session.greeted) {
    session.greeted = true;
    wire::Hello hello;
    hello.now = clock_.now();
    send(session, wire::encode(hello, base::Zone{}));
  }
  tell_keys(session);
  const auto written = next_commit(session);
  notice_power_cut();
  if (disk_.dead() || (!written && written.error().code == base::ErrorCode::conflict)) return;
  if (!written || (written->empty() && !session.live)) {
    session.stream->finish();
    sessions_.erase(found);
    return;
  }
  if (written->empty()) return;
  // The next when this has gone to the kernel.
  session.waiting = true;
  timeline_.after(milliseconds(1 + random_.below(50)), [this, number] {
    const auto again = sessions_.find(number);
    if (again == sessions_.end()) return;
    again->second.waiting = false;
    if (up()) serve_session(number);
  });
}

// As Hub::Worker::tell_keys: before the first segment that a new key signed.
void Centre::tell_keys(Session& session) {
  if (std::exchange(session.keys_told, keys().number()) == keys().number()) return;
  for (const std::string& line : keys().chain_lines()) send(session, line);
}

// The cursor after it; "" if there is nothing new.
base::Result<std::string> Centre::next_commit(Session& session) {
  std::vector<std::string> lines;
  for (wire::Segment& dropped : session.position.take_dropped()) lines.push_back(line_of(session, std::move(dropped)));
  std::size_t changes = 0;
  const auto read = store_->read([&](store::Reader& reader) -> base::Result<void> {
    const auto heads = desk::read_log_heads(reader, session.position.logs());
    if (!heads) return tl::unexpected(heads.error());
    while (const auto wanted = session.position.next_segment(*heads)) {
      if (changes >= kChangesACommit) break;
      auto segment = desk::read_segment(reader, *wanted, {kChangesASegment, wire::kMaxBytesPerCommit});
      if (!segment) return tl::unexpected(segment.error());
      session.position.advance(*wanted, segment->to, segment->last);
      changes += segment->puts.size() + segment->removes.size() + 1;
      lines.push_back(line_of(session, std::move(*segment)));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (lines.empty()) return std::string();
  for (const std::string& line : lines) {
    if (!line.empty()) send(session, line);
  }
  const std::string cursor = wire::encode_cursor(session.position.cursor());
  send(session, wire::encode(wire::Commit{cursor}));
  return cursor;
}

// "" if it isn't sent.
std::string Centre::line_of(Session& session, wire::Segment segment) {
  if (plant_ == Plant::dropped_tombstone && random_.below(3) == 0) segment.removes.clear();
  if (plant_ == Plant::skipped_segment && !segment.snapshot) {
    const auto left_off = session.joined.find(segment.log);
    if (random_.below(6) == 0) {
      session.joined.emplace(segment.log, segment.from);
      return {};
    }
    if (left_off != session.joined.end()) {
      segment.from = left_off->second;
      session.joined.erase(left_off);
    }
  }
  const std::string body = wire::encode_segment_body(segment);
  return wire::encode_segment_line(keys().sign(body), body);
}

}  // namespace gridboard::simulation
