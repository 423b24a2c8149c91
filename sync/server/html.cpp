// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/html.hpp"

#include <algorithm>

#include "sync/api/language.hpp"

namespace gridboard::server {
namespace {

std::string up_from(std::string_view path) {
  std::string up;
  for (auto slash = std::count(path.begin(), path.end(), '/'); slash > 1; --slash) up += "../";
  return up;
}

}  // namespace

Html& Html::text(std::string_view anything) {
  for (const char c : anything) {
    switch (c) {
      case '&':
        text_ += "&amp;";
        break;
      case '<':
        text_ += "&lt;";
        break;
      case '>':
        text_ += "&gt;";
        break;
      case '"':
        text_ += "&quot;";
        break;
      case '\'':
        text_ += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') text_ += c;
    }
  }
  return *this;
}

Say say_for(const net::Request& request) {
  return {api::language_of(request) == api::Language::en};
}

net::Response page_response(int status, const Page& page, std::string_view path) {
  Html html;
  html.tag("<!DOCTYPE html>\n<html lang=\"")
      .text(page.say("zh-CN", "en"))
      .tag("\">\n<head>\n<meta charset=\"utf-8\">\n");
  html.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  html.tag("<meta name=\"robots\" content=\"noindex\">\n<title>").text(page.title).tag("</title>\n");
  html.tag("<link rel=\"stylesheet\" href=\"").text(up_from(path)).tag("pages.css\">\n</head>\n<body>\n<header>");
  html.text(page.supplier.empty() ? page.say("供电服务", "Power service") : page.supplier)
      .tag("</header>\n<main>\n<h1>");
  html.text(page.title).tag("</h1>\n").add(page.main).tag("</main>\n</body>\n</html>\n");
  net::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = html.bytes();
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                                "frame-ancestors 'none'");
  // Addresses hold sign-in codes and receipts: nobody else is to learn them.
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Content-Language", page.say("zh-CN", "en"));
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace gridboard::server
