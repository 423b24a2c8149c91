# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Which tours the demo's boards take, and the sheets of thumbnails that are made of their pictures."""

import dataclasses
import html
import itertools
import multiprocessing
import os

# By the ids of kiosk/state: what every tour must show. Enrolment is seen once, by tests/e2e.
PUBLIC = {"board", "outages", "outage", "notices", "notice", "services", "contacts", "records", "find", "unlock", "bill", "form",
          "summary", "receipt", "follow", "same_report", "phone", "sign_in", "maintenance", "takeover", "attract", "night",
          "out_of_service"}
# A hall serves many buildings: what one building's neighbours have reported isn't asked about there.
SCREENS = {"unit": PUBLIC, "hall": PUBLIC - {"same_report"}}


@dataclasses.dataclass(frozen=True)
class Tour:
    board: str  # "unit" or "hall"
    orientation: str
    large: bool = False
    english: bool = False
    theme: str = "state-grid"

    @property
    def folder(self):
        parts = [self.orientation, "large" if self.large else "", "en" if self.english else "",
                 self.theme if self.theme != "state-grid" else ""]
        return ("hall-" if self.board == "hall" else "") + "-".join(part for part in parts if part)

    @property
    def options(self):
        return ["--orientation", self.orientation, *(["--large"] if self.large else []),
                *(["--locale", "en"] if self.english else []), "--theme", self.theme]


# For people: what differs most to the eye.
TOURS = [Tour("unit", "portrait"), Tour("unit", "landscape"), Tour("unit", "portrait", large=True), Tour("hall", "portrait"),
         Tour("hall", "landscape"), Tour("unit", "portrait", english=True)]

# For packaging/check: every orientation, type size, language and theme at the door; in the hall what differs there.
THEMES = ("state-grid", "high-contrast", "night")
ALL_TOURS = [Tour("unit", orientation, large, english, theme) for theme, english, large, orientation in
             itertools.product(THEMES, (False, True), (False, True), ("portrait", "landscape"))]
ALL_TOURS += [Tour("hall", "portrait"), Tour("hall", "landscape"), Tour("hall", "portrait", large=True),
              Tour("hall", "landscape", large=True), Tour("hall", "portrait", english=True),
              Tour("hall", "landscape", large=True, english=True, theme="high-contrast")]

# ---- sheets ----

ROW_REDUCED = 4        # pictures in the row of one screen are a quarter of the glass
SHEET_REDUCED = 2      # and those on the sheet half of that
SHEET_WIDTH_PX = 3000
MARGIN_PX = 10
LABEL_PX = 22
PAPER, INK = (245, 243, 236), (20, 33, 31)
FACE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


def steps_of(out, tour):
    """(name, picture) in the order of the tour; the name is what follows the number."""
    for picture in sorted((out / tour.folder).glob("*.png")):
        yield picture.stem.split("-", 1)[-1], picture


def thumbnails(path):
    """One picture read once, small and smaller."""
    from PIL import Image
    with Image.open(path) as image:
        row = image.convert("RGB").reduce(ROW_REDUCED)
    return path, row.reduce(SHEET_REDUCED), row


def wrapped(label, row, width):
    """Lines of a labelled row that fit the width."""
    line, used = [], MARGIN_PX
    for caption, image in row:
        if line and used + image.width + MARGIN_PX > width:
            yield label, line
            label, line, used = "", [], MARGIN_PX
        line.append((caption, image))
        used += image.width + MARGIN_PX
    yield label, line


def lay_out(rows, width):
    """One picture of labelled rows: [(label, [(caption, image)])]."""
    from PIL import Image, ImageDraw, ImageFont
    font, heading = ImageFont.truetype(FACE, 13), ImageFont.truetype(FACE, 18)
    lines = [line for label, row in rows for line in wrapped(label, row, width)]
    heights = [max(image.height for _, image in line) + LABEL_PX + MARGIN_PX + (LABEL_PX if label else 0) for label, line in lines]
    sheet = Image.new("RGB", (width, sum(heights) + MARGIN_PX), PAPER)
    draw = ImageDraw.Draw(sheet)
    top = MARGIN_PX
    for (label, line), height in zip(lines, heights):
        if label:
            draw.text((MARGIN_PX, top - 4), label, INK, font=heading)
        left, upper = MARGIN_PX, top + (LABEL_PX if label else 0)
        for caption, image in line:
            sheet.paste(image, (left, upper))
            draw.text((left, upper + image.height), caption[:max(4, image.width // 7)], INK, font=font)
            left += image.width + MARGIN_PX
        top += height
    return sheet


def write_row(job):
    path, name, row = job
    lay_out([(name, row)], SHEET_WIDTH_PX).save(path, quality=85)
    return path


def write_sheets(out, tours):
    """OUT/sheet.png: a row a tour. OUT/screens/NAME.jpg: one screen in every form. OUT/index.html leads to all."""
    steps = {tour: list(steps_of(out, tour)) for tour in tours}
    folder = out / "screens"
    folder.mkdir(exist_ok=True)
    with multiprocessing.Pool(len(os.sched_getaffinity(0))) as pool:
        small, larger = {}, {}
        for path, image, row in pool.imap(thumbnails, [picture for row in steps.values() for _, picture in row], chunksize=8):
            small[path], larger[path] = image, row
        rows = [(tour.folder, [(name, small[picture]) for name, picture in steps[tour]]) for tour in tours if steps[tour]]
        screens = {}
        for tour in tours:
            for name, picture in steps[tour]:
                screens.setdefault(name, []).append((tour.folder, larger[picture]))
        made = pool.imap(write_row, [(folder / f"{name}.jpg", name, row) for name, row in screens.items()])
        lay_out(rows, SHEET_WIDTH_PX).quantize(64, dither=0).save(out / "sheet.png")
        write_index(out, sorted(made))
    return out / "sheet.png"


def write_index(out, screens):
    rows = "".join(f'<h2>{html.escape(path.stem)}</h2><img loading="lazy" src="screens/{html.escape(path.name)}">' for path in screens)
    (out / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><title>Gridboard</title><style>body{font:16px sans-serif;background:#f5f3ec}"
        f'img{{max-width:100%}}</style><h1>Gridboard</h1><img src="sheet.png">{rows}\n', "utf-8")
