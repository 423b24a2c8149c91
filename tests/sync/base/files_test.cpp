// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "sync/base/files.hpp"
#include "sync/base/ids.hpp"

using namespace gridboard::base;

namespace {

// A folder of its own that vanishes with the test.
struct TemporaryFolder {
  std::filesystem::path path;
  TemporaryFolder() {
    SystemRandom random;
    path = std::filesystem::temp_directory_path() / ("gridboard-files-" + make_code(8, random));
    std::filesystem::create_directory(path);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(path / name, std::ios::binary) << content;
    return (path / name).string();
  }
};

}  // namespace

TEST_CASE("a small file is read whole") {
  const TemporaryFolder folder;
  SUBCASE("with all its bytes") {
    const std::string content("a\0b\r\n电", 8);
    CHECK(read_file(folder.write("a.json", content)).value() == content);
  }
  SUBCASE("longer than one block, up to the limit to the byte") {
    const std::string path = folder.write("long", std::string(100'000, 'x'));
    CHECK(read_file(path, 100'000).value().size() == 100'000);
    CHECK(read_file(path, 99'999).error().code == ErrorCode::too_large);
  }
  SUBCASE("and one that isn't there is named") {
    const auto missing = read_file((folder.path / "none.json").string());
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(missing.error().message.find("none.json") != std::string::npos);
  }
  SUBCASE("and a folder is no file") {
    CHECK(read_file(folder.path.string()).error().code == ErrorCode::io);
  }
}

TEST_CASE("files are listed by how their names start and end, sorted") {
  const TemporaryFolder folder;
  const std::string late = folder.write("holidays-2027.json", "");
  const std::string early = folder.write("holidays-2026.json", "");
  folder.write("holidays-2026.json~", "");
  folder.write("promises.json", "");
  std::filesystem::create_directory(folder.path / "holidays-2028.json");
  CHECK(list_files(folder.path.string(), "holidays-", ".json").value() == std::vector<std::string>{early, late});
  CHECK(list_files((folder.path / "none").string(), "", "").error().code == ErrorCode::not_found);
}
