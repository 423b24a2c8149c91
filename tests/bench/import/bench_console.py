#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A million bills handed in at the console of a live server: uploaded in pieces, checked, applied in batches, undone, while
somebody else drafts a notice twenty times a second.

Usage: bench_console.py [BUILD_DIR] [--rows N] [--store sqlite|postgres] [--undo]
BUILD_DIR (or GRIDBOARD_BUILD) is a release build. A PostgreSQL is the bench's own, in a temporary folder.
Prints JSON lines: of each step its seconds, the longest and the 99th percentile of the milliseconds that the other
person waited meanwhile, and the server's memory at its most so far. Needs some 4 GB of disk for a million.
"""
import argparse
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import random
import sys
import tempfile
import threading
import time
import urllib.parse

PROJECT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(PROJECT / "tests" / "e2e"), str(pathlib.Path(__file__).parent)]

import bench_import  # noqa: E402

PIECE = 1 << 20
EVERY_S = 0.05
WAIT_LIMIT_MS = 100
POSTGRES = ("shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=15min")  # as bench_desk.py has it
PASSWORD = "云溪河边的柳树今年发芽早"


class Browser:
    """One person's session on a connection that stays."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=120)
        self.cookie = ""

    def send(self, method, path, body=b"", kind="application/json"):
        headers = {"Cookie": self.cookie, "X-Gridboard": "1"}
        if body:
            headers["Content-Type"] = kind
        self.connection.request(method, f"/api/v1{path}", body or None, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise AssertionError(f"{method} {path}: {answer.status} {text.decode()}")
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        return json.loads(text) if text else None

    def ask(self, method, path, body=None):
        return self.send(method, path, b"" if body is None else json.dumps(body).encode())

    def sign_in(self, name, first):
        self.ask("POST", "/session", {"name": name, "password": first})
        self.ask("PUT", "/session/password", {"old": first, "new": PASSWORD})


class Other:
    """Somebody else at work: how long each draft took, in milliseconds."""

    def __init__(self, browser):
        self.browser, self.waits, self.going = browser, [], True
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def work(self):
        notice = {"category": "community", "title": "通知", "body": "正文", "targets": {"places": ["B"]}}
        while self.going:
            begun = time.monotonic()
            self.browser.ask("POST", "/notices", notice)
            self.waits.append((time.monotonic() - begun) * 1000)
            time.sleep(EVERY_S)

    def take(self):
        waits, self.waits = sorted(self.waits), []
        return waits

    def end(self):
        self.going = False
        self.thread.join()


def memory_mb(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def settled(browser, number):
    while True:
        one = browser.ask("GET", f"/imports/{number}")
        if "run" not in one["import"] and one["import"]["state"] != "checking":
            return one
        time.sleep(0.2)


def upload(browser, path):
    size = path.stat().st_size
    begun = browser.ask("POST", "/imports/uploads", {"kind": "bills", "file": path.name, "bytes": size})
    with open(path, "rb") as file:
        for number in range(-(-size // PIECE)):
            piece = file.read(PIECE)
            sha256 = hashlib.sha256(piece).hexdigest()
            browser.send("PUT", f"/imports/{begun['id']}/pieces?number={number}&sha256={sha256}", piece,
                         "application/octet-stream")
    return begun["id"]


def measure(name, other, process, step):
    other.take()
    begun = time.monotonic()
    done = step()
    seconds = time.monotonic() - begun
    waits = other.take() or [0]
    figures = {"seconds": (seconds, None), "other_write_max_ms": (waits[-1], WAIT_LIMIT_MS),
               "other_write_p99_ms": (waits[len(waits) * 99 // 100], WAIT_LIMIT_MS),
               "peak_mb": (memory_mb(process), None)}
    for metric, (ours, limit) in figures.items():
        print(json.dumps({"bench": "import", "metric": f"console_{name}_{metric}", "ours": round(ours, 1),
                          "peer": limit and "limit", "peer_value": limit,
                          "ratio": limit and round(ours / limit, 2)}), flush=True)
    return done


def expect(one, state, rows):
    if one["import"]["state"] != state or one["import"]["added"] != rows or one["import"]["left"] != 0:
        raise AssertionError(f"{state} was expected of {rows} rows: {one['import']} {one.get('problem')}")


def bench(folder, location, arguments):
    import support  # after GRIDBOARD_BUILD is set
    centre = support.Centre(folder, location)
    centre.ask(*(["--store", location] if location else []), "init", "--supplier", "基准供电",
               "--merchant-account", "BENCHMARK0001", "--merchant-name", "BENCH POWER", "--merchant-city", "BENCH")
    rng = random.Random(7)
    households = -(-arguments.rows // bench_import.PERIODS)
    places, accounts_file, bills = (folder / f"{name}.csv" for name in ("places", "households", "bills"))
    bench_import.write_places(places, households)
    accounts = bench_import.write_households(accounts_file, households, rng)
    bench_import.write_bills(bills, accounts, arguments.rows, "account", rng)
    centre.ask("import", "places", places)
    centre.ask("import", "households", accounts_file)
    people = [(name, centre.ask("account", "add", name, "--display-name", name, "--grant", "administrator")["password"])
              for name in ("importer", "other")]
    centre.start()
    browsers = []
    for name, first in people:
        browsers.append(Browser(centre.address))
        browsers[-1].sign_in(name, first)
    browser, other = browsers[0], Other(browsers[1])
    try:
        measure("idle", other, centre.process, lambda: time.sleep(5))
        number = measure("upload", other, centre.process, lambda: upload(browser, bills))

        def step(path):
            browser.ask("POST", f"/imports/{number}/{path}")
            return settled(browser, number)

        expect(measure("check", other, centre.process, lambda: step("finish")), "ready", arguments.rows)
        expect(measure("apply", other, centre.process, lambda: step("apply")), "applied", arguments.rows)
        if arguments.undo:
            expect(measure("undo", other, centre.process, lambda: step("undo")), "undone", arguments.rows)
    finally:
        other.end()
        centre.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", "build/release"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--store", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--undo", action="store_true")
    arguments = parser.parse_args()
    os.environ["GRIDBOARD_BUILD"] = str(pathlib.Path(arguments.build).resolve())
    import postgres  # after GRIDBOARD_BUILD is set
    with tempfile.TemporaryDirectory(prefix="gridboard-bench-") as folder, contextlib.ExitStack() as ends:
        location = None
        if arguments.store == "postgres":
            location = postgres.location(ends.enter_context(postgres.Postgres(settings=POSTGRES)))
        bench(pathlib.Path(folder), location, arguments)


if __name__ == "__main__":
    main()
