// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// SQLite's file system on virtual disks. Like the real one it promises that overwriting leaves neighbouring bytes alone
// (SQLITE_IOCAP_POWERSAFE_OVERWRITE) and nothing else: writes may be lost, torn and reordered until a sync.
#include <sqlite3.h>

#include <cstring>
#include <new>

#include "tests/simulation/disk.hpp"

namespace gridboard::simulation {
namespace {

struct Open {
  Disk* disk = nullptr;  // nullptr for a temporary file without a name
  std::shared_ptr<File> file;
  std::string delete_on_close;
  int lock = SQLITE_LOCK_NONE;
  bool uses_index = false;
  bool sync_folder = false;  // with the first sync, as the real one does for what it made beside a database
  unsigned shared_locks = 0, exclusive_locks = 0;  // of the WAL index
};
struct Handle {
  sqlite3_file base;
  Open* open;
};

Open& open_of(sqlite3_file* file) {
  return *reinterpret_cast<Handle*>(file)->open;
}

bool dead(const Open& open) {
  return open.disk != nullptr && open.disk->dead();
}

int code_of(DiskAnswer answer, int failure) {
  if (answer == DiskAnswer::done) return SQLITE_OK;
  return answer == DiskAnswer::full ? SQLITE_FULL : failure;
}

int read(sqlite3_file* handle, void* out, int amount, sqlite3_int64 offset) {
  const Open& open = open_of(handle);
  if (dead(open)) return SQLITE_IOERR_READ;
  const std::string& bytes = open.file->bytes;
  const auto from = static_cast<std::size_t>(offset), wanted = static_cast<std::size_t>(amount);
  const std::size_t there = from >= bytes.size() ? 0 : std::min(wanted, bytes.size() - from);
  if (there > 0) std::memcpy(out, bytes.data() + from, there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* handle, const void* bytes, int amount, sqlite3_int64 offset) {
  Open& open = open_of(handle);
  const std::string_view view(static_cast<const char*>(bytes), static_cast<std::size_t>(amount));
  if (open.disk != nullptr) {
    return code_of(open.disk->write(*open.file, static_cast<std::uint64_t>(offset), view), SQLITE_IOERR_WRITE);
  }
  std::string& all = open.file->bytes;
  if (all.size() < static_cast<std::size_t>(offset) + view.size())
    all.resize(static_cast<std::size_t>(offset) + view.size());
  std::memcpy(all.data() + offset, view.data(), view.size());
  return SQLITE_OK;
}

int truncate(sqlite3_file* handle, sqlite3_int64 size) {
  Open& open = open_of(handle);
  if (open.disk == nullptr) return open.file->bytes.resize(static_cast<std::size_t>(size)), SQLITE_OK;
  return code_of(open.disk->truncate(*open.file, static_cast<std::uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync(sqlite3_file* handle, int) {
  Open& open = open_of(handle);
  if (open.disk == nullptr) return SQLITE_OK;
  if (const DiskAnswer answer = open.disk->sync(*open.file); answer != DiskAnswer::done || !open.sync_folder) {
    return code_of(answer, SQLITE_IOERR_FSYNC);
  }
  open.sync_folder = false;
  return code_of(open.disk->sync_folder(), SQLITE_IOERR_DIR_FSYNC);
}

int file_size(sqlite3_file* handle, sqlite3_int64* size) {
  const Open& open = open_of(handle);
  if (dead(open)) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(open.file->bytes.size());
  return SQLITE_OK;
}

int lock(sqlite3_file* handle, int level) {
  Open& open = open_of(handle);
  FileLocks& locks = open.file->locks;
  if (open.lock >= level) return SQLITE_OK;
  const auto held_by_other = [&open](const void* holder) { return holder != nullptr && holder != &open; };
  if (held_by_other(locks.exclusive) || held_by_other(locks.pending)) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_SHARED) {
    ++locks.shared;
  } else if (held_by_other(locks.reserved)) {
    return SQLITE_BUSY;
  } else if (level == SQLITE_LOCK_RESERVED) {
    locks.reserved = &open;
  } else {
    locks.pending = &open;
    open.lock = SQLITE_LOCK_PENDING;
    if (locks.shared > 1) return SQLITE_BUSY;
    locks.exclusive = &open;
  }
  open.lock = level;
  return SQLITE_OK;
}

int unlock(sqlite3_file* handle, int level) {
  Open& open = open_of(handle);
  FileLocks& locks = open.file->locks;
  if (open.lock <= level) return SQLITE_OK;
  for (const void** holder : {&locks.reserved, &locks.pending, &locks.exclusive}) {
    if (*holder == &open) *holder = nullptr;
  }
  if (level == SQLITE_LOCK_NONE) --locks.shared;
  open.lock = level;
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* handle, int* reserved) {
  *reserved = open_of(handle).file->locks.reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
  return 512;
}

int characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_index(sqlite3_file* handle, int region, int bytes, int extend, void volatile** mapped) {
  Open& open = open_of(handle);
  WalIndex& index = open.file->index;
  *mapped = nullptr;
  if (!open.uses_index) ++index.users;
  open.uses_index = true;
  const auto wanted = static_cast<std::size_t>(region);
  if (index.regions.size() <= wanted && extend == 0) return SQLITE_OK;
  while (index.regions.size() <= wanted)
    index.regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
  *mapped = index.regions[wanted].get();
  return SQLITE_OK;
}

int lock_index(sqlite3_file* handle, int offset, int count, int flags) {
  Open& open = open_of(handle);
  WalIndex& index = open.file->index;
  const unsigned mask = ((1U << count) - 1U) << offset;
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    for (int i = offset; i < offset + count; ++i) {
      if ((open.exclusive_locks & (1U << i)) != 0) index.exclusive.at(static_cast<std::size_t>(i)) = nullptr;
      if ((open.shared_locks & (1U << i)) != 0) --index.shared.at(static_cast<std::size_t>(i));
    }
    open.exclusive_locks &= ~mask;
    open.shared_locks &= ~mask;
    return SQLITE_OK;
  }
  const bool shared = (flags & SQLITE_SHM_SHARED) != 0;
  if (shared && (open.shared_locks & mask) != 0) return SQLITE_OK;
  for (int i = offset; i < offset + count; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    const bool own = (open.exclusive_locks & (1U << i)) != 0;
    if (!own && index.exclusive.at(slot) != nullptr) return SQLITE_BUSY;
    const int own_shared = (open.shared_locks & (1U << i)) != 0 ? 1 : 0;
    if (!shared && index.shared.at(slot) > own_shared) return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + count; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    if (shared)
      ++index.shared.at(slot);
    else
      index.exclusive.at(slot) = &open;
  }
  (shared ? open.shared_locks : open.exclusive_locks) |= mask;
  return SQLITE_OK;
}

void index_barrier(sqlite3_file*) {}

int unmap_index(sqlite3_file* handle, int) {
  Open& open = open_of(handle);
  if (!open.uses_index) return SQLITE_OK;
  (void)lock_index(handle, 0, WalIndex::kLocks, SQLITE_SHM_UNLOCK);
  open.uses_index = false;
  WalIndex& index = open.file->index;
  if (--index.users == 0) index.regions.clear();
  return SQLITE_OK;
}

int close(sqlite3_file* handle) {
  Open& open = open_of(handle);
  (void)unmap_index(handle, 0);
  (void)unlock(handle, SQLITE_LOCK_NONE);
  if (!open.delete_on_close.empty() && open.disk != nullptr) (void)open.disk->remove(open.delete_on_close);
  delete &open;
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods{
    2,           close,          read,         write,       truncate,        sync,      file_size,  lock,
    unlock,      check_reserved, file_control, sector_size, characteristics, map_index, lock_index, index_barrier,
    unmap_index, nullptr,        nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* handle, int flags, int* out_flags) {
  handle->pMethods = nullptr;
  auto open = std::make_unique<Open>();
  if (path == nullptr) {
    open->file = std::make_shared<File>();
  } else {
    const auto place = Disks::find(path);
    if (!place || place->disk == nullptr || place->disk->dead()) return SQLITE_CANTOPEN;
    open->disk = place->disk;
    const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
    open->file = create ? place->disk->make(place->name) : place->disk->find(place->name);
    if (!open->file) return SQLITE_CANTOPEN;
    constexpr int kBesideDatabase = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
    open->sync_folder = create && (flags & kBesideDatabase) != 0;
    if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) open->delete_on_close = place->name;
  }
  auto* made = reinterpret_cast<Handle*>(handle);
  made->open = open.release();
  made->base.pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int sync_folder) {
  const auto place = Disks::find(path);
  if (!place || place->disk == nullptr) return SQLITE_IOERR_DELETE;
  if (!place->disk->find(place->name)) return SQLITE_IOERR_DELETE_NOENT;
  const DiskAnswer removed = place->disk->remove(place->name);
  if (removed != DiskAnswer::done || sync_folder == 0) return code_of(removed, SQLITE_IOERR_DELETE);
  return code_of(place->disk->sync_folder(), SQLITE_IOERR_DIR_FSYNC);
}

int access_file(sqlite3_vfs*, const char* path, int, int* there) {
  const auto place = Disks::find(path);
  const auto file = place && place->disk != nullptr ? place->disk->find(place->name) : nullptr;
  // As on the real one: a WAL or journal of no bytes is none.
  *there = file != nullptr && !file->bytes.empty() ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int room, char* out) {
  if (static_cast<int>(std::strlen(path)) >= room) return SQLITE_CANTOPEN;
  std::strcpy(out, path);
  return SQLITE_OK;
}

std::uint64_t sqlite_seed = 1;

int randomness(sqlite3_vfs*, int bytes, char* out) {
  base::SeededRandom random(sqlite_seed);
  random.fill(std::as_writable_bytes(std::span(out, static_cast<std::size_t>(bytes))));
  return bytes;
}

int sleep(sqlite3_vfs*, int microseconds) {
  return microseconds;
}

// Only temporary names are made of it.
int current_time(sqlite3_vfs*, double* days) {
  *days = 2461366.5;
  return SQLITE_OK;
}

int current_time_ms(sqlite3_vfs*, sqlite3_int64* milliseconds) {
  *milliseconds = 212662065600000;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

void use_virtual_files() {
  static sqlite3_vfs files{2,           sizeof(Handle), 512,          nullptr,    "virtual",       nullptr, open_file,
                           delete_file, access_file,    full_path,    nullptr,    nullptr,         nullptr, nullptr,
                           randomness,  sleep,          current_time, last_error, current_time_ms, nullptr, nullptr,
                           nullptr};
  sqlite3_vfs_register(&files, 1);
}

void seed_sqlite(std::uint64_t seed) {
  sqlite_seed = seed;
  sqlite3_randomness(0, nullptr);
}

}  // namespace gridboard::simulation
