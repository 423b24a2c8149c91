# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The board beside Chromium in kiosk mode: start, memory, idle CPU, CPU of a click and of a wheel step, touch to frame.

Both run on the same Xvfb of 1080x1920, are watched from outside by the same program (first_pixel), driven by the same
xdotool clicks and wheel steps, and measured in the same way over their whole process trees. One JSON line a metric.
GRIDBOARD_BUILD names the build folder (with bin/). --pixels measures bench_pixels (text and pixels alone) in place of
the board.
"""

import argparse
import contextlib
import csv
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
BUILD = pathlib.Path(os.environ.get("GRIDBOARD_BUILD", PROJECT / "build" / "release"))
WIDTH, HEIGHT = 1080, 1920
STARTS = 5
SETTLE_S = 4
IDLE_S = 30
CLICKS = 60
TOUCHES = 200
WHEEL_STEPS = 60
PAUSE_S = 0.12  # between two inputs: longer than either needs, so that none is merged with the next
HOUSEHOLDS = 5000
TICKS = os.sysconf("SC_CLK_TCK")
CHROMIUM = ["chromium", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-default-browser-check", "--kiosk", "--window-position=0,0",
            f"--window-size={WIDTH},{HEIGHT}"]


class Program:
    """What is measured: how to start it on a screen, and where to press."""

    def __init__(self, name, command, hall_command, clicks, wheel_at, before_wheel=()):
        self.name, self.command, self.hall_command = name, command, hall_command
        self.clicks, self.wheel_at, self.before_wheel = clicks, wheel_at, before_wheel


# ---- the screen ----

@contextlib.contextmanager
def x_screen():
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
                              pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        number = os.read(reader, 16).decode().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        os.environ["DISPLAY"] = f":{number}"
        os.environ.pop("WAYLAND_DISPLAY", None)
        yield
    finally:
        os.close(reader)
        server.terminate()
        server.wait()


def press(at):
    subprocess.run(["xdotool", "mousemove", str(at[0]), str(at[1]), "click", "1"], check=True)


def wheel(at):
    subprocess.run(["xdotool", "mousemove", str(at[0]), str(at[1]), "click", "5"], check=True)


# ---- processes ----

def tree(root):
    """The process and all below it."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, open_ends = [], [root]
    while open_ends:
        pid = open_ends.pop()
        found.append(pid)
        open_ends += children.get(pid, [])
    return found


def cpu_ms(root):
    total = 0
    for pid in tree(root):
        with contextlib.suppress(OSError):
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICKS


def pss_mb(root):
    total = 0
    for pid in tree(root):
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


@contextlib.contextmanager
def started(command):
    """Runs it under first_pixel; gives (milliseconds to the first pixel, pid)."""
    watcher = subprocess.Popen([str(BUILD / "bin" / "first_pixel"), "30", *map(str, command)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    pid = None
    try:
        seen = json.loads(watcher.stdout.readline() or "{}")
        pid = seen.get("pid")
        if seen.get("start_ms") is None:
            raise RuntimeError(f"nothing was seen on the screen within 30 s from {command[0]}")
        yield seen["start_ms"], pid
    finally:
        for process in reversed(tree(pid)) if pid else []:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            watcher.wait(5)
        for process in tree(pid) if pid else []:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
        watcher.wait()


# ---- measures ----

def touch_to_frame(points):
    """p99 of the milliseconds from a touch to its first frame, both seen by the X server."""
    numbers = [str(number) for point in points for number in point]
    done = subprocess.run([str(BUILD / "bin" / "touch_to_frame"), str(TOUCHES), *numbers], capture_output=True, text=True,
                          check=True)
    seen = json.loads(done.stdout)
    if seen["unseen"]:
        raise RuntimeError(f"{seen['unseen']} of {TOUCHES} touches changed nothing on the screen")
    return seen["p99_ms"]


def cpu_per_input(pid, times, give):
    """CPU of one input, less what the program takes when left alone."""
    give(0)
    time.sleep(1)
    before, start = cpu_ms(pid), time.monotonic()
    for index in range(times):
        give(index + 1)
        time.sleep(PAUSE_S)
    time.sleep(0.5)
    used, took = cpu_ms(pid) - before, time.monotonic() - start
    idle_before = cpu_ms(pid)
    time.sleep(took / 2)
    idle = (cpu_ms(pid) - idle_before) * 2
    return max(used - idle, 0) / times


def measure(program):
    result = {}
    starts = []
    for _ in range(STARTS):
        with started(program.command) as (start_ms, _):
            starts.append(start_ms)
        time.sleep(0.5)
    result["start_ms"] = statistics.median(starts)
    with started(program.command) as (_, pid):
        time.sleep(SETTLE_S)
        result["pss_mb"] = pss_mb(pid)
        before = cpu_ms(pid)
        time.sleep(IDLE_S)
        result["idle_cpu_pct"] = (cpu_ms(pid) - before) / (IDLE_S * 1000) * 100
    # Each begins anew: a board that nobody has touched for half a minute shows its loop, which a first touch only ends.
    with started(program.command) as (_, pid):
        time.sleep(SETTLE_S)
        result["click_cpu_ms"] = cpu_per_input(pid, CLICKS, lambda index: press(program.clicks[index % len(program.clicks)]))
    with started(program.command):
        time.sleep(SETTLE_S)
        result["touch_frame_p99_ms"] = touch_to_frame(program.clicks)
    with started(program.hall_command) as (_, pid):
        time.sleep(SETTLE_S)
        for at in program.before_wheel:
            press(at)
            time.sleep(1)
        result["wheel_cpu_ms"] = cpu_per_input(pid, WHEEL_STEPS, lambda _: wheel(program.wheel_at))
    return result


# ---- what is measured ----

def chromium(workdir):
    page = (HERE / "page.html").as_uri()
    command = [*CHROMIUM, f"--user-data-dir={workdir / 'chromium'}"]
    foot = HEIGHT - 112
    return Program("chromium", [*command, page], [*command, page + "#hall"], [(412, foot)], (540, 900))


def pixels():
    command = [BUILD / "bin" / "bench_pixels", "--window"]
    return Program("bench_pixels", command, command, [(154, 466), (411, 682)], (500, 800), before_wheel=[(152, 1800)])


def write_more_households(folder):
    """Places and households that bring the demo community to HOUSEHOLDS: buildings of five units of twelve doors."""
    places, households = folder / "more-places.csv", folder / "more-households.csv"
    missing = HOUSEHOLDS - 600
    with places.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["编码", "上级", "类型", "名称", "地域", "客户经理", "台区"])
        for building in range(11, 11 + (missing + 59) // 60):
            rows.writerow([building, "YX/BT/G1/XH", "楼栋", f"{building}栋", "", "", "T-XH1"])
            for unit in range(1, 6):
                rows.writerow([unit, f"YX/BT/G1/XH/{building}", "单元", f"{unit}单元", "", "", ""])
    with households.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["户号", "单元", "门牌", "户名", "电话", "电价", "表号", "台区", "同意提示", "关爱"])
        for index in range(missing):
            building, within = 11 + index // 60, index % 60
            door = (within % 12 // 2 + 1) * 100 + within % 2 + 1
            rows.writerow([5500000000 + index, f"YX/BT/G1/XH/{building}/{within // 12 + 1}", door, "张三", "13800000000",
                           "residential-annual", f"BM{index:08d}", "T-XH1", "是" if index % 3 == 0 else "", ""])
    return places, households


def widget(pictures, screen, *words):
    """The middle of a widget on a screen of the tour, by its name."""
    for file in sorted(pictures.glob("*.json")):
        seen = json.loads(file.read_text())
        if seen["screen"] != screen:
            continue
        for node in seen["widgets"]:
            if any(word in (node["name"] + " " + node["text"]) for word in words):
                x, y, w, h = node["rect_px"]
                return (round(x + w / 2), round(y + h / 2))
    raise RuntimeError(f"no widget named {words} on the screen '{screen}' of the tour in {pictures}")


@contextlib.contextmanager
def board(workdir):
    """Prepares through the real programs: the demo's centre grown to HOUSEHOLDS, a unit board and a hall board enrolled."""
    sys.path.insert(0, str(PROJECT / "packaging"))
    import demo as demo_program
    demo = demo_program.Demo(PROJECT, workdir / "demo")
    demo.bin = BUILD / "bin"
    demo.make()
    places, households = write_more_households(workdir)
    demo.gridboard("import", "places", places)
    demo.gridboard("import", "households", households)
    try:
        demo.start_server()
        demo.enrol("unit", demo_program.UNIT, "unit")
        demo.enrol("hall", demo_program.COMMUNITY, "hall")
        for kind in ("unit", "hall"):
            subprocess.run(demo.kiosk(kind, "--tour", workdir / kind, "--pins", demo.pins, "--orientation", "portrait"),
                           check=True, stdout=subprocess.DEVNULL)
        unit, hall = workdir / "unit", workdir / "hall"
        clicks = [widget(unit, "board", "停电信息"), widget(unit, "outages", "返回")]
        yield Program("gridboard", demo.kiosk("unit", "--orientation", "portrait"),
                      demo.kiosk("hall", "--orientation", "portrait"), clicks, widget(hall, "find", "找到的门牌"),
                      before_wheel=[widget(hall, "board", "输入户号", "户号或门牌")])
    finally:
        demo.stop_server()


def report(ours, peer):
    for metric in ("start_ms", "pss_mb", "idle_cpu_pct", "click_cpu_ms", "wheel_cpu_ms", "touch_frame_p99_ms"):
        # A figure under what the kernel's ticks can tell is given as that, so that no ratio is made from nothing.
        least = 1000 / TICKS / (IDLE_S * 10) if metric == "idle_cpu_pct" else 0.1
        mine, other = max(ours[metric], least), peer[metric]
        print(json.dumps({"bench": "kiosk", "metric": metric, "ours": round(mine, 3), "peer": "chromium",
                          "peer_value": round(other, 3), "ratio": round(mine / other, 4) if other else None}), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pixels", action="store_true", help="bench_pixels in place of the board")
    options = parser.parse_args()
    for tool in ("Xvfb", "xdotool", "chromium"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is missing; packaging/bench installs it")
    with tempfile.TemporaryDirectory(prefix="gridboard-bench-") as folder, x_screen():
        workdir = pathlib.Path(folder)
        with contextlib.nullcontext(pixels()) if options.pixels else board(workdir) as program:
            ours = measure(program)
        report(ours, measure(chromium(workdir)))


if __name__ == "__main__":
    main()
