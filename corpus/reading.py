"""Text files as people save them: with or without BOM, Windows line ends, accents apart, the odd old encoding."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from corpus.problems import Problem


class UnreadableFile(Exception):
    """The file's text cannot be had; ``problem`` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    r"""The text of a file with ``\n`` line ends, no BOM and accents on their letters; a warning when it was guessed.

    ``name`` is how problems call the file.  Raises ``UnreadableFile`` when it cannot be opened or decoded.
    """
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFile(Problem("error", name, None, None, "This is no file.", "Put a text in its place."))
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(unreadable(name, error)) from error
    text, problems = decode(data, name)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), problems


def unreadable(name: str, error: OSError) -> Problem:
    """What to say of a file that cannot be opened."""
    reason = error.strerror or type(error).__name__
    return Problem("error", name, None, None, f"The file cannot be read: {reason}.", "Check its permissions.")


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The characters of ``data``: UTF-8, UTF-16 with its BOM, else Windows-1252 with a warning."""
    fix = "Save the file again as UTF-8."
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), [Problem("warning", name, None, "encoding", "The file is in UTF-16.", fix)]
        except UnicodeDecodeError:
            raise UnreadableFile(Problem("error", name, None, None, "The file is in no known encoding.", fix)) from None
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableFile(Problem("error", name, line, None, "The file is not in UTF-8.", fix)) from None
    message = "The file is not in UTF-8; it was read as Windows-1252."
    return text, [Problem("warning", name, line, "encoding", message, fix)]
