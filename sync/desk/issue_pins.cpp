// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/issue_pins.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include "sync/desk/feed_records.hpp"
#include "sync/desk/resolve_places.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::size_t kPinDigits = 6;
constexpr std::uint64_t kPinCount = 1'000'000;
constexpr mode_t kOwnerOnly = 0600;
constexpr unsigned kMostThreads = 4;  // each hash takes 64 MiB

struct Slip {
  model::Household household;
  std::string pin;
  std::string hash;
};

// 000000 or 123456 is what anybody tries first.
bool is_guessed_first(const std::string& pin) {
  const int step = pin[1] - pin[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 2; i < pin.size(); ++i) {
    if (pin[i] - pin[i - 1] != step) return false;
  }
  return true;
}

std::string make_pin(base::Random& random) {
  for (;;) {
    std::string pin = std::to_string(random.below(kPinCount));
    pin.insert(0, kPinDigits - pin.size(), '0');
    if (!is_guessed_first(pin)) return pin;
  }
}

std::string hash_pin(const std::string& pin) {
  char out[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str(out, pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                       crypto_pwhash_MEMLIMIT_INTERACTIVE);
  return failed == 0 ? out : "";
}

// Hashes on all cores; the caller's thread reports. False if memory ran out.
bool hash_all(std::vector<Slip>& slips, const std::function<void(std::size_t, std::size_t)>& progress) {
  std::mutex mutex;
  std::condition_variable advanced;
  std::size_t next = 0, done = 0;
  const auto work = [&] {
    for (;;) {
      std::size_t mine = 0;
      {
        const std::lock_guard lock(mutex);
        if (next == slips.size()) return;
        mine = next++;
      }
      slips[mine].hash = hash_pin(slips[mine].pin);
      const std::lock_guard lock(mutex);
      ++done;
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
  return std::none_of(slips.begin(), slips.end(), [](const Slip& slip) { return slip.hash.empty(); });
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// The file of slips: made new and readable by its owner alone, gone again unless kept.
class SlipFile {
 public:
  explicit SlipFile(std::string path) : path_(std::move(path)) {}
  SlipFile(const SlipFile&) = delete;
  SlipFile& operator=(const SlipFile&) = delete;
  ~SlipFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!kept_) ::unlink(path_.c_str());
  }

  Result<void> make() {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
    if (descriptor_ >= 0) return {};
    if (errno == EEXIST) return fail(ErrorCode::conflict, path_ + " is there already and isn't overwritten");
    return fail(ErrorCode::io, "can't make " + path_ + ": " + std::strerror(errno));
  }
  Result<void> fill(const std::vector<Slip>& slips) {
    std::string text = "account,place,door,pin\r\n";
    for (const Slip& slip : slips) {
      text += csv_field(slip.household.account) + "," + csv_field(slip.household.unit_path) + "," +
              csv_field(slip.household.door) + "," + slip.pin + "\r\n";
    }
    for (std::size_t written = 0; written < text.size();) {
      const ssize_t part = ::write(descriptor_, text.data() + written, text.size() - written);
      if (part < 0 && errno == EINTR) continue;
      if (part <= 0) return fail(ErrorCode::io, "can't write " + path_ + ": " + std::strerror(errno));
      written += static_cast<std::size_t>(part);
    }
    if (::fsync(descriptor_) != 0) return fail(ErrorCode::io, "can't write " + path_ + ": " + std::strerror(errno));
    return {};
  }
  void keep() { kept_ = true; }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool kept_ = false;
};

Result<std::vector<Slip>> households_to_serve(store::Store& store, const IssuePins& wanted, std::size_t& kept) {
  std::vector<Slip> slips;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto places = resolve_places(reader, wanted.places);
    if (!places) return tl::unexpected(places.error());
    for (const model::Place& place : *places) {
      auto households = reader.households_under(place.path);
      if (!households) return tl::unexpected(households.error());
      for (model::Household& household : *households) {
        if (!household.pin_hash.empty() && !wanted.renew) {
          ++kept;
        } else {
          slips.push_back({std::move(household), "", ""});
        }
      }
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return slips;
}

Result<void> keep_hashes(store::Store& store, const std::vector<Slip>& slips, const model::Rules& rules,
                         base::Instant now) {
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
      if (auto put = writer.put(household); !put) return tl::unexpected(put.error());
      auto published = publish_household(writer, *settings, rules, household, *before, now);
      if (!published) return published;
    }
    return {};
  });
}

}  // namespace

Result<IssuedPins> issue_pins(store::Store& store, const IssuePins& wanted, const model::Rules& rules,
                              const base::Clock& clock, base::Random& random,
                              const std::function<void(std::size_t, std::size_t)>& progress) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium can't be used");
  IssuedPins issued;
  auto slips = households_to_serve(store, wanted, issued.kept);
  if (!slips) return tl::unexpected(slips.error());
  if (slips->empty()) return issued;
  SlipFile file(wanted.file);
  if (auto made = file.make(); !made) return tl::unexpected(made.error());
  for (Slip& slip : *slips) slip.pin = make_pin(random);
  if (!hash_all(*slips, progress)) return fail(ErrorCode::unavailable, "there isn't enough memory to hash the PINs");
  // The slips come first: a PIN that nobody can read would lock people out.
  if (auto filled = file.fill(*slips); !filled) return tl::unexpected(filled.error());
  auto kept = keep_hashes(store, *slips, rules, clock.now());
  for (Slip& slip : *slips) sodium_memzero(slip.pin.data(), slip.pin.size());
  if (!kept) return tl::unexpected(kept.error());
  file.keep();
  issued.issued = slips->size();
  return issued;
}

}  // namespace gridboard::desk
