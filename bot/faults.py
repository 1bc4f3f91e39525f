"""The errors of this program, counted: the log holds what they were."""

from __future__ import annotations

import logging


class Faults(logging.Handler):
    """Counts what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self.count += 1
