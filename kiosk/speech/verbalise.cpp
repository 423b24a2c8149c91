// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/verbalise.hpp"

#include "kiosk/readings/readings.hpp"
#include "kiosk/speech/chinese_reading.hpp"
#include "kiosk/speech/chinese_sounds.hpp"
#include "kiosk/speech/english_sounds.hpp"
#include "kiosk/speech/tables.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk::speech {
namespace {

// Sounds between two pauses, and what they become.
class Composer {
 public:
  Composer(const std::vector<Sound>& sounds, const readings::Readings& readings, const Tables& tables)
      : sounds_(sounds), readings_(readings), tables_(tables) {}

  std::vector<Piece> compose() {
    for (std::size_t at = 0; at < sounds_.size(); ++at) {
      const Sound& sound = sounds_[at];
      switch (sound.kind) {
        case Sound::Kind::text:
        case Sound::Kind::number:
        case Sound::Kind::one_by_one:
          for (const char32_t c : sound.characters) cells_.push_back({c, sound.kind, at, {}, true});
          break;
        case Sound::Kind::letters: {
          flush();
          if (!sound.syllables.empty()) pieces_.push_back(piece_of(sound));
          break;
        }
        case Sound::Kind::english: {
          flush();
          Piece piece = piece_of(sound);
          piece.voice = Language::english;
          pieces_.push_back(std::move(piece));
          break;
        }
        case Sound::Kind::pause:
          flush();
          if (!pieces_.empty()) pieces_.back().after = std::max(pieces_.back().after, sound.pause);
          break;
      }
    }
    flush();
    return std::move(pieces_);
  }

 private:
  static Piece piece_of(const Sound& sound) {
    Piece piece;
    piece.from = sound.from;
    piece.to = sound.to;
    piece.spoken = sound.kind == Sound::Kind::english ? sound.english : to_utf8(sound.characters);
    piece.syllables = sound.syllables;
    piece.one_by_one = sound.kind == Sound::Kind::letters;
    return piece;
  }

  void flush() {
    if (cells_.empty()) return;
    read_cells(cells_, readings_, tables_);
    bool open = false;
    for (const Cell& cell : cells_) {
      if (cell.syllable.empty()) continue;
      const Sound& sound = sounds_[cell.sound];
      const bool goes_on = open && (!cell.begins_word || continues_digits(cell));
      if (!goes_on) {
        pieces_.push_back({});
        pieces_.back().from = sound.from;
        pieces_.back().one_by_one = cell.kind == Sound::Kind::one_by_one;
      }
      Piece& piece = pieces_.back();
      piece.to = sound.to;
      base::append_utf8(piece.spoken, cell.character);
      piece.syllables.push_back(cell.syllable);
      last_sound_ = cell.sound;
      open = true;
    }
    cells_.clear();
  }
  bool continues_digits(const Cell& cell) const {
    return cell.kind == Sound::Kind::one_by_one && pieces_.back().one_by_one && last_sound_ == cell.sound;
  }

  const std::vector<Sound>& sounds_;
  const readings::Readings& readings_;
  const Tables& tables_;
  std::vector<Cell> cells_;
  std::vector<Piece> pieces_;
  std::size_t last_sound_ = 0;
};

class TableVerbaliser final : public Verbaliser {
 public:
  TableVerbaliser(std::unique_ptr<readings::Readings> readings, Tables tables)
      : readings_(std::move(readings)), tables_(std::move(tables)) {}

  std::vector<Piece> verbalise(std::string_view text, Language language) const override {
    const Glyphs glyphs(text);
    const auto sounds =
        language == Language::chinese ? chinese_sounds(glyphs, tables_) : english_sounds(glyphs, tables_);
    return Composer(sounds, *readings_, tables_).compose();
  }

 private:
  std::unique_ptr<readings::Readings> readings_;
  Tables tables_;
};

}  // namespace

base::Result<std::unique_ptr<Verbaliser>> Verbaliser::open(const SpeechFiles& files) {
  auto readings = readings::Readings::open(files.readings);
  if (!readings) return tl::unexpected(readings.error());
  auto tables = read_tables(files.assets);
  if (!tables) return tl::unexpected(tables.error());
  return std::make_unique<TableVerbaliser>(std::move(*readings), std::move(*tables));
}

}  // namespace gridboard::kiosk::speech
