"""What is wrong with a corpus, said so that its writer can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found while loading or auditing.

    ``level``: an *error* is broken (a document or a setting is left out), a *warning* was read but deserves mending,
    a *note* is good to know.  ``file`` is ``theme/file name``; ``line`` counts from 1.  ``fix`` says what to write
    instead; it may be empty for notes.
    """

    level: Level
    file: str
    line: int | None
    key: str | None
    message: str
    fix: str = ""


class CorpusError(Exception):
    """The corpus folder itself cannot be used; the message is one sentence for the person who started us."""
