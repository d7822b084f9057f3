#!/usr/bin/env python3
"""Programs that others wrote, run against ours: `tests/clients/run.py [filter]`, called by `tests/run clients`.

Runs every function `test_…` of every `*_client.py` beside this file, each with a new folder; a folder is gone
afterwards. Prints `ok …` and `not ok …` lines, which tests/run counts. There is no `skip`: a program that is not there
is a failure.
"""

import importlib
import inspect
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def stories(wanted):
    for file in sorted(HERE.glob("*_client.py")):
        module = importlib.import_module(file.stem)
        for name, story in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("test_") and story.__module__ == module.__name__:
                title = f"{file.stem}: {name.removeprefix('test_').replace('_', ' ')}"
                if wanted in title:
                    yield title, story


def passes(title, story):
    try:
        with tempfile.TemporaryDirectory(prefix="parea-client.") as folder:
            story(Path(folder))
    except Exception:  # whatever it is, it is this story's failure, and the others still run
        print(f"{traceback.format_exc()}not ok {title}\n", end="", flush=True)
        return False
    print(f"ok {title}\n", end="", flush=True)
    return True


def main():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    # They mostly wait: for mail, for the next round of a job.
    with ThreadPoolExecutor(max_workers=8) as together:
        results = list(together.map(lambda it: passes(*it), stories(wanted)))
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
