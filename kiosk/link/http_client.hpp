// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// libcurl behind a narrow door: several requests at once on one thread, none of which ever blocks it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gridboard::kiosk::link {

struct HttpRequest {
  std::string url;
  std::string bearer;                    // "" for none
  std::optional<std::string> body;       // JSON to POST; GET without
  std::chrono::milliseconds timeout{0};  // 0: none, for streams
  std::uint64_t from_byte = 0;           // only the rest from there is asked for
};

enum class Transport { arrived, unreachable, untrusted, cut };

struct HttpResult {
  Transport transport = Transport::unreachable;
  int status = 0;           // 0 unless a status line came
  bool is_problem = false;  // application/problem+json
  std::string body;         // of a stream: only while the status isn't 200
  std::chrono::milliseconds retry_after{0};
  std::string error;  // libcurl's words, for staff
  bool from_byte_ignored = false;  // all of it would have come: cut
};

// An interface because the network is a real edge: tests/simulation puts a virtual one behind it. Belongs to one thread.
class HttpClient {
 public:
  using Id = std::uint64_t;
  // `on_piece` may be empty; otherwise the body of a 200 answer (of a 206 where `from_byte` is set) goes there, and
  // false from it cuts the transfer.
  using OnPiece = std::function<bool(std::string_view)>;
  using OnDone = std::function<void(const HttpResult&)>;

  virtual ~HttpClient() = default;
  virtual Id start(const HttpRequest& request, OnPiece on_piece, OnDone on_done) = 0;
  virtual void cancel(Id id) = 0;  // without on_done; any id, also an old one
};

// All but wake() belong to one thread.
class CurlClient final : public HttpClient {
 public:
  CurlClient(std::string ca_file, std::string user_agent, std::chrono::milliseconds connect_timeout);
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  Id start(const HttpRequest& request, OnPiece on_piece, OnDone on_done) override;
  void cancel(Id id) override;
  // Waits at most so long for the network or wake(), then calls what is due. Callbacks may start and cancel.
  void run(std::chrono::milliseconds at_most);
  void wake();  // from any thread

 private:
  struct Transfer;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gridboard::kiosk::link
