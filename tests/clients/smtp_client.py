"""Mail that the service sends over SMTP, taken by a server that others wrote and read by Python's own `email`."""

import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy

from mail_sink import MailSink

PATIENCE_SECONDS = 60


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(what, holds):
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"waited in vain: {what}")


@contextmanager
def service(folder, smtp_port):
    """`parea serve` on a free port; its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = {
        "PAREA__SERVER__LISTEN": f"127.0.0.1:{port}",
        "PAREA__SERVER__PUBLIC_URL": base,
        "PAREA__DATABASE__URL": f"sqlite:{folder}/parea.db",
        "PAREA__KEYS__FILE": f"{folder}/parea.key",
        "PAREA__MAIL__URL": f"smtp://127.0.0.1:{smtp_port}",
        "PAREA__MAIL__FROM": "no-reply@parea.example",
    }
    log = open(folder / "log", "w")
    running = subprocess.Popen([os.environ["PAREA_BIN"], "serve"], env={**os.environ, **settings}, stdout=log, stderr=log)
    try:
        until("the service answers", lambda: running.poll() is not None or answers(base))
        assert running.poll() is None, (folder / "log").read_text()
        yield base
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(40)
        log.close()


def answers(base):
    try:
        return urllib.request.urlopen(f"{base}/readyz", timeout=2).status == 204
    except OSError:
        return False


class Browser:
    """Keeps cookies as browsers do on the loopback, where `Secure` ones are kept without https."""

    def __init__(self, base):
        policy = DefaultCookiePolicy(secure_protocols=("http", "https"))
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar(policy)))

    def get(self, path):
        return self.opener.open(self.base + path, timeout=10).read().decode()

    def post(self, page, path, **fields):
        fields["csrf"] = value(page, "csrf")
        body = urllib.parse.urlencode(fields).encode()
        return self.opener.open(self.base + path, body, timeout=10).read().decode()


def value(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def sign_up(browser, address):
    form = browser.get("/sign-up")
    offer = {"name": value(form, "name"), "offer": value(form, "offer")}
    return browser.post(form, "/sign-up", password="kites over the old harbour", email=address, **offer)


def test_a_mail_is_read_by_another_program(folder):
    with MailSink(folder / "mail") as sink, service(folder, sink.port) as base:
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

    with MailSink(folder / "mail", refuses=refuses) as sink, service(folder, sink.port) as base:
        sign_up(Browser(base), "gone@example.org")
        until("it was tried", lambda: tried)
        time.sleep(12)
        assert tried == ["gone@example.org"]
        assert sink.messages() == []
