// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Every file of broken/ gives exactly the messages beside it and changes nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/sync/desk/import_fixture.hpp"

using namespace gridboard;

namespace {

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string messages(const desk::ImportReport& report) {
  std::string text;
  for (desk::ImportError error : report.errors) {
    error.file = std::filesystem::path(error.file).filename();
    text += error.text() + "\n";
  }
  return text + std::to_string(report.error_count) + (report.error_count == 1 ? " error\n" : " errors\n");
}

}  // namespace

TEST_CASE("broken files give their exact messages and change nothing") {
  tests::ImportFixture centre;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(GRIDBOARD_SOURCE_DIR "/tests/sync/desk/broken")) {
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 30);
  const std::uint64_t heads = centre.heads();
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    const std::string name = file.stem();
    const auto report = centre.import(name.substr(0, name.find('-')), file);
    REQUIRE(report);
    std::filesystem::path expected = file;
    expected.replace_extension(".expected");
    // To write the messages anew after changing one on purpose; then read them.
    if (std::getenv("GRIDBOARD_WRITE_EXPECTED") != nullptr) std::ofstream(expected) << messages(*report);
    CHECK(messages(*report) == contents(expected));
    CHECK_FALSE(report->ok());
    CHECK(report->changed == 0);
    CHECK(centre.heads() == heads);
    CHECK_FALSE(centre.bill("3310000001", 2026, 3));
  }
}
