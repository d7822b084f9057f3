"""vdirsyncer subscribes: to a group's calendar and to a member's own. A second time it finds nothing new, and what moved it
has at its new time."""

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from service import Browser, Installation, sign_up

CONFIG = """
[general]
status_path = "{folder}/status"
[pair one]
a = "there"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage there]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/here"
fileext = ".ics"
"""


class Subscription:
    def __init__(self, folder, url):
        self.folder = folder
        (folder / "here").mkdir(parents=True)
        (folder / "config").write_text(CONFIG.format(folder=folder, url=url))
        self.run("discover")

    def run(self, command):
        vdirsyncer = Path(sys.executable).with_name("vdirsyncer")
        settings = {**os.environ, "VDIRSYNCER_CONFIG": str(self.folder / "config"), "HOME": str(self.folder)}
        done = subprocess.run([vdirsyncer, command], env=settings, input="y\n", text=True, capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def files(self):
        self.run("sync")
        return {file.name: file.read_text() for file in (self.folder / "here").iterdir()}


def test_it_stores_no_duplicate_and_holds_the_new_time_after_a_move(folder):
    installation = Installation(folder)
    with installation.serving():
        leader = Browser(installation.base)
        sign_up(leader)
        leader.post(leader.get("/found"), "/found", name="Tuesday circle", joining="open", my_name="Ana", language="el", listed="yes")
        home = re.search(r'href="(/g/\w+)"', leader.get("/me"))[1]
        first = datetime.now() + timedelta(days=3)
        series = {"date": f"{first:%Y-%m-%d}", "time": "19:00", "ends": "20:30", "repeat": "weekly-1"}
        new = f"{home}/series/new"
        inside = leader.post(leader.get(new), new, format="in_person", openness="open", **series)
        public = re.search(r'href="(/groups/[^"/]+)"', inside)[1]
        page = leader.post(leader.get("/me/calendar"), "/me/calendar", title="neutral")
        own = re.search(r"/c/\w+\.ics", page)[0]
        subscriptions = [
            Subscription(folder / name, installation.base + path)
            for name, path in [("group", f"{public}/calendar.ics"), ("own", own)]
        ]
        before = [it.files() for it in subscriptions]
        assert [len(files) for files in before] == [1, 1], before
        assert [it.files() for it in subscriptions] == before, "a second time there is nothing new"

        change = re.search(r'href="(/g/\w+/meetings/[^"]+/change)"', inside)[1]
        later = first + timedelta(days=1)
        form = leader.get(change)
        leader.post(form, change.removesuffix("change") + "move", date=f"{later:%Y-%m-%d}", time="18:15")
        for subscription in subscriptions:
            # It names an entry that it reads by http after its content, so the file has another name.
            [text] = subscription.files().values()
            assert re.search(rf"DTSTART;TZID=[\w/]+:{later:%Y%m%d}T181500", text), text
            assert re.search(rf"RECURRENCE-ID;TZID=[\w/]+:{first:%Y%m%d}T190000", text), text
