// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::print {

struct Address {
  enum class Scheme { ipp, ipps, escpos } scheme = Scheme::ipp;
  std::string host;
  int port = 0;
  std::string path;  // of IPP: "/ipp/print"
};

// "ipp://host[:631][/ipp/print]", "ipps://...", "escpos://host[:9100]"; IPv6 in brackets. The error says what is wrong.
[[nodiscard]] base::Result<Address> parse_address(const std::string& url);

}  // namespace gridboard::kiosk::print
