# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Pinyin, handwriting and questions on held-out lists, each beside its peer, taken in the same run.

Each part is a program of its own that prints a JSON line a metric: metric, ours, peer, peer_value. Here they become
the lines of packaging/bench. GRIDBOARD_BUILD names the build folder (with bin/). A part that isn't built is said and
left out; the run fails only when one that is built fails, or none is there.
usage: bench_input.py [pinyin] [handwriting] [questions]
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
BUILD = pathlib.Path(os.environ.get("GRIDBOARD_BUILD", PROJECT / "build" / "release"))
PARTS = {
    "pinyin": lambda folder: [BUILD / "bin" / "bench_pinyin", HERE],
    "handwriting": lambda folder: [BUILD / "bin" / "bench_handwriting", *held_out_characters(folder)],
    "questions": lambda folder: [BUILD / "bin" / "bench_questions", *asked()],
}


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def held_out_characters(folder):
    """Fetches KanjiVG, which is not the matcher's data, and lists what of it is written."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, folder / name)
    subprocess.run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True,
                   stdout=sys.stderr)
    characters = folder / "characters.txt"
    with open(characters, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, HERE / "handwriting_characters.py",
                        folder / "node_modules" / "@madcat" / "kanjivg",
                        BUILD / "npm" / "node_modules" / "hanzi-writer-data"], check=True, stdout=out)
    return [BUILD / "share" / "input" / "strokes.bin", characters]


def asked():
    """questions_driver.cpp says how the askings were chosen."""
    held_out, tuned_on = ({item["asking"] for item in json.loads((HERE / name).read_text("utf-8"))}
                          for name in ("held_out_askings.json", "tuned_on_askings.json"))
    if both := held_out & tuned_on:
        raise ValueError(f"held out and tuned on: {', '.join(sorted(both))}")
    readings = BUILD / "share" / "speech" / "readings.bin"
    return [PROJECT / "assets" / "knowledge", readings, HERE / "held_out_askings.json"]


def rows_of(part, folder):
    command = [str(word) for word in PARTS[part](folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{pathlib.Path(command[0]).name} failed ({done.returncode})")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def report(row):
    ours, peer = round(row["ours"], 3), row.get("peer_value")
    peer = None if peer is None else round(peer, 3)
    ratio = round(ours / peer, 4) if peer else None
    print(json.dumps({"bench": "input", "metric": row["metric"], "ours": ours, "peer": row.get("peer"),
                      "peer_value": peer, "ratio": ratio}), flush=True)


def main():
    chosen = sys.argv[1:] or list(PARTS)
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        sys.exit(f"no part {unknown[0]}; there are: {', '.join(PARTS)}")
    done = failed = 0
    for part in chosen:
        if not (BUILD / "bin" / f"bench_{part}").exists():
            say(f"bench_{part} isn't built in {BUILD.name}: left out")
            continue
        with tempfile.TemporaryDirectory(prefix="gridboard-bench-") as folder:
            try:
                for row in rows_of(part, pathlib.Path(folder)):
                    report(row)
                done += 1
            except (OSError, RuntimeError, ValueError, subprocess.CalledProcessError) as problem:
                say(f"bench input, {part}: {problem}")
                failed += 1
    sys.exit(1 if failed or not done else 0)


if __name__ == "__main__":
    main()
