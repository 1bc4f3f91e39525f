"""« Prévenez-moi »: whoever passed a question on may be told what the team answers."""

from __future__ import annotations

from functools import partial

from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import Follow, FollowNoMore
from bot.dialogue.passing_by import met_in_passing
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Button, Reply
from bot.store.facts import PassedOn
from bot.store.followers import Follows, FollowsNoMore, waited_for
from bot.texts import texts


def offered(turn: Turn, question: str) -> tuple[Button, ...]:
    """The button under a question that was passed on, where its author can be written to later."""
    reachable = turn.message.place == "private" and not met_in_passing(turn.message.chat)
    return (button("button-follow", Follow(question)),) if reachable else ()


async def follow(turn: Turn, action: Follow) -> Answer:
    """The question goes to the team, and its author's address beside it until they have the answer."""
    if not offered(turn, action.question):
        key = "private-only" if turn.message.place == "group" else "give-elsewhere"
        return Answer(Reply(paragraphs(texts(key))), turn.remember())
    facts = (PassedOn(action.question), Follows(action.question, turn.message.sender))
    buttons = (button("button-follow-no-more", FollowNoMore(action.question)),)
    return Answer(Reply(paragraphs(texts("follow-done")), buttons), turn.remember(), facts)


async def no_more(turn: Turn, action: FollowNoMore) -> Answer:
    """Taken back at once; the question itself stays with the team."""
    sender = turn.message.sender
    every = await turn.store.read(partial(waited_for, address=sender))
    ids = [action.question] if action.question else [question for question, _ in every]
    facts = tuple(FollowsNoMore(question, sender) for question in ids)
    return Answer(Reply(paragraphs(texts("follow-no-more")), edits=True), turn.remember(), facts)


FEATURE = Feature(name="following", actions={Follow: follow, FollowNoMore: no_more})
