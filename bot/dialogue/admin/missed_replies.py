"""Answering those who asked to be told: what an editor writes, or that the corpus answers by now; as letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.actions import Action, encode
from bot.dialogue.admin.intents import TeamReply
from bot.dialogue.admin.missed import INTENT, gone
from bot.dialogue.admin.missed_buttons import OpenGroup, SendReply, ShowMissed, TellOfCorpus, WriteReply
from bot.dialogue.admin.missed_groups import answered_now, brief, group_of, to_be_told
from bot.dialogue.buttons import OpenPassage, button
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Address, Reply
from bot.store.asked import How, Question, QuestionsSettled
from bot.store.followers import FollowersTold
from bot.store.letters import LetterQueued
from bot.store.memory import Pending
from bot.texts import texts

WAITING = timedelta(minutes=30)
"""How long the next message may be the answer, and the answer wait to be sent."""
REPLY_AT_MOST = 3000
"""Characters of an answer: with the question it fits in one message of any messenger."""
Letters = Mapping[Address, tuple[str, tuple[tuple[str, str], ...]]]
"""The text of each person's letter, and its buttons."""


async def write(turn: Turn, action: WriteReply) -> Answer:
    """The next message is the answer."""
    group = await group_of(turn, action.question)
    if group is None:
        return gone()
    told = await to_be_told(turn, group.questions)
    if not told:
        return _back(turn, texts("reply-nobody"), action.question)
    reply = Reply(
        paragraphs(texts("reply-write", count=len(told))),
        (button("button-drop", OpenGroup(action.question)),),
        intent=INTENT,
    )
    return Answer(reply, turn.waiting(Pending("missed_reply", action.question, turn.now + WAITING)))


async def preview(turn: Turn, intent: TeamReply) -> Answer:
    """What was written, as one of those who wait will read it."""
    question_id = intent.of
    if intent.dropped:
        return _back(turn, texts("team-dropped"), question_id)
    group = await group_of(turn, question_id)
    told = await to_be_told(turn, group.questions) if group is not None else {}
    if not told:
        return _back(turn, texts("reply-nobody"), question_id)
    text = turn.message.text.strip()
    if len(text) > REPLY_AT_MOST:
        return _back(turn, texts("reply-too-long", count=len(text), most=REPLY_AT_MOST), question_id)
    letter = texts("letter-reply", question=brief(next(iter(told.values()))), reply=text)
    buttons = (
        button("button-send", SendReply(question_id)),
        button("button-rewrite", WriteReply(question_id)),
        button("button-drop", OpenGroup(question_id)),
    )
    reply = Reply(paragraphs(texts("reply-preview", count=len(told)), *letter.split("\n\n")), buttons, intent=INTENT)
    # What is waited for is the button: any other message is an ordinary one.
    pending = Pending("missed_ready", f"{question_id}\n{text}", turn.now + WAITING)
    return Answer(reply, turn.waiting(pending))


async def send(turn: Turn, action: SendReply) -> Answer:
    """To everybody who waits; what they waited for is then over, and who they were is forgotten."""
    pending = turn.memory.pending
    question_id, _, text = pending.subject.partition("\n") if pending is not None else ("", "", "")
    if (
        pending is None
        or pending.kind != "missed_ready"
        or question_id != action.question
        or pending.expires <= turn.now
    ):
        return _back(turn, texts("reply-expired"), action.question)
    group = await group_of(turn, action.question)
    told = await to_be_told(turn, group.questions) if group is not None else {}
    if group is None or not told:
        return _back(turn, texts("reply-nobody"), action.question)
    letters: Letters = {
        person: (texts("letter-reply", question=brief(asked), reply=text), ()) for person, asked in told.items()
    }
    return await _told(turn, group.questions, letters, "answered")


async def tell(turn: Turn, action: TellOfCorpus) -> Answer:
    """The corpus answers by now: of what it answers, those who wait get the passage's button, each that of theirs."""
    group = await group_of(turn, action.question)
    if group is None:
        return gone()
    now = await answered_now(turn, group)
    if not now:
        return _back(turn, texts("tell-not-yet"), action.question)
    passage = {question.text: found.hits[0].id for question, found in now.items()}
    letters = {
        person: (
            texts("letter-corpus", question=brief(asked)),
            (_carried("button-read-passage", OpenPassage(passage[asked])),),
        )
        for person, asked in (await to_be_told(turn, tuple(now))).items()
    }
    return await _told(turn, tuple(now), letters, "corpus")


async def _told(turn: Turn, questions: tuple[Question, ...], letters: Letters, how: How) -> Answer:
    """Letters queued, followers forgotten, questions closed: one transaction."""
    told = f"missed-{turn.new_id()}"
    queued = [
        LetterQueued(f"{told}-{number}", person, text, buttons)
        for number, (person, (text, buttons)) in enumerate(letters.items())
    ]
    closed = tuple(question.id for question in questions if question.open)
    forgotten = FollowersTold(tuple(question.id for question in questions), tuple(letters))
    said = texts("tell-done" if queued else "tell-closed", count=len(queued), closed=len(closed))
    reply = Reply(paragraphs(said), (button("button-missed-groups", ShowMissed()),), intent=INTENT)
    did = await turn.did(f"questions {how}", told)
    return Answer(reply, turn.remember(), (*queued, QuestionsSettled(closed, how), forgotten, did))


def _carried(key: str, action: Action) -> tuple[str, str]:
    """A button as a letter carries it."""
    one = button(key, action)
    return one.label, encode(action)


def _back(turn: Turn, said: str, question_id: str) -> Answer:
    buttons = (button("button-group", OpenGroup(question_id)), button("button-missed-groups", ShowMissed()))
    return Answer(Reply(paragraphs(said), buttons, intent=INTENT), turn.remember())


FEATURE = Feature(
    name="missed_replies",
    intents={TeamReply: preview},
    actions={WriteReply: write, SendReply: send, TellOfCorpus: tell},
    admin=True,
)
