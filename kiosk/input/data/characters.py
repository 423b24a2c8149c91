# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What the build knows of characters, read from Debian's unicode-data and rime-data-stroke."""

import bz2
import math

UNIHAN = "/usr/share/unicode/Unihan_{}.txt.bz2"
STROKES = "/usr/share/rime-data/stroke.dict.yaml"

# The Chinese characters of GB 18030-2022, level 3: 87,887.
GB18030 = [
    (0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
] + [(point, point) for point in (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27,
                                  0xFA28, 0xFA29)]


def unihan(table, *keys):
    """{key: {character: value}} of one Unihan table."""
    found = {key: {} for key in keys}
    with bz2.open(UNIHAN.format(table), "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("U+"):
                continue
            point, key, value = line.rstrip("\n").split("\t")[:3]
            if key in found:
                found[key][chr(int(point[2:], 16))] = value
    return found


def stroke_codes():
    """{character: [its strokes in letters of hspnz, ...]}, as many ways of writing as rime's table has."""
    codes = {}
    with open(STROKES, encoding="utf-8") as lines:
        in_table = False
        for line in lines:
            line = line.rstrip("\n")
            if not in_table:
                in_table = line == "..."
                continue
            columns = line.split("\t")
            if len(columns) >= 2 and len(columns[0]) == 1 and columns[1] and not set(columns[1]) - set("hspnz"):
                ways = codes.setdefault(columns[0], [])
                if columns[1] not in ways:
                    ways.append(columns[1])
    return codes


def usualness():
    """{character: 1..255}: how usual a character is; one that isn't in here counts 0. The three levels of the national
    table (kTGH numbers them 1-3500, 3501-6500, 6501-8105), within them the counts of a corpus (kHanyuPinlu)."""
    levels = unihan("OtherMappings", "kTGH")["kTGH"]
    counts = {character: sum(int(part.split("(")[1].rstrip(")")) for part in value.split())
              for character, value in unihan("Readings", "kHanyuPinlu")["kHanyuPinlu"].items()}
    core = unihan("DictionaryLikeData", "kUnihanCore2020")["kUnihanCore2020"]
    usual = {character: 10 for character in core}
    for character, value in levels.items():
        number = int(value.split(":")[1])
        usual[character] = 110 if number <= 3500 else 60 if number <= 6500 else 30
    for character, count in counts.items():
        usual[character] = min(255, usual.get(character, 10) + round(10 * math.log2(1 + count)))
    return usual
