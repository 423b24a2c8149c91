# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A real PostgreSQL of a test's own in a temporary folder, reached by a Unix socket alone; and one that follows it."""

import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile

import support

PROGRAMS = (pathlib.Path("/usr/lib/postgresql/15/bin"), pathlib.Path("/usr/lib/postgresql/17/bin"))
PR_SET_PDEATHSIG = 1


def programs():
    return next(folder for folder in PROGRAMS if (folder / "postgres").exists())


def account():
    """Whom it runs as: it refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("nobody", "postgres"):
        try:
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        except KeyError:
            pass
    return {}


def end_with_the_test():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


class Postgres:
    """Ended with `with`. What it says stands in its log."""

    def __init__(self, leader=None, settings=("shared_buffers=64MB",)):
        """A new database, or one that follows `leader`."""
        self.settings = settings
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gridboard-pg-"))
        self.process = None
        if account():
            os.chown(self.folder, account()["user"], account()["group"])
        if leader:
            self.run("pg_basebackup", "-h", leader.folder, "-U", "gridboard", "-D", self.folder / "data", "-R", "-c", "fast",
                     "--no-sync")
        else:
            self.run("initdb", "-D", self.folder / "data", "-U", "gridboard", "-A", "trust", "-E", "UTF8", "--no-sync",
                     "--no-instructions", "--locale=C")
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process:
            self.stop_at_once()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments):
        done = subprocess.run([str(programs() / program), *map(str, arguments)], capture_output=True, text=True, cwd="/",
                              timeout=60, **account())
        if done.returncode != 0:
            raise AssertionError(f"{program} ended with {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def ask(self, sql):
        return self.run("psql", "-h", self.folder, "-U", "gridboard", "-d", "postgres", "-A", "-t", "-c", sql)

    def answers(self):
        try:
            return self.ask("SELECT 1") == "1"
        except AssertionError:
            return False

    def start(self):
        # What the operating system has got outlives a killed server: waiting for the disk would only slow the tests.
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [str(programs() / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), "-c",
                 "listen_addresses=", "-c", "fsync=off", *[part for setting in self.settings for part in ("-c", setting)],
                 # In its folder, so that one which is killed leaves nothing in /dev/shm.
                 "-c", "dynamic_shared_memory_type=mmap"],
                stdout=log, stderr=log, cwd="/", preexec_fn=end_with_the_test, **account())
        support.wait_until(self.answers, "PostgreSQL")

    def stop_at_once(self):
        """As `pg_ctl stop -m immediate`: nothing is written, clients are cut off."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)
        self.process = None

    def kill(self):
        self.process.kill()
        self.process.wait(30)
        self.process = None

    def has_follower(self):
        """From here on a commit is acknowledged when the follower has it too."""
        self.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.ask("SELECT pg_reload_conf()")
        support.wait_until(lambda: self.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1",
                           "the follower")

    def promote(self):
        self.run("pg_ctl", "promote", "-D", self.folder / "data")


def location(*servers, database="postgres"):
    """Of several the one that takes writes."""
    folders = ",".join(str(server.folder) for server in servers)
    return f"postgresql:///{database}?host={folders}&user=gridboard"
