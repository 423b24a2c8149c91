// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The linker leads the rooms' calls of open, write, fsync and so on here (--wrap): what they do under "/virtual/"
// happens on a virtual disk, all else goes on to the C library.
#include <fcntl.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdarg>
#include <cstring>

#include "tests/simulation/disk.hpp"

namespace {

using gridboard::simulation::Disk;
using gridboard::simulation::DiskAnswer;
using gridboard::simulation::Disks;
using gridboard::simulation::File;

struct Descriptor {
  Disk* disk = nullptr;
  std::shared_ptr<File> file;  // nullptr for a folder
  std::uint64_t at = 0;
};

constexpr int kFirstDescriptor = 1 << 20;
std::map<int, Descriptor> descriptors;
int next_descriptor = kFirstDescriptor;

int fail(int code) {
  errno = code;
  return -1;
}

int result_of(DiskAnswer answer) {
  if (answer == DiskAnswer::done) return 0;
  return fail(answer == DiskAnswer::full ? ENOSPC : EIO);
}

int open_on(const Disks::Place& place, int flags) {
  if (place.disk == nullptr) return fail(ENOENT);
  if (place.disk->dead()) return fail(EIO);
  Descriptor opened{place.disk, nullptr, 0};
  if ((flags & O_DIRECTORY) == 0) {
    opened.file = place.disk->find(place.name);
    if (opened.file && (flags & O_CREAT) != 0 && (flags & O_EXCL) != 0) return fail(EEXIST);
    if (!opened.file && (flags & O_CREAT) == 0) return fail(ENOENT);
    if (!opened.file) opened.file = place.disk->make(place.name);
    if (!opened.file) return fail(place.disk->dead() ? EIO : ENOSPC);
    if ((flags & O_TRUNC) != 0 && result_of(place.disk->truncate(*opened.file, 0)) != 0) return -1;
  }
  descriptors[next_descriptor] = std::move(opened);
  return next_descriptor++;
}

}  // namespace

extern "C" {

int __real_open(const char* path, int flags, ...);
int __real_close(int descriptor);
ssize_t __real_read(int descriptor, void* out, size_t size);
ssize_t __real_write(int descriptor, const void* bytes, size_t size);
int __real_fsync(int descriptor);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_access(const char* path, int mode);
int __real_flock(int descriptor, int operation);

int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (const auto place = Disks::find(path)) {
    // Files without a name, which no power cut leaves anything of, needn't be virtual.
    if ((flags & O_TMPFILE) == O_TMPFILE) return __real_open("/tmp", flags, mode);
    return open_on(*place, flags);
  }
  return __real_open(path, flags, mode);
}

int __wrap_close(int descriptor) {
  return descriptors.erase(descriptor) > 0 ? 0 : __real_close(descriptor);
}

ssize_t __wrap_read(int descriptor, void* out, size_t size) {
  const auto found = descriptors.find(descriptor);
  if (found == descriptors.end()) return __real_read(descriptor, out, size);
  Descriptor& from = found->second;
  if (from.disk->dead() || !from.file) return fail(EIO);
  const std::string& bytes = from.file->bytes;
  const size_t there = from.at >= bytes.size() ? 0 : std::min(size, bytes.size() - static_cast<size_t>(from.at));
  std::memcpy(out, bytes.data() + from.at, there);
  from.at += there;
  return static_cast<ssize_t>(there);
}

ssize_t __wrap_write(int descriptor, const void* bytes, size_t size) {
  const auto found = descriptors.find(descriptor);
  if (found == descriptors.end()) return __real_write(descriptor, bytes, size);
  Descriptor& to = found->second;
  if (!to.file) return fail(EIO);
  if (result_of(to.disk->write(*to.file, to.at, {static_cast<const char*>(bytes), size})) != 0) return -1;
  to.at += size;
  return static_cast<ssize_t>(size);
}

int __wrap_fsync(int descriptor) {
  const auto found = descriptors.find(descriptor);
  if (found == descriptors.end()) return __real_fsync(descriptor);
  Disk& disk = *found->second.disk;
  return result_of(found->second.file ? disk.sync(*found->second.file) : disk.sync_folder());
}

int __wrap_rename(const char* from, const char* to) {
  const auto source = Disks::find(from), target = Disks::find(to);
  if (!source || !target) return __real_rename(from, to);
  if (source->disk == nullptr || !source->disk->find(source->name)) return fail(ENOENT);
  return result_of(source->disk->rename(source->name, target->name));
}

int __wrap_unlink(const char* path) {
  const auto place = Disks::find(path);
  if (!place) return __real_unlink(path);
  if (place->disk == nullptr || !place->disk->find(place->name)) return fail(ENOENT);
  return result_of(place->disk->remove(place->name));
}

int __wrap_access(const char* path, int mode) {
  const auto place = Disks::find(path);
  if (!place) return __real_access(path, mode);
  if (place->disk == nullptr || place->disk->dead() || !place->disk->find(place->name)) return fail(ENOENT);
  return 0;
}

int __wrap_flock(int descriptor, int operation) {
  return descriptors.contains(descriptor) ? 0 : __real_flock(descriptor, operation);
}
}
