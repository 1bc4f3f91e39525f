"""What comes in while somebody gives something, and the moment when it is handed to the team, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.dialogue.buttons import button, space_link
from bot.dialogue.giving import commenting, precising, testifying
from bot.dialogue.giving.acts import HandIn, OpenGifts, TakeBack, WasQuestion
from bot.dialogue.giving.gift_words import is_asked
from bot.dialogue.giving.grid import without
from bot.dialogue.giving.intents import Gift, Given, HandInOr, PutAside
from bot.dialogue.intents import Intent
from bot.dialogue.present import paragraphs
from bot.dialogue.router import route
from bot.dialogue.turn import Answer, Feature, Handler, Turn
from bot.messages import Reply
from bot.store.contributions import Contribution, own
from bot.store.giving import Given as GivenFact
from bot.store.giving import TakenBack
from bot.texts import texts

_RECEIVED: Mapping[Gift, Handler] = {
    "comment": commenting.received,
    "comment_about": commenting.about_typed,
    "testimony": testifying.received,
    "contact": testifying.contact,
    "precision": precising.received,
}


async def given(turn: Turn, intent: Given) -> Answer | Intent:
    """The message that was waited for."""
    return await _RECEIVED[intent.kind](turn, intent)


async def hand_in(turn: Turn, action: HandIn) -> Answer:
    """The buttons of what was read over."""
    return await _hand_in(turn, action.gift, publish=bool(action.publish))


async def typed(turn: Turn, intent: HandInOr) -> Answer:
    """The same, in words; a "non" throws a comment away and puts a testimony aside."""
    if intent.agreed:
        return await _hand_in(turn, intent.of, publish=intent.publish)
    gift = await _own(turn, intent.of)
    if gift is not None and gift.kind == "testimony":
        return testifying.put_aside(turn, gift.id)
    facts = (TakenBack(turn.message.sender, gift.id),) if gift is not None and gift.state == "draft" else ()
    return Answer(Reply(paragraphs(texts("give-not")), intent="comment"), turn.remember(), facts)


async def put_aside(turn: Turn, intent: PutAside) -> Answer:
    """The message is "plus tard", "stop" in the middle of it: a testimony is kept, the rest was not given yet."""
    if intent.kind in ("testimony", "contact", "consent"):
        return testifying.put_aside(turn, intent.of.partition(":")[0])
    key = "give-not-sent" if intent.kind in ("ask_back", "decline") else "give-not"
    gift = await _own(turn, intent.of) if intent.kind == "hand_in" else None
    facts = (TakenBack(turn.message.sender, gift.id),) if gift is not None and gift.state == "draft" else ()
    return Answer(Reply(paragraphs(texts(key)), intent="comment"), turn.remember(), facts)


async def was_question(turn: Turn, action: WasQuestion) -> Answer | Intent:
    """What was taken for a comment or an answer was a question: it is taken out, and asked."""
    gift = await _own(turn, action.gift)
    if gift is None or gift.state != "draft":
        return _no_doubt(turn)
    text, answers = without(gift, action.question) if action.question else (gift.text, ())
    if not is_asked(text):
        return _no_doubt(turn)
    rest = GivenFact(replace(gift, answers=answers))
    taken_out = rest if action.question else TakenBack(turn.message.sender, gift.id)
    await turn.store.apply([taken_out], turn.now)
    return route(text, turn.remember(), turn.view, turn.now)


def _no_doubt(turn: Turn) -> Answer:
    return Answer(Reply(paragraphs(texts("note-doubt-gone"))), turn.remember())


async def _hand_in(turn: Turn, gift_id: str, publish: bool) -> Answer:
    gift = await _own(turn, gift_id)
    if gift is None:
        return Answer(Reply(paragraphs(texts("gift-gone")), edits=True), turn.remember())
    intent = "volunteer" if gift.kind == "testimony" else "comment"
    buttons = (button("button-gift-take-back", TakeBack(gift.id)), button("button-gifts", OpenGifts()))
    if gift.state != "draft":
        return Answer(Reply(paragraphs(texts("give-done-before")), buttons, intent=intent), turn.remember())
    if gift.kind == "testimony" and testifying.is_empty(gift):
        return testifying.consent(turn, gift)
    handed = replace(gift, state="waiting", may_publish=publish, given_at=turn.now)
    said = texts("give-done" if publish else "give-done-team")
    link = space_link(turn.corpus, gift.theme)
    reply = Reply(paragraphs(said, texts("give-space") if link else ""), (*buttons, *link), intent=intent)
    return Answer(reply, turn.remember(), (GivenFact(handed),))


async def _own(turn: Turn, gift: str) -> Contribution | None:
    return await turn.store.read(partial(own, giver=turn.message.sender, id=gift))


FEATURE = Feature(
    name="receiving",
    intents={Given: given, HandInOr: typed, PutAside: put_aside},
    actions={HandIn: hand_in, WasQuestion: was_question},
)
