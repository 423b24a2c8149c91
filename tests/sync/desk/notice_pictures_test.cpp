// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstring>
#include <fstream>
#include <thread>

#include "sync/desk/draw_preview.hpp"
#include "sync/desk/jpeg_pixels.hpp"
#include "sync/desk/run_filter.hpp"
#include "sync/desk/shrink_picture.hpp"
#include "sync/model/picture.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace gridboard;
using base::ErrorCode;
using namespace std::chrono_literals;

// The left half red, the right half blue.
desk::RgbPixels two_halves(int width, int height) {
  desk::RgbPixels pixels;
  pixels.width = width;
  pixels.height = height;
  pixels.bytes.resize(std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      pixels.at(x, y)[x < width / 2 ? 0 : 2] = 250;
    }
  }
  return pixels;
}

std::string jpeg_of(int width, int height) {
  return desk::encode_jpeg(two_halves(width, height)).value();
}

// With an EXIF block that says how it lies.
std::string turned(const std::string& jpeg, char orientation) {
  std::string tiff("MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0", 26);
  tiff[19] = orientation;
  const std::string body = std::string("Exif\0\0", 6) + tiff;
  std::string marker("\xFF\xE1\0\0", 4);
  marker[3] = static_cast<char>(body.size() + 2);
  return jpeg.substr(0, 2) + marker + body + jpeg.substr(2);
}

bool is_red(const desk::RgbPixels& pixels, int x, int y) {
  return pixels.at(x, y)[0] > 200 && pixels.at(x, y)[2] < 60;
}

desk::RgbPixels decoded(const std::string& jpeg) {
  int orientation = 0;
  return desk::decode_jpeg(jpeg, 10000, 100'000'000, orientation).value();
}

// The size in a JPEG's frame header, made to say something else.
std::string claiming(std::string jpeg, unsigned width, unsigned height) {
  const std::size_t frame = jpeg.find("\xFF\xC0");
  REQUIRE(frame != std::string::npos);
  jpeg[frame + 5] = static_cast<char>(height >> 8);
  jpeg[frame + 6] = static_cast<char>(height);
  jpeg[frame + 7] = static_cast<char>(width >> 8);
  jpeg[frame + 8] = static_cast<char>(width);
  return jpeg;
}

std::string png_claiming(unsigned width, unsigned height) {
  std::string png("\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0\0\0\0\0", 33);
  for (int i = 0; i < 4; ++i) {
    png[static_cast<std::size_t>(16 + i)] = static_cast<char>(width >> (24 - 8 * i));
    png[static_cast<std::size_t>(20 + i)] = static_cast<char>(height >> (24 - 8 * i));
  }
  std::uint32_t crc = 0xFFFFFFFF;
  for (std::size_t i = 12; i < 29; ++i) {
    crc ^= static_cast<unsigned char>(png[i]);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  crc = ~crc;
  for (int i = 0; i < 4; ++i) png[static_cast<std::size_t>(29 + i)] = static_cast<char>(crc >> (24 - 8 * i));
  return png;
}

std::string script(const tests::TemporaryFolder& folder, const std::string& name, const std::string& text) {
  const std::string path = folder.file(name);
  {
    std::ofstream file(path);
    file << "#!/bin/sh\n" << text;
  }
  ::chmod(path.c_str(), 0700);
  return path;
}

constexpr const char* kWritePng = "printf '\\211PNG\\r\\n\\032\\n'; cat; ";

}  // namespace

TEST_CASE("a picture is made as small as the glass of boards, and nothing but its pixels goes on") {
  const auto small = desk::shrink_picture(jpeg_of(640, 480));
  REQUIRE(small);
  CHECK(small->width_px == 640);
  CHECK(small->height_px == 480);
  const auto large = desk::shrink_picture(jpeg_of(4000, 3000));
  REQUIRE(large);
  CHECK(large->width_px == desk::kBoardPictureSide);
  CHECK(large->height_px == 1440);
  CHECK(large->bytes.size() <= model::kMaxPictureBytes);
  CHECK(model::read_picture_header(large->bytes)->type == model::PictureType::jpeg);
  CHECK(is_red(decoded(large->bytes), 100, 700));
  CHECK_FALSE(is_red(decoded(large->bytes), 1800, 700));
  const std::string noted = turned(jpeg_of(640, 480), 1);
  CHECK(desk::shrink_picture(noted)->bytes.find("Exif") == std::string::npos);
}

TEST_CASE("a picture that lies on its side stands upright afterwards") {
  // Where the red half comes to be: 0 left, 1 right, 2 top, 3 bottom.
  const int wanted[] = {0, 1, 1, 0, 2, 2, 3, 3};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    const auto made = desk::shrink_picture(turned(jpeg_of(64, 32), static_cast<char>(orientation)));
    REQUIRE(made);
    const bool lies = orientation >= 5;
    CHECK(made->width_px == (lies ? 32 : 64));
    CHECK(made->height_px == (lies ? 64 : 32));
    const auto pixels = decoded(made->bytes);
    const int where = is_red(pixels, 4, 4) ? (is_red(pixels, pixels.width - 4, 4) ? 2 : 0)
                                           : (is_red(pixels, pixels.width - 4, 4) ? 1 : 3);
    CHECK(where == wanted[orientation - 1]);
  }
}

TEST_CASE("what is too large is refused by its header, and what is broken by its bytes") {
  const std::string jpeg = jpeg_of(640, 480);
  CHECK(desk::shrink_picture(claiming(jpeg, 10000, 5001)).error().code == ErrorCode::too_large);
  CHECK(desk::shrink_picture(png_claiming(5000, 5001)).error().code == ErrorCode::too_large);
  CHECK(desk::shrink_picture(std::string(desk::kMostUploadBytes + 1, '\xFF')).error().code == ErrorCode::too_large);
  CHECK(desk::shrink_picture(png_claiming(640, 480)).error().code == ErrorCode::invalid_input);
  CHECK(desk::shrink_picture(jpeg.substr(0, jpeg.size() / 2)).error().code == ErrorCode::invalid_input);
  CHECK(desk::shrink_picture("<svg onload='x'/>").error().code == ErrorCode::invalid_input);
  CHECK(desk::shrink_picture("").error().code == ErrorCode::invalid_input);
  CHECK(desk::shrink_picture(jpeg_of(model::kMinPictureSide - 1, 100)).error().code == ErrorCode::invalid_input);
  CHECK(desk::shrink_picture(jpeg_of(model::kMinPictureSide, 100)));
  for (std::size_t cut = 0; cut < 40; ++cut) {
    const std::string noted = turned(jpeg, 6);
    CHECK_FALSE(desk::shrink_picture(noted.substr(0, cut)));
  }
}

TEST_CASE("a filter gets its input and no more of our house, and gives its output") {
  const tests::TemporaryFolder folder;
  const std::string large(3 << 20, 'x');
  CHECK(desk::run_filter("/bin/cat", {}, large, large.size(), 20s) == large);
  CHECK(desk::run_filter("/bin/cat", {}, large, large.size() - 1, 20s).error().code == ErrorCode::unavailable);
  CHECK(desk::run_filter("/bin/cat", {}, "", 10, 20s) == "");
  CHECK(desk::run_filter(folder.file("none"), {}, "", 10, 20s).error().code == ErrorCode::unavailable);
  CHECK(desk::run_filter("/bin/false", {}, "", 10, 20s).error().code == ErrorCode::unavailable);
  CHECK(desk::run_filter("/bin/sleep", {"60"}, "", 10, 50ms).error().code == ErrorCode::timed_out);
  ::setenv("GRIDBOARD_TEST_SECRET", "secret", 1);
  const auto environment = desk::run_filter("/usr/bin/env", {}, "", 1 << 20, 20s);
  REQUIRE(environment);
  CHECK(environment->find("secret") == std::string::npos);
  CHECK(desk::run_filter(script(folder, "deaf", "exec 0<&-; echo heard\n"), {}, large, 100, 20s) == "heard\n");
  CHECK(desk::run_filter("/bin/echo", {"$(id)", "; ls"}, "", 100, 20s) == "$(id) ; ls\n");
}

TEST_CASE("a preview is drawn by the program, once for the same wish") {
  const tests::TemporaryFolder folder;
  const std::string count = folder.file("count");
  desk::PreviewPainter painter(script(folder, "draw", "echo x >>" + count + "\n" + kWritePng + "echo \"$1\"\n"), 20s);
  desk::PreviewWish wish;
  wish.record = "{\"id\":\"preview\"}";
  wish.now = "2026-11-22T10:00:00+08:00";
  wish.picture = "JPEG";
  const auto drawn = painter.draw(wish);
  REQUIRE_MESSAGE(drawn, (drawn ? "" : drawn.error().message));
  CHECK(*drawn ==
        "\x89PNG\r\n\x1a\n"
        "{\"record\":{\"id\":\"preview\"},\"orientation\":\"portrait\",\"large\":false,\"english\":false,"
        "\"now\":\"2026-11-22T10:00:00+08:00\",\"picture\":\"SlBFRw==\"}--render\n");
  CHECK(painter.draw(wish) == *drawn);
  wish.landscape = true;
  CHECK(painter.draw(wish) != *drawn);
  std::ifstream file(count);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == "x\nx\n");
}

TEST_CASE("at most two previews are drawn at once") {
  const tests::TemporaryFolder folder;
  const std::string inside = folder.file("inside");
  // Each leaves a file while it draws and tells how many there were.
  desk::PreviewPainter painter(script(folder, "draw",
                                      "touch " + inside + ".$$\nsleep 0.1\nn=$(ls " + inside + ".* | wc -l)\n" +
                                          kWritePng + "echo $n\nrm " + inside + ".$$\n"),
                               60s);
  std::vector<std::thread> threads;
  std::vector<std::string> drawn(6);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    threads.emplace_back([&, i] {
      desk::PreviewWish wish;
      wish.record = std::to_string(i);
      drawn[i] = painter.draw(wish).value_or("");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& each : drawn) {
    REQUIRE(each.size() > 2);
    CHECK(each[each.size() - 2] - '0' <= desk::kMostPreviewsAtOnce);
  }
}

TEST_CASE("without a program, or with one that draws nothing, a preview says so") {
  const tests::TemporaryFolder folder;
  desk::PreviewPainter none("", 1s), gone(folder.file("none"), 1s), silent("/bin/true", 20s);
  CHECK(none.draw({}).error().code == ErrorCode::unavailable);
  CHECK(gone.draw({}).error().code == ErrorCode::unavailable);
  CHECK(silent.draw({}).error().code == ErrorCode::unavailable);
}
