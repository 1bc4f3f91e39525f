"""What all browsing shares: where the person stands, and a page of passages with its way on and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.buttons import OpenPlace, button, tag
from bot.dialogue.present import pages, paragraphs, people, quote
from bot.dialogue.turn import Answer, Turn
from bot.messages import Button, Reply
from bot.texts import texts
from corpus.model import Passage


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the person browses, as the memory holds it: a kind and up to two numbers or a passage and a page.

    >>> Cursor.read("questions:4:2")
    Cursor(kind='questions', first='4', second='2')
    >>> str(Cursor("enjeu", "3"))
    'enjeu:3'
    """

    kind: str = ""
    first: str = ""
    second: str = ""

    @classmethod
    def read(cls, place: str) -> Cursor:
        """The cursor that a memory holds."""
        kind, _, rest = place.partition(":")
        first, _, second = rest.partition(":")
        return cls(kind, first, second)

    def __str__(self) -> str:
        return ":".join(filter(None, (self.kind, self.first, self.second)))

    @property
    def number(self) -> int | None:
        """The first number, if there is one."""
        return int(self.first) if self.first.isdigit() else None

    @property
    def page(self) -> int:
        """The page: the last number; 0 when there is none."""
        last = self.second or self.first
        return int(last) if last.isdigit() else 0


def browsed(
    turn: Turn,
    passages: Sequence[Passage],
    place: str,
    *,
    said: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    buttons: Sequence[Button] = (),
    edits: bool = False,
    folded: bool = False,
) -> Answer:
    """A reply that shows passages while browsing, and the memory of where the person stands."""
    quotes = tuple(
        quote(turn.corpus, passage, turn.now.date(), folded=folded and i > 0) for i, passage in enumerate(passages)
    )
    reply = Reply(
        (*paragraphs(*said), *quotes, *paragraphs(*after)),
        tuple(buttons)[:6],
        edits=edits,
        intent="browse",
        outcome="sure" if quotes else "other",
    )
    memory = turn.remember(
        question="",
        question_id="",
        hits=tuple(passage.id for passage in passages),
        shown=len(passages),
        place=place,
        theme=turn.theme_of(passages),
        people=people(turn.corpus, passages),
    )
    return Answer(reply, memory)


def shelf(turn: Turn, place: str, passages: Sequence[Passage], page: int, edits: bool = False) -> Answer:
    """A page of a section, in reading order."""
    theme = turn.theme
    if not passages:
        return nothing_there(turn)
    parts = pages(passages)
    page = min(max(page, 0), len(parts) - 1)
    number = texts("browse-page", page=page + 1, pages=len(parts)) if len(parts) > 1 else ""
    buttons = []
    if page > 0:
        buttons.append(button("button-previous-page", OpenPlace(place, page - 1, tag(theme))))
    if page + 1 < len(parts):
        buttons.append(button("button-next-page", OpenPlace(place, page + 1, tag(theme))))
    buttons.append(button("button-browse", OpenPlace("all", 0, tag(theme))))
    return browsed(turn, parts[page], f"{place}:{page}", after=(number,), buttons=buttons, edits=edits)


def said_only(turn: Turn, *said: str, buttons: Sequence[Button] = (), place: str | None = None) -> Answer:
    """A browsing reply without a passage; where the person stands does not change unless said."""
    reply = Reply(paragraphs(*said), tuple(buttons)[:6], intent="browse")
    return Answer(reply, turn.remember() if place is None else turn.remember(place=place, hits=(), shown=0))


def nothing_there(turn: Turn) -> Answer:
    """The theme has no document of what was asked for: said, with the way to what it has."""
    if turn.theme is None:
        return said_only(turn, texts("corpus-empty"))
    return the_end(turn, texts("browse-empty", theme=turn.theme.name))


def passage_gone(turn: Turn) -> Answer:
    """What was to be shown was taken away since: said, with the way to what there is."""
    return the_end(turn, texts("start-passage-gone"))


def the_end(turn: Turn, said: str) -> Answer:
    """There is nothing further, or before, in what is open: said, with the way to all the rest."""
    return said_only(turn, said, buttons=(button("button-browse", OpenPlace("all", 0, tag(turn.theme))),))
