# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What kiosk.md asks of a screen, read from its accessibility tree. Each rule yields sentences; none means it is kept."""

import math
import unicodedata

TARGET_MM = {False: 12.0, True: 18.0}
GAP_MM = {False: 3.0, True: 4.0}
CHARACTER_MM = {False: 6.5, True: 9.0}
CHOICES_IN_LARGE_TYPE = 7
ROUNDING_MM = 0.13  # half a pixel at 4 px/mm
TOUCHES = ("button", "field")
HIDDEN_CORNER = "corner"  # for staff: no mark, not announced
WHOLE_GLASS = 0.8         # of the glass: a thing that is touched anywhere
UNKNOWN_CHARACTERS = "\ufffd□▯"
# In the Chinese interface: names of units, codes and things that are written so in Chinese too, and the button that
# names the other language in itself.
LATIN_IN_CHINESE = {"App", "English", "kWh", "PIN", "QR", "kV", "No", "AED", "V", "A", "W", "kW", "MB", "GB", "KB", "UTC"}


def required_contrast(tree, high_contrast):
    return 15.0 if high_contrast else 10.0 if tree["large"] else 7.0


def label_of(widget):
    return f"{widget['role']} '{widget['id'] or widget['name']}'"


def covers_the_glass(tree, widget):
    width, height = tree["size_px"]
    return widget["rect_px"][2] * widget["rect_px"][3] >= WHOLE_GLASS * width * height


def targets_of(tree):
    return [widget for widget in tree["widgets"]
            if widget["role"] in TOUCHES and widget["enabled"] and widget["id"] != HIDDEN_CORNER
            and not covers_the_glass(tree, widget)]


def distances(one, other):
    """Room between two rectangles across and down; negative where they overlap."""
    ax, ay, aw, ah = one["rect_px"]
    bx, by, bw, bh = other["rect_px"]
    return max(ax, bx) - min(ax + aw, bx + bw), max(ay, by) - min(ay + ah, by + bh)


def holds(outer, inner):
    ax, ay, aw, ah = outer["rect_px"]
    bx, by, bw, bh = inner["rect_px"]
    return ax <= bx + 1 and ay <= by + 1 and ax + aw + 1 >= bx + bw and ay + ah + 1 >= by + bh


def least_width_em(text):
    """At most what the text takes, in characters' heights: no face is narrower."""
    width = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            width += 1.0 if unicodedata.category(character).startswith("L") else 0.5
        elif character.isdigit():
            width += 0.5
        elif character.isalpha():
            width += 0.22 if character in "fijlrtI" else 0.42
        elif not character.isspace():
            width += 0.2
    return width


def needs_more_room(tree, widget):
    em = widget["char_mm"] * tree["px_per_mm"]
    _, _, w, h = widget["rect_px"]
    if not widget["text"] or em <= 0 or w <= 0 or widget["role"] in ("chart", "list", "image", "field"):
        return False
    # A break leaves at most the width of a word free at the end of a line: two characters are allowed for.
    lines = sum(max(1, math.ceil(least_width_em(part) * em / (w + 2 * em))) for part in widget["text"].split("\n"))
    return lines * em > h + 0.35 * em


def problems_of_widget(tree, widget):
    large, scale = tree["large"], tree["px_per_mm"]
    x, y, w, h = widget["rect_px"]
    width, height = tree["size_px"]
    if widget["cut_off"]:
        yield "is cut off"
    elif needs_more_room(tree, widget):
        yield "is cut off: its text can't fit its rectangle"
    if x < -0.5 or y < -0.5 or x + w > width + 0.5 or y + h > height + 0.5:
        yield "lies partly outside the glass"
    is_target = widget["role"] in TOUCHES and widget["enabled"]
    if is_target and min(w, h) / scale < TARGET_MM[large] - ROUNDING_MM:
        yield f"is {w / scale:.1f} x {h / scale:.1f} mm"
    if widget["text"] and widget["char_mm"] and widget["char_mm"] < CHARACTER_MM[large] - 0.005:
        yield f"has characters of {widget['char_mm']:.2f} mm"
    if widget["role"] in TOUCHES and not widget["spoken"].strip() and widget["id"] != HIDDEN_CORNER:
        yield "has no sentence to speak"
    if widget["text"] and not widget["spoken"].strip():
        yield "has a text but no sentence to speak"
    if any(character in widget["text"] for character in UNKNOWN_CHARACTERS):
        yield "shows a character that it can't"


def problems_of_room(tree):
    """Gaps between targets, and things over things."""
    targets = targets_of(tree)
    least = (GAP_MM[tree["large"]] - ROUNDING_MM) * tree["px_per_mm"]
    for index, one in enumerate(targets):
        for other in targets[index + 1:]:
            across, down = distances(one, other)
            if across < 0 and down < 0:
                yield f"{label_of(one)} and {label_of(other)} overlap"
            elif max(across, down) < least:
                yield f"{label_of(one)} and {label_of(other)} are {max(across, down) / tree['px_per_mm']:.1f} mm apart"
    shown = [widget for widget in tree["widgets"]
             if widget["role"] != "list" and widget["id"] != HIDDEN_CORNER and not covers_the_glass(tree, widget)]
    for index, one in enumerate(shown):
        for other in shown[index + 1:]:
            if one in targets and other in targets:
                continue
            across, down = distances(one, other)
            if across >= -2 or down >= -2:
                continue
            # A chart or a picture may lie within a card; text never lies over text that isn't its card's.
            inside = holds(one, other) or holds(other, one)
            drawn = "chart" in (one["role"], other["role"]) or "image" in (one["role"], other["role"])
            if not (inside and drawn):
                yield f"{label_of(one)} and {label_of(other)} overlap"


def problems_of_reach(tree):
    for widget in targets_of(tree):
        if widget["rect_px"][1] < tree["reach_top_px"] - 0.5:
            yield f"{label_of(widget)} lies {(tree['reach_top_px'] - widget['rect_px'][1]) / tree['px_per_mm']:.0f} mm too high"


def problems_of_choices(tree):
    choices = [widget for widget in targets_of(tree) if widget["part"] == "choice"]
    if tree["large"] and len(choices) > CHOICES_IN_LARGE_TYPE:
        yield f"offers {len(choices)} choices: {', '.join(widget['id'] for widget in choices)}"


def latin_words(text):
    word, words = "", []
    for character in text + " ":
        if character.isascii() and character.isalpha():
            word += character
        else:
            words += [word] if len(word) > 2 else []
            word = ""
    return words


def problems_of_language(tree):
    """No English in the Chinese interface. Screens for staff name hosts, libraries and files."""
    if tree["locale"] != "zh-CN" or tree["screen_id"] in ("maintenance", "enrol"):
        return
    for widget in tree["widgets"]:
        # An address and a receipt number are no words.
        if widget["part"] == "key" or "://" in widget["text"] or widget["role"] == "field":
            continue
        foreign = [word for word in latin_words(widget["text"]) if word not in LATIN_IN_CHINESE and not word.isupper()]
        if foreign:
            yield f"{label_of(widget)} says '{' '.join(foreign)}' in the Chinese interface"


def problems_of_tree(tree):
    for widget in tree["widgets"]:
        for problem in problems_of_widget(tree, widget):
            yield f"{label_of(widget)} {problem}"
    if tree["missing_glyphs"]:
        yield "no face has " + " ".join(f"U+{code:04X}" for code in tree["missing_glyphs"])
    yield from problems_of_room(tree)
    yield from problems_of_reach(tree)
    yield from problems_of_choices(tree)
    yield from problems_of_language(tree)
    seen = set()
    for widget in tree["widgets"]:
        if widget["id"] and widget["role"] in TOUCHES and widget["id"] in seen:
            yield f"{label_of(widget)} is there twice"
        seen.add(widget["id"])
