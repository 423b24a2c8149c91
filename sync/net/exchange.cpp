// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/exchange.hpp"

#include "sync/net/problem.hpp"
#include "sync/net/stream_body.hpp"

namespace gridboard::net {
namespace {

namespace asio = boost::asio;

// Runs `call` on the connection's thread if the connection still lives.
template <class Call>
void post_to(const std::shared_ptr<Loop>& loop, const std::weak_ptr<Connection>& connection, Call call) {
  asio::post(loop->context, [connection, call = std::move(call)]() mutable {
    if (const auto alive = connection.lock()) call(*alive);
  });
}

class ConnectionExchange final : public Exchange {
 public:
  ConnectionExchange(std::shared_ptr<Loop> loop, std::weak_ptr<Connection> connection, std::uint64_t turn,
                     Request request)
      : loop_(std::move(loop)), connection_(std::move(connection)), turn_(turn), request_(std::move(request)) {}

  ~ConnectionExchange() override {
    if (!answered_) answer(problem(500, "internal", ""));
  }

  const Request& request() const override { return request_; }
  void name_route(const char* literal) override { route_ = literal; }

  void answer(Response response) override {
    if (answered_.exchange(true)) return;
    post_to(loop_, connection_,
            [turn = turn_, route = route_.load(), response = std::move(response)](Connection& connection) mutable {
              connection.take_answer(turn, std::move(response), route);
            });
  }

  std::shared_ptr<Stream> stream(Response head, StreamEvents events) override {
    auto body = std::make_shared<StreamBody>(loop_, std::move(events));
    if (answered_.exchange(true)) {
      body->cut();
      return body;
    }
    asio::post(loop_->context,
               [connection = connection_, turn = turn_, route = route_.load(), head = std::move(head), body]() mutable {
                 const auto alive = connection.lock();
                 if (!alive) return body->close();
                 alive->take_stream(turn, std::move(head), route, std::move(body));
               });
    return body;
  }

 private:
  std::shared_ptr<Loop> loop_;
  std::weak_ptr<Connection> connection_;
  std::uint64_t turn_;
  Request request_;
  std::atomic<const char*> route_{""};
  std::atomic<bool> answered_{false};
};

}  // namespace

std::shared_ptr<Exchange> make_exchange(const std::shared_ptr<Loop>& loop,
                                        const std::shared_ptr<Connection>& connection, std::uint64_t turn,
                                        Request request) {
  return std::make_shared<ConnectionExchange>(loop, connection, turn, std::move(request));
}

}  // namespace gridboard::net
