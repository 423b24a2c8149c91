#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What staff wait for at a centre with 10,000 boards, 2,000 communities and 2 million households, on both stores, through
the API of a live server: the first view and every list and search, each beside its limit. Two people ask at the same
time, one for the whole centre and one for a part of it.

Usage: bench_desk.py [BUILD_DIR] [--store sqlite|postgres] [--share PERCENT] [--rounds N]
BUILD_DIR (or GRIDBOARD_BUILD) is a release build. Prints JSON lines; ours and the limit are milliseconds at p95.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

PROJECT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT / "tests" / "e2e"))

FIRST_VIEW_MS, PAGE_MS = 1000, 300  # of the issue
SHARE_OF_ROUNDS = 0.95
PASSWORD = "云溪河边的柳树今年发芽早"


class Browser:
    """One person's: a connection that stays, and a session."""

    def __init__(self, address):
        self.host = urllib.parse.urlsplit(address).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.cookie = ""

    def ask(self, method, path, body=None):
        headers = {"Cookie": self.cookie, "X-Gridboard": "1", "Accept-Encoding": "identity"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise AssertionError(f"{method} {path}: {answer.status} {text.decode()}")
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        return text

    def api(self, method, path, body=None, /, **query):
        asked = urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})
        text = self.ask(method, f"/api/v1{path}" + (f"?{asked}" if asked else ""), body)
        return json.loads(text) if text else None

    def sign_in(self, name, first):
        self.api("POST", "/session", {"name": name, "password": first})
        self.api("PUT", "/session/password", {"old": first, "new": PASSWORD})


def first_view(browser):
    """Everything that the Today page asks for, one after the other: slower than a browser, which asks side by side."""
    page = browser.ask("GET", "/console/").decode()
    for asset in re.findall(r'(?:src|href)="(/console/[^"]+)"', page):
        browser.ask("GET", asset)
    browser.api("GET", "/session")
    browser.api("GET", "/overview")
    browser.api("GET", "/notices", state="in_review", limit=50)


class Wants:
    """What a person asks for, each time about something else. `top`: the grants' place, "" for everywhere."""

    def __init__(self, communities, top, seed, newest):
        self.random = random.Random(seed)
        self.communities, self.top, self.newest = communities, top, newest

    def community(self):
        k = self.random.randrange(self.communities)
        return f"YX/D{k // 200}/G{k // 20 % 10}/K{k}" if not self.top else f"{self.top}/K{20 + self.random.randrange(20)}"

    def page_of(self, browser, path, query, pages):
        """The page after up to so many others, which don't count."""
        after = None
        for _ in range(self.random.randrange(pages)):
            after = browser.api("GET", path, limit=200, after=after, **query).get("next")
            if not after:
                break
        return lambda: browser.api("GET", path, limit=50, after=after, **query)

    def all(self):
        pick = self.random.choice
        letter = lambda: pick("新红东南北清金玉和安永福长春华光海山云星")
        listed = {
            "list_boards": lambda b: self.page_of(b, "/boards", {}, 20),
            "list_boards_silent": lambda b: self.page_of(b, "/boards", {"health": "silent"}, 3),
            "list_boards_under": lambda b: self.page_of(b, "/boards", {"under": self.community()}, 1),
            "search_boards": lambda b: self.page_of(b, "/boards", {"q": str(self.random.randrange(100, 110000))}, 2),
            "list_places": lambda b: self.page_of(b, "/places", {"under": pick(["", "YX", self.community()]) if not
                                                                self.top else self.community()}, 1),
            "list_notices": lambda b: self.page_of(b, "/notices", {}, 20),
            "list_notices_state": lambda b: self.page_of(
                b, "/notices", {"state": pick(["draft", "in_review", "published", "expired", "scheduled"])}, 3),
            "list_notices_under": lambda b: self.page_of(b, "/notices", {"under": self.community()}, 2),
            "search_notices": lambda b: self.page_of(b, "/notices", {"q": pick(["检修", "第12", "冬", "无此"])}, 2),
            "search_places_name": lambda b: self.page_of(b, "/places/search", {"q": letter()}, 3),
            "search_places_common": lambda b: self.page_of(
                b, "/places/search", {"q": pick(["单元", "栋", "3栋", "社区", "1", "苑"])}, 3),
            "search_places_words": lambda b: self.page_of(
                b, "/places/search", {"q": f"{letter()} {pick('123456789')}栋 {pick('123456789')}单元"}, 2),
            "search_places_none": lambda b: self.page_of(b, "/places/search", {"q": "没有这个地方"}, 1),
            "list_supply": lambda b: self.page_of(b, "/supply", {}, 1),
            "search_supply": lambda b: self.page_of(b, "/supply", {"q": letter()}, 2),
            "list_groups": lambda b: lambda: b.api("GET", "/groups"),
            "overview": lambda b: lambda: b.api("GET", "/overview"),
            "show_place": lambda b: lambda at=self.place(): b.api("GET", "/places/one", path=at),
            "count_reach": lambda b: lambda to=self.targets(): b.api("POST", "/reach", to),
            "show_delivery": lambda b: self.page_of(b, f"/notices/{self.notice()}/delivery", {}, 2),
        }
        if not self.top:
            listed["list_accounts"] = lambda b: self.page_of(b, "/accounts", {}, 3)
            listed["list_audit"] = lambda b: self.page_of(b, "/audit", {}, 20)
            listed["list_audit_of"] = lambda b: self.page_of(b, "/audit", {"subject": "N-17"}, 2)
        return listed

    def place(self):
        return self.random.choice([self.community(), self.community(), self.top or "YX"])

    def targets(self):
        some = {"places": [self.community() for _ in range(3)]}
        if self.top:
            return some
        return self.random.choice([some, {"places": ["YX"]}, {"supply": [f"F{self.random.randrange(199)}"]},
                                   {"groups": [f"g{self.random.randrange(50)}"]}, {"supply": ["S1"]}])

    def notice(self):
        if self.top:  # notice n is for the community 7n, see province.cpp
            return "N-3"
        return self.random.choice([self.newest, self.newest, "N-3"])


def p95(values):
    values = sorted(values)
    return values[min(len(values) - 1, int(SHARE_OF_ROUNDS * len(values)))]


def measure(browser, wants, rounds, out):
    """Milliseconds of each kind, and of the first view."""
    for _ in range(rounds):
        begun = time.monotonic()
        first_view(browser)
        out.setdefault("first_view", []).append(1000 * (time.monotonic() - begun))
        for name, make in wants.all().items():
            ask = make(browser)
            begun = time.monotonic()
            ask()
            out.setdefault(name, []).append(1000 * (time.monotonic() - begun))


def bench(build, folder, backend, location, arguments):
    import support  # after GRIDBOARD_BUILD is set
    centre = support.Centre(folder, location)
    centre.ask(*(["--store", location] if location else []), "init", "--supplier", "云溪供电")
    filled = subprocess.run([build / "bin" / "fill_desk", location or centre.data / "centre.db", str(arguments.share)],
                            check=True, stdout=subprocess.PIPE, text=True)
    print(f"{backend}: filled in {filled.stdout.strip()} s", file=sys.stderr)
    communities = 2000 * arguments.share // 100
    grid = "YX/D0/G1"
    first = centre.ask("account", "add", "chief", "--display-name", "全局", "--grant", "administrator")["password"]
    other = centre.ask("account", "add", "local", "--display-name", "网格", "--grant", f"publisher@{grid}")["password"]
    centre.start()
    people = []
    try:
        for name, password, top in (("chief", first, ""), ("local", other, grid)):
            browser = Browser(centre.address)
            browser.sign_in(name, password)
            wants = Wants(communities, top, len(people), f"N-{10000 * arguments.share // 100 - 1}")
            people.append((browser, wants, {}))
        # The slower of the two counts.
        with concurrent.futures.ThreadPoolExecutor(len(people)) as side_by_side:
            for done in [side_by_side.submit(measure, browser, wants, arguments.rounds, out)
                         for browser, wants, out in people]:
                done.result()
    finally:
        centre.stop()
    for name in people[0][2]:
        slower = max(p95(out[name]) for _, _, out in people if name in out)
        limit = FIRST_VIEW_MS if name == "first_view" else PAGE_MS
        print(json.dumps({"bench": "desk", "metric": f"{name}_p95_ms_{backend}", "ours": round(slower, 1), "peer": "limit",
                          "peer_value": limit, "ratio": round(slower / limit, 2)}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", "build/release"))
    parser.add_argument("--store", choices=["sqlite", "postgres"], action="append")
    parser.add_argument("--share", type=int, default=100, help="percent of the whole")
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    build = pathlib.Path(arguments.build).resolve()
    os.environ["GRIDBOARD_BUILD"] = str(build)
    if not (build / "bin" / "fill_desk").exists():
        sys.exit(f"{build}/bin/fill_desk is not there; build the target fill_desk first")
    import postgres
    for backend in arguments.store or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory(prefix="gridboard-bench-") as folder:
            if backend == "sqlite":
                bench(build, pathlib.Path(folder), backend, None, arguments)
            else:
                with postgres.Postgres() as server:
                    bench(build, pathlib.Path(folder), backend, postgres.location(server), arguments)


if __name__ == "__main__":
    main()
