// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/readings/readings.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <span>

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::readings {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is mapped as it stands");

// The file as readings.hpp describes it.
struct Header {
  char magic[8];
  std::uint32_t syllables, characters, character_readings, words, word_syllables, text_bytes;
};
struct Syllable {
  char letters[8];
};
struct Character {
  std::uint32_t code_point, first;
  std::uint16_t longest_word_bytes;
  std::uint8_t count, rareness;
};
struct WordEntry {
  std::uint32_t text, first;
  std::uint16_t bytes;
  std::uint8_t count, rareness;
};
constexpr char kMagic[8] = {'G', 'B', 'R', 'E', 'A', 'D', '0', '2'};
constexpr int kRarest = 90;

// A file mapped for as long as this lives.
class Mapping {
 public:
  Mapping() = default;
  Mapping(const void* begin, std::size_t bytes) : begin_(begin), bytes_(bytes) {}
  Mapping(Mapping&& other) noexcept
      : begin_(std::exchange(other.begin_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  Mapping& operator=(Mapping&&) = delete;
  ~Mapping() {
    if (begin_ != nullptr) munmap(const_cast<void*>(begin_), bytes_);
  }
  [[nodiscard]] const char* begin() const { return static_cast<const char*>(begin_); }
  [[nodiscard]] std::size_t size() const { return bytes_; }

 private:
  const void* begin_ = nullptr;
  std::size_t bytes_ = 0;
};

base::Result<Mapping> map_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const auto code = errno == ENOENT ? base::ErrorCode::not_found : base::ErrorCode::io;
    return base::fail(code, path + ": " + std::strerror(errno));
  }
  struct stat about {};
  const bool known = fstat(file, &about) == 0 && about.st_size > 0;
  const auto bytes = static_cast<std::size_t>(about.st_size);
  void* begin = known ? mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (begin == MAP_FAILED)
    return base::fail(base::ErrorCode::corrupt, path + ": empty or not a file that can be mapped");
  return Mapping(begin, bytes);
}

constexpr std::size_t padded(std::size_t bytes) {
  return (bytes + 3) / 4 * 4;
}

class MappedReadings final : public Readings {
 public:
  explicit MappedReadings(Mapping mapping) : mapping_(std::move(mapping)) {}

  // False if a size or a place is not what it must be.
  bool check() {
    if (mapping_.size() < sizeof(Header)) return false;
    Header header;
    std::memcpy(&header, mapping_.begin(), sizeof header);
    if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) return false;
    std::size_t at = sizeof header;
    if (!take(syllables_, header.syllables, at) || !take(characters_, header.characters, at) ||
        !take(character_readings_, header.character_readings, at) || !take(words_, header.words, at) ||
        !take(word_syllables_, header.word_syllables, at) || !take(text_, header.text_bytes, at)) {
      return false;
    }
    return at == mapping_.size() && syllables_are_good() && characters_are_good() && words_are_good();
  }

  std::vector<std::string> of(char32_t character) const override {
    const Character* entry = find(character);
    if (entry == nullptr) return {};
    return spelt(character_readings_.subspan(entry->first, entry->count));
  }

  int rareness_of(char32_t character) const override {
    const Character* entry = find(character);
    return entry == nullptr ? kRarest : entry->rareness;
  }

  std::optional<Word> word_at(std::string_view text) const override {
    if (text.empty()) return std::nullopt;
    std::size_t first_bytes = 0;
    const Character* first = find(base::decode_utf8(text, first_bytes));
    if (first == nullptr) return std::nullopt;
    // From the longest that could fit down: a longer word decides more about its readings.
    for (std::size_t bytes = std::min<std::size_t>(first->longest_word_bytes, text.size()); bytes > first_bytes;
         --bytes) {
      const bool at_boundary = bytes == text.size() || (static_cast<unsigned char>(text[bytes]) & 0xC0) != 0x80;
      const WordEntry* word = at_boundary ? find(text.substr(0, bytes)) : nullptr;
      if (word != nullptr) return Word{bytes, spelt(word_syllables_.subspan(word->first, word->count)), word->rareness};
    }
    return std::nullopt;
  }

 private:
  template <class T>
  bool take(std::span<const T>& part, std::size_t count, std::size_t& at) {
    const std::size_t bytes = count * sizeof(T);
    if (mapping_.size() - at < padded(bytes)) return false;
    part = {reinterpret_cast<const T*>(mapping_.begin() + at), count};
    at += padded(bytes);
    return true;
  }

  bool syllables_are_good() const {
    return std::all_of(syllables_.begin(), syllables_.end(),
                       [](const Syllable& each) { return each.letters[0] != 0 && each.letters[7] == 0; });
  }
  bool are_known(std::span<const std::uint16_t> all, std::size_t first, std::size_t count) const {
    if (first > all.size() || count > all.size() - first) return false;
    const auto part = all.subspan(first, count);
    return std::all_of(part.begin(), part.end(), [this](std::uint16_t id) { return id < syllables_.size(); });
  }
  bool characters_are_good() const {
    return std::all_of(characters_.begin(), characters_.end(), [this](const Character& each) {
      return are_known(character_readings_, each.first, each.count);
    });
  }
  // A syllable for each of its characters, two or more, too: who reads by words goes on behind so many characters.
  bool words_are_good() const {
    return std::all_of(words_.begin(), words_.end(), [this](const WordEntry& each) {
      return each.text <= text_.size() && each.bytes <= text_.size() - each.text && each.count >= 2 &&
             each.count == characters_in(text_of(each)) && are_known(word_syllables_, each.first, each.count);
    });
  }
  static std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  const Character* find(char32_t character) const {
    const auto at = std::lower_bound(characters_.begin(), characters_.end(), character,
                                     [](const Character& each, char32_t wanted) { return each.code_point < wanted; });
    return at != characters_.end() && at->code_point == character ? &*at : nullptr;
  }
  std::string_view text_of(const WordEntry& word) const { return {text_.data() + word.text, word.bytes}; }
  const WordEntry* find(std::string_view text) const {
    const auto at = std::lower_bound(words_.begin(), words_.end(), text,
                                     [this](const WordEntry& each, auto wanted) { return text_of(each) < wanted; });
    return at != words_.end() && text_of(*at) == text ? &*at : nullptr;
  }
  std::vector<std::string> spelt(std::span<const std::uint16_t> ids) const {
    std::vector<std::string> syllables;
    syllables.reserve(ids.size());
    for (const std::uint16_t id : ids) syllables.emplace_back(syllables_[id].letters);
    return syllables;
  }

  Mapping mapping_;
  std::span<const Syllable> syllables_;
  std::span<const Character> characters_;
  std::span<const std::uint16_t> character_readings_;
  std::span<const WordEntry> words_;
  std::span<const std::uint16_t> word_syllables_;
  std::span<const char> text_;
};

}  // namespace

base::Result<std::unique_ptr<Readings>> Readings::open(const std::string& path) {
  auto mapping = map_file(path);
  if (!mapping) return tl::unexpected(mapping.error());
  auto readings = std::make_unique<MappedReadings>(std::move(*mapping));
  if (!readings->check()) return base::fail(base::ErrorCode::corrupt, path + ": not a file of readings, or damaged");
  return readings;
}

}  // namespace gridboard::kiosk::readings
