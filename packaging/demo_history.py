# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What residents and staff have done before the demo begins, told through the doors that they use.

Requests of the last month come in by the phone pages of a server that believes to live then, and are answered by the
command line at that time; so the service records that are published of them are counted, not written.
"""

import base64
import datetime as dt
import html
import json
import os
import random
import re
import urllib.error
import urllib.parse
import urllib.request

# Community, and how many of each kind were done there last month. Fewer than five are not told.
DONE_LAST_MONTH = [("YX/BT/G1/XH", {"repair": 7, "home_visit": 6, "inquiry": 5, "new_connection": 2}),
                   ("YX/BT/G1/WS", {"repair": 5, "inquiry": 3}),
                   ("YX/BT/G1/DX", {"repair": 6, "inquiry": 6})]
ANSWERS = {"problem": "home", "since": "just_now", "phone": "13900000000"}


def read(url, form=None):
    body = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(url, data=body, timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        words = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", error.read().decode()))
        raise RuntimeError(f"{url} answers {error.code}: {words}") from error


def fields_of(page):
    """Name and first possible value of everything that a page asks, as a browser without script would send it."""
    fields = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    for name, value in re.findall(r'<input[^>]*type="radio"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page):
        fields.setdefault(name, value)
    for name in re.findall(r'<input type="text"[^>]*name="([^"]+)"', page) + re.findall(r'<textarea[^>]*name="([^"]+)"', page):
        fields.setdefault(name, "请来电细说")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)".*?</select>', page, re.S):
        values = [value for value in re.findall(r'<option[^>]*value="([^"]+)"', options)]
        if values:
            fields.setdefault(name, values[0])
    return {html.unescape(name): html.unescape(value) for name, value in fields.items()}


def hand_in(address, board, kind, answers):
    """By phone, as behind the code on the board; gives the receipt number."""
    url = f"{address}/go/{board}/{kind}"
    form = {**fields_of(read(url)), **answers}
    page = read(url, form)
    found = re.search(r"[0-9A-Z]{3}-[0-9A-Z]{4,}-[0-9A-Z]", page)
    if not found:
        raise RuntimeError(f"{url} gave no receipt: {re.sub('<[^>]+>', ' ', page)[:400]}")
    return found.group(0)


def tell_last_month(demo, community, counts, household):
    """Needs a server that lives in the month before the demo's; `household` is a row of the PINs' file."""
    first = last_month(demo.now)
    rng = random.Random(community)
    board = enrolled_board(demo, community, first)
    for kind, count in counts.items():
        for _ in range(count):
            answers = dict(ANSWERS, account=household["account"], household_pin=household["pin"])
            receipt = hand_in(demo.address, board, kind, answers)
            demo.gridboard("request", "answer", receipt, "--state", "done", "--text", "已办好。", "--by", "周敏",
                           at=first + dt.timedelta(days=rng.randint(1, 8), hours=rng.randint(0, 8)))


def enrolled_board(demo, community, at):
    """A board that hung there then; it never asks for anything itself."""
    added = demo.gridboard("board", "add", "--place", community, "--name", "服务点", "--hall", at=at)
    key = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")
    body = json.dumps({"code": added["code"], "public_key": key}).encode()
    request = urllib.request.Request(f"{demo.address}/sync/v1/enrol", data=body, headers={"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=10).close()
    return added["id"]


def last_month(now):
    return (now.replace(day=1, hour=9, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)).replace(day=8)
