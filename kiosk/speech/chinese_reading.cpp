// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/chinese_reading.hpp"

#include <algorithm>

#include "kiosk/speech/glyphs.hpp"

namespace gridboard::kiosk::speech {
namespace {

constexpr std::size_t kLongestWord = 8;

bool is_one_of(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

class Reader {
 public:
  Reader(std::vector<Cell>& cells, const readings::Readings& readings, const Tables& tables)
      : cells_(cells), readings_(readings), tables_(tables) {}

  void read() {
    for (std::size_t at = 0; at < cells_.size();) {
      std::size_t end = at + 1;
      while (end < cells_.size() && cells_[end].kind == cells_[at].kind) ++end;
      if (cells_[at].kind == Sound::Kind::text) {
        read_words(at, end);
      } else {
        read_number(at, end);
      }
      at = end;
    }
    for (std::size_t at = 0; at < cells_.size(); ++at) settle(at);
    for (std::size_t at = cells_.size(); at-- > 0;) change_tone(at);
  }

 private:
  char32_t at(std::size_t index) const { return index < cells_.size() ? cells_[index].character : 0; }
  char32_t before(std::size_t index) const { return index > 0 ? at(index - 1) : 0; }
  bool counts(std::size_t index) const {  // a number, written in digits or in characters
    return index < cells_.size() && (cells_[index].kind == Sound::Kind::one_by_one ||
                                     is_one_of(at(index), U"一二三四五六七八九十百千万亿两几半零"));
  }
  bool has(std::size_t index, std::u32string_view wanted) const {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (at(index + i) != wanted[i]) return false;
    }
    return true;
  }
  bool ends_with(std::size_t index, std::u32string_view wanted) const {
    return index >= wanted.size() && has(index - wanted.size(), wanted);
  }

  std::string usual(char32_t character) const {
    switch (character) {  // digits and signs of numbers, which are read in one way only
      case U'两':
        return "liang3";
      case U'点':
        return "dian3";
      case U'分':
        return "fen1";
      case U'角':
        return "jiao3";
      case U'幺':
        return "yao1";
      case U'度':
        return "du4";
      case U'兆':
        return "zhao4";
      default:
        break;
    }
    const auto known = readings_.of(character);
    return known.empty() ? std::string() : known.front();
  }

  // The likeliest words that [begin, end) is made of.
  void read_words(std::size_t begin, std::size_t end) {
    struct Step {
      int rareness = 0;                    // of all words from here on
      std::vector<std::string> syllables;  // of the word that begins here
    };
    std::vector<Step> steps(end - begin + 1);
    for (std::size_t from = end; from-- > begin;) {
      Step& step = steps[from - begin];
      step = {steps[from - begin + 1].rareness + readings_.rareness_of(at(from)), {usual(at(from))}};
      for (std::size_t length = std::min(end - from, kLongestWord); length >= 2; --length) {
        auto word = readings_.word_at(text_of(from, length));
        if (!word) break;
        length = word->syllables.size();
        const int rareness = steps[from - begin + length].rareness + word->rareness;
        if (rareness < step.rareness) step = {rareness, std::move(word->syllables)};
      }
    }
    for (std::size_t from = begin; from < end;) {
      const auto& syllables = steps[from - begin].syllables;
      for (std::size_t i = 0; i < syllables.size(); ++i) {
        cells_[from + i].syllable = syllables[i];
        cells_[from + i].begins_word = i == 0;
      }
      in_word_.resize(cells_.size(), false);
      for (std::size_t i = 0; i < syllables.size(); ++i) in_word_[from + i] = syllables.size() > 1;
      from += syllables.size();
    }
  }

  // Said in one up to a place of the number: 一千 二百 零五元.
  void read_number(std::size_t begin, std::size_t end) {
    in_word_.resize(cells_.size(), false);
    for (std::size_t i = begin; i < end; ++i) {
      cells_[i].syllable = usual(at(i));
      const bool same = i > begin && cells_[i - 1].sound == cells_[i].sound;
      cells_[i].begins_word = !same || cells_[i].kind == Sound::Kind::one_by_one || begins_part(i);
    }
  }

  bool begins_part(std::size_t index) const {
    constexpr std::u32string_view kUnits = U"瓦伏乏安克米";
    if (is_one_of(at(index), U"千兆毫") && is_one_of(at(index + 1), kUnits)) return true;
    if (is_one_of(before(index), U"千百") && (at(index) == U'分' || is_one_of(at(index), kUnits))) return false;
    return is_one_of(before(index), U"百千万亿年月日点元时之度");
  }

  std::string text_of(std::size_t from, std::size_t count) const {
    std::u32string characters;
    for (std::size_t i = from; i < from + count; ++i) characters += at(i);
    return to_utf8(characters);
  }

  // Characters that no word decided.
  void settle(std::size_t index) {
    Cell& cell = cells_[index];
    if (cell.kind != Sound::Kind::text || in_word(index)) return;
    switch (cell.character) {
      case U'只':  // three of them
        if (counts(index - 1) || is_one_of(before(index), U"每这那哪")) cell.syllable = "zhi1";
        break;
      case U'为':  // turned into, amounting to
        if (is_one_of(before(index), U"改换分称视记调变升降定设转列计约即均名写标显均价间额量率号数时"))
          cell.syllable = "wei2";
        break;
      case U'得':  // has to, behind what says so
        if (is_one_of(before(index), U"还就也都总要又只仍")) cell.syllable = "dei3";
        break;
      case U'地':  // how it is done: behind a doubled word
        if (index >= 2 && at(index - 1) == at(index - 2)) cell.syllable = "de5";
        break;
      case U'行':  // the branch of a bank
        if (is_one_of(before(index), U"银支分商建工农招总央各本他跨同")) cell.syllable = "hang2";
        break;
      case U'还':
        if (is_one_of(at(index + 1), U"款清钱贷账")) cell.syllable = "huan2";
        break;
      case U'重':
        if (is_one_of(at(index + 1), U"新启试装发开签报算办拨输做连接选填看写")) cell.syllable = "chong2";
        break;
      case U'长':
        if (is_one_of(before(index), U"处站所班组局厂校院村镇乡县市区科部会社司队行店首家楼") &&
            !is_one_of(at(index + 1), U"度期")) {
          cell.syllable = "zhang3";
        }
        break;
      default:
        break;
    }
    if (is_surname(index)) cell.syllable = tables_.surnames.at(cell.character).syllable;
  }
  bool in_word(std::size_t index) const { return index < in_word_.size() && in_word_[index]; }

  // 单 and 曾 before a title, a given name behind a title, or what hides one.
  bool is_surname(std::size_t index) const {
    const auto surname = tables_.surnames.find(at(index));
    if (surname == tables_.surnames.end()) return false;
    constexpr std::u32string_view kTitles[] = {U"先生", U"女士", U"经理", U"师傅", U"主任", U"工程师", U"班长", U"所长",
                                               U"站长", U"阿姨", U"叔叔", U"大爷", U"大妈", U"老师",   U"书记", U"某"};
    constexpr std::u32string_view kBefore[] = {U"经理", U"师傅", U"主任", U"户主", U"姓名", U"负责人", U"联系人",
                                               U"先生", U"女士", U"用户", U"住户", U"业主", U"班长"};
    constexpr std::size_t kLongestGivenName = 2;
    const bool may_begin = index == 0 || is_one_of(before(index), U"由请找是和与叫问让向给");
    for (std::size_t given = 0; given <= (may_begin ? kLongestGivenName : 0); ++given) {
      for (const auto title : kTitles) {
        if (has(index + 1 + given, title) && !ends_with(index + 1 + given, U"客户")) return true;
      }
    }
    const std::size_t left = cells_.size() - index - 1;
    if (left == 0 || left > kLongestGivenName) return false;  // a name ends with the breath
    return (index == 0 && surname->second.alone) ||
           std::any_of(std::begin(kBefore), std::end(kBefore), [&](auto title) { return ends_with(index, title); });
  }

  // 一 and 不 take another tone before others, unless 一 numbers or ends.
  void change_tone(std::size_t index) {
    Cell& cell = cells_[index];
    if (in_word(index) || cell.kind == Sound::Kind::one_by_one || index + 1 >= cells_.size()) return;
    const std::string& next = cells_[index + 1].syllable;
    const char tone = next.empty() ? '5' : next.back();
    if (cell.character == U'不') {
      if (tone == '4') cell.syllable = "bu2";
    } else if (cell.character == U'一' && cell.kind == Sound::Kind::text && before(index) == at(index + 1)) {
      cell.syllable = "yi5";  // 夸一夸
    } else if (cell.character == U'一' && !names_or_ends(index)) {
      cell.syllable = tone == '4' || at(index + 1) == U'个' ? "yi2" : "yi4";
    }
  }
  bool names_or_ends(std::size_t index) const {
    if (is_one_of(at(index + 1), U"百千万亿")) return false;
    if (is_one_of(before(index), U"第周十零点百千万亿年之二三四五六七八九") || counts(index + 1)) return true;
    if (at(index + 1) == U'点' && cells_[index].kind == Sound::Kind::number) return is_decimal(index + 1);
    if (ends_with(index, U"星期") || ends_with(index, U"礼拜") || has(index + 1, U"单元")) return true;
    return is_one_of(at(index + 1), U"月号日楼栋幢档级班室座区到");
  }
  // 一点五, not 一点 or 一点三十分 of the clock.
  bool is_decimal(std::size_t point) const {
    std::size_t end = point + 1;
    while (end < cells_.size() && cells_[end].sound == cells_[point].sound) {
      if (is_one_of(at(end), U"分秒")) return false;
      ++end;
    }
    return end > point + 1;
  }

  std::vector<Cell>& cells_;
  const readings::Readings& readings_;
  const Tables& tables_;
  std::vector<bool> in_word_;
};

}  // namespace

void read_cells(std::vector<Cell>& cells, const readings::Readings& readings, const Tables& tables) {
  Reader(cells, readings, tables).read();
}

}  // namespace gridboard::kiosk::speech
