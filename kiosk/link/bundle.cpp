// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/bundle.hpp"

#include <limits>
#include <optional>
#include <set>

#include "kiosk/link/wanted_pictures.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/log.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/json_writer.hpp"
#include "sync/wire/secret_bytes.hpp"
#include "sync/wire/signature.hpp"

namespace gridboard::kiosk::link {
namespace {

using base::ErrorCode;
using base::Result;
using replica::ReplicaWriter;

constexpr std::size_t kItemBytesPerLine = 1 << 20;  // a line holds 2 MiB, an item at most 100 kB

bool is_control(std::string_view line) {
  return line.starts_with("{\"line\":");
}

// The file that no one would sign is refused; a disk that fails isn't the file's fault.
tl::unexpected<base::Error> refused(const base::Error& why) {
  return base::fail(ErrorCode::conflict, "bundle refused: " + why.message);
}

// The keys come first: whose word the rest is may follow from them.
Result<void> take_keys(ReplicaWriter& writer, wire::BundleReader& file) {
  while (true) {
    const auto line = file.next();
    if (!line) return refused(line.error());
    if (!*line || !is_control(**line) || wire::is_blob_line(**line)) break;
    const auto control = wire::parse_feed_line(**line);
    if (!control && control.error().code != ErrorCode::not_found) return refused(control.error());
    const auto* key = control ? std::get_if<wire::KeyLine>(&*control) : nullptr;
    if (key == nullptr) continue;
    if (const auto taken = writer.take_key(*key); !taken) return tl::unexpected(taken.error());
  }
  file.begin_again();
  return {};
}

Result<void> take_answers(ReplicaWriter& writer, std::string_view line, TakenBundle& taken) {
  const auto answers = wire::decode_answers(line);
  if (!answers) return refused(answers.error());
  for (const wire::ItemAnswer& answer : *answers) taken.answered.push_back(answer.id);
  return writer.acknowledge(*answers);
}

Result<void> take_line(ReplicaWriter& writer, std::string_view text, TakenBundle& taken, bool& committed) {
  if (text.starts_with('{') && !is_control(text)) return take_answers(writer, text, taken);
  const auto line = wire::parse_feed_line(text);
  if (!line && line.error().code == ErrorCode::not_found) return {};
  if (!line) return refused(line.error());
  if (const auto* segment = std::get_if<wire::SegmentLine>(&*line)) return writer.stage(*segment);
  const auto* commit = std::get_if<wire::Commit>(&*line);
  if (commit == nullptr) return {};
  // What lies behind the one commit would be another one's.
  if (std::exchange(committed, true)) return base::fail(ErrorCode::conflict, "bundle refused: it commits twice");
  auto changed = writer.commit(*commit);
  if (!changed) return tl::unexpected(changed.error());
  taken.changed = std::move(*changed);
  return {};
}

// The blobs behind the records, each of which begins with its first piece.
class BlobLines {
 public:
  explicit BlobLines(const BundleBlobs* to) : to_(to) {}

  void take(std::string_view text) {
    if (to_ == nullptr) return;
    const auto line = wire::parse_blob_line(text);
    if (!line) return leave_out("?", line.error());
    if (line->offset == 0 && !begin(*line)) return;
    if (line->sha256 != now_ || line->offset != got_) return;
    auto done = to_->cache.add(line->bytes);
    got_ += line->bytes.size();
    const bool whole = done && got_ == line->size;
    if (whole) done = to_->cache.finish();
    if (!done || whole) now_.clear();
    if (!done) {
      to_->cache.discard();
      return leave_out(line->sha256, done.error());
    }
    if (whole) ++kept_;
  }
  [[nodiscard]] std::size_t kept() const { return kept_; }

 private:
  bool begin(const wire::BlobLine& line) {
    now_.clear();
    if (to_->cache.has(line.sha256)) return false;
    if (!live_) {
      const auto wanted = wanted_pictures(to_->replica_path, to_->now, to_->cache.max_bytes());
      live_ = wanted ? hashes_of(*wanted) : std::set<std::string>();
    }
    // From the beginning: what a network left of it may be another one's.
    auto there = to_->cache.begin(line.sha256, line.size, *live_);
    if (there && *there > 0) {
      to_->cache.discard();
      there = to_->cache.begin(line.sha256, line.size, *live_);
    }
    if (!there) return leave_out(line.sha256, there.error()), false;
    now_ = line.sha256;
    got_ = 0;
    return true;
  }
  static void leave_out(std::string_view sha256, const base::Error& why) {
    base::log_event(base::LogLevel::warning, "bundle.blob_left_out",
                    {{"sha256", sha256}, {"reason", std::string_view(why.message)}});
  }

  const BundleBlobs* to_;
  std::optional<std::set<std::string>> live_;  // known once the records are in
  std::string now_;
  std::uint64_t got_ = 0;
  std::size_t kept_ = 0;
};

Result<TakenBundle> take_checked(ReplicaWriter& writer, wire::BundleReader& file, const BundleBlobs* to) {
  if (auto keys = take_keys(writer, file); !keys) return tl::unexpected(keys.error());
  if (auto begun = writer.begin_bundle(file.end()); !begun) return tl::unexpected(begun.error());
  TakenBundle taken;
  taken.made_at = file.end().made_at;
  bool committed = false;
  BlobLines blobs(to);
  while (true) {
    const auto line = file.next();
    if (!line) return refused(line.error());
    if (!*line) break;
    if (wire::is_blob_line(**line)) {
      if (committed) blobs.take(**line);
      continue;
    }
    if (auto done = take_line(writer, **line, taken, committed); !done) return tl::unexpected(done.error());
  }
  if (!committed) return base::fail(ErrorCode::conflict, "bundle refused: it has no commit");
  taken.pictures = blobs.kept();
  return taken;
}

void report(ReplicaWriter& writer, const base::Error& why) {
  base::log_event(base::LogLevel::warning, "bundle.refused", {{"reason", std::string_view(why.message)}});
  wire::JsonWriter body;
  body.begin_object();
  body.text("reason", why.message);
  body.end_object();
  (void)writer.enqueue(wire::ItemKind::refused_segment, body.take());
}

std::string items_line(const std::vector<wire::OutboxItem>& items, std::size_t& next, base::Zone zone) {
  std::vector<wire::OutboxItem> fitting;
  for (std::size_t bytes = 0; next < items.size() && fitting.size() < wire::kMaxItemsPerPost; ++next) {
    bytes += items[next].body.size();
    if (bytes > kItemBytesPerLine && !fitting.empty()) break;
    fitting.push_back(items[next]);
  }
  return wire::encode_items(fitting, zone);
}

}  // namespace

Result<TakenBundle> take_bundle(ReplicaWriter& writer, const std::string& path, const std::string& scratch_folder,
                                const BundleBlobs* blobs) {
  const auto file = wire::BundleReader::open(path, scratch_folder);
  if (!file) {
    const ErrorCode code = file.error().code;
    if (code != ErrorCode::corrupt && code != ErrorCode::too_large) return tl::unexpected(file.error());
    const base::Error why = refused(file.error()).value();
    report(writer, why);
    return tl::unexpected(why);
  }
  auto taken = take_checked(writer, **file, blobs);
  if (taken) {
    base::log_event(base::LogLevel::info, "bundle.taken",
                    {{"changed", static_cast<std::int64_t>(taken->changed.size())},
                     {"answers", static_cast<std::int64_t>(taken->answered.size())},
                     {"pictures", static_cast<std::int64_t>(taken->pictures)}});
    return taken;
  }
  writer.drop_staged();
  if (taken.error().code == ErrorCode::conflict) report(writer, taken.error());
  return taken;
}

Result<WrittenOutbox> write_outbox(ReplicaWriter& writer, const std::string& path, base::Instant now, base::Zone zone) {
  auto identity = writer.identity();
  if (!identity) return tl::unexpected(identity.error());
  if (!*identity) return base::fail(ErrorCode::unavailable, "this board belongs to no centre");
  const auto cursor = writer.cursor();
  if (!cursor) return tl::unexpected(cursor.error());
  const auto items = writer.pending(std::numeric_limits<std::int32_t>::max());
  if (!items) return tl::unexpected(items.error());
  auto file = wire::BundleWriter::create(path);
  if (!file) return tl::unexpected(file.error());
  if (auto added = (*file)->add(wire::encode(wire::Commit{*cursor})); !added) return tl::unexpected(added.error());
  for (std::size_t next = 0; next < items->size();) {
    if (auto added = (*file)->add(items_line(*items, next, zone)); !added) return tl::unexpected(added.error());
  }
  const auto sign = [&identity](std::string_view statement) -> Result<std::string> {
    std::string bytes = base::from_base64url((*identity)->secret_key);
    wire::wipe((*identity)->secret_key);
    const wire::SecretBytes secret(bytes);
    wire::wipe(bytes);
    if (secret.size() != wire::kSigningSecretBytes) return base::fail(ErrorCode::corrupt, "this board's key isn't one");
    return wire::sign(secret, statement);
  };
  wire::BundleEnd end;
  end.kind = wire::BundleKind::outbox;
  end.board_id = (*identity)->board_id;
  end.made_at = now;
  if (const auto written = (*file)->finish(end, sign, zone); !written) return tl::unexpected(written.error());
  return WrittenOutbox{items->size()};
}

std::string bundle_name(const std::string& board_id) {
  return "gridboard-" + board_id + ".bundle";
}

std::string outbox_name(const std::string& board_id) {
  return "gridboard-" + board_id + ".outbox";
}

}  // namespace gridboard::kiosk::link
