"""Was the answer useful?  Kept with the question, without the author; "pas utile" may say why in the next message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.actions import Action
from bot.dialogue.answers import Judge, MorePassages, PassOn
from bot.dialogue.buttons import button
from bot.dialogue.giving import following
from bot.dialogue.giving.acts import Follow
from bot.dialogue.intents import OfAnswer, Reason
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.dialogue.unsigned import unsigned
from bot.messages import Reply
from bot.store.facts import Judged, PassedOn, Reasoned
from bot.store.memory import Pending
from bot.texts import texts

WAITING = timedelta(minutes=15)
"""How long the next message may be the reason."""


@dataclass(frozen=True, slots=True)
class SkipReason(Action, prefix="js"):
    """Rather not say why."""


async def judge(turn: Turn, action: Judge) -> Answer:
    """The two buttons under an answer; pressing again changes the judgement.  "Not useful" comes with ways on."""
    fact = Judged(action.question, bool(action.useful))
    if action.useful:
        return Answer(Reply(paragraphs(texts("feedback-useful")), aside=True), turn.remember(), (fact,))
    memory = turn.memory
    left = memory.question_id == action.question and len(memory.hits) > memory.shown
    buttons = (
        *((button("button-more", MorePassages(action.question)),) if left else ()),
        button("button-pass-on", PassOn(action.question)),
        button("button-skip", SkipReason()),
    )
    # In a group the bot hears only what is addressed to it.
    key = "feedback-not-useful-group" if turn.message.place == "group" else "feedback-not-useful"
    reply = Reply(paragraphs(texts(key)), buttons)
    return Answer(reply, turn.waiting(Pending("reason", action.question, turn.now + WAITING)), (fact,))


async def reason(turn: Turn, intent: Reason) -> Answer:
    """The message after « Pas utile »."""
    pending = turn.memory.pending
    if not intent.text or pending is None:
        return Answer(Reply(paragraphs(texts("feedback-skipped"))), turn.remember())
    fact = Reasoned(pending.subject, unsigned(intent.text))
    return Answer(Reply(paragraphs(texts("feedback-reason"))), turn.remember(), (fact,))


async def skip(turn: Turn, action: SkipReason) -> Answer:
    """The button beside the request for a reason."""
    return Answer(Reply(paragraphs(texts("feedback-skipped")), edits=True), turn.remember())


async def pass_on(turn: Turn, action: PassOn) -> Answer:
    """Give the question to the team."""
    reply = Reply(paragraphs(texts("feedback-passed-on")), following.offered(turn, action.question))
    return Answer(reply, turn.remember(), (PassedOn(action.question),))


async def typed(turn: Turn, intent: OfAnswer) -> Answer:
    """The label of a button, typed: what the button does, for the question in memory."""
    question = turn.memory.question_id
    if not question:
        return Answer(Reply(paragraphs(texts("feedback-no-question"))), turn.remember())
    if intent.do == "pass_on":
        return await pass_on(turn, PassOn(question))
    if intent.do == "follow":
        return await following.follow(turn, Follow(question))
    return await judge(turn, Judge(question, int(intent.do == "useful")))


FEATURE = Feature(
    name="feedback",
    intents={Reason: reason, OfAnswer: typed},
    actions={Judge: judge, SkipReason: skip, PassOn: pass_on},
)
