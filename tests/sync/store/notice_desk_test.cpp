// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The desk of notices, the same in every store.
#include "sync/store/notice_desk.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "sync/store/deliveries.hpp"
#include "sync/store/move/move_store.hpp"
#include "sync/wire/blob.hpp"
#include "tests/sync/store/backends.hpp"

using namespace gridboard;
using base::ErrorCode;
using base::Result;
using model::NoticePhase;
using model::NoticeState;
using tests::at_second;

namespace {

model::NoticeWork full_work(const std::string& id) {
  model::NoticeWork work;
  work.id = id;
  work.phase = NoticePhase::published;
  work.version = 7;
  work.content = {model::NoticeCategory::safety,
                  "检修 Tonight",
                  "正文",
                  {{"YX/B/3", "YX/C"}, {"F-12"}, {"g1"}},
                  at_second(10),
                  at_second(90),
                  true,
                  true,
                  {{420, 570}, {1320, 0}},
                  std::string(64, 'a'),
                  "一张图",
                  "t1"};
  work.paths = {"YX/B/3", "YX/C"};
  work.author = "a1";
  work.author_name = "王芳";
  work.created_at = at_second(1);
  work.changed_at = at_second(5);
  work.emergency = true;
  work.awaits_review = true;
  work.published_at = at_second(5);
  work.from = at_second(10);
  work.to = at_second(90);
  work.steps = {{at_second(1), "a1", "王芳", model::NoticeStepKind::drafted, ""},
                {at_second(5), "a2", "李强", model::NoticeStepKind::published_at_once, "停电在即"}};
  return work;
}

model::NoticeWork draft(const std::string& id, int created, std::vector<std::string> paths,
                        const std::string& author = "a1") {
  model::NoticeWork work;
  work.id = id;
  work.content.title = "标题 " + id;
  work.content.targets.places = paths;
  work.paths = std::move(paths);
  work.author = author;
  work.created_at = work.changed_at = at_second(created);
  return work;
}

void write(store::Store& store, const std::function<Result<void>(store::NoticeDeskWriter&)>& body) {
  const auto written = store.write([&](store::Writer& writer) { return body(writer.write_notice_desk()); });
  REQUIRE_MESSAGE(written, (written ? "" : written.error().message));
}

void put(store::Store& store, const model::NoticeWork& work) {
  write(store, [&](store::NoticeDeskWriter& desk) { return desk.put(work); });
}

// Ids of a page and the count, which must agree where the page holds all.
std::vector<std::string> listed(store::Store& store, const store::NoticeWorkFilter& filter) {
  std::vector<std::string> ids;
  std::int64_t count = 0;
  const auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto works = reader.notice_desk().notice_works(filter);
    if (!works) return tl::unexpected(works.error());
    for (const auto& work : *works) ids.push_back(work.id);
    auto counted = reader.notice_desk().count_notice_works(filter);
    if (!counted) return tl::unexpected(counted.error());
    count = *counted;
    return {};
  });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  if (!filter.after_created && ids.size() < filter.limit) CHECK(count == static_cast<std::int64_t>(ids.size()));
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("work on a notice comes back as it was put, is replaced whole and goes whole") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    model::NoticeWork work = full_work("N1");
    put(**store, work);
    const auto read = [&] {
      std::optional<model::NoticeWork> found;
      REQUIRE((*store)->read([&](store::Reader& reader) -> Result<void> {
        found = reader.notice_desk().notice_work("N1").value();
        return {};
      }));
      return found;
    };
    CHECK(read() == work);
    work = draft("N1", 9, {});
    put(**store, work);
    CHECK(read() == work);
    write(**store, [](store::NoticeDeskWriter& desk) -> Result<void> {
      CHECK(desk.drop_notice_work("N1").value());
      CHECK_FALSE(desk.drop_notice_work("N1").value());
      return {};
    });
    CHECK_FALSE(read());
  }
}

TEST_CASE("a list holds what its filter says, newest first, page by page") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    put(**store, draft("N1", 1, {"YX/B/3"}));
    put(**store, draft("N2", 2, {"YX/B"}, "a2"));
    put(**store, draft("N3", 2, {"YX/B/3-1", "YX/C"}));
    put(**store, draft("N4", 3, {}));
    store::NoticeWorkFilter filter;
    CHECK(listed(**store, filter) == Ids{"N4", "N3", "N2", "N1"});
    SUBCASE("pages") {
      filter.limit = 2;
      CHECK(listed(**store, filter) == Ids{"N4", "N3"});
      filter.after_created = at_second(2);
      filter.after_id = "N3";
      CHECK(listed(**store, filter) == Ids{"N2", "N1"});
    }
    SUBCASE("what a board at or under a place gets") {
      filter.under_path = "YX/B/3";
      CHECK(listed(**store, filter) == Ids{"N2", "N1"});
      filter.under_path = "YX/B/3/2";
      CHECK(listed(**store, filter) == Ids{"N2", "N1"});
      filter.under_path = "YX";
      CHECK(listed(**store, filter) == Ids{"N3", "N2", "N1"});
      filter.under_path = "YX/C/1";
      CHECK(listed(**store, filter) == Ids{"N3"});
    }
    SUBCASE("whose places all lie within what one may see") {
      filter.within = {{"YX/B/3"}};
      CHECK(listed(**store, filter) == Ids{"N4", "N1"});
      filter.within = {{"YX/B", "YX/C"}};
      CHECK(listed(**store, filter) == Ids{"N4", "N3", "N2", "N1"});
      filter.within = {{""}};
      CHECK(listed(**store, filter) == Ids{"N4", "N3", "N2", "N1"});
      filter.within = Ids{};
      CHECK(listed(**store, filter) == Ids{"N4"});
    }
    SUBCASE("whose, and with which words") {
      filter.author = "a2";
      CHECK(listed(**store, filter) == Ids{"N2"});
      filter = {};
      filter.words = "题 n3";
      CHECK(listed(**store, filter) == Ids{"N3"});
      filter.words = "%";
      CHECK(listed(**store, filter).empty());
    }
  }
}

TEST_CASE("the state that a list asks for is the one that the rule gives, at each boundary") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    std::vector<model::NoticeWork> works;
    for (const auto phase : {NoticePhase::draft, NoticePhase::in_review, NoticePhase::returned, NoticePhase::published,
                             NoticePhase::withdrawn}) {
      for (const bool ends : {false, true}) {
        model::NoticeWork work = draft("N" + std::to_string(works.size()), static_cast<int>(works.size()), {"YX"});
        work.phase = phase;
        work.from = at_second(100);
        if (ends) work.to = at_second(200);
        put(**store, work);
        works.push_back(work);
      }
    }
    for (const int second : {99, 100, 101, 199, 200, 201}) {
      CAPTURE(second);
      for (const auto state :
           {NoticeState::draft, NoticeState::in_review, NoticeState::returned, NoticeState::scheduled,
            NoticeState::published, NoticeState::expired, NoticeState::withdrawn}) {
        CAPTURE(model::name_of(state));
        Ids wanted;
        for (const auto& work : works) {
          if (model::state_of(work, at_second(second)) == state) wanted.insert(wanted.begin(), work.id);
        }
        store::NoticeWorkFilter filter;
        filter.state = state;
        filter.now = at_second(second);
        CHECK(listed(**store, filter) == wanted);
      }
    }
  }
}

TEST_CASE("groups and templates have names of their own") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    const model::NoticeGroup north{"g1", "北片", {{"YX/B"}, {"F-12"}, {}}}, south{"g2", "南片", {{"YX/C"}, {}, {}}};
    const model::NoticeTemplate made{"t1", "检修", full_work("x").content};
    write(**store, [&](store::NoticeDeskWriter& desk) -> Result<void> {
      REQUIRE(desk.put(south));
      REQUIRE(desk.put(north));
      REQUIRE(desk.put(made));
      return {};
    });
    const auto taken = (*store)->write([&](store::Writer& writer) {
      return writer.write_notice_desk().put(model::NoticeGroup{"g3", "北片", {{"YX"}, {}, {}}});
    });
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == ErrorCode::conflict);
    write(**store, [&](store::NoticeDeskWriter& desk) -> Result<void> {
      CHECK(desk.notice_groups().value() == std::vector{north, south});
      CHECK(desk.notice_group("g2").value() == south);
      CHECK_FALSE(desk.notice_group("g3").value());
      CHECK(desk.notice_templates().value() == std::vector{made});
      CHECK(desk.notice_template("t1").value() == made);
      CHECK(desk.put(model::NoticeGroup{"g1", "北一片", {{"YX/B/3"}, {}, {}}}));
      CHECK(desk.notice_group("g1").value()->name == "北一片");
      CHECK(desk.notice_group("g1").value()->targets.supply.empty());
      CHECK(desk.drop_notice_group("g1").value());
      CHECK_FALSE(desk.drop_notice_group("g1").value());
      CHECK(desk.drop_notice_template("t1").value());
      CHECK(desk.notice_templates().value().empty());
      return {};
    });
  }
}

TEST_CASE("what a board said first of a notice stays, its days add up, and revoked boards say nothing") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    REQUIRE((*store)->write([&](store::Writer& writer) -> Result<void> {
      for (const char* id : {"b1", "b2", "b3"}) {
        store::Board board;
        board.id = id;
        board.place_path = "YX/B/3";
        board.receipt_prefix = id;
        board.state = std::string(id) == "b3" ? store::BoardState::revoked : store::BoardState::active;
        REQUIRE(writer.put(board));
      }
      store::DeliveryWriter& desk = writer.write_deliveries();
      const store::Announcement first{store::AnnouncementKind::notice, "N1"};
      REQUIRE(desk.note_said(first, "b1", {at_second(5), {}, {}, 0, 0, ""}));
      REQUIRE(desk.note_said(first, "b1", {at_second(9), at_second(8), {}, 3, 40, ""}));
      REQUIRE(desk.note_said(first, "b1", {at_second(9), at_second(9), {}, 14, 388, ""}));
      REQUIRE(desk.note_sent(first, "b2", at_second(9), store::SentHow::feed));  // which isn't received
      REQUIRE(desk.note_said({store::AnnouncementKind::notice, "N2"}, "b2", {at_second(9), {}, {}, 0, 0, ""}));
      REQUIRE(desk.note_said({store::AnnouncementKind::outage, "N1"}, "b2", {at_second(9), {}, {}, 0, 0, ""}));
      return {};
    }));
    REQUIRE((*store)->read([&](store::Reader& reader) -> Result<void> {
      const auto boards = reader.notice_desk().board_deliveries("N1").value();
      REQUIRE(boards.size() == 2);
      CHECK(boards[0].board_id == "b1");
      CHECK(boards[0].place_path == "YX/B/3");
      CHECK(boards[0].received_at == at_second(5));
      CHECK(boards[0].shown_at == at_second(8));
      CHECK(boards[0].times == 17);
      CHECK(boards[0].seconds == 428);
      CHECK(boards[1].times == 0);
      CHECK_FALSE(boards[1].received_at);
      return {};
    }));
  }
}

TEST_CASE("a picture stays while a draft or a template has it") {
  for (const tests::Backend& backend : tests::backends()) {
    CAPTURE(backend.name);
    const tests::TemporaryFolder folder;
    auto store = backend.open(folder);
    REQUIRE(store);
    const std::string bytes = "picture", sha256 = wire::sha256_of(bytes);
    const auto noted = [&] {
      std::size_t count = 0;
      REQUIRE((*store)->write([&](store::Writer& writer) -> Result<void> {
        bool given = false;
        REQUIRE(writer.put_blob(
            sha256, [&]() -> Result<std::string> { return std::exchange(given, true) ? std::string() : bytes; }));
        count = writer.note_unused_blobs(at_second(50), 10).value();
        return {};
      }));
      return count;
    };
    CHECK(noted() == 1);
    model::NoticeWork work = draft("N1", 1, {});
    work.content.picture = sha256;
    SUBCASE("of a draft, until it is discarded") {
      put(**store, work);
      CHECK(noted() == 0);
      write(**store, [](store::NoticeDeskWriter& desk) { return desk.drop_notice_work("N1").map([](bool) {}); });
      CHECK(noted() == 1);
    }
    SUBCASE("of a template") {
      write(**store, [&](store::NoticeDeskWriter& desk) {
        return desk.put(model::NoticeTemplate{"t1", "x", work.content});
      });
      CHECK(noted() == 0);
    }
    SUBCASE("once it is published the notice itself is what counts") {
      work.phase = NoticePhase::published;
      put(**store, work);
      CHECK(noted() == 1);
    }
  }
}

TEST_CASE("a move to PostgreSQL takes the desk along") {
  const tests::TemporaryFolder folder;
  const std::string path = folder.file("centre.db");
  const model::NoticeWork work = full_work("N1");
  {
    auto store = store::open_store(path);
    REQUIRE(store);
    put(**store, work);
  }
  const std::string location = tests::postgres_server().new_location();
  const auto moved = store::move_to_postgres(path, location);
  REQUIRE_MESSAGE(moved, (moved ? "" : moved.error().message));
  auto store = store::open_store(location);
  REQUIRE(store);
  REQUIRE((*store)->read([&](store::Reader& reader) -> Result<void> {
    CHECK(reader.notice_desk().notice_work("N1").value() == work);
    return {};
  }));
}
