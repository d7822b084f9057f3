"""Mail that the service sends over SMTP, taken by a server that others wrote and read by Python's own `email`."""

import email
import email.policy
import re
import signal
import socket
import subprocess
import threading
import time
from contextlib import contextmanager

from mail_sink import MailSink
from service import Browser, Installation, sign_up, until


@contextmanager
def serving(folder, smtp_port):
    """A new installation; its address."""
    installation = Installation(folder, smtp_port)
    with installation.serving():
        yield installation.base


def test_the_doctor_says_whether_the_mail_server_answers(folder):
    with MailSink(folder / "mail") as sink:
        installation = Installation(folder, sink.port)
        installation.run("migrate")
        installation.run("doctor")
        assert sink.messages() == [], "asking sends nothing"
    assert says_no(installation), "nobody is there any more"


def test_the_doctor_does_not_wait_for_ever(folder):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        installation = Installation(folder, silent.getsockname()[1])
        installation.run("migrate")
        began = time.monotonic()
        assert says_no(installation)
        assert 9 < time.monotonic() - began < 20


def says_no(installation):
    """Whether the doctor finds fault."""
    try:
        installation.run("doctor")
    except subprocess.CalledProcessError as failed:
        return failed.returncode == 1
    return False


def test_a_mail_is_read_by_another_program(folder):
    with MailSink(folder / "mail") as sink, serving(folder, sink.port) as base:
        browser = Browser(base)
        sign_up(browser, "ana@example.org")
        until("a mail arrives", sink.messages)
        mail = email.message_from_bytes(sink.messages()[0], policy=email.policy.default)
        assert mail["To"] == "ana@example.org"
        assert mail["From"] == "no-reply@parea.example"
        assert mail["Subject"] == "Please confirm your address"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert re.fullmatch(r"<[0-9a-f]{32}@parea\.example>", mail["Message-ID"]), mail["Message-ID"]
        assert mail["Date"].datetime.tzinfo is not None
        assert not mail.defects, mail.defects
        assert mail.get_content_type() == "multipart/alternative"
        text, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
        path = re.search(re.escape(base) + r"(/link/\S+)", text)[1]
        assert path in html
        asked = browser.get(path)
        assert "Yes, it is mine" in asked
        assert "ana@example.org" not in browser.get("/me/security"), "opening the link changes nothing"
        browser.post(asked, f"{path}/confirm")
        assert "ana@example.org" in browser.get("/me/security")
        time.sleep(6)
        assert len(sink.messages()) == 1, "once"


def test_a_mailbox_that_is_not_there_is_not_tried_again(folder):
    tried = []

    def refuses(address):
        tried.append(address)
        return True

    with MailSink(folder / "mail", refuses=refuses) as sink, serving(folder, sink.port) as base:
        sign_up(Browser(base), "gone@example.org")
        until("it was tried", lambda: tried)
        time.sleep(12)
        assert tried == ["gone@example.org"]
        assert sink.messages() == []


def test_a_mail_server_that_says_later_is_asked_again(folder):
    said = []

    def later(address):
        said.append(address)
        return "451 4.7.1 try again later" if len(said) == 1 else False

    with MailSink(folder / "mail", refuses=later) as sink, serving(folder, sink.port) as base:
        sign_up(Browser(base), "ana@example.org")
        until("it came with the second attempt", sink.messages)
        assert len(said) == 2


def test_a_mail_server_that_hangs_holds_nobody_up(folder):
    """It takes the connection and says nothing: pages answer, and the service can be stopped."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        taken = threading.Event()
        held = []

        def listen():
            try:
                held.append(silent.accept())
                taken.set()
            except OSError:
                pass

        threading.Thread(target=listen, daemon=True).start()
        installation = Installation(folder, silent.getsockname()[1])
        with installation.serving() as running:
            browser = Browser(installation.base)
            sign_up(browser, "ana@example.org")
            assert taken.wait(20), "it was tried"
            began = time.monotonic()
            browser.get("/groups")
            assert time.monotonic() - began < 5
            running.send_signal(signal.SIGTERM)
            assert running.wait(40) == 0
