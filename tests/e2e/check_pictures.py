# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""usage: check_pictures.py BUILD_FOLDER OUT [--all]: reads what packaging/demo --headless OUT/pictures --data OUT/data left.
       check_pictures.py --self-test STEP.png: plants faults into copies of a good step and must find each.

Every picture has its tree and the other way round, every screen is there in every form; then each step is held against
kiosk.md: sizes, gaps, contrast in the pixels, nothing cut off or overlapping, no tofu, a sentence on every control,
reach, at most seven choices in large type; nothing personal stands on a locked screen; every code scans, and the
payment code is what the centre prints. --all: the tours in every orientation, type size, language and theme.
"""

import argparse
import copy
import json
import multiprocessing
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import numpy
from PIL import Image

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[2] / "packaging"))
import demo_tours as demo  # noqa: E402
import demo_data  # noqa: E402
import picture_pixels as pixels  # noqa: E402
import picture_rules as rules  # noqa: E402

QUIET_ZONE_PX = 4
TEXT_ROLES = ("text", "heading", "button", "field", "chart")


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


def problems_of_step(tree, picture, high_contrast):
    """Of one screen: its tree and its pixels."""
    required = rules.required_contrast(tree, high_contrast) - 0.05
    yield from rules.problems_of_tree(tree)
    for widget in tree["widgets"]:
        if widget["role"] not in TEXT_ROLES or not widget["text"].strip() or not widget["enabled"]:
            continue
        em_px = widget["char_mm"] * tree["px_per_mm"]
        for problem in pixels.problems_of_contrast(picture, widget, required, em_px):
            yield f"{rules.label_of(widget)} {problem}"
        if widget["role"] in ("text", "heading"):
            for problem in pixels.problems_of_edges(picture, widget):
                yield f"{rules.label_of(widget)} {problem}"


# ---- a step of a tour ----

def crop_code(picture, widget, folder, name):
    x, y, w, h = (round(value) for value in widget["rect_px"])
    path = folder / f"{name}.png"
    picture.image.crop((x, y, x + w, y + h)).save(path, compress_level=1)
    return path


def check_step(job):
    """(folder, screen id, sentences, codes): codes are (cropped picture, id of the widget)."""
    path, words, codes_folder = job
    problems, codes = [], []
    tree_file = path.with_suffix(".json")
    if not tree_file.exists():
        return path.parent.name, "", [f"{path}: has no tree"], codes
    tree = json.loads(tree_file.read_text("utf-8"))
    picture = pixels.Picture(path)
    if [picture.width, picture.height] != tree["size_px"]:
        problems.append(f"is {picture.width} x {picture.height} px, its tree {tree['size_px']}")
    if not tree["widgets"]:
        problems.append("has no widgets")
    problems += problems_of_step(tree, picture, "high-contrast" in path.parent.name)
    problems += problems_of_privacy(tree, words)
    for index, widget in enumerate(tree["widgets"]):
        if widget["role"] == "image" and widget["id"].endswith("qr"):
            name = f"{path.parent.name}-{path.stem}-{index}"
            codes.append((crop_code(picture, widget, codes_folder, name), widget["id"], str(path)))
    return path.parent.name, tree["screen_id"], [f"{path}: {problem}" for problem in problems], codes


def scan(pictures):
    """Payloads by picture, read by zbarimg."""
    payloads = {}
    for start in range(0, len(pictures), 50):
        command = ["zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", *map(str, pictures[start:start + 50])]
        done = subprocess.run(command, capture_output=True, text=True)
        document = re.sub(r"\sxmlns='[^']*'", "", done.stdout)
        for source in xml.etree.ElementTree.fromstring(document).iter("source") if document else ():
            payloads[source.get("href")] = [data.text for data in source.iter("data")]
    return payloads


def problems_of_payment(build, out, payload):
    """A payload names its bill: year and month, then the account (the demo's numbering)."""
    number = re.search(r"(?:0116|[?]bill=)(\d{6})(\d{10})", payload)
    if not number:
        yield f"the payment code '{payload}' names no bill"
        return
    shown = subprocess.run([str(build / "bin" / "gridboard"), "--data", str(out / "data" / "centre"), "--json", "bill", "show",
                            "--account", number.group(2), "--period", f"{number.group(1)[:4]}-{number.group(1)[4:]}"],
                           capture_output=True, text=True)
    if shown.returncode != 0:
        yield f"gridboard bill show: {shown.stderr}"
    elif json.loads(shown.stdout)["payment"]["payload"] != payload:
        yield f"{payload} isn't what the centre prints"


def problems_of_codes(build, out, codes):
    payloads = scan([picture for picture, _, _ in codes])
    payments = set()
    for picture, widget_id, step in codes:
        found = payloads.get(str(picture), [])
        if len(found) != 1 or not found[0].strip():
            yield f"{step}: image '{widget_id}' holds {len(found)} codes that scan"
        elif found[0].startswith("000201") or "?bill=" in found[0]:
            payments.add(found[0])
    if not payments:
        yield "no picture holds a payment code that scans"
    for payload in payments:
        yield from problems_of_payment(build, out, payload)


def problems_of_coverage(tours, screens):
    for tour in tours:
        for screen in sorted(demo.SCREENS[tour.board] - screens.get(tour.folder, set())):
            yield f"{tour.folder}: no picture of the screen '{screen}'"


def check_tours(build, out, tours):
    words = personal_words()
    paths = [path for tour in tours for path in sorted((out / "pictures" / tour.folder).glob("*.png"))]
    problems, codes, screens = [], [], {}
    with tempfile.TemporaryDirectory(prefix="gridboard-codes-") as folder, multiprocessing.Pool(len(os.sched_getaffinity(0))) as pool:
        jobs = [(path, words, pathlib.Path(folder)) for path in paths]
        for tour, screen, found, cropped in pool.imap(check_step, jobs, chunksize=8):
            screens.setdefault(tour, set()).add(screen)
            problems += found
            codes += cropped
        problems += problems_of_codes(build, out, codes)
    problems += problems_of_coverage(tours, screens)
    return len(paths), problems


# ---- the checker itself ----

def suited(tree, role, least_characters):
    """A widget to plant a fault into: with room around, and a text of its own."""
    for widget in tree["widgets"]:
        if widget["role"] == role and widget["enabled"] and len(widget["text"]) >= least_characters:
            yield widget


def plant_small_target(tree, codes):
    widget = next(suited(tree, "button", 2))
    widget["rect_px"][3] = 8 * tree["px_per_mm"]
    return widget, "mm"


def plant_low_contrast(tree, codes):
    """In the pixels alone: the tree goes on saying what it said."""
    widget = next(suited(tree, "text", 6))
    x, y, w, h = (round(value) for value in widget["rect_px"])
    part = codes[y:y + h, x:x + w].astype(float)
    values, counts = numpy.unique(part.reshape(-1, 3), axis=0, return_counts=True)
    ground = values[counts.argmax()]
    codes[y:y + h, x:x + w] = (ground + (part - ground) * 0.3).round()
    return widget, "contrast"


def plant_overlap(tree, codes):
    first, second = list(suited(tree, "text", 4))[:2]
    x, y, w, h = (round(value) for value in first["rect_px"])
    to_x, to_y = round(second["rect_px"][0]), round(second["rect_px"][1]) + 8
    w, h = min(w, codes.shape[1] - to_x), min(h, codes.shape[0] - to_y)
    codes[to_y:to_y + h, to_x:to_x + w] = numpy.minimum(codes[to_y:to_y + h, to_x:to_x + w], codes[y:y + h, x:x + w])
    first["rect_px"] = [to_x, to_y, w, h]
    return first, "overlap"


def plant_cut_text(tree, codes):
    """Its second half isn't drawn, and the tree doesn't know."""
    widget = next(w for w in suited(tree, "text", 8) if w["rect_px"][3] < 1.6 * w["char_mm"] * tree["px_per_mm"])
    x, y, w, h = (round(value) for value in widget["rect_px"])
    em = widget["char_mm"] * tree["px_per_mm"]
    left = round(rules.least_width_em(widget["text"]) * em * 0.4)
    codes[y:y + h, x + left:x + w] = codes[y, x + w - 1]
    widget["rect_px"] = [x, y, left, h]
    return widget, "cut off"


def plant_missing_sentence(tree, codes):
    widget = next(suited(tree, "button", 2))
    widget["spoken"] = ""
    return widget, "sentence"


def self_test(step):
    good = json.loads(step.with_suffix(".json").read_text("utf-8"))
    image = numpy.asarray(Image.open(step).convert("RGB"))
    high_contrast = "high-contrast" in step.parent.name
    failures = list(problems_of_step(good, pixels.Picture(step), high_contrast))
    for problem in failures:
        print(f"{step} is no good step: {problem}")
    faults = (plant_small_target, plant_low_contrast, plant_overlap, plant_cut_text, plant_missing_sentence)
    for plant in faults:
        tree, codes = copy.deepcopy(good), image.copy()
        widget, word = plant(tree, codes)
        found = list(problems_of_step(tree, pixels.Picture(Image.fromarray(codes)), high_contrast))
        seen = [problem for problem in found if rules.label_of(widget) in problem and word in problem]
        print(f"{plant.__name__}: {seen[0] if seen else 'NOT FOUND'}")
        if not seen:
            failures.append(plant.__name__)
    print(f"{len(faults)} faults planted, {len(failures)} problems")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path, nargs="?")
    parser.add_argument("out", type=pathlib.Path, nargs="?")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--self-test", type=pathlib.Path, metavar="STEP.png")
    options = parser.parse_args()
    if options.self_test:
        return self_test(options.self_test)
    pictures, problems = check_tours(options.build, options.out, demo.ALL_TOURS if options.all else demo.TOURS)
    print("\n".join(problems[:100]))
    print(f"{pictures} pictures, {len(problems)} problems")
    return 1 if problems or not pictures else 0


if __name__ == "__main__":
    sys.exit(main())
