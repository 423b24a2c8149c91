// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/end_retention.hpp"

namespace gridboard::desk {
namespace {

// Other writes wait this long at most: a few tens of milliseconds.
constexpr std::size_t kRemovalsPerWrite = 2000;

}  // namespace

base::Result<std::size_t> end_retention(store::Store& store, const model::RetentionRules& rules, base::Instant now) {
  const auto until_none_is_left = [&store](auto step) -> base::Result<std::size_t> {
    std::size_t all = 0;
    for (std::size_t done = kRemovalsPerWrite; done == kRemovalsPerWrite; all += done) {
      const auto written = store.write([&](store::Writer& writer) -> base::Result<void> {
        const auto went = step(writer);
        if (!went) return tl::unexpected(went.error());
        done = *went;
        return {};
      });
      if (!written) return tl::unexpected(written.error());
    }
    return all;
  };
  const auto noted = until_none_is_left(
      [now](store::Writer& writer) { return writer.note_removals(now, kRemovalsPerWrite); });
  if (!noted) return noted;
  return until_none_is_left(
      [&](store::Writer& writer) { return writer.drop_removals(now - rules.removals, kRemovalsPerWrite); });
}

}  // namespace gridboard::desk
