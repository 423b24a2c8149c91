// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a handler sees of HTTP. No type of the library underneath shows here.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/net/target.hpp"

namespace gridboard::net {

struct Request {
  std::string method;  // "GET"
  Target target;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer;  // address of the other end, without its port

  // The first one of that name, "" if there is none.
  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
  [[nodiscard]] std::string_view query(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // another Cache-Control goes before ours: no-store
  std::optional<std::uint64_t> length;  // of the body that a HEAD would have been without: it isn't made then
};

using SharedBytes = std::shared_ptr<const std::string>;

// The body of a streaming answer, sent in chunks. Thread-safe. Whoever holds it may outlive the connection: then calls
// do nothing.
class Stream {
 public:
  virtual ~Stream() = default;
  // False once the stream is closed. More than the bound of unsent bytes cuts the connection: a slow reader is not
  // buffered.
  virtual bool write(std::vector<SharedBytes> pieces) = 0;
  // True if all that was written has gone to the kernel. If not, `on_drained` is called once, when it has.
  virtual bool tell_when_drained() = 0;
  // Ends the answer properly after what was written.
  virtual void finish() = 0;
  // Drops the connection now.
  virtual void cut() = 0;
};

// Called on the thread of the connection; must not block.
struct StreamEvents {
  std::function<void()> on_drained;  // see Stream::tell_when_drained
  std::function<void()> on_closed;   // once, also after finish(); nothing is called afterwards
};

// One request and its one answer. Thread-safe. An exchange that is dropped unanswered answers 500.
class Exchange {
 public:
  virtual ~Exchange() = default;
  [[nodiscard]] virtual const Request& request() const = 0;
  // For metrics: a name out of a closed set, never what the peer sent. Call it before answering.
  virtual void name_route(const char* literal) = 0;
  virtual void answer(Response response) = 0;
  // `head.body` isn't used.
  virtual std::shared_ptr<Stream> stream(Response head, StreamEvents events) = 0;
};

// Called on an io thread; must not block, may answer later and from anywhere.
using Handler = std::function<void(std::shared_ptr<Exchange>)>;

// Called on io threads, concurrently; must not block.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void connection_opened() {}
  virtual void connection_closed() {}
  // A stream counts when it starts. `route` is "" where no handler was reached.
  virtual void answered(const char* /*route*/, int /*status*/, std::chrono::microseconds /*took*/) {}
  virtual void stream_cut() {}  // a reader was too slow
};

}  // namespace gridboard::net
