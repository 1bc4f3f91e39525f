"""A PDF read in a process of its own, which ends after a time: there is no telling how long a small file may take."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict

from corpus.sources.blocks import Block, Content
from corpus.sources.model import SourceError

SECONDS_AT_MOST = 60.0


def read_apart(name: str, content: bytes) -> Content:
    """What ``read_pdf`` makes of the file.

    Raises:
        SourceError: as ``read_pdf`` does, or it takes too long.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", __name__, str(SECONDS_AT_MOST)],
        input=json.dumps(name).encode() + b"\n" + content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},  # nothing else of ours: it reads foreign files
        check=False,
    )
    if done.returncode == -signal.SIGALRM:
        raise SourceError("too_slow", name, f"{name} takes more than {SECONDS_AT_MOST:g} seconds to be read.")
    if done.returncode:
        raise SourceError("unreadable", name, f"{name} cannot be read as a PDF.")
    said = json.loads(done.stdout)
    if "refused" in said:
        raise SourceError(**said["refused"])
    return Content(said["title"], [Block(**block) for block in said["blocks"]])


def main() -> None:
    """What the process does."""
    signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))
    name = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    from corpus.sources.pdf import read_pdf

    try:
        read = read_pdf(name, content)
        said: object = {"title": read.title, "blocks": [asdict(block) for block in read.blocks]}
    except SourceError as error:
        refused = {"kind": error.kind, "place": error.place, "message": str(error), "detail": error.detail}
        said = {"refused": refused}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
