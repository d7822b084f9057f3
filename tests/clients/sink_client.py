"""The sink itself, by the standard library's mail program: the other stories rely on what it keeps."""

import email
import smtplib

from mail_sink import MailSink


def test_a_message_is_kept_as_it_was_sent(folder):
    with MailSink(folder / "mail") as sink:
        with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as smtp:
            smtp.sendmail("a@example.org", ["b@example.org"], "Subject: =?utf-8?q?=CE=93?=\r\n\r\n.dot\r\n")
        kept = [email.message_from_bytes(message) for message in sink.messages()]
    assert [m["X-Sink-From"] for m in kept] == ["a@example.org"]
    assert [m["X-Sink-To"] for m in kept] == ["b@example.org"]
    assert kept[0]["Subject"] == "=?utf-8?q?=CE=93?="
    assert kept[0].get_payload() == ".dot\r\n"


def test_a_mailbox_that_is_not_there_is_refused(folder):
    with MailSink(folder / "mail", refuses=lambda address: address.startswith("gone@")) as sink:
        with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as smtp:
            try:
                smtp.sendmail("a@example.org", ["gone@example.org"], "Subject: x\r\n\r\ny\r\n")
            except smtplib.SMTPRecipientsRefused as refused:
                assert refused.recipients["gone@example.org"][0] == 550
            else:
                raise AssertionError("it was taken")
        assert sink.messages() == []
