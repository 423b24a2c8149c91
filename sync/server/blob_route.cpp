// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/blob_route.hpp"

#include <algorithm>
#include <atomic>

#include "sync/base/log.hpp"
#include "sync/net/problem.hpp"
#include "sync/wire/blob.hpp"

namespace gridboard::server {
namespace {

constexpr std::string_view kPrefix = "/sync/v1/blobs/";
// Its name says what it is: whoever has it once need never ask again.
constexpr const char* kForEver = "private, max-age=31536000, immutable";
constexpr const char* kAnyType = "application/octet-stream";
constexpr const char* kComeAgainSeconds = "5";

net::Response head_of(const std::string& sha256) {
  net::Response head;
  head.content_type = kAnyType;
  head.headers = {{"ETag", "\"" + sha256 + "\""}, {"Cache-Control", kForEver}, {"Accept-Ranges", "bytes"}};
  return head;
}

// "a, b" or "*"; our tags are strong, and W/ of one is compared as weakly as the header may be.
bool names_tag(std::string_view header, const std::string& sha256) {
  return header == "*" || header.find("\"" + sha256 + "\"") != std::string_view::npos;
}

}  // namespace

// The pieces asked for last, each once for all who send it.
class BlobRoute::Pieces {
 public:
  explicit Pieces(store::Store& store) : store_(store) {}

  // The bytes at `offset` up to the end of their piece.
  base::Result<net::SharedBytes> at(const std::string& sha256, std::uint64_t offset) {
    const std::uint64_t begin = offset - offset % wire::kBlobPieceBytes;
    auto piece = whole(sha256, begin);
    if (!piece || begin == offset) return piece;
    const auto skipped = static_cast<std::size_t>(offset - begin);
    return std::make_shared<const std::string>((*piece)->substr(std::min(skipped, (*piece)->size())));
  }

  std::atomic<std::size_t> sent_at_once{0};

 private:
  struct Kept {
    std::string sha256;
    std::uint64_t begin;
    net::SharedBytes bytes;
  };

  base::Result<net::SharedBytes> whole(const std::string& sha256, std::uint64_t begin) {
    {
      const std::lock_guard lock(mutex_);
      const auto found = std::find_if(kept_.begin(), kept_.end(),
                                      [&](const Kept& each) { return each.begin == begin && each.sha256 == sha256; });
      if (found != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, found);
        return found->bytes;
      }
    }
    net::SharedBytes bytes;
    const auto read = store_.read([&](store::Reader& reader) -> base::Result<void> {
      auto piece = reader.blob_bytes(sha256, begin);
      if (!piece) return tl::unexpected(piece.error());
      bytes = std::make_shared<const std::string>(std::move(*piece));
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    if (bytes->empty()) return base::fail(base::ErrorCode::not_found, "no such blob");
    const std::lock_guard lock(mutex_);
    kept_.push_front({sha256, begin, bytes});
    if (kept_.size() > kBlobPiecesKept) kept_.pop_back();
    return bytes;
  }

  store::Store& store_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // used last first
};

// One answer on its way. At most one piece is read or unsent at a time: each step is begun by the one before, so that no
// two run at once.
struct BlobRoute::Sending : std::enable_shared_from_this<BlobRoute::Sending> {
  Sending(std::shared_ptr<Pieces> from, net::WorkQueue& on, std::string what, ByteRange which)
      : pieces(std::move(from)), reads(on), sha256(std::move(what)), range(which) {}
  ~Sending() { --pieces->sent_at_once; }

  void go_on() {
    if (reads.post([self = shared_from_this()] { self->write_next(); })) return;
    stream->cut();  // too much to do: the board goes on from here later
  }

  void write_next() {
    if (range.from == range.end) return stream->finish();
    auto piece = pieces->at(sha256, range.from);
    if (!piece || (*piece)->empty()) {
      base::log_event(base::LogLevel::warning, "blob.cut", {{"sha256", std::string_view(sha256)}});
      return stream->cut();
    }
    if ((*piece)->size() > range.end - range.from) {
      *piece =
          std::make_shared<const std::string>((*piece)->substr(0, static_cast<std::size_t>(range.end - range.from)));
    }
    range.from += (*piece)->size();
    if (stream->write({std::move(*piece)}) && stream->tell_when_drained()) go_on();
  }

  const std::shared_ptr<Pieces> pieces;
  net::WorkQueue& reads;
  const std::string sha256;
  ByteRange range;  // what is still to be written
  std::shared_ptr<net::Stream> stream;
};

BlobRoute::BlobRoute(Desk& desk) : desk_(desk), pieces_(std::make_shared<Pieces>(desk.store)) {}
BlobRoute::~BlobRoute() = default;

std::optional<std::string> BlobRoute::name_in(std::string_view path) {
  if (!path.starts_with(kPrefix)) return std::nullopt;
  path.remove_prefix(kPrefix.size());
  if (!wire::is_sha256(path)) return std::nullopt;
  return std::string(path);
}

void BlobRoute::answer(const std::shared_ptr<net::Exchange>& exchange, const std::string& sha256) {
  const net::Request& request = exchange->request();
  std::optional<std::uint64_t> size;
  const auto read = desk_.store.read([&](store::Reader& reader) -> base::Result<void> {
    const auto found = reader.blob_size(sha256);
    if (!found) return tl::unexpected(found.error());
    size = *found;
    return {};
  });
  if (!read) {
    ++desk_.metrics.store_errors;
    return exchange->answer(net::problem(read.error()));
  }
  if (!size) return exchange->answer(net::problem(404, "not_found", "no such blob"));
  net::Response head = head_of(sha256);
  if (names_tag(request.header("if-none-match"), sha256)) {
    head.status = 304;
    head.content_type.clear();
    return exchange->answer(std::move(head));
  }
  const std::string_view if_range = request.header("if-range");
  const bool may_be_part = if_range.empty() || if_range == "\"" + sha256 + "\"";
  const WantedRange wanted = may_be_part ? wanted_range(request.header("range"), *size) : WantedRange();
  if (wanted.kind == WantedRange::Kind::outside) {
    auto refusal = net::problem(416, "invalid_input", "the blob has " + std::to_string(*size) + " bytes");
    refusal.headers.emplace_back("Content-Range", "bytes */" + std::to_string(*size));
    return exchange->answer(std::move(refusal));
  }
  ByteRange range{0, *size};
  if (wanted.kind == WantedRange::Kind::part) {
    range = wanted.range;
    head.status = 206;
    head.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.from) + "-" +
                                                   std::to_string(range.end - 1) + "/" + std::to_string(*size));
  }
  if (request.method == "HEAD") {
    head.length = range.end - range.from;
    return exchange->answer(std::move(head));
  }
  send(exchange, std::move(head), sha256, range);
}

void BlobRoute::send(const std::shared_ptr<net::Exchange>& exchange, net::Response head, const std::string& sha256,
                     ByteRange range) {
  if (++pieces_->sent_at_once > kMaxBlobsSentAtOnce) {
    --pieces_->sent_at_once;
    auto refusal = net::problem(503, "unavailable", "many boards fetch at once");
    refusal.headers.emplace_back("Retry-After", kComeAgainSeconds);
    return exchange->answer(std::move(refusal));
  }
  const auto sending = std::make_shared<Sending>(pieces_, desk_.reads, sha256, range);
  net::StreamEvents events;
  events.on_drained = [sending] { sending->go_on(); };
  sending->stream = exchange->stream(std::move(head), std::move(events));
  sending->go_on();
}

}  // namespace gridboard::server
