// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// PINs as they are made, hashed, and handed over on paper.

#include <string>
#include <string_view>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"

namespace gridboard::desk {

inline constexpr std::size_t kPinDigits = 6;

// Six digits, none of those that anybody tries first.
[[nodiscard]] std::string make_pin(base::Random& random);
// argon2id in libsodium's string form; "" if there isn't enough memory (64 MiB).
[[nodiscard]] std::string hash_pin(const std::string& pin);
// Takes as long for a hash of nobody ("") as for one of somebody, and is false for it.
[[nodiscard]] bool pin_fits(const std::string& hash, std::string_view typed);

// Quoted where CSV asks for it.
[[nodiscard]] std::string csv_field(const std::string& text);

// The file of slips: made new and readable by its owner alone, gone again unless kept.
class SlipFile {
 public:
  explicit SlipFile(std::string path) : path_(std::move(path)) {}
  SlipFile(const SlipFile&) = delete;
  SlipFile& operator=(const SlipFile&) = delete;
  ~SlipFile();

  // conflict if it is there already; io.
  [[nodiscard]] base::Result<void> make();
  // On the disk when it returns; the text is wiped.
  [[nodiscard]] base::Result<void> fill(std::string& text);
  void keep() { kept_ = true; }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool kept_ = false;
};

}  // namespace gridboard::desk
