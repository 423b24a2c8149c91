// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/address.hpp"

#include <curl/curl.h>

#include <memory>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::link {
namespace {

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool is_loopback(const std::string& host) {
  if (host == "localhost" || host == "[::1]") return true;
  if (!host.starts_with("127.")) return false;
  return host.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

base::Result<std::string> checked_server_url(std::string_view typed) {
  const auto refuse = [] {
    return base::fail(base::ErrorCode::invalid_input,
                      "the server's address must be https, or http to this machine itself");
  };
  std::string address(base::trim(typed));
  while (address.ends_with('/')) address.pop_back();
  const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), curl_url_cleanup);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return refuse();
  const std::string scheme = part_of(url.get(), CURLUPART_SCHEME), host = part_of(url.get(), CURLUPART_HOST);
  const bool has_more = !part_of(url.get(), CURLUPART_QUERY).empty() ||
                        !part_of(url.get(), CURLUPART_FRAGMENT).empty() ||
                        !part_of(url.get(), CURLUPART_USER).empty() || !part_of(url.get(), CURLUPART_PASSWORD).empty();
  if (has_more || host.empty()) return refuse();
  if (scheme != "https" && !(scheme == "http" && is_loopback(host))) return refuse();
  return address;
}

}  // namespace gridboard::kiosk::link
