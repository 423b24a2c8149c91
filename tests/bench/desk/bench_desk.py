#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What staff wait for at a centre with 10,000 boards, 2,000 communities and 2 million households, on both stores, through
the API of a live server: the first view and every list and search, each beside its limit. Two people ask at the same
time, one for the whole centre and one for a part of it.

Usage: bench_desk.py [BUILD_DIR] [--store sqlite|postgres] [--share PERCENT] [--rounds N] [--large]
BUILD_DIR (or GRIDBOARD_BUILD) is a release build. Prints JSON lines; ours and the limit are milliseconds at p95.

--large adds a year of bills (24 million) and five years of outages (500,000), and asks for every address of addresses.csv
beside: name, operation of sync/server/openapi.yaml ("" for what isn't of the API), address with {words} that stand for
something else each time (see Wants.words), how many pages deep, limit in milliseconds. It needs some 20 GB of disk.
"""
import argparse
import concurrent.futures
import csv
import datetime
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
ADDRESSES = pathlib.Path(__file__).with_name("addresses.csv")
OUTAGES = 500_000  # with --large, see history.hpp
# A server of its own would have more; this one shares its machine.
POSTGRES = ("shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=15min")
COUNTING_S = 1800  # that the centre may take to count what was filled in behind its back
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
        try:
            self.connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self.connection.getresponse()
        except http.client.RemoteDisconnected:  # idle for too long: a browser asks again
            self.connection.close()
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


def asked_of():
    """The rows of addresses.csv whose operation this centre has."""
    contract = (PROJECT / "sync" / "server" / "openapi.yaml").read_text("utf-8")
    with ADDRESSES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file)]
    known = [row for row in rows if not row["operation"] or f"operationId: {row['operation']}\n" in contract]
    for row in rows:
        if row not in known:
            print(f"left out, for there is no {row['operation']}: {row['name']}", file=sys.stderr)
    return known


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
        self.outages, self.rows = 1, []

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
            "show_proof": lambda b: self.page_of(b, f"/notices/{self.notice()}/proof", {}, 2),
            "show_proof_missed": lambda b: self.page_of(b, f"/notices/{self.notice()}/proof", {"missed": "true"}, 2),
        }
        if not self.top:
            listed["list_accounts"] = lambda b: self.page_of(b, "/accounts", {}, 3)
            listed["list_audit"] = lambda b: self.page_of(b, "/audit", {}, 20)
            listed["list_audit_of"] = lambda b: self.page_of(b, "/audit", {"subject": "N-17"}, 2)
        for row in self.rows:
            listed[row["name"]] = self.listed_in(row)
        return listed

    def place(self):
        return self.random.choice([self.community(), self.community(), self.top or "YX"])

    def targets(self):
        some = {"places": [self.community() for _ in range(3)]}
        if self.top:
            return some
        return self.random.choice([some, {"places": ["YX"]}, {"supply": [f"F{self.random.randrange(self.communities // 10)}"]},
                                   {"groups": [f"g{self.random.randrange(50)}"]}, {"supply": ["S0"]}])

    def words(self):
        """What a {word} of addresses.csv stands for, this time."""
        pick, below = self.random.choice, self.random.randrange
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        from_day = now.date() - datetime.timedelta(days=30 + below(1500))
        household = below(self.communities * 1000)
        return {
            "served": self.place(),  # a community or what is above
            "place": pick([self.community(), self.community(), self.community() + f"/{1 + below(10)}"] +
                          ([] if self.top else ["YX", f"YX/D{below(max(1, self.communities // 200))}"])),
            "community": self.community(), "supply": f"T{below(self.communities)}",
            "outage": f"T20260101-{1_000_000 + below(self.outages)}",
            "outage_state": pick(["announced", "ongoing", "restored", "cancelled"]),
            "outage_kind": pick(["planned", "temporary", "fault", "rationing"]),
            "outage_words": pick(["雷击", "变压器", f"第{below(self.communities)}社区", "无此", "T20260101-1000"]),
            "account": str(3_300_000_000 + household), "door": str(101 + 100 * below(10)),
            "bill_no": f"{now:%Y%m}{3_300_000_000 + household}", "period": f"{now:%Y-%m}",
            "from_time": f"{from_day}T00:00:00+08:00",
            "upto_time": f"{from_day + datetime.timedelta(days=1 + below(60))}T00:00:00+08:00",
            "from_day": str(from_day), "to_day": str(from_day + datetime.timedelta(days=1 + below(60))),
            "year_ago": str(from_day - datetime.timedelta(days=365)), "notice": self.notice(),
            "bill_state": pick(["unpaid", "overdue", "paid", "disputed", "over_paid"]),
            "analysis_list": pick(["begun", "dark", "off_estimate", "moved_estimate", "taken_back", "short_lead", "ongoing", "overdue"]),
        }

    def listed_in(self, row):
        """The address of a row, to be asked for behind up to so many pages that don't count."""
        def make(browser):
            address = row["address"].format_map({name: urllib.parse.quote(value) for name, value in self.words().items()})
            if not row["operation"]:
                return lambda: browser.ask("GET", address)
            address = "/api/v1" + address
            after, mark = "", "&after=" if "?" in address else "?after="
            for _ in range(self.random.randrange(int(row["pages"]))):
                following = json.loads(browser.ask("GET", address + after)).get("next")
                if not following:
                    break
                after = mark + urllib.parse.quote(following)
            return lambda: browser.ask("GET", address + after)
        return make

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


def wait_until_counted(browser):
    """What was filled in behind the centre's back is counted by it first: seconds, and how much there was."""
    begun, first = time.monotonic(), None
    while True:
        due = browser.api("GET", "/analysis")["still_due"]
        first = due if first is None else first
        if due == 0:
            return time.monotonic() - begun, first
        if time.monotonic() - begun > COUNTING_S:
            raise AssertionError(f"{due} of {first} still to be counted after {COUNTING_S} s")
        time.sleep(2)


def print_sizes(backend, location, data):
    if backend == "sqlite":
        size = sum(path.stat().st_size for path in data.glob("centre.db*"))
    else:
        size = int(subprocess.run(["psql", location, "-tAc", "SELECT pg_database_size(current_database())"], check=True,
                                  stdout=subprocess.PIPE, text=True).stdout)
    print(f"{backend}: {size / 1e9:.1f} GB", file=sys.stderr)


def bench(build, folder, backend, location, arguments):
    import support  # after GRIDBOARD_BUILD is set
    centre = support.Centre(folder, location)
    centre.ask(*(["--store", location] if location else []), "init", "--supplier", "云溪供电")
    large = ["--large"] if arguments.large else []
    filled = subprocess.run([build / "bin" / "fill_desk", location or centre.data / "centre.db", str(arguments.share),
                             *large], check=True, stdout=subprocess.PIPE, text=True)
    print(f"{backend}: filled in {filled.stdout.strip()} s", file=sys.stderr)
    rows = asked_of() if arguments.large else []
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
            # The other one keeps the centre busy meanwhile: with a part of it, lists are shorter.
            wants.outages, wants.rows = OUTAGES * arguments.share // 100, [] if top else rows
            people.append((browser, wants, {}))
        if any(row["operation"] == "showAnalysis" for row in rows):
            took, counted = wait_until_counted(people[0][0])
            print(f"{backend}: {counted} counted in {took:.0f} s", file=sys.stderr)
        if arguments.large:
            print_sizes(backend, location, centre.data)
        # The slower of the two counts.
        with concurrent.futures.ThreadPoolExecutor(len(people)) as side_by_side:
            for done in [side_by_side.submit(measure, browser, wants, arguments.rounds, out)
                         for browser, wants, out in people]:
                done.result()
    finally:
        centre.stop()
    for name in people[0][2]:
        slower = max(p95(out[name]) for _, _, out in people if name in out)
        limits = {row["name"]: int(row["limit_ms"]) for row in rows} | {"first_view": FIRST_VIEW_MS}
        limit = limits.get(name, PAGE_MS)
        print(json.dumps({"bench": "desk", "metric": f"{name}_p95_ms_{backend}", "ours": round(slower, 1), "peer": "limit",
                          "peer_value": limit, "ratio": round(slower / limit, 2)}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", "build/release"))
    parser.add_argument("--store", choices=["sqlite", "postgres"], action="append")
    parser.add_argument("--share", type=int, default=100, help="percent of the whole")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--large", action="store_true", help="with bills and outages of years")
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
                with postgres.Postgres(settings=POSTGRES) as server:
                    bench(build, pathlib.Path(folder), backend, postgres.location(server), arguments)


if __name__ == "__main__":
    main()
