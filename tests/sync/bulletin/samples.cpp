// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// bulletin_samples FOLDER COUNT: writes what the public reads of so many outages: a CAP message a bulletin
// (ID.NUMBER.xml); for each of the moments 0, 1, ... what was known then as a feed (NUMBER.atom) and a calendar
// (NUMBER.ics) of twenty outages. manifest.txt says what must be found in them, a line each, tab by tab:
//   outage, number of bulletins, state at the end, whether it is a fault
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sync/bulletin/atom.hpp"
#include "sync/bulletin/calendar.hpp"
#include "sync/bulletin/cap.hpp"
#include "tests/sync/bulletin/outages.hpp"

using namespace gridboard;

namespace {

constexpr std::size_t kCalendarOutages = 20;

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void write_messages(const std::filesystem::path& folder, const tests::History& history,
                    const model::AlertLevels& levels) {
  std::vector<model::Bulletin> earlier;
  for (const model::Bulletin& bulletin : history) {
    write(folder / (model::bulletin_id(bulletin) + ".xml"),
          bulletin::cap_document(bulletin, earlier, tests::publisher(), levels));
    earlier.push_back(bulletin);
  }
}

// What was known after so many bulletins of each.
std::vector<model::Bulletin> known(const std::vector<tests::History>& histories, std::size_t moment) {
  std::vector<model::Bulletin> newest;
  for (const tests::History& history : histories) newest.push_back(history[std::min(moment, history.size() - 1)]);
  return newest;
}

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::fprintf(stderr, "usage: %s FOLDER COUNT\n", values[0]);
    return 2;
  }
  const std::filesystem::path folder = values[1];
  const auto outages = static_cast<std::uint64_t>(std::atoll(values[2]));
  const model::AlertLevels levels = tests::levels();
  std::ofstream manifest(folder / "manifest.txt");
  std::vector<tests::History> first;
  std::size_t moments = 0;
  for (std::uint64_t seed = 0; seed < outages; ++seed) {
    tests::History history = tests::made_history(seed);
    write_messages(folder, history, levels);
    const model::Outage& end = history.back().outage;
    manifest << end.id << '\t' << history.size() << '\t' << model::name_of(end.state) << '\t'
             << (end.kind == model::OutageKind::fault) << '\n';
    if (first.size() >= kCalendarOutages) continue;
    moments = std::max(moments, history.size());
    first.push_back(std::move(history));
  }
  for (std::size_t moment = 0; moment < moments; ++moment) {
    const auto newest = known(first, moment);
    const bulletin::AtomPage page{"YX/BT", "百塔区", "", newest, true, {}};
    write(folder / (std::to_string(moment) + ".atom"),
          bulletin::atom_document(page, tests::publisher(), "yunxi.example"));
    write(folder / (std::to_string(moment) + ".ics"),
          bulletin::calendar_document("百塔区", newest, tests::publisher()));
  }
  return 0;
}
