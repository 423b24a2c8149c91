// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "sync/desk/answer_request.hpp"
#include "sync/desk/list_requests.hpp"
#include "sync/desk/show_request.hpp"
#include "sync/model/receipt.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using namespace std::chrono_literals;
using base::ErrorCode;
using desk::test::StaffCentre;
using model::RequestState;

const std::string kReceipt = model::make_receipt("K7M", 42);

base::Result<model::ServiceRequest> answer(StaffCentre& centre, std::optional<RequestState> state,
                                           const std::string& text) {
  return desk::answer_request(*centre.store, centre.catalogue, {kReceipt, state, text, std::nullopt, "wang"},
                              centre.clock);
}

}  // namespace

TEST_CASE("an answer is on the board that took the request in") {
  StaffCentre centre;
  centre.put_request(kReceipt, "B-1");
  const base::Instant promised = centre.clock.now() + 45min;
  const auto answered =
      desk::answer_request(*centre.store, centre.catalogue,
                           {kReceipt, RequestState::dispatched, "抢修人员已出发。", promised, "wang"}, centre.clock);
  REQUIRE(answered);
  CHECK(answered->state == RequestState::dispatched);
  CHECK(answered->promised_at == promised);
  CHECK(answered->steps.back() ==
        model::RequestStep{centre.clock.now(), RequestState::dispatched, "wang", "抢修人员已出发。"});
  CHECK(centre.head_of("board/B-1") == 1);
  std::string typed = kReceipt;
  std::erase(typed, '-');
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  CHECK(desk::show_request(*centre.store, typed)->steps == answered->steps);
}

TEST_CASE("a request takes allowed steps only") {
  StaffCentre centre;
  centre.put_request(kReceipt, "B-1");
  SUBCASE("no step is skipped backwards or over the end") {
    const auto skipped = answer(centre, RequestState::reopened, "x");
    REQUIRE(!skipped);
    CHECK(skipped.error().code == ErrorCode::conflict);
    CHECK(skipped.error().message.find("dispatched") != std::string::npos);
    CHECK(desk::show_request(*centre.store, kReceipt)->steps.size() == 1);
    CHECK(centre.head_of("board/B-1") == 0);
  }
  SUBCASE("every pair of states is decided by the model") {
    for (const RequestState to : {RequestState::dispatched, RequestState::accepted, RequestState::on_site,
                                  RequestState::done, RequestState::closed, RequestState::received}) {
      const auto before = desk::show_request(*centre.store, kReceipt)->state;
      const bool allowed = before == to || model::may_follow(before, to);
      CHECK(answer(centre, to, "x").has_value() == allowed);
    }
  }
  SUBCASE("rejecting, pausing and returning need a reason") {
    CHECK(answer(centre, RequestState::rejected, " ").error().code == ErrorCode::invalid_input);
    CHECK(answer(centre, RequestState::paused, "").error().code == ErrorCode::invalid_input);
    CHECK(answer(centre, RequestState::returned, "").error().code == ErrorCode::invalid_input);
  }
  SUBCASE("a word alone leaves the state") {
    CHECK(answer(centre, std::nullopt, "请稍候。")->state == RequestState::received);
    CHECK(answer(centre, std::nullopt, "").error().code == ErrorCode::invalid_input);
  }
  SUBCASE("wrong numbers") {
    CHECK(desk::show_request(*centre.store, "K7M-0042-").error().code == ErrorCode::invalid_input);
    CHECK(desk::show_request(*centre.store, model::make_receipt("K7M", 43)).error().code == ErrorCode::not_found);
  }
}

TEST_CASE("requests are listed newest first, by place and state") {
  StaffCentre centre;
  centre.put_request(kReceipt, "B-1");
  centre.clock.advance(1min);
  centre.put_request(model::make_receipt("K7M", 43), "B-1");
  const auto all = desk::list_requests(*centre.store, {});
  REQUIRE(all->size() == 2);
  CHECK(all->back().receipt == kReceipt);
  CHECK(desk::list_requests(*centre.store, {{"新华社区/3栋"}, {}, 1})->size() == 1);
  CHECK(desk::list_requests(*centre.store, {{"新华社区/1栋"}, {}, 10})->empty());
  CHECK(desk::list_requests(*centre.store, {{}, RequestState::done, 10})->empty());
}
