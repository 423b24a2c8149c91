// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <unistd.h>

#include <cstdio>
#include <string>

#include "sync/base/log.hpp"

using namespace gridboard::base;

namespace {

// What goes to standard error while `act` runs.
template <class Act>
std::string captured(Act act) {
  std::FILE* file = std::tmpfile();
  std::fflush(stderr);
  const int kept = ::dup(STDERR_FILENO);
  ::dup2(::fileno(file), STDERR_FILENO);
  act();
  std::fflush(stderr);
  ::dup2(kept, STDERR_FILENO);
  ::close(kept);
  std::rewind(file);
  std::string text;
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
  std::fclose(file);
  return text;
}

}  // namespace

TEST_CASE("an event is one line of JSON with its fields in order") {
  const std::string line = captured([] {
    log_event(LogLevel::warning, "feed.opened",
              {{"board", "B-1"}, {"logs", std::int64_t{7}}, {"live", true}, {"seconds", 0.5}});
  });
  CHECK(line.starts_with("{\"time\":\"20"));
  CHECK(
      line.ends_with("\"level\":\"warning\",\"event\":\"feed.opened\",\"board\":\"B-1\",\"logs\":7,\"live\":true,"
                     "\"seconds\":0.5}\n"));
}

TEST_CASE("no value can break out of its line or its text") {
  const std::string line = captured([] {
    log_event(LogLevel::error, "odd",
              {{"text",
                "a\"b\\c\nd\x01\xFF"
                "电"}});
  });
  CHECK(line.find("\"text\":\"a\\\"b\\\\c\\u000ad\\u0001\uFFFD电\"") != std::string::npos);
  CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("events below the level are left out") {
  set_log_level(LogLevel::error);
  const std::string lines = captured([] {
    log_event(LogLevel::warning, "quiet");
    log_event(LogLevel::error, "loud");
  });
  set_log_level(LogLevel::info);
  CHECK(lines.find("quiet") == std::string::npos);
  CHECK(lines.find("\"event\":\"loud\"}") != std::string::npos);
}

TEST_CASE("the newest lines are kept to be read on the spot, no more than asked for") {
  keep_recent_log(3);
  (void)captured([] {
    for (std::int64_t i = 0; i < 5; ++i) log_event(LogLevel::info, "step", {{"number", i}});
    log_event(LogLevel::debug, "hidden");
  });
  const std::vector<std::string> lines = recent_log();
  REQUIRE(lines.size() == 3);
  CHECK(lines.front().find("\"number\":2") != std::string::npos);
  CHECK(lines.back().find("\"number\":4") != std::string::npos);
  CHECK(lines.back().back() == '}');
}
