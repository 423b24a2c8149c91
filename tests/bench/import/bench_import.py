#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A million bills into the centre beside `sqlite3 .import` of the same file into a bare table, in one run.

Usage: bench_import.py [BUILD_DIR] [--rows N] [--order account|period] [--rounds N]
BUILD_DIR (or GRIDBOARD_BUILD) is a release build. Both sides write a fresh file in WAL mode with synchronous=FULL; ours
checks, prices and encodes each bill and writes its feed record too. Prints JSON lines.
"""
import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

COLUMNS = ["账单编号", "户号", "账期", "上次抄表日", "本次抄表日", "上次示数", "本次示数", "电量", "峰电量", "谷电量",
           "年累计电量", "金额", "应缴日", "状态", "缴费时间"]
PERIODS = 24
UNITS_A_COMMUNITY = 60
HOUSEHOLDS_A_UNIT = 10
TIERS = [(2760, 5380, 5680, 2880), (4800, 5880, 6180, 3380), (None, 8380, 8680, 5880)]
SEASON = [1.2, 1.1, 0.9, 0.7, 0.7, 1.0, 1.6, 1.7, 1.2, 0.8, 0.8, 1.1]


def round_fen(kwh, price_e4):
    return (kwh * price_e4 * 10 + 500) // 1000  # kWh * 1/10000 yuan -> fen, half up


def price(used, kwh, peak):
    """Fen for `kwh` after `used` of the year; peak is None without time of use. Mirrors the tariff's own rounding."""
    total, reached, peak_reached = 0, 0, 0
    for bound, flat, peak_price, valley_price in TIERS:
        room = kwh - reached if bound is None else min(kwh - reached, bound - used - reached)
        if room <= 0:
            continue
        if peak is None:
            total += round_fen(room, flat)
        else:
            peak_wh = (reached + room) * 1000 * (peak * 1000) // (kwh * 1000) - peak_reached
            peak_reached += peak_wh
            total += (peak_wh * peak_price + 50000) // 100000
            total += ((room * 1000 - peak_wh) * valley_price + 50000) // 100000
        reached += room
    return total


def write_places(path, households):
    communities = -(-households // (UNITS_A_COMMUNITY * HOUSEHOLDS_A_UNIT))
    with open(path, "w", encoding="utf-8") as out:
        out.write("编码,上级,类型,名称,地域\nB,,company,基准供电,城市\nD,B,district,基准区,城市\n")
        for c in range(communities):
            out.write(f"C{c},B/D,community,社区{c},城市\n")
            for u in range(UNITS_A_COMMUNITY):
                if u % 4 == 0:
                    out.write(f"{u // 4 + 1},B/D/C{c},building,{u // 4 + 1}栋,城市\n")
                out.write(f"{u % 4 + 1},B/D/C{c}/{u // 4 + 1},unit,{u % 4 + 1}单元,城市\n")


def write_households(path, households, rng):
    accounts = []
    with open(path, "w", encoding="utf-8") as out:
        out.write("户号,单元,门牌,户名,电话,电价,表号,同意提示\n")
        for h in range(households):
            unit, door = divmod(h, HOUSEHOLDS_A_UNIT)
            community, unit = divmod(unit, UNITS_A_COMMUNITY)
            account = f"33{10000000 + h * 7 + rng.randrange(7):08d}"
            tariff = "residential-annual-tou" if h % 3 == 0 else "residential-annual"
            accounts.append((account, h % 3 == 0))
            out.write(f"{account},B/D/C{community}/{unit // 4 + 1}/{unit % 4 + 1},{door // 2 + 1}0{door % 2 + 1},"
                      f"张{h},138{h:08d},{tariff},M{h:09d},{'是' if h % 2 else '否'}\n")
    return accounts


def write_bills(path, accounts, rows, order, rng):
    today = time.localtime()
    last = today.tm_year * 12 + today.tm_mon - 2  # the month before this one, from 0
    months = [(m // 12, m % 12 + 1) for m in range(last - PERIODS + 1, last + 1)]
    state = [[rng.randrange(1000, 30000), 0, rng.uniform(0.5, 2.2)] for _ in accounts]

    def line(index, period):
        (account, time_of_use), (reading, used, scale) = accounts[index], state[index]
        year, month = months[period]
        before = (year, month - 1) if month > 1 else (year - 1, 12)
        used = 0 if month == 1 else used
        kwh = max(1, int(150 * scale * SEASON[month - 1] * rng.uniform(0.85, 1.15)))
        peak = kwh * 6 // 10 if time_of_use else None
        fen = price(used, kwh, peak)
        state[index][:2] = [reading + kwh, used + kwh]
        after = (year, month + 1) if month < 12 else (year + 1, 1)
        unpaid = period == PERIODS - 1 and rng.random() < 0.3 or rng.random() < 0.005
        day = rng.randrange(1, 21)
        return (f"{year}{month:02d}{account},{account},{year}-{month:02d},{before[0]}-{before[1]:02d}-28,"
                f"{year}-{month:02d}-28,{reading},{reading + kwh},{kwh},{peak if time_of_use else ''},"
                f"{kwh - peak if time_of_use else ''},{used + kwh},{fen // 100}.{fen % 100:02d},"
                f"{after[0]}-{after[1]:02d}-20,{'未缴' if unpaid else '已缴'},"
                f"{'' if unpaid else f'{year}-{month:02d}-28 {day:02d}:{rng.randrange(60):02d}:00'}\n")

    written = 0
    with open(path, "w", encoding="utf-8") as out:
        out.write(",".join(COLUMNS) + "\n")
        pairs = (((i, p) for i in range(len(accounts)) for p in range(PERIODS)) if order == "account" else
                 ((i, p) for p in range(PERIODS) for i in range(len(accounts))))
        for index, period in pairs:
            if written == rows:
                break
            out.write(line(index, period))
            written += 1


def remove_store(path):
    for ending in ("", "-wal", "-shm", ".owner"):
        pathlib.Path(str(path) + ending).unlink(missing_ok=True)


def run_ours(driver, work, bills):
    centre = work / "centre.db"
    remove_store(centre)
    subprocess.run([driver, "make-centre", centre, work / "places.csv", work / "households.csv"], check=True,
                   stdout=subprocess.DEVNULL)
    os.sync()
    start = time.monotonic()
    done = subprocess.run([driver, "import", centre, bills], check=True, stdout=subprocess.PIPE, text=True)
    seconds = time.monotonic() - start
    peak_kib = int(done.stdout.split("peak ")[1].split()[0])
    return seconds, peak_kib / 1024


def run_peer(work, bills):
    bare = work / "bare.db"
    remove_store(bare)
    subprocess.run(["sqlite3", bare, "PRAGMA journal_mode=WAL; CREATE TABLE bill (" +
                    ", ".join(f'"{name}"' for name in COLUMNS) + ");"], check=True, stdout=subprocess.DEVNULL)
    os.sync()
    start = time.monotonic()
    subprocess.run(["sqlite3", bare, "PRAGMA synchronous=FULL;", ".mode csv", f".import --skip 1 {bills} bill"],
                   check=True)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", "build/release"))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--order", choices=["account", "period"], default="account")
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    driver = pathlib.Path(arguments.build) / "bin" / "import_bills_driver"
    if not driver.exists():
        sys.exit(f"{driver} is not there; build the target import_bills_driver first")
    with tempfile.TemporaryDirectory(prefix="gridboard-bench-") as folder:
        work = pathlib.Path(folder)
        rng = random.Random(7)
        households = -(-arguments.rows // PERIODS)
        write_places(work / "places.csv", households)
        accounts = write_households(work / "households.csv", households, rng)
        bills = work / "bills.csv"
        write_bills(bills, accounts, arguments.rows, arguments.order, rng)
        ours, peers, peaks = [], [], []
        for _ in range(arguments.rounds):
            peers.append(run_peer(work, bills))
            seconds, peak = run_ours(driver, work, bills)
            ours.append(seconds)
            peaks.append(peak)
        seconds, peer = statistics.median(ours), statistics.median(peers)
        print(json.dumps({"bench": "import", "metric": "seconds", "rows": arguments.rows, "order": arguments.order,
                          "ours": round(seconds, 2), "peer": "sqlite3-import", "peer_value": round(peer, 2),
                          "ratio": round(seconds / peer, 2)}))
        print(json.dumps({"bench": "import", "metric": "peak_mb", "ours": round(max(peaks), 1), "peer": None,
                          "peer_value": None, "ratio": None}))


if __name__ == "__main__":
    main()
