// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A centre on a free port with two units, and boards that talk to it.

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/desk/add_board.hpp"
#include "sync/server/service.hpp"
#include "sync/store/store.hpp"
#include "tests/support/counting_store.hpp"
#include "tests/support/http_client.hpp"

namespace gridboard::test {

// Wall time that a test moves; deadlines stay real.
class ShiftedClock final : public base::Clock {
 public:
  base::Instant now() const override { return real_.now() + std::chrono::milliseconds(shift_ms_.load()); }
  std::chrono::milliseconds monotonic() const override { return real_.monotonic(); }
  void shift(std::chrono::milliseconds by) { shift_ms_ += by.count(); }

 private:
  base::SystemClock real_;
  std::atomic<std::int64_t> shift_ms_{0};
};

inline constexpr const char* kCommunity = "YX/BT/G1/XH";
inline constexpr const char* kUnit2 = "YX/BT/G1/XH/3/2";
inline constexpr const char* kUnit3 = "YX/BT/G1/XH/3/3";

struct TestBoard {
  store::Board board;
  std::string public_key, secret_key, token;
};

class Centre {
 public:
  // `location`: of its store, "" for a SQLite file of its own.
  explicit Centre(server::ServiceOptions options = {}, const std::string& location = "");
  ~Centre();

  // A board as `gridboard board add` makes it; its code is in `code`.
  store::Board add(const std::string& place, std::string& code);
  // Added, enrolled and signed in over HTTP.
  TestBoard enrolled(const std::string& place);
  Reply enrol(const std::string& code, const std::string& public_key) const;
  // Asks for a challenge, signs it with `secret_key`, asks for a token.
  Reply sign_in(const std::string& board_id, const std::string& secret_key) const;
  Reply get(const std::string& target, const std::string& token) const;
  Reply post_outbox(const std::string& token, const std::string& body) const;
  void write(const std::function<base::Result<void>(store::Writer&)>& body);
  void publish(const std::string& audience, const std::string& key, const std::string& text);
  void restart();
  std::string folder() const { return folder_.string(); }
  // The value of a line of /metrics.
  double metric(const std::string& name) const;

  ShiftedClock clock;
  base::SystemRandom random;
  std::unique_ptr<CountingStore> store;
  std::unique_ptr<desk::KeyRing> key_ring;
  std::unique_ptr<server::Service> service;
  std::string address;

 private:
  void start();

  std::filesystem::path folder_;
  server::ServiceOptions options_;
};

// The store's calls, once what the server does by itself at its start is over.
[[nodiscard]] int settled_calls(const Centre& centre);

struct Keys {
  std::string public_key, secret_key;
};
Keys make_keys();
std::string token_of(const Reply& reply);
std::string request_for(const std::string& target, const std::string& token);

}  // namespace gridboard::test
