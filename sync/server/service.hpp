// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The whole server around a store: what the program and the tests start.

#include <memory>
#include <string>

#include "sync/api/events.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/desk/import_desk.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/net/http_server.hpp"
#include "sync/oidc/provider.hpp"
#include "sync/server/alarm_watch.hpp"
#include "sync/server/analysis_counter.hpp"
#include "sync/server/hub.hpp"
#include "sync/server/turns.hpp"
#include "sync/store/store.hpp"

namespace gridboard::server {

struct ServiceOptions {
  net::ServerOptions http;
  HubOptions hub;
  TurnOptions returns;  // of boards: how many logins a second, and as many feeds
  std::string assets = GRIDBOARD_ASSETS_DIR;
  std::string share = GRIDBOARD_SHARE_DIR;  // what was built: the console lies in it
  std::string preview_program;              // the boards' own, which draws previews of notices; "" for none
  api::EventOptions events;
  // A proxy that ends TLS stands before us: only then may we listen on more than loopback, and it says who asks.
  bool behind_tls_proxy = false;
  std::size_t read_threads = 2;
  AlarmWatchOptions alarms;
  AnalysisCounterOptions analysis;
  desk::ImportSizes imports;
  oidc::ProviderSettings provider;  // of staff's sign-in; without an issuer there is none
};

class Service {
 public:
  // Serves from here on. `store`, `keys`, `clock` and `random` outlive it and are thread-safe.
  // not_found: the centre isn't set up; forbidden: plain HTTP beyond loopback; unavailable: the address is taken.
  [[nodiscard]] static base::Result<std::unique_ptr<Service>> start(ServiceOptions options, store::Store& store,
                                                                    desk::KeyRing& keys, const base::Clock& clock,
                                                                    base::Random& random);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] std::string address() const;
  // Stops accepting, tells streams when to come again, finishes requests. True if all ended in time.
  bool drain(std::chrono::milliseconds at_most);

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace gridboard::server
