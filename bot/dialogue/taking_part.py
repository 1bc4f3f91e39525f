"""Wishes to testify or to comment: what the corpus says of it, word for word, and how one does it here."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answers import folded
from bot.dialogue.giving import commenting, testifying
from bot.dialogue.giving.intents import Begin
from bot.dialogue.giving.places import cannot_give
from bot.dialogue.giving.targets import current, remark, target
from bot.dialogue.intents import Intent, TakePart
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.present import paragraphs, quote
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Button, Reply
from bot.store.memory import Memory, Pending
from bot.texts import texts
from corpus.model import Passage

_SHOWN = 2
_SEARCHED = {"volunteer": "take-part-words-volunteer", "comment": "take-part-words-comment"}


async def take_part(turn: Turn, intent: TakePart) -> Answer | Intent:
    """The participation passages that speak of it, else all that the theme has; then the way to do it.

    A wish to comment that names what on, or comes when one document is open, goes straight there; so does a wish to
    go on with a testimony.
    """
    if (
        intent.kind == "volunteer"
        and phrases().matches("go_on", plain(turn.message.text))
        and await testifying.begun(turn)
    ):
        return Begin()
    named = _named(turn, intent.text) if intent.kind == "comment" else None
    said = remark(intent.text) if intent.kind == "comment" else ""
    waiting = Pending("comment_about", said[: commenting.TEXT_AT_MOST], turn.now + commenting.WAITING)
    if named is not None:
        return commenting.ask(replace(turn, memory=turn.waiting(waiting)), named)
    passages = _passages(turn, intent)
    quotes = folded(
        [quote(turn.corpus, passage, turn.now.date()) for passage in passages],
        turn.settings.dialogue.passage_characters,
    )
    ways, buttons, memory = await _ways(turn, intent, passages, waiting)
    contact = turn.theme.links.get("contact", "") if turn.theme else ""
    said = texts(f"take-part-{intent.kind}") if quotes else ""
    also = texts("take-part-contact", contact=contact) if contact else ""
    reply = Reply(
        (*paragraphs(said), *quotes, *paragraphs(*ways, also)),
        buttons,
        intent=intent.kind,
        outcome="sure" if quotes else "other",
    )
    return Answer(reply, memory)


def _named(turn: Turn, wish: str) -> Passage | None:
    shown = {one.document for one in map(turn.corpus.passage, turn.memory.hits[: turn.memory.shown]) if one is not None}
    bare = phrases().matches("bare_comment", plain(wish))
    return current(turn) if bare and len(shown) == 1 else target(turn, wish)


async def _ways(
    turn: Turn, intent: TakePart, passages: list[Passage], waiting: Pending
) -> tuple[tuple[str, ...], tuple[Button, ...], Memory]:
    """What to do next: sentences, buttons, and the memory that waits for it."""
    hits = tuple(passage.id for passage in passages)
    memory = turn.remember(question="", question_id="", hits=hits, shown=len(hits), place="participation")
    why_not = cannot_give(turn)
    if why_not:
        return (why_not,), (), memory
    if intent.kind == "volunteer":
        invited = Pending("invited", "", turn.now + testifying.WAITING)
        return *await testifying.ways(turn), replace(memory, pending=invited)
    return (texts("comment-choose"),), commenting.ways(turn), replace(memory, pending=waiting)


def _passages(turn: Turn, intent: TakePart) -> list[Passage]:
    theme = turn.theme
    own = turn.corpus.section("participation", theme.key) if theme else ()
    wanted = {passage.id: passage for passage in own}
    hits = turn.index.search(texts(_SEARCHED[intent.kind]), k=1, within=wanted.keys())
    return [wanted[hit.id] for hit in hits] or list(own[:_SHOWN])


FEATURE = Feature(name="taking_part", intents={TakePart: take_part})
