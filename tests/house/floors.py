# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""Proves the floors: a room includes only rooms below it, and libraries stay in the rooms that own them.

Run with the project's root as the argument; exits 1 and names each line that breaks a rule. With --selftest it plants
a breach of every rule and fails unless each is found.
"""

import pathlib
import re
import sys
import tempfile

FLOOR = {
    "sync/base": 0,
    "sync/model": 1, "sync/sqlite": 1, "sync/paper": 1,
    "sync/wire": 2,
    "sync/store": 3, "sync/replica": 3, "kiosk/state": 3, "kiosk/text": 3, "kiosk/readings": 3,
    "sync/bulletin": 4, "sync/desk": 4, "sync/net": 4, "sync/oidc": 4, "kiosk/update": 4, "kiosk/widgets": 4, "kiosk/platform": 4, "kiosk/input": 4, "kiosk/speech": 4,
    "kiosk/print": 4, "kiosk/questions": 4,
    "sync/api": 5, "kiosk/screens": 5, "kiosk/link": 5,
    "sync/server": 6, "sync/cli": 6, "kiosk/app": 6,
    "sync/server/main": 7, "kiosk/main": 7,
}
# The board never knows the centre's rooms, and what is drawn never knows stores, network or windows.
NEVER = [
    ("kiosk/", ("sync/server", "sync/api", "sync/bulletin", "sync/desk", "sync/net", "sync/oidc", "sync/store", "sync/cli")),
    ("kiosk/screens", ("sync/replica", "sync/sqlite", "kiosk/platform", "kiosk/link")),
    ("kiosk/update", ("sync/replica", "sync/sqlite", "kiosk/platform", "kiosk/link", "kiosk/widgets")),
]
# Library headers and the only rooms that may include them.
OWNERS = [
    (re.compile(r"^(SDL2/|SDL)"), ("kiosk/platform",)),
    (re.compile(r"^sqlite3\.h"), ("sync/sqlite",)),
    (re.compile(r"^(libpq-fe\.h|postgresql/|pg_)"), ("sync/store",)),
    (re.compile(r"^curl/"), ("kiosk/link", "sync/oidc")),
    (re.compile(r"^cups/"), ("kiosk/print",)),
    (re.compile(r"^(espeak-ng/|speech-dispatcher/|libspeechd)"), ("kiosk/speech",)),
    (re.compile(r"^ft2build|^freetype/"), ("kiosk/text", "sync/paper")),
    (re.compile(r"^pinyin\.h"), ("kiosk/input",)),
    (re.compile(r"^qrencode\.h"), ("kiosk/widgets", "kiosk/print")),
    (re.compile(r"^boost/(asio|beast)"), ("sync/net", "sync/server", "sync/server/main")),
    (re.compile(r"^CLI/"), ("sync/cli", "sync/server/main", "kiosk/main")),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def room_of(path):
    """The deepest room that `path` (relative, with slashes) lies in, or None."""
    found = [room for room in FLOOR if path.startswith(room + "/")]
    return max(found, key=len) if found else None


def breaches_of_line(path, room, quote, target):
    if quote == '"':
        other = room_of(target)
        if other is None:
            if target.startswith(("sync/", "kiosk/")):
                yield f"includes {target}, which lies in no room"
            elif "/" not in target:
                yield f"includes {target} without its room's path"
        elif other != room:
            if FLOOR[other] >= FLOOR[room]:
                yield f"{room} (floor {FLOOR[room]}) includes {other} (floor {FLOOR[other]})"
            for prefix, forbidden in NEVER:
                if path.startswith(prefix) and other.startswith(forbidden):
                    yield f"{room} must never know {other}"
    for pattern, rooms in OWNERS:
        if pattern.match(target) and room not in rooms:
            yield f"{target} belongs to {', '.join(rooms)}"


def breaches_of_boost(included_by, with_boost):
    """Boost may stand in a header that never leaves its room (a precompiled one)."""
    for header in sorted(with_boost):
        for path in sorted(included_by.get(header, ())):
            if room_of(path) != room_of(header):
                yield f"{path}: includes {header}, which includes Boost: Boost stays out of headers of other rooms"


def breaches(root):
    found = []
    included_by, with_boost = {}, set()
    for top in ("sync", "kiosk"):
        for source in sorted((root / top).rglob("*.[ch]pp")):
            path = source.relative_to(root).as_posix()
            room = room_of(path)
            if room is None:
                found.append(f"{path}:1: lies in no room")
                continue
            for number, line in enumerate(source.read_text("utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if match:
                    included_by.setdefault(match.group(2), set()).add(path)
                    if match.group(2).startswith("boost/") and path.endswith(".hpp"):
                        with_boost.add(path)
                    found += [f"{path}:{number}: {why}" for why in breaches_of_line(path, room, *match.groups())]
    return found + list(breaches_of_boost(included_by, with_boost))


PLANTED = {
    "sync/base/up.hpp": '#include "sync/model/bill.hpp"',
    "sync/store/sibling.hpp": '#include "sync/replica/replica.hpp"',
    "kiosk/app/desk.cpp": '#include "sync/desk/publish_notice.hpp"',
    "kiosk/screens/reads.cpp": '#include "sync/replica/replica.hpp"',
    "kiosk/widgets/window.cpp": "#include <SDL.h>",
    "sync/desk/sql.cpp": "#include <sqlite3.h>",
    "sync/desk/server.cpp": "#include <libpq-fe.h>",
    "sync/desk/asks.cpp": "#include <boost/asio.hpp>",
    "sync/wire/json.hpp": "#include <boost/json.hpp>",
    "sync/attic/lost.cpp": "int nowhere;",
}


def selftest():
    missed = []
    for path, text in PLANTED.items():
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder) / path
            target.parent.mkdir(parents=True)
            for top in ("sync", "kiosk"):
                (pathlib.Path(folder) / top).mkdir(exist_ok=True)
            target.write_text(text + "\n", "utf-8")
            reader = pathlib.Path(folder) / "sync" / "desk" / "reader.cpp"
            reader.parent.mkdir(parents=True, exist_ok=True)
            reader.write_text('#include "sync/wire/json.hpp"\n', "utf-8")
            if not breaches(pathlib.Path(folder)):
                missed.append(path)
    return missed


if __name__ == "__main__":
    if sys.argv[1] == "--selftest":
        problems = [f"not found: {path}" for path in selftest()]
    else:
        problems = breaches(pathlib.Path(sys.argv[1]))
    print("\n".join(problems) or "the floors hold")
    sys.exit(1 if problems else 0)
