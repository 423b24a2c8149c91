// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/problem.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace gridboard::net {

const char* title_of(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Not authenticated";
    case 403:
      return "Forbidden";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 408:
      return "Request timed out";
    case 409:
      return "Conflict";
    case 410:
      return "Expired";
    case 413:
      return "Too large";
    case 415:
      return "Unsupported media type";
    case 416:
      return "Range not satisfiable";
    case 422:
      return "Unprocessable";
    case 429:
      return "Too many requests";
    case 431:
      return "Header too large";
    case 503:
      return "Unavailable";
    case 504:
      return "Timed out";
    default:
      return "Internal error";
  }
}

int status_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::invalid_input:
    case base::ErrorCode::ambiguous:
      return 400;
    case base::ErrorCode::unauthenticated:
      return 401;
    case base::ErrorCode::forbidden:
      return 403;
    case base::ErrorCode::not_found:
      return 404;
    case base::ErrorCode::conflict:
      return 409;
    case base::ErrorCode::expired:
      return 410;
    case base::ErrorCode::too_large:
      return 413;
    case base::ErrorCode::unavailable:
      return 503;
    case base::ErrorCode::timed_out:
      return 504;
    case base::ErrorCode::io:
    case base::ErrorCode::corrupt:
    case base::ErrorCode::internal:
      return 500;
  }
  return 500;
}

Response problem(int status, std::string_view code, std::string_view detail) {
  boost::json::object body;
  body["type"] = "about:blank";
  body["title"] = title_of(status);
  body["status"] = status;
  body["code"] = boost::json::string_view(code.data(), code.size());
  if (!detail.empty()) body["detail"] = boost::json::string_view(detail.data(), detail.size());
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = boost::json::serialize(body);
  return response;
}

Response problem(const base::Error& error) {
  const int status = status_of(error.code);
  return problem(status, base::name_of(error.code), status >= 500 ? std::string_view{} : error.message);
}

}  // namespace gridboard::net
