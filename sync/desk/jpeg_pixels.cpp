// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// libjpeg's errors leave by longjmp: nothing that has to be destroyed lives between.
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <jerror.h>

#include "sync/desk/jpeg_pixels.hpp"

namespace gridboard::desk {
namespace {

// 50 million pixels of a progressive picture, and some.
constexpr long kMostMemory = 192L << 20;
constexpr int kMostScans = 60;
constexpr int kQuality = 85;  // a photograph of 1920x1440 in about 500 KB, without blocks that a reader sees
constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr unsigned kMostMarkerBytes = 0xFFFF;
constexpr std::string_view kExifHeader("Exif\0\0", 6);

struct Errors {
  jpeg_error_mgr base{};
  std::jmp_buf out;
  char message[JMSG_LENGTH_MAX] = {};
  bool too_large = false;
};

[[noreturn]] void leave(j_common_ptr jpeg) {
  auto* errors = reinterpret_cast<Errors*>(jpeg->err);
  jpeg->err->format_message(jpeg, errors->message);
  std::longjmp(errors->out, 1);
}

void say_nothing(j_common_ptr) {}

// What libjpeg goes on after is a picture cut off or with holes: nobody means to publish that. Bytes between markers
// are what some cameras leave there.
void refuse_warnings(j_common_ptr jpeg, int level) {
  if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) leave(jpeg);
}

void count_scans(j_common_ptr jpeg) {
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > kMostScans) leave(jpeg);
}

void prepare(Errors& errors) {
  errors.base.error_exit = leave;
  errors.base.output_message = say_nothing;
  errors.base.emit_message = refuse_warnings;
}

int orientation_of(const jpeg_decompress_struct& jpeg) {
  for (const jpeg_marker_struct* marker = jpeg.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (marker->marker == kExifMarker && data.starts_with(kExifHeader)) {
      return exif_orientation(data.substr(kExifHeader.size()));
    }
  }
  return 1;
}

// Its own reductions, in halves.
unsigned reduction(unsigned longest, int wanted_side) {
  unsigned by = 1;
  while (by < 8 && longest / (2 * by) >= static_cast<unsigned>(wanted_side)) by *= 2;
  return by;
}

bool decompress(jpeg_decompress_struct& jpeg, Errors& errors, std::string_view bytes, int wanted_side,
                std::int64_t most_pixels, int& orientation, RgbPixels& out) {
  if (setjmp(errors.out) != 0) return false;
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_save_markers(&jpeg, kExifMarker, kMostMarkerBytes);
  jpeg_read_header(&jpeg, TRUE);
  if (std::int64_t{jpeg.image_width} * jpeg.image_height > most_pixels) {
    errors.too_large = true;
    return false;
  }
  orientation = orientation_of(jpeg);
  jpeg.scale_num = 1;
  jpeg.scale_denom =
      reduction(jpeg.image_width > jpeg.image_height ? jpeg.image_width : jpeg.image_height, wanted_side);
  jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress(&jpeg);
  out.width = static_cast<int>(jpeg.output_width);
  out.height = static_cast<int>(jpeg.output_height);
  out.bytes.resize(std::size_t{3} * jpeg.output_width * jpeg.output_height);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = out.at(0, static_cast<int>(jpeg.output_scanline));
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

bool compress(jpeg_compress_struct& jpeg, Errors& errors, const RgbPixels& pixels, unsigned char*& made,
              unsigned long& size) {
  if (setjmp(errors.out) != 0) return false;
  jpeg_mem_dest(&jpeg, &made, &size);
  jpeg.image_width = static_cast<JDIMENSION>(pixels.width);
  jpeg.image_height = static_cast<JDIMENSION>(pixels.height);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, kQuality, TRUE);
  jpeg.optimize_coding = TRUE;
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = const_cast<JSAMPROW>(pixels.at(0, static_cast<int>(jpeg.next_scanline)));
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  return true;
}

}  // namespace

int exif_orientation(std::string_view tiff) {
  if (tiff.size() < 8) return 1;
  const bool little = tiff.starts_with("II");
  if (!little && !tiff.starts_with("MM")) return 1;
  const auto number = [&](std::size_t at, std::size_t size) -> std::uint32_t {
    if (at > tiff.size() || size > tiff.size() - at) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value = value << 8 | static_cast<unsigned char>(tiff[at + (little ? size - 1 - i : i)]);
    }
    return value;
  };
  constexpr std::uint32_t kOrientationTag = 0x0112;
  constexpr std::size_t kEntryBytes = 12;
  const std::size_t directory = number(4, 4), entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (entry > tiff.size()) break;
    if (number(entry, 2) != kOrientationTag) continue;
    const std::uint32_t value = number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

base::Result<RgbPixels> decode_jpeg(std::string_view bytes, int wanted_side, std::int64_t most_pixels,
                                    int& orientation) {
  jpeg_decompress_struct jpeg{};
  jpeg_progress_mgr progress{};
  Errors errors;
  jpeg.err = jpeg_std_error(&errors.base);
  prepare(errors);
  progress.progress_monitor = count_scans;
  RgbPixels out;
  jpeg_create_decompress(&jpeg);
  jpeg.mem->max_memory_to_use = kMostMemory;
  jpeg.progress = &progress;
  const bool done = decompress(jpeg, errors, bytes, wanted_side, most_pixels, orientation, out);
  jpeg_destroy_decompress(&jpeg);
  if (done) return out;
  if (errors.too_large) {
    return base::fail(base::ErrorCode::too_large, "picture: it has too many pixels; save it smaller");
  }
  return base::fail(base::ErrorCode::invalid_input, std::string("picture: the JPEG is broken: ") + errors.message);
}

base::Result<std::string> encode_jpeg(const RgbPixels& pixels) {
  jpeg_compress_struct jpeg{};
  Errors errors;
  jpeg.err = jpeg_std_error(&errors.base);
  prepare(errors);
  unsigned char* made = nullptr;
  unsigned long size = 0;
  jpeg_create_compress(&jpeg);
  const bool done = compress(jpeg, errors, pixels, made, size);
  jpeg_destroy_compress(&jpeg);
  std::string bytes;
  if (done) bytes.assign(reinterpret_cast<const char*>(made), size);
  std::free(made);
  if (done) return bytes;
  return base::fail(base::ErrorCode::internal, std::string("a JPEG can't be made: ") + errors.message);
}

}  // namespace gridboard::desk
