// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/messages.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/text/mo_file.hpp"

namespace gridboard::kiosk::text {

struct Messages::Table {
  Table() = default;
  ~Table() {
    if (bytes != nullptr) munmap(bytes, size);
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  void* bytes = nullptr;
  std::size_t size = 0;
  MoFile file;
};

const char* name_of(Locale locale) {
  return locale == Locale::en ? "en" : "zh-CN";
}

base::Result<Messages> Messages::load(const std::string& mo_path, Locale locale) {
  const int descriptor = ::open(mo_path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return base::fail(base::ErrorCode::not_found, "catalogue " + mo_path + " can't be opened");
  auto table = std::make_shared<Table>();
  struct stat status {};
  if (fstat(descriptor, &status) == 0 && status.st_size > 0) {
    table->size = static_cast<std::size_t>(status.st_size);
    void* at = mmap(nullptr, table->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    table->bytes = at == MAP_FAILED ? nullptr : at;
  }
  ::close(descriptor);
  auto file = MoFile::parse({static_cast<const char*>(table->bytes), table->bytes == nullptr ? 0 : table->size});
  if (!file) return base::fail(file.error().code, mo_path + ": " + file.error().message);
  table->file = *file;
  Messages messages;
  messages.table_ = std::move(table);
  messages.locale_ = locale;
  return messages;
}

std::string_view Messages::tr(std::string_view id) const {
  // The empty id is the catalogue's own header.
  if (table_ == nullptr || id.empty()) return id;
  const std::string_view found = table_->file.find(id);
  return found.empty() ? id : found;
}

std::string Messages::format(std::string_view id, std::initializer_list<std::string_view> arguments) const {
  const std::string_view pattern = tr(id);
  std::string out;
  out.reserve(pattern.size() + 32);
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}' &&
                       pattern[at + 1] >= '0' && pattern[at + 1] <= '9';
    const auto index = place ? static_cast<std::size_t>(pattern[at + 1] - '0') : 0;
    if (place && index < arguments.size()) {
      out += *(arguments.begin() + index);
      at += 2;
    } else {
      out += pattern[at];
    }
  }
  return out;
}

}  // namespace gridboard::kiosk::text
