// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/replica/replica_fixture.hpp"

#include <cstdlib>
#include <stdexcept>

namespace gridboard::tests {

wire::Put put_of(const wire::Record& record, const std::string& audience) {
  return {wire::key_of(record), audience, wire::encode(record, base::Zone())};
}

namespace {

const wire::SigningPair kSigning = wire::make_signing_pair(std::string(wire::kSeedBytes, 'c'));
const wire::SealingPair kSealing = wire::make_sealing_pair(std::string(wire::kSeedBytes, 's'));

}  // namespace

const wire::SigningPair& centre_signing() {
  return kSigning;
}

const wire::SealingPair& centre_sealing() {
  return kSealing;
}

replica::Identity identity_of(const std::string& board_id) {
  return {board_id, "http://127.0.0.1:1", "cHVi", "c2Vj", centre_signing().public_key, centre_sealing().public_key};
}

wire::SegmentLine line_of(const wire::Segment& segment) {
  const std::string body = wire::encode_segment_body(segment);
  return {wire::sign(centre_signing().secret_key, body), body, segment};
}

Replica::Replica() {
  open();
  enrol();
}

void Replica::enrol() {
  check_done(writer->keep_identity(identity_of("b-0042")));
  const wire::BoardRecord board{"b-0042", "3 栋 2 单元", "YX/BT/G1/XH/3/2", "K7M", false, {}, "", ""};
  check_done(writer->stage(line_of({"board/b-0042", 1, 0, 1, true, true, {put_of(wire::Record(board))}, {}})));
  value_of(writer->commit({"first"}));
}

std::vector<std::string> Replica::apply(const std::vector<wire::Put>& puts, const std::vector<std::string>& removes) {
  check_done(writer->stage(line_of({kCommunity, 1, seq, seq + 1, false, true, puts, removes})));
  ++seq;
  return value_of(writer->commit({"c" + std::to_string(seq)}));
}

wire::HouseholdRecord household_of(const std::string& account, const std::string& unit_path, const std::string& door) {
  wire::HouseholdRecord household;
  household.account = account;
  household.unit_path = unit_path;
  household.door = door;
  return household;
}

}  // namespace gridboard::tests
