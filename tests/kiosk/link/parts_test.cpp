// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "kiosk/link/address.hpp"
#include "kiosk/link/backoff.hpp"
#include "kiosk/link/line_splitter.hpp"

using namespace gridboard;
using namespace gridboard::kiosk::link;
using namespace std::chrono_literals;

TEST_CASE("plain http goes to this machine alone") {
  for (const char* url : {"https://centre.example", "https://10.1.2.3:8443/", "http://127.0.0.1:8080",
                          "http://localhost:1/", "http://[::1]:80", " https://centre.example/grid "}) {
    CAPTURE(url);
    CHECK(checked_server_url(url));
  }
  for (const char* url : {"", "http://centre.example", "http://10.1.2.3", "http://127.0.0.1.example.com",
                          "ftp://127.0.0.1", "file:///etc/passwd", "https://user:secret@centre.example",
                          "https://centre.example/?a=b", "https://", "centre"}) {
    CAPTURE(url);
    CHECK_FALSE(checked_server_url(url));
  }
  CHECK(*checked_server_url("https://centre.example//") == "https://centre.example");
}

TEST_CASE("waits are drawn from the whole range under a bound that doubles, for ever") {
  base::SeededRandom random(3);
  Backoff backoff(1000ms, 300000ms);
  std::chrono::milliseconds bound = 1000ms, shortest = 300000ms;
  for (int i = 0; i < 200; ++i) {
    CHECK(backoff.bound() == bound);
    const auto wait = backoff.next(random);
    CHECK(wait >= 0ms);
    CHECK(wait <= bound);
    if (bound == 300000ms) shortest = std::min(shortest, wait);
    bound = std::min<std::chrono::milliseconds>(bound * 2, 300000ms);
  }
  CHECK(shortest < 60000ms);
  CHECK(backoff.next(random, 7000ms) >= 7000ms);
  backoff.reset();
  CHECK(backoff.next(random) <= 1000ms);
}

TEST_CASE("lines come whole however the pieces fall") {
  const std::string text = "one\n\ntwo\nthree\n";
  for (std::size_t size = 1; size <= text.size(); ++size) {
    LineSplitter splitter(100);
    std::string seen;
    for (std::size_t at = 0; at < text.size(); at += size) {
      CHECK(splitter.feed(std::string_view(text).substr(at, size), [&seen](std::string_view line) {
        seen.append(line).append("|");
        return true;
      }));
    }
    CHECK(seen == "one|two|three|");
  }
}

TEST_CASE("a line over the limit ends it") {
  LineSplitter splitter(5);
  const auto all = [](std::string_view) { return true; };
  CHECK(splitter.feed("12345\n123", all));
  CHECK_FALSE(splitter.feed("456", all));
  CHECK(splitter.too_long());
}
