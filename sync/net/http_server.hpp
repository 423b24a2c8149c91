// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The listener and its io threads (an event loop each). Survives every error of a single connection and of accept.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "sync/base/result.hpp"
#include "sync/net/http.hpp"

namespace gridboard::net {

struct ServerOptions {
  std::string listen = "127.0.0.1:0";  // "host:port", "[::1]:port"; port 0 takes a free one
  std::size_t threads = 2;
  std::size_t max_connections = 60000;  // the next one is closed at once
  std::size_t max_header_bytes = 8 << 10;
  std::size_t max_stream_bytes = 6 << 20;  // unsent bytes of one stream
  // From the moment a connection waits for a request until its header is complete; a slow or silent peer is dropped.
  std::chrono::milliseconds header_deadline{15000};
  std::chrono::milliseconds body_deadline{60000};
  std::chrono::milliseconds answer_deadline{30000};  // of the handler; then 503
  std::chrono::milliseconds write_deadline{20000};   // of one write to the peer
  // Largest body by method and path; 0 allows none.
  std::function<std::size_t(std::string_view method, std::string_view path)> body_limit;
  // Answers a request whose body is over that limit, as people who filled in a form are told otherwise than programs;
  // problem+json if unset. Called on io threads; must not block.
  std::function<Response(const Request&)> too_large;
};

struct Endpoint {
  std::string host;
  unsigned short port = 0;
};
// invalid_input if it isn't an address literal with a port.
[[nodiscard]] base::Result<Endpoint> parse_endpoint(std::string_view text);
[[nodiscard]] bool is_loopback(const Endpoint& endpoint);

class HttpServer {
 public:
  // Listens and serves from here on. `observer` may be null and must outlive the server and every handle.
  [[nodiscard]] static base::Result<std::unique_ptr<HttpServer>> start(ServerOptions options, Handler handler,
                                                                       Observer* observer);
  // Stops without waiting for anybody.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::string address() const;  // "127.0.0.1:8470"
  // Stops accepting, lets requests and streams that run finish (streams are ended by who holds them), closes what is
  // idle, and drops what is left at the deadline. Blocks. True if nothing had to be dropped.
  bool drain(std::chrono::milliseconds at_most);

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gridboard::net
