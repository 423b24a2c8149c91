// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// After a session nothing of it is in the process: its own memory is searched for what was typed and shown. What is
// looked for is kept scrambled here and is never put together, so that the search doesn't find itself.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/app/wiping.hpp"
#include "stored_board.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::app {
namespace {

constexpr std::uint8_t kScramble = 0x5A;

// A text in an encoding, each byte scrambled.
using Scrambled = std::vector<std::uint8_t>;

template <std::size_t Size>
class Secret {
 public:
  consteval explicit Secret(const char32_t (&text)[Size]) : text_{} {
    for (std::size_t i = 0; i + 1 < Size; ++i) text_[i] = text[i] ^ kScramble;
  }
  [[nodiscard]] char32_t at(std::size_t i) const { return text_[i] ^ kScramble; }
  [[nodiscard]] static constexpr std::size_t size() { return Size - 1; }

  [[nodiscard]] std::array<Scrambled, 3> encodings() const {
    std::array<Scrambled, 3> out;
    for (std::size_t i = 0; i < size(); ++i) {
      std::string one;
      base::append_utf8(one, at(i));
      for (const char c : one) out[0].push_back(static_cast<std::uint8_t>(c) ^ kScramble);
      for (int shift = 0; shift < 32; shift += 8) {
        const std::uint8_t byte = static_cast<std::uint8_t>(at(i) >> shift) ^ kScramble;
        if (shift < 16) out[1].push_back(byte);
        out[2].push_back(byte);
      }
    }
    return out;
  }

 private:
  std::array<char32_t, Size> text_;
};

constexpr Secret kTypedPin(U"482913");  // kPin
constexpr Secret kTypedPhone(U"13766668421");
constexpr Secret kTypedName(U"欧阳䶮");
constexpr Secret kShownAmount(U"92.00");
constexpr Secret kAsked(U"龢阽");

// Reads this process's own writable memory through a window that it leaves out.
class Memory {
 public:
  Memory()
      : file_(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC)),
        window_(static_cast<std::uint8_t*>(
            mmap(nullptr, kWindow, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {}
  ~Memory() {
    munmap(window_, kWindow);
    ::close(file_);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  [[nodiscard]] int count(const std::array<Scrambled, 3>& encodings) {
    int found = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      unsigned long from = 0, to = 0;
      char rights[5] = "";
      if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3) continue;
      if (rights[0] != 'r' || rights[1] != 'w') continue;
      for (unsigned long at = from; at < to; at += kWindow - kOverlap) found += count_in(at, to, encodings);
    }
    return found;
  }

 private:
  static constexpr std::size_t kWindow = 1 << 20, kOverlap = 64;

  int count_in(unsigned long at, unsigned long to, const std::array<Scrambled, 3>& encodings) {
    const auto own = reinterpret_cast<unsigned long>(window_);
    if (at + kWindow > own && at < own + kWindow) return 0;
    const ssize_t got = pread(file_, window_, std::min<unsigned long>(kWindow, to - at), static_cast<off_t>(at));
    int found = 0;
    for (const Scrambled& text : encodings) {
      for (ssize_t i = 0; i + static_cast<ssize_t>(text.size()) <= got; ++i) {
        if ((window_[i] ^ kScramble) != text[0]) continue;
        std::size_t same = 1;
        while (same < text.size() && (window_[i + static_cast<ssize_t>(same)] ^ kScramble) == text[same]) ++same;
        found += same == text.size() ? 1 : 0;
      }
    }
    explicit_bzero(window_, kWindow);
    return found;
  }

  int file_;
  std::uint8_t* window_;
};

template <class Text>
void type(StoredBoard& world, const Text& text, const char* pad) {
  for (std::size_t i = 0; i < text.size(); ++i) world.hands->tap(std::string(pad) + static_cast<char>(text.at(i)));
}

void open_form(StoredBoard& world, const std::string& kind) {
  if (world.shown() != state::ScreenId::board) world.hands->tap("foot.home");
  world.hands->tap("board.services");
  const std::string id = "services." + kind;
  world.hands->turn_to("services.pages", [&](const auto& node) { return node.id == id; });
  world.hands->tap(id);
}

void pick(StoredBoard& world, const char* letters, const char* character) {
  for (const char* letter = letters; *letter; ++letter) world.hands->tap(std::string("key.") + *letter);
  const auto is_it = [&](const widgets::AccessNode& node) {
    return node.id.starts_with("candidate.") && node.text == character;
  };
  world.hands->turn_to("candidates", is_it);
  world.hands->tap(is_it);
}

}  // namespace

TEST_CASE("after a session neither its PIN nor its phone, name or amount is left in the process") {
  if (!freed_memory_is_wiped()) return;  // a sanitizer's allocator keeps what was freed, to find who uses it
  StoredBoard world;
  Memory memory;
  world.hands->tap("slot.501");
  type(world, kTypedPin, "pin.");
  world.hands->settle();
  REQUIRE(world.shown() == state::ScreenId::bill);
  CHECK(memory.count(kShownAmount.encodings()) > 0);  // while it is shown it is there: the search finds what there is
  open_form(world, "change_of_name");
  world.hands->turn_to("form.pages", [](const auto& node) { return node.id == "form.new_name"; });
  world.hands->tap("form.new_name");
  pick(world, "ouyang", "欧阳");
  pick(world, "yan", "䶮");
  CHECK(memory.count(kTypedName.encodings()) > 0);
  open_form(world, "repair");
  world.hands->tap("form.problem.home");
  world.hands->tap("form.since.just_now");
  world.hands->turn_to("form.pages", [](const auto& node) { return node.id == "form.phone"; });
  world.hands->tap("form.phone");
  type(world, kTypedPhone, "key.");
  CHECK(memory.count(kTypedPhone.encodings()) > 0);
  world.hands->tap("form.next");  // not handed in: what is waits in the outbox until the centre has it
  CHECK(world.shown() == state::ScreenId::summary);
  world.pass(std::chrono::hours(1));
  REQUIRE_FALSE(world.board->state().session.unlocked);
  CHECK(memory.count(kTypedPin.encodings()) == 0);
  CHECK(memory.count(kTypedPhone.encodings()) == 0);
  CHECK(memory.count(kTypedName.encodings()) == 0);
  CHECK(memory.count(kShownAmount.encodings()) == 0);
}

TEST_CASE("after a session nothing is left in the process of what was asked") {
  if (!freed_memory_is_wiped()) return;
  StoredBoard world;
  Memory memory;
  world.hands->tap("board.services");
  world.hands->tap("services.ask");
  pick(world, "he", "龢");
  pick(world, "yan", "阽");
  world.hands->settle();
  CHECK(memory.count(kAsked.encodings()) > 0);
  world.pass(std::chrono::hours(1));
  CHECK(memory.count(kAsked.encodings()) == 0);
}

TEST_CASE("memory that grows leaves nothing behind where it was") {
  if (!freed_memory_is_wiped()) return;
  for (const std::size_t size : {24u, 1000u, 100000u}) {
    auto* block = static_cast<unsigned char*>(std::malloc(size));
    REQUIRE(block);
    for (std::size_t i = 0; i < size; ++i) block[i] = static_cast<unsigned char>(i);
    block = static_cast<unsigned char*>(std::realloc(block, size * 3));
    REQUIRE(block);
    for (std::size_t i = 0; i < size; ++i) REQUIRE(block[i] == static_cast<unsigned char>(i));
    block = static_cast<unsigned char*>(std::realloc(block, size / 3));
    REQUIRE(block);
    for (std::size_t i = 0; i < size / 3; ++i) REQUIRE(block[i] == static_cast<unsigned char>(i));
    std::free(block);
  }
}

}  // namespace gridboard::kiosk::app
