"""The service as a process, and a browser without script for it."""

import base64
import hmac
import os
import re
import signal
import socket
import struct
import subprocess
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy

# Reminders are planned once a minute.
PATIENCE_SECONDS = 90


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


class Installation:
    """Settings in a folder, by which every command finds the same database and keys."""

    def __init__(self, folder, smtp_port=25, database=None):
        self.folder, self.port = folder, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.settings = {
            **os.environ,
            "LANG": "en_US.UTF-8",
            "PAREA__SERVER__LISTEN": f"127.0.0.1:{self.port}",
            "PAREA__SERVER__PUBLIC_URL": self.base,
            "PAREA__DATABASE__URL": database or f"sqlite:{folder}/parea.db",
            "PAREA__KEYS__FILE": f"{folder}/parea.key",
            "PAREA__JOURNAL__FILE": f"{folder}/parea.journal",
            "PAREA__MAIL__URL": f"smtp://127.0.0.1:{smtp_port}",
            "PAREA__MAIL__FROM": "no-reply@parea.example",
        }

    def run(self, *arguments):
        """A command that ends: what it printed."""
        command = [os.environ["PAREA_BIN"], *arguments]
        return subprocess.run(command, env=self.settings, check=True, text=True, stdout=subprocess.PIPE).stdout

    @contextmanager
    def serving(self):
        """`parea serve`, until the end of the block; its process."""
        with open(self.folder / "log", "w") as log:
            running = subprocess.Popen([os.environ["PAREA_BIN"], "serve"], env=self.settings, stdout=log, stderr=log)
            try:
                until("the service answers", lambda: running.poll() is not None or answers(self.base))
                assert running.poll() is None, (self.folder / "log").read_text()
                yield running
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(40)


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


def set_up_an_app(browser, password):
    """The second step that whoever coordinates needs: a key, and the first code of it."""
    page = browser.get("/me/security/steps")
    page = browser.post(page, "/me/security/steps/app", password_for_app=password)
    key = re.search(r'id="key">([^<]+)<', page)[1].replace(" ", "")
    return browser.post(page, "/me/security/steps/app/confirm", code=code_of(key, time.time()))


def code_of(key, seconds):
    """What an app shows then (RFC 6238)."""
    step = struct.pack(">Q", int(seconds) // 30)
    mac = hmac.digest(base64.b32decode(key), step, "sha1")
    cut = struct.unpack_from(">I", mac, mac[19] & 15)[0] & 0x7FFFFFFF
    return f"{cut % 1_000_000:06}"


def sign_up(browser, address=""):
    form = browser.get("/sign-up")
    offer = {"name": value(form, "name"), "offer": value(form, "offer")}
    return browser.post(form, "/sign-up", password="kites over the old harbour", email=address, **offer)
