// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/net/stream_body.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "sync/net/message_text.hpp"

namespace gridboard::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::size_t kMaxVectors = 64;
// Up to here it is cheaper to lay a chunk's pieces side by side than to let the kernel gather them.
constexpr std::size_t kCopiedBytes = 4096;
constexpr std::chrono::seconds kLingerAtMost{2};
// A reader that takes less than this in a write deadline (20 s: 0.8 KB/s) is too slow to catch up with anything.
constexpr std::size_t kLeastProgressBytes = 16 << 10;
// A peer that vanished without a word: the kernel gives up on what it never acknowledged.
constexpr int kUnacknowledgedAtMostMs = 60'000;
constexpr std::string_view kChunkEnd = "\r\n", kLastChunk = "0\r\n\r\n";

SharedBytes shared(std::string_view text) {
  return std::make_shared<const std::string>(text);
}

std::size_t size_of(const std::vector<SharedBytes>& pieces) {
  std::size_t bytes = 0;
  for (const auto& piece : pieces) bytes += piece->size();
  return bytes;
}

iovec vector_of(std::string_view text) {
  return {const_cast<char*>(text.data()), text.size()};  // sendmsg only reads
}

constexpr int kSendFlags = MSG_DONTWAIT | MSG_NOSIGNAL;

// How many bytes the kernel took, 0 if it takes none now; -1 if the connection is broken.
ssize_t taken_of(ssize_t sent) {
  if (sent >= 0) return sent;
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ENOBUFS ? 0 : -1;
}

ssize_t send_vectors(int socket, iovec* vectors, std::size_t count) {
  msghdr message{};
  message.msg_iov = vectors;
  message.msg_iovlen = count;
  return taken_of(::sendmsg(socket, &message, kSendFlags));
}

// Of `bytes` bytes in all.
ssize_t send_gathered(int socket, const iovec* vectors, std::size_t count, std::size_t bytes) {
  std::array<char, kCopiedBytes> copy;
  char* end = copy.data();
  for (std::size_t i = 0; i < count; ++i) {
    std::memcpy(end, vectors[i].iov_base, vectors[i].iov_len);
    end += vectors[i].iov_len;
  }
  return taken_of(::send(socket, copy.data(), bytes, kSendFlags));
}

}  // namespace

StreamBody::StreamBody(std::shared_ptr<Loop> loop, StreamEvents events)
    : loop_(std::move(loop)), events_(std::move(events)), socket_(loop_->context) {}

StreamBody::~StreamBody() = default;

bool StreamBody::write(std::vector<SharedBytes> pieces) {
  if (closed_) return false;
  const std::size_t bytes = size_of(pieces);
  if (unsent_bytes_.fetch_add(bytes) + bytes > loop_->shared->options.max_stream_bytes) {
    if (loop_->shared->observer != nullptr) loop_->shared->observer->stream_cut();
    cut();
    return false;
  }
  loop_->give({Loop::Order::Kind::write, shared_from_this(), std::move(pieces)});
  return true;
}

// Either this sees that all has gone, or note_sent sees that it is awaited.
bool StreamBody::tell_when_drained() {
  if (unsent_bytes_ == 0) return true;
  drain_awaited_ = true;
  if (unsent_bytes_ != 0) return false;
  return drain_awaited_.exchange(false);
}

void StreamBody::finish() {
  loop_->give({Loop::Order::Kind::finish, shared_from_this(), {}});
}

void StreamBody::cut() {
  closed_ = true;
  loop_->give({Loop::Order::Kind::cut, shared_from_this(), {}});
}

void StreamBody::begin(OpenMark mark, tcp::socket socket, std::string head) {
  if (ended_) return;  // cut before it began: `mark` and `socket` go
  begun_ = true;
  mark_ = std::move(mark);
  socket_ = std::move(socket);
  loop_->streams.insert(shared_from_this());
  ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &kUnacknowledgedAtMostMs,
               sizeof kUnacknowledgedAtMostMs);
  if (!unsent_) unsent_ = std::make_unique<Unsent>(loop_->context);
  unsent_->parts.push_front({std::make_shared<const std::string>(std::move(head))});
  watch_peer();
  send_unsent();
}

void StreamBody::take(std::vector<SharedBytes> pieces) {
  if (ended_ || finishing_) return;
  const std::size_t bytes = size_of(pieces);
  if (bytes == 0) return;  // an empty chunk would end the body
  if (begun_ && !unsent_ && pieces.size() + 2 <= kMaxVectors) {
    if (send_at_once(pieces, bytes)) note_sent(bytes);
    return;
  }
  queue(std::move(pieces), bytes);
  if (begun_) send_unsent();
}

bool StreamBody::send_at_once(const std::vector<SharedBytes>& pieces, std::size_t bytes) {
  const std::string chunk_head = chunk_head_text(bytes);
  std::array<iovec, kMaxVectors> vectors;
  std::size_t count = 0;
  vectors[count++] = vector_of(chunk_head);
  for (const auto& piece : pieces) vectors[count++] = vector_of(*piece);
  vectors[count++] = vector_of(kChunkEnd);
  const std::size_t whole = chunk_head.size() + bytes + kChunkEnd.size();
  const ssize_t sent = whole <= kCopiedBytes ? send_gathered(socket_.native_handle(), vectors.data(), count, whole)
                                             : send_vectors(socket_.native_handle(), vectors.data(), count);
  if (sent == static_cast<ssize_t>(whole)) return true;
  if (sent < 0) {
    close();
    return false;
  }
  queue(pieces, bytes);
  auto left = static_cast<std::size_t>(sent);
  while (left > 0) {
    Part& first = unsent_->parts.front();
    if (left < first.bytes->size()) {
      first.from = left;
      break;
    }
    left -= first.bytes->size();
    unsent_->parts.pop_front();
  }
  wait_until_writable();
  return false;
}

void StreamBody::queue(std::vector<SharedBytes> pieces, std::size_t bytes) {
  if (!unsent_) unsent_ = std::make_unique<Unsent>(loop_->context);
  unsent_->parts.push_back({shared(chunk_head_text(bytes))});
  for (auto& piece : pieces) {
    if (!piece->empty()) unsent_->parts.push_back({std::move(piece)});
  }
  unsent_->parts.push_back({shared(kChunkEnd)});
  unsent_->counted_bytes += bytes;
}

void StreamBody::send_unsent() {
  while (!unsent_->parts.empty()) {
    std::array<iovec, kMaxVectors> vectors;
    std::size_t count = 0;
    for (const Part& part : unsent_->parts) {
      if (count == kMaxVectors) break;
      vectors[count++] = vector_of(std::string_view(*part.bytes).substr(part.from));
    }
    const ssize_t sent = send_vectors(socket_.native_handle(), vectors.data(), count);
    if (sent < 0) return close();
    if (sent == 0) return wait_until_writable();
    unsent_->sent_since_look += static_cast<std::size_t>(sent);
    auto left = static_cast<std::size_t>(sent);
    while (left > 0) {
      Part& first = unsent_->parts.front();
      const std::size_t rest = first.bytes->size() - first.from;
      if (left < rest) {
        first.from += left;
        break;
      }
      left -= rest;
      unsent_->parts.pop_front();
    }
  }
  const std::size_t bytes = unsent_->counted_bytes;
  unsent_.reset();
  note_sent(bytes);
}

void StreamBody::note_sent(std::size_t bytes) {
  const bool drained = unsent_bytes_.fetch_sub(bytes) == bytes;
  if (finishing_) return send_end();
  if (drained && drain_awaited_ && drain_awaited_.exchange(false) && events_.on_drained) events_.on_drained();
}

void StreamBody::wait_until_writable() {
  if (unsent_->waiting) return;
  unsent_->waiting = true;
  watch_progress();
  socket_.async_wait(tcp::socket::wait_write, [self = weak_from_this()](const boost::system::error_code& error) {
    const auto alive = self.lock();
    if (!alive || error || alive->ended_ || !alive->unsent_) return;
    alive->unsent_->waiting = false;
    alive->send_unsent();
  });
}

void StreamBody::watch_progress() {
  unsent_->sent_since_look = 0;
  unsent_->deadline.expires_after(loop_->shared->options.write_deadline);
  unsent_->deadline.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const auto alive = self.lock();
    if (!alive || error || alive->ended_ || !alive->unsent_) return;
    if (alive->unsent_->sent_since_look >= kLeastProgressBytes) return alive->watch_progress();
    if (alive->loop_->shared->observer != nullptr) alive->loop_->shared->observer->stream_cut();
    alive->close();
  });
}

// A peer that goes away, or talks while it is being answered, ends its stream.
void StreamBody::watch_peer() {
  socket_.async_wait(tcp::socket::wait_read, [self = weak_from_this()](const boost::system::error_code& error) {
    const auto alive = self.lock();
    if (!alive || error || alive->ended_) return;
    std::array<char, 2048> rest;
    const ssize_t got = ::recv(alive->socket_.native_handle(), rest.data(), rest.size(), MSG_DONTWAIT);
    const bool nothing = got < 0 && (errno == EAGAIN || errno == EINTR);
    if (nothing || (got > 0 && alive->closed_ && alive->finishing_)) return alive->watch_peer();
    alive->close();
  });
}

void StreamBody::take_finish() {
  if (ended_ || finishing_) return;
  finishing_ = true;
  if (begun_ && !unsent_) send_end();
}

void StreamBody::send_end() {
  if (!closed_.exchange(true)) {
    unsent_ = std::make_unique<Unsent>(loop_->context);
    unsent_->parts.push_back({shared(kLastChunk)});
    return send_unsent();  // comes back here once it has gone
  }
  linger();
}

// Lets the peer read the answer before the connection goes: closing over unread input would reset it.
void StreamBody::linger() {
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  unsent_ = std::make_unique<Unsent>(loop_->context);
  unsent_->deadline.expires_after(kLingerAtMost);
  unsent_->deadline.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const auto alive = self.lock();
    if (alive && !error) alive->close();
  });
}

void StreamBody::close() {
  if (ended_) return;
  const auto self = shared_from_this();  // the loop lets go of it below
  ended_ = true;
  closed_ = true;
  boost::system::error_code ignored;
  socket_.close(ignored);
  unsent_.reset();
  loop_->streams.erase(self);
  mark_ = OpenMark();
  StreamEvents events;
  std::swap(events, events_);
  if (events.on_closed) events.on_closed();
}

}  // namespace gridboard::net
