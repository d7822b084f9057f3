#!/usr/bin/env python3
"""The dependencies: each has a licence we may pass on, and each that Cargo.toml names is used.

Licences are read as SPDX expressions: of `A OR B` one must be allowed, of `A AND B` both. Prints `ok …` and
`not ok …` lines for tests/run. What it cannot see: a dependency that is named in the sources but never reached.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Permissive, or (MPL) free of duties as long as the crate's own files stay unchanged.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "PostgreSQL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
}

# Named in Cargo.toml to choose a feature of what another dependency links; no source of ours names them.
LINKED_ONLY = {"libsqlite3-sys", "pq-sys", "openssl-sys"}


def permitted(expression):
    """Whether an SPDX expression leaves us a choice of allowed licences."""
    words = re.findall(r"\(|\)|[^\s()/]+|/", expression.replace("/", " OR "))

    def either(at):
        good, at = both(at)
        while at < len(words) and words[at] == "OR":
            more, at = both(at + 1)
            good = good or more
        return good, at

    def both(at):
        good, at = one(at)
        while at < len(words) and words[at] == "AND":
            more, at = one(at + 1)
            good = good and more
        return good, at

    def one(at):
        if words[at] == "(":
            good, at = either(at + 1)
            return good, at + 1
        good, at = words[at] in ALLOWED, at + 1
        if at < len(words) and words[at] == "WITH":  # an exception only ever grants more
            at += 2
        return good, at

    good, end = either(0)
    return good and end == len(words)


def unused(names, sources):
    """Those of the dependencies whose crate no source names."""
    text = "\n".join(re.sub(r"//.*", "", source) for source in sources)
    return [name for name in names if not re.search(rf"\b{name.replace('-', '_')}\b", text)]


def self_check():
    for good in ("MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(Apache-2.0 OR GPL-2.0-only) AND ISC",
                 "Apache-2.0 WITH LLVM-exception"):
        assert permitted(good), good
    for bad in ("GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR ISC) AND AGPL-3.0-only", "Made-Up"):
        assert not permitted(bad), bad
    assert unused(["a-b", "cd"], ["use a_b::x; // cd"]) == ["cd"]


def main():
    self_check()
    metadata = json.loads(subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    ).stdout)
    packages = [p for p in metadata["packages"] if p["source"]]
    refused = [f"{p['name']} {p['version']}: {p['license'] or 'no licence'}"
               for p in packages if not permitted(p["license"] or "none")]
    ours = next(p for p in metadata["packages"] if not p["source"])
    names = [d["rename"] or d["name"] for d in ours["dependencies"]]
    files = [ROOT / "build.rs", *ROOT.glob("src/**/*.rs"), *ROOT.glob("tests/**/*.rs"), *ROOT.glob("benches/**/*.rs")]
    sources = [f.read_text("utf-8") for f in files]
    idle = unused([n for n in names if n not in LINKED_ONLY], sources)
    checks = [
        (f"the licences of {len(packages)} packages can be passed on", refused),
        (f"each of {len(names)} dependencies is used", idle),
    ]
    for name, complaints in checks:
        print("not ok" if complaints else "ok", name, "".join(f"\n   {c}" for c in complaints))
    return any(complaints for _, complaints in checks)


if __name__ == "__main__":
    sys.exit(main())
