"""What people bring up in a stretch of time, for the editors: what is asked, what is missed, what is given."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.editorial.missed import Group, sort_out
from bot.store import Store
from bot.store.asked import Asking, Question, asked, asking
from bot.store.contributions import given_since

if TYPE_CHECKING:
    from bot.editorial.library import Served

TOPICS, GROUPS, REASONS = 5, 5, 3
"""How many of each kind are worth a look at a glance."""


@dataclass(frozen=True, slots=True)
class Signals:
    """From ``first`` to ``last``, both included, without anybody's name.

    ``topics``: titles of the documents that answers began with, and how often.  ``missed``: groups of questions left
    without an answer that serves, most asked first.  ``reasons``: why answers were of no use.  ``given``: how many
    comments, testimonies and reflections came, by kind; ``about``: what most of them are about.
    """

    first: date
    last: date
    asking: Asking
    topics: tuple[tuple[str, int], ...] = ()
    missed: tuple[Group, ...] = ()
    reasons: tuple[str, ...] = ()
    given: tuple[tuple[str, int], ...] = ()
    about: tuple[tuple[str, int], ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing happened."""
        return not (self.asking.total or self.given)


async def gather(store: Store, served: Served, first: date, last: date, zone: ZoneInfo) -> Signals:
    """The signals of these days, both included, cut at midnight in ``zone``; grouped beside the event loop."""
    begin, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, last + timedelta(days=1)))
    (counted,) = await store.read(partial(asking, bounds=[begin, end]))
    questions = tuple(one for one in await store.read(partial(asked, since=begin)) if one.asked_at < end)
    gifts = [gift for gift in await store.read(partial(given_since, since=begin)) if gift.given_at < end]
    found = await asyncio.to_thread(sort_out, questions, served.index)
    return Signals(
        first,
        last,
        counted,
        _topics(questions, served),
        found.missed[:GROUPS],
        tuple(dict.fromkeys(one.reason for one in questions if one.missed and one.reason))[:REASONS],
        tuple(Counter(gift.kind for gift in gifts).most_common()),
        tuple(Counter(gift.about for gift in gifts if gift.about).most_common(REASONS)),
    )


def _topics(questions: tuple[Question, ...], served: Served) -> tuple[tuple[str, int], ...]:
    """What was answered from, by title: of each answer its first passage, where the corpus still has it."""
    titles: Counter[str] = Counter()
    for question in questions:
        passage = served.corpus.passage(question.passages[0]) if question.passages else None
        if passage is not None and question.outcome == "sure":
            titles[passage.title] += 1
    return tuple(titles.most_common(TOPICS))
