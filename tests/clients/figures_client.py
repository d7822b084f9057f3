"""The figures of a quarter as other programs read them: the spreadsheet and the pages to print hold the numbers of the table, and no
others, in both languages."""

import csv
import io
import os
import signal
import subprocess
import urllib.request
from datetime import date

from odf import table, teletype
from odf.opendocument import load
from pypdf import PdfReader

from service import answers, free_port, until

LANGUAGES = {"en": "Attendances", "el": "Παρουσίες"}


def of_spreadsheet(body):
    """The rows that say something."""
    rows = load(io.BytesIO(body)).spreadsheet.getElementsByType(table.TableRow)
    read = ([teletype.extractText(it).strip() for it in row.getElementsByType(table.TableCell)] for row in rows)
    return [trimmed(it) for it in read if any(it)]


def trimmed(row):
    while row and not row[-1]:
        row = row[:-1]
    return row


def words(text):
    """Without the spaces, of which each program has its own."""
    return "".join(text.split())


def test_a_spreadsheet_and_a_paper_have_the_numbers_of_the_table(folder):
    base = f"http://127.0.0.1:{(port := free_port())}"
    today = date.today()
    # The quarter before this one: it is complete, and the demo has its figures.
    year, number = (today.year, (today.month - 1) // 3) if today.month > 3 else (today.year - 1, 4)
    with open(folder / "log", "w") as log:
        command = [os.environ["PAREA_BIN"], "demo", "--listen", f"127.0.0.1:{port}"]
        demo = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(folder)}, stdout=log, stderr=log)
        try:
            until("the demo answers", lambda: demo.poll() is not None or answers(base))
            assert demo.poll() is None, (folder / "log").read_text()
            for language, attendances in LANGUAGES.items():
                def file(ending):
                    asked = urllib.request.Request(f"{base}/figures/avgi/{year}-Q{number}.{ending}", headers={"Accept-Language": language})
                    return urllib.request.urlopen(asked, timeout=20).read()

                rows = [trimmed(it) for it in csv.reader(io.StringIO(file("csv").decode("utf-8-sig"))) if any(it)]
                numbers = [it for row in rows for it in row[1:] if it.isdigit()]
                assert len(numbers) > 50 and any(row[0] == attendances for row in rows), rows
                sheet = of_spreadsheet(file("ods"))
                assert [it for it in sheet if len(it) > 1] == [it for it in rows if len(it) > 1]
                paper = words("".join(page.extract_text() for page in PdfReader(io.BytesIO(file("pdf"))).pages))
                at = 0
                for row in rows:
                    # A row of a table: its name, and each figure with how far off it may be, in this order.
                    for cell in row:
                        found = paper.find(words(cell), at) if not cell.endswith("±") else at
                        assert found >= 0, (row, paper[at : at + 400])
                        at = found
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait(40)
