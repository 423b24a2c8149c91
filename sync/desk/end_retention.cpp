// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/end_retention.hpp"

#include "sync/store/board_commands.hpp"

namespace gridboard::desk {
namespace {

// Other writes wait this long at most: a few tens of milliseconds.
constexpr std::size_t kRemovalsPerWrite = 2000;
constexpr std::size_t kBlobsPerWrite = 20;  // of a few MiB each
constexpr std::size_t kBoardPicturesPerWrite = 100;

// In writes of bounded length: `step` says how many it went through, and has more to do after as many as it may.
template <class Step>
base::Result<std::size_t> until_none_is_left(store::Store& store, std::size_t per_write, Step step) {
  std::size_t all = 0;
  for (std::size_t done = per_write; done == per_write; all += done) {
    const auto written = store.write([&](store::Writer& writer) -> base::Result<void> {
      const auto went = step(writer);
      if (!went) return tl::unexpected(went.error());
      done = *went;
      return {};
    });
    if (!written) return tl::unexpected(written.error());
  }
  return all;
}

}  // namespace

base::Result<std::size_t> end_retention(store::Store& store, const model::RetentionRules& rules, base::Instant now) {
  const auto noted = until_none_is_left(
      store, kRemovalsPerWrite, [now](store::Writer& writer) { return writer.note_removals(now, kRemovalsPerWrite); });
  if (!noted) return noted;
  return until_none_is_left(store, kRemovalsPerWrite, [&](store::Writer& writer) {
    return writer.drop_removals(now - rules.removals, kRemovalsPerWrite);
  });
}

base::Result<std::size_t> drop_unused_blobs(store::Store& store, const model::RetentionRules& rules,
                                            base::Instant now) {
  const auto noted = until_none_is_left(
      store, kBlobsPerWrite, [now](store::Writer& writer) { return writer.note_unused_blobs(now, kBlobsPerWrite); });
  if (!noted) return noted;
  return until_none_is_left(store, kBlobsPerWrite, [&](store::Writer& writer) {
    return writer.drop_unused_blobs(now - rules.unused_blobs, kBlobsPerWrite);
  });
}

base::Result<std::size_t> drop_board_pictures(store::Store& store, const model::RetentionRules& rules,
                                              base::Instant now) {
  return until_none_is_left(store, kBoardPicturesPerWrite, [&](store::Writer& writer) {
    return writer.write_board_desk().drop_board_pictures(now - rules.board_pictures, kBoardPicturesPerWrite);
  });
}

}  // namespace gridboard::desk
