// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/disk.hpp"

#include <algorithm>

namespace gridboard::simulation {
namespace {

constexpr std::string_view kRoot = "/virtual/";
constexpr std::size_t kSectorBytes = 512;

std::map<std::string, Disk*, std::less<>> disks_of_the_run;

}  // namespace

std::shared_ptr<File> Disk::find(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : found->second;
}

bool Disk::step() {
  if (dead_) return false;
  if (!changes_left_) return true;
  if (*changes_left_ > 1) return --*changes_left_, true;
  changes_left_.reset();
  dead_ = true;
  return false;
}

std::shared_ptr<File> Disk::make(const std::string& name) {
  if (auto known = find(name)) return known;
  if (full_ || !step()) return nullptr;
  const auto file = std::make_shared<File>();
  change_name({"", name, file});
  return file;
}

void Disk::apply(Names& names, const NameChange& change) {
  if (!change.from.empty()) names.erase(change.from);
  if (!change.to.empty()) names[change.to] = change.file;
}

void Disk::change_name(NameChange change) {
  apply(files_, change);
  unsynced_names_.push_back(std::move(change));
}

void Disk::apply(std::string& bytes, const File::Unsynced& change) {
  if (change.truncates) return bytes.resize(change.offset);
  const std::size_t end = change.offset + change.bytes.size();
  if (bytes.size() < end) bytes.resize(end);
  std::copy(change.bytes.begin(), change.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

DiskAnswer Disk::write(File& file, std::uint64_t offset, std::string_view bytes) {
  if (dead_) return DiskAnswer::dead;
  if (full_ && offset + bytes.size() > file.bytes.size()) return DiskAnswer::full;
  const bool goes_on = step();
  file.unsynced.push_back({offset, std::string(bytes), false});
  apply(file.bytes, file.unsynced.back());
  return goes_on ? DiskAnswer::done : DiskAnswer::dead;
}

DiskAnswer Disk::truncate(File& file, std::uint64_t size) {
  if (dead_) return DiskAnswer::dead;
  if (full_ && size > file.bytes.size()) return DiskAnswer::full;
  const bool goes_on = step();
  file.unsynced.push_back({size, {}, true});
  apply(file.bytes, file.unsynced.back());
  return goes_on ? DiskAnswer::done : DiskAnswer::dead;
}

DiskAnswer Disk::sync(File& file) {
  if (!step()) return DiskAnswer::dead;
  for (const File::Unsynced& change : file.unsynced) apply(file.durable, change);
  file.unsynced.clear();
  return DiskAnswer::done;
}

DiskAnswer Disk::rename(const std::string& from, const std::string& to) {
  if (dead_) return DiskAnswer::dead;
  const bool goes_on = step();
  const bool done = goes_on || random_.below(2) == 0;
  const auto file = files_.find(from);
  if (done && file != files_.end()) change_name({from, to, file->second});
  return goes_on ? DiskAnswer::done : DiskAnswer::dead;
}

DiskAnswer Disk::remove(const std::string& name) {
  if (dead_) return DiskAnswer::dead;
  const bool goes_on = step();
  if (goes_on || random_.below(2) == 0) change_name({name, "", nullptr});
  return goes_on ? DiskAnswer::done : DiskAnswer::dead;
}

// Not a change to count: the power going before it is the power going at the change after it.
DiskAnswer Disk::sync_folder() {
  if (dead_) return DiskAnswer::dead;
  durable_names_ = files_;
  unsynced_names_.clear();
  return DiskAnswer::done;
}

// Mostly each write falls for itself; now and then none or all of them came through.
void Disk::settle(File& file) {
  enum class Fate { all, none, each };
  const auto roll = random_.below(8);
  const Fate fate = roll == 0 ? Fate::all : roll == 1 ? Fate::none : Fate::each;
  for (File::Unsynced& change : file.unsynced) {
    if (fate == Fate::none) break;
    const auto luck = fate == Fate::all ? 0 : random_.below(4);
    if (luck == 2) continue;
    if (luck == 3 && !change.truncates && change.bytes.size() > kSectorBytes) {
      const std::size_t sectors = change.bytes.size() / kSectorBytes;
      const std::size_t kept = random_.below(sectors) * kSectorBytes;
      if (random_.below(2) == 0) {
        change.bytes.resize(kept);
      } else {
        change.bytes.erase(0, kept);
        change.offset += kept;
      }
    }
    apply(file.durable, change);
  }
}

void Disk::power_cut() {
  const std::size_t kept = unsynced_names_.empty() ? 0 : name_random_.below(unsynced_names_.size() + 1);
  for (std::size_t i = 0; i < kept; ++i) apply(durable_names_, unsynced_names_[i]);
  unsynced_names_.clear();
  files_ = durable_names_;
  for (auto& [name, file] : files_) {
    settle(*file);
    auto after = std::make_shared<File>();
    after->durable = std::move(file->durable);
    after->bytes = after->durable;
    file = std::move(after);
  }
  durable_names_ = files_;
  dead_ = false;
  full_ = false;
  changes_left_.reset();
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [name, file] : durable_names_) image[name] = file->durable;
  return image;
}

void Disk::put_in(const Image& image) {
  files_.clear();
  for (const auto& [name, bytes] : image) {
    auto& file = files_[name] = std::make_shared<File>();
    file->bytes = file->durable = bytes;
  }
  durable_names_ = files_;
  unsynced_names_.clear();
}

void Disks::set(const std::string& name, Disk* disk) {
  if (disk == nullptr)
    disks_of_the_run.erase(name);
  else
    disks_of_the_run[name] = disk;
}

std::optional<Disks::Place> Disks::find(std::string_view path) {
  if (!path.starts_with(kRoot)) return std::nullopt;
  path.remove_prefix(kRoot.size());
  const std::size_t slash = path.find('/');
  Place place;
  const auto found = disks_of_the_run.find(path.substr(0, slash));
  if (found != disks_of_the_run.end()) place.disk = found->second;
  if (slash != std::string_view::npos) place.name = path.substr(slash + 1);
  return place;
}

}  // namespace gridboard::simulation
