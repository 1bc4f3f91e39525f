"""Fails when a committed file names a place of somebody's machine or a package index.

Run by ``make check`` as ``python -m tests.committed_names``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Put together from pieces, so that this file does not hold what it forbids.
_FOLDERS = ("work", "tmp", "root", "home", "Users")
_HOSTS = ("pypi" + r"\.org", "pypi" + r"\.python\.org", "files" + r"\.pythonhosted\.org", "test" + r"\.pypi\.org")
_OPTIONS = ("index" + "-url", "find" + "-links", "trusted" + "-host", "UV_" + r"\w*INDEX\w*", "PIP_" + r"\w*INDEX\w*")

FORBIDDEN = {
    # A path of the machine: at the start of a word, or after the two slashes of a file URL, never inside an address.
    "a machine path": re.compile(
        rf"(?:^|[\s\"'`(=:<,\[])(?:file://)?/(?:{'|'.join(_FOLDERS)})(?=/|[\s\"'`)>,;:\]]|$)", re.M
    ),
    "a package index": re.compile("|".join(rf"\b{host}\b" for host in _HOSTS), re.IGNORECASE),
    "an index option": re.compile("|".join(rf"(?<!\w)(?<!no-emit-){option}\b(?=[ =:\"'])" for option in _OPTIONS)),
}


def found_in(text: str) -> Iterator[tuple[int, str]]:
    """Line numbers, from 1, and what is named there."""
    for name, pattern in FORBIDDEN.items():
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start() + 1) + 1, name


def committed(root: Path) -> list[Path]:
    """The files that git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def check(root: Path) -> list[str]:
    """One line for each forbidden name in a committed file."""
    lines = []
    for path in committed(root):
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            lines += [
                f"{path.relative_to(root)}:{number}: names {name}"
                for number, name in sorted(found_in(content.decode("utf-8", "replace")))
            ]
    return lines


if __name__ == "__main__":
    problems = check(ROOT)
    print("\n".join(problems), file=sys.stderr if problems else sys.stdout, end="\n" if problems else "")
    sys.exit(bool(problems))
