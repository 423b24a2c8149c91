# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""usage: soak.py BUILD_FOLDER [--inputs N] [--seed N] [--no-memory]

Random touches and keys on a real board with a real centre, from a seed: half of the touches anywhere on the glass, half
on something that can be pressed; PINs are typed when they are asked for, sessions run out, notices and outages come and
go. The board must go on, and in the second half the memory that it holds itself (its anonymous pages; those of fonts come
and go as the kernel likes) must grow by less than 2%. What is loaded at its first use (dictionaries, strokes, the large
type's glyphs) is used once before. --no-memory: for sanitizers.
"""

import argparse
import ctypes
import os
import pathlib
import random
import sys
import time

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1] / "e2e"))
import hands  # noqa: E402
import support  # noqa: E402

MOST_GROWTH = 0.02
SAMPLES = 200
PR_SET_THP_DISABLE = 41
KEYS = ("tab", "shift+tab", "left", "right", "up", "down", "enter", "space", "escape", "home")
NEVER = ("leave.confirm",)  # what ends the program is tried in tests/e2e


class Soak:
    def __init__(self, scene, seed):
        self.scene, self.rng = scene, random.Random(seed)
        self.board = scene.board()
        self.pin = {row["door"]: row["pin"] for row in scene.pins(support.UNIT).values()}
        self.done = {}
        self.screens = set()
        self.outage = None

    def count(self, what):
        self.done[what] = self.done.get(what, 0) + 1

    def touch_anywhere(self):
        width, height = self.tree["size_px"]
        self.board.must(do="tap", x=self.rng.randrange(int(width)), y=self.rng.randrange(int(height)))

    def touch_something(self):
        targets = [widget for widget in hands.targets_of(self.tree) if widget["id"] not in NEVER]
        if not targets:
            return self.touch_anywhere()
        x, y, w, h = self.rng.choice(targets)["rect_px"]
        self.board.must(do="tap", x=x + w * self.rng.uniform(0.1, 0.9), y=y + h * self.rng.uniform(0.1, 0.9))

    def press_key(self):
        self.board.must(do="key", key=self.rng.choice(KEYS))

    def unlock(self):
        """What chance alone never does: the right PIN of a door."""
        door = self.rng.choice(list(self.pin))
        self.board.do(do="tap", id="foot.home")
        if self.board.do(do="tap", id=f"slot.{door}").get("ok"):
            for digit in self.pin[door]:
                self.board.do(do="tap", id=f"pin.{digit}")

    def let_time_pass(self):
        self.board.must(do="advance", seconds=self.rng.choice((5, 40, 75, 200)))

    def news(self):
        if self.outage:
            self.scene.centre.ask("outage", "restore", self.outage, "--text", "已恢复供电。")
            self.outage = None
        else:
            self.outage = self.scene.centre.ask("outage", "announce", "--kind", "fault", "--place", "新华社区/3栋", "--cause",
                                                "电缆中间接头击穿", "--scope", "3 栋全部单元", "--etr", "+2h", "--text", "抢修人员已出发。")["id"]

    def one(self, index):
        if index % 20 == 0:
            self.tree = self.board.tree()
            self.screens.add(self.tree["screen_id"])
        kinds = (("touch_anywhere", 38), ("touch_something", 38), ("press_key", 20), ("unlock", 1.5), ("let_time_pass", 2.4),
                 ("news", 0.1))
        kind = self.rng.choices([name for name, _ in kinds], [weight for _, weight in kinds])[0]
        if kind == "touch_something" and self.rng.random() < 0.5:
            self.tree = self.board.tree()
        getattr(self, kind)()
        self.count(kind)

    def warm_up(self):
        self.board.hand_in_repair()
        for _type_size in range(2):
            for _language in range(2):
                self.unlock()
                self.board.must(do="tap", id="foot.home")
                self.board.write_every_way()
                self.board.must(do="tap", id="foot.language")
            self.board.must(do="tap", id="foot.large")

    def memory_kb(self):
        """Of the whole program, and what of it it holds itself."""
        rollup = pathlib.Path(f"/proc/{self.board.process.pid}/smaps_rollup").read_text()
        size = {line.split(":")[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
        swapped = size.get("SwapPss", 0)  # held all the same
        return size["Pss"] + swapped, size["Pss_Anon"] + swapped


def growth(samples):
    """Of the second half: its first fifth beside its last."""
    half = samples[len(samples) // 2:]
    fifth = max(1, len(half) // 5)
    return (sum(half[-fifth:]) / fifth) / (sum(half[:fifth]) / fifth) - 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--inputs", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--no-memory", action="store_true")
    options = parser.parse_args()
    os.environ["GRIDBOARD_BUILD"] = str(options.build.resolve())
    # Two megabytes that the kernel makes of a few pages, when it likes, aren't what the board holds. Inherited.
    ctypes.CDLL(None).prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)
    samples, started = [], time.monotonic()
    with support.Scene() as scene:
        soak = Soak(scene, options.seed)
        soak.warm_up()
        every = max(1, options.inputs // SAMPLES)
        for index in range(options.inputs):
            soak.one(index)
            if index % every == 0:
                samples.append(soak.memory_kb())
        # Once more to the board, and out of it in good order.
        soak.board.must(do="advance", seconds=4000)
        assert soak.board.screen() in ("board", "attract", "night"), soak.board.screen()
        soak.board.quit()
        code = soak.board.process.returncode
        log = soak.board.data.with_suffix(".log").read_text("utf-8", "replace")
    grown = growth([own for _, own in samples])
    print(f"seed {options.seed}: {options.inputs} inputs in {time.monotonic() - started:.0f} s: "
          + ", ".join(f"{count} {name}" for name, count in sorted(soak.done.items())))
    print(f"{len(soak.screens)} screens seen: {' '.join(sorted(soak.screens))}")
    for name, of in (("PSS", 0), ("its own", 1)):
        print(f"{name}: " + ", ".join(f"{samples[at][of] / 1024:.1f} MB {when}" for at, when in (
            (0, "at the start"), (len(samples) // 2, "in the middle"), (-1, "at the end"))))
    print(f"{grown:+.2%} in the second half")
    problems = [] if code == 0 else [f"the board ended with {code}: {log[-2000:]}"]
    if "Sanitizer" in log:
        problems.append(log[-4000:])
    if not options.no_memory and grown >= MOST_GROWTH:
        problems.append(f"its memory grew by {grown:.2%}")
    print("\n".join(problems))
    print(f"{0 if problems else 1} passed, {1 if problems else 0} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
