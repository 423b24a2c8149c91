// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/chinese_sounds.hpp"

#include <algorithm>

#include "kiosk/speech/expressions.hpp"

namespace gridboard::kiosk::speech {
namespace {

constexpr std::size_t kLongestSpelt = 5;  // letters

class Walk {
 public:
  Walk(const Glyphs& text, const Tables& tables) : text_(text), tables_(tables), expressions_(text, tables, sounds_) {}

  std::vector<Sound> sounds() {
    for (std::size_t at = 0; at < text_.size();) at += std::max<std::size_t>(1, take(at));
    return std::move(sounds_);
  }

 private:
  std::size_t take(std::size_t at) {
    if (const std::size_t length = address_at(text_, at)) return put_text(at, length, U"网址");
    if (const std::size_t length = expressions_.take_range(at)) return length;
    if (const std::size_t length = expressions_.take(at)) return length;
    const char32_t c = text_.at(at);
    if (is_letter(c)) return take_latin(at);
    if (is_han(c)) return put_text(at, 1, std::u32string(1, c));
    return take_sign(at);
  }

  std::size_t take_latin(std::size_t at) {
    if (const std::size_t length = expressions_.take_code(at)) return length;
    const std::size_t length = latin_word_at(text_, at);
    const std::string word = text_.ascii(at, length);
    std::string lower = word;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    if (const auto unit = tables_.units.find(word); unit != tables_.units.end() && length >= 2) {
      return put_text(at, length, unit->second);
    }
    if (const auto said = tables_.letters.find(lower); said != tables_.letters.end())
      return put_letters(at, length, said->second);
    const bool capitals = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (capitals && length <= kLongestSpelt) {
      for (std::size_t i = 0; i < length; ++i) {
        const auto said = tables_.letters.find(lower.substr(i, 1));
        if (said != tables_.letters.end()) put_letters(at + i, 1, said->second);
      }
      return length;
    }
    Sound& sound = put(at, length, Sound::Kind::english);
    sound.english = word;
    return length;
  }

  std::size_t take_sign(std::size_t at) {
    const char32_t c = text_.at(at);
    const bool between_numbers =
        is_digit(text_.before(text_.skip_blanks_back(at))) && is_digit(text_.at(text_.skip_blanks(at + 1)));
    if (c == U'×' || (c == U'*' && between_numbers)) return put_text(at, 1, U"乘以");
    if (c == U'÷') return put_text(at, 1, U"除以");
    if (c == U'=') return put_text(at, 1, U"等于");
    if (c == U'+') return put_text(at, 1, U"加");
    if (c == U'-' && between_numbers && text_.before(at) == U' ') return put_text(at, 1, U"减");
    if (c == U'≥') return put_text(at, 1, U"大于等于");
    if (c == U'≤') return put_text(at, 1, U"小于等于");
    if (c == U'>') return put_text(at, 1, U"大于");
    if (c == U'<') return put_text(at, 1, U"小于");
    if (c == U'±') return put_text(at, 1, U"正负");
    if (c == U'&') return put_text(at, 1, U"和");
    if (c == U'@') return put_text(at, 1, U"艾特");
    if (c == U'/' && is_han(text_.before(at)) && is_han(text_.at(at + 1))) return put_pause(at, Pause::brief);
    if (c == U' ' && is_han(text_.before(at)) && is_han(text_.at(text_.skip_blanks(at))))
      return put_pause(at, Pause::brief);
    std::u32string sign(1, c);
    if (const auto unit = tables_.units.find(to_utf8(sign)); unit != tables_.units.end())
      return put_text(at, 1, unit->second);
    const bool dash = (c == U'-' || c == U'–') && !is_letter(text_.before(at)) && at > 0 && text_.before(at) != U'\n';
    return put_pause(at, dash ? Pause::brief : pause_of(c));
  }

  Sound& put(std::size_t at, std::size_t length, Sound::Kind kind) {
    Sound sound;
    sound.kind = kind;
    sound.from = text_[at].from;
    sound.to = text_[at + length - 1].to;
    sounds_.push_back(std::move(sound));
    return sounds_.back();
  }
  std::size_t put_text(std::size_t at, std::size_t length, std::u32string characters) {
    put(at, length, Sound::Kind::text).characters = std::move(characters);
    return length;
  }
  std::size_t put_letters(std::size_t at, std::size_t length, const std::vector<std::string>& syllables) {
    Sound& sound = put(at, length, Sound::Kind::letters);
    for (std::size_t i = at; i < at + length; ++i) sound.characters += text_.at(i);
    sound.syllables = syllables;
    return length;
  }
  std::size_t put_pause(std::size_t at, Pause pause) {
    if (pause != Pause::none) put(at, 1, Sound::Kind::pause).pause = pause;
    return 1;
  }

  const Glyphs& text_;
  const Tables& tables_;
  std::vector<Sound> sounds_;
  Expressions expressions_;
};

}  // namespace

std::vector<Sound> chinese_sounds(const Glyphs& text, const Tables& tables) {
  return Walk(text, tables).sounds();
}

Pause pause_of(char32_t sign) {
  constexpr std::u32string_view kFull = U"。！？!?…\n.", kBrief = U"，、；：,;:()（）【】[]|·—→";
  if (kFull.find(sign) != std::u32string_view::npos) return Pause::full;
  return kBrief.find(sign) != std::u32string_view::npos ? Pause::brief : Pause::none;
}

std::size_t address_at(const Glyphs& text, std::size_t at) {
  if (is_letter(text.before(at)) || is_digit(text.before(at))) return 0;
  const auto belongs = [&](std::size_t i) {
    const char32_t c = text.at(i);
    return c > U' ' && c < 0x7F && c != U',' && c != U';' && c != U'(' && c != U')' && c != U'"';
  };
  std::size_t length = 0;
  bool mail = false;
  while (belongs(at + length)) {
    mail = mail || (text.at(at + length) == U'@' && length > 0);
    ++length;
  }
  while (length > 0 && (text.at(at + length - 1) == U'.' || text.at(at + length - 1) == U':')) --length;
  const bool web = text.has(at, U"http://") || text.has(at, U"https://") || text.has(at, U"www.");
  return web || (mail && is_letter(text.at(at))) ? length : 0;
}

std::size_t latin_word_at(const Glyphs& text, std::size_t at) {
  std::size_t length = 0;
  while (is_letter(text.at(at + length)) ||
         (length > 0 && (text.at(at + length) == U'-' || text.at(at + length) == U'\'') &&
          is_letter(text.at(at + length + 1)))) {
    ++length;
  }
  return length;
}

}  // namespace gridboard::kiosk::speech
