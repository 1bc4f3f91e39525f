"""Wishes to testify or to comment: what the corpus says of it, word for word, and the contact where one is known."""

from __future__ import annotations

from bot.dialogue.answers import folded
from bot.dialogue.intents import TakePart
from bot.dialogue.present import paragraphs, quote
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.texts import texts
from corpus.model import Passage

_SHOWN = 2
_SEARCHED = {"volunteer": "take-part-words-volunteer", "comment": "take-part-words-comment"}


async def take_part(turn: Turn, intent: TakePart) -> Answer:
    """The participation passages that speak of it, else all that the theme has."""
    passages = _passages(turn, intent)
    quotes = folded(
        [quote(turn.corpus, passage, turn.now.date()) for passage in passages],
        turn.settings.dialogue.passage_characters,
    )
    contact = turn.theme.links.get("contact", "") if turn.theme else ""
    way = texts("take-part-contact", contact=contact) if contact else texts("take-part-no-contact")
    said = texts(f"take-part-{intent.kind}") if quotes else texts("take-part-none")
    reply = Reply(
        (*paragraphs(said), *quotes, *paragraphs(way)),
        intent=intent.kind,
        outcome="sure" if quotes else "other",
    )
    hits = tuple(passage.id for passage in passages)
    return Answer(reply, turn.remember(question="", question_id="", hits=hits, shown=len(hits), place="participation"))


def _passages(turn: Turn, intent: TakePart) -> list[Passage]:
    theme = turn.theme
    own = turn.corpus.section("participation", theme.key) if theme else ()
    wanted = {passage.id: passage for passage in own}
    hits = turn.index.search(texts(_SEARCHED[intent.kind]), k=1, within=wanted.keys())
    return [wanted[hit.id] for hit in hits] or list(own[:_SHOWN])


FEATURE = Feature(name="taking_part", intents={TakePart: take_part})
