// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/draw_preview.hpp"

#include <sodium.h>

#include "sync/desk/run_filter.hpp"
#include "sync/wire/blob.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

constexpr std::string_view kPngMagic = "\x89PNG\r\n\x1a\n";

// Of RFC 4648 with padding.
std::string base64_of(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    kVariant);
  text.pop_back();  // the terminator
  return text;
}

// A turn of the few that there are; given back at the end.
class Turn {
 public:
  Turn(std::mutex& mutex, std::condition_variable& ended, int& running)
      : mutex_(mutex), ended_(ended), running_(running) {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return running_ < kMostPreviewsAtOnce; });
    ++running_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    ended_.notify_one();
  }

 private:
  std::mutex& mutex_;
  std::condition_variable& ended_;
  int& running_;
};

}  // namespace

std::string preview_input(const PreviewWish& wish) {
  wire::JsonWriter json;
  json.begin_object();
  json.name("record");
  json.raw(wish.record);
  json.text_if_any("place", wish.place);
  json.text_if_any("supplier", wish.supplier);
  json.text_if_any("hotline", wish.hotline);
  json.text("orientation", wish.landscape ? "landscape" : "portrait");
  json.flag("large", wish.large);
  json.flag("english", wish.english);
  json.text("now", wish.now);
  json.text_if_any("picture", base64_of(wish.picture));
  json.end_object();
  return json.take();
}

bool PreviewPainter::find_kept(const std::string& hash, std::string& png) {
  const std::lock_guard lock(mutex_);
  for (auto each = kept_.begin(); each != kept_.end(); ++each) {
    if (each->input_hash != hash) continue;
    kept_.splice(kept_.begin(), kept_, each);
    png = each->png;
    return true;
  }
  return false;
}

base::Result<std::string> PreviewPainter::draw(const PreviewWish& wish) {
  if (program_.empty()) return base::fail(base::ErrorCode::unavailable, "there is no program here that draws previews");
  const std::string input = preview_input(wish), hash = wire::sha256_of(input);
  std::string png;
  if (find_kept(hash, png)) return png;
  const Turn turn(mutex_, ended_, running_);
  // Whoever went first may have drawn the same.
  if (find_kept(hash, png)) return png;
  auto drawn = run_filter(program_, {"--render"}, input, kMostPreviewBytes, deadline_);
  if (!drawn) return drawn;
  if (!drawn->starts_with(kPngMagic)) {
    return base::fail(base::ErrorCode::unavailable, program_ + " --render wrote no PNG");
  }
  const std::lock_guard lock(mutex_);
  kept_.push_front({hash, *drawn});
  if (kept_.size() > kMostKeptPreviews) kept_.pop_back();
  return drawn;
}

}  // namespace gridboard::desk
