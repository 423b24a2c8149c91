// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/messages.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "kiosk/text/mo_file.hpp"

namespace gridboard::kiosk::text {
namespace {

void put_word(std::string& out, std::uint32_t value, bool swapped) {
  if (swapped) value = __builtin_bswap32(value);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// A catalogue as msgfmt writes it, without its hash table.
std::string catalogue(const std::map<std::string, std::string>& entries, bool swapped = false) {
  std::string out;
  const auto count = static_cast<std::uint32_t>(entries.size());
  for (const std::uint32_t word : {0x950412deu, 0u, count, 28u, 28 + count * 8, 0u, 28 + count * 16}) {
    put_word(out, word, swapped);
  }
  std::string texts;
  std::string ids_table, texts_table;
  const std::uint32_t base = 28 + count * 16;
  const auto place = [&](std::string& table, const std::string& text) {
    put_word(table, static_cast<std::uint32_t>(text.size()), swapped);
    put_word(table, base + static_cast<std::uint32_t>(texts.size()), swapped);
    texts += text + '\0';
  };
  for (const auto& [id, text] : entries) place(ids_table, id), place(texts_table, text);
  return out + ids_table + texts_table + texts;
}

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) {
    char name[] = "/tmp/gridboard-messages-XXXXXX";
    const int descriptor = mkstemp(name);
    REQUIRE(descriptor >= 0);
    close(descriptor);
    path = name;
    std::ofstream(path, std::ios::binary) << content;
  }
  ~TemporaryFile() { unlink(path.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string path;
};

}  // namespace

TEST_CASE("In the source language every text is itself") {
  const Messages messages;
  CHECK(messages.locale() == Locale::zh_cn);
  CHECK(messages.tr("停电信息") == "停电信息");
  CHECK(messages.format("还有 {0} 秒", {"20"}) == "还有 20 秒");
}

TEST_CASE("A catalogue translates what it knows and leaves the rest") {
  const std::map<std::string, std::string> entries{{"", "Content-Type: text/plain; charset=UTF-8\n"},
                                                   {"停电信息", "Outages"},
                                                   {"公告", "Notices"},
                                                   {"未译", ""},
                                                   {"{0} 的 {1}", "{1} of {0}"}};
  for (const bool swapped : {false, true}) {
    CAPTURE(swapped);
    const TemporaryFile file(catalogue(entries, swapped));
    const auto messages = Messages::load(file.path, Locale::en);
    REQUIRE(messages);
    CHECK(messages->locale() == Locale::en);
    CHECK(messages->tr("停电信息") == "Outages");
    CHECK(messages->tr("公告") == "Notices");
    CHECK(messages->tr("未译") == "未译");
    CHECK(messages->tr("没有") == "没有");
    CHECK(messages->tr("") == "");
    CHECK(messages->format("{0} 的 {1}", {"a", "b"}) == "b of a");
  }
}

TEST_CASE("Arguments are put in once, and braces that are none stay") {
  const Messages messages;
  CHECK(messages.format("{0}{0}", {"{1}"}) == "{1}{1}");
  CHECK(messages.format("{2} {x} {", {"a"}) == "{2} {x} {");
  CHECK(messages.format("{0}", {""}) == "");
}

TEST_CASE("A damaged catalogue is refused, never read past its end") {
  const std::string good = catalogue({{"停电", "Outage"}, {"公告", "Notice"}});
  REQUIRE(MoFile::parse(good));
  SUBCASE("cut short anywhere") {
    for (std::size_t size = 0; size < good.size(); ++size)
      CHECK(!MoFile::parse(std::string_view(good).substr(0, size)));
  }
  SUBCASE("any byte of its tables changed") {
    for (std::size_t at = 0; at < 28 + 32; ++at) {
      for (const char value : {'\xFF', '\x7F', '\0'}) {
        std::string bad = good;
        bad[at] = value;
        const auto file = MoFile::parse(bad);
        if (file) (void)file->find("停电");
      }
    }
  }
  SUBCASE("out of order") {
    std::string bad = good;
    std::swap_ranges(bad.begin() + 28, bad.begin() + 36, bad.begin() + 36);
    CHECK(!MoFile::parse(bad));
  }
  SUBCASE("not there") {
    CHECK(Messages::load("/nonexistent.mo", Locale::en).error().code == base::ErrorCode::not_found);
  }
}

TEST_CASE("What msgfmt writes is read") {
  if (std::system("command -v msgfmt >/dev/null 2>&1") != 0) return;
  const TemporaryFile po(
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"我的账单\"\nmsgstr \"My bill\"\n");
  const TemporaryFile mo("");
  REQUIRE(std::system(("msgfmt -o " + mo.path + " " + po.path).c_str()) == 0);
  const auto messages = Messages::load(mo.path, Locale::en);
  REQUIRE(messages);
  CHECK(messages->tr("我的账单") == "My bill");
}

}  // namespace gridboard::kiosk::text
