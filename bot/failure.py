"""Why the program cannot do what it was started for."""

from __future__ import annotations


class CannotRun(Exception):
    """Base of what stops a command; the message is one sentence for the person who started it.

    ``exit_code`` is what the command ends with: 1, or 2 where the settings or the usage are to blame.
    """

    exit_code = 1
