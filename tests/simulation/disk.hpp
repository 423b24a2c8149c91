// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A machine's disk, kept in memory, that knows what was synced. Files lie flat under "/virtual/<disk>/"; SQLite reaches
// them through virtual_files.cpp, everything else through the C library's calls that system_calls.cpp catches.
//
// After a power cut each write that no sync followed is there, lost or torn, each by a throw of its own: disks reorder.
// What a name points to (made, renamed, removed) is durable when its folder was synced; of what came after, the first
// few changes are there: file systems with a journal keep these, and only these, in order.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/ids.hpp"

namespace gridboard::simulation {

// What SQLite's connections share beside the bytes: the locks on a file and the index of its WAL.
struct FileLocks {
  int shared = 0;
  const void* reserved = nullptr;
  const void* pending = nullptr;
  const void* exclusive = nullptr;
};
struct WalIndex {
  static constexpr int kLocks = 8;
  std::vector<std::unique_ptr<char[]>> regions;
  std::array<int, kLocks> shared{};
  std::array<const void*, kLocks> exclusive{};
  int users = 0;
};

struct File {
  struct Unsynced {
    std::uint64_t offset = 0;
    std::string bytes;
    bool truncates = false;  // then `offset` is the new size
  };
  std::string bytes;    // as programs see it
  std::string durable;  // as it surely is after a power cut
  std::vector<Unsynced> unsynced;
  FileLocks locks;
  WalIndex index;
};

enum class DiskAnswer { done, full, dead };

class Disk {
 public:
  using Image = std::map<std::string, std::string>;

  explicit Disk(std::uint64_t seed) : random_(seed), name_random_(~seed) {}

  [[nodiscard]] std::shared_ptr<File> find(const std::string& name) const;
  // nullptr if the disk is full or dead.
  [[nodiscard]] std::shared_ptr<File> make(const std::string& name);
  DiskAnswer write(File& file, std::uint64_t offset, std::string_view bytes);
  DiskAnswer truncate(File& file, std::uint64_t size);
  DiskAnswer sync(File& file);
  DiskAnswer rename(const std::string& from, const std::string& to);
  DiskAnswer remove(const std::string& name);
  DiskAnswer sync_folder();

  // The power goes at the `count`-th change from now on: that one may be half done, and nothing works until
  // power_cut().
  void cut_power_after(std::uint64_t count) { changes_left_ = count; }
  void never_cut_power() { changes_left_.reset(); }
  [[nodiscard]] bool dead() const { return dead_; }
  // The machine is off (every handle must be closed by then) and what wasn't synced falls as it may. On again after.
  void power_cut();
  // While full, nothing may grow.
  void set_full(bool full) { full_ = full; }

  // What is durable now, as in a copy of the disk that was taken out.
  [[nodiscard]] Image image() const;
  // Another disk is put in. Only while every handle is closed.
  void put_in(const Image& image);

 private:
  // False if the power goes at this change or is gone.
  bool step();
  // A file that got its name, lost it, or got another.
  struct NameChange {
    std::string from, to;
    std::shared_ptr<File> file;
  };
  using Names = std::map<std::string, std::shared_ptr<File>>;
  void change_name(NameChange change);
  static void apply(Names& names, const NameChange& change);
  static void apply(std::string& bytes, const File::Unsynced& change);
  void settle(File& file);

  base::SeededRandom random_, name_random_;
  Names files_;          // as programs see them
  Names durable_names_;  // as they surely are after a power cut
  std::vector<NameChange> unsynced_names_;
  std::optional<std::uint64_t> changes_left_;
  bool dead_ = false, full_ = false;
};

// Where "/virtual/<disk>/<name>" leads. The C library's calls carry no context, so the disks of the run that is on
// stand in one place; the process has one thread.
class Disks {
 public:
  static void set(const std::string& name, Disk* disk);  // nullptr takes it away
  struct Place {
    Disk* disk = nullptr;
    std::string name;
  };
  // Nothing for paths of the real file system.
  [[nodiscard]] static std::optional<Place> find(std::string_view path);
};

// Registers the disks as SQLite's default file system. `seed` is what SQLite's own randomness begins with.
void use_virtual_files();
void seed_sqlite(std::uint64_t seed);

}  // namespace gridboard::simulation
