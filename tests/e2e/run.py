# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""usage: run.py BUILD_FOLDER [NAME]...: every tests/e2e/test_*.py, or those whose names contain a NAME."""

import os
import pathlib
import sys
import unittest


def main():
    os.environ["GRIDBOARD_BUILD"] = str(pathlib.Path(sys.argv[1]).resolve())
    here = pathlib.Path(__file__).parent
    sys.path.insert(0, str(here))
    loader = unittest.TestLoader()
    if len(sys.argv) > 2:
        loader.testNamePatterns = [f"*{name}*" for name in sys.argv[2:]]
    suite = loader.discover(str(here), pattern="test_*.py")
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
