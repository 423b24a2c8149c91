// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/line_break.hpp"

#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::text {
namespace {

constexpr std::u32string_view kNeverFirst =
    U"，。、；：？！）」』》〉】〕］｝〗〙〛’”…—～·・‧％‰℃°々〻ーゝゞヽヾ"
    U",.;:?!)]}%»›′″–";
constexpr std::u32string_view kNeverLast = U"（「『《〈【〔［｛〖〘〚‘“¥￥$＄£€№#＃([{«‹";
// Joins the parts of a number, time, phone, plate or address when it stands between Latin letters or digits.
constexpr std::u32string_view kJoiner = U".,:;/-–~'’+_@%&=?#*×";
// Several hide a part of a number: "138****8000" is one word.
constexpr char32_t kMask = U'*';
// What a number is counted in: "45 分钟", "3 栋", "56.40 元" stay together.
constexpr std::u32string_view kUnit =
    U"年月日号时点分秒天周元角度户栋幢座楼层单室组次人条个起件岁级小千万亿米瓦伏安兆％%℃°";
constexpr std::u32string_view kDatePart = U"年月时点";
// Second halves of units: 分钟, 小时, 千瓦, 千米, 瓦时.
constexpr std::u32string_view kUnitFirst = U"分小千瓦";
constexpr std::u32string_view kUnitSecond = U"钟时瓦米安伏";

bool contains(std::u32string_view set, char32_t code_point) {
  return set.find(code_point) != set.npos;
}
bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\u3000' || c == U'\r';
}
bool is_glue(char32_t c) {
  return c == U'\u00a0' || c == U'\u2060' || c == U'\ufeff' || c == U'\u202f';
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_word(char32_t c) {
  return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0x2000);
}

struct Unit {
  char32_t code_point = 0;
  std::size_t begin = 0, end = 0;
  float width = 0;
};

std::vector<Unit> units_of(std::string_view text, const MeasureCodePoint& measure) {
  std::vector<Unit> units;
  units.reserve(text.size() / 2);
  for (std::size_t offset = 0; offset < text.size();) {
    Unit unit;
    unit.begin = offset;
    unit.code_point = base::decode_utf8(text, offset);
    unit.end = offset;
    unit.width = unit.code_point == U'\n' ? 0 : measure(unit.code_point);
    units.push_back(unit);
  }
  return units;
}

// Nearest code point before `at` that is not white space, or 0; `spaced` tells whether there was white space.
char32_t inked_before(const std::vector<Unit>& units, std::size_t at, bool& spaced) {
  spaced = false;
  while (at > 0) {
    const char32_t c = units[--at].code_point;
    if (!is_space(c)) return c;
    spaced = true;
  }
  return 0;
}

// Two words that a space may part, unless both are digits: "139 0000 5598" is one number.
bool spaced_pair_stays(char32_t before, char32_t after) {
  return (is_digit(before) && is_digit(after)) || (is_digit(before) && contains(kUnit, after));
}

bool inside_word(const std::vector<Unit>& units, std::size_t at) {
  const char32_t before = units[at - 1].code_point;
  const char32_t after = units[at].code_point;
  if (is_word(before) && is_word(after)) return true;
  if (is_word(before) && contains(kJoiner, after)) return true;
  if (before == kMask && (after == kMask || is_word(after))) return true;
  const bool joined = at >= 2 && contains(kJoiner, before) && is_word(units[at - 2].code_point);
  const bool signed_number = is_digit(after) && (before == U'-' || before == U'+' || before == U'.');
  return is_word(after) && (joined || signed_number);
}

bool inside_date(const std::vector<Unit>& units, std::size_t at) {
  bool spaced = false;
  const char32_t before = units[at - 1].code_point;
  const char32_t after = units[at].code_point;
  if (is_digit(before) && contains(kUnit, after)) return true;
  if (contains(kUnitFirst, before) && contains(kUnitSecond, after)) return true;
  if (!is_digit(after) || !contains(kDatePart, before)) return false;
  return is_digit(inked_before(units, at - 1, spaced));
}

// May a line end before units[at], with units[at] first on the next? at >= 1.
bool may_break(const std::vector<Unit>& units, std::size_t at) {
  const char32_t after = units[at].code_point;
  if (is_space(after)) return false;  // white space hangs at the end of the line before
  if (is_glue(after) || is_glue(units[at - 1].code_point)) return false;
  bool spaced = false;
  const char32_t before = inked_before(units, at, spaced);
  if (before == 0) return false;
  if (!may_start_line(after) || !may_end_line(before)) return false;
  if (!spaced) return !inside_word(units, at) && !inside_date(units, at);
  if (spaced_pair_stays(before, after)) return false;
  // "11 月 21 日": the month belongs to the day although a space stands between.
  if (is_digit(after) && contains(kDatePart, before)) {
    std::size_t part = at;
    while (part > 0 && is_space(units[part - 1].code_point)) --part;
    bool inner = false;
    return part < 2 || !is_digit(inked_before(units, part - 1, inner));
  }
  return true;
}

class Breaker {
 public:
  Breaker(const std::vector<Unit>& units, float max_width) : units_(units), max_width_(max_width) {}

  std::vector<Line> run() {
    for (std::size_t at = 0; at < units_.size(); ++at) {
      if (units_[at].code_point == U'\n') {
        finish(at);
        first_ = opportunity_ = at + 1;
        width_ = 0;
        continue;
      }
      if (at > first_ && may_break(units_, at)) opportunity_ = at;
      while (!is_space(units_[at].code_point) && width_ + units_[at].width > max_width_ + 0.01f && at > first_) {
        wrap(at);
      }
      width_ += units_[at].width;
    }
    finish(units_.size());
    return std::move(lines_);
  }

 private:
  // Where to cut a run that is wider than the line: rather a number at a space, or inside a word, than at punctuation.
  std::size_t emergency_cut(std::size_t at) const {
    std::size_t inside = 0;
    for (std::size_t cut = at; cut > first_ + 1; --cut) {
      const char32_t before = units_[cut - 1].code_point;
      if (is_space(units_[cut].code_point) || !may_start_line(units_[cut].code_point)) continue;
      if (is_space(before)) return cut;
      if (inside == 0 && may_end_line(before)) inside = cut;
    }
    return inside != 0 ? inside : at;
  }

  // Ends the line at the last place that allows it.
  void wrap(std::size_t at) {
    const std::size_t cut = opportunity_ > first_ ? opportunity_ : emergency_cut(at);
    finish(cut);
    first_ = opportunity_ = cut;
    while (first_ < at && is_space(units_[first_].code_point)) ++first_;
    width_ = 0;
    for (std::size_t index = first_; index < at; ++index) {
      width_ += units_[index].width;
      if (index > first_ && may_break(units_, index)) opportunity_ = index;
    }
    if (opportunity_ < first_) opportunity_ = first_;
    if (at > first_ && may_break(units_, at)) opportunity_ = at;
  }

  void finish(std::size_t end) {
    while (end > first_ && is_space(units_[end - 1].code_point)) --end;
    Line line;
    line.begin = first_ < units_.size() ? units_[first_].begin : (units_.empty() ? 0 : units_.back().end);
    line.end = end > first_ ? units_[end - 1].end : line.begin;
    for (std::size_t index = first_; index < end; ++index) line.width_px += units_[index].width;
    lines_.push_back(line);
  }

  const std::vector<Unit>& units_;
  float max_width_;
  std::vector<Line> lines_;
  std::size_t first_ = 0, opportunity_ = 0;
  float width_ = 0;
};

}  // namespace

bool may_start_line(char32_t code_point) {
  return !contains(kNeverFirst, code_point);
}
bool may_end_line(char32_t code_point) {
  return !contains(kNeverLast, code_point);
}

std::vector<Line> break_text(std::string_view text, float max_width_px, const MeasureCodePoint& measure) {
  const std::vector<Unit> units = units_of(text, measure);
  return Breaker(units, max_width_px).run();
}

}  // namespace gridboard::kiosk::text
