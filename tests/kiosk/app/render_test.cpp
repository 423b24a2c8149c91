// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>
#include <span>

#include "kiosk/app/render_notice.hpp"
#include "kiosk/widgets/image.hpp"
#include "sync/base/ids.hpp"
#include "sync/model/picture.hpp"
#include "sync/wire/blob.hpp"
#include "sync/wire/records.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::app;
namespace json = boost::json;
namespace widgets = gridboard::kiosk::widgets;

namespace {

model::Notice winter() {
  model::Notice notice;
  notice.id = "n-2611-07";
  notice.category = model::NoticeCategory::safety;
  notice.title = "冬季安全用电";
  notice.body = "取暖设备请勿覆盖衣物。\n\n- 人走断电\n- \"小太阳\" 远离窗帘";
  notice.audience = {"YX/BT/G1/XH/3"};
  notice.published_at = notice.valid_from = *base::parse_rfc3339("2026-11-20T10:00:00+08:00");
  notice.valid_to = notice.valid_from + std::chrono::hours(24 * 30);
  notice.publisher = "云溪供电";
  return notice;
}

json::value record_of(const model::Notice& notice) {
  return json::parse(wire::encode(wire::Record{notice}, base::Zone()));
}

json::object asked(const model::Notice& notice = winter()) {
  return {{"record", record_of(notice)},
          {"place", "新华社区 3 栋 2 单元"},
          {"supplier", "云溪供电"},
          {"orientation", "portrait"},
          {"now", "2026-11-21T16:42:00+08:00"}};
}

std::string wrong_in(const json::object& object) {
  const auto request = read_render_request(json::serialize(object));
  return request ? "" : request.error().message;
}

Settings settings() {
  Settings settings;
  settings.assets_folder = std::string(GRIDBOARD_SOURCE_DIR) + "/assets";
  settings.share_folder = GRIDBOARD_SHARE_DIR;
  return settings;
}

std::string drawn(const json::object& object) {
  const auto request = read_render_request(json::serialize(object));
  REQUIRE_MESSAGE(request, (request ? "" : request.error().message));
  auto png = render_notice(settings(), *request);
  REQUIRE_MESSAGE(png, (png ? "" : png.error().message));
  return *png;
}

std::string base64_of(std::string_view bytes) {
  std::string text = base::to_base64url(std::as_bytes(std::span(bytes)));
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("what is asked to be drawn is refused by the name of what is wrong with it") {
  json::object object = asked();
  CHECK(wrong_in(object).empty());
  std::string member;
  SUBCASE("no record") {
    object.erase(member = "record");
  }
  SUBCASE("a record without a title") {
    member = "record";
    object["record"].as_object().erase("title");
  }
  SUBCASE("no orientation") {
    object.erase(member = "orientation");
  }
  SUBCASE("another orientation") {
    object[member = "orientation"] = "square";
  }
  SUBCASE("no time") {
    object.erase(member = "now");
  }
  SUBCASE("half a time") {
    object[member = "now"] = "2026-11-21";
  }
  SUBCASE("a flag that is none") {
    object[member = "large"] = 1;
  }
  SUBCASE("a place that is too long") {
    object[member = "place"] = std::string(kMostHeaderBytes + 1, 'x');
  }
  SUBCASE("a picture that the record doesn't name") {
    object[member = "picture"] = "AAAA";
  }
  SUBCASE("an outage that the record doesn't name") {
    object[member = "outage"] = json::parse(R"({"id":"o-1"})");
  }
  SUBCASE("a member that nobody knows") {
    object[member = "theme"] = "state-grid";
  }
  CHECK(wrong_in(object).starts_with(member + ": "));
}

TEST_CASE("input that is too large or no object is refused") {
  CHECK(read_render_request("[]").error().message.starts_with("input: "));
  CHECK(read_render_request("{").error().message.starts_with("input: "));
  const std::string object = json::serialize(asked());
  CHECK(read_render_request(object + std::string(kMostRenderBytes - object.size(), ' ')));
  CHECK(read_render_request(object + std::string(kMostRenderBytes - object.size() + 1, ' ')).error().code ==
        base::ErrorCode::too_large);
}

TEST_CASE("a notice is drawn at the size of the glass, the same from the same") {
  json::object object = asked();
  const std::string portrait = drawn(object);
  CHECK(model::read_picture_header(portrait) == model::PictureHeader{model::PictureType::png, 1080, 1920});
  CHECK(drawn(object) == portrait);
  object["large"] = true;
  CHECK(drawn(object) != portrait);
  object["large"] = false;
  object["english"] = true;
  CHECK(drawn(object) != portrait);
  object["english"] = false;
  object["orientation"] = "landscape";
  CHECK(model::read_picture_header(drawn(object)) == model::PictureHeader{model::PictureType::png, 1920, 1080});
}

TEST_CASE("an urgent notice takes the glass, red to its edge") {
  model::Notice notice = winter();
  notice.urgent = true;
  const auto corner = [](const std::string& png) {
    const auto image = widgets::decode_picture(png, 1080, 1920);
    REQUIRE(image);
    return std::array<int, 3>{image->bytes[0], image->bytes[1], image->bytes[2]};
  };
  const auto urgent = corner(drawn(asked(notice))), calm = corner(drawn(asked()));
  CHECK(urgent[0] > 120);
  CHECK(urgent[1] < 80);
  CHECK(calm[1] > calm[0]);
}

TEST_CASE("the picture that the record names is drawn, and no other") {
  const std::string bytes = file(std::string(GRIDBOARD_SHARE_DIR) + "/pictures/ebike.png");
  const auto header = model::read_picture_header(bytes);
  REQUIRE(header);
  model::Notice notice = winter();
  notice.picture = model::RecordPicture{wire::sha256_of(bytes), header->type,      bytes.size(),
                                        header->width_px,       header->height_px, "充电的电动自行车"};
  json::object object = asked(notice);
  const std::string without = drawn(object);
  object["picture"] = base64_of(bytes);
  CHECK(drawn(object) != without);
  object["picture"] = base64_of(bytes + "x");
  CHECK(wrong_in(object).starts_with("picture: "));
  object["picture"] = "AAA";
  CHECK(wrong_in(object).starts_with("picture: "));
}
