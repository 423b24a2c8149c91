// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/server/centre.hpp"

#include <doctest/doctest.h>
#include <sodium.h>
#include <unistd.h>

#include <chrono>
#include <span>
#include <thread>

#include "sync/desk/init_centre.hpp"
#include "sync/model/place.hpp"
#include "sync/store/open_store.hpp"
#include "sync/wire/outbox.hpp"

namespace gridboard::test {
namespace {

std::string base64(const unsigned char* bytes, std::size_t size) {
  return base::to_base64url(std::as_bytes(std::span(bytes, size)));
}

void put_places(store::Writer& writer) {
  const auto put = [&](const char* path, model::PlaceKind kind, const char* name) {
    model::Place place;
    place.path = path;
    place.kind = kind;
    place.name = name;
    REQUIRE(writer.put(place));
  };
  put("YX", model::PlaceKind::company, "云溪供电");
  put("YX/BT", model::PlaceKind::district, "板塘");
  put("YX/BT/G1", model::PlaceKind::grid, "一网格");
  put(kCommunity, model::PlaceKind::community, "新华社区");
  put("YX/BT/G1/XH/3", model::PlaceKind::building, "3栋");
  put(kUnit2, model::PlaceKind::unit, "2单元");
  put(kUnit3, model::PlaceKind::unit, "3单元");
}

}  // namespace

Centre::Centre(server::ServiceOptions options, const std::string& location) : options_(std::move(options)) {
  // Tests count what is asked of the store; those of the analysis say how often it is to look.
  if (options_.analysis.every == server::AnalysisCounterOptions{}.every)
    options_.analysis.every = std::chrono::hours(1);
  std::string path = std::filesystem::temp_directory_path() / "gridboard-server-XXXXXX";
  REQUIRE(mkdtemp(path.data()) != nullptr);
  folder_ = path;
  REQUIRE(desk::make_centre_keys(path, random));
  auto ring = desk::KeyRing::open(path);
  REQUIRE(ring);
  key_ring = std::move(*ring);
  auto opened = store::open_store(location.empty() ? path + "/centre.db" : location);
  REQUIRE(opened);
  store = std::make_unique<CountingStore>(std::move(*opened));
  write([](store::Writer& writer) -> base::Result<void> {
    put_places(writer);
    return {};
  });
  desk::CentreSettings settings;
  settings.supplier_name = "云溪供电";
  const auto rules = model::Rules::load(options_.assets + "/rules", base::date_of(clock.now(), settings.zone));
  REQUIRE(rules);
  REQUIRE(desk::init_centre(*store, settings, *rules, clock.now()));
  start();
}

Centre::~Centre() {
  service.reset();
  store.reset();
  std::filesystem::remove_all(folder_);
}

void Centre::start() {
  auto started = server::Service::start(options_, *store, *key_ring, clock, random);
  REQUIRE_MESSAGE(started, (started ? "" : started.error().message));
  service = std::move(*started);
  address = service->address();
}

void Centre::restart() {
  service.reset();
  start();
}

store::Board Centre::add(const std::string& place, std::string& code) {
  desk::AddBoard wanted;
  wanted.place = place;
  wanted.hall = place == kCommunity;
  const auto added = desk::add_board(*store, wanted, clock, random);
  REQUIRE(added);
  code = added->code;
  return added->board;
}

TestBoard Centre::enrolled(const std::string& place) {
  TestBoard made;
  std::string code;
  made.board = add(place, code);
  const Keys keys = make_keys();
  made.public_key = keys.public_key;
  made.secret_key = keys.secret_key;
  REQUIRE(enrol(code, keys.public_key).status == 200);
  const Reply reply = sign_in(made.board.id, keys.secret_key);
  REQUIRE(reply.status == 200);
  made.token = token_of(reply);
  return made;
}

Reply Centre::enrol(const std::string& code, const std::string& public_key) const {
  return exchange(address, "POST", "/sync/v1/enrol", wire::encode(wire::EnrolRequest{code, public_key}));
}

Reply Centre::sign_in(const std::string& board_id, const std::string& secret_key) const {
  const Reply asked = exchange(address, "POST", "/sync/v1/challenge", wire::encode(wire::ChallengeRequest{board_id}));
  if (asked.status != 200) return asked;
  const auto challenge = wire::decode_challenge_answer(asked.body);
  REQUIRE(challenge);
  const std::string bytes = wire::challenge_bytes(board_id, challenge->nonce);
  unsigned char signature[crypto_sign_BYTES];
  crypto_sign_detached(signature, nullptr, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       reinterpret_cast<const unsigned char*>(secret_key.data()));
  const wire::TokenRequest request{board_id, challenge->nonce, base64(signature, sizeof signature)};
  return exchange(address, "POST", "/sync/v1/token", wire::encode(request));
}

Reply Centre::get(const std::string& target, const std::string& token) const {
  return exchange(address, "GET", target, "", {{"Authorization", "Bearer " + token}});
}

Reply Centre::post_outbox(const std::string& token, const std::string& body) const {
  return exchange(address, "POST", "/sync/v1/outbox", body, {{"Authorization", "Bearer " + token}});
}

void Centre::write(const std::function<base::Result<void>(store::Writer&)>& body) {
  const auto done = store->write(body);
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
}

void Centre::publish(const std::string& audience, const std::string& key, const std::string& text) {
  write(
      [&](store::Writer& writer) { return writer.publish(kCommunity, key, audience, "{\"text\":\"" + text + "\"}"); });
}

double Centre::metric(const std::string& name) const {
  const std::string text = exchange(address, "GET", "/metrics").body;
  const std::size_t at = text.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

Keys make_keys() {
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  crypto_sign_keypair(public_key, secret_key);
  return {base64(public_key, sizeof public_key),
          std::string(reinterpret_cast<const char*>(secret_key), sizeof secret_key)};
}

std::string token_of(const Reply& reply) {
  const auto answer = wire::decode_token_answer(reply.body);
  REQUIRE(answer);
  return answer->token;
}

std::string request_for(const std::string& target, const std::string& token) {
  return request_text("GET", target, "", {{"Authorization", "Bearer " + token}});
}

int settled_calls(const Centre& centre) {
  for (int last = -1, calls = 0;; last = calls) {
    calls = centre.store->calls();
    if (calls == last) return calls;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
}

}  // namespace gridboard::test
