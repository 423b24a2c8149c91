// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Texts of the board by gettext catalogues. The source language is Chinese: msgid is what a Chinese reader sees, en.mo
// translates it. Read from memory-mapped .mo files; no process-wide locale is touched.

#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::text {

enum class Locale { zh_cn, en };
[[nodiscard]] const char* name_of(Locale locale);  // "zh-CN", "en"

class Messages {
 public:
  // Source language: every text is itself.
  Messages() = default;
  [[nodiscard]] static base::Result<Messages> load(const std::string& mo_path, Locale locale);

  [[nodiscard]] Locale locale() const { return locale_; }
  // The translation of `id`, or `id`. Valid as long as this object and `id` are.
  [[nodiscard]] std::string_view tr(std::string_view id) const;
  // Same, with {0}, {1}... replaced by the arguments in any order.
  [[nodiscard]] std::string format(std::string_view id, std::initializer_list<std::string_view> arguments) const;

 private:
  struct Table;
  std::shared_ptr<const Table> table_;
  Locale locale_ = Locale::zh_cn;
};

}  // namespace gridboard::kiosk::text
