# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The board's speech: from say() to the first sound, and from stop() to silence, the 99th of a hundred.

The peer is what a script would do, a process of espeak-ng for each sentence, until its first sound. One JSON line a
metric. GRIDBOARD_BUILD names the build folder."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
SENTENCE = "ting2dian4 xin4xi1, qing3 kan4 ping2mu4"
WAVE_HEADER_BYTES = 44


def percentile_99(values):
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]


def ours(build, rounds):
    bench = build / "bin" / "speech_bench"
    if not bench.exists():
        sys.exit(f"{bench} is not there; build the target speech_bench first")
    lines = subprocess.run([bench, str(rounds)], check=True, capture_output=True, text=True).stdout.split("\n")
    pairs = [[float(each) for each in line.split()] for line in lines if line]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def peer(rounds):
    firsts = []
    for _ in range(rounds):
        start = time.monotonic()
        with subprocess.Popen(["espeak-ng", "-v", "cmn-latn-pinyin", "--stdout", SENTENCE], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as process:
            process.stdout.read(WAVE_HEADER_BYTES + 1)
            firsts.append((time.monotonic() - start) * 1000)
            process.stdout.read()
    return firsts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", PROJECT / "build" / "release"))
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    first, silence = ours(pathlib.Path(arguments.build), arguments.rounds)
    peers = percentile_99(peer(arguments.rounds))
    value = percentile_99(first)
    print(json.dumps({"bench": "speech", "metric": "first_sound_p99_ms", "ours": round(value, 1),
                      "peer": "espeak-ng process", "peer_value": round(peers, 1), "ratio": round(value / peers, 2)}))
    print(json.dumps({"bench": "speech", "metric": "silence_p99_ms", "ours": round(percentile_99(silence), 1),
                      "peer": None, "peer_value": None, "ratio": None}))


if __name__ == "__main__":
    main()
