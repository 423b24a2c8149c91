// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/oidc/fetch.hpp"

#include <curl/curl.h>

#include <memory>

namespace gridboard::oidc {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

struct Ended {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  const std::size_t more = size * count;
  if (body.size() + more > kMostAnswerBytes) return 0;
  body.append(bytes, more);
  return more;
}

void set_limits(CURL* handle, const Fetch& wanted) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, wanted.address.starts_with("https:") ? "https" : "http");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(1000 * kConnectAtMost.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(1000 * kFetchAtMost.count()));
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!wanted.authorities.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, wanted.authorities.c_str());
}

}  // namespace

Result<Fetched> fetch(const Fetch& wanted) {
  const std::unique_ptr<CURL, Ended> handle(curl_easy_init());
  if (!handle) return fail(ErrorCode::unavailable, "libcurl can't be used");
  Fetched got;
  set_limits(handle.get(), wanted);
  curl_easy_setopt(handle.get(), CURLOPT_URL, wanted.address.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &got.body);
  if (!wanted.form.empty()) {
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(wanted.form.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, wanted.form.c_str());
  }
  if (!wanted.user.empty()) {
    curl_easy_setopt(handle.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(handle.get(), CURLOPT_USERNAME, wanted.user.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PASSWORD, wanted.password.c_str());
  }
  const CURLcode done = curl_easy_perform(handle.get());
  if (done == CURLE_WRITE_ERROR) return fail(ErrorCode::too_large, "the provider's answer is too large");
  if (done != CURLE_OK) {
    return fail(ErrorCode::unavailable, std::string("the provider can't be asked: ") + curl_easy_strerror(done));
  }
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &got.status);
  return got;
}

std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      out += static_cast<char>(c);
    } else {
      out.append({'%', kHex[c >> 4], kHex[c & 15]});
    }
  }
  return out;
}

}  // namespace gridboard::oidc
