# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""make_stroke_keys.py COMPOSED OUT: stroke_keys.bin (kiosk/input/stroke_keys.cpp says how it looks) of rime's table,
of COMPOSED for what that lacks, and for all else of GB 18030 of what Unihan knows: radical and number of strokes."""

import struct
import sys

from characters import GB18030, stroke_codes, unihan, usualness
from gather_medians import PIECE

CJK_RADICALS = "/usr/share/unicode/CJKRadicals.txt"
# Other shapes of a radical; a radical that others are written into is known by how it begins.
OTHER_SHAPES = {
    "9": "亻", "18": "刂", "31": "冂", "42": "⺌", "58": "彑", "61": "忄", "64": "扌", "66": "攵", "85": "氵", "86": "灬",
    "87": "爫", "94": "犭", "96": "王", "113": "礻", "118": "⺮", "122": "罒", "130": "月", "140": "艹", "144": "彳", "145": "衤亠",
    "162": "辶", "163": "阝", "170": "阝", "184": "飠",
}
LISTED = {"⺌": ["spn", "snp"], "⺮": ["phsphs", "phnphn"], "艹": ["hss", "shhs"], "辶": ["nzn", "nnzn", "nzzn"],
          "飠": ["pnnzhhzn", "pnhzhhpn"]}
MAGIC = b"GBSTRKEY"
VERSION = 1
WHOLE, RADICAL = 0, 1


def radicals(codes):
    """{number as in kRSUnicode: [its strokes, ...]}"""
    found = {}
    with open(CJK_RADICALS, encoding="utf-8") as lines:
        for line in lines:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) == 3:
                shapes = chr(int(fields[2], 16)) + OTHER_SHAPES.get(fields[0].rstrip("'"), "")
                strokes = [code for shape in shapes for code in LISTED.get(shape, codes.get(shape, []))]
                if fields[0] == "31":
                    strokes = ["sz"]
                found[fields[0]] = list(dict.fromkeys(strokes))
    return found


def composed_codes(path, codes):
    """{character: [its strokes]} of what is put together from characters whose strokes are known."""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            character, *pieces = line.split("#")[0].split() or [""]
            strokes = []
            for piece in pieces:
                match = PIECE.fullmatch(piece)
                known = (found.get(match[1]) or codes.get(match[1]) or [""])[-1]  # the mainland's way comes last
                last = int(match[3] or len(known))
                strokes.append(known[int(match[2] or 1) - 1:last] if last <= len(known) else "")
            if strokes and all(strokes):
                found[character] = ["".join(strokes)]
    return found


def entries():
    """(strokes, how usual, code point, WHOLE or RADICAL, number of strokes)"""
    usual, codes = usualness(), stroke_codes()
    for character, ways in composed_codes(sys.argv[1], codes).items():
        codes.setdefault(character, ways)
    for character, ways in codes.items():
        for way in ways:
            yield way, usual.get(character, 0), ord(character), WHOLE, len(way)
    irg = unihan("IRGSources", "kRSUnicode", "kTotalStrokes")
    shapes = radicals(codes)
    for first, last in GB18030:
        for point in range(first, last + 1):
            character = chr(point)
            if character in codes:
                continue
            count = int(irg["kTotalStrokes"][character].split()[0])
            for radical in irg["kRSUnicode"][character].split():
                for strokes in shapes[radical.split(".")[0]]:
                    yield strokes, usual.get(character, 0), point, RADICAL, max(count, len(strokes))


def main():
    def order(entry):
        strokes, usual, point, kind, count = entry
        return kind, count if kind == RADICAL else 0, strokes, -usual, point

    found = sorted(set(entries()), key=order)
    whole = sum(1 for entry in found if entry[3] == WHOLE)
    texts, records, offset = [], [], 0
    for strokes, usual, point, _, count in found:
        records.append(struct.pack("<IIBBBB", point, offset, len(strokes), count, usual, 0))
        texts.append(strokes)
        offset += len(strokes)
    with open(sys.argv[2], "wb") as out:
        out.write(struct.pack("<8sIIII", MAGIC, VERSION, whole, len(found) - whole, offset))
        out.write(b"".join(records) + "".join(texts).encode("ascii"))


if __name__ == "__main__":
    main()
