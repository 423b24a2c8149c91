// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/main/run_bundle.hpp"

#include <iostream>

#include "kiosk/link/bundle.hpp"
#include "kiosk/link/replica_lock.hpp"
#include "sync/replica/replica.hpp"

namespace gridboard::kiosk {
namespace {

using base::Result;

Result<std::string> take_in(replica::ReplicaWriter& writer, const Options& options, base::Instant now) {
  link::BlobCache cache(options.settings.blob_folder(), options.settings.max_blob_bytes);
  const link::BundleBlobs blobs{cache, options.settings.replica_path(), now};
  const auto taken = link::take_bundle(writer, options.bundle_file, options.settings.data_folder, &blobs);
  if (!taken) return tl::unexpected(taken.error());
  return std::to_string(taken->changed.size()) + " records changed, " + std::to_string(taken->answered.size()) +
         " answers, " + std::to_string(taken->pictures) + " pictures; as of " +
         base::format_rfc3339(taken->made_at, options.settings.zone);
}

Result<std::string> write_out(replica::ReplicaWriter& writer, const Options& options, base::Instant now) {
  const auto written = link::write_outbox(writer, options.bundle_file, now, options.settings.zone);
  if (!written) return tl::unexpected(written.error());
  return std::to_string(written->items) + " items written to " + options.bundle_file;
}

Result<std::string> run(const Options& options, base::Clock& clock, base::Random& random) {
  const std::string path = options.settings.replica_path();
  const auto lock = link::ReplicaLock::take(path);
  if (!lock && lock.error().code == base::ErrorCode::unavailable) {
    return base::fail(lock.error().code,
                      "the board's program is running: use its maintenance screen, or stop it first");
  }
  if (!lock) return tl::unexpected(lock.error());
  const auto writer = replica::ReplicaWriter::open(path, clock, random);
  if (!writer) return tl::unexpected(writer.error());
  return options.bundle == Options::Bundle::import_file ? take_in(**writer, options, clock.now())
                                                        : write_out(**writer, options, clock.now());
}

}  // namespace

int run_bundle(const Options& options, base::Clock& clock, base::Random& random) {
  const auto done = run(options, clock, random);
  if (done) {
    std::cout << *done << "\n";
    return 0;
  }
  std::cerr << "gridboard-kiosk: " << done.error().message << "\n";
  return 1;
}

}  // namespace gridboard::kiosk
