# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""CUPS's ippeveprinter on a free port of loopback, with a D-Bus of its own, which it wants although it advertises nothing;
and what came out of it."""

import os
import pathlib
import signal
import socket
import struct
import subprocess

from PIL import Image

import support

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""
# Offsets in the page header of PWG Raster (PWG 5102.4), behind the four bytes "RaS2".
HEADER = 4 + 1796
WIDTH, HEIGHT, BITS, LINE = 372, 376, 388, 392


def from_pwg_raster(data):
    """The page, black on white."""
    assert data[:13] == b"RaS2PwgRaster", data[:16]
    width, height, bits, line = (struct.unpack(">I", data[4 + at:8 + at])[0] for at in (WIDTH, HEIGHT, BITS, LINE))
    assert bits == 1, bits
    rows, at = bytearray(), HEADER
    while len(rows) < height * line:
        repeated, row = data[at] + 1, bytearray()
        at += 1
        while len(row) < line:
            count = data[at]
            at += 1
            if count < 128:
                row += data[at:at + 1] * (count + 1)
                at += 1
            else:
                row += data[at:at + 257 - count]
                at += 257 - count
        rows += row * repeated
    assert at == len(data), (at, len(data))
    return Image.frombytes("1", (width, height), bytes(byte ^ 0xFF for byte in rows), "raw", "1", line)


class SlipPrinter:
    """`with SlipPrinter(folder) as printer`: what is printed comes to `printer.slips()`, oldest first."""

    def __init__(self, folder, script="exit 0"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        (self.folder / "spool").mkdir()
        (self.folder / "slips").mkdir()
        (self.folder / "bus.conf").write_text(BUS.format(path=self.folder / "bus"))
        command = self.folder / "print.sh"
        command.write_text(f'#!/bin/sh\ncp "$1" "{self.folder}/arriving" && mv "{self.folder}/arriving" '
                           f'"{self.folder}/slips/$(date +%s%N).pwg"\n{script}\n')
        command.chmod(0o700)
        self.held, self.processes = support.held_port(), []
        self.port = self.held.getsockname()[1]
        self.url = f"ipp://localhost:{self.port}/ipp/print"

    def __enter__(self):
        try:
            self.run("bus.log", "dbus-daemon", "--nofork", "--nopidfile", f"--config-file={self.folder / 'bus.conf'}")
            support.wait_until((self.folder / "bus").exists, "the bus")
            self.run("printer.log", "ippeveprinter", "-v", "-r", "off", "-n", "localhost", "-p", str(self.port),
                     "-d", str(self.folder / "spool"), "-K", str(self.folder / "spool"), "-c", str(self.folder / "print.sh"),
                     "-f", "image/pwg-raster", "Slips")
            support.wait_until(self.listens, "ippeveprinter")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.held.close()

    def run(self, log, *command):
        environment = dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={self.folder / 'bus'}", HOME=str(self.folder),
                           TMPDIR=str(self.folder / "spool"))
        with open(self.folder / log, "wb") as out:
            self.processes.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment,
                                                   start_new_session=True))

    def listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False

    def slips(self):
        return [from_pwg_raster(path.read_bytes()) for path in sorted((self.folder / "slips").iterdir())]
