"""What the team asked back about a contribution: the letter's button, then the answer, which completes the text."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import OpenGift, Precise
from bot.dialogue.giving.intents import Given
from bot.dialogue.giving.places import elsewhere
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.store.contributions import Contribution, own
from bot.store.giving import Exchanged
from bot.store.memory import Pending
from bot.texts import texts

WAITING = timedelta(minutes=30)
ANSWER_AT_MOST = 3000


async def precise(turn: Turn, action: Precise) -> Answer:
    """The next message is the answer."""
    denied = elsewhere(turn, "comment")
    if denied is not None:
        return denied
    gift = await _asked_back(turn, action.gift)
    if gift is None:
        return _nothing_asked(turn)
    said = paragraphs(texts("precise-write", question=gift.exchange[-1][0]), texts("give-caution"))
    pending = Pending("precision", gift.id, turn.now + WAITING)
    return Answer(Reply(said, intent="comment"), turn.waiting(pending))


async def received(turn: Turn, intent: Given) -> Answer:
    """The answer goes to the team with what it completes."""
    gift = await _asked_back(turn, intent.of)
    if gift is None:
        return _nothing_asked(turn)
    answer = turn.message.text.strip()[:ANSWER_AT_MOST]
    exchange = (*gift.exchange[:-1], (gift.exchange[-1][0], answer))
    buttons = (button("button-gift-open", OpenGift(gift.id)),)
    reply = Reply(paragraphs(texts("precise-done")), buttons, intent="comment")
    return Answer(reply, turn.remember(), (Exchanged(gift.id, exchange, "waiting"),))


async def _asked_back(turn: Turn, gift: str) -> Contribution | None:
    found = await turn.store.read(partial(own, giver=turn.message.sender, id=gift))
    return found if found is not None and found.state == "asked_back" and found.exchange else None


def _nothing_asked(turn: Turn) -> Answer:
    return Answer(Reply(paragraphs(texts("precise-gone")), intent="comment"), turn.remember())


FEATURE = Feature(name="precising", actions={Precise: precise})
