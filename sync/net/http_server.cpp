// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/http_server.hpp"

#include <charconv>
#include <future>

#include "sync/base/log.hpp"
#include "sync/net/connection.hpp"

namespace gridboard::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

void run_loop(const std::shared_ptr<Loop>& loop) {
  for (;;) {
    try {
      loop->context.run();
      return;
    } catch (const std::exception& thrown) {
      base::log_event(base::LogLevel::error, "loop.threw", {{"what", std::string_view(thrown.what())}});
    }
  }
}

std::string text_of(const tcp::endpoint& endpoint) {
  const std::string host = endpoint.address().to_string();
  const std::string port = std::to_string(endpoint.port());
  return endpoint.address().is_v6() ? "[" + host + "]:" + port : host + ":" + port;
}

}  // namespace

base::Result<Endpoint> parse_endpoint(std::string_view text) {
  const auto wrong = [&] {
    return base::fail(base::ErrorCode::invalid_input, "listen address \"" + std::string(text) +
                                                          "\": write host:port, such as 127.0.0.1:8470 or [::1]:8470");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong();
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  Endpoint endpoint;
  const auto read = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (port.empty() || read.ec != std::errc{} || read.ptr != port.data() + port.size()) return wrong();
  boost::system::error_code error;
  const auto address = asio::ip::make_address(std::string(host), error);
  if (error) return wrong();
  endpoint.host = address.to_string();
  return endpoint;
}

bool is_loopback(const Endpoint& endpoint) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(endpoint.host, error);
  return !error && address.is_loopback();
}

struct HttpServer::State {
  explicit State(std::shared_ptr<Shared> with) : shared(std::move(with)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, shared->options.threads); ++i) {
      loops.push_back(std::make_shared<Loop>(shared));
    }
    acceptor = std::make_unique<tcp::acceptor>(loops.front()->context);
  }

  base::Result<void> listen(const Endpoint& at) {
    boost::system::error_code error;
    const tcp::endpoint endpoint(asio::ip::make_address(at.host), at.port);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(kBacklog, error);
    if (error) {
      return base::fail(base::ErrorCode::unavailable, "can't listen on " + text_of(endpoint) + ": " + error.message());
    }
    address = text_of(acceptor->local_endpoint());
    return {};
  }

  void run() {
    std::promise<void> ended;
    accepting_ended = ended.get_future();
    asio::co_spawn(loops.front()->context, accept_all(),
                   [ended = std::move(ended)](const std::exception_ptr&) mutable { ended.set_value(); });
    for (const auto& loop : loops) loop->thread = std::thread([loop] { run_loop(loop); });
  }

  asio::awaitable<void> accept_all() {
    asio::steady_timer pause(loops.front()->context);
    std::size_t turn = 0;
    while (!shared->draining) {
      const std::shared_ptr<Loop>& loop = loops[turn++ % loops.size()];
      auto [error, socket] = co_await acceptor->async_accept(loop->context, kAwait);
      if (shared->draining || error == asio::error::operation_aborted) break;
      if (error) {
        base::log_event(base::LogLevel::warning, "accept.failed", {{"what", std::string_view(error.message())}});
        pause.expires_after(kAcceptPause);
        auto [paused] = co_await pause.async_wait(kAwait);
        (void)paused;
        continue;
      }
      begin(loop, std::move(socket));
    }
  }

  void begin(const std::shared_ptr<Loop>& loop, tcp::socket socket) {
    boost::system::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;  // gone already
    if (!shared->enter()) {
      base::log_event(base::LogLevel::warning, "accept.full");
      return;
    }
    socket.set_option(tcp::no_delay(true), error);
    socket.set_option(asio::socket_base::keep_alive(true), error);
    asio::post(loop->context,
               [loop = loop.get(), socket = std::move(socket), peer = remote.address().to_string()]() mutable {
                 const auto connection = std::make_shared<Connection>(*loop, std::move(socket), std::move(peer));
                 connection->start();
               });
  }

  void stop_accepting() {
    shared->draining = true;
    asio::post(loops.front()->context, [this] {
      boost::system::error_code ignored;
      acceptor->close(ignored);
    });
  }

  void stop() {
    stop_accepting();
    // An accept that is under way on the first loop holds a socket of another one: it must end while both live.
    if (accepting_ended.valid()) accepting_ended.wait();
    for (const auto& loop : loops) loop->context.stop();
    for (const auto& loop : loops) {
      if (loop->thread.joinable()) loop->thread.join();
    }
    // A stream's holder and its connection know each other; letting go here ends that.
    for (const auto& loop : loops) {
      for (Connection* connection : loop->connections) connection->abandon();
      loop->abandon_streams();
    }
    acceptor.reset();
  }

  std::shared_ptr<Shared> shared;
  std::vector<std::shared_ptr<Loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::future<void> accepting_ended;
  std::string address;
};

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::~HttpServer() {
  state_->stop();
}

base::Result<std::unique_ptr<HttpServer>> HttpServer::start(ServerOptions options, Handler handler,
                                                            Observer* observer) {
  const auto endpoint = parse_endpoint(options.listen);
  if (!endpoint) return tl::unexpected(endpoint.error());
  auto shared = std::make_shared<Shared>();
  shared->options = std::move(options);
  shared->handler = std::move(handler);
  shared->observer = observer;
  auto state = std::make_unique<State>(std::move(shared));
  const auto listening = state->listen(*endpoint);
  if (!listening) return tl::unexpected(listening.error());
  state->run();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

std::string HttpServer::address() const {
  return state_->address;
}

bool HttpServer::drain(std::chrono::milliseconds at_most) {
  state_->stop_accepting();
  for (const auto& loop : state_->loops) {
    asio::post(loop->context, [loop = loop.get()] {
      for (Connection* connection : loop->connections) connection->begin_drain();
    });
  }
  std::unique_lock lock(state_->shared->mutex);
  return state_->shared->none_left.wait_for(lock, at_most, [this] { return state_->shared->open == 0; });
}

}  // namespace gridboard::net
