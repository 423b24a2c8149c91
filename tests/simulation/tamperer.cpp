// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/tamperer.hpp"

#include "sync/wire/feed.hpp"

namespace gridboard::simulation {
namespace {

constexpr std::size_t kRemembered = 60;

}  // namespace

std::string Tamperer::on_the_way(const std::string& board_id, const std::string& line) {
  if (line.starts_with('{')) return line;
  std::vector<std::string>& seen = seen_[board_id];
  seen.push_back(line);
  if (seen.size() > kRemembered) seen.erase(seen.begin());
  switch (random_.below(10)) {
    case 0: {
      std::string altered = line;
      altered[random_.below(altered.size())] ^= static_cast<char>(1U << random_.below(7));
      return altered;
    }
    case 1:
      return forged(line);
    case 2:
    case 3:
      return line + "\n" + seen[random_.below(seen.size())];
    case 4:
      return seen[random_.below(seen.size())];  // in its place
    case 5:
      return {};
    default:
      return line;
  }
}

// Well formed and where the board stands, but not the centre's.
std::string Tamperer::forged(const std::string& line) {
  auto parsed = wire::parse_feed_line(line);
  if (!parsed || !std::holds_alternative<wire::SegmentLine>(*parsed)) return line;
  wire::Segment segment = std::get<wire::SegmentLine>(*parsed).segment;
  const std::string place = segment.log.starts_with("board/") ? "YX" : segment.log;
  segment.puts.push_back(
      {"office/FORGED", place,
       "{\"id\":\"FORGED\",\"place_path\":\"" + place + "\",\"kind\":\"bank\",\"name\":\"FORGED\"}"});
  const std::string body = wire::encode_segment_body(segment);
  switch (random_.below(3)) {
    case 0:
      return wire::encode_segment_line(wire::kUnsigned, body);
    case 1:
      return wire::encode_segment_line(std::get<wire::SegmentLine>(*parsed).signature, body);
    default:
      return wire::encode_segment_line(foreign_keys_.sign(body), body);
  }
}

}  // namespace gridboard::simulation
