// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What must be true when the faults are over. Worked out twice: from the centre's feed and from its books.
#include <algorithm>

#include "sync/base/paths.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/wire/records.hpp"
#include "tests/simulation/city.hpp"

namespace gridboard::simulation {
namespace {

using base::Result;
using Bodies = std::map<std::string, std::set<std::string>>;

struct Expected {
  store::Board board;
  Bodies by_feed;
  std::map<std::string, std::string> by_books;  // "" where the books alone don't say how it looks on the wire
};

bool any_reaches(const std::vector<std::string>& audience, const std::string& place) {
  return std::any_of(audience.begin(), audience.end(),
                     [&place](const std::string& path) { return base::reaches(path, place); });
}

Result<void> read_feed(store::Reader& reader, Expected& expected) {
  const auto logs = desk::logs_followed_by(reader, expected.board);
  if (!logs) return tl::unexpected(logs.error());
  for (const std::string& log : *logs) {
    const auto head = reader.log_head(log);
    if (!head) return tl::unexpected(head.error());
    if (!*head) continue;
    std::uint64_t scanned = 0;
    const auto changes =
        reader.changes(log, 0, (*head)->head, expected.board.place_path, 1 << 20, std::size_t{1} << 30, scanned);
    if (!changes) return tl::unexpected(changes.error());
    for (const store::Change& change : *changes) {
      if (change.body) expected.by_feed[change.key].insert(*change.body);
    }
  }
  return {};
}

Result<void> read_bills(store::Reader& reader, Expected& expected) {
  const std::string& place = expected.board.place_path;
  return reader.each_household([&](const model::Household& household) -> Result<void> {
    if (!base::reaches(household.path(), place)) return {};
    expected.by_books["household/" + household.account];
    const auto bills = reader.bills_of(household.account);
    if (!bills) return tl::unexpected(bills.error());
    for (const model::Bill& bill : *bills) {
      expected.by_books[wire::key_of(wire::SealedBill{bill.account, bill.period, bill.due, bill.status, ""})];
    }
    return {};
  });
}

Result<void> read_books(store::Reader& reader, Expected& expected) {
  const std::string& place = expected.board.place_path;
  const auto notices = reader.notices("");
  const auto outages = reader.outages("");
  const auto places = reader.places_under("");
  store::RequestFilter all;
  all.limit = 1 << 20;
  const auto requests = reader.requests(all);
  if (!notices || !outages || !places || !requests) return base::fail(base::ErrorCode::io, "the books can't be read");
  for (const model::Notice& notice : *notices) {
    if (!notice.withdrawn && any_reaches(notice.audience, place)) {
      expected.by_books[wire::key_of(notice)] = wire::encode(notice, base::Zone{});
    }
  }
  for (const model::Outage& outage : *outages) {
    if (any_reaches(outage.audience, place))
      expected.by_books[wire::key_of(outage)] = wire::encode(outage, base::Zone{});
  }
  for (const model::Place& known : *places) {
    if (base::reaches(known.path, place)) expected.by_books[wire::key_of(known)] = wire::encode(known, base::Zone{});
  }
  for (const model::ServiceRequest& request : *requests) {
    if (request.board_id == expected.board.id) expected.by_books["request/" + request.receipt];
  }
  expected.by_books["supplier"];
  expected.by_books["board"];
  return read_bills(reader, expected);
}

std::string first_difference(const Bodies& held, const Bodies& expected) {
  for (const auto& [key, bodies] : expected) {
    const auto found = held.find(key);
    if (found == held.end()) return "lacks " + key;
    if (found->second != bodies)
      return "has another " + key + ": " + *found->second.begin() + " for " + *bodies.begin();
  }
  for (const auto& [key, bodies] : held) {
    if (!expected.contains(key)) return "holds " + key + ", which isn't for it";
  }
  return "";
}

std::string first_difference(const Bodies& held, const std::map<std::string, std::string>& books) {
  for (const auto& [key, body] : books) {
    const auto found = held.find(key);
    if (found == held.end()) return "lacks " + key + " of the books";
    if (!body.empty() && !found->second.contains(body)) return "has " + key + " otherwise than the books";
  }
  for (const auto& [key, bodies] : held) {
    if (!books.contains(key)) return "holds " + key + ", which the books don't give it";
  }
  return "";
}

bool may_stay_when_revoked(const std::string& key) {
  return key == "supplier" || key == "board" || key.starts_with("manager/") || key.starts_with("place/");
}

}  // namespace

// "" if all is as it must be.
std::string City::what_is_wrong_with(Board& board) {
  if (!centre_.up()) return "the centre didn't come up";
  const auto held = board.look();
  if (!held) return board.name() + ": didn't come up";
  if (!held->revoked && !board.connected()) return board.name() + ": isn't connected";
  Expected expected;
  const auto read = centre_.store().read([&](store::Reader& reader) -> Result<void> {
    const auto found = reader.board(board.id());
    if (!found) return tl::unexpected(found.error());
    expected.board = found->value_or(store::Board{});
    if (auto feed = read_feed(reader, expected); !feed) return feed;
    return read_books(reader, expected);
  });
  if (!read) return "the centre can't be read: " + read.error().message;
  if (held->revoked) {
    for (const auto& [key, bodies] : held->bodies) {
      if (!may_stay_when_revoked(key)) return board.name() + ": is revoked and holds " + key;
    }
    return board.was_revoked ? "" : board.name() + ": took itself for revoked";
  }
  if (expected.board.state == store::BoardState::revoked) return board.name() + ": doesn't know that it is revoked";
  std::string wrong = first_difference(held->bodies, expected.by_feed);
  if (wrong.empty()) wrong = first_difference(held->bodies, expected.by_books);
  if (wrong.empty() && held->waiting > 0) wrong = "has " + std::to_string(held->waiting) + " items in its outbox";
  return wrong.empty() ? "" : board.name() + ": " + wrong;
}

std::set<std::string> City::receipts_at_centre() {
  std::set<std::string> receipts;
  if (!centre_.up()) return receipts;
  (void)centre_.store().read([&](store::Reader& reader) -> Result<void> {
    store::RequestFilter all;
    all.limit = 1 << 20;
    const auto requests = reader.requests(all);
    if (!requests) return tl::unexpected(requests.error());
    for (const model::ServiceRequest& request : *requests) receipts.insert(request.receipt);
    return {};
  });
  return receipts;
}

// Every receipt that was shown is one request with what was typed; nothing was done twice, nothing came of itself.
void City::check_requests() {
  std::map<std::string, std::vector<std::string>> receipts_of;  // by text
  std::uint64_t count = 0;
  (void)centre_.store().read([&](store::Reader& reader) -> Result<void> {
    store::RequestFilter all;
    all.limit = 1 << 20;
    const auto requests = reader.requests(all);
    if (!requests) return tl::unexpected(requests.error());
    for (const model::ServiceRequest& request : *requests) {
      const auto details = request.answers.find("details");
      receipts_of[details == request.answers.end() ? "" : details->second].push_back(request.receipt);
      ++count;
    }
    return {};
  });
  outcome_.requests = count;
  for (const auto& [ticket, submission] : ledger_.submissions()) {
    const auto found = receipts_of.find(submission.text);
    const std::size_t times = found == receipts_of.end() ? 0 : found->second.size();
    if (times > 1) ledger_.violate("\"" + submission.text + "\" became " + std::to_string(times) + " requests");
    const bool revoked = std::any_of(boards_.begin(), boards_.end(), [&s = submission](const auto& board) {
      return board->name() == s.board_name && board->was_revoked;
    });
    if (times == 0 && submission.shown && !submission.excused && !revoked) {
      ledger_.violate("the receipt " + submission.receipt + " was shown at " + submission.board_name + " for \"" +
                      submission.text + "\", and the centre has no such request");
    }
    if (times == 1 && submission.shown && found->second.front() != submission.receipt) {
      ledger_.violate("\"" + submission.text + "\" has the receipt " + found->second.front() + ", shown was " +
                      submission.receipt);
    }
    if (found != receipts_of.end()) receipts_of.erase(found);
  }
  for (const auto& [text, receipts] : receipts_of) {
    ledger_.violate("the request " + receipts.front() + " came of itself, with \"" + text + "\"");
  }
}

}  // namespace gridboard::simulation
