#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Thousands of boards on one node beside a bare epoll fan-out, mosquitto and nats-server, in one run.

Usage: bench_fleet.py [BUILD_DIR] [--boards N,N] [--publishes N] [--idle SECONDS]
BUILD_DIR (or GRIDBOARD_BUILD) is a release build. All sides are driven by the same program over real sockets from
several loopback addresses. Ours writes each publish durably into the store and signs it; the boards stand at doors of
their own. A process needs a descriptor a board: where the hard limit is lower than the number of boards, as many as it
allows are taken, and "boards" says how many. Prints JSON lines.
"""
import argparse
import contextlib
import json
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time

SPARE_DESCRIPTORS = 100
SETTLING_S = 2  # what a server takes at its start, caches and all, isn't its boards'
PEERS = ["epoll", "mosquitto", "nats"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address):
    host, port = address.split(":")
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
            return
        time.sleep(0.05)
    sys.exit(f"nothing listens on {address}")


@contextlib.contextmanager
def running(command, address, **options):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        wait_for(address)
        time.sleep(SETTLING_S)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def program(name):
    for folder in ("", "/usr/sbin/", "/usr/bin/"):
        found = shutil.which(folder + name)
        if found:
            return found
    sys.exit(f"{name} is not there; packaging/bench installs it")


@contextlib.contextmanager
def peer(name, binaries, work):
    port = free_port()
    address = f"127.0.0.1:{port}"
    if name == "epoll":
        command = [binaries / "fleet_bare_epoll", str(port)]
    elif name == "mosquitto":
        config = work / "mosquitto.conf"
        config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_connections -1\n"
                          "set_tcp_nodelay true\nlog_dest none\n")
        command = [program("mosquitto"), "-c", config]
    else:
        config = work / "nats.conf"
        config.write_text(f'listen: "{address}"\nmax_connections: 65536\nping_interval: "10m"\n')
        command = [program("nats-server"), "-c", config]
    with running(command, address) as pid:
        yield address, pid


class Centre:
    def __init__(self, binaries, work, boards):
        self.binaries, self.data, self.boards = binaries, work / "centre", boards
        self.data.mkdir()
        subprocess.run([binaries / "fleet_boards", "prepare", self.data, str(boards)], check=True)

    @contextlib.contextmanager
    def served(self):
        address = f"127.0.0.1:{free_port()}"
        with running([self.binaries / "gridboard-server", "--data", self.data, "--listen", address], address) as pid:
            yield address, pid


def measured(*command):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0 and not done.stdout.strip():
        sys.exit(f"{command[1]} failed")
    return json.loads(done.stdout)


def fan_out(binaries, work, centre, boards, publishes, idle):
    """By side: what fleet_boards measured. The peers stand around ours, so that a change of the machine hits all."""
    tool, found = binaries / "fleet_boards", {}
    for name in PEERS[:1] + ["gridboard"] + PEERS[1:]:
        kind = {"mosquitto": "mqtt"}.get(name, name)
        side = centre.served() if name == "gridboard" else peer(name, binaries, work)
        with side as (address, pid):
            found[name] = measured(tool, "fan-out", kind, address, pid, boards, publishes, idle, centre.data)
    return found


def say(metric, ours, name=None, value=None, **more):
    ratio = round(ours / value, 2) if value else None
    print(json.dumps({"bench": "fleet", "metric": metric, "ours": ours, "peer": name, "peer_value": value,
                      "ratio": ratio, **more}), flush=True)


def report(found, asked, with_idle):
    ours, boards = found["gridboard"], found["gridboard"]["boards"]
    for name in PEERS:
        theirs = found[name]
        say(f"fanout_{asked}_p99_ms", ours["p99_ms"], name, theirs["p99_ms"], boards=boards, p50_ms=ours["p50_ms"],
            max_ms=ours["max_ms"], peer_p50_ms=theirs["p50_ms"], peer_max_ms=theirs["max_ms"])
    if not with_idle:
        return
    for name in PEERS:
        say("deliver_cpu_us", ours["cpu_us"], name, found[name]["cpu_us"], boards=boards)
    for name in PEERS:
        say("idle_kb", ours["idle_kb"], name, found[name]["idle_kb"], boards=boards)
    say("idle_core_pct", ours["idle_core_pct"], boards=boards)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default=os.environ.get("GRIDBOARD_BUILD", "build/release"))
    parser.add_argument("--boards", default="10000,20000", help="the first is also measured idle and as a storm")
    parser.add_argument("--publishes", type=int, default=9)
    parser.add_argument("--idle", type=int, default=60, help="seconds: more than two beats")
    arguments = parser.parse_args()
    binaries = (pathlib.Path(arguments.build) / "bin").resolve()
    if not (binaries / "fleet_boards").exists():
        sys.exit(f"{binaries / 'fleet_boards'} is not there; build the target fleet_boards first")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    sizes = [int(size) for size in arguments.boards.split(",")]
    with tempfile.TemporaryDirectory(prefix="gridboard-bench-") as folder:
        work = pathlib.Path(folder)
        centre = Centre(binaries, work, max(sizes))
        for number, asked in enumerate(sizes):
            boards = min(asked, hard - SPARE_DESCRIPTORS)
            idle = arguments.idle if number == 0 else 0
            report(fan_out(binaries, work, centre, boards, arguments.publishes, idle), asked, number == 0)
        with centre.served() as (address, _):
            storm = measured(binaries / "fleet_boards", "storm", address, sizes[0], centre.data)
        say(f"storm_{sizes[0]}_s", storm["seconds"], boards=storm["boards"], complete=storm["complete"],
            most_tries=storm["most_tries"], statuses=storm["statuses"], lost=storm["lost"])


if __name__ == "__main__":
    main()
