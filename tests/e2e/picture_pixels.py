# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What the pixels of a picture say of its texts: contrast of ink and ground, and ink that runs over an edge.

The tree's colours are only where to look: the figure comes from what was drawn. Ink is the colour of strokes where they
are full, so that antialiasing doesn't count; ground is what lies around that ink.
"""

import functools

import numpy
from PIL import Image

BORDER_PX = 6      # a target's own outline isn't text
CORNER_PX = 20
OVERHANG_PX = 4    # strokes of a character may lean over its box a little
SAMPLES = 160      # pixels of an ink that are looked at
LEAST_INK_PX = 8   # fewer pixels of one colour are no text
LEAST_SAME_PX = 3  # fewer are a stray shade of antialiasing
LEAST_WEAK_PX = 40
NEAR = 6           # steps of a channel that still are the same colour


@functools.lru_cache(maxsize=None)
def luminance(colour):
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@functools.lru_cache(maxsize=None)
def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def parse_colour(text):
    return tuple(int(text[i:i + 2], 16) for i in (1, 3, 5))


def near(one, other):
    return abs(one[0] - other[0]) <= NEAR and abs(one[1] - other[1]) <= NEAR and abs(one[2] - other[2]) <= NEAR


def code_of(colour):
    return colour[0] | colour[1] << 8 | colour[2] << 16


def colour_of(code):
    return (int(code) & 255, int(code) >> 8 & 255, int(code) >> 16 & 255)


class Picture:
    def __init__(self, path_or_image):
        image = path_or_image if isinstance(path_or_image, Image.Image) else Image.open(path_or_image)
        self.image = image if image.mode == "RGB" else image.convert("RGB")
        self.width, self.height = self.image.size
        whole = numpy.frombuffer(self.image.convert("RGBX").tobytes(), dtype=numpy.uint32)
        self.codes = whole.reshape(self.height, self.width) & 0xFFFFFF

    def box_of(self, widget):
        """Left, top, right, bottom inside the glass, without a target's outline; None if nothing is left."""
        x, y, w, h = widget["rect_px"]
        inset = BORDER_PX if widget["role"] in ("button", "field") else 0
        box = (max(0, round(x) + inset), max(0, round(y) + inset), min(self.width, round(x + w) - inset),
               min(self.height, round(y + h) - inset))
        return box if box[2] - box[0] > 2 and box[3] - box[1] > 2 else None

    def colours_in(self, box):
        part = self.image.crop(box)
        colours = part.getcolors(4096) or part.getcolors(1 << 20)  # the table is as large as what is asked for
        return [each for each in colours if each[0] >= LEAST_SAME_PX]


def positions_of(codes, colour, most=SAMPLES):
    rows, columns = numpy.nonzero(codes == code_of(colour))
    if len(rows) > most:
        step = len(rows) / most
        chosen = (numpy.arange(most) * step).astype(int)
        rows, columns = rows[chosen], columns[chosen]
    return rows, columns


def around(codes, rows, columns, reach):
    """Codes of the squares around the positions, a row each; outside counts as the nearest inside."""
    offsets = numpy.arange(-reach, reach + 1)
    ys = numpy.clip(rows[:, None, None] + offsets[None, :, None], 0, codes.shape[0] - 1)
    xs = numpy.clip(columns[:, None, None] + offsets[None, None, :], 0, codes.shape[1] - 1)
    return codes[ys, xs].reshape(len(rows), -1)


def ground_of(codes, ink, rows, columns):
    """The commonest colour near the ink that isn't the ink."""
    seen = around(codes, rows, columns, 4).ravel()
    values, counts = numpy.unique(seen[seen != code_of(ink)], return_counts=True)
    return colour_of(values[counts.argmax()]) if len(values) else ink


def declared_contrast(picture, box, colours, widget):
    """Of the pair that the tree names, as drawn: (contrast, ink, ground); None if that ink isn't there."""
    fg = parse_colour(widget["fg"])
    drawn = [(count, colour) for count, colour in colours if near(colour, fg)]
    if sum(count for count, _ in drawn) < LEAST_INK_PX:
        return None
    ink = max(drawn)[1]
    codes = picture.codes[box[1]:box[3], box[0]:box[2]]
    ground = ground_of(codes, ink, *positions_of(codes, ink))
    return contrast(ink, ground), ink, ground


def strongest_contrast(colours):
    """Of what stands out most against the commonest colour."""
    ground = max(colours)[1]
    inks = [colour for count, colour in colours if count >= LEAST_INK_PX and not near(colour, ground)]
    return max(((contrast(ink, ground), ink, ground) for ink in inks), default=None)


def runs(codes, ink, rows, columns, reach):
    """For each position how far this colour goes on across and down."""
    lengths = []
    offsets = numpy.arange(1, reach + 1)
    for across in (True, False):
        run = numpy.ones(len(rows), dtype=int)
        for sign in (1, -1):
            ys = rows[:, None] + (0 if across else sign) * offsets[None, :]
            xs = columns[:, None] + (sign if across else 0) * offsets[None, :]
            inside = (ys >= 0) & (ys < codes.shape[0]) & (xs >= 0) & (xs < codes.shape[1])
            same = inside & (codes[ys.clip(0, codes.shape[0] - 1), xs.clip(0, codes.shape[1] - 1)] == code_of(ink))
            run += numpy.cumprod(same, axis=1).sum(axis=1)
        lengths.append(run)
    return lengths


def weak_inks(picture, box, colours, em_px, required):
    """Strokes of their own whose contrast is too low, whatever the tree says: (contrast, ink, ground)."""
    commonest = max(colours)[1]
    most = max((count for count, colour in colours if not near(colour, commonest)
                and contrast(colour, commonest) >= required), default=0)
    codes = None
    for count, ink in colours:
        if count < max(LEAST_WEAK_PX, most * 0.05) or near(ink, commonest) or contrast(ink, commonest) >= required:
            continue
        if codes is None:
            codes = picture.codes[box[1]:box[3], box[0]:box[2]]
        rows, columns = positions_of(codes, ink)
        height, width = codes.shape
        at_corner = numpy.minimum(rows, height - 1 - rows) + numpy.minimum(columns, width - 1 - columns) < CORNER_PX
        if at_corner.mean() > 0.6:
            continue  # what shows behind a card's round corners
        if columns.max() - columns.min() < em_px * 1.2:
            continue  # one sign beside the words: a dot, an icon
        reach = round(em_px * 1.3)
        across, down = runs(codes, ink, rows, columns, reach)
        if (numpy.maximum(across, down) > reach).mean() > 0.3 or (numpy.minimum(across, down) > em_px / 4).mean() > 0.4:
            continue  # a line, a dot, a ground of its own: no strokes
        ground = ground_of(codes, ink, rows, columns)
        found = contrast(ink, ground)
        if found >= required or contrast(ink, commonest) < 1.3 and near(ground, commonest):
            continue
        # The edge of stronger strokes is antialiasing.
        patches = around(codes, rows, columns, 2)
        stronger = numpy.zeros(len(rows), dtype=bool)
        for code in numpy.unique(patches):
            other = colour_of(code)
            if contrast(other, ground) >= found * 1.04:
                stronger |= (patches == code).any(axis=1)
        if stronger.mean() < 0.5:
            yield found, ink, ground


def problems_of_contrast(picture, widget, required, em_px):
    box = picture.box_of(widget)
    if box is None:
        return
    colours = picture.colours_in(box)
    if not colours:
        yield "has no ink at all in its pixels"
        return
    measured = declared_contrast(picture, box, colours, widget)
    if measured is None:
        measured = strongest_contrast(colours)
        if measured is None:
            yield "has no ink at all in its pixels"
            return
    # A chart's box holds bars as well as labels: what is found there may be two bars, which WCAG 1.4.11 asks 3:1 of. The
    # labels' own colours are held to the full figure in the tree.
    if measured[0] < (min(required, 3.0) if widget["role"] == "chart" else required):
        yield "has a contrast of %.1f:1 in the pixels (#%02x%02x%02x on #%02x%02x%02x)" % (
            measured[0], *measured[1], *measured[2])
    # The guides of a writing field help the hand and say nothing.
    elif widget["role"] in ("text", "heading", "field") and not widget["id"].startswith("pen."):
        for found, ink, ground in weak_inks(picture, box, colours, em_px, required):
            yield "has strokes with a contrast of %.1f:1 (#%02x%02x%02x on #%02x%02x%02x)" % (found, *ink, *ground)


def problems_of_edges(picture, widget):
    """Ink on both sides of a text's left or right edge goes on outside it; at the glass's edge it is cut."""
    x, y, w, h = (round(value) for value in widget["rect_px"])
    top, bottom = max(0, y), min(picture.height, y + h)
    ink = code_of(parse_colour(widget["fg"]))
    for inside, outside, side in ((x, x - OVERHANG_PX, "left"), (x + w - 1, x + w - 1 + OVERHANG_PX, "right")):
        if not 0 <= inside < picture.width or bottom <= top:
            continue
        here = picture.codes[top:bottom, inside] == ink
        there = here if not 0 <= outside < picture.width else picture.codes[top:bottom, outside] == ink
        if there is not here and there.mean() > 0.5:
            continue  # what lies around a text on a ground of its own has the colour of its ink, and shows at round corners
        if (here & there).sum() >= 2:
            yield f"runs over its {side} edge"
