// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/message_text.hpp"

#include <algorithm>
#include <charconv>

#include "sync/net/problem.hpp"

namespace gridboard::net {

namespace http = boost::beast::http;

base::Result<Request> request_of(const Message& message) {
  auto target = parse_target(std::string_view(message.target().data(), message.target().size()));
  if (!target) return tl::unexpected(target.error());
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::move(*target);
  for (const auto& field : message) {
    std::string name(field.name_string());
    for (char& c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    request.headers.emplace_back(std::move(name), std::string(field.value()));
  }
  return request;
}

std::optional<Response> refusal_of(const boost::system::error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return problem(431, "too_large", "the header is too large");
  }
  if (error == http::error::body_limit) return problem(413, "too_large", "the body is larger than this address takes");
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  if (error.category() == http::make_error_code(http::error::bad_method).category()) {
    return problem(400, "invalid_input", "not a request of HTTP/1.1");
  }
  return std::nullopt;
}

std::string head_text(const Response& response, BodyKind kind, bool keep_alive) {
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  text.append(reason.data(), reason.size());
  const bool cached = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& header) { return header.first == "Cache-Control"; });
  text += cached ? "\r\n" : "\r\nCache-Control: no-store\r\n";
  text += "X-Content-Type-Options: nosniff\r\n";
  if (!response.content_type.empty()) text += "Content-Type: " + response.content_type + "\r\n";
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\r\n";
  if (kind == BodyKind::chunked) {
    text += "Transfer-Encoding: chunked\r\n";
  } else {
    text += "Content-Length: " + std::to_string(response.length.value_or(response.body.size())) + "\r\n";
  }
  text += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return text;
}

std::string chunk_head_text(std::size_t bytes) {
  std::array<char, 2 * sizeof(bytes)> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), bytes, 16);
  return std::string(digits.data(), end.ptr) + "\r\n";
}

}  // namespace gridboard::net
