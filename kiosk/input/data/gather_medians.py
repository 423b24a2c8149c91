# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""gather_medians.py HANZI_WRITER_DATA COMPOSED OUT: the middle lines of every character's strokes, a line a character:

    code point in hexadecimal, how usual it is (0..255), strokes parted by ';', their points by ' ', "x,y" of 0..1023

from hanzi-writer-data, and for what it lacks from COMPOSED, whose header says how a character is put together there.
"""

import json
import pathlib
import re
import sys

from characters import usualness

PIECE = re.compile(r"(.)(?::(\d+)-(\d+))?(?:@(\d+),(\d+),(\d+),(\d+))?")
TOP = 900  # hanzi-writer's y grows upwards from -124 to 900


def read_medians(folder):
    found = {}
    for path in sorted(folder.glob("*.json")):
        if len(path.stem) == 1:
            medians = json.loads(path.read_text("utf-8"))["medians"]
            found[path.stem] = [[(x, TOP - y) for x, y in stroke] for stroke in medians]
    return found


def placed(strokes, box):
    """`strokes`, whose ink spans some box, moved into `box` (left, top, right, bottom in percent of the square)."""
    xs, ys = ([point[axis] for stroke in strokes for point in stroke] for axis in (0, 1))
    left, top, right, bottom = (10.24 * edge for edge in box)
    scale_x, scale_y = (right - left) / max(1, max(xs) - min(xs)), (bottom - top) / max(1, max(ys) - min(ys))
    return [[(left + (x - min(xs)) * scale_x, top + (y - min(ys)) * scale_y) for x, y in stroke] for stroke in strokes]


def composed(line, known):
    """(character, its strokes) of one line of COMPOSED."""
    character, *pieces = line.split()
    strokes = []
    for piece in pieces:
        match = PIECE.fullmatch(piece)
        if not match or match[1] not in known:
            raise ValueError(f"'{piece}' is no piece")
        part = known[match[1]]
        if match[2]:
            first, last = int(match[2]), int(match[3])
            if not 1 <= first <= last <= len(part):
                raise ValueError(f"'{piece}': {match[1]} has {len(part)} strokes")
            part = part[first - 1:last]
        strokes += placed(part, [int(edge) for edge in match.groups()[3:]]) if match[4] else part
    if not strokes:
        raise ValueError("no pieces")
    return character, strokes


def main():
    data, composed_file, out = map(pathlib.Path, sys.argv[1:4])
    known = read_medians(data)
    if not known:
        sys.exit(f"{data}: no characters")
    for number, line in enumerate(composed_file.read_text("utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if line:
            try:
                character, strokes = composed(line, known)
            except ValueError as problem:
                sys.exit(f"{composed_file}:{number}: {problem}")
            if character in known:
                sys.exit(f"{composed_file}:{number}: {character} is known already")
            known[character] = strokes
    usual = usualness()
    with open(out, "w", encoding="ascii") as lines:
        for character in sorted(known):
            strokes = ";".join(" ".join(f"{round(x)},{round(y)}" for x, y in stroke) for stroke in known[character])
            lines.write(f"{ord(character):x} {usual.get(character, 0)} {strokes}\n")


if __name__ == "__main__":
    main()
