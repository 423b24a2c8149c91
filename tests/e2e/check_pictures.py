# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""usage: check_pictures.py BUILD_FOLDER OUT: reads what packaging/demo --headless OUT/pictures --data OUT/data left.

Every picture has its tree and the other way round; nothing is cut off; targets, text and contrast keep kiosk.md's
figures; nothing personal stands on a locked screen; the payment code scans and is what the centre prints.
"""

import json
import pathlib
import re
import struct
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[2] / "packaging"))
import demo_data  # noqa: E402

EXPECTED = {  # folder -> screens that must be there
    "portrait": {"board", "unlock", "bill", "outages", "outage", "notices", "notice", "services", "repair", "name", "visit", "summary",
                 "receipt", "follow", "contacts"},
    "landscape": {"board", "unlock", "bill", "outages", "outage", "notices", "notice", "services", "repair", "name", "visit", "summary",
                  "receipt", "follow", "contacts"},
    "portrait-large": {"board", "unlock", "bill", "outages", "outage", "notices", "notice", "services", "repair", "name", "visit",
                       "summary", "receipt", "follow", "contacts"},
    "hall-portrait": {"board", "find", "unlock", "bill"},
    "hall-landscape": {"board", "find", "unlock", "bill"},
}
TARGET_MM = {False: 12.0, True: 18.0}
CHARACTER_MM = {False: 6.5, True: 9.0}
CONTRAST = {False: 7.0, True: 10.0}
ROUNDING_MM = 0.13  # half a pixel at 4 px/mm


def luminance(colour):
    channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def problems_of_widget(tree, widget):
    large, scale = tree["large"], tree["px_per_mm"]
    x, y, w, h = widget["rect_px"]
    if widget["cut_off"]:
        yield "is cut off"
    if widget["role"] == "button" and widget["enabled"]:
        if min(w, h) / scale < TARGET_MM[large] - ROUNDING_MM:
            yield f"is {w / scale:.1f} x {h / scale:.1f} mm"
    if widget["text"] and widget["char_mm"] and widget["char_mm"] < CHARACTER_MM[large]:
        yield f"has characters of {widget['char_mm']:.2f} mm"
    if widget["text"] and widget["enabled"] and contrast(widget["fg"], widget["bg"]) < CONTRAST[large] - 0.05:
        yield f"has a contrast of {contrast(widget['fg'], widget['bg']):.1f}:1"
    if widget["role"] in ("button", "field") and not widget["spoken"]:
        yield "has no sentence to speak"
    if "�" in widget["text"] or "□" in widget["text"]:
        yield "shows a character that it can't"


def personal_words():
    """What must not stand on a locked screen: names, phones, account numbers."""
    words = set()
    for row in demo_data.read_csv(HERE.parents[2] / "assets" / "demo" / "households.csv"):
        words |= {row["户名"], row["户号"]} | ({row["电话"]} if row["电话"] else set())
    # A two-character name may be a word of the interface or of a notice; longer ones can't stand there by chance.
    return {word for word in words if len(word) > 2}


def problems_of_privacy(tree, words):
    if not tree["locked"]:
        return
    shown = "\n".join(f"{w['name']}\n{w['text']}\n{w['spoken']}" for w in tree["widgets"])
    for word in words:
        if word in shown:
            yield f"shows {word} while locked"


def png_size(path):
    header = path.read_bytes()[:24]
    return struct.unpack(">II", header[16:24]) if header[:8] == b"\x89PNG\r\n\x1a\n" else None


def check_folder(folder, expected, words):
    screens = set()
    for picture in sorted(folder.glob("*.png")):
        tree_file = picture.with_suffix(".json")
        if not tree_file.exists():
            yield f"{picture}: has no tree"
            continue
        tree = json.loads(tree_file.read_text("utf-8"))
        screens.add(tree["screen"])
        size = png_size(picture)
        upright = tree["orientation"] == "portrait"
        if size != ((1080, 1920) if upright else (1920, 1080)):
            yield f"{picture}: is {size}"
        if not tree["widgets"]:
            yield f"{picture}: has no widgets"
        for widget in tree["widgets"]:
            for problem in problems_of_widget(tree, widget):
                yield f"{picture}: {widget['role']} '{widget['name']}' {problem}"
        for problem in problems_of_privacy(tree, words):
            yield f"{picture}: {problem}"
    for screen in sorted(expected - screens):
        yield f"{folder}: no picture of the screen '{screen}'"


def scan(picture):
    done = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True)
    return done.stdout.strip().splitlines()


def check_payment_code(build, out):
    """A payload names its bill: year and month, then the account (the demo's numbering)."""
    for folder in ("portrait", "landscape", "portrait-large"):
        bills = [p for p in sorted((out / "pictures" / folder).glob("*.png"))
                 if json.loads(p.with_suffix(".json").read_text("utf-8"))["screen"] == "bill"]
        payloads = {code for picture in bills for code in scan(picture) if code.startswith("000201")}
        if len(payloads) != 1:
            yield f"{folder}: {len(payloads)} payment codes scan in {len(bills)} pictures of bills"
            continue
        payload = payloads.pop()
        number = re.search(r"0116(\d{6})(\d{10})", payload)
        shown = subprocess.run([str(build / "bin" / "gridboard"), "--data", str(out / "data" / "centre"), "--json",
                                "bill", "show", "--account", number.group(2), "--period",
                                f"{number.group(1)[:4]}-{number.group(1)[4:]}"], capture_output=True, text=True)
        if shown.returncode != 0:
            yield f"gridboard bill show: {shown.stderr}"
        elif json.loads(shown.stdout)["payment"]["payload"] != payload:
            yield f"{folder}: {payload} isn't what the centre prints"


def main():
    build, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    words = personal_words()
    problems = []
    for folder, expected in EXPECTED.items():
        problems += check_folder(out / "pictures" / folder, expected, words)
    problems += check_payment_code(build, out)
    print("\n".join(problems[:60]))
    pictures = len(list((out / "pictures").glob("*/*.png")))
    print(f"{pictures} pictures, {len(problems)} problems")
    return 1 if problems or not pictures else 0


if __name__ == "__main__":
    sys.exit(main())
