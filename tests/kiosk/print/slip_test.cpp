// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/print/code.hpp"
#include "kiosk/print/raster.hpp"
#include "kiosk/print/slip.hpp"
#include "paper.hpp"

namespace gridboard::kiosk::print {
namespace {

Bitmap drawn(const Slip& slip, int width = 576, int dots_per_inch = 203) {
  auto bitmap = draw(slip, width, dots_per_inch);
  REQUIRE(bitmap.has_value());
  return std::move(*bitmap);
}

Slip one_line(SlipLine line) {
  return {{std::move(line)}};
}

// The rows from the first black dot to the last.
int ink_height(const Bitmap& bitmap) {
  int first = -1, last = -1;
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = 0; x < bitmap.width; ++x) {
      if (!bitmap.black(x, y)) continue;
      if (first < 0) first = y;
      last = y;
    }
  }
  return first < 0 ? 0 : last - first + 1;
}
double mm(int dots, int dots_per_inch = 203) { return dots * 25.4 / dots_per_inch; }

bool is_white(const Bitmap& bitmap, int from_x, int to_x) {
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = from_x; x < to_x; ++x) {
      if (bitmap.black(x, y)) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("a slip is a bitmap of the paper's width") {
  for (const int width : {200, 384, 575, 576, 832, 2400}) {
    CAPTURE(width);
    const Bitmap bitmap = drawn(sample_slip(), width);
    CHECK(bitmap.width == width);
    CHECK(bitmap.rows.size() == bitmap.stride() * static_cast<std::size_t>(bitmap.height));
    SUBCASE("nothing is printed on its very edge, nor beyond its width in a row's last byte") {
      CHECK(is_white(bitmap, 0, 4));
      CHECK(is_white(bitmap, width - 4, width));
      if (width % 8 == 0) continue;
      const auto beyond = static_cast<std::uint8_t>(0xFF >> (width % 8));
      for (int y = 0; y < bitmap.height; ++y) {
        REQUIRE((bitmap.rows[static_cast<std::size_t>(y + 1) * bitmap.stride() - 1] & beyond) == 0);
      }
    }
  }
}

TEST_CASE("the same slip is the same bitmap") {
  CHECK(drawn(sample_slip()) == drawn(sample_slip()));
}

TEST_CASE("what is printed can be read by old eyes") {
  using Kind = SlipLine::Kind;
  using Size = SlipLine::Size;
  for (const int dots_per_inch : {203, 300, 600}) {
    CAPTURE(dots_per_inch);
    const int width = 576 * dots_per_inch / 203;
    // A Chinese character's ink is some 0.92 of its em.
    const Bitmap body = drawn(one_line({Kind::text, Size::body, "国", {}, false, false}), width, dots_per_inch);
    CHECK(mm(ink_height(body), dots_per_inch) >= 3.5 * 0.88);
    // A capital letter's is 0.733 of its em: 6 mm at the least.
    const Bitmap number =
        drawn(one_line({Kind::text, Size::title, "K7M-224V-H", {}, true, true}), width, dots_per_inch);
    CHECK(mm(ink_height(number), dots_per_inch) >= 6 * 0.73);
  }
  SUBCASE("a receipt number stays on one line of narrow paper, of a readable size") {
    const Bitmap number = drawn(one_line({Kind::text, Size::title, "K7M-224V-H", {}, true, true}), 384);
    CHECK(mm(ink_height(number)) >= 6 * 0.72);
    CHECK(mm(ink_height(number)) < 8);
  }
}

TEST_CASE("the code on a slip is read by a scanner") {
  for (const int width : {384, 576}) {
    CAPTURE(width);
    CHECK(scanned(drawn(sample_slip(), width)) == std::string(kSampleUrl) + "\n");
  }
  SUBCASE("a long one on narrow paper, and one in Chinese") {
    const std::string payment = "00020101021226360014YUNXIPOWER0001011620261031000044715204490053031565405" +
                                std::string("92.005802CN5911YUNXI POWER6005YUNXI62240120B202610310000447100006304ABCD");
    for (const std::string& payload : {payment, std::string("回执 K7M-224V-H · 故障报修 · 95598")}) {
      CAPTURE(payload);
      const Bitmap bitmap =
          drawn(one_line({SlipLine::Kind::code, SlipLine::Size::body, payload, "手机扫码", false, false}), 384);
      CHECK(scanned(bitmap) == payload + "\n");
    }
  }
}

TEST_CASE("a code's modules are half a millimetre or more, with four of them white around") {
  const auto code = encode_code(kSampleUrl);
  REQUIRE(code.has_value());
  CHECK(module_dots(*code, 576, 203) == 8);
  CHECK(module_dots(*code, 384, 203) == 8);
  CHECK(module_dots(*code, code->modules_with_margin() * 5, 203) == 5);
  CHECK(module_dots(*code, code->modules_with_margin() * 4, 203) == 4);
  CHECK(module_dots(*code, code->modules_with_margin() * 4 - 1, 203) == 0);
  CHECK(module_dots(*code, 576, 300) == 12);
  SUBCASE("the quiet zone is white whatever stands above and below") {
    const Slip slip{{{SlipLine::Kind::band, SlipLine::Size::body, "上", {}, true, true},
                     {SlipLine::Kind::code, SlipLine::Size::body, kSampleUrl, {}, false, false},
                     {SlipLine::Kind::band, SlipLine::Size::body, "下", {}, true, true}}};
    CHECK(scanned(drawn(slip, code->modules_with_margin() * 8)) == std::string(kSampleUrl) + "\n");
  }
}

TEST_CASE("what no paper holds is told, not cut") {
  const Slip slip = sample_slip();
  CHECK_FALSE(draw(slip, 199, 203).has_value());
  CHECK_FALSE(draw(slip, 2401, 203).has_value());
  CHECK_FALSE(draw(slip, 576, 100).has_value());
  SUBCASE("a code that is wider than the paper") {
    const auto wide =
        draw(one_line({SlipLine::Kind::code, SlipLine::Size::body, std::string(400, 'x'), {}, false, false}), 200, 203);
    REQUIRE_FALSE(wide.has_value());
    CHECK(wide.error().code == base::ErrorCode::too_large);
  }
  SUBCASE("more than a code can hold, and nothing at all") {
    CHECK_FALSE(encode_code(std::string(4000, 'x')).has_value());
    CHECK_FALSE(encode_code("").has_value());
  }
  SUBCASE("a slip without an end") {
    Slip endless;
    endless.lines.assign(1000, {SlipLine::Kind::text, SlipLine::Size::body, "长", {}, false, false});
    CHECK_FALSE(draw(endless, 576, 203).has_value());
  }
}

TEST_CASE("an empty slip is white paper") {
  const Bitmap bitmap = drawn({});
  CHECK(bitmap.height > 0);
  CHECK(ink_height(bitmap) == 0);
}

TEST_CASE("a slip that was wiped holds nothing any more") {
  Slip slip = sample_slip();
  wipe(slip);
  CHECK(slip.lines.empty());
  Bitmap bitmap = drawn(sample_slip());
  wipe(bitmap);
  CHECK(bitmap == Bitmap{});
}

TEST_CASE("as PWG raster a slip is dot for dot what was drawn") {
  for (const int width : {384, 571, 576}) {
    const Bitmap bitmap = drawn(sample_slip(), width);
    for (const RasterType type : {RasterType::black_1, RasterType::sgray_8}) {
      CAPTURE(width);
      CAPTURE(name_of(type));
      const auto raster = pwg_raster(bitmap, 203, type);
      REQUIRE(raster.has_value());
      const auto back = from_pwg_raster(std::string(raster->begin(), raster->end()));
      REQUIRE(back.has_value());
      CHECK(*back == bitmap);
    }
  }
  CHECK_FALSE(pwg_raster(Bitmap{}, 203, RasterType::black_1).has_value());
}

}  // namespace gridboard::kiosk::print
