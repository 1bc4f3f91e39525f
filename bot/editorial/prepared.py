"""What a refresh would change, as it is shown to an editor before anything is changed; kept beside the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.differences import Difference, Named
from corpus.problems import Problem

STEPS = 5
StepName = Literal["fetch", "read", "compare", "index", "questions"]


@dataclass(frozen=True, slots=True)
class Step:
    """How far the preparation is: the ``number``-th of ``total`` steps begins; ``detail`` is the source fetched."""

    name: StepName
    number: int
    total: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that came or changed and repeats another one; ``share`` of its words, 1.0 for all."""

    document: Named
    other: Named
    share: float


@dataclass(frozen=True, slots=True)
class Lost:
    """A labelled question of a theme that the present version answers and the new one would not."""

    theme: str
    question: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """Why a swap is refused unless it is forced; ``detail`` is "5/12" for *vanish*, a number for the others."""

    reason: Literal["vanish", "broken", "other_corpus"]
    message: str
    place: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version that is ready to be served, or nothing when nothing differs (``draft`` is then empty).

    ``cut``, ``undated``, ``near_duplicates``, ``dead_links``: of documents that came or changed; ``gaps`` in fiches
    that were not there before.  ``warnings`` and ``errors`` are about anything else; ``documents`` and ``passages``
    are counts, and so is ``links_left``: of links that were too many to be asked.
    """

    draft: str
    base: int
    difference: Difference
    documents: int = 0
    passages: int = 0
    cut: tuple[Named, ...] = ()
    undated: tuple[Named, ...] = ()
    near_duplicates: tuple[Alike, ...] = ()
    gaps: tuple[Problem, ...] = ()
    dead_links: tuple[Problem, ...] = ()
    lost_questions: tuple[Lost, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()
    guards: tuple[Guarded, ...] = ()
    links_left: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to swap."""
        return not self.draft


def as_json(prepared: Prepared) -> str:
    """The text that is kept."""
    from pydantic import TypeAdapter

    return TypeAdapter(Prepared).dump_json(prepared, indent=1).decode()


def from_json(text: str) -> Prepared:
    """What was kept.  Raises ``ValueError`` when it is damaged or of another program."""
    from pydantic import TypeAdapter

    return TypeAdapter(Prepared).validate_json(text)
