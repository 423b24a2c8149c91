// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// JPEG by libjpeg. Its errors leave by longjmp: nothing that has to be destroyed lives between.
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include "kiosk/widgets/image.hpp"

namespace gridboard::kiosk::widgets {
namespace {

// A progressive picture of the largest size takes 50 MB; a few scans are usual, and each goes over all of it.
constexpr long kMostMemory = 96L << 20;
constexpr int kMostScans = 60;

struct Errors {
  jpeg_error_mgr base{};
  std::jmp_buf out;
  char message[JMSG_LENGTH_MAX] = {};
};

[[noreturn]] void leave(j_common_ptr jpeg) {
  auto* errors = reinterpret_cast<Errors*>(jpeg->err);
  jpeg->err->format_message(jpeg, errors->message);
  std::longjmp(errors->out, 1);
}

void say_nothing(j_common_ptr) {}
void pass_over(j_common_ptr, int) {}

void count_scans(j_common_ptr jpeg) {
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > kMostScans) leave(jpeg);
}

// The smallest of libjpeg's own reductions that is still as large as wanted.
unsigned reduction(int width, int height, int wanted_width, int wanted_height) {
  unsigned by = 1;
  while (by < 8 && width / static_cast<int>(2 * by) >= wanted_width &&
         height / static_cast<int>(2 * by) >= wanted_height) {
    by *= 2;
  }
  return by;
}

// False if it failed; the message tells why. `out` is RGBA.
bool decompress(jpeg_decompress_struct& jpeg, Errors& errors, std::string_view bytes, int wanted_width,
                int wanted_height, ImagePixels& out) {
  if (setjmp(errors.out) != 0) return false;
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&jpeg, TRUE);
  jpeg.scale_num = 1;
  jpeg.scale_denom =
      reduction(static_cast<int>(jpeg.image_width), static_cast<int>(jpeg.image_height), wanted_width, wanted_height);
  jpeg.out_color_space = JCS_EXT_RGBA;
  jpeg_start_decompress(&jpeg);
  out.width = static_cast<int>(jpeg.output_width);
  out.height = static_cast<int>(jpeg.output_height);
  out.channels = 4;
  out.bytes.resize(std::size_t{4} * jpeg.output_width * jpeg.output_height);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = out.bytes.data() + std::size_t{4} * jpeg.output_width * jpeg.output_scanline;
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

}  // namespace

base::Result<ImagePixels> decode_jpeg(std::string_view bytes, int wanted_width, int wanted_height) {
  jpeg_decompress_struct jpeg{};
  jpeg_progress_mgr progress{};
  Errors errors;
  jpeg.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = leave;
  errors.base.output_message = say_nothing;
  errors.base.emit_message = pass_over;
  progress.progress_monitor = count_scans;
  ImagePixels out;
  jpeg_create_decompress(&jpeg);
  jpeg.mem->max_memory_to_use = kMostMemory;
  jpeg.progress = &progress;
  const bool done = decompress(jpeg, errors, bytes, wanted_width, wanted_height, out);
  jpeg_destroy_decompress(&jpeg);
  if (done) return out;
  return base::fail(base::ErrorCode::corrupt, std::string("a JPEG can't be drawn: ") + errors.message);
}

}  // namespace gridboard::kiosk::widgets
