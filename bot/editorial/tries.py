"""What became of the last refresh, kept for whoever looks after the corpus and for the next one's moment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.editorial.files import write_whole
from bot.editorial.prepared import Prepared
from bot.editorial.refusals import Refused
from bot.editorial.versions import Versions, read_json


@dataclass(frozen=True, slots=True)
class Try:
    """A refresh from the sources: ``at`` (ISO), what came of it, and why not where it was refused.

    *prepared* waits for an editor (``draft``); *refused* has the ``reason``, ``place`` and ``detail`` of a ``Refused``.
    """

    at: str
    outcome: Literal["nothing", "prepared", "refused"]
    draft: str = ""
    reason: str = ""
    message: str = ""
    place: str = ""
    detail: str = ""


def of_prepared(prepared: Prepared, now: datetime) -> Try:
    """The sources could be read; guards may be against serving what they say."""
    outcome: Literal["nothing", "prepared"] = "nothing" if prepared.nothing else "prepared"
    if not prepared.guards:
        return Try(now.isoformat(), outcome, prepared.draft)
    first = prepared.guards[0]
    return Try(now.isoformat(), outcome, prepared.draft, first.reason, first.message, first.place, first.detail)


def of_refused(error: Refused, now: datetime) -> Try:
    """Nothing could be made of them."""
    return Try(now.isoformat(), "refused", "", error.reason, str(error), error.place, error.detail)


def last(versions: Versions) -> Try | None:
    """The last refresh from the sources; None before the first, and when what is kept of it is damaged."""
    plain = read_json(versions.root / "last.json")
    if not isinstance(plain, Mapping):
        return None
    values: dict[str, Any] = {str(key): value for key, value in plain.items()}
    try:
        tried = Try(**values)
        moment = datetime.fromisoformat(tried.at)
    except (TypeError, ValueError):
        return None
    return tried if moment.tzinfo is not None else None


def keep(versions: Versions, tried: Try) -> None:
    """Write it down; a disk that is full is said elsewhere."""
    try:
        write_whole(versions.root / "last.json", json.dumps(asdict(tried), ensure_ascii=False, indent=1))
    except OSError:
        return


def is_due(before: Try | None, every_hours: int, now: datetime) -> bool:
    """Whether it is time for a scheduled refresh; ``every_hours`` 0: never."""
    if not every_hours:
        return False
    # One that is still to come was noted before the clock was put back: it says nothing.
    return before is None or not timedelta() <= now - datetime.fromisoformat(before.at) < timedelta(hours=every_hours)
