// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/address.hpp"

#include <cups/http.h>

#include <array>
#include <string_view>

namespace gridboard::kiosk::print {
namespace {

constexpr int kIppPort = 631, kRawPort = 9100;
constexpr const char* kForms = "ipp://HOST[:PORT]/ipp/print, ipps://HOST[:PORT]/ipp/print or escpos://HOST[:PORT]";

// httpSeparateURI fills in ports of the schemes that it knows and 0 for others.
int usual_port(Address::Scheme scheme) {
  return scheme == Address::Scheme::escpos ? kRawPort : kIppPort;
}

}  // namespace

base::Result<Address> parse_address(const std::string& url) {
  const auto wrong = [&](const std::string& what) {
    return base::fail(base::ErrorCode::invalid_input, "printer '" + url + "': " + what + "; it is " + kForms);
  };
  std::array<char, 32> scheme{};
  std::array<char, 256> user{}, host{}, path{};
  int port = 0;
  const auto size = [](const auto& text) { return static_cast<int>(text.size()); };
  if (httpSeparateURI(HTTP_URI_CODING_ALL, url.c_str(), scheme.data(), size(scheme), user.data(), size(user),
                      host.data(), size(host), &port, path.data(), size(path)) < HTTP_URI_STATUS_OK) {
    return wrong("no address of that form");
  }
  Address address;
  const std::string_view name = scheme.data();
  if (name == "ipp") {
    address.scheme = Address::Scheme::ipp;
  } else if (name == "ipps") {
    address.scheme = Address::Scheme::ipps;
  } else if (name == "escpos") {
    address.scheme = Address::Scheme::escpos;
  } else {
    return wrong("unknown kind '" + std::string(name) + "'");
  }
  if (user[0] != '\0') return wrong("a user name has no place in it");
  address.host = host.data();
  if (address.host.empty()) return wrong("no host");
  address.port = port == 0 ? usual_port(address.scheme) : port;
  if (address.port < 1 || address.port > 65535) return wrong("no such port");
  address.path = path.data();
  const bool no_path = address.path.empty() || address.path == "/";
  if (address.scheme == Address::Scheme::escpos) {
    if (!no_path) return wrong("ESC/POS has no path");
    address.path.clear();
  } else if (no_path) {
    address.path = "/ipp/print";
  }
  return address;
}

}  // namespace gridboard::kiosk::print
