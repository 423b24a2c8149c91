// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The row that steers reading aloud, and the word that is marked while it is heard.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "made_up.hpp"
#include "stand.hpp"

using namespace gridboard;
using kiosk::state::ScreenId;
using kiosk::widgets::AccessNode;

namespace {

struct Speaking {
  explicit Speaking(const std::string& theme = "state-grid") : stand(true, theme) {
    state = tests::usual_state();
    state.speech.on = true;
  }
  const AccessNode* find(const std::string& id) {
    const auto& nodes = stand.tree().nodes();
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const AccessNode& node) { return node.id == id; });
    return found == nodes.end() ? nullptr : &*found;
  }
  std::vector<std::uint32_t> draw() {
    (void)stand.draw(state, catalogue);
    const auto pixels = stand.display().pixels();
    return {pixels.begin(), pixels.end()};
  }
  // As if this part of what the node says were heard.
  void hear(const std::string& id, const std::string& part) {
    const AccessNode* node = find(id);
    REQUIRE(node != nullptr);
    state.speech.node = id;
    state.speech.sentence = node->spoken;
    state.speech.from = node->spoken.find(part);
    REQUIRE(state.speech.from != std::string::npos);
    state.speech.to = state.speech.from + part.size();
  }
  std::size_t changed_outside(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other,
                              const AccessNode& node) const {
    const auto width = static_cast<std::size_t>(stand.glass().width);
    std::size_t count = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      const float x = static_cast<float>(i % width), y = static_cast<float>(i / width);
      const bool inside = x >= node.x - 6 && x <= node.x + node.w + 6 && y >= node.y - 6 && y <= node.y + node.h + 6;
      if (one[i] != other[i] && !inside) ++count;
    }
    return count;
  }

  model::Catalogue catalogue = tests::whole_catalogue();
  tests::Stand stand;
  kiosk::state::AppState state;
};

}  // namespace

TEST_CASE("the row is there while the board reads aloud, and only then") {
  Speaking board;
  board.draw();
  for (const char* id : {"foot.speak", "speech.pause", "speech.repeat", "speech.slower", "speech.faster",
                         "speech.softer", "speech.louder"}) {
    CAPTURE(id);
    CHECK(board.find(id) != nullptr);
  }
  CHECK(board.find("speech.private") == nullptr);  // nothing here is anybody's
  CHECK(board.find("foot.speak")->name == "停止朗读");
  board.state.speech.on = false;
  board.draw();
  CHECK(board.find("speech.pause") == nullptr);
  CHECK(board.find("foot.speak")->name == "读给我听");
  board.state.can_speak = false;
  board.draw();
  CHECK(board.find("foot.speak")->name == "没有声音");
  CHECK_FALSE(board.find("foot.speak")->target);
}

TEST_CASE("in large type a high page has a second row, and every button keeps its word") {
  Speaking board;
  board.state.large = true;
  board.state.screen = ScreenId::contacts;
  board.draw();
  for (const char* id : {"speech.pause", "speech.repeat", "speech.slower", "speech.faster", "speech.softer",
                         "speech.louder"}) {
    CAPTURE(id);
    REQUIRE(board.find(id) != nullptr);
    CHECK_FALSE(board.find(id)->text.empty());
  }
  CHECK(board.find("speech.slower")->y > board.find("speech.pause")->y);
  CHECK(board.find("speech.slower")->y == board.find("speech.louder")->y);
}

TEST_CASE("the word that is heard is marked where it is written, and nothing else is drawn anew") {
  std::string theme = "state-grid";
  SUBCASE("by day") {}
  SUBCASE("in the theme of high contrast") { theme = "high-contrast"; }
  Speaking board(theme);
  const auto before = board.draw();
  const AccessNode title = *board.find("header.title");
  board.hear("header.title", title.text.substr(0, 6));
  const auto after = board.draw();
  CHECK(board.find("header.title")->marked);
  CHECK(before != after);
  CHECK(board.changed_outside(before, after, title) == 0);
  // As easy to read as the rest: its ink and its ground have changed places.
  CHECK(board.find("header.title")->fg == title.fg);
  CHECK(board.find("header.title")->bg == title.bg);
  board.state.speech.from = board.state.speech.to = 0;
  board.state.speech.node.clear();
  CHECK(board.draw() == before);
}

TEST_CASE("what is said in other words than it is written gets a line around it") {
  Speaking board;
  const auto before = board.draw();
  const AccessNode strip = *board.find("board.strip");
  board.hear("board.strip", "按一下看");
  const auto after = board.draw();
  CHECK_FALSE(board.find("board.strip")->marked);
  CHECK(before != after);
  CHECK(board.changed_outside(before, after, strip) == 0);
  if (const char* shots = std::getenv("GRIDBOARD_SHOTS"))
    CHECK(board.stand.display().save_png(std::string(shots) + "/speech-outline.png").has_value());
  board.hear("board.strip", strip.name.substr(0, 9));
  board.draw();
  CHECK(board.find("board.strip")->marked);
  if (const char* shots = std::getenv("GRIDBOARD_SHOTS"))
    CHECK(board.stand.display().save_png(std::string(shots) + "/speech-mark.png").has_value());
}

TEST_CASE("of a paragraph the line is marked in which the word stands") {
  Speaking board;
  board.state.takeover = kiosk::state::TakeoverView{};
  board.state.takeover->notice.id = "U1";
  board.state.takeover->notice.urgent = true;
  board.state.takeover->notice.title = "天然气泄漏，请本单元全体居民马上走楼梯下楼，不要开灯";
  board.draw();
  const AccessNode* further = board.find("takeover.title.1");
  REQUIRE(further != nullptr);
  CHECK(further->line_of == "takeover.title");
  board.state.speech.node = "takeover.title";
  board.state.speech.sentence = board.state.takeover->notice.title;
  board.state.speech.from = board.state.speech.sentence.find(further->text);
  board.state.speech.to = board.state.speech.from + 6;
  board.draw();
  CHECK(board.find("takeover.title.1")->marked);
  CHECK_FALSE(board.find("takeover.title")->marked);
}
