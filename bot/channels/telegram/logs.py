"""What may be written in a log: never the bot's token, never what a person wrote."""

from __future__ import annotations

import logging
import sys
import traceback

HIDDEN = "***"
WORDY = ("telegram", "aiosqlite", "httpx", "httpcore", "sqlalchemy")
"""Libraries that log whole parameters, texts of people among them, at DEBUG: they speak from INFO on only."""


class Redacting(logging.Formatter):
    """Formats a record, traces included, and hides the secret part of the token wherever it came from."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secret = token.partition(":")[2] or token

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines for a record."""
        text = super().format(record)
        return text.replace(self._secret, HIDDEN) if self._secret else text


def configure(token: str, level: int) -> None:
    """Send everything that is logged, warnings included, to standard error; who counts errors goes on counting."""
    root = logging.getLogger()
    for plain in [one for one in root.handlers if type(one) is logging.StreamHandler]:
        root.removeHandler(plain)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(token))
    root.addHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(True)
    for name in WORDY:
        logging.getLogger(name).setLevel(max(level, logging.INFO))


def trace_of(error: BaseException) -> str:
    """Where an error and its causes came from, by type and lines of code: its text may quote a person."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        parts.append("".join(traceback.format_tb(seen.__traceback__)) + type(seen).__qualname__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n… caused by:\n".join(parts)
