// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/centre.hpp"

#include <filesystem>
#include <stdexcept>

#include "sync/desk/begin_after_restore.hpp"
#include "sync/desk/check_token.hpp"
#include "sync/desk/enrol_board.hpp"
#include "sync/desk/export_bundle.hpp"
#include "sync/desk/feed_records.hpp"
#include "sync/desk/issue_challenge.hpp"
#include "sync/desk/issue_token.hpp"
#include "sync/desk/rotate_keys.hpp"
#include "sync/desk/take_bundle.hpp"
#include "sync/desk/take_outbox.hpp"
#include "sync/net/problem.hpp"
#include "sync/store/sqlite/sqlite_store.hpp"

namespace gridboard::simulation {
namespace {

constexpr const char* kStorePath = "/virtual/centre/centre.db";

HttpResult result_of(const net::Response& response) {
  HttpResult result;
  result.transport = kiosk::link::Transport::arrived;
  result.status = response.status;
  result.is_problem = response.content_type == "application/problem+json";
  result.body = response.body;
  return result;
}

HttpResult ok(std::string body) {
  HttpResult result;
  result.transport = kiosk::link::Transport::arrived;
  result.status = 200;
  result.body = std::move(body);
  return result;
}

HttpResult come_again_later() {
  HttpResult result = result_of(net::problem(503, "unavailable", "too much to do"));
  result.retry_after = milliseconds(5000);
  return result;
}

}  // namespace

Centre::Centre(const World& world, Timeline& timeline, std::uint64_t seed, Plant plant)
    : world_(world),
      timeline_(timeline),
      random_(seed),
      disk_(seed + 1),
      clock_(timeline),
      plant_(plant),
      key_random_(~seed) {
  Disks::set("centre", &disk_);
  disk_.put_in(world.centre);
}

Centre::~Centre() {
  drop_sessions();
  store_.reset();
  Disks::set("centre", nullptr);
}

void Centre::boot() {
  auto opened = store::open_sqlite_store(kStorePath);
  if (!opened) {
    // The power may go again while it starts, or the disk be full: whoever runs it tries again.
    if (disk_.dead()) disk_.power_cut();
    timeline_.after(milliseconds(5000), [this] {
      if (!up()) boot();
    });
    return;
  }
  store_ = std::move(*opened);
  access_ = std::make_unique<desk::BoardAccess>(*world_.keys);
  ++incarnation_;
}

void Centre::drop_sessions() {
  for (auto& [number, session] : sessions_) session.stream->cut();
  sessions_.clear();
}

void Centre::shut_down() {
  if (!up()) return;
  auto sessions = std::move(sessions_);
  sessions_.clear();
  store_.reset();
  access_.reset();
  for (auto& [number, session] : sessions) {
    send(session, wire::encode(wire::Retry{milliseconds(500 + random_.below(4500))}));
    session.stream->finish();
  }
  if (disk_.dead()) disk_.power_cut();
}

void Centre::cut_power() {
  if (!up()) return;
  store_.reset();
  access_.reset();
  auto sessions = std::move(sessions_);
  sessions_.clear();
  disk_.power_cut();
  for (auto& [number, session] : sessions) session.stream->cut();
}

void Centre::notice_power_cut() {
  if (!up() || !disk_.dead()) return;
  // Not from within: who called may still hold on to the store.
  timeline_.after(milliseconds(0), [this] {
    if (!up() || !disk_.dead()) return;
    cut_power();
    timeline_.after(milliseconds(2000 + random_.below(20000)), [this] {
      if (!up()) boot();
    });
  });
}

void Centre::refuse(const Answer& answer, const base::Error& error) {
  HttpResult result = result_of(net::problem(error));
  if (result.status == 503) result.retry_after = milliseconds(5000);
  answer(result);
}

void Centre::serve(const CentreRequest& request, const Answer& to_board, const std::shared_ptr<Stream>& stream) {
  if (!up() || disk_.dead()) {
    HttpResult refused;
    refused.error = "connection refused";
    return to_board(refused);
  }
  if (overloaded_) return to_board(come_again_later());
  // A machine that has died in the middle says nothing more.
  const Answer answer = [this, to_board](const HttpResult& result) {
    if (!disk_.dead()) to_board(result);
  };
  if (request.path == "/sync/v1/challenge")
    challenge(request, answer);
  else if (request.path == "/sync/v1/token")
    token(request, answer);
  else if (request.path == "/sync/v1/enrol")
    enrol(request, answer);
  else if (request.path == "/sync/v1/outbox")
    outbox(request, answer);
  else if (stream)
    feed(request, answer, stream);
  else
    answer(result_of(net::problem(404, "not_found", "not here")));  // digests too: they would mend what drifts unseen
  notice_power_cut();
}

void Centre::enrol(const CentreRequest& request, const Answer& answer) {
  const auto wanted = wire::decode_enrol_request(request.body);
  if (!wanted) return refuse(answer, {base::ErrorCode::invalid_input, wanted.error().message});
  const auto done = desk::enrol_board(*store_, keys().public_keys(), *wanted, clock_.now());
  if (!done) return refuse(answer, done.error());
  answer(ok(wire::encode(*done)));
  wake();
}

void Centre::challenge(const CentreRequest& request, const Answer& answer) {
  const auto wanted = wire::decode_challenge_request(request.body);
  if (!wanted) return refuse(answer, {base::ErrorCode::invalid_input, wanted.error().message});
  const auto done = desk::issue_challenge(*store_, *access_, *wanted, clock_.now(), random_);
  if (!done) return refuse(answer, done.error());
  answer(ok(wire::encode(*done)));
}

void Centre::token(const CentreRequest& request, const Answer& answer) {
  const auto wanted = wire::decode_token_request(request.body);
  if (!wanted) return refuse(answer, {base::ErrorCode::invalid_input, wanted.error().message});
  const auto done = desk::issue_token(*store_, *access_, *wanted, clock_.now());
  if (!done) return refuse(answer, done.error());
  answer(ok(wire::encode(*done, base::Zone{})));
}

base::Result<store::Board> Centre::board_of(const CentreRequest& request) {
  if (request.bearer.empty()) return base::fail(base::ErrorCode::unauthenticated, "a bearer token is needed");
  auto board = desk::check_token(*store_, *access_, request.bearer, clock_.now());
  if (!board && board.error().code == base::ErrorCode::expired) {
    return base::fail(base::ErrorCode::unauthenticated, board.error().message);
  }
  return board;
}

void Centre::outbox(const CentreRequest& request, const Answer& answer) {
  const auto board = board_of(request);
  if (!board) return refuse(answer, board.error());
  const auto items = wire::decode_items(request.body);
  if (!items) return refuse(answer, {base::ErrorCode::invalid_input, items.error().message});
  if (plant_ == Plant::early_acknowledgement) return answer_before_commit(board->id, *items, answer);
  const auto answers =
      desk::take_outbox(*store_, keys(), world_.catalogue, world_.rules, board->id, *items, clock_.now());
  if (!answers && answers.error().code == base::ErrorCode::conflict) {
    return answer(result_of(net::problem(422, "conflict", answers.error().message)));
  }
  if (!answers) return refuse(answer, answers.error());
  answer(ok(wire::encode_answers(*answers)));
  wake();
}

void Centre::feed(const CentreRequest& request, const Answer& answer, const std::shared_ptr<Stream>& stream) {
  const auto board = board_of(request);
  if (!board) return refuse(answer, board.error());
  const auto cursor = wire::decode_cursor(request.cursor);
  std::vector<std::string> logs;
  const auto read = store_->read([&](store::Reader& reader) -> base::Result<void> {
    auto followed = desk::logs_followed_by(reader, *board);
    if (!followed) return tl::unexpected(followed.error());
    logs = std::move(*followed);
    return {};
  });
  if (!read) return refuse(answer, read.error());
  const std::uint64_t number = ++last_session_;
  sessions_.emplace(number, Session{board->id,
                                    desk::FeedPosition(*board, logs, cursor.value_or(wire::Cursor{})),
                                    stream,
                                    number,
                                    request.live,
                                    false,
                                    false,
                                    0,
                                    {}});
  const std::uint64_t incarnation = incarnation_;
  timeline_.after(milliseconds(180000 + random_.below(180000)), [this, number, incarnation] {
    const auto found = sessions_.find(number);
    if (incarnation != incarnation_ || found == sessions_.end()) return;
    found->second.stream->finish();
    sessions_.erase(found);
  });
  beat(number, incarnation);
  serve_session(number);
}

// Planted: what the answer will be is tried out, said, and only then done.
void Centre::answer_before_commit(const std::string& board_id, std::vector<wire::OutboxItem> items,
                                  const Answer& answer) {
  class Trial final : public store::Store {
   public:
    explicit Trial(store::Store& store) : store_(store) {}
    base::Result<void> read(const std::function<base::Result<void>(store::Reader&)>& body) override {
      return store_.read(body);
    }
    base::Result<void> write(const std::function<base::Result<void>(store::Writer&)>& body) override {
      base::Result<void> done;
      (void)store_.write([&](store::Writer& writer) -> base::Result<void> {
        done = body(writer);
        return base::fail(base::ErrorCode::internal, "rolled back");
      });
      return done;
    }
    base::Result<std::unique_ptr<store::BillBatch>> make_bill_batch() override { return store_.make_bill_batch(); }
    base::Result<void> back_up_to(const std::string& path) override { return store_.back_up_to(path); }
    void on_change(std::function<void()> listener) override { store_.on_change(std::move(listener)); }

   private:
    store::Store& store_;
  };
  Trial trial(*store_);
  const auto take = [this, board_id, items = std::move(items)](store::Store& store) {
    return desk::take_outbox(store, keys(), world_.catalogue, world_.rules, board_id, items, clock_.now());
  };
  const auto answers = take(trial);
  if (!answers) return refuse(answer, answers.error());
  answer(ok(wire::encode_answers(*answers)));
  timeline_.after(milliseconds(500 + random_.below(1500)), [this, take, incarnation = incarnation_] {
    if (!up() || incarnation != incarnation_) return;
    (void)take(*store_);
    notice_power_cut();
    wake();
  });
}

void Centre::rotate_keys(std::chrono::days overlap) {
  if (!key_folder_) {
    key_folder_ = std::make_unique<tests::TemporaryFolder>();
    const std::string folder = key_folder_->file("keys");
    std::filesystem::copy(world_.key_folder, folder);
    own_keys_ = std::move(*desk::KeyRing::open(folder));
  }
  const auto rotated = desk::rotate_keys(key_folder_->file("keys"), overlap, clock_.now(), key_random_);
  if (!rotated) throw std::runtime_error(rotated.error().message);
  timeline_.after(milliseconds(key_random_.below(25000)), [this] {
    own_keys_->refresh();
    wake();
  });
}

bool Centre::write_bundle(const std::string& board_id, const std::string& path, bool whole) {
  if (!up()) return false;
  const bool written = desk::export_bundle(*store_, keys(), board_id, path, whole, clock_.now()).has_value();
  notice_power_cut();
  return written;
}

void Centre::take_bundle(const std::string& path) {
  if (!up()) return;
  (void)desk::take_bundle(*store_, keys(), world_.catalogue, world_.rules, path, clock_.now());
  notice_power_cut();
  wake();
}

bool Centre::back_up() {
  if (!up() || !backup_.empty()) return false;
  const std::string path = "/virtual/centre/backup.db";
  const auto done = store_->back_up_to(path);
  notice_power_cut();
  if (!done || disk_.dead()) return false;
  const auto place = Disks::find(path);
  backup_ = disk_.find(place->name)->bytes;
  return true;
}

// Whoever restores it repeats it until it stands.
void Centre::restore_backup() {
  shut_down();
  disk_.set_full(false);
  for (bool done = false; !done;) {
    disk_.put_in({{"centre.db", backup_}});
    auto opened = store::open_sqlite_store(kStorePath);
    if (opened && plant_ == Plant::ignored_epoch)
      done = true;
    else if (opened)
      done = desk::begin_after_restore(**opened, clock_.now()).has_value();
    if (opened) opened->reset();
    if (disk_.dead()) {
      disk_.power_cut();
      done = false;
    }
  }
}

}  // namespace gridboard::simulation
