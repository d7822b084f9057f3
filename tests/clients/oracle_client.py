"""Our dates against python-dateutil's, and our instants against zoneinfo's, on the same edition of the zone data. Rules of
every kind from 1995 to 2040 in 26 zones, and each change of clocks in them by itself. In a gap dateutil goes its own way,
so there zoneinfo is asked for the offset from before it (RFC 5545, 3.3.5)."""

import json
import os
import subprocess
import zoneinfo
from datetime import datetime, timedelta, timezone

import tzdata
from dateutil.rrule import rrulestr

zoneinfo.reset_tzpath(())  # the pinned package's data, never the machine's

FIRST, LAST = datetime(1995, 1, 1), datetime(2041, 1, 1)

# Both halves of the earth, offsets of halves and quarters, no changes at all, half an hour of change, changes at midnight,
# and countries that changed their law: a month's notice, a skipped day, a clock set back for Ramadan.
ZONES = """
Europe/Athens Europe/Istanbul Europe/London Europe/Dublin Europe/Moscow Europe/Lisbon
Asia/Tehran Asia/Kolkata Asia/Kathmandu Asia/Tokyo Asia/Amman Asia/Gaza Asia/Pyongyang
Africa/Casablanca Africa/Cairo America/Sao_Paulo America/New_York America/St_Johns America/Caracas America/Havana
America/Asuncion Australia/Lord_Howe Australia/Sydney Pacific/Apia Pacific/Chatham UTC
""".split()

# Those whose dates are many stand first.
RULES = """
FREQ=DAILY
FREQ=DAILY;INTERVAL=2
FREQ=DAILY;INTERVAL=10
FREQ=DAILY;INTERVAL=3;COUNT=1000
FREQ=DAILY;UNTIL=20031026
FREQ=WEEKLY;BYDAY=TU
FREQ=WEEKLY;BYDAY=MO,TH,SA
FREQ=WEEKLY;INTERVAL=2;BYDAY=SU
FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU
FREQ=WEEKLY;INTERVAL=3;BYDAY=WE,SU,MO
FREQ=WEEKLY;INTERVAL=5;BYDAY=FR;UNTIL=20300331
FREQ=WEEKLY;BYDAY=SU;COUNT=999
FREQ=MONTHLY;BYMONTHDAY=1
FREQ=MONTHLY;BYMONTHDAY=15,29
FREQ=MONTHLY;BYMONTHDAY=31
FREQ=MONTHLY;BYMONTHDAY=-1
FREQ=MONTHLY;BYMONTHDAY=30,-1
FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;COUNT=100
FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29
FREQ=MONTHLY;BYDAY=2TU
FREQ=MONTHLY;BYDAY=4SU
FREQ=MONTHLY;BYDAY=5SU
FREQ=MONTHLY;BYDAY=-1SU
FREQ=MONTHLY;BYDAY=1TH,3TH,-1TH
FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SU;UNTIL=20351028
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
FREQ=MONTHLY;INTERVAL=2;BYDAY=SA,SU;BYSETPOS=4
FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=-1;COUNT=300
FREQ=YEARLY
FREQ=YEARLY;INTERVAL=3
FREQ=YEARLY;COUNT=7
""".split()

# The middle of the night is where clocks change.
STARTS = ["19950101T0230", "19950131T0030", "19960229T2330", "19950326T0130", "19950102T1900"]


def dates(rule, start):
    """What dateutil makes of it: the day of UNTIL is included, as RFC 5545 has it of local times."""
    rule = ";".join(f"{it}T235959" if it.startswith("UNTIL=") else it for it in rule.split(";"))
    return rrulestr(rule, dtstart=start).between(FIRST, LAST, inc=True)


def seconds(zone, wall):
    """zoneinfo's instant: of two the first, and in a gap the offset from before it."""
    return int(wall.replace(tzinfo=zone, fold=0).timestamp())


def compact(wall):
    return wall.strftime("%Y%m%dT%H%M")


def shown(zone, at):
    return compact(datetime.fromtimestamp(at, zone))


def ask(questions):
    """What ours answers to each."""
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    run = subprocess.run([os.environ["PAREA_EXPAND"]], input=lines, check=True, text=True, stdout=subprocess.PIPE)
    edition, *answers = run.stdout.splitlines()
    assert json.loads(edition) == tzdata.IANA_VERSION, "both have the same edition of the zone data"
    return [json.loads(answer) for answer in answers]


def theirs(name):
    assert zoneinfo.TZPATH == (), "the machine's zone files are not looked at"
    return zoneinfo.ZoneInfo(name)


def question(zone, rule, start, first=FIRST, last=LAST):
    window = {"from": f"{first:%Y-%m-%dT%H:%M:%SZ}", "to": f"{last:%Y-%m-%dT%H:%M:%SZ}"}
    return {"start": start, "zone": zone, "rule": rule, **window}


def compare(what, zone, walls, answer):
    """Dates and instants are the same; in a gap the clocks show a later time, and only there. Returns the gaps."""
    expected = [(compact(wall), seconds(zone, wall)) for wall in walls]
    assert [(key, at) for key, at, _ in answer] == expected, f"{what}: {first_difference(answer, expected)}"
    gaps = 0
    for key, at, later in answer:
        clocks = shown(zone, at)
        assert (later or key) == clocks, f"{what}: {key} is shown as {later}, the clocks say {clocks}"
        gaps += later is not None
    return gaps


def first_difference(answer, expected):
    pairs = [(tuple(ours[:2]), theirs) for ours, theirs in zip(answer, expected) if tuple(ours[:2]) != theirs]
    return pairs[0] if pairs else f"{len(answer)} and {len(expected)} meetings"


def test_every_rule_gives_the_same_meetings_in_26_zones_from_1995_to_2040(_folder):
    assert len(set(ZONES)) == 26
    # Neighbouring instants lie in other years at the edges, so the edges are cut off on both sides.
    first, last = FIRST + timedelta(days=2), LAST - timedelta(days=2)
    asked, expected = [], []
    for at, rule in enumerate(RULES):
        start = STARTS[at % len(STARTS)]
        walls = dates(rule, datetime.strptime(start, "%Y%m%dT%H%M"))
        assert walls, rule
        for name in ZONES:
            asked.append(question(name, rule, start, first, last))
            expected.append(walls)
    total = gaps = 0
    edges = first.replace(tzinfo=timezone.utc).timestamp(), last.replace(tzinfo=timezone.utc).timestamp()
    for it, walls, answer in zip(asked, expected, ask(asked), strict=True):
        zone = theirs(it["zone"])
        within = [wall for wall in walls if edges[0] <= seconds(zone, wall) < edges[1]]
        gaps += compare(f"{it['zone']} {it['start']} {it['rule']}", zone, within, answer)
        total += len(answer)
    assert total > 1_000_000 and gaps > 300, (total, gaps)


def changes(zone):
    """Each change of the clocks: the last second before it, and by how many seconds they jump."""
    at, end = FIRST.replace(tzinfo=timezone.utc), LAST.replace(tzinfo=timezone.utc)
    ahead = lambda when: when.astimezone(zone).utcoffset()
    while at < end:
        later = at + timedelta(days=1)
        if ahead(at) != ahead(later):
            low, high = at, later
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (middle, high) if ahead(middle) == ahead(at) else (low, middle)
            yield high, ahead(later) - ahead(at)
        at = later


def test_at_every_change_of_clocks_the_skipped_and_the_doubled_hour_mean_what_they_should(_folder):
    asked, expected, total = [], [], 0
    for name in ZONES:
        zone = theirs(name)
        for at, jump in changes(zone):
            total += 1
            wall = (at - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
            before = min(jump, timedelta()) + timedelta(minutes=1)
            # The minute before, the first, the middle and the last of what is skipped or doubled, the minute after.
            span = abs(jump) // timedelta(minutes=1)
            for minutes in (-1, 0, span // 2, span - 1, span):
                agreed = wall + before + timedelta(minutes=minutes)
                rules = {
                    "FREQ=DAILY": timedelta(days=3),
                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=" + "MO TU WE TH FR SA SU".split()[agreed.weekday()]: timedelta(14),
                }
                for rule, back in rules.items():
                    start, end = agreed - back, agreed + back + timedelta(days=2)
                    asked.append(question(name, rule, compact(start), start - timedelta(days=2), end))
                    step = timedelta(14) if "WEEKLY" in rule else timedelta(1)
                    expected.append((zone, end, [start + step * n for n in range(9)]))
    gaps = 0
    for it, (zone, end, walls), answer in zip(asked, expected, ask(asked), strict=True):
        edge = end.replace(tzinfo=timezone.utc).timestamp()
        within = [wall for wall in walls if seconds(zone, wall) < edge]
        gaps += compare(f"{it['zone']} {it['start']} {it['rule']}", zone, within, answer)
    assert total > 1_000 and gaps > total, (total, gaps)


def test_in_gaps_and_folds_our_own_rule_holds(_folder):
    """Pinned by hand, so that no library's opinion is needed: the offset from before a gap, the first of two."""
    cases = [
        ("Europe/Athens", "20260328T0330", ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"]),
        ("Europe/Athens", "20261024T0330", ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]),
        ("Australia/Lord_Howe", "20261003T0215", ["2026-10-02T15:45", "2026-10-03T15:45", "2026-10-04T15:15"]),
        ("America/Havana", "20260307T0030", ["2026-03-07T05:30", "2026-03-08T05:30", "2026-03-09T04:30"]),
        ("Pacific/Apia", "20111229T1900", ["2011-12-30T05:00", "2011-12-31T05:00", "2011-12-31T05:00"]),
    ]
    asked = [question(zone, "FREQ=DAILY;COUNT=3", start) for zone, start, _ in cases]
    for (zone, start, expected), answer in zip(cases, ask(asked), strict=True):
        found = [f"{datetime.fromtimestamp(at, timezone.utc):%Y-%m-%dT%H:%M}" for _, at, _ in answer]
        assert found == expected, (zone, start, found)
