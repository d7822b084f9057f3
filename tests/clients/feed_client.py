"""The main job on a feed: taken over twice, a group handed to a member, joined, answered to, and reminded of by a mail that
another program took. On the real feed where it is there, otherwise on the invented one."""

import email
import email.policy
import html
import json
import os
import re
import subprocess
import uuid
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from mail_sink import MailSink
from service import Browser, Installation, set_up_an_app, sign_up, until

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("PAREA_FEED", ROOT / "../shared/data/greater-new-york.json"))
FEED = REAL if REAL.is_file() else ROOT / "tests/fixtures/meeting-guide.json"
PASSWORD = "kites over the old harbour"


@contextmanager
def postgres():
    """A database of its own on the server of the tests; its address."""
    server, name = os.environ["PAREA_TEST_POSTGRES"], f"parea_client_{uuid.uuid4().hex}"

    def run(sql):
        subprocess.run([os.environ["PAREA_PSQL"], server, "-qc", sql], check=True)

    run(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield server.rsplit("/", 1)[0] + "/" + name
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")


def main_job(folder, database):
    with MailSink(folder / "mail") as sink:
        installation = Installation(folder, sink.port, database)
        command = ["import", "meeting-guide", str(FEED), "--programme", "new-york", "--json"]
        first, second = (json.loads(installation.run(*command).splitlines()[-1]) for _ in range(2))
        assert first["created"] == first["read"] > 0, first
        assert second["unchanged"] == second["read"] and not second["created"] + second["updated"], second
        link = installation.run("account", "create", "--name", "Cora", "--coordinator", "new-york").split()[-1]
        with installation.serving():
            walk(installation, sink, link.removeprefix(installation.base))


def walk(installation, sink, link):
    base = installation.base
    coordinator, facilitator, member = (Browser(base) for _ in range(3))
    coordinator.post(coordinator.get(link), f"{link}/password", password=PASSWORD)
    set_up_an_app(coordinator, PASSWORD)
    programme = coordinator.get("/p/new-york")
    group = soon(coordinator)
    line = next(row for row in programme.split("<tr>") if f'href="/groups/{group}"' in row)
    handed = coordinator.post(programme, re.search(r'action="([^"]+/hand-over)"', line)[1])
    invitation = re.search(r"/invitation/\w+", handed)[0]

    sign_up(facilitator)
    facilitator.post(facilitator.get(invitation), invitation, my_name="Ben")

    sign_up(member, "ana@example.org")
    confirm = re.search(r"/link/\S+", text(until("a mail to confirm", sink.messages)[0]))[0]
    member.post(member.get(confirm), f"{confirm}/confirm")
    inside = join(facilitator, member, f"/groups/{group}")
    answer = re.search(r'action="(/g/\w+/meetings/[^"]+/answer)"', inside)[1]
    inside = member.post(inside, answer, answer="coming")
    wish = f"/me/reminders/{answer.split('/')[2]}"
    wishes = member.post(member.get("/me/reminders"), wish, when="48", channel="mail")
    # Otherwise it would wait for the morning when this is run at night.
    member.post(wishes, "/me/reminders/quiet", quiet="no", quiet_from="21", quiet_to="8")

    mails = until("the reminder", lambda: sink.messages()[1:])
    reminder = email.message_from_bytes(mails[-1], policy=email.policy.default)
    assert reminder["To"] == "ana@example.org" and reminder["Subject"] == "Reminder"
    assert "New York" in text(mails[-1]), "the zone is named"
    assert html.unescape(re.search(r"<h1>(.*?)</h1>", member.get(f"/groups/{group}"))[1]) not in text(mails[-1])
    stop = re.search(r"/u/\w+", reminder["List-Unsubscribe"])[0]
    nobody = Browser(base)
    assert "No more mails" in nobody.get(stop)


def soon(browser):
    """A group that meets once a week, and within the next two days."""
    path, now = "/groups.json", datetime.now(timezone.utc)
    found = []
    while path:
        page = json.loads(browser.get(path))
        found += page["groups"]
        path = page["next"] and page["next"].removeprefix(browser.base)
    often = [group["slug"] for group in found]
    for group in found:
        ahead = datetime.fromisoformat(group["starts"]) - now
        if often.count(group["slug"]) == 1 and timedelta(minutes=30) < ahead < timedelta(hours=47):
            return group["slug"]
    raise AssertionError("nobody meets within two days")


def join(facilitator, member, public):
    """By the door that the group has: at once, or after a hello that the facilitator answers."""
    page = member.post(member.get(f"{public}/join"), f"{public}/join", my_name="Ana")
    if "/answer" in page:
        return page
    home = re.search(r'href="(/g/\w+)"', facilitator.get("/me"))[1]
    inside = facilitator.get(home)
    hello = re.search(r'action="([^"]+/hellos/[^"]+)"', inside)[1]
    facilitator.post(inside, hello, welcome="yes")
    return member.get(home)


def text(mail):
    return email.message_from_bytes(mail, policy=email.policy.default).get_body(("plain",)).get_content()


def test_a_group_of_a_feed_is_led_joined_and_reminded_of_on_sqlite(folder):
    main_job(folder, None)


def test_a_group_of_a_feed_is_led_joined_and_reminded_of_on_postgresql(folder):
    with postgres() as database:
        main_job(folder, database)
