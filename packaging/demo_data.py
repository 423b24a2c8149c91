# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Dated demo files from the undated ones in assets/demo.

Bills are priced here a second time, from assets/rules/tariffs.json and in integers, so that the import, which prices
them too and refuses a bill that is a fen off, is checked by other code.
"""

import csv
import datetime as dt
import decimal
import io
import json
import pathlib
import random

MONTHS_OF_BILLS = 24  # twelve to show and the twelve before them to compare with
DAYS_LEFT_TO_PAY = 4
SUMMER = {6: 0.45, 7: 0.95, 8: 1.0, 9: 0.5}
WINTER = {11: 0.2, 12: 0.75, 1: 1.0, 2: 0.7, 3: 0.2}

BILL_COLUMNS = ["账单编号", "户号", "账期", "上次抄表日", "本次抄表日", "上次示数", "本次示数", "电量", "峰电量", "谷电量",
                "年累计电量", "金额", "应缴日", "状态", "缴费时间"]


def read_csv(path):
    raw = pathlib.Path(path).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    return list(csv.DictReader(io.StringIO(text)))


def load_tariffs(assets):
    document = json.loads((assets / "rules" / "tariffs.json").read_text("utf-8"))
    return {tariff["id"]: tariff for tariff in document["tariffs"]}


def line_fen(energy_wh, price):
    """Half away from zero, once: Wh times 1/10000 yuan a kWh is 1/10^5 fen."""
    price_e4 = int(decimal.Decimal(price) * 10_000)
    return (energy_wh * price_e4 + 50_000) // 100_000


def split_over_tiers(tariff, used_before_wh, energy_wh):
    position, left, parts = used_before_wh, energy_wh, []
    for tier in tariff["tiers"]:
        bound = tier["up_to_kwh"] * 1000 if tier.get("up_to_kwh") else None
        take = left if bound is None else max(0, min(left, bound - position))
        parts.append((tier, take))
        position += take
        left -= take
    return [(tier, wh) for tier, wh in parts if wh]


def bill_fen(tariff, used_before_wh, flat_wh, peak_wh, valley_wh):
    if not tariff["time_of_use"]:
        return sum(line_fen(wh, tier["flat"]) for tier, wh in split_over_tiers(tariff, used_before_wh, flat_wh))
    total = peak_wh + valley_wh
    amount = reached = 0
    for tier, wh in split_over_tiers(tariff, used_before_wh, total):
        peak = (reached + wh) * peak_wh // total - reached * peak_wh // total
        amount += line_fen(peak, tier["peak"]) + line_fen(wh - peak, tier["valley"])
        reached += wh
    return amount


def month_before(day, months):
    index = day.year * 12 + day.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)


def last_day(month):
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def season(profile, month):
    return 1 + float(profile["夏季系数"]) * SUMMER.get(month, 0) + float(profile["冬季系数"]) * WINTER.get(month, 0)


def standing(habit, age, rng):
    """Status of a bill `age` months old (0 is the newest), and how many days before its due date it was paid."""
    if habit == "欠费" and age < 2:
        return "未缴", None
    if habit == "常迟":
        return ("未缴", None) if age == 0 else ("已缴", -rng.randint(1, 9))
    if age == 0 and (habit == "按时" and rng.random() < 0.8):
        return "未缴", None
    if age == 0 and habit == "代扣":
        return "已缴", DAYS_LEFT_TO_PAY + rng.randint(1, 3)
    return "已缴", rng.randint(1, 15) if age else DAYS_LEFT_TO_PAY + rng.randint(1, 3)


def bills_of(household, profile, tariff, today):
    rng = random.Random(int(household["户号"]))
    newest_due = today + dt.timedelta(days=DAYS_LEFT_TO_PAY)
    reading = rng.randint(2_000, 15_000)
    first = month_before(today, MONTHS_OF_BILLS)
    # What was used in the year's months before the first bill, so that the first year's tiers are right too.
    year_kwh = round(sum(int(profile["月均电量"]) * season(profile, month) for month in range(1, first.month)))
    for age in range(MONTHS_OF_BILLS, 0, -1):
        month = month_before(today, age)
        if month.month == 1:
            year_kwh = 0
        kwh = max(8, round(int(profile["月均电量"]) * season(profile, month.month) * rng.uniform(0.9, 1.1)))
        valley = round(kwh * float(profile["低谷占比"])) if tariff["time_of_use"] else 0
        peak = kwh - valley if tariff["time_of_use"] else 0
        before_wh = year_kwh * 1000 if tariff["tier_period"] == "year" else 0
        amount = bill_fen(tariff, before_wh, kwh * 1000, peak * 1000, valley * 1000)
        year_kwh += kwh
        due_month = month_before(newest_due, age - 1)
        due = newest_due if age == 1 else due_month.replace(day=min(newest_due.day, 28))
        status, paid_days_before = standing(profile["缴费习惯"], age - 1, rng)
        paid_at = ""
        if paid_days_before is not None:
            paid_day = min(due - dt.timedelta(days=paid_days_before), today - dt.timedelta(days=1))
            paid_at = f"{paid_day} {rng.randint(8, 21):02d}:{rng.randint(0, 59):02d}"
        yield {
            "账单编号": f"{month:%Y%m}{household['户号']}", "户号": household["户号"], "账期": f"{month:%Y-%m}",
            "上次抄表日": str(month - dt.timedelta(days=1)), "本次抄表日": str(last_day(month)),
            "上次示数": reading, "本次示数": reading + kwh, "电量": kwh, "峰电量": peak, "谷电量": valley,
            "年累计电量": year_kwh if tariff["tier_period"] == "year" else kwh,
            "金额": f"{amount // 100}.{amount % 100:02d}", "应缴日": str(due), "状态": status, "缴费时间": paid_at}
        reading += kwh


def write_bills(assets, today, path):
    tariffs = load_tariffs(assets)
    profiles = {row["户号"]: row for row in read_csv(assets / "demo" / "usage.csv")}
    exceptions = {row["户号"]: row["状态"] for row in read_csv(assets / "demo" / "exceptions.csv")}
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, BILL_COLUMNS, lineterminator="\n")
        writer.writeheader()
        for household in read_csv(assets / "demo" / "households.csv"):
            rows = list(bills_of(household, profiles[household["户号"]], tariffs[household["电价"]], today))
            if household["户号"] in exceptions:
                row = rows[-2] if exceptions[household["户号"]] == "已更正" else rows[-1]
                row["状态"], row["缴费时间"] = exceptions[household["户号"]], ""
            writer.writerows(rows)
