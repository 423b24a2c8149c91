// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The network between boards and centre. Each request finds its own way: it may be late, lost, doubled, overtaken, and
// so may its answer. A stream keeps its order, as TCP does, comes in pieces of any size, and ends at any byte or falls
// silent.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/link/http_client.hpp"
#include "sync/base/ids.hpp"
#include "tests/simulation/timeline.hpp"

namespace gridboard::simulation {

using kiosk::link::HttpClient;
using kiosk::link::HttpRequest;
using kiosk::link::HttpResult;

// One feed on its way. The centre writes, the board's client reads.
class Stream {
 public:
  using OnPiece = std::function<void(std::string)>;
  using OnEnd = std::function<void(bool in_good_order)>;

  Stream(Timeline& timeline, base::Random& random) : timeline_(timeline), random_(random) {}
  void write(std::string bytes);
  void finish();                        // in good order, after what was written
  void cut();                           // at any byte
  void go_silent() { silent_ = true; }  // neither side is told
  [[nodiscard]] bool open() const { return !ended_; }

 private:
  friend class Client;
  void deliver();
  void schedule();

  Timeline& timeline_;
  base::Random& random_;
  std::string under_way_;
  bool finished_ = false, ended_ = false, silent_ = false, scheduled_ = false;
  OnPiece on_piece_;
  OnEnd on_end_;
  std::weak_ptr<Stream> self_;
};

struct CentreRequest {
  std::string path, cursor, bearer, body;
  bool live = true;
};
// What the centre does with a request that reached it: it answers at most once, or takes the stream.
using Answer = std::function<void(HttpResult)>;
using Serve = std::function<void(const CentreRequest&, const Answer&, const std::shared_ptr<Stream>&)>;

struct Weather {
  int lost_per_mille = 0, doubled_per_mille = 0;
  milliseconds least_delay{5}, most_delay{40};
};

class Network {
 public:
  Network(Timeline& timeline, std::uint64_t seed, Serve serve)
      : timeline_(timeline), random_(seed), serve_(std::move(serve)) {}

  Weather weather;
  [[nodiscard]] milliseconds delay();
  [[nodiscard]] bool happens(int per_mille) { return static_cast<int>(random_.below(1000)) < per_mille; }
  [[nodiscard]] Timeline& timeline() { return timeline_; }
  [[nodiscard]] base::Random& random() { return random_; }
  void serve(const CentreRequest& request, const Answer& answer, const std::shared_ptr<Stream>& stream) {
    serve_(request, answer, stream);
  }

 private:
  Timeline& timeline_;
  base::SeededRandom random_;
  Serve serve_;
};

// A board's HTTP client on this network. Its owner is told after each callback, so that it can do what became due.
class Client final : public HttpClient {
 public:
  Client(Network& network, std::function<void()> after_callback);
  ~Client() override;

  Id start(const HttpRequest& request, OnPiece on_piece, OnDone on_done) override;
  void cancel(Id id) override;

  // Nothing gets through either way while parted; what is under way is lost, streams fall silent.
  void set_parted(bool parted);
  void cut_streams();
  void silence_streams();
  // The machine is off: no callback comes any more.
  void forget_all();
  // From now on nothing is sent, though the program may still ask (its disk has died under it).
  void go_mute() { mute_ = true; }

 private:
  struct Transfer {
    OnPiece on_piece;
    OnDone on_done;
    std::shared_ptr<Stream> stream;
    bool under_callback = false, cancelled = false;
  };
  void send(Id id, const HttpRequest& request);
  void reach(Id id, const CentreRequest& request, bool with_answer);
  void open_stream(Id id);
  void take_piece(Id id, const std::string& piece);
  void end(Id id, const HttpResult& result);
  void end_after(milliseconds delay, Id id, HttpResult result);

  Network& network_;
  std::function<void()> after_callback_;
  std::map<Id, std::shared_ptr<Transfer>> transfers_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  Id last_id_ = 0;
  bool parted_ = false, mute_ = false;
};

}  // namespace gridboard::simulation
