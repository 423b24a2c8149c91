// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/issue_pins.hpp"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/resolve_places.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr unsigned kMostThreads = 4;  // each of its hashes takes 64 MiB

struct Slip {
  model::Household household;
  std::string pin;
  std::string hash, lock;
  wire::SecretBytes key, salt;  // a new key each time: the PIN before opens nothing that is sent from now on
};

wire::SecretBytes random_bytes(std::size_t size, base::Random& random) {
  wire::SecretBytes bytes(size);
  random.fill(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  return bytes;
}

bool hash(Slip& slip) {
  slip.hash = hash_pin(slip.pin);
  const auto lock = wire::make_lock(slip.household.account, slip.pin, slip.key.view(), slip.salt.view());
  if (lock) slip.lock = wire::encode(*lock);
  return lock && !slip.hash.empty();
}

// Hashes on all cores; the caller's thread reports. False if memory ran out.
bool hash_all(std::vector<Slip>& slips, const std::function<void(std::size_t, std::size_t)>& progress) {
  std::mutex mutex;
  std::condition_variable advanced;
  std::size_t next = 0, done = 0;
  bool all = true;
  const auto work = [&] {
    for (;;) {
      std::size_t mine = 0;
      {
        const std::lock_guard lock(mutex);
        if (next == slips.size()) return;
        mine = next++;
      }
      const bool hashed = hash(slips[mine]);
      const std::lock_guard lock(mutex);
      ++done;
      all = all && hashed;
      advanced.notify_one();
    }
  };
  std::vector<std::jthread> threads;
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
  for (unsigned i = 0; i < cores; ++i) threads.emplace_back(work);
  for (std::size_t reported = 0; reported < slips.size();) {
    {
      std::unique_lock lock(mutex);
      advanced.wait(lock, [&] { return done > reported; });
      reported = done;
    }
    if (progress) progress(reported, slips.size());
  }
  threads.clear();
  return all;
}

std::string slips_text(const std::vector<PinSlip>& slips) {
  std::string text = "account,place,door,pin\r\n";
  for (const PinSlip& slip : slips) {
    text += csv_field(slip.account) + "," + csv_field(slip.unit_path) + "," + csv_field(slip.door) + "," + slip.pin +
            "\r\n";
  }
  return text;
}

Result<std::vector<Slip>> households_to_serve(store::Store& store, const PinIssue& wanted, std::size_t& kept) {
  std::vector<Slip> slips;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto places = resolve_places(reader, wanted.places);
    if (!places) return tl::unexpected(places.error());
    for (const model::Place& place : *places) {
      auto households = reader.households_under(place.path);
      if (!households) return tl::unexpected(households.error());
      for (model::Household& household : *households) {
        if (!household.pin_lock.empty() && !wanted.renew) {
          ++kept;
        } else {
          slips.push_back({std::move(household), "", "", "", {}, {}});
        }
      }
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return slips;
}

Result<void> keep_hashes(store::Store& store, const std::vector<Slip>& slips, const PinIssue& issue,
                         const IssuedPins& issued, const model::Rules& rules, base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    for (const Slip& slip : slips) {
      // Hashing took a while: what an import has changed meanwhile stays.
      auto before = writer.household(slip.household.account);
      if (!before) return tl::unexpected(before.error());
      if (!*before) continue;
      model::Household household = **before;
      household.pin_hash = slip.hash;
      household.pin_lock = slip.lock;
      household.household_key = base::to_base64url(std::as_bytes(std::span(slip.key.data(), slip.key.size())));
      if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
      auto published = publish_household(writer, *settings, rules, household, *before, now);
      if (!published) return published;
    }
    return issue.noted ? issue.noted(writer, issued) : Result<void>();
  });
}

// Wiped when it ends.
class HandedOver {
 public:
  explicit HandedOver(const std::vector<Slip>& slips) {
    for (const Slip& slip : slips) {
      slips_.push_back({slip.household.account, slip.household.unit_path, slip.household.door, slip.pin});
    }
  }
  HandedOver(const HandedOver&) = delete;
  HandedOver& operator=(const HandedOver&) = delete;
  ~HandedOver() {
    for (PinSlip& slip : slips_) sodium_memzero(slip.pin.data(), slip.pin.size());
  }
  [[nodiscard]] const std::vector<PinSlip>& slips() const { return slips_; }

 private:
  std::vector<PinSlip> slips_;
};

}  // namespace

Result<IssuedPins> issue_pins(store::Store& store, const PinIssue& issue, const model::Rules& rules,
                              const base::Clock& clock, base::Random& random,
                              const std::function<void(std::size_t, std::size_t)>& progress) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  IssuedPins issued;
  auto slips = households_to_serve(store, issue, issued.kept);
  if (!slips) return tl::unexpected(slips.error());
  if (slips->empty()) return issued;
  if (issue.most > 0 && slips->size() > issue.most) {
    return fail(ErrorCode::too_large, std::to_string(slips->size()) + " households at once");
  }
  for (Slip& slip : *slips) {
    slip.pin = make_pin(random);
    slip.key = random_bytes(wire::kHouseholdKeyBytes, random);
    slip.salt = random_bytes(wire::kLockSaltBytes, random);
  }
  const auto wipe = [&] {
    for (Slip& slip : *slips) sodium_memzero(slip.pin.data(), slip.pin.size());
  };
  if (!hash_all(*slips, progress)) {
    wipe();
    return fail(ErrorCode::unavailable, "there isn't enough memory to hash the PINs");
  }
  // The slips come first: a PIN that nobody can read would lock people out.
  auto handed = issue.hand_over(HandedOver(*slips).slips());
  wipe();
  if (!handed) return tl::unexpected(handed.error());
  issued.issued = slips->size();
  auto kept = keep_hashes(store, *slips, issue, issued, rules, clock.now());
  if (!kept) return tl::unexpected(kept.error());
  return issued;
}

Result<IssuedPins> issue_pins(store::Store& store, const IssuePins& wanted, const model::Rules& rules,
                              const base::Clock& clock, base::Random& random,
                              const std::function<void(std::size_t, std::size_t)>& progress) {
  // Told before the hours of hashing, not after them.
  if (::access(wanted.file.c_str(), F_OK) == 0) {
    return fail(ErrorCode::conflict, wanted.file + " is there already and isn't overwritten");
  }
  SlipFile file(wanted.file);
  PinIssue issue;
  issue.places = wanted.places;
  issue.renew = wanted.renew;
  issue.hand_over = [&](const std::vector<PinSlip>& slips) -> Result<void> {
    if (auto made = file.make(); !made) return made;
    std::string text = slips_text(slips);
    return file.fill(text);
  };
  auto issued = issue_pins(store, issue, rules, clock, random, progress);
  if (issued && issued->issued > 0) file.keep();
  return issued;
}

}  // namespace gridboard::desk
