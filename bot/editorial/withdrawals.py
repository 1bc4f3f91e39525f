"""What was withdrawn, as the data folder notes it: a note that cannot be read is never taken for an empty one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from bot.editorial.files import write_whole
from bot.editorial.refusals import Refused
from bot.editorial.versions import Versions


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One document that nobody is to see again.

    ``at``: when (ISO).  ``names``: its key, and digests of what it said.  ``copies``: the versions and drafts (inside
    ``corpus/``) where another name was its own, and that name.
    """

    at: str
    names: tuple[str, ...]
    copies: tuple[tuple[str, str], ...] = ()


def withdrawals(versions: Versions) -> tuple[Withdrawal, ...]:
    """All of them, oldest first.

    Raises:
        Refused: the file that notes them is there and is damaged or cannot be read.
    """
    try:
        text = versions.withdrawn.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise Refused.withdrawals_unread(versions.withdrawn, error.strerror or type(error).__name__) from None
    from pydantic import TypeAdapter

    try:
        return TypeAdapter(tuple[Withdrawal, ...]).validate_json(text)
    except ValueError:
        raise Refused.withdrawals_unread(versions.withdrawn, "it is damaged") from None


def withdrawn(versions: Versions) -> frozenset[str]:
    """The keys of the documents that nobody is to see again, and digests of what they said.  Raises ``Refused``."""
    return frozenset(name for one in withdrawals(versions) for name in one.names)


def keep(versions: Versions, noted: Iterable[Withdrawal]) -> None:
    """Write them down, for good."""
    write_whole(versions.withdrawn, json.dumps([asdict(one) for one in noted], indent=1))
