#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""What bulletin_samples writes for a thousand outages, read by software that isn't ours: every CAP message by xmllint with
the schema and by Python's parser for what no schema says, every feed by feedparser. Calendars, and feeds once more, are
read in tests/console/feeds.spec.ts.

usage: read_by_others.py BULLETIN_SAMPLES [COUNT]
"""
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import feedparser

HERE = pathlib.Path(__file__).resolve().parent
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
ENTRIES = 20  # of a feed
FILES_AT_ONCE = 500


def by_schema(files):
    return subprocess.run(["xmllint", "--noout", "--nonet", "--schema", HERE / "CAP-v1.2.xsd", *files],
                          capture_output=True, text=True)


def check_schema(messages):
    for begin in range(0, len(messages), FILES_AT_ONCE):
        some = messages[begin:begin + FILES_AT_ONCE]
        done = by_schema(some)
        assert done.returncode == 0, done.stderr[-2000:]
        assert done.stderr.count(" validates") == len(some)


def check_schema_refuses(folder, message):
    """A test that can't fail is a defect: what breaks the standard's grammar doesn't fit."""
    text = message.read_text("utf-8")
    for right, wrong in (("+08:00</sent>", "Z</sent>"), ("<scope>Public</scope>", ""), ("Infra", "Power"),
                         ("areaDesc", "place"), ("<language>zh-CN</language>\n    <category>Infra</category>",
                                                     "<category>Infra</category>\n    <language>zh-CN</language>")):
        assert right in text
        broken = folder / "broken"
        broken.write_text(text.replace(right, wrong), "utf-8")
        assert by_schema([broken]).returncode != 0, right


def times_of(alert):
    for name in ("sent", "onset", "expires", "effective"):
        yield from (element.text for element in alert.iter(CAP + name))


def check_outage(folder, outage, count, state, kinds):
    references = []
    for number in range(1, count + 1):
        name = f"{outage}.{number}"
        alert = xml.etree.ElementTree.parse(folder / f"{name}.xml").getroot()
        said = {child.tag.removeprefix(CAP): child.text for child in alert}
        assert said["identifier"] == name
        assert not re.search(r"[\s,<&]", said["identifier"] + said["sender"])
        expected = "Alert" if number == 1 else "Cancel" if state == "cancelled" and number == count else "Update"
        assert said["msgType"] == expected, name
        assert said.get("references", "").split() == references, name
        for time in times_of(alert):
            assert TIME.fullmatch(time), (name, time)
        assert [info.find(CAP + "language").text for info in alert.iter(CAP + "info")] == ["zh-CN", "en-US"]
        assert all(area.text.strip() for area in alert.iter(CAP + "areaDesc"))
        assert all(len(headline.text) <= 160 for headline in alert.iter(CAP + "headline"))
        kinds.add((alert.find(f"{CAP}info/{CAP}event").text, alert.find(f"{CAP}info/{CAP}urgency").text, expected))
        references.append(f"{said['sender']},{said['identifier']},{said['sent']}")


def check_feeds(folder):
    """Ids stay from moment to moment, `updated` never goes back; gives how many feeds there were."""
    before = {}
    feeds = sorted(folder.glob("*.atom"), key=lambda path: int(path.stem))
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        assert len(feed.entries) == ENTRIES
        entries = {entry.id: datetime.datetime.fromisoformat(entry.updated) for entry in feed.entries}
        assert len(entries) == ENTRIES
        for entry in feed.entries:
            cap = next(link.href for link in entry.links if link.type == "application/cap+xml")
            assert (folder / cap.rsplit("/", 1)[1]).exists(), cap
            assert entry.title and entry.summary
            assert TIME.fullmatch(entry.updated) and TIME.fullmatch(entry.published)
        if before:
            assert entries.keys() == before.keys()
            assert all(entries[name] >= before[name] for name in entries)
        before = entries
    return len(feeds)


def main():
    count = sys.argv[2] if len(sys.argv) > 2 else "1000"
    with tempfile.TemporaryDirectory(prefix="gridboard-bulletins-") as name:
        folder = pathlib.Path(name)
        subprocess.run([sys.argv[1], folder, count], check=True)
        manifest = [line.split("\t") for line in (folder / "manifest.txt").read_text("utf-8").splitlines()]
        assert len(manifest) == int(count)
        messages = sorted(folder.glob("*.xml"))
        assert len(messages) == sum(int(line[1]) for line in manifest)
        check_schema(messages)
        check_schema_refuses(folder, messages[0])
        kinds = set()
        for outage, bulletins, state, _ in manifest:
            check_outage(folder, outage, int(bulletins), state, kinds)
        # Nothing was left out: four kinds, what is to come and what is over, every type of message.
        assert len({kind for kind, _, _ in kinds}) == 4
        assert {urgency for _, urgency, _ in kinds} == {"Future", "Expected", "Immediate", "Past"}
        assert {expected for _, _, expected in kinds} == {"Alert", "Update", "Cancel"}
        assert {line[2] for line in manifest} == {"announced", "ongoing", "restored", "cancelled"}
        feeds = check_feeds(folder)
    print(f"{len(manifest)} outages: {len(messages)} CAP messages fit the schema, {feeds} feeds read")


if __name__ == "__main__":
    main()
