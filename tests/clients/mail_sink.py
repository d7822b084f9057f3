"""A mail server that keeps what it is given: every message becomes a file `NNNN.eml` in a folder.

As a module: `with MailSink(folder) as sink:` listens on `sink.port` of 127.0.0.1. As a program:
`python tests/clients/mail_sink.py FOLDER [PORT]` prints its address and runs until it is ended. The envelope stands
before the message as `X-Sink-From` and `X-Sink-To`. It delivers nothing, and refuses what `refuses(address)` says: for good (`True`), or
by an answer of its own.
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from aiosmtpd.controller import Controller


class Keeper:
    def __init__(self, folder, refuses):
        self.folder, self.refuses, self.numbers = folder, refuses, itertools.count(1)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if refused := self.refuses(address):
            return "550 5.1.1 no such mailbox" if refused is True else refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        head = f"X-Sink-From: {envelope.mail_from}\r\nX-Sink-To: {', '.join(envelope.rcpt_tos)}\r\n"
        file = self.folder / f"{next(self.numbers):04}.eml"
        part = file.with_suffix(".part")
        part.write_bytes(head.encode() + envelope.original_content)
        os.replace(part, file)  # whoever watches the folder never sees half a message
        return "250 OK"


class MailSink(Controller):
    def __init__(self, folder, port=0, refuses=lambda address: False):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(Keeper(folder, refuses), hostname="127.0.0.1", port=port)
        self.folder = folder

    def _trigger_server(self):
        # With port 0 the system chooses; the address is known once it listens.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def messages(self):
        return [file.read_bytes() for file in sorted(self.folder.glob("*.eml"))]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *reason):
        self.stop()


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with MailSink(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0) as sink:
        print(f"127.0.0.1:{sink.port}", flush=True)
        signal.pause()


if __name__ == "__main__":
    main()
