// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What staff fix for the centre, a board or a notice.
#include <doctest/doctest.h>

#include "sync/desk/announce_outage.hpp"
#include "sync/desk/init_centre.hpp"
#include "sync/desk/publish_notice.hpp"
#include "sync/desk/publish_service_records.hpp"
#include "sync/desk/restore_outage.hpp"
#include "sync/desk/revoke_board.hpp"
#include "sync/desk/set_board.hpp"
#include "sync/model/receipt.hpp"
#include "sync/wire/records.hpp"
#include "tests/sync/desk/staff_centre.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using desk::test::at;
using desk::test::kUnit;
using desk::test::StaffCentre;

base::Result<model::Notice> publish(StaffCentre& centre, const std::function<void(desk::PublishNotice&)>& change) {
  desk::PublishNotice wanted;
  wanted.title = "错峰用电";
  wanted.body = "傍晚请错峰用电。";
  wanted.places = {"新华社区"};
  change(wanted);
  return desk::publish_notice(*centre.store, wanted, centre.clock, centre.random);
}

}  // namespace

TEST_CASE("the address for phones is https, but for this machine itself") {
  for (const char* right : {"https://yunxi.example", "https://yunxi.example:8443/gridboard", "http://127.0.0.1:8470",
                            "http://localhost:8470", "http://[::1]:8470", "https://[2001:db8::1]:443"}) {
    CHECK(desk::check_public_url(right) == std::string(right));
  }
  CHECK(desk::check_public_url("https://yunxi.example/") == std::string("https://yunxi.example"));
  CHECK(desk::check_public_url("") == std::string());
  for (const char* wrong : {"yunxi.example", "http://yunxi.example", "https://", "https:///x", "ftp://yunxi.example",
                            "https://user@yunxi.example", "https://yunxi.example?x=1", "https://yunxi.example#a",
                            "https://yun xi.example", "https://yunxi.example:0", "https://yunxi.example:65536",
                            "https://yunxi.example:", "https://yunxi.example/a//b", "https://云溪.example",
                            "https://yunxi.example/\"><script>", "http://127.0.0.1.evil.example"}) {
    INFO(wrong);
    CHECK(!desk::check_public_url(wrong));
  }
}

TEST_CASE("boards learn the address for phones with the supplier") {
  StaffCentre centre;
  centre.settings.public_url = "https://yunxi.example";
  REQUIRE(desk::init_centre(*centre.store, centre.settings, centre.rules, centre.clock.now()));
  const auto record = wire::decode("supplier", centre.body_of("YX", "supplier"));
  REQUIRE(record);
  CHECK(std::get<wire::SupplierRecord>(*record).public_url == "https://yunxi.example");
  centre.settings.public_url = "http://yunxi.example";
  CHECK(desk::init_centre(*centre.store, centre.settings, centre.rules, centre.clock.now()).error().code ==
        ErrorCode::invalid_input);
}

TEST_CASE("a board is told its quiet hours and a sign-in key of its own") {
  StaffCentre centre;
  store::Board board = centre.enrolled(kUnit);
  const auto own = [&] {
    return std::get<wire::BoardRecord>(wire::decode("board", centre.body_of("board/" + board.id, "board")).value());
  };
  CHECK(own().sign_in_key == board.sign_in_key);
  CHECK(base::from_base64url(board.sign_in_key).size() == 32);
  CHECK(centre.enrolled(kUnit).sign_in_key != board.sign_in_key);
  desk::SetBoard wanted;
  wanted.id = board.id;
  CHECK(desk::set_board(*centre.store, wanted, centre.random).error().code == ErrorCode::invalid_input);
  wanted.quiet_hours = model::parse_day_part("22:00-06:30").value();
  REQUIRE(desk::set_board(*centre.store, wanted, centre.random));
  CHECK(own().quiet_hours == wanted.quiet_hours);
  CHECK(own().sign_in_key == board.sign_in_key);
  wanted.quiet_hours.reset();
  wanted.no_quiet_hours = true;
  wanted.name = "大门口";
  REQUIRE(desk::set_board(*centre.store, wanted, centre.random));
  CHECK(!own().quiet_hours);
  CHECK(own().name == "大门口");

  SUBCASE("also one that was added before there were such keys") {
    board.sign_in_key.clear();
    REQUIRE(centre.store->write([&](store::Writer& writer) { return writer.put(board); }));
    CHECK(desk::give_sign_in_keys(*centre.store, centre.random) == 1u);
    CHECK(own().sign_in_key.size() == 43);
    CHECK(desk::give_sign_in_keys(*centre.store, centre.random) == 0u);
  }
  SUBCASE("not one that is revoked or unknown") {
    REQUIRE(desk::revoke_board(*centre.store, board.id));
    CHECK(desk::set_board(*centre.store, wanted, centre.random).error().code == ErrorCode::conflict);
    wanted.id = "B-XXXXXX";
    CHECK(desk::set_board(*centre.store, wanted, centre.random).error().code == ErrorCode::not_found);
  }
}

TEST_CASE("a notice has its parts of the day, its picture and its outage") {
  StaffCentre centre;
  const auto part = model::parse_day_part("17:00-21:00").value();
  const auto kept = publish(centre, [&](auto& wanted) {
    wanted.day_parts = {part};
    wanted.image = "e-bike";
  });
  REQUIRE_MESSAGE(kept, (kept ? "" : kept.error().message));
  CHECK(kept->day_parts == std::vector<model::DayPart>{part});
  CHECK(publish(centre, [](auto& wanted) { wanted.image = "../secret"; }).error().code == ErrorCode::invalid_input);
  CHECK(publish(centre,
                [&](auto& wanted) {
                  wanted.urgent = true;
                  wanted.valid_to = at("2026-11-23 08:00");
                  wanted.day_parts = {part};
                })
            .error()
            .code == ErrorCode::invalid_input);
  CHECK(publish(centre, [](auto& wanted) { wanted.urgent = true; }).error().code == ErrorCode::invalid_input);
  CHECK(publish(centre, [](auto& wanted) { wanted.outage_id = "T20261122-XXXX"; }).error().code ==
        ErrorCode::not_found);

  desk::AnnounceOutage fault;
  fault.cause = "电缆故障";
  fault.places = {"新华社区/3栋"};
  const auto outage = desk::announce_outage(*centre.store, fault, centre.rules, centre.clock, centre.random);
  REQUIRE(outage);
  std::string typed = outage->id;
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  CHECK(publish(centre, [&](auto& wanted) { wanted.outage_id = typed; })->outage_id == outage->id);
  REQUIRE(desk::restore_outage(*centre.store, {outage->id, std::nullopt, ""}, centre.clock));
  CHECK(publish(centre, [&](auto& wanted) { wanted.outage_id = typed; }).error().code == ErrorCode::conflict);
}

TEST_CASE("service records leave the centre without small counts, and neighbours hold them too") {
  StaffCentre centre;
  const auto put_done = [&](const std::string& kind, int count, const char* when, const std::string& prefix) {
    for (int i = 1; i <= count; ++i) {
      model::ServiceRequest request;
      request.receipt = model::make_receipt(prefix, static_cast<std::uint64_t>(i));
      request.kind = kind;
      request.place_path = kUnit;
      request.state = model::RequestState::done;
      request.submitted_at = request.received_at = at(when);
      request.steps = {{at(when), model::RequestState::received, "", ""},
                       {at(when), model::RequestState::done, "", ""}};
      REQUIRE(centre.store->write([&](store::Writer& writer) -> base::Result<void> {
        if (auto put = writer.put(request); !put) return tl::unexpected(put.error());
        return {};
      }));
    }
  };
  put_done("repair", 5, "2026-10-31 23:59:59", "AAA");
  put_done("home_visit", 4, "2026-10-01 00:00", "BBB");
  put_done("change_of_name", 3, "2026-10-15 08:00", "CCC");
  put_done("transfer", 3, "2026-10-15 08:00", "DDD");
  put_done("complaint", 9, "2026-10-15 08:00", "EEE");
  put_done("repair", 7, "2026-11-01 00:00", "FFF");
  const auto published =
      desk::publish_service_records(*centre.store, centre.catalogue, std::nullopt, centre.clock.now());
  REQUIRE(published);
  CHECK(base::format_month(published->month) == "2026-10");
  const std::string key = "service_records/" + desk::test::kCommunity;
  CHECK(centre.keys_at("YX/BT/G1/DX/3").contains(key));
  const auto told = [&] {
    std::map<model::ServiceCountKind, std::optional<std::int64_t>> counts;
    const auto record = wire::decode(key, centre.body_of("YX/BT/G1", key)).value();
    for (const auto& count : std::get<wire::ServiceRecordsRecord>(record).records.counts)
      counts[count.kind] = count.count;
    return counts;
  };
  CHECK(told()[model::ServiceCountKind::repairs] == 5);
  CHECK(!told()[model::ServiceCountKind::visits]);
  CHECK(told()[model::ServiceCountKind::business] == 6);
  CHECK(!told()[model::ServiceCountKind::hours]);

  const auto current = desk::publish_service_records(*centre.store, centre.catalogue,
                                                     base::parse_month("2026-11").value(), centre.clock.now());
  REQUIRE(current);
  CHECK(!current->complete);
  CHECK(told()[model::ServiceCountKind::repairs] == 7);
  CHECK(desk::publish_service_records(*centre.store, centre.catalogue, base::parse_month("2026-12").value(),
                                      centre.clock.now())
            .error()
            .code == ErrorCode::invalid_input);
}
