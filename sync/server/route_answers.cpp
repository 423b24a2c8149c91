// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/route_answers.hpp"

namespace gridboard::server {
namespace {

constexpr std::string_view kBearer = "Bearer ";

}  // namespace

net::Response json_answer(std::string body) {
  net::Response response;
  response.body = std::move(body);
  return response;
}

net::Response text_answer(std::string body) {
  net::Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

base::Error as_invalid(base::Error error) {
  if (error.code == base::ErrorCode::corrupt) error.code = base::ErrorCode::invalid_input;
  return error;
}

std::string in_seconds(std::chrono::milliseconds wait) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

std::string_view token_of(const net::Request& request) {
  const std::string_view given = request.header("authorization");
  return given.starts_with(kBearer) ? given.substr(kBearer.size()) : std::string_view();
}

}  // namespace gridboard::server
