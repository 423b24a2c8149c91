// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// share/input/stroke_keys.bin, little-endian, the parts without gaps:
//
//   "GBSTRKEY", u32 version, u32 count of characters, u32 count of radicals, u32 bytes of text
//   entries, first the characters, in the order of their strokes, then the radicals, in the order of how many strokes
//   the character is of:
//     u32 code point, u32 where its strokes begin in the text, u8 how many stand there, u8 of how many strokes the
//     character is, u8 how usual it is (0 rare .. 255), u8 0
//   text: letters of kStrokeKeys
//
// A character's entry has all of its strokes, a radical's those of one shape of the character's radical.
#include "kiosk/input/stroke_keys.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <unordered_set>

#include "kiosk/input/mapped_file.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::input {
namespace {

constexpr std::string_view kMagic = "GBSTRKEY";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 24;
constexpr std::size_t kEntryBytes = 12;
constexpr std::size_t kMaxByRadical = kMaxKeyed / 2;
constexpr char kAny = '*';

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

struct Entry {
  char32_t code_point = 0;
  std::string_view strokes;
  std::uint8_t of_strokes = 0;
  std::uint8_t usual = 0;
};

// `entry` is as long as `keys` at least.
bool begins_with(std::string_view entry, std::string_view keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] != kAny && keys[i] != entry[i]) return false;
  }
  return true;
}

// Whether `part` may stand somewhere in `keys`.
bool holds(std::string_view keys, std::string_view part) {
  for (std::size_t from = 0; from + part.size() <= keys.size(); ++from) {
    bool same = true;
    for (std::size_t i = 0; i < part.size() && same; ++i) same = keys[from + i] == kAny || keys[from + i] == part[i];
    if (same) return true;
  }
  return false;
}

class Table final : public StrokeKeys {
 public:
  static base::Result<std::unique_ptr<StrokeKeys>> open(const std::string& path) {
    auto file = MappedFile::open(path);
    if (!file) return tl::unexpected(file.error());
    auto table = std::unique_ptr<Table>(new Table(std::move(*file)));
    const char* problem = table->check();
    if (problem != nullptr) return base::fail(base::ErrorCode::corrupt, path + ": " + problem);
    return table;
  }

  std::vector<std::string> find(std::string_view strokes) const override {
    std::string keys;
    for (const char key : strokes) {
      if (keys.size() < kMaxKeyedStrokes && (key == kAny || kStrokeKeys.find(key) != std::string_view::npos))
        keys += key;
    }
    if (keys.empty()) return {};
    const std::vector<Entry> by_radical = found_by_radical(keys);
    const std::size_t kept_free = std::min(by_radical.size(), kMaxByRadical);
    std::vector<std::string> out;
    std::unordered_set<char32_t> seen;
    const auto add = [&](const std::vector<Entry>& entries, std::size_t most) {
      for (const Entry& entry : entries) {
        if (out.size() < most && seen.insert(entry.code_point).second)
          base::append_utf8(out.emplace_back(), entry.code_point);
      }
    };
    add(found_by_strokes(keys), kMaxKeyed - kept_free);
    add(by_radical, kMaxKeyed);
    return out;
  }

 private:
  explicit Table(MappedFile file) : file_(std::move(file)) {}

  // What is wrong, or null.
  const char* check() {
    const std::string_view bytes = file_.bytes();
    if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) return "not a file of stroke keys";
    if (number_at(bytes, 8) != kVersion) return "stroke keys of an unknown version";
    characters_ = number_at(bytes, 12);
    entries_ = characters_ + number_at(bytes, 16);
    const std::uint64_t text_bytes = number_at(bytes, 20);
    if (kHeaderBytes + entries_ * kEntryBytes + text_bytes != bytes.size())
      return "stroke keys that end too early or too late";
    text_ = bytes.substr(bytes.size() - text_bytes);
    if (text_.find_first_not_of(kStrokeKeys) != std::string_view::npos)
      return "stroke keys with a key that there isn't";
    for (std::uint64_t i = 0; i < entries_; ++i) {
      const std::size_t at = kHeaderBytes + i * kEntryBytes;
      const std::uint64_t begin = number_at(bytes, at + 4), length = static_cast<std::uint8_t>(bytes[at + 8]);
      if (length == 0 || begin + length > text_bytes) return "stroke keys that point outside of the file";
      const char32_t point = number_at(bytes, at);
      if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return "stroke keys of no character";
      if (i > 0 && i != characters_ && !ordered(entry(i - 1), entry(i), i < characters_))
        return "stroke keys out of order";
    }
    return nullptr;
  }

  static bool ordered(const Entry& before, const Entry& entry, bool of_character) {
    return of_character ? before.strokes <= entry.strokes : before.of_strokes <= entry.of_strokes;
  }

  Entry entry(std::uint64_t index) const {
    const std::string_view bytes = file_.bytes();
    const std::size_t at = kHeaderBytes + index * kEntryBytes;
    return {number_at(bytes, at), text_.substr(number_at(bytes, at + 4), static_cast<std::uint8_t>(bytes[at + 8])),
            static_cast<std::uint8_t>(bytes[at + 9]), static_cast<std::uint8_t>(bytes[at + 10])};
  }

  // The first entry of [begin, end) that isn't before what is looked for.
  template <class IsBefore>
  std::uint64_t first_not(std::uint64_t begin, std::uint64_t end, IsBefore is_before) const {
    while (begin < end) {
      const std::uint64_t middle = begin + (end - begin) / 2;
      if (is_before(entry(middle))) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }

  std::vector<Entry> found_by_strokes(std::string_view keys) const {
    const std::string_view certain = keys.substr(0, keys.find(kAny));
    std::vector<Entry> found;
    const auto is_before = [&](const Entry& entry) { return entry.strokes < certain; };
    for (std::uint64_t i = first_not(0, characters_, is_before); i < characters_; ++i) {
      const Entry here = entry(i);
      if (!here.strokes.starts_with(certain)) break;
      if (here.strokes.size() >= keys.size() && begins_with(here.strokes, keys)) found.push_back(here);
    }
    const auto better = [&](const Entry& a, const Entry& b) {
      const bool exact_a = a.strokes.size() == keys.size(), exact_b = b.strokes.size() == keys.size();
      if (exact_a != exact_b) return exact_a;
      if (a.usual != b.usual) return a.usual > b.usual;
      if (a.strokes.size() != b.strokes.size()) return a.strokes.size() < b.strokes.size();
      return a.code_point < b.code_point;
    };
    // A character may be there in several ways of writing: twice as many as are shown are enough.
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), 2 * kMaxKeyed));
    std::partial_sort(found.begin(), end, found.end(), better);
    found.erase(end, found.end());
    return found;
  }

  std::vector<Entry> found_by_radical(std::string_view keys) const {
    std::vector<Entry> found;
    std::string_view last;
    bool held = false;
    const auto is_before = [&](const Entry& entry) { return entry.of_strokes < keys.size(); };
    for (std::uint64_t i = first_not(characters_, entries_, is_before); i < entries_; ++i) {
      const Entry here = entry(i);
      if (here.of_strokes != keys.size()) break;
      if (here.strokes != last) held = holds(keys, here.strokes);
      last = here.strokes;
      if (held) found.push_back(here);
    }
    // The longer the radical, the more it says.
    std::stable_sort(found.begin(), found.end(), [](const Entry& a, const Entry& b) {
      return a.usual != b.usual ? a.usual > b.usual : a.strokes.size() > b.strokes.size();
    });
    return found;
  }

  MappedFile file_;
  std::uint64_t characters_ = 0, entries_ = 0;
  std::string_view text_;
};

}  // namespace

base::Result<std::unique_ptr<StrokeKeys>> StrokeKeys::open(const std::string& file) {
  return Table::open(file);
}

}  // namespace gridboard::kiosk::input
