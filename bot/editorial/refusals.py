"""Why something that an editor asked for was not done, or not to its end."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bot.failure import CannotRun
from corpus.sources.model import SourceError, Trouble

Reason = (
    Trouble
    | Literal[
        "vanish",  # more than a third of the documents would go; detail: "5/12"
        "broken",  # documents that cannot be read; place: the first, detail: how many
        "other_corpus",  # what the editors gave to a corpus elsewhere is left there; place: where, detail: its version
        "nothing_left",  # no document at all would be left
        "busy",  # another refresh is at work
        "stale",  # another version is served since this one was prepared
        "unknown_draft",  # prepared too long ago, or never
        "unknown_document",  # place: its name
        "withdrawn",  # it was withdrawn for good and is given again; place: its path
        "withdrawals_unread",  # what was withdrawn cannot be read; place: the file
        "unknown_theme",  # place: its name
        "no_step_back",  # no version is kept from before
        "disk_full",
        "disk",  # the data folder cannot be written; detail: why
        "not_adopted",  # it is in place, but cannot be served yet; detail: the version
        "half_withdrawn",  # a document is served no more, but not taken out of all that is kept; detail: why
        "stopped",  # the work was killed before its end
        "failed",  # a mistake of ours; detail: its kind
    ]
)


class Refused(CannotRun):
    """It was not done, and nothing changed, unless it is ``half_done``.

    The message is one English sentence.  ``reason``, ``place`` (the document, address or folder that it is about) and
    ``detail`` are what a sentence in another language needs.
    """

    def __init__(self, reason: Reason, message: str, place: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.place = place
        self.detail = detail
        self.exit_code = 3 if self.guarded else 1

    @property
    def guarded(self) -> bool:
        """Whether a guard refuses what could be forced."""
        return self.reason in ("vanish", "broken", "other_corpus")

    @property
    def half_done(self) -> bool:
        """Whether something changed all the same."""
        return self.reason in ("not_adopted", "half_withdrawn")

    @classmethod
    def of_source(cls, error: SourceError) -> Refused:
        """A source cannot be used."""
        return cls(error.kind, str(error), error.place, error.detail)

    @classmethod
    def of_disk(cls, error: OSError) -> Refused:
        """The data folder cannot be written."""
        import errno

        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return cls("disk_full", "The disk is full: nothing was changed.")
        why = _why(error)
        return cls("disk", f"The data folder cannot be used ({why}): nothing was changed.", detail=why)

    @classmethod
    def withdrawn(cls, path: str) -> Refused:
        """A document that was withdrawn is given again."""
        return cls("withdrawn", f"{path} was withdrawn for good: it cannot be served again.", path)

    @classmethod
    def withdrawals_unread(cls, file: Path, why: str) -> Refused:
        """The file that notes what was withdrawn says nothing: what it named must not come back for that."""
        message = f"{file} says what was withdrawn and cannot be read ({why}): put back a sound copy of it."
        return cls("withdrawals_unread", message, file.name)

    @classmethod
    def not_adopted(cls, version: str) -> Refused:
        """The pointer has moved to a version that cannot be served."""
        message = f"Version {version} is in place but cannot be served yet; it is tried again every minute."
        return cls("not_adopted", message, detail=version)

    @classmethod
    def half_withdrawn(cls, document: str, error: OSError) -> Refused:
        """A document is noted as withdrawn, and what was to follow could not be written."""
        why = _why(error)
        message = f"{document} is served no more, but the withdrawal could not be ended ({why}): withdraw it again."
        return cls("half_withdrawn", message, document, why)


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
