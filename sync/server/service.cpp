// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/service.hpp"

#include "sync/api/bulk_work.hpp"
#include "sync/api/operations.hpp"
#include "sync/base/log.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/board_access.hpp"
#include "sync/desk/care_register.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/charge_late_fees.hpp"
#include "sync/desk/delivery_ledger.hpp"
#include "sync/desk/draw_preview.hpp"
#include "sync/desk/end_retention.hpp"
#include "sync/desk/import_desk.hpp"
#include "sync/desk/presence.hpp"
#include "sync/desk/publish_service_records.hpp"
#include "sync/desk/refresh_payment_codes.hpp"
#include "sync/desk/send_bulletin.hpp"
#include "sync/desk/sessions.hpp"
#include "sync/desk/set_board.hpp"
#include "sync/desk/watch_boards.hpp"
#include "sync/server/daily_job.hpp"
#include "sync/server/endable_store.hpp"
#include "sync/server/routes.hpp"

namespace gridboard::server {
namespace {

constexpr std::size_t kMaxWaitingReads = 20000, kMaxWaitingWrites = 1000;
// A check takes a tenth of a second: who comes later than this would wait longer than people do.
constexpr std::size_t kMaxWaitingChecks = 100, kMaxWaitingDrawings = 50;
constexpr std::size_t kOutwardThreads = 2, kMaxWaitingOutward = 50;
// A board's first picture takes well under a second; whoever signs in waits behind it.
constexpr std::chrono::seconds kPreviewDeadline{5};

base::Result<std::int64_t> counted(const base::Result<std::size_t>& done) {
  return done.map([](std::size_t count) { return static_cast<std::int64_t>(count); });
}

void refresh_for_today(EndableStore& store, const desk::KeyRing& keys, RuleBook& rule_book, Metrics& metrics,
                       base::Random& random, base::Zone zone, base::Instant now) {
  if (const auto turned = rule_book.turn_to(base::date_of(now, zone)); !turned) {
    base::log_event(base::LogLevel::error, "rules.unreadable", {{"what", std::string_view(turned.error().message)}});
  }
  // Each job by itself: one that fails holds up none. What the server's end cuts off goes on at its next start.
  const auto report = [&](const char* job, const base::Result<std::int64_t>& done) {
    if (done) {
      base::log_event(base::LogLevel::info, "nightly.done", {{"job", std::string_view(job)}, {"count", *done}});
    } else if (!store.has_ended()) {
      ++metrics.store_errors;
      base::log_event(base::LogLevel::error, "nightly.failed",
                      {{"job", std::string_view(job)}, {"what", std::string_view(done.error().message)}});
    }
  };
  report("payment_codes", counted(desk::refresh_payment_codes(store, *rule_book.rules(), now)));
  report("bulletins", counted(desk::send_missing_bulletins(store, now)));
  report("late_fees", counted(desk::charge_late_fees(store, *rule_book.rules(), now)));
  report("sign_in_keys", counted(desk::give_sign_in_keys(store, random)));
  report("presences", counted(desk::end_presences(store, now)));
  report("removals", counted(desk::end_retention(store, rule_book.rules()->retention, now)));
  report("board_pictures", counted(desk::drop_board_pictures(store, rule_book.rules()->retention, now)));
  report("blobs", counted(desk::drop_unused_blobs(store, rule_book.rules()->retention, now)));
  report("imports", counted(desk::drop_old_imports(store, now)));
  report("sessions", desk::forget_ended_sessions(store, now).map([] { return std::int64_t{0}; }));
  report("alarms", counted(desk::drop_ended_alarms(store, now)));
  report("care", desk::end_lapsed_care(store, base::date_of(now, zone), now));
  report("audit_signature",
         desk::sign_audit_if_due(store, keys, now).map([](bool made) { return std::int64_t{made ? 1 : 0}; }));
  report("delivery_signatures", counted(desk::sign_deliveries_if_due(store, keys, now)));
  report("deliveries", counted(desk::drop_old_deliveries(store, rule_book.rules()->retention, now)));
  const auto records = desk::publish_service_records(store, rule_book.catalogue(), std::nullopt, now);
  report("service_records",
         records.map([](const auto& published) { return static_cast<std::int64_t>(published.communities.size()); }));
}

}  // namespace

// Members end in the reverse order: first who calls, then what is called. Handles of the HTTP server may outlive it.
struct Service::Parts {
  Parts(const ServiceOptions& options, store::Store& with_store, desk::KeyRing& keys, const base::Clock& clock,
        base::Random& random, base::Zone zone, std::unique_ptr<RuleBook> rules, desk::Permissions with_permissions,
        api::ConsoleFiles console, std::unique_ptr<oidc::Provider> with_provider, desk::CareRules care_rules,
        model::AlarmFigures figures, model::TariffBook tariffs)
      : rule_book(std::move(rules)),
        alarm_figures(std::move(figures)),
        permissions(std::move(with_permissions)),
        provider(std::move(with_provider)),
        care(std::move(care_rules)),
        painter(options.preview_program, kPreviewDeadline),
        access(keys),
        events(with_store, clock, options.hub.beat, options.events),
        seen(with_store, writes, metrics),
        sent(with_store, keys, writes, metrics),
        hub(with_store, keys, clock, random, zone, metrics, telling(options.hub)),
        staff({with_store,
               clock,
               random,
               zone,
               keys,
               permissions,
               reads,
               writes,
               checks,
               drawing,
               outward,
               events,
               options.behind_tls_proxy,
               options.hub.beat,
               &painter,
               provider.get(),
               &care,
               &alarm_figures,
               &bulk,
               &analysis_figures,
               &rule_book->catalogue()},
              std::move(console)),
        routes(Desk{with_store, clock, random, zone, keys, *rule_book, access, hub, metrics, seen, staff, reads, writes,
                    checks, options.behind_tls_proxy},
               options.returns),
        writes(1, kMaxWaitingWrites),
        checks(1, kMaxWaitingChecks),
        drawing(1, kMaxWaitingDrawings),
        outward(kOutwardThreads, kMaxWaitingOutward),
        reads(options.read_threads, kMaxWaitingReads),
        bulk(
            std::move(tariffs), [this] { return rule_book->rules(); }, options.imports),
        nightly(with_store) {}
  ~Parts() {
    nightly.end();
    seen.stop();
    sent.stop();
  }

  HubOptions telling(HubOptions told) {
    told.on_change = [this] { events.look(); };
    told.on_board_moved = [this](const std::string& board_id) { events.tell(api::Topic::boards, board_id); };
    told.on_board_seen = [this](const std::string& board_id, base::Instant at) { seen.note(board_id, at); };
    told.on_sent = [this](const std::string& board_id, const SentAnnouncements& announcements, base::Instant at) {
      sent.note(board_id, announcements, at);
    };
    return told;
  }

  Metrics metrics;
  std::unique_ptr<RuleBook> rule_book;
  model::AlarmFigures alarm_figures;
  model::AnalysisFigures analysis_figures;
  desk::Permissions permissions;
  std::unique_ptr<oidc::Provider> provider;
  const desk::CareRules care;
  desk::PreviewPainter painter;
  desk::BoardAccess access;
  api::Events events;
  SeenBoards seen;
  SentBoards sent;
  Hub hub;
  api::Api staff;
  Routes routes;
  net::WorkQueue writes, checks, drawing, outward, reads;  // `reads` posts to `writes`
  api::BulkWork bulk;
  EndableStore nightly;
  std::unique_ptr<DailyJob> daily;
  std::unique_ptr<AlarmWatch> alarms;
  std::unique_ptr<AnalysisCounter> analysis;
  std::unique_ptr<net::HttpServer> http;
};

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() = default;

base::Result<std::unique_ptr<Service>> Service::start(ServiceOptions options, store::Store& store, desk::KeyRing& keys,
                                                      const base::Clock& clock, base::Random& random) {
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
  if (auto made = desk::make_report_key(store, random); !made) return tl::unexpected(made.error());
  auto rule_book = RuleBook::load(options.assets, base::date_of(clock.now(), zone));
  if (!rule_book) return tl::unexpected(rule_book.error());
  auto permissions = desk::Permissions::load(options.assets + "/rules/permissions.csv", api::operation_ids());
  if (!permissions) return tl::unexpected(permissions.error());
  auto figures = model::AlarmFigures::load(options.assets + "/rules/alarms.json");
  if (!figures) return tl::unexpected(figures.error());
  auto analysis_figures = model::AnalysisFigures::load(options.assets + "/rules/analysis.json");
  if (!analysis_figures) return tl::unexpected(analysis_figures.error());
  auto tariffs = model::TariffBook::load(options.assets + "/rules/tariffs.json");
  if (!tariffs) return tl::unexpected(tariffs.error());
  auto console = api::ConsoleFiles::load(options.share + "/console");
  if (!console) return tl::unexpected(console.error());
  auto care = desk::load_care_rules(options.assets + "/rules/care.json", base::date_of(clock.now(), zone));
  if (!care) return tl::unexpected(care.error());
  std::unique_ptr<oidc::Provider> provider;
  if (!options.provider.issuer.empty()) {
    if (options.behind_tls_proxy && options.provider.address.empty()) {
      return base::fail(base::ErrorCode::invalid_input,
                        "oidc.address: behind a proxy the console's own address must be given");
    }
    auto made = oidc::Provider::make(options.provider);
    if (!made) return tl::unexpected(made.error());
    provider = std::move(*made);
  }

  options.hub.returns = options.returns.a_second;
  auto parts = std::make_unique<Parts>(options, store, keys, clock, random, zone, std::move(*rule_book),
                                       std::move(*permissions), std::move(*console), std::move(provider),
                                       std::move(*care), std::move(*figures), std::move(*tariffs));
  parts->analysis_figures = *analysis_figures;
  options.http.body_limit = &Routes::body_limit;
  options.http.too_large = &Routes::too_large;
  auto http = net::HttpServer::start(
      std::move(options.http),
      [routes = &parts->routes](std::shared_ptr<net::Exchange> exchange) { routes->handle(std::move(exchange)); },
      &parts->metrics);
  if (!http) return tl::unexpected(http.error());
  parts->http = std::move(*http);
  parts->staff.go_on();
  parts->daily =
      std::make_unique<DailyJob>(clock, zone, [&keys, &random, zone, parts = parts.get()](base::Instant now) {
        refresh_for_today(parts->nightly, keys, *parts->rule_book, parts->metrics, random, zone, now);
      });
  parts->alarms =
      std::make_unique<AlarmWatch>(store, clock, random, parts->metrics, parts->alarm_figures, options.hub.beat,
                                   options.alarms, [parts = parts.get()] { parts->events.look(); });
  parts->analysis = std::make_unique<AnalysisCounter>(
      store, clock, parts->metrics, *parts->rule_book, parts->analysis_figures, zone, options.analysis,
      [parts = parts.get()] { parts->events.tell(api::Topic::analysis, ""); });
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

std::string Service::address() const {
  return parts_->http->address();
}

bool Service::drain(std::chrono::milliseconds at_most) {
  parts_->routes.begin_drain();
  parts_->hub.drain();
  parts_->events.drain();
  return parts_->http->drain(at_most);
}

}  // namespace gridboard::server
