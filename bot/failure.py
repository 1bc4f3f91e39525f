"""Failures: what stops a command, and what may be logged of a mistake of the program."""

from __future__ import annotations

import traceback


class CannotRun(Exception):
    """Base of what stops a command; the message is one sentence for the person who started it.

    ``exit_code`` is what the command ends with: 1, or 2 where the settings or the usage are to blame.
    """

    exit_code = 1


def type_and_place(error: Exception) -> str:
    """An exception that was caught, by its type and line of code: its message may hold what a person wrote."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.filename.rpartition('/')[2]}:{place.lineno}"
