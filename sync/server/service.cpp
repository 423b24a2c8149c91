// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/service.hpp"

#include "sync/base/log.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/refresh_payment_codes.hpp"
#include "sync/server/daily_job.hpp"
#include "sync/server/routes.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kMaxWaitingReads = 20000, kMaxWaitingWrites = 1000;

void refresh_for_today(store::Store& store, RuleBook& rule_book, Metrics& metrics, base::Zone zone, base::Instant now) {
  if (const auto turned = rule_book.turn_to(base::date_of(now, zone)); !turned) {
    base::log_event(base::LogLevel::error, "rules.unreadable", {{"what", std::string_view(turned.error().message)}});
  }
  const auto refreshed = desk::refresh_payment_codes(store, *rule_book.rules(), now);
  if (!refreshed) {
    ++metrics.store_errors;
    base::log_event(base::LogLevel::error, "payment_codes.failed",
                    {{"what", std::string_view(refreshed.error().message)}});
    return;
  }
  base::log_event(base::LogLevel::info, "payment_codes.refreshed", {{"bills", static_cast<std::int64_t>(*refreshed)}});
}

}  // namespace

// Members end in the reverse order: first who calls, then what is called. Handles of the HTTP server may outlive it.
struct Service::Parts {
  Parts(const ServiceOptions& options, store::Store& with_store, const desk::CentrePublicKeys& keys,
        const base::Clock& clock, base::Random& random, base::Zone zone, std::unique_ptr<RuleBook> rules)
      : rule_book(std::move(rules)),
        hub(with_store, clock, random, zone, metrics, options.hub),
        routes(Desk{with_store, clock, random, zone, keys, *rule_book, access, hub, metrics, reads, writes,
                    options.behind_tls_proxy}),
        writes(1, kMaxWaitingWrites),
        reads(options.read_threads, kMaxWaitingReads) {}

  Metrics metrics;
  std::unique_ptr<RuleBook> rule_book;
  desk::BoardAccess access;
  Hub hub;
  Routes routes;
  net::WorkQueue writes, reads;  // `reads` posts to `writes`
  std::unique_ptr<DailyJob> daily;
  std::unique_ptr<net::HttpServer> http;
};

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() = default;

base::Result<std::unique_ptr<Service>> Service::start(ServiceOptions options, store::Store& store,
                                                      const desk::CentrePublicKeys& keys, const base::Clock& clock,
                                                      base::Random& random) {
  const auto endpoint = net::parse_endpoint(options.http.listen);
  if (!endpoint) return tl::unexpected(endpoint.error());
  if (!net::is_loopback(*endpoint) && !options.behind_tls_proxy) {
    return base::fail(base::ErrorCode::forbidden,
                      "plain HTTP is for loopback alone: listen on 127.0.0.1, or say that a "
                      "proxy that speaks TLS stands before this server");
  }
  base::Zone zone;
  const auto read = store.read([&](store::Reader& reader) -> base::Result<void> {
    const auto settings = desk::load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    zone = settings->zone;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  auto rule_book = RuleBook::load(options.assets, base::date_of(clock.now(), zone));
  if (!rule_book) return tl::unexpected(rule_book.error());

  auto parts = std::make_unique<Parts>(options, store, keys, clock, random, zone, std::move(*rule_book));
  options.http.body_limit = &Routes::body_limit;
  auto http = net::HttpServer::start(
      std::move(options.http),
      [routes = &parts->routes](std::shared_ptr<net::Exchange> exchange) { routes->handle(std::move(exchange)); },
      &parts->metrics);
  if (!http) return tl::unexpected(http.error());
  parts->http = std::move(*http);
  parts->daily = std::make_unique<DailyJob>(clock, zone, [&store, zone, parts = parts.get()](base::Instant now) {
    refresh_for_today(store, *parts->rule_book, parts->metrics, zone, now);
  });
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

std::string Service::address() const {
  return parts_->http->address();
}

bool Service::drain(std::chrono::milliseconds at_most) {
  parts_->routes.begin_drain();
  parts_->hub.drain();
  return parts_->http->drain(at_most);
}

}  // namespace gridboard::server
