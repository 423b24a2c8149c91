// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/bulletin/outages.hpp"

#include <array>

#include "sync/base/ids.hpp"

namespace gridboard::tests {

using namespace std::chrono_literals;
using model::OutageKind;
using model::OutageState;

namespace {

constexpr const char* kSender = "yunxi.example";

// Deterministic and the same everywhere, unlike the distributions of the library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t below(std::uint64_t most) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
    return (mixed ^ mixed >> 31) % most;
  }

 private:
  std::uint64_t state_;
};

std::string repeated(const char* text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{
      "线路检修",
      "",
      " \n\t ",
      "<b>a & b</b> \"quoted\" 'single'",
      "]]> <![CDATA[ ]]>",
      "\x01\x02 control \x1b[31m \x7f end\r\nnext\rlast",
      "雷击⚡️ 🏚️ 👨‍👩‍👧‍👦 𠮷野家 𪚥",
      std::string("with\0zero", 9),
      "broken \xff\xfe \xed\xa0\x80 \xf5\x80 utf-8",
      "a;b,c\\d:e\nf;g",
      "\xef\xbf\xbe noncharacter \xef\xbf\xbf",
      "BEGIN:VEVENT\r\nSUMMARY:injected\r\nEND:VEVENT",
      repeated("很长的说明，", 700),
      repeated("𠮷", 100),
      repeated("x", 300),
      "line separator\xe2\x80\xa8 here",
  };
  return all;
}

const std::array<const char*, 8> kBegins{"2026-11-22 08:00", "2026-12-31 23:59", "2027-01-01 00:00",
                                         "2028-02-29 00:30", "2026-03-29 01:30", "2027-12-31 16:00",
                                         "2099-12-31 23:59", "2026-06-30 12:00"};

model::Outage random_outage(Dice& dice, std::uint64_t seed) {
  model::Outage outage;
  outage.id = "T20261122-" + std::to_string(10000 + seed);
  outage.kind = static_cast<OutageKind>(seed % 4);
  const auto text = [&] { return texts()[dice.below(texts().size())]; };
  outage.cause = text();
  outage.scope = text();
  outage.line = text();
  for (std::uint64_t i = 0; i <= dice.below(5); ++i) outage.audience.push_back("YX/BT/G1/XH/" + std::to_string(3 + i));
  outage.published_at = at(kBegins[dice.below(kBegins.size())]) + std::chrono::milliseconds(dice.below(2000));
  const bool ahead = outage.kind != OutageKind::fault;
  // Some are told with too little notice, with a reason that isn't the public's.
  const auto lead = dice.below(5) == 0 ? std::chrono::hours(0) + 30min : std::chrono::hours(24 + dice.below(300));
  outage.start = outage.published_at + (ahead ? lead : 0min);
  if (outage.kind != OutageKind::fault || dice.below(2) == 0)
    outage.etr = outage.start + std::chrono::minutes(1 + dice.below(600));
  if (dice.below(3) == 0) outage.timeline.push_back({outage.published_at, text(), std::nullopt});
  if (outage.kind == OutageKind::planned && dice.below(4) == 0) {
    outage.windows = {{"1", outage.start, outage.start + 2h}, {"2", outage.start + 3h, outage.start + 5h}};
    outage.choose_by = outage.start - 1h;
  }
  return outage;
}

}  // namespace

bulletin::Publisher publisher() {
  return {"云溪供电", "95598", "https://yunxi.example", base::Zone{}};
}

model::AlertLevels levels() {
  return model::AlertLevels::load(std::string(GRIDBOARD_ASSETS_DIR) + "/rules/cap.json").value();
}

base::Instant at(const std::string& local) {
  return base::parse_local_or_rfc3339(local, base::Zone{}).value();
}

void Told::tell(base::Instant now) {
  model::Bulletin next;
  next.outage = model::public_part(outage_);
  next.number = static_cast<std::int64_t>(history_.size()) + 1;
  next.sent = std::chrono::floor<std::chrono::seconds>(now);
  next.sender = next.origin = kSender;
  history_.push_back(std::move(next));
}

void Told::step(base::Instant now, const std::string& text, std::optional<base::Instant> etr) {
  outage_.state = model::state_at(outage_, now);
  if (etr) outage_.etr = etr;
  outage_.timeline.push_back({now, text, etr});
  tell(now);
}

void Told::restore(base::Instant now) {
  outage_.state = OutageState::restored;
  outage_.restored_at = now;
  outage_.timeline.push_back({now, "已恢复供电。", std::nullopt});
  tell(now);
}

void Told::reopen(base::Instant now) {
  outage_.state = OutageState::ongoing;
  outage_.restored_at.reset();
  outage_.timeline.push_back({now, "复电报早了，仍在抢修。", std::nullopt});
  tell(now);
}

void Told::cancel(base::Instant now) {
  outage_.state = OutageState::cancelled;
  outage_.timeline.push_back({now, "本次停电已取消。", std::nullopt});
  tell(now);
}

void Told::withdraw(base::Instant now) {
  outage_.state = OutageState::cancelled;
  outage_.withdrawn = true;
  outage_.timeline.push_back({now, "停电信息已撤销：实际未停电。", std::nullopt});
  tell(now);
}

model::Outage planned_outage() {
  model::Outage outage;
  outage.id = "T20261122-K7QM";
  outage.kind = OutageKind::planned;
  outage.cause = "10kV 新华线检修";
  outage.scope = "新华社区3栋1单元、2单元；5栋";
  outage.line = "10kV 新华线";
  outage.audience = {"YX/BT/G1/XH/3/1", "YX/BT/G1/XH/3/2", "YX/BT/G1/XH/5"};
  outage.supply_ids = {"10kV-XH-12"};
  outage.override_reason = "变压器随时可能烧毁";
  outage.published_at = at("2026-11-22 09:30");
  outage.start = at("2026-12-31 22:00");
  outage.etr = at("2027-01-01 02:00");
  return outage;
}

model::Outage fault_outage() {
  model::Outage outage;
  outage.id = "T20261122-9XWP";
  outage.kind = OutageKind::fault;
  outage.cause = "雷击";
  outage.scope = "新华社区";
  outage.audience = {"YX/BT/G1/XH"};
  outage.published_at = at("2026-11-22 16:42");
  outage.start = at("2026-11-22 16:35");
  return outage;
}

History made_history(std::uint64_t seed) {
  Dice dice(seed);
  Told told(random_outage(dice, seed));
  base::Instant now = told.outage().published_at;
  told.tell(now);
  // Before it begins.
  if (model::state_at(told.outage(), now) == OutageState::announced) {
    for (std::uint64_t i = dice.below(3); i > 0; --i) told.step(now += 1min, texts()[dice.below(texts().size())]);
    const std::uint64_t end = dice.below(5);
    if (end == 0) return told.history();
    if (end == 1) {
      told.cancel(now += 5min);
      return told.history();
    }
    now = told.outage().start;
  }
  for (std::uint64_t i = dice.below(5); i > 0; --i) {
    now += std::chrono::minutes(1 + dice.below(90));
    const bool moved = dice.below(2) == 0;
    told.step(now, texts()[dice.below(texts().size())],
              moved ? std::optional(now + std::chrono::minutes(1 + dice.below(300))) : std::nullopt);
  }
  for (std::uint64_t i = dice.below(3); i > 0; --i) {
    told.restore(now += 10min);
    if (dice.below(2) == 0) return told.history();
    told.reopen(now += 3min);
  }
  // Some were told by mistake.
  if (dice.below(6) == 0) told.withdraw(now += 5min);
  return told.history();
}

}  // namespace gridboard::tests
