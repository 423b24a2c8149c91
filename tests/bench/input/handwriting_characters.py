# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""handwriting_characters.py KANJIVG HANZI_WRITER_DATA [held-out|tuning]: the characters that the bench writes, a line
each: code point in hexadecimal and KanjiVG's drawing of it.

Of the characters of the first two levels of the national table (kTGH 1-6500) that both have with the same number of
strokes, in the order of their code points, the held-out ones are 800 at even distances: number i * N / 800. None of
them was looked at while the matcher was made; "tuning" names the others that were: every third of the rest.
"""

import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "kiosk" / "input" / "data"))
sys.dont_write_bytecode = True
from characters import unihan  # noqa: E402

COUNT = 800


def drawings(kanjivg):
    """{character: (path, number of strokes)}"""
    found = {}
    for path in sorted((kanjivg / "dist" / "main").glob("*.svg")):
        if re.fullmatch("[0-9a-f]{5}", path.stem):
            found[chr(int(path.stem, 16))] = (path, path.read_text("utf-8").count("<path"))
    return found


def main():
    kanjivg, hanzi = map(pathlib.Path, sys.argv[1:3])
    of_table = {character for character, number in unihan("OtherMappings", "kTGH")["kTGH"].items()
                if int(number.split(":")[1]) <= 6500}
    drawn = drawings(kanjivg)
    both = []
    for character in sorted(of_table & set(drawn)):
        data = hanzi / f"{character}.json"
        if data.exists() and len(json.loads(data.read_text("utf-8"))["medians"]) == drawn[character][1]:
            both.append(character)
    if len(both) < COUNT:
        sys.exit(f"only {len(both)} characters are in {kanjivg} and {hanzi}")
    chosen = [both[i * len(both) // COUNT] for i in range(COUNT)]
    if sys.argv[3:] == ["tuning"]:
        chosen = [character for character in both if character not in set(chosen)][1::3]
    for character in chosen:
        print(f"{ord(character):x} {drawn[character][0]}")


if __name__ == "__main__":
    main()
