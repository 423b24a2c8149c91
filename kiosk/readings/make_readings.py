#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Makes share/speech/readings.bin: how Chinese characters and words are read. The format stands in readings.hpp.

Characters from Unicode's Unihan_Readings.txt, words from the npm package @pinyin-pro/data, and over both our own
polyphones.txt."""

import argparse
import bz2
import json
import math
import re
import struct
import unicodedata

TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
LONGEST_WORD = 8
# Relative frequency from which on a word of the complete list is taken: rarer ones are names and chance neighbours.
USUAL = 1e-11
ALL = 6e-5  # what the frequencies of all words come to
RAREST, OWN_RARENESS = 90, 40


def plain(marked):
    """lǜ -> lv4; a syllable without a mark is neutral."""
    tone, letters = 5, ""
    for character in unicodedata.normalize("NFD", marked.lower()):
        if character in TONES:
            tone = TONES[character]
        elif character == "\u0308":
            letters = letters[:-1] + "v"
        elif character == "\u0302":  # ê
            continue
        else:
            letters += character
    if not re.fullmatch("[a-z]{1,6}", letters):
        raise ValueError(f"no syllable: {marked}")
    return letters + str(tone)


def read_characters(path):
    """Character -> readings. Those that a count of spoken usage names come first, then what dictionaries add."""
    fields = {}
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code_point, field, value = line.rstrip("\n").split("\t")
                fields.setdefault(chr(int(code_point[2:], 16)), {})[field] = value
    characters = {"〇": ["ling2"]}
    for character, of in fields.items():
        marked = [re.sub(r"\(\d+\)", "", each) for each in of.get("kHanyuPinlu", "").split()]
        marked += of.get("kMandarin", "").split()[:1]
        marked += [reading for entry in of.get("kTGHZ2013", "").split() for reading in entry.split(":")[1].split(",")]
        if not marked or "kTGHZ2013" not in of:
            marked += [entry.split(":")[1] for entry in of.get("kXHC1983", "").split()]
            marked += [reading for entry in of.get("kHanyuPinyin", "").split()
                       for reading in entry.split(":")[1].split(",")]
        readings = list(dict.fromkeys(plain(each.rstrip("*")) for each in marked))
        if readings:
            characters[character] = readings
    return characters


def rareness_of(frequency):
    return min(RAREST, max(0, round(-10 * math.log10(frequency / ALL))))


def read_words(folder):
    """Words -> syllables, and words and characters -> rareness."""
    words, rareness = {}, {}
    for name, least in (("complete.json", USUAL), ("modern.json", 0)):
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            for word, (readings, *frequency) in json.load(file).items():
                if frequency:
                    rareness[word] = rareness_of(frequency[0])
                if 2 <= len(word) <= LONGEST_WORD and (frequency or [1])[0] >= least:
                    syllables = [plain(each) for each in readings.split()]
                    if len(syllables) == len(word):
                        words[word] = syllables
    return words, rareness


def put_our_own(path, characters, words, rareness):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            text, *syllables = line.split("#")[0].split() or [""]
            if not text:
                continue
            if not syllables or not all(re.fullmatch("[a-z]{1,6}[1-5]", each) for each in syllables):
                raise SystemExit(f"{path}:{number}: a syllable is lower-case letters and a tone from 1 to 5")
            if len(text) == 1:
                characters[text] = list(dict.fromkeys(syllables + characters.get(text, [])))
            elif len(text) == len(syllables):
                words[text] = syllables
                rareness[text] = min(rareness.get(text, RAREST), OWN_RARENESS)
            else:
                raise SystemExit(f"{path}:{number}: needs a syllable for each character")


def pack(characters, words, rareness):
    names = sorted({each for readings in [*characters.values(), *words.values()] for each in readings})
    number = {name: index for index, name in enumerate(names)}
    ordered = sorted(words, key=lambda word: word.encode())
    longest = {}
    for word in ordered:
        longest[word[0]] = max(longest.get(word[0], 0), len(word.encode()))
        characters.setdefault(word[0], [words[word][0]])

    character_table, character_readings = b"", []
    for character in sorted(characters):
        readings = characters[character]
        character_table += struct.pack("<IIHBB", ord(character), len(character_readings), longest.get(character, 0),
                                       len(readings), rareness.get(character, RAREST))
        character_readings += [number[each] for each in readings]
    word_table, word_syllables, text = bytearray(), [], bytearray()
    for word in ordered:
        word_table += struct.pack("<IIHBB", len(text), len(word_syllables), len(word.encode()), len(words[word]),
                                  rareness.get(word, RAREST))
        word_syllables += [number[each] for each in words[word]]
        text += word.encode()

    parts = [
        b"".join(name.encode().ljust(8, b"\0") for name in names),
        character_table,
        struct.pack(f"<{len(character_readings)}H", *character_readings),
        bytes(word_table),
        struct.pack(f"<{len(word_syllables)}H", *word_syllables),
        bytes(text),
    ]
    header = b"GBREAD02" + struct.pack("<6I", len(names), len(characters), len(character_readings), len(words),
                                       len(word_syllables), len(text))
    return header + b"".join(part + b"\0" * (-len(part) % 4) for part in parts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--unihan", required=True)
    parser.add_argument("--words", required=True, help="folder json/ of @pinyin-pro/data")
    parser.add_argument("--polyphones", required=True)
    parser.add_argument("--out", required=True)
    chosen = parser.parse_args()
    characters = read_characters(chosen.unihan)
    words, rareness = read_words(chosen.words)
    put_our_own(chosen.polyphones, characters, words, rareness)
    with open(chosen.out, "wb") as file:
        file.write(pack(characters, words, rareness))


if __name__ == "__main__":
    main()
