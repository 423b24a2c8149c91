// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/header_words.hpp"

namespace gridboard::kiosk::app {

HeaderWords header_words(const text::Messages& messages, bool hall, const std::string& supplier,
                         const std::string& place) {
  const std::string kind(messages.tr(hall ? "自助服务终端" : "用电信息提示板"));
  const std::string of_supplier = supplier.empty() ? "" : supplier + " · ";
  if (hall) return {of_supplier + place, kind};
  return {place, of_supplier + kind};
}

}  // namespace gridboard::kiosk::app
