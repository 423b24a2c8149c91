// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Between the library's messages and ours. Private to this room.

#include <optional>

#include "sync/base/result.hpp"
#include "sync/net/asio_beast.hpp"
#include "sync/net/http.hpp"

namespace gridboard::net {

using Message = boost::beast::http::request<boost::beast::http::string_body>;

// Everything but the body and the peer.
[[nodiscard]] base::Result<Request> request_of(const Message& message);
// The answer to a request that couldn't be read; nothing if there is nobody to answer (gone, silent, timed out).
[[nodiscard]] std::optional<Response> refusal_of(const boost::system::error_code& error);

enum class BodyKind { sized, chunked };
// Status line and header, up to and including the blank line.
[[nodiscard]] std::string head_text(const Response& response, BodyKind kind, bool keep_alive);
[[nodiscard]] std::string chunk_head_text(std::size_t bytes);

}  // namespace gridboard::net
