// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/http_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "sync/net/problem.hpp"
#include "sync/net/work_queue.hpp"
#include "tests/support/http_client.hpp"

using namespace gridboard;
using namespace std::chrono_literals;

namespace {

struct Counts final : net::Observer {
  void connection_opened() override { ++opened; }
  void connection_closed() override { ++closed; }
  void stream_cut() override { ++cut; }
  void answered(const char*, int status, std::chrono::microseconds) override { last_status = status; }
  std::atomic<int> opened{0}, closed{0}, cut{0}, last_status{0};
};

net::ServerOptions quick() {
  net::ServerOptions options;
  options.header_deadline = 300ms;
  options.body_deadline = 300ms;
  options.answer_deadline = 300ms;
  options.write_deadline = 300ms;
  options.max_stream_bytes = 32 << 20;
  options.body_limit = [](std::string_view, std::string_view) { return std::size_t{1000}; };
  return options;
}

// Streams that the handler has begun.
struct Streams {
  std::mutex mutex;
  std::vector<std::shared_ptr<net::Stream>> open;
  std::atomic<int> drained{0}, closed{0};

  std::shared_ptr<net::Stream> last() {
    const std::lock_guard lock(mutex);
    return open.empty() ? nullptr : open.back();
  }
};

bool soon(const std::function<bool()>& holds) {
  for (int tries = 0; tries < 500; ++tries) {
    if (holds()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

struct Fixture {
  explicit Fixture(net::ServerOptions options = quick()) {
    auto started = net::HttpServer::start(
        std::move(options), [this](const std::shared_ptr<net::Exchange>& exchange) { handle(exchange); }, &counts);
    REQUIRE(started);
    server = std::move(*started);
    address = server->address();
  }

  void handle(const std::shared_ptr<net::Exchange>& exchange) {
    const std::string& path = exchange->request().target.path;
    net::Response response;
    response.body = exchange->request().method + " " + path + " " + exchange->request().body;
    if (path == "/later") {
      REQUIRE(work.post([exchange, response] {
        std::this_thread::sleep_for(50ms);
        exchange->answer(response);
      }));
    } else if (path == "/never") {
      const std::lock_guard lock(streams.mutex);
      kept.push_back(exchange);
    } else if (path == "/dropped") {
      return;
    } else if (path == "/stream") {
      auto stream = exchange->stream(net::Response{}, {[this] { ++streams.drained; }, [this] { ++streams.closed; }});
      const std::lock_guard lock(streams.mutex);
      streams.open.push_back(std::move(stream));
    } else {
      exchange->answer(std::move(response));
    }
  }

  Counts counts;
  Streams streams;
  std::vector<std::shared_ptr<net::Exchange>> kept;
  net::WorkQueue work{1, 16};
  std::unique_ptr<net::HttpServer> server;
  std::string address;
};

net::SharedBytes piece(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

}  // namespace

TEST_CASE("A request gets its answer") {
  Fixture fixture;
  SUBCASE("at once, later, and several on one connection") {
    test::Connection connection(fixture.address);
    connection.send(test::request_text("GET", "/a"));
    CHECK(connection.read_reply().body == "GET /a ");
    connection.send(test::request_text("POST", "/later", "hello"));
    CHECK(connection.read_reply().body == "POST /later hello");
    connection.send(test::request_text("GET", "/b") + test::request_text("GET", "/c"));
    CHECK(connection.read_reply().body == "GET /b ");
    CHECK(connection.read_reply().body == "GET /c ");
  }
  SUBCASE("500 where the handler drops it, 503 where it never answers") {
    CHECK(test::exchange(fixture.address, "GET", "/dropped").status == 500);
    CHECK(test::exchange(fixture.address, "GET", "/never").status == 503);
  }
  SUBCASE("a client that waits for 100 Continue is told to go on") {
    const auto reply = test::exchange(fixture.address, "POST", "/a", "body", {{"Expect", "100-continue"}});
    CHECK(reply.status == 200);
    CHECK(reply.body == "POST /a body");
  }
  SUBCASE("a peer that hangs up leaves nothing behind") {
    { test::Connection gone(fixture.address); }
    {
      test::Connection gone(fixture.address);
      CHECK(gone.send("GET / HT"));
    }
    CHECK(soon([&] { return fixture.counts.opened >= 2 && fixture.counts.closed == fixture.counts.opened; }));
  }
}

TEST_CASE("Bad HTTP is refused with a problem, and the server goes on") {
  Fixture fixture;
  const auto status_of = [&](const std::string& bytes) {
    test::Connection connection(fixture.address);
    connection.send(bytes);
    return connection.read_reply().status;
  };
  CHECK(status_of("nonsense\r\n\r\n") == 400);
  CHECK(status_of("GET /a?x=%zz HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/1.1\r\nA: " + std::string(20000, 'a') + "\r\n\r\n") == 431);
  CHECK(status_of("POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n") == 413);
  CHECK(status_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + std::string(2000, 'a') +
                  "\r\n0\r\n\r\n") == 413);
  CHECK(status_of("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n") == 400);
  CHECK(test::exchange(fixture.address, "GET", "/still").status == 200);
}

TEST_CASE("Who is slow to ask is dropped at the deadline") {
  Fixture fixture;
  SUBCASE("a header that trickles in") {
    test::Connection slow(fixture.address);
    const auto began = std::chrono::steady_clock::now();
    slow.send("GET / HTTP/1.1\r\n");
    for (int i = 0; i < 50 && !slow.ended(); ++i) {
      slow.send("A: b\r\n");
      slow.wait_for_end(50ms);
    }
    CHECK(slow.ended());
    CHECK(std::chrono::steady_clock::now() - began < 2s);
  }
  SUBCASE("a body that never comes") {
    test::Connection slow(fixture.address);
    slow.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
    CHECK(slow.wait_for_end(3s));
  }
  SUBCASE("a connection that says nothing") {
    test::Connection silent(fixture.address);
    CHECK(silent.wait_for_end(3s));
  }
}

TEST_CASE("A stream sends what is written, in order, until it is finished") {
  Fixture fixture;
  test::Connection reader(fixture.address);
  reader.send(test::request_text("GET", "/stream"));
  CHECK(reader.read_head().headers.at("transfer-encoding") == "chunked");
  REQUIRE(soon([&] { return fixture.streams.last() != nullptr; }));
  const auto stream = fixture.streams.last();
  CHECK(stream->write({piece("one\n"), piece("two\n")}));
  CHECK(reader.read_line() == "one");
  CHECK(reader.read_line() == "two");
  CHECK(stream->write({piece(std::string(3 << 20, 'x') + "\n")}));
  CHECK(reader.read_line()->size() == 3 << 20);
  SUBCASE("finish ends the answer properly") {
    stream->write({piece("last\n")});
    stream->finish();
    CHECK(reader.read_line() == "last");
    CHECK_FALSE(reader.read_line());
    CHECK(reader.ended());
    CHECK(soon([&] { return fixture.streams.closed == 1; }));
    CHECK_FALSE(stream->write({piece("late\n")}));
  }
  SUBCASE("the holder hears when the reader goes away") {
    { const test::Connection gone = std::move(reader); }
    CHECK(soon([&] { return fixture.streams.closed == 1; }));
    CHECK_FALSE(stream->write({piece("late\n")}));
  }
  SUBCASE("cut drops it") {
    stream->cut();
    CHECK(reader.wait_for_end(3s));
    CHECK(soon([&] { return fixture.streams.closed == 1; }));
  }
}

TEST_CASE("Who asks is told once when what it wrote has gone") {
  Fixture fixture;
  test::Connection reader(fixture.address, 4096);
  reader.send(test::request_text("GET", "/stream"));
  REQUIRE(soon([&] { return fixture.streams.last() != nullptr; }));
  const auto stream = fixture.streams.last();
  CHECK(stream->tell_when_drained());
  CHECK(stream->write({piece(std::string(5 << 20, 'x') + "\n")}));
  CHECK_FALSE(stream->tell_when_drained());
  reader.read_head();
  CHECK(reader.read_line()->size() == 5 << 20);
  CHECK(soon([&] { return fixture.streams.drained == 1; }));
  CHECK(stream->tell_when_drained());
  CHECK(stream->write({piece("unasked\n")}));
  CHECK(reader.read_line() == "unasked");
  CHECK(fixture.streams.drained == 1);
}

TEST_CASE("A reader that doesn't read is cut, not buffered") {
  auto options = quick();
  SUBCASE("over the bound of unsent bytes, at once") {
    options.max_stream_bytes = 4 << 20;
  }
  SUBCASE("under it, when a write makes no progress") {}
  Fixture fixture(options);
  test::Connection reader(fixture.address, 4096);
  reader.send(test::request_text("GET", "/stream"));
  REQUIRE(soon([&] { return fixture.streams.last() != nullptr; }));
  const auto stream = fixture.streams.last();
  const auto block = piece(std::string(1 << 20, 'x'));
  for (int i = 0; i < 16; ++i) stream->write({block});
  CHECK(soon([&] { return fixture.streams.closed == 1; }));
  CHECK(fixture.counts.cut >= 1);
}

TEST_CASE("Draining finishes what runs and drops what idles") {
  Fixture fixture;
  test::Connection idle(fixture.address), busy(fixture.address), stream(fixture.address);
  busy.send(test::request_text("GET", "/later"));
  stream.send(test::request_text("GET", "/stream"));
  REQUIRE(soon([&] { return fixture.streams.last() != nullptr && fixture.counts.opened == 3; }));
  std::thread holder([&] {
    std::this_thread::sleep_for(100ms);
    fixture.streams.last()->write({piece("bye\n")});
    fixture.streams.last()->finish();
  });
  std::thread readers([&] {
    CHECK(busy.read_reply().status == 200);
    CHECK(busy.wait_for_end(3s));
    stream.read_head();
    CHECK(stream.read_line() == "bye");
    { const test::Connection done = std::move(stream); }
    { const test::Connection done = std::move(busy); }
  });
  CHECK(fixture.server->drain(5s));
  holder.join();
  readers.join();
  CHECK(idle.wait_for_end(1s));
  test::Connection late(fixture.address);
  late.send(test::request_text("GET", "/a"));
  CHECK(late.read_reply().status == 0);
}

TEST_CASE("A server ends while streams are open and handles are still held") {
  auto streams = std::make_shared<std::vector<std::shared_ptr<net::Stream>>>();
  {
    Fixture fixture;
    test::Connection reader(fixture.address);
    reader.send(test::request_text("GET", "/stream"));
    REQUIRE(soon([&] { return fixture.streams.last() != nullptr; }));
    streams->push_back(fixture.streams.last());
    fixture.server.reset();
    CHECK(fixture.streams.closed == 1);
    CHECK_FALSE(streams->back()->write({piece("late\n")}));
    streams->clear();
    fixture.streams.open.clear();
  }
}

TEST_CASE("Over the limit of connections the next one is closed") {
  auto options = quick();
  options.header_deadline = 10s;
  options.max_connections = 2;
  Fixture fixture(options);
  test::Connection first(fixture.address), second(fixture.address);
  REQUIRE(soon([&] { return fixture.counts.opened == 2; }));
  test::Connection third(fixture.address);
  CHECK(third.wait_for_end(3s));
  first.send(test::request_text("GET", "/a"));
  CHECK(first.read_reply().status == 200);
}

TEST_CASE("An address must be written out") {
  CHECK(net::parse_endpoint("127.0.0.1:8470")->port == 8470);
  CHECK(net::is_loopback(*net::parse_endpoint("[::1]:0")));
  CHECK_FALSE(net::is_loopback(*net::parse_endpoint("0.0.0.0:80")));
  for (const char* wrong : {"", "8470", "localhost:1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:1x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(net::parse_endpoint(wrong));
  }
}
