"""What a conversation needs in order to understand the next message: kept for some minutes, then forgotten."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Pending:
    """What the person is in the middle of (``kind``), about what (``subject``), until when (aware, UTC)."""

    kind: str
    subject: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """One conversation's context.

    ``question`` and its ``question_id``: what was asked last.  ``hits``: ids of the passages found, best first;
    ``shown`` of them were shown.  ``place``: where the person browses (``enjeu:3``, ``questions:4:2``, ``""``).
    ``theme``: its key.  ``people``: keys of the documents last shown that have a person.
    """

    question: str = ""
    question_id: str = ""
    hits: tuple[str, ...] = ()
    shown: int = 0
    place: str = ""
    theme: str = ""
    people: tuple[str, ...] = ()
    pending: Pending | None = None

    def as_json(self) -> dict[str, Any]:
        """The fields that are not at their default, as values that JSON carries."""
        plain: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                plain[field.name] = list(value) if isinstance(value, tuple) else value
        if self.pending is not None:
            expires = self.pending.expires.astimezone(UTC).isoformat()
            plain["pending"] = {"kind": self.pending.kind, "subject": self.pending.subject, "expires": expires}
        return plain

    @classmethod
    def from_json(cls, plain: object) -> Memory:
        """The memory written by ``as_json``; what another version wrote and we cannot read is left out.

        >>> Memory.from_json({"shown": 2, "mood": "good"})
        Memory(question='', question_id='', hits=(), shown=2, place='', theme='', people=(), pending=None)
        """
        if not isinstance(plain, Mapping):
            return cls()
        texts = {name: str(plain[name]) for name in ("question", "question_id", "place", "theme") if name in plain}
        shown = plain.get("shown", 0)
        return cls(
            **texts,
            hits=_texts(plain.get("hits")),
            people=_texts(plain.get("people")),
            shown=shown if isinstance(shown, int) else 0,
            pending=_pending(plain.get("pending")),
        )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _pending(value: object) -> Pending | None:
    if not isinstance(value, Mapping):
        return None
    try:
        expires = datetime.fromisoformat(value["expires"])
        return Pending(str(value["kind"]), str(value["subject"]), expires) if expires.tzinfo else None
    except (KeyError, TypeError, ValueError):
        return None
