"""What was drawn from a document that is withdrawn goes with it: questions put off or quoted, what was given."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clock import Clock
from bot.daily.stock import stock_of
from bot.store import Store
from bot.store.facts import Fact
from bot.store.giving import DocumentForgotten
from bot.store.notes import QuestionForgotten
from bot.store.reminders import ReminderDropped
from corpus.model import Corpus


async def forget(store: Store, clock: Clock, sayings: Sequence[Corpus]) -> None:
    """Forget the questions of a document, and what people gave on it.

    Args:
        store: with the notes, the reminders and the contributions.
        clock: gives the present moment.
        sayings: the document as each version of the corpus had it.
    """
    ids = sorted({question.id for corpus in sayings for question in stock_of(corpus).questions})
    facts: list[Fact] = [fact for id in ids for fact in (QuestionForgotten(id), ReminderDropped(id))]
    keys = sorted({document.key for corpus in sayings for theme in corpus.themes for document in theme.documents})
    # An editor waits for the answer meanwhile, and what is withdrawn does not wait for that.
    await store.apply_at_once([*facts, *map(DocumentForgotten, keys)], clock())
    await store.leave_no_trace()
