// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/link/centre_double.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "sync/base/ids.hpp"
#include "tests/sync/replica/replica_fixture.hpp"

namespace gridboard::tests {
namespace {

using namespace std::chrono_literals;

bool write_all(int socket, const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t size = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (size <= 0) return false;
    sent += static_cast<std::size_t>(size);
  }
  return true;
}

std::string header_of(const std::string& head, const std::string& name) {
  const auto at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

// To this port of loopback, or to any, which `port` is then.
int bound_socket(int& port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  socklen_t size = sizeof address;
  if (::bind(made, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(made, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("bind");
  }
  port = ntohs(address.sin_port);
  return made;
}

}  // namespace

CentreDouble::CentreDouble() : publishing_key(centre_signing().public_key), sealing_key(centre_sealing().public_key) {
  held_ = bound_socket(port_);
  start();
}

CentreDouble::~CentreDouble() {
  stop();
  ::close(held_);
}

void CentreDouble::start() {
  stopping_ = false;
  listener_ = bound_socket(port_);
  if (::listen(listener_, 16) != 0) throw std::runtime_error("listen");
  acceptor_ = std::thread([this] { accept_loop(); });
}

void CentreDouble::stop() {
  if (!acceptor_.joinable()) return;
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex);
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    changed.notify_all();
  }
  acceptor_.join();
  ::close(listener_);
  threads.swap(threads_);
  for (std::thread& thread : threads) thread.join();
}

void CentreDouble::accept_loop() {
  while (!stopping_) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    const std::lock_guard lock(mutex);
    if (stopping_) {
      ::close(socket);
      return;
    }
    sockets_.insert(socket);
    threads_.emplace_back([this, socket] {
      serve(socket);
      const std::lock_guard inner(mutex);
      sockets_.erase(socket);
      ::close(socket);
    });
  }
}

void CentreDouble::serve(int socket) {
  std::string buffer;
  char piece[8192];
  while (!stopping_) {
    const auto end = buffer.find("\r\n\r\n");
    std::size_t length = 0;
    if (end != std::string::npos) {
      const std::string text = header_of(buffer.substr(0, end + 2), "Content-Length");
      length = text.empty() ? 0 : std::stoul(text);
    }
    if (end == std::string::npos || buffer.size() < end + 4 + length) {
      const ssize_t size = ::recv(socket, piece, sizeof piece, 0);
      if (size <= 0) return;
      buffer.append(piece, static_cast<std::size_t>(size));
      continue;
    }
    const std::string head = buffer.substr(0, end + 2);
    Request request;
    request.method = head.substr(0, head.find(' '));
    const auto target = request.method.size() + 1;
    request.target = head.substr(target, head.find(' ', target) - target);
    const std::string bearer = header_of(head, "Authorization");
    if (bearer.starts_with("Bearer ")) request.bearer = bearer.substr(7);
    request.range = header_of(head, "Range");
    request.body = buffer.substr(end + 4, length);
    buffer.erase(0, end + 4 + length);
    if (!answer(socket, request)) return;
  }
}

bool CentreDouble::reply(int socket, int status, const std::string& body, const char* type) {
  return write_all(socket, "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: " + type +
                               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

bool CentreDouble::refuse(int socket, int status, const char* error_code) {
  return reply(socket, status, "{\"code\":\"" + std::string(error_code) + "\"}", "application/problem+json");
}

bool CentreDouble::answer(int socket, const Request& request) {
  std::unique_lock lock(mutex);
  if (mute) {
    changed.wait(lock, [this] { return stopping_.load(); });
    return false;
  }
  if (request.target == "/sync/v1/enrol") {
    const auto asked = wire::decode_enrol_request(request.body);
    if (!asked || asked->code != code) return refuse(socket, 401, "unauthenticated");
    public_key_ = asked->public_key;
    revoked = false;
    return reply(socket, 200, wire::encode(wire::EnrolAnswer{"b-0042", publishing_key, sealing_key}));
  }
  if (bare_forbidden) return reply(socket, 403, "<html>no</html>", "text/html");
  if (revoked) return refuse(socket, 403, "forbidden");
  if (request.target == "/sync/v1/challenge") {
    if (unapproved) return refuse(socket, 409, wire::kAwaitingApproval.data());
    nonce_ = "bm9uY2U" + std::to_string(++challenges);
    return reply(socket, 200, wire::encode(wire::ChallengeAnswer{nonce_}));
  }
  if (request.target == "/sync/v1/token") {
    const auto asked = wire::decode_token_request(request.body);
    const std::string key = base::from_base64url(public_key_),
                      signature = asked ? base::from_base64url(asked->signature) : "";
    const std::string bytes = wire::challenge_bytes("b-0042", nonce_);
    const auto raw = [](const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); };
    if (key.size() != 32 || signature.size() != 64 ||
        crypto_sign_verify_detached(raw(signature), raw(bytes), bytes.size(), raw(key)) != 0) {
      return refuse(socket, 401, "unauthenticated");
    }
    const std::string token = "token" + std::to_string(challenges);
    tokens.insert(token);
    const base::Instant later =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now() + 1h);
    return reply(socket, 200, wire::encode(wire::TokenAnswer{token, later}, base::Zone()));
  }
  if (!tokens.contains(request.bearer)) return refuse(socket, 401, "unauthenticated");
  if (request.target.starts_with("/sync/v1/digests?")) {
    ++digests_asked;
    changed.notify_all();
    return digests.empty() ? refuse(socket, 404, "not_found") : reply(socket, 200, digests);
  }
  lock.unlock();
  if (request.target == "/sync/v1/outbox") return take_outbox(socket, request);
  if (request.target.starts_with("/sync/v1/blobs/")) return give_blob(socket, request);
  return stream(socket, request);
}

bool CentreDouble::take_outbox(int socket, const Request& request) {
  const std::lock_guard lock(mutex);
  ++outbox_posts;
  changed.notify_all();
  const auto posted = wire::decode_items(request.body);
  const bool refused =
      !refuse_item_containing.empty() && request.body.find(refuse_item_containing) != std::string::npos;
  if (!posted || refused) return refuse(socket, 400, "invalid_input");
  std::vector<wire::ItemAnswer> answers;
  for (const wire::OutboxItem& item : *posted) {
    items.emplace(item.id, item);
    answers.push_back({item.id, wire::ItemAnswer::Outcome::accepted, "", ""});
  }
  if (drop_outbox_answers > 0) {
    --drop_outbox_answers;
    return false;
  }
  return reply(socket, 200, wire::encode_answers(answers));
}

bool CentreDouble::give_blob(int socket, const Request& request) {
  const std::lock_guard lock(mutex);
  blob_ranges.push_back(request.range);
  changed.notify_all();
  const auto found = blobs.find(request.target.substr(request.target.rfind('/') + 1));
  if (found == blobs.end()) return refuse(socket, 404, "not_found");
  const std::size_t from = request.range.empty() || ignore_ranges ? 0 : std::stoul(request.range.substr(6));
  const std::string body = found->second.substr(from);
  const std::string head = "HTTP/1.1 " + std::string(from > 0 ? "206" : "200") +
                           " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  const bool cut = cut_blobs_after > 0 && body.size() > cut_blobs_after;
  return write_all(socket, head + (cut ? body.substr(0, cut_blobs_after) : body)) && !cut;
}

bool CentreDouble::stream(int socket, const Request& request) {
  std::unique_lock lock(mutex);
  ++feeds;
  cursors.push_back(request.target.substr(request.target.find('=') + 1));
  const std::uint64_t end = streams_end_;
  wire::Hello hello;
  hello.now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  hello.beat = std::chrono::seconds(beat_s);
  hello.min_backoff = 20ms;
  hello.max_backoff = 200ms;
  if (!write_all(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n" +
                             wire::encode(hello, base::Zone()) + "\n")) {
    return false;
  }
  changed.notify_all();
  std::size_t sent = cursors.back().empty() ? 0 : lines.size();
  while (!stopping_ && streams_end_ == end && !revoked) {
    for (; sent < lines.size(); ++sent) {
      if (!write_all(socket, lines[sent] + "\n")) return false;
    }
    changed.wait(lock);
  }
  return false;
}

void CentreDouble::send(const std::string& line) {
  const std::lock_guard lock(mutex);
  lines.push_back(line);
  changed.notify_all();
}

void CentreDouble::end_streams() {
  const std::lock_guard lock(mutex);
  ++streams_end_;
  changed.notify_all();
}

}  // namespace gridboard::tests
