// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What the store tells about how requests went and who was at the boards.
#include <doctest/doctest.h>

#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::Result;
using model::RequestState;
using tests::at_second;

namespace {

void writing(store::Store& store, const std::function<void(store::Writer&)>& body) {
  REQUIRE(store.write([&](store::Writer& writer) -> Result<void> {
    body(writer);
    return {};
  }));
}

void reading(store::Store& store, const std::function<void(store::Reader&)>& body) {
  REQUIRE(store.read([&](store::Reader& reader) -> Result<void> {
    body(reader);
    return {};
  }));
}

model::ServiceRequest request_of(const std::string& receipt, RequestState state, int submitted = 1) {
  model::ServiceRequest request;
  request.receipt = receipt;
  request.kind = "repair";
  request.place_path = "YX/B/3/2/501";
  request.board_id = "b1";
  request.state = state;
  request.submitted_at = at_second(submitted);
  request.received_at = at_second(submitted + 1);
  return request;
}

std::vector<std::string> receipts(const Result<std::vector<model::ServiceRequest>>& requests) {
  std::vector<std::string> found;
  for (const auto& request : requests.value()) found.push_back(request.receipt);
  return found;
}

using Receipts = std::vector<std::string>;

}  // namespace

TEST_CASE("a request keeps its rating, what it goes on with and the outage it chose for") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    model::ServiceRequest request = request_of("A", RequestState::merged);
    request.source = "phone";
    request.rating = model::RequestRating{4, at_second(9)};
    request.merged_into = "B";
    request.outage_id = "o1";
    writing(**store, [&](store::Writer& writer) {
      CHECK(writer.put(request).value());
      CHECK_FALSE(writer.put(request).value());
    });
    reading(**store, [&](store::Reader& reader) { CHECK(reader.request("A").value() == request); });
    writing(**store, [&](store::Writer& writer) {
      request.rating.reset();
      CHECK(writer.put(request).value());
    });
    reading(**store, [&](store::Reader& reader) { CHECK(reader.request("A").value() == request); });
  }
}

TEST_CASE("open requests of a building are found by kind") {
  using enum RequestState;
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    writing(**store, [&](store::Writer& writer) {
      int number = 0;
      for (const auto state :
           {received, dispatched, accepted, on_site, done, closed, returned, paused, reopened, rejected, merged}) {
        CHECK(writer.put(request_of(model::name_of(state), state, ++number)));
      }
      model::ServiceRequest elsewhere = request_of("elsewhere", received);
      elsewhere.place_path = "YX/B/30/1/101";
      CHECK(writer.put(elsewhere));
      model::ServiceRequest visit = request_of("visit", received, 50);
      visit.kind = "home_visit";
      CHECK(writer.put(visit));
    });
    reading(**store, [&](store::Reader& reader) {
      CHECK(receipts(reader.requests({"YX/B/3", {}, 99, "repair", true})) ==
            Receipts{"reopened", "paused", "returned", "on_site", "accepted", "dispatched", "received"});
      CHECK(receipts(reader.requests({"YX/B/3", {}, 99, "home_visit", false})) == Receipts{"visit"});
      CHECK(reader.requests({"YX/B/3", {}, 99, "", false}).value().size() == 12);
      CHECK(reader.requests({"YX/B/3", {}, 99, "", true}).value().size() == 8);
    });
  }
}

TEST_CASE("neighbours' requests are found by the one they go on with, oldest first") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    writing(**store, [&](store::Writer& writer) {
      CHECK(writer.put(request_of("first", RequestState::accepted)));
      for (const auto& [receipt, submitted] : {std::pair{"C", 9}, std::pair{"B", 5}}) {
        model::ServiceRequest same = request_of(receipt, RequestState::merged, submitted);
        same.merged_into = "first";
        CHECK(writer.put(same));
      }
    });
    reading(**store, [&](store::Reader& reader) {
      CHECK(receipts(reader.requests_merged_into("first")) == Receipts{"B", "C"});
      CHECK(reader.requests_merged_into("B").value().empty());
      CHECK(reader.requests_merged_into("").value().empty());
    });
  }
}

TEST_CASE("of each account its latest choice of a window counts") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    const auto put = [&](const std::string& receipt, const std::string& account, const std::string& outage,
                         int submitted, RequestState state = RequestState::received) {
      writing(**store, [&](store::Writer& writer) {
        model::ServiceRequest choice = request_of(receipt, state, submitted);
        choice.account = account;
        choice.outage_id = outage;
        CHECK(writer.put(choice));
      });
    };
    put("a1", "1203004471", "o1", 1);
    put("a2", "1203004471", "o1", 3);
    put("b1", "1203004472", "o1", 4);
    put("b2", "1203004472", "o1", 4);  // at once: the later receipt
    put("c1", "1203004473", "o1", 5);
    put("c2", "1203004473", "o1", 6, RequestState::rejected);
    put("d1", "1203004474", "o2", 7);
    put("e1", "", "o1", 8);
    put("f1", "1203004475", "", 9);
    put("g1", "1203004476", "o1", 9, RequestState::rejected);
    reading(**store, [&](store::Reader& reader) {
      CHECK(receipts(reader.choices("o1")) == Receipts{"a2", "b2", "c1"});
      CHECK(receipts(reader.choices("o2")) == Receipts{"d1"});
      CHECK(reader.choices("").value().empty());
    });
  }
}

TEST_CASE("what was done is counted by kind, at the moment it was done last") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    const auto put = [&](const std::string& receipt, RequestState state, std::vector<int> done_at,
                         const std::string& kind = "repair", const std::string& place = "YX/B/3/2/501") {
      writing(**store, [&](store::Writer& writer) {
        model::ServiceRequest request = request_of(receipt, state);
        request.kind = kind;
        request.place_path = place;
        for (const int second : done_at) request.steps.push_back({at_second(second), RequestState::done, "李慧", ""});
        if (state == RequestState::closed) request.steps.push_back({at_second(900), RequestState::closed, "", ""});
        CHECK(writer.put(request));
      });
    };
    put("before", RequestState::done, {99});
    put("first", RequestState::done, {100});
    put("last", RequestState::closed, {199});
    put("after", RequestState::done, {200});
    put("again", RequestState::done, {150, 250});
    put("twice", RequestState::closed, {50, 150});
    put("open", RequestState::reopened, {150});
    put("never", RequestState::received, {});
    put("visit", RequestState::done, {150}, "home_visit");
    put("elsewhere", RequestState::done, {150}, "repair", "YX/B0/1");
    reading(**store, [&](store::Reader& reader) {
      CHECK(reader.count_done("YX/B", at_second(100), at_second(200)).value() ==
            std::vector<store::KindCount>{{"home_visit", 1}, {"repair", 3}});
      CHECK(reader.count_done("YX/B", at_second(1000), at_second(2000)).value().empty());
      CHECK(reader.count_done("", at_second(100), at_second(200)).value().back().count == 4);
    });
  }
}

TEST_CASE("a sign-in code is used once, by whoever comes first") {
  using store::SignIn;
  using store::SignInKind;
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    const SignIn arrival{"b1", 7, "m1", at_second(1), SignInKind::arrive};
    const SignIn leave{"b1", 8, "m1", at_second(31), SignInKind::leave};
    const SignIn elsewhere{"b2", 7, "m2", at_second(2), SignInKind::arrive};
    writing(**store, [&](store::Writer& writer) {
      CHECK(writer.use_sign_in_code(arrival).value());
      CHECK_FALSE(writer.use_sign_in_code(arrival).value());
      CHECK_FALSE(writer.use_sign_in_code({"b1", 7, "m2", at_second(3), SignInKind::arrive}).value());
      CHECK(writer.use_sign_in_code(leave).value());
      CHECK(writer.use_sign_in_code(elsewhere).value());
    });
    reading(**store, [&](store::Reader& reader) {
      CHECK(reader.sign_ins({}).value() == std::vector{leave, elsewhere, arrival});
      CHECK(reader.sign_ins({"m1", "", {}, {}, 10}).value() == std::vector{leave, arrival});
      CHECK(reader.sign_ins({"", "b2", {}, {}, 10}).value() == std::vector{elsewhere});
      CHECK(reader.sign_ins({"", "", at_second(2), at_second(31), 10}).value() == std::vector{elsewhere});
      CHECK(reader.sign_ins({"", "", {}, {}, 1}).value() == std::vector{leave});
    });
  }
}

TEST_CASE("PINs of staff are kept beside them, and taken back") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    const model::Manager manager{"m1", "李慧", "", "", "", "", ""}, other{"m0", "王强", "", "", "", "", ""};
    writing(**store, [&](store::Writer& writer) {
      CHECK(writer.put(manager).value());
      CHECK(writer.put(other).value());
      CHECK(writer.put_manager_pin_hash("m1", "$argon2id$1"));
      CHECK(writer.put_manager_pin_hash("m1", "$argon2id$2"));
    });
    reading(**store, [&](store::Reader& reader) {
      CHECK(reader.managers().value() == std::vector{other, manager});
      CHECK(reader.manager_pin_hash("m1").value() == "$argon2id$2");
      CHECK_FALSE(reader.manager_pin_hash("m0").value());
    });
    writing(**store, [&](store::Writer& writer) {
      CHECK(writer.put(model::Manager{"m1", "李慧", "社区客户经理", "", "", "", ""}).value());
      CHECK(writer.manager_pin_hash("m1").value());
      CHECK(writer.put_manager_pin_hash("m1", ""));
      CHECK_FALSE(writer.manager_pin_hash("m1").value());
    });
  }
}

TEST_CASE("a board keeps its quiet hours, its PIN and its sign-in key") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    store::Board board;
    board.id = "b1";
    const auto stored = [&] {
      store::Board found;
      reading(**store, [&](store::Reader& reader) { found = reader.board("b1").value().value(); });
      return found;
    };
    writing(**store, [&](store::Writer& writer) { CHECK(writer.put(board)); });
    CHECK_FALSE(stored().quiet_hours);
    CHECK(stored().sign_in_key.empty());
    board.quiet_hours = model::DayPart{1320, 0};
    board.maintenance_pin_hash = "$argon2id$x";
    board.sign_in_key = "key";
    writing(**store, [&](store::Writer& writer) { CHECK(writer.put(board)); });
    CHECK(stored().quiet_hours == board.quiet_hours);
    CHECK(stored().maintenance_pin_hash == "$argon2id$x");
    CHECK(stored().sign_in_key == "key");
    board.quiet_hours.reset();
    writing(**store, [&](store::Writer& writer) { CHECK(writer.put(board)); });
    CHECK_FALSE(stored().quiet_hours);
  }
}
