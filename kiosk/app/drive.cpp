// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/drive.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/json.hpp>
#include <deque>
#include <mutex>
#include <thread>

#include "kiosk/app/hands.hpp"
#include "kiosk/app/tour_files.hpp"

namespace gridboard::kiosk::app {
namespace {

namespace json = boost::json;
using widgets::AccessNode;

struct NamedKey {
  std::string_view name;
  ImGuiKey key;
};
constexpr std::array<NamedKey, 14> kKeys{{{"enter", ImGuiKey_Enter},
                                         {"escape", ImGuiKey_Escape},
                                         {"tab", ImGuiKey_Tab},
                                         {"space", ImGuiKey_Space},
                                         {"left", ImGuiKey_LeftArrow},
                                         {"right", ImGuiKey_RightArrow},
                                         {"up", ImGuiKey_UpArrow},
                                         {"down", ImGuiKey_DownArrow},
                                          {"home", ImGuiKey_Home},
                                          {"end", ImGuiKey_End},
                                          {"page_up", ImGuiKey_PageUp},
                                          {"page_down", ImGuiKey_PageDown},
                                          {"backspace", ImGuiKey_Backspace},
                                          {"delete", ImGuiKey_Delete}}};

// Lines from the reading thread to the loop.
class Lines {
 public:
  void push(std::string line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }
  bool pop(std::string& line) {
    const std::lock_guard lock(mutex_);
    if (lines_.empty()) return false;
    line = std::move(lines_.front());
    lines_.pop_front();
    return true;
  }

 private:
  std::mutex mutex_;
  std::deque<std::string> lines_;
};

std::string text_in(const json::object& command, std::string_view key) {
  const json::value* value = command.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

double number_in(const json::object& command, std::string_view key, double otherwise) {
  const json::value* value = command.if_contains(key);
  return value && value->is_number() ? value->to_number<double>() : otherwise;
}

json::object failed(std::string_view error) {
  return {{"ok", false}, {"error", error}};
}

Hands::Matches matcher(const json::object& command) {
  const std::string id = text_in(command, "id"), name = text_in(command, "name"), text = text_in(command, "text");
  if (!id.empty()) return [id](const AccessNode& node) { return node.id == id; };
  if (!name.empty()) return [name](const AccessNode& node) { return node.name == name; };
  if (text.empty()) return {};
  return [text](const AccessNode& node) {
    return node.text.find(text) != std::string::npos || node.name.find(text) != std::string::npos;
  };
}

class Driver {
 public:
  Driver(Board& board, base::Clock& clock) : board_(board), clock_(clock), hands_(board, clock) {}

  [[nodiscard]] bool done() const { return done_; }

  json::object obey(const std::string& line) {
    json::error_code failure;
    const json::value value = json::parse(line, failure);
    const json::object* command = failure ? nullptr : value.if_object();
    if (!command) return failed("a command is a JSON object on one line");
    const auto begun = clock_.monotonic();
    json::object answer = obey(text_in(*command, "do"), *command);
    if (!answer.contains("ok")) answer["ok"] = true;
    answer["ms"] = (clock_.monotonic() - begun).count();
    return answer;
  }

 private:
  json::object obey(const std::string& what, const json::object& command) {
    if (what == "tree") {
      hands_.settle();
      return {{"tree", json::parse(tree_json(board_, shown()))}};
    }
    if (what == "tap") return tap(command);
    if (what == "key") return key(command);
    if (what == "touch") return touch(command);
    if (what == "type") {
      hands_.type(text_in(command, "text"));
      return {{"screen", shown()}};
    }
    if (what == "wheel") return wheel(command);
    if (what == "wait") return wait(command);
    if (what == "wait_synced") return wait_synced(command);
    if (what == "shot") {
      hands_.settle();
      const auto saved = board_.display().save_png(text_in(command, "path"));
      return saved ? json::object{} : failed(saved.error().message);
    }
    if (what == "advance") {
      board_.let_time_pass(std::chrono::seconds(static_cast<std::int64_t>(number_in(command, "seconds", 0))));
      hands_.settle();
      return {{"screen", shown()}};
    }
    if (what == "spoken") return spoken(command);
    if (what == "counters") {
      const auto counters = board_.display().counters();
      return {{"frames", counters.frames},
              {"frames_drawn", counters.frames_drawn},
              {"tiles_drawn", counters.tiles_drawn},
              {"pixels_drawn", counters.pixels_drawn}};
    }
    if (what == "quit") {
      done_ = true;
      return {};
    }
    return failed("'" + what + "' is no command");
  }

  // What fills the glass.
  [[nodiscard]] const char* shown() const { return state::name_of(state::shown_screen(board_.state())); }

  static ImVec2 place_in(const json::object& command) {
    return {static_cast<float>(number_in(command, "x", 0)), static_cast<float>(number_in(command, "y", 0))};
  }

  json::object touch(const json::object& command) {
    using Phase = platform::Display::Phase;
    const std::string phase = text_in(command, "phase");
    if (phase != "down" && phase != "move" && phase != "up") return failed("phase is down, move or up");
    const auto finger = static_cast<std::int64_t>(number_in(command, "finger", 0));
    hands_.finger(finger, place_in(command), phase == "down" ? Phase::down : phase == "up" ? Phase::up : Phase::move);
    return {{"screen", shown()}};
  }

  json::object tap(const json::object& command) {
    if (command.contains("x") && command.contains("y")) {
      hands_.settle();
      hands_.touch(place_in(command));
      return {{"screen", shown()}};
    }
    const Hands::Matches matches = matcher(command);
    if (!matches) return failed("tap needs id, name, text, or x and y");
    hands_.settle();
    if (!hands_.tap(matches)) return failed("no such widget, or it is disabled");
    return {{"screen", shown()}};
  }

  json::object key(const json::object& command) {
    const std::string name = text_in(command, "key");
    if (name == "f1" || name == "f12" || name == "shift+tab" || name.size() == 1) {
      if (name == "f1") hands_.press_speech();
      if (name == "f12") hands_.press_staff();
      if (name == "shift+tab") hands_.key_with_shift(ImGuiKey_Tab);
      if (name.size() == 1) hands_.type(name);
      return {{"screen", shown()}};
    }
    const auto found =
        std::find_if(kKeys.begin(), kKeys.end(), [&](const NamedKey& each) { return each.name == name; });
    if (found == kKeys.end()) return failed("no such key");
    hands_.key(found->key);
    return {{"screen", shown()}};
  }

  json::object spoken(const json::object& command) {
    const std::chrono::milliseconds at_most(static_cast<std::int64_t>(number_in(command, "timeout_ms", 0)));
    const bool quiet = hands_.wait_until([&] { return board_.quiet(); }, at_most);
    json::array said;
    for (const Spoken& each : board_.take_spoken())
      said.push_back(json::object{{"node", each.node}, {"text", each.text}, {"ended", each.ended}});
    return {{"spoken", std::move(said)}, {"quiet", quiet}, {"screen", shown()}};
  }

  json::object wheel(const json::object& command) {
    const ImVec2 size = board_.display().size();
    const ImVec2 at{static_cast<float>(number_in(command, "x", size.x / 2)),
                    static_cast<float>(number_in(command, "y", size.y / 2))};
    hands_.wheel(at, static_cast<float>(number_in(command, "steps", -1)));
    return {};
  }

  json::object wait(const json::object& command) {
    const Hands::Matches matches = matcher(command);
    if (!matches) return failed("wait needs id, name or text");
    const std::chrono::milliseconds at_most(static_cast<std::int64_t>(number_in(command, "timeout_ms", 5000)));
    if (!hands_.wait_until([&] { return hands_.find(matches) != nullptr; }, at_most)) {
      return failed("no such widget came in time");
    }
    return {};
  }

  json::object wait_synced(const json::object& command) {
    const std::chrono::milliseconds at_most(static_cast<std::int64_t>(number_in(command, "timeout_ms", 30000)));
    if (!hands_.wait_until([&] { return board_.synced(); }, at_most)) return failed("the centre was not heard in time");
    return {};
  }

  Board& board_;
  base::Clock& clock_;
  Hands hands_;
  bool done_ = false;
};

}  // namespace

void drive(Board& board, base::Clock& clock, const std::function<bool(std::string&)>& read_line,
           const std::function<void(const std::string&)>& answer) {
  // Shared with the reading thread, which may still sit in read_line when the board has ended: it isn't waited for
  // then.
  const auto lines = std::make_shared<Lines>();
  const auto ended = std::make_shared<std::atomic<bool>>(false);
  const auto stopped = std::make_shared<std::atomic<bool>>(false);
  std::thread reader([lines, ended, stopped, read_line, &board] {
    std::string line;
    while (!*stopped && read_line(line)) {
      lines->push(line);
      if (!*stopped) board.wake();
    }
    *ended = true;
    if (!*stopped) board.wake();
  });
  board.keep_spoken();
  Driver driver(board, clock);
  bool running = true;
  while (running && !driver.done()) {
    std::string line;
    if (lines->pop(line)) {
      answer(json::serialize(driver.obey(line)));
    } else if (*ended) {
      break;
    } else {
      running = board.turn(std::chrono::milliseconds(1000));
    }
  }
  *stopped = true;
  if (*ended) {
    reader.join();
  } else {
    reader.detach();
  }
}

}  // namespace gridboard::kiosk::app
