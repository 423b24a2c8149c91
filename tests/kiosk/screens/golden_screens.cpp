// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// golden_screens DIR [PART]: draws the made-up screens whose name holds PART, all without it, into
// DIR/<screen>-<variant>.png. The same program always draws the same pixels. What each screen looks like first is drawn
// in every variant; its other states in portrait alone.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "tests/kiosk/screens/made_up.hpp"
#include "tests/kiosk/screens/stand.hpp"

using namespace gridboard;

namespace {

struct Variant {
  const char* name;
  bool portrait, large, english;
  const char* theme;
};
constexpr Variant kVariants[] = {
    {"portrait", true, false, false, "state-grid"},         {"landscape", false, false, false, "state-grid"},
    {"portrait-large", true, true, false, "state-grid"},    {"landscape-large", false, true, false, "state-grid"},
    {"portrait-en", true, false, true, "state-grid"},       {"landscape-en", false, false, true, "state-grid"},
    {"high-contrast", true, false, false, "high-contrast"}, {"night", true, false, false, "night"},
};

int draw_all(const std::string& folder, const std::string& part) {
  std::filesystem::create_directories(folder);
  const model::Catalogue catalogue = tests::whole_catalogue();
  int drawn = 0;
  for (const Variant& variant : kVariants) {
    tests::Stand stand(variant.portrait, variant.theme);
    for (const tests::Scene& scene : tests::scenes(catalogue)) {
      if (!scene.main && &variant != &kVariants[0]) continue;
      if (scene.name.find(part) == std::string::npos) continue;
      kiosk::state::AppState state = tests::usual_state();
      state.large = variant.large;
      state.english = variant.english;
      state.night = std::string(variant.theme) == "night";
      scene.prepare(state);
      static_cast<void>(stand.draw(state, catalogue));
      const auto saved = stand.display().save_png(folder + "/" + scene.name + "-" + variant.name + ".png");
      if (!saved) {
        std::fprintf(stderr, "%s\n", saved.error().message.c_str());
        return 1;
      }
      ++drawn;
    }
  }
  std::printf("%d screens\n", drawn);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2 || count > 3) {
    std::fprintf(stderr, "usage: golden_screens DIR [PART]\n");
    return 2;
  }
  try {
    return draw_all(words[1], count == 3 ? words[2] : "");
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
