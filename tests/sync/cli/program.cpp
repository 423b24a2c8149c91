// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/cli/program.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace gridboard::cli::test {

namespace json = boost::json;

namespace {

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Desk::Desk() {
  std::string pattern = (std::filesystem::temp_directory_path() / "gridboard-cli-XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  folder_ = pattern;
}

Desk::~Desk() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Outcome Desk::run(const std::vector<std::string>& words, const std::string& input) {
  write("in", input);
  std::string line = "GRIDBOARD_ASSETS=" + quoted(GRIDBOARD_SOURCE_DIR "/assets") + " " + quoted(GRIDBOARD_PROGRAM) +
                     " --data " + quoted(folder_ + "/centre");
  for (const std::string& word : words) line += " " + quoted(word);
  line += " <" + quoted(path("in")) + " >" + quoted(path("out")) + " 2>" + quoted(path("err"));
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(path("out")), content(path("err"))};
}

json::value Desk::answer(std::vector<std::string> words, const std::string& input) {
  words.push_back("--json");
  const Outcome outcome = run(words, input);
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(outcome.err.empty());
  return json::parse(outcome.out);
}

void Desk::write(const std::string& name, const std::string& text) const {
  std::ofstream(path(name)) << text;
}

void Desk::set_up() {
  write("supply.csv", "编号,上级,类型,名称\nSS1,,变电站,北塘变电站\nF1,SS1,线路,10kV新华线\nT1,F1,台区,新华1号台区\n");
  write("places.csv",
        "编码,上级,类型,名称,台区\nYX,,公司,云溪供电,\nBT,YX,区县,北塘,\nG1,YX/BT,网格,北塘一网格,\n"
        "XH,YX/BT/G1,社区,新华社区,T1\nDX,YX/BT/G1,社区,东兴社区,\n3,YX/BT/G1/XH,楼栋,3栋,\n"
        "2,YX/BT/G1/XH/3,单元,2单元,\n3,YX/BT/G1/DX,楼栋,3栋,\n");
  write("households.csv",
        "户号,单元,门牌,户名,电价,电话\n3301044471,YX/BT/G1/XH/3/2,501,张晓明,residential-monthly,13800008000\n");
  REQUIRE(run({"init", "--supplier", "云溪供电", "--merchant-account", "YUNXIPOWER0001", "--merchant-name",
               "YUNXI POWER", "--merchant-city", "YUNXI"})
              .code == 0);
  for (const char* kind : {"supply", "places", "households"}) {
    const Outcome imported = run({"import", kind, path(std::string(kind) + ".csv")});
    INFO(imported.err);
    REQUIRE(imported.code == 0);
  }
}

}  // namespace gridboard::cli::test
