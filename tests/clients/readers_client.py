"""Calendar files as programs that others wrote read them: 240 series of every kind, with dates moved, cancelled, altered and
added, and pauses. Each reader finds the same starts, ends and states as we do. Times lie outside the hours that clocks
skip or double, where every reader has an opinion of its own."""

import json
import os
import random
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import icalendar
import recurring_ical_events

from oracle_client import RULES, ZONES, ask, compact, dates

HERE = Path(__file__).resolve().parent
MANY = 240
FROM, TO = datetime(2026, 1, 1), datetime(2028, 7, 1)
HOURS = ["0930", "1215", "1900", "2030"]


def series(chance):
    """One series and what was done to it."""
    start = datetime(2025, 12, 1) + timedelta(days=chance.randrange(200))
    start = datetime.strptime(f"{start:%Y%m%d}T{chance.choice(HOURS)}", "%Y%m%dT%H%M")
    rule = recent(chance.choice(RULES))
    of_rule = [it for it in dates(rule, start) if FROM + timedelta(9) < it < TO - timedelta(9)]
    changes = {}
    for original in chance.sample(of_rule, min(len(of_rule), chance.randrange(6))):
        moved = (original + timedelta(days=chance.randrange(-3, 4))).replace(hour=chance.choice([10, 14, 18]), minute=5)
        changes[original] = chance.choice([
            {"cancelled": True},
            {"moved_to": compact(moved)},
            {"moved_to": compact(moved), "cancelled": True},
            {"moved_to": compact(moved), "minutes": 45},
            {"minutes": chance.choice([30, 150])},
        ])
    for _ in range(chance.randrange(3)):
        extra = FROM + timedelta(days=chance.randrange(30, 800), hours=11, minutes=20)
        changes[extra] = {"is_extra": True, **chance.choice([{}, {"minutes": 30}, {"cancelled": True}])}
    pauses = []
    for _ in range(chance.randrange(3)):
        first = date(2026, 1, 10) + timedelta(days=chance.randrange(700))
        pauses.append([str(first), str(first + timedelta(days=chance.randrange(40)))])
    return {
        "start": compact(start),
        "zone": chance.choice(ZONES),
        "rule": rule,
        "from": f"{FROM:%Y-%m-%dT%H:%M:%SZ}",
        "to": f"{TO:%Y-%m-%dT%H:%M:%SZ}",
        "changes": [{"original": compact(original), **done} for original, done in sorted(changes.items())],
        "pauses": pauses,
        "calendar": True,
    }


def recent(rule):
    """The same rule, with its end in the years that are looked at."""
    parts = [it for it in rule.split(";") if not it.startswith("UNTIL=")]
    return ";".join(parts + ["UNTIL=20270331"] * (len(parts) < rule.count(";") + 1))


def generated():
    asked = [series(random.Random(f"series {number}")) for number in range(MANY)]
    answers = ask(asked)
    kinds = {key for it in asked for change in it["changes"] for key in change}
    assert kinds == {"original", "cancelled", "moved_to", "minutes", "is_extra"}
    assert sum(len(it["meetings"]) for it in answers) > 10_000
    return asked, answers


def seconds(moment):
    return int(moment.astimezone(timezone.utc).timestamp())


def same(asked, ours, theirs):
    ours, theirs = sorted(map(tuple, ours)), sorted(theirs)
    differing = sorted(set(ours) ^ set(theirs))[:4]
    shown = [(f"{datetime.fromtimestamp(it[0], timezone.utc):%Y-%m-%dT%H:%MZ}", it) for it in differing]
    assert ours == theirs, f"{json.dumps(asked)}: {len(ours)} and {len(theirs)}; {shown}"


def test_icalendar_and_recurring_ical_events_read_240_series_as_we_do(_folder):
    asked, answers = generated()
    for it, answer in zip(asked, answers, strict=True):
        calendar = icalendar.Calendar.from_ical(answer["calendar"])
        assert not calendar.errors and all(not part.errors for part in calendar.walk()), it
        found = recurring_ical_events.of(calendar).between(FROM.replace(tzinfo=timezone.utc), TO.replace(tzinfo=timezone.utc))
        read = [(seconds(event.start), seconds(event.end), str(event["STATUS"]) == "CONFIRMED") for event in found]
        # A window of theirs holds what is still on at its beginning.
        same(it, answer["meetings"], [one for one in read if one[0] >= FROM.replace(tzinfo=timezone.utc).timestamp()])


def test_ical_js_reads_240_series_as_we_do(folder):
    asked, answers = generated()
    (folder / "files.json").write_text(json.dumps([it["calendar"] for it in answers]))
    window = [str(int(it.replace(tzinfo=timezone.utc).timestamp())) for it in (FROM, TO)]
    command = ["node", str(HERE / "ical_js.mjs"), os.environ["PAREA_NODE"], str(folder / "files.json"), *window]
    run = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
    for it, answer, read in zip(asked, answers, json.loads(run.stdout), strict=True):
        same(it, answer["meetings"], [tuple(one) for one in read])
