// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/connection.hpp"

#include "sync/base/log.hpp"
#include "sync/net/exchange.hpp"
#include "sync/net/message_text.hpp"
#include "sync/net/problem.hpp"
#include "sync/net/stream_body.hpp"

// g++ 12.2 miscompiles coroutines whose condition awaits, and awaited calls with aggregate temporaries: every awaited
// result is named first (tests/house/coroutine_rule).

namespace gridboard::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadBufferBytes = 64 << 10;
constexpr std::chrono::seconds kLingerAtMost{2};
constexpr int kTooLarge = 413;

Response refuse_too_large(const ServerOptions& options, const Request& request) {
  if (options.too_large) return options.too_large(request);
  return problem(kTooLarge, "too_large", "the body is larger than this address takes");
}

}  // namespace

Connection::Connection(Loop& loop, asio::ip::tcp::socket socket, std::string peer)
    : loop_(loop), mark_(*loop.shared), stream_(std::move(socket)), signal_(loop.context), peer_(std::move(peer)) {
  loop_.connections.insert(this);
}

Connection::~Connection() {
  loop_.connections.erase(this);
}

void Connection::start() {
  auto self = shared_from_this();
  asio::co_spawn(loop_.context, serve(), [self](const std::exception_ptr& thrown) {
    if (thrown) base::log_event(base::LogLevel::error, "connection.threw");
    if (self->body_) self->body_->close();  // it never began
    self->close();
  });
}

void Connection::begin_drain() {
  if (waiting_for_request_) close();
}

void Connection::abandon() {
  if (body_) body_->close();
  close();
}

void Connection::close() {
  boost::system::error_code ignored;
  stream_.socket().close(ignored);
}

void Connection::report(int status) {
  if (loop_.shared->observer == nullptr) return;
  const auto took = std::chrono::steady_clock::now() - request_began_;
  loop_.shared->observer->answered(route_, status, std::chrono::duration_cast<std::chrono::microseconds>(took));
}

asio::awaitable<void> Connection::serve() {
  Buffer buffer(kReadBufferBytes);
  bool keep_alive = true;
  while (keep_alive && !loop_.shared->draining) {
    waiting_for_request_ = true;
    route_ = "";
    auto read = co_await read_request(buffer);
    waiting_for_request_ = false;
    if (read.end == ReadEnd::closed) co_return;
    if (read.end == ReadEnd::refused) {
      answer_ = std::move(read.refusal);
      report(answer_->status);
      const bool refusal_sent = co_await write_answer(false, false);
      if (refusal_sent) co_await linger();
      co_return;
    }
    keep_alive = read.keep_alive;
    const bool head_only = read.request.method == "HEAD";
    ++turn_;
    answer_.reset();
    auto exchange = make_exchange(loop_.shared_from_this(), shared_from_this(), turn_, std::move(read.request));
    loop_.shared->handler(std::move(exchange));
    const bool answered = co_await wait_for_answer();
    if (!answered) {
      ++turn_;  // what comes too late must not be taken for the next answer
      answer_ = problem(503, "unavailable", "no answer in time");
    }
    report(answer_->status);
    if (body_) {
      const auto body = std::exchange(body_, nullptr);
      body->begin(std::move(mark_), stream_.release_socket(), head_text(*answer_, BodyKind::chunked, false));
      co_return;
    }
    keep_alive = keep_alive && !loop_.shared->draining;
    const bool written = co_await write_answer(keep_alive, head_only);
    if (!written) co_return;
  }
  co_await linger();
}

asio::awaitable<Connection::ReadResult> Connection::read_request(Buffer& buffer) {
  const ServerOptions& options = loop_.shared->options;
  http::request_parser<http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(options.max_header_bytes));
  parser.body_limit(boost::none);
  stream_.expires_after(options.header_deadline);
  auto [header_error, header_bytes] = co_await http::async_read_header(stream_, buffer, parser, kAwait);
  request_began_ = std::chrono::steady_clock::now();
  ReadResult result(ReadEnd::closed);
  if (header_error) {
    const std::optional<Response> refusal = refusal_of(header_error);
    if (refusal) {
      result.end = ReadEnd::refused;
      result.refusal = *refusal;
    }
    co_return result;
  }
  waiting_for_request_ = false;
  auto head = request_of(parser.get());
  if (!head) {
    result.end = ReadEnd::refused;
    result.refusal = problem(head.error());
    co_return result;
  }
  result.request = std::move(*head);
  result.request.peer = peer_;
  const std::size_t limit =
      options.body_limit ? options.body_limit(result.request.method, result.request.target.path) : 0;
  const auto announced = parser.content_length();
  if (announced && *announced > limit) {
    result.end = ReadEnd::refused;
    result.refusal = refuse_too_large(options, result.request);
    co_return result;
  }
  parser.body_limit(limit);
  if (!parser.is_done()) {
    if (result.request.header("expect") == "100-continue") {
      const bool invited = co_await write_text("HTTP/1.1 100 Continue\r\n\r\n");
      if (!invited) co_return result;
    }
    stream_.expires_after(options.body_deadline);
    auto [body_error, body_bytes] = co_await http::async_read(stream_, buffer, parser, kAwait);
    if (body_error) {
      std::optional<Response> refusal = refusal_of(body_error);
      if (refusal && refusal->status == kTooLarge) refusal = refuse_too_large(options, result.request);
      if (refusal) {
        result.end = ReadEnd::refused;
        result.refusal = *refusal;
      }
      co_return result;
    }
  }
  result.end = ReadEnd::request;
  result.keep_alive = parser.get().keep_alive();
  result.request.body = std::move(parser.get().body());
  co_return result;
}

asio::awaitable<bool> Connection::wait_for_answer() {
  signal_.expires_after(loop_.shared->options.answer_deadline);
  while (!answer_) {
    auto [error] = co_await signal_.async_wait(kAwait);
    if (!error) break;  // the deadline; an answer cancels the wait
  }
  co_return answer_.has_value();
}

asio::awaitable<bool> Connection::write_text(std::string text) {
  stream_.expires_after(loop_.shared->options.write_deadline);
  std::vector<asio::const_buffer> buffers;
  buffers.emplace_back(text.data(), text.size());
  auto [error, bytes] = co_await asio::async_write(stream_, buffers, kAwait);
  co_return !error;
}

asio::awaitable<bool> Connection::write_answer(bool keep_alive, bool head_only) {
  std::string text = head_text(*answer_, BodyKind::sized, keep_alive);
  if (!head_only) text += answer_->body;
  answer_.reset();
  const bool written = co_await write_text(std::move(text));
  co_return written;
}

// Lets the peer read the answer before the connection goes: closing over unread input would reset it.
asio::awaitable<void> Connection::linger() {
  boost::system::error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  stream_.expires_after(kLingerAtMost);
  std::array<char, 2048> rest{};
  for (;;) {
    auto [error, bytes] = co_await stream_.async_read_some(asio::buffer(rest), kAwait);
    if (error) co_return;
  }
}

void Connection::take_answer(std::uint64_t turn, Response response, const char* route) {
  if (turn != turn_ || answer_) return;
  answer_ = std::move(response);
  route_ = route;
  signal_.cancel();
}

void Connection::take_stream(std::uint64_t turn, Response head, const char* route, std::shared_ptr<StreamBody> body) {
  if (turn != turn_ || answer_) return body->close();
  answer_ = std::move(head);
  route_ = route;
  body_ = std::move(body);
  signal_.cancel();
}

}  // namespace gridboard::net
