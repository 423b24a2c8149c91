// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What staff ask of the centre over HTTP: the operations of openapi.yaml and the console's files. Who asks, whether he
// or she may, what is wrong with what was sent: all of that is settled here; what is done is the desk's.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/api/console_files.hpp"
#include "sync/api/environment.hpp"
#include "sync/net/http.hpp"
#include "sync/net/rate_limit.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::api {

struct Call;
struct Refusal;
enum class Language;

class Api {
 public:
  Api(const Environment& environment, ConsoleFiles console);

  // Everything at or under /api/v1/ and /console/, and "/".
  [[nodiscard]] static bool is_ours(std::string_view path);
  // Takes up what a server that ended left midway. Once, when everything has started.
  void go_on();
  // Called on io threads; never blocks.
  void handle(std::shared_ptr<net::Exchange> exchange);
  // A payment service sent something: those who follow its messages look. Thread-safe.
  void tell_of_payments();
  // What a board handed in was kept: those who follow are told. Cheap while nobody does. Thread-safe.
  void board_said(const std::string& board_id, const std::vector<wire::OutboxItem>& items);
  [[nodiscard]] static std::size_t body_limit(std::string_view method, std::string_view path);
  [[nodiscard]] static net::Response too_large(const net::Request& request);

 private:
  using Shared = std::shared_ptr<net::Exchange>;
  void show_console(const Shared& exchange);
  void run(Call& call);
  [[nodiscard]] bool admitted(const Shared& exchange, Language language);
  void refuse(const Call& call, const Refusal& refusal);

  Environment env_;
  ConsoleFiles console_;
  net::RateLimit sign_in_limit_;
};

}  // namespace gridboard::api
