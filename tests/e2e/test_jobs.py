# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Every job of B1 to B11, B14, B18 and B19 at real boards with a real centre: by touches alone, by keys alone, and by
touches in large type. Prints what each job took; GRIDBOARD_JOBS_TABLE names a file to leave the table in, GRIDBOARD_JOBS
the methods below that are run.
"""

import base64
import concurrent.futures
import datetime as dt
import hashlib
import os
import pathlib
import re
import threading
import time
import traceback
import unittest
import urllib.error
import urllib.parse
import urllib.request

import demo_data
import demo_history
import hands
import jobs
import support

# Each way has a building of its own, so that what is told to one doesn't come to the others.
WAYS = {"touch": (f"{support.COMMUNITY}/3/2", "portrait", (), hands.Touch),
        "keys": (f"{support.COMMUNITY}/4/1", "landscape", (), hands.Keys),
        "large": (f"{support.COMMUNITY}/6/1", "portrait", ("--large",), hands.Touch)}

# What each job takes at most: touches, keys (typed characters count one each), touches in large type. More is a step back.
MOST = {
    "B1 see my door and whether a notice waits": (0, 4, 0),
    "B10 home visit": (14, 39, 14),
    "B10 of it after the household": (3, 13, 3),
    "B11 follow my request": (13, 30, 15),
    "B11 rate it": (15, 33, 17),
    "B11 reopen it": (15, 33, 17),
    "B14 staff: to the code": (2, 60, 2),
    "B19 choose a window for the maintenance": (13, 33, 13),
    "B3 unlock and read my bill": (9, 20, 9),
    "B4 pay: the code, the payment, the tick": (9, 10, 9),
    "B5 see the outage and how it goes on": (1, 14, 1),
    "B7 read a notice": (2, 17, 2),
    "B8 see whom to call": (1, 60, 1),
    "B9 appliance_damage": (27, 63, 28),
    "B9 bill_query": (26, 55, 27),
    "B9 business_connection": (36, 95, 35),
    "B9 change_of_name": (33, 81, 33),
    "B9 complaint": (28, 85, 29),
    "B9 inquiry": (19, 45, 20),
    "B9 meter_check": (26, 51, 27),
    "B9 new_connection": (35, 99, 34),
    "B9 opinion": (15, 48, 16),
    "B9 praise": (7, 22, 9),
    "B9 repair": (20, 55, 20),
    "B9 report": (28, 81, 29),
    "B9 subscription": (28, 61, 28),
    "B9 suggestion": (15, 52, 16),
    "B9 temporary_power": (28, 68, 27),
    "B9 the same as a neighbour's": (22, 35, 22),
    "B9 transfer": (33, 79, 33),
}


def forms_of(address, path):
    """Status and text of a page of the centre."""
    try:
        with urllib.request.urlopen(f"{address}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def post(url, **form):
    try:
        with urllib.request.urlopen(url, data=urllib.parse.urlencode(form).encode(), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class AtTheBoard(jobs.Person):
    """The jobs. Each ends with what the resident, or the centre, must have then."""

    # B1
    def see_my_door(self):
        with self.job("B1 see my door and whether a notice waits"):
            slot = next(w for w in self.board.tree()["widgets"] if w["id"] == f"slot.{self.door}") if self.on_first_page() else None
            assert slot is None or "有通知" in slot["text"], slot

    def on_first_page(self):
        return f"slot.{self.door}" in self.hand.ids()

    def open_door(self):
        for _ in range(12):
            if self.on_first_page():
                break
            self.hand.press("board.pager.next")
        self.hand.press(f"slot.{self.door}")

    # B3, B4
    def read_and_pay(self):
        with self.job("B3 unlock and read my bill"):
            self.open_door()
            self.unlock()
            self.hand.await_screen("bill")
            said = self.read_all("bill.pages")
            assert f"{self.bill['payable_fen'] // 100:,}.{self.bill['payable_fen'] % 100:02d}" in said, said
        with self.job("B4 pay: the code, the payment, the tick"):
            self.open_door()
            self.unlock()
            self.board.must(do="wait", id="bill.qr", timeout_ms=5000)
            assert self.bill["payment"]["payload"] in self.scan()
            self.scene.centre.ask("payment", "record", "--account", self.account, "--period", self.bill["period"], "--amount",
                                  f"{self.bill['payable_fen'] // 100}.{self.bill['payable_fen'] % 100:02d}", "--reference", f"JOBS-{self.way}")
            support.wait_until(lambda: "bill.qr" not in {w["id"] for w in self.board.tree()["widgets"]}, "the tick", 3)
            assert "已缴" in "\n".join(self.board.texts())

    # B5
    def follow_an_outage(self):
        ask = self.scene.centre.ask
        outage = ask("outage", "announce", "--kind", "fault", "--place", self.place, "--cause", "电缆中间接头击穿", "--scope", "本单元",
                     "--etr", "+2h", "--text", "抢修人员已出发。")["id"]
        with self.job("B5 see the outage and how it goes on"):
            self.board.must(do="wait", id="board.strip", timeout_ms=5000)
            self.hand.press("board.strip")
            if self.board.screen() == "outages":
                self.hand.press(self.hand.first("outage."))
            assert self.says("抢修人员已出发。")
            ask("outage", "update", outage, "--text", "抢修人员已到场。", "--etr", "+1h")
            assert self.says("抢修人员已到场。")
            ask("outage", "restore", outage, "--text", "已恢复供电。")
            assert self.says("已恢复供电。")

    # B6
    def read_a_takeover(self):
        title = "天然气泄漏，请马上下楼"
        with self.job("B6 read an urgent announcement"):
            urgent = self.scene.centre.ask("--yes", "notice", "publish", "--place", self.place, "--title", title, "--body", "请走楼梯。",
                                           "--urgent", "--to", "+2h")["id"]
            self.hand.await_screen("takeover")
            self.hand.press("takeover.read")
            self.hand.await_screen("board")
        # The session has ended: it is back for the next one, after a cut of power and without the centre too.
        self.board.must(do="advance", seconds=400)
        self.hand.await_screen("takeover")
        self.board.kill()
        self.wire.cut()
        self.board.start(orientation=self.orientation)
        self.hand.await_screen("takeover", seconds=10)
        self.board.kill()
        self.wire.mend()
        self.board.start(orientation=self.orientation)
        self.board.must(do="wait_synced", timeout_ms=60000)
        self.scene.centre.ask("notice", "withdraw", urgent)
        support.wait_until(lambda: self.board.screen() != "takeover", "the takeover's withdrawal", 10)
        soon = (jobs.now() + dt.timedelta(seconds=10)).isoformat()
        self.scene.centre.ask("--yes", "notice", "publish", "--place", self.place, "--title", title, "--body", "请走楼梯。", "--urgent",
                              "--to", soon)
        self.hand.await_screen("takeover")
        support.wait_until(lambda: self.board.screen() != "takeover", "the takeover's end", 20)

    # B7
    def read_a_notice(self):
        ask = self.scene.centre.ask
        hour = jobs.now().hour
        part, other = f"{hour:02d}:00-{(hour + 2) % 24:02d}:00", f"{(hour + 4) % 24:02d}:00-{(hour + 6) % 24:02d}:00"
        ask("notice", "publish", "--place", self.place, "--title", "现在的公告", "--body", "正文第一段。", "--day-part", part, "--category", "safety")
        ask("notice", "publish", "--place", self.place, "--title", "晚些的公告", "--body", "正文。", "--day-part", other)
        with self.job("B7 read a notice"):
            self.hand.press("board.notices")
            self.hand.await_screen("notices")
            assert self.says("现在的公告")
            self.hand.press(self.hand.first("notice."))
            self.hand.await_screen("notice")
            assert self.says("正文第一段。")
        assert "晚些的公告" not in "\n".join(self.board.texts())

    # B8
    def see_whom_to_call(self):
        with self.job("B8 see whom to call"):
            self.open_contacts()
            said = self.read_all("contacts.pages")
            assert "95598" in said and "周敏" in said, said

    def open_contacts(self):
        self.hand.press("board.contacts" if self.hand.shown("board.contacts") else "manager")
        self.hand.await_screen("contacts")

    # B9
    def hand_in_each_kind(self):
        for kind in jobs.kinds():
            if kind.get("listed", True) and kind["id"] != "home_visit":
                self.hand_in_kind(kind)

    def hand_in_kind(self, kind):
        with self.job(f"B9 {kind['id']}"):
            self.open_service(kind["id"])
            screen = self.fill({"kind": kind["id"], "problem": "home"} if kind["id"] == "repair" else {"kind": kind["id"]})
            assert screen == "summary", screen
            receipt = self.hand_in()
        self.at_the_centre(receipt)

    def at_the_centre(self, receipt):
        support.wait_until(lambda: self.scene.centre.run("request", "show", receipt).returncode == 0, f"request {receipt}", 20)
        return self.scene.centre.ask("request", "show", receipt)

    def say_that_it_is_the_same(self):
        """A neighbour has reported the stairs' lights by phone; this resident comes with the same."""
        first = demo_history.hand_in(self.scene.centre.address, self.board.id, "repair",
                                     {"problem": "lights", "since": "hours", "phone": "13900000001"})
        self.board.must(do="wait_synced", timeout_ms=60000)
        with self.job("B9 the same as a neighbour's"):
            self.open_service("repair")
            screen = self.fill({"kind": "repair", "problem": "lights"})
            assert screen == "same_report", screen
            self.hand.press("same.yes")
            assert self.fill({"kind": "repair"}) == "summary"
            receipt = self.hand_in()
        assert self.at_the_centre(receipt)["merged_into"] == first

    # B10, B11
    def ask_for_a_visit(self):
        with self.job("B10 home visit"):
            self.open_service("home_visit")
            before = self.hand.presses
            assert self.fill({"kind": "home_visit"}) == "summary"
            self.receipt = self.hand_in()
            self.counts["B10 of it after the household"] = self.hand.presses - before
        assert self.at_the_centre(self.receipt)["kind"] == "home_visit"

    def follow_rate_reopen(self):
        ask = self.scene.centre.ask
        ask("request", "answer", self.receipt, "--state", "dispatched", "--text", "周敏明天上午来。")
        self.board.must(do="wait_synced", timeout_ms=60000)
        with self.job("B11 follow my request"):
            self.follow(self.receipt)
            assert self.says("周敏明天上午来。")
        for state, text in (("accepted", "这就出发。"), ("on_site", "已到楼下。"), ("done", "已办好。")):
            ask("request", "answer", self.receipt, "--state", state, "--text", text)
        with self.job("B11 rate it"):
            self.follow(self.receipt)
            self.board.must(do="wait", text="已办好。", timeout_ms=5000)
            self.hand.open(self.rate_button(), "follow.pages")
            if self.hand.ids("rate."):
                self.hand.press("rate.4")
        support.wait_until(lambda: ask("request", "show", self.receipt)["stars"] == 4, "the rating", 10)
        with self.job("B11 reopen it"):
            self.follow(self.receipt)
            self.hand.open("follow.reopen", "follow.pages")
            self.hand.press("reopen.not_solved")
        support.wait_until(lambda: ask("request", "show", self.receipt)["state"] == "reopened", "the reopening", 10)

    def rate_button(self):
        return next((widget_id for widget_id in self.hand.ids("follow.") if widget_id.startswith("follow.rat")), "follow.rate")

    # B14
    def sign_in(self):
        centre = self.scene.centre
        with self.job("B14 staff: to the code"):
            self.open_contacts()
            self.hand.open("contacts.sign_in", "contacts.pages")
            self.hand.await_screen("sign_in")
            codes = self.scan()
        assert len(codes) == 1 and "/s/" in codes[0], codes
        url, code = f"{centre.address}/s/{codes[0].rsplit('/', 1)[1]}", codes[0].rsplit("/", 1)[1]
        assert forms_of(centre.address, f"/s/{code}")[0] == 200
        manager, pin = self.scene.manager()
        form = {"manager": manager, "pin": pin, "what": "arrival"}
        board_id, step, mac = code.split(".")
        forged = f"{board_id}.{step}.{mac[:-1]}{'A' if mac[-1] != 'A' else 'B'}"
        assert self.refused(forged, form), "a forged code was taken"
        for shift in (-10, 10):
            assert self.refused(self.made_code(board_id, int(step) + shift), form), f"a code {shift} steps off was taken"
        assert self.refused(code, dict(form, pin=f"{(int(pin) + 1) % 10 ** len(pin):0{len(pin)}d}")), "a wrong PIN was taken"
        with self.scene.one_manager:  # who arrives at the board of another way has left this one
            status, page = post(url, **form)
            assert status == 200 and "周敏" in page, (status, page)
            assert self.refused(code, form), "a code was taken twice"
            here = [each for each in centre.ask("sign-in", "list")["presence"] if each["board_id"] == board_id and each["open"]]
            assert [each["manager_id"] for each in here] == [manager], here
        self.end_session()
        assert self.says("周敏"), self.board.texts()

    def made_code(self, board_id, step):
        """What the board would have shown then, with the key that it holds."""
        record = re.search(rb'"sign_in_key":"([A-Za-z0-9_-]+)"', (self.board.data / "board.db").read_bytes() + self.wal())
        key = base64.urlsafe_b64decode(record.group(1) + b"=" * (-len(record.group(1)) % 4))
        message = f"gridboard sign-in 1:{board_id}.{step}".encode()
        mac = hashlib.blake2b(message, digest_size=32, key=key).digest()[:12]
        return f"{board_id}.{step}.{base64.urlsafe_b64encode(mac).decode()}"

    def wal(self):
        path = self.board.data / "board.db-wal"
        return path.read_bytes() if path.exists() else b""

    def refused(self, code, form):
        status, page = post(f"{self.scene.centre.address}/s/{code}", **form)
        return status >= 400

    # B18
    def see_how_old_it_is(self):
        self.board.quit()
        self.wire.cut()
        self.board.before = ["env", "DONT_FAKE_MONOTONIC=1", "faketime", "-f", "+2h"]
        self.board.start(orientation=self.orientation)
        self.board.must(do="wait", id="board.bill", timeout_ms=10000)
        with self.job("B18 see how old it is"):
            # "since when" and not "how long ago": after two hours the moment helps more.
            support.wait_until(lambda: re.search(r"\d:\d\d", self.freshness()), "the age of what is shown", 10)
            assert self.hand.ids("slot."), "the board is blank"
        self.board.quit()
        self.wire.mend()
        self.board.before = []
        self.board.start(orientation=self.orientation)
        self.board.must(do="wait_synced", timeout_ms=60000)

    def freshness(self):
        return next(w["text"] for w in self.board.tree()["widgets"] if w["id"] == "header.freshness")

    # B19
    def choose_a_window(self):
        ask = self.scene.centre.ask
        start = (jobs.now() + dt.timedelta(days=10)).replace(minute=0, second=0)
        spans = [(start + dt.timedelta(hours=each), start + dt.timedelta(hours=each + 2)) for each in (0, 4, 24)]
        outage = ask("outage", "announce", "--kind", "planned", "--place", self.place, "--cause", "更换表箱", "--scope", "本单元", "--line",
                     "新华2号台区", "--start", spans[0][0].isoformat(), "--etr", spans[0][1].isoformat(), "--text", "请选时段。")["id"]
        windows = [word for begin, end in spans for word in ("--window", f"{begin.isoformat()}/{end.isoformat()}")]
        ask("outage", "offer", outage, *windows, "--choose-by", (jobs.now() + dt.timedelta(days=2)).isoformat())
        self.board.must(do="wait", id="board.strip", timeout_ms=5000)
        with self.job("B19 choose a window for the maintenance"):
            self.hand.press("board.outages")
            self.hand.await_screen("outages")
            if not self.hand.shown(f"choose.{outage}"):
                self.hand.open(f"outage.{outage}", "outages.pages")
                self.hand.await_screen("outage")
                # It was announced before it was offered, and may be read between the two.
                offered = (f"choose.{outage}", "outage.pages.next")
                support.wait_until(lambda: any(map(self.hand.shown, offered)), "the windows", 10)
            self.hand.open(f"choose.{outage}", "outage.pages")
            self.unlock()
            assert self.fill({"kind": "maintenance_window", "window": "2"}) == "summary"
            self.hand_in()
        support.wait_until(lambda: ask("outage", "choices", outage)["choices"], "the choice", 10)
        assert [(c["account"], c["window"]) for c in ask("outage", "choices", outage)["choices"]] == [(self.account, "2")]
        ask("outage", "decide", outage, "--window", "2")
        self.end_session()
        self.hand.press("board.outages")
        support.wait_until(lambda: not self.hand.shown(f"choose.{outage}"), "the decision", 10)

    def maintain(self):
        """Last: it ends with leaving the program."""
        pins = self.scene.folder / f"maintenance-{self.way}.csv"
        self.scene.centre.ask("board", "maintenance-pin", self.board.id, "--out", pins)
        pin = demo_data.read_csv(pins)[0]["pin"]
        self.board.must(do="wait_synced", timeout_ms=60000)
        time.sleep(0.5)
        with self.job("12 staff: through the maintenance screen and out"):
            self.ask_for_maintenance()
            self.hand.await_screen("unlock")
            self.hand.type(pin, "pin")
            if self.board.screen() == "unlock" and self.hand.shown("unlock.sure"):
                self.hand.press("unlock.sure")
            self.hand.await_screen("maintenance")
            for tab in ("sync", "storage", "clock", "version", "log"):
                self.hand.press(f"tab.{tab}")
            self.hand.press("maintenance.leave")
            self.leave()
        assert self.board.process.wait(10) == 0, self.board.process.returncode

    def ask_for_maintenance(self):
        if isinstance(self.hand, hands.Keys):
            return self.hand.key("f12")
        width, _ = self.board.tree()["size_px"]
        for _ in range(5):
            self.board.must(do="tap", x=width - 20, y=20)
            self.hand.presses += 1

    def leave(self):
        try:
            self.hand.press("leave.confirm")
        except AssertionError:
            if self.board.process.poll() is None:
                raise

    def all(self):
        for each in (self.see_my_door, self.see_whom_to_call, self.read_and_pay, self.follow_an_outage, self.read_a_notice,
                     self.ask_for_a_visit, self.follow_rate_reopen, self.hand_in_each_kind, self.say_that_it_is_the_same, self.sign_in,
                     self.choose_a_window, self.read_a_takeover, self.see_how_old_it_is, self.maintain):
            yield each


class InTheHall(jobs.Person):
    # B2
    def find_my_household(self):
        with self.job("B2 find my household in the hall, by its account number"):
            self.hand.press("hall.find")
            self.hand.type(self.account[:10], "key")
            self.hand.open(f"find.{self.account}", "find.pager")
            self.unlock()
            self.hand.await_screen("bill")


def run_way(scene, way):
    """(counts, failures) of one way."""
    place, orientation, options, hand = WAYS[way]
    scene.pins(place)  # before the boards are told of the households
    hall = scene.board(support.COMMUNITY, f"{way} hall", hall=True, options=options)
    visitor = InTheHall(way, scene, place, hall, hand(hall))
    failures = do_all(way, [visitor.find_my_household])  # first: an urgent announcement of another way reaches a hall, too
    hall.quit()
    wire = support.Wire(scene.centre.port)
    board = scene.board(place, f"{way}", options=options, wire=wire)
    board.quit()
    board.start(orientation=orientation)
    board.must(do="wait_synced", timeout_ms=60000)
    person = AtTheBoard(way, scene, place, board, hand(board))
    person.orientation, person.wire = orientation, wire
    failures += do_all(way, person.all())
    return {**visitor.counts, **person.counts}, failures


def do_all(way, todo):
    """What failed; every job is tried, whatever became of the one before."""
    failures, wanted = [], os.environ.get("GRIDBOARD_JOBS", "")
    for job in todo:
        if wanted and job.__name__ not in wanted.split():
            continue
        try:
            job()
        except Exception:  # noqa: BLE001 (reported at the end, with all others)
            failures.append(f"{way}, {job.__name__}: {traceback.format_exc(limit=-4)}")
    return failures


class Staffed(support.Scene):
    """With a manager who may sign in."""

    one_manager = threading.Lock()

    def manager(self):
        path = self.folder / "manager.csv"
        if not path.exists():
            self.centre.ask("manager", "pin", "M-ZHOU", "--out", path)
        return "M-ZHOU", demo_data.read_csv(path)[0]["pin"]


def table(counts):
    rows = ["| job | touches | keys | touches in large type |", "|---|---|---|---|"]
    for job in sorted({job for each in counts.values() for job in each}):
        rows.append(f"| {job} | " + " | ".join(str(counts[way].get(job, "-")) for way in WAYS) + " |")
    return "\n".join(rows) + "\n"


class Jobs(unittest.TestCase):
    def test_every_job_in_every_way(self):
        with Staffed() as scene:
            scene.centre.ask("init", "--supplier", "云溪供电", "--public-url", scene.centre.address)
            scene.manager()
            with concurrent.futures.ThreadPoolExecutor(len(WAYS)) as pool:
                done = {way: pool.submit(run_way, scene, way) for way in WAYS}
                results = {way: each.result() for way, each in done.items()}
        counts = {way: result[0] for way, result in results.items()}
        text = table(counts)
        print("\n" + text)
        if os.environ.get("GRIDBOARD_JOBS_TABLE"):
            pathlib.Path(os.environ["GRIDBOARD_JOBS_TABLE"]).write_text(text, "utf-8")
        failures = [failure for _, found in results.values() for failure in found]
        for way in ("touch", "large"):
            if counts[way].get("B10 of it after the household", 0) > 3:
                failures.append(f"{way}: a home visit takes {counts[way].get('B10 of it after the household')} touches after the household")
        for index, way in enumerate(WAYS):
            for job, most in MOST.items():
                if counts[way].get(job, 0) > most[index]:
                    failures.append(f"{way}, {job}: {counts[way][job]} {WAYS[way][3].unit}, at most {most[index]} before")
        self.assertEqual(failures, [], "\n\n".join(failures))


if __name__ == "__main__":
    unittest.main()
