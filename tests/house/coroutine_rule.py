#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""g++ 12.2 miscompiles `if (co_await ...)` and its like: the result must be named first. Finds every breach."""
import pathlib
import re
import sys

CONDITION = re.compile(r"\b(?:if|while|switch)\s*(?:constexpr\s*)?\(")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def breaches(text):
    code = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    return [code.count("\n", 0, found.start()) + 1 for found in CONDITION.finditer(code)
            if "co_await" in inside(code, found.end())]


def inside(code, start):
    """What stands between the parenthesis that opened before `start` and the one that closes it."""
    depth = 1
    for at in range(start, len(code)):
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        if depth == 0:
            return code[start:at]
    return code[start:]


def selftest():
    wrong = ["if (co_await ready()) {}", "while (co_await next()) {}", "switch (co_await kind()) {}",
             "if (auto read = co_await f(); read) {}", "while (!\n  co_await next()) {}"]
    right = ["auto ready = co_await f();\nif (ready) {}", "// if (co_await f())\n", "for (;;) { co_await f(); }",
             "if (ready(1)) co_await f();"]
    return all(breaches(text) for text in wrong) and not any(breaches(text) for text in right)


def main():
    if sys.argv[1:] == ["--selftest"]:
        return 0 if selftest() else 1
    root = pathlib.Path(sys.argv[1])
    found = [f"{path.relative_to(root)}:{line}: name what is awaited before testing it"
             for room in ("sync", "kiosk", "tests") for path in sorted((root / room).rglob("*.[ch]pp"))
             for line in breaches(path.read_text(encoding="utf-8"))]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
