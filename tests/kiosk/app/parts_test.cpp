// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The parts of the board that need neither glass nor store.
#include <doctest/doctest.h>

#include <cstdlib>

#include "kiosk/app/burn_in.hpp"
#include "kiosk/app/centre_clock.hpp"
#include "kiosk/app/maintenance.hpp"
#include "kiosk/app/neighbour_views.hpp"
#include "kiosk/app/reach.hpp"
#include "kiosk/app/sticks.hpp"

namespace gridboard::kiosk::app {
namespace {

using namespace std::chrono_literals;

const base::Instant kNoon = *base::parse_rfc3339("2026-11-22T12:00:00+08:00");

model::Place place(const char* path, model::PlaceKind kind, const char* name) {
  model::Place out;
  out.path = path;
  out.kind = kind;
  out.name = name;
  return out;
}

}  // namespace

TEST_CASE("A clock that the centre never told anything is taken as it is") {
  const CentreClock clock;
  CHECK(clock.now(kNoon, 5s) == kNoon);
  CHECK_FALSE(clock.is_doubtful(kNoon, 5s));
}

TEST_CASE("A clock that is far off is set right, one that is nearly right is left alone") {
  CentreClock clock;
  clock.heard(kNoon, 2h, 1s);
  CHECK(clock.now(kNoon - 2h + 10s, 11s) == kNoon + 10s);
  CHECK_FALSE(clock.is_doubtful(kNoon - 2h + 10s, 11s));
  clock.heard(kNoon, 60s, 1s);
  CHECK(clock.now(kNoon - 60s, 1s) == kNoon - 60s);
  clock.heard(kNoon, 60001ms, 1s);
  CHECK(clock.now(kNoon - 60001ms, 1s) == kNoon);
}

TEST_CASE("A clock that has gone back behind what the centre told is doubtful, and time goes on from there") {
  CentreClock clock;
  clock.heard(kNoon, 0ms, 1s);  // kept from an earlier life
  SUBCASE("a minute behind is still right") {
    CHECK_FALSE(clock.is_doubtful(kNoon - 60s, 1s));
    CHECK(clock.now(kNoon - 60s, 1s) == kNoon - 60s);
  }
  SUBCASE("more is not") {
    CHECK(clock.is_doubtful(kNoon - 60001ms, 1s));
    CHECK(clock.now(kNoon - 60001ms, 1s) == kNoon);
  }
  SUBCASE("a battery that is empty") {
    const base::Instant epoch{};
    CHECK(clock.is_doubtful(epoch, 1s));
    CHECK(clock.now(epoch, 1s) == kNoon);
    CHECK(clock.now(epoch + 90s, 91s) == kNoon + 90s);
  }
  SUBCASE("until the centre is heard again") {
    clock.heard(kNoon + 1h, 1h + 24h, 30s);
    CHECK_FALSE(clock.is_doubtful(kNoon - 24h, 30s));
    CHECK(clock.now(kNoon - 24h, 30s) == kNoon + 1h);
  }
}

TEST_CASE("No control lies higher than hands reach, 1,220 mm or lowered 1,120 mm above the floor") {
  const Glass portrait{1080, 1920, 4.03f, 0};  // 476.4 mm from 760 mm up
  CHECK(reach_top_px(portrait, false) == doctest::Approx(16.43 * 4.03).epsilon(0.02));
  CHECK(reach_top_px(portrait, true) == doctest::Approx(116.43 * 4.03).epsilon(0.01));
  CHECK(can_lower(portrait));
  const Glass landscape{1920, 1080, 4.03f, 0};  // up to 1,118 mm
  CHECK(reach_top_px(landscape, false) == 0);
  CHECK(reach_top_px(landscape, true) == 0);
  CHECK_FALSE(can_lower(landscape));
  const Glass high{1080, 1920, 4.03f, 1500};
  CHECK(reach_top_px(high, false) == 960);
  CHECK_FALSE(can_lower(high));
  const Glass low{1080, 1920, 4.03f, 600};
  CHECK_FALSE(can_lower(low));
}

TEST_CASE("The picture wanders at most four pixels, and comes round") {
  for (std::size_t step = 0; step < 3 * kShiftOrbit.size(); ++step) {
    const Shift shift = shift_at(step), next = shift_at(step + 1);
    CHECK(std::abs(shift.x) <= kFarthestShift);
    CHECK(std::abs(shift.y) <= kFarthestShift);
    CHECK((shift.x != next.x || shift.y != next.y));
  }
  CHECK(shift_at(0).x == 0);
  CHECK(shift_at(kShiftOrbit.size()).x == 0);
}

TEST_CASE("Neighbours are those of one building") {
  Places places;
  for (const auto& each :
       {place("C", model::PlaceKind::community, "新华社区"), place("C/3", model::PlaceKind::building, "3栋"),
        place("C/3/2", model::PlaceKind::unit, "2单元"), place("C/4", model::PlaceKind::building, "4栋")}) {
    places.emplace(each.path, each);
  }
  std::vector<wire::ReportRecord> reports(4);
  reports[0].id = "street", reports[0].place_path = "C";
  reports[1].id = "building", reports[1].place_path = "C/3";
  reports[2].id = "unit", reports[2].place_path = "C/3/2";
  reports[3].id = "other", reports[3].place_path = "C/4";
  const auto views = report_views(reports, places, "C/3/1");
  REQUIRE(views.size() == 2);
  CHECK(views[0].id == "building");
  CHECK(views[0].place == "3 栋");
  CHECK(views[1].place == "3 栋 2 单元");
  CHECK(report_views(reports, places, "C").empty());  // a hall, before anybody has unlocked
  CHECK(report_views(reports, places, "").empty());
}

TEST_CASE("The own community stands first among the service records") {
  std::vector<wire::ServiceRecordsRecord> records(3);
  records[0].place_path = "D/A", records[0].place_name = "东风社区";
  records[1].place_path = "D/C", records[1].place_name = "新华社区";
  records[2].place_path = "D/B", records[2].place_name = "河东社区";
  const auto view = records_view(records, "D/C/3/2");
  REQUIRE(view.places.size() == 3);
  CHECK(view.places[0].name == "新华社区");
  CHECK(view.places[0].own);
  CHECK(view.places[1].name == "东风社区");
  CHECK_FALSE(view.places[1].own);
}

TEST_CASE("A line of the log is turned into words for staff") {
  CHECK(log_words(R"({"time":"2026-11-22T05:27:03+08:00","level":"warning","event":"link.retry",)"
                  R"("wait_ms":1200,"on":true})") ==
        "2026-11-22 05:27:03 warning link.retry wait_ms=1200 on=true");
  CHECK(log_words("not json") == "not json");
  CHECK(log_words("[]") == "[]");
}

TEST_CASE("Disk and memory are told as they are, and what can't be read is nothing") {
  const DiskUse use = disk_use("/proc/self/exe");
  CHECK(use.store_bytes > 0);
  CHECK(disk_use("/nonexistent/board.db").all_bytes == 0);
  CHECK(memory_kb() > 1000);
  CHECK(operating_system().starts_with("Linux"));
}

TEST_CASE("sticks are what is mounted where staff's sticks are, spaces in their names included") {
  const auto found = mounted_sticks(
      "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/staff/MY\\040STICK vfat rw 0 0\n/dev/sdc1 /run/media/x/y exfat rw 0 0\n"
      "/dev/sdd1 /mnt vfat rw 0 0\n/dev/sde1 /mediator vfat rw 0 0\nbroken\n/dev/sdf1 /mnt/s\\04 vfat");
  CHECK(found == std::vector<std::string>{"/media/staff/MY STICK", "/run/media/x/y", "/mnt", "/mnt/s\\04"});
  CHECK(mounted_sticks("").empty());
  CHECK(sticks("/a/folder") == std::vector<std::string>{"/a/folder"});
}

}  // namespace gridboard::kiosk::app
