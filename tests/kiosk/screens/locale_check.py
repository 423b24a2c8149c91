# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Extracts the texts of the board with xgettext and checks that assets/locale/en.po has English for each of them."""

import ast
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])
KEYWORDS = ["tr", "say", "counted:2", "format:1"]


def messages(po_text):
    """(context, msgid) -> msgstr of a PO file."""
    found, context, key, value, field = {}, None, None, None, None
    for line in po_text.splitlines() + [""]:
        match = re.match(r'(msgctxt|msgid|msgstr)?\s*(".*")$', line)
        if not match:
            if key:
                found[(context, key)] = value
            if not line.startswith("#"):
                context = key = value = field = None
            continue
        field = match.group(1) or field
        text = ast.literal_eval(match.group(2))
        if field == "msgctxt":
            context = (context or "") + text if match.group(1) is None else text
        elif field == "msgid":
            key = text if match.group(1) else key + text
        else:
            value = text if match.group(1) else value + text
    return found


def main():
    sources = sorted(str(p) for room in ("widgets", "screens", "update", "app") for p in (ROOT / "kiosk" / room).glob("*.cpp"))
    command = ["xgettext", "--from-code=UTF-8", "-L", "C++", "-k", "-o", "-"] + [f"-k{k}" for k in KEYWORDS] + sources
    extracted = messages(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    english = messages((ROOT / "assets/locale/en.po").read_text(encoding="utf-8"))
    problems = []
    for (_, text), _ in sorted(extracted.items(), key=lambda item: item[0][1]):
        if not re.search(r"[\u3400-\u9fff]", text):
            continue
        translation = english.get((None, text))
        if not translation:
            problems.append(f"no English for: {text}")
        elif set(re.findall(r"\{\d\}", translation)) - set(re.findall(r"\{\d\}", text)) - {"{2}"}:
            # {2} is the name of the month in dates, which only English needs.
            problems.append(f"English names an argument that is not there: {text}")
        elif re.search(r"[\u3400-\u9fff]", translation):
            problems.append(f"Chinese in the English of: {text}")
    print("\n".join(problems) or f"{len(extracted)} texts, all in English")
    return 1 if problems else 0


sys.exit(main())
