# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""usage: run.py BUILD_FOLDER [NAME]...: every tests/e2e/test_*.py, or those whose names contain a NAME.

Without names some run beside the others: those with the screen dark mostly wait until the board has spoken, the sealed
ones until it has come back.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

BESIDE = ("screen_dark", "test_sealed")


def tests_of(suite):
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from tests_of(each)
        else:
            yield each


class Timed(unittest.TextTestResult):
    """Says how long each took: what takes longest is what to shorten."""

    def startTest(self, test):
        self.begun = time.monotonic()
        super().startTest(test)

    def stopTest(self, test):
        super().stopTest(test)
        self.stream.writeln(f"    {time.monotonic() - self.begun:.0f} s")


class Beside:
    """A test in a process of its own, whose output is kept until it ends."""

    def __init__(self, build, test):
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen([sys.executable, __file__, build, test.id().rpartition(".")[2]],
                                        stdout=self.output, stderr=subprocess.STDOUT)

    def failed(self):
        code = self.process.wait()
        self.output.seek(0)
        sys.stdout.write(self.output.read().decode())
        return code != 0


def main():
    build, names = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2:]
    os.environ["GRIDBOARD_BUILD"] = build
    here = pathlib.Path(__file__).parent
    sys.path.insert(0, str(here))
    loader = unittest.TestLoader()
    if names:
        loader.testNamePatterns = [f"*{name}*" for name in names]
    tests = list(tests_of(loader.discover(str(here), pattern="test_*.py")))
    apart = [test for test in tests if not names and any(name in test.id() for name in BESIDE)]
    beside = [Beside(build, test) for test in apart]
    result = unittest.TextTestRunner(verbosity=2, resultclass=Timed).run(unittest.TestSuite(test for test in tests if test not in apart))
    failed = len(result.failures) + len(result.errors) + sum(each.failed() for each in beside)
    run = result.testsRun + len(beside)
    print(f"{run - failed} passed, {failed} failed")
    return 1 if failed or not run else 0


if __name__ == "__main__":
    sys.exit(main())
