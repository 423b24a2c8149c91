#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What one board that was away asks for, in a feed of 10 million records, on both stores, each beside a bare probe of
the primary key in the same run.

Usage: bench_store.py [BUILD_DIR] [--logs N] [--records N] [--rounds N]
BUILD_DIR (or GRIDBOARD_BUILD) is a release build. Prints JSON lines.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", "build/release"))
    parser.add_argument("--logs", type=int, default=1000)
    parser.add_argument("--records", type=int, default=10_000, help="of each log")
    parser.add_argument("--rounds", type=int, default=5000)
    arguments = parser.parse_args()
    driver = pathlib.Path(arguments.build) / "bin" / "delta_bench"
    if not driver.exists():
        sys.exit(f"{driver} is not there; build the target delta_bench first")
    for backend in ("sqlite", "postgres"):
        done = subprocess.run([driver, backend, str(arguments.logs), str(arguments.records), str(arguments.rounds)],
                              check=True, stdout=subprocess.PIPE, text=True)
        ours, peer, _, _ = map(float, done.stdout.split())
        print(json.dumps({"bench": "store", "metric": f"delta_10m_p99_ms_{backend}", "ours": ours,
                          "peer": "bare-index-probe", "peer_value": peer, "ratio": round(ours / peer, 1)}), flush=True)


if __name__ == "__main__":
    main()
