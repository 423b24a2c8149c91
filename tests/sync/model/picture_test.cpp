// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/picture.hpp"

#include <doctest/doctest.h>

#include "sync/base/files.hpp"

using namespace gridboard;
using base::ErrorCode;
using model::PictureType;

namespace {

// Small real files, which the fuzz target begins with too.
std::string file(const std::string& name) {
  const auto bytes = base::read_file(std::string(GRIDBOARD_SOURCE_DIR) + "/tests/fuzz/seeds/fuzz_picture/" + name);
  REQUIRE(bytes);
  return *bytes;
}

std::string png_of(std::uint32_t width, std::uint32_t height) {
  std::string bytes = file("png");
  for (int i = 0; i < 4; ++i) {
    bytes[static_cast<std::size_t>(16 + i)] = static_cast<char>(width >> (24 - 8 * i));
    bytes[static_cast<std::size_t>(20 + i)] = static_cast<char>(height >> (24 - 8 * i));
  }
  return bytes;
}

std::string jpeg_of(unsigned width, unsigned height) {
  std::string bytes = file("jpeg");
  const std::size_t frame = bytes.find("\xff\xc0");
  REQUIRE(frame != std::string::npos);
  bytes[frame + 5] = static_cast<char>(height >> 8), bytes[frame + 6] = static_cast<char>(height);
  bytes[frame + 7] = static_cast<char>(width >> 8), bytes[frame + 8] = static_cast<char>(width);
  return bytes;
}

}  // namespace

TEST_CASE("what a picture is is told by its bytes") {
  for (const char* name : {"png", "png-alpha", "png-notes"}) {
    CHECK(model::read_picture_header(file(name)).value() == model::PictureHeader{PictureType::png, 32, 16});
  }
  for (const char* name : {"jpeg", "jpeg-progressive", "jpeg-grey", "jpeg-exif", "jpeg-turned"}) {
    CHECK(model::read_picture_header(file(name)).value() == model::PictureHeader{PictureType::jpeg, 32, 16});
  }
  CHECK(model::read_picture_header(file("jpeg-cmyk")).error().message.find("RGB") != std::string::npos);
  for (const std::string& other : {std::string(), std::string("GIF89a"), std::string("\xff\xd8"), std::string("<svg/>"),
                                   file("png").substr(0, 20), file("jpeg").substr(0, 30)}) {
    CAPTURE(other);
    CHECK(model::read_picture_header(other).error().code == ErrorCode::invalid_input);
  }
}

TEST_CASE("no more pixels than the largest glass has, and no fewer than can be seen") {
  CHECK(model::read_picture_header(png_of(3840, 2160)));
  CHECK(model::read_picture_header(png_of(2160, 3840)));
  CHECK(model::read_picture_header(png_of(3841, 2160)).error().code == ErrorCode::too_large);
  CHECK(model::read_picture_header(png_of(8192, 1012)));
  CHECK(model::read_picture_header(png_of(8193, 16)).error().code == ErrorCode::too_large);
  CHECK(model::read_picture_header(png_of(0xffffffff, 0xffffffff)).error().code == ErrorCode::too_large);
  CHECK(model::read_picture_header(png_of(16, 16)));
  CHECK(model::read_picture_header(png_of(15, 400)).error().code == ErrorCode::invalid_input);
  CHECK(model::read_picture_header(jpeg_of(3840, 2160)));
  CHECK(model::read_picture_header(jpeg_of(3840, 2161)).error().code == ErrorCode::too_large);
  CHECK(model::read_picture_header(jpeg_of(65535, 65535)).error().code == ErrorCode::too_large);
  CHECK(model::read_picture_header(jpeg_of(0, 0)).error().code == ErrorCode::invalid_input);
}

TEST_CASE("what cameras and programs write beside a picture doesn't travel") {
  const std::string with_notes = file("png-notes"), clean = model::without_notes(with_notes).value();
  CHECK(with_notes.find("31.2,121.4") != std::string::npos);
  CHECK(clean.find("31.2,121.4") == std::string::npos);
  CHECK(clean.find("somebody") == std::string::npos);
  CHECK(clean == model::without_notes(file("png")).value());
  const std::string photo = model::without_notes(file("jpeg-exif")).value();
  CHECK(file("jpeg-exif").find("Maker") != std::string::npos);
  CHECK(photo.find("Maker") == std::string::npos);
  CHECK(photo.find("Exif") == std::string::npos);
  CHECK(model::read_picture_header(photo).value() == model::PictureHeader{PictureType::jpeg, 32, 16});
  CHECK(model::without_notes(photo).value() == photo);
  CHECK(model::without_notes(file("png") + "appended").value() == clean);
}

TEST_CASE("a picture that would lie on its side without such a note is refused with what to do") {
  CHECK(model::without_notes(file("jpeg-turned")).error().message.find("turn it upright") != std::string::npos);
}

TEST_CASE("a file that was cut off is refused") {
  for (const char* name : {"png", "jpeg", "jpeg-progressive"}) {
    const std::string whole = file(name);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK_FALSE(model::without_notes(whole.substr(0, size)));
    }
    CHECK(model::without_notes(whole));
  }
}

TEST_CASE("a record's picture is within its limits") {
  model::RecordPicture picture{std::string(64, '0'), PictureType::png, model::kMaxPictureBytes, 100, 100, "图"};
  CHECK(model::check(picture));
  SUBCASE("bytes") {
    ++picture.bytes;
  }
  SUBCASE("no bytes") {
    picture.bytes = 0;
  }
  SUBCASE("hash") {
    picture.sha256.back() = 'G';
  }
  SUBCASE("pixels") {
    picture.width_px = 8193;
  }
  SUBCASE("less than nothing") {
    picture.width_px = -1;
  }
  SUBCASE("no text") {
    picture.text = "  ";
  }
  SUBCASE("text") {
    picture.text = std::string(model::kMaxPictureTextBytes + 1, 'x');
  }
  SUBCASE("not UTF-8") {
    picture.text = "\xff";
  }
  CHECK_FALSE(model::check(picture));
}

TEST_CASE("a part that claims to be larger than the file is refused before anything makes room for it") {
  std::string claims = file("png-notes");
  const std::size_t note = claims.find("tEXt");
  REQUIRE(note != std::string::npos);
  claims.replace(note - 4, 4, std::string("\x6b\0\0\x0f", 4));
  CHECK(model::read_picture_header(claims));
  CHECK(model::png_without_notes(claims).error().message.find("cut off") != std::string::npos);
  CHECK_FALSE(model::png_without_notes(file("jpeg")));
  CHECK_FALSE(model::png_without_notes(""));
}
