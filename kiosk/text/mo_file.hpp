// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The binary catalogue that msgfmt writes (GNU gettext manual, "The Format of GNU MO Files"), read in place.

#include <cstdint>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::text {

class MoFile {
 public:
  MoFile() = default;
  // Checks every offset and the order once, so that find() needs no checks. `bytes` must outlive the result.
  [[nodiscard]] static base::Result<MoFile> parse(std::string_view bytes);

  // The translation, or empty. Of a plural entry the first form.
  [[nodiscard]] std::string_view find(std::string_view id) const;
  [[nodiscard]] std::uint32_t size() const { return count_; }

 private:
  [[nodiscard]] std::uint32_t word(std::size_t offset) const;
  [[nodiscard]] bool entry(std::uint32_t table, std::uint32_t index, std::string_view& text) const;
  [[nodiscard]] std::string_view text_at(std::uint32_t table, std::uint32_t index) const;

  std::string_view bytes_;
  bool swapped_ = false;
  std::uint32_t count_ = 0, ids_ = 0, texts_ = 0;
};

}  // namespace gridboard::kiosk::text
