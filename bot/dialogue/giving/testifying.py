"""Testifying along the questions that interviewees are asked: one at a time, each kept, gone on with any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import HandIn, Later, PassOver, TakeBack, Testify, WasQuestion
from bot.dialogue.giving.gift_words import is_asked, read_over
from bot.dialogue.giving.grid import Grid, answered, grid_of, in_order, mark, marked, next_question
from bot.dialogue.giving.intents import Begin, Correct, Given
from bot.dialogue.giving.places import elsewhere
from bot.dialogue.intents import TakePart
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Button, Paragraph, Reply
from bot.store.contributions import Contribution, begun_testimony, own
from bot.store.giving import Given as GivenFact
from bot.store.memory import Pending
from bot.texts import texts

WAITING = timedelta(minutes=30)
ANSWER_AT_MOST = 3000
"""Characters of one answer that are kept."""
CONTACT_AT_MOST = 300


async def begun(turn: Turn) -> Contribution | None:
    """The testimony that the person is in the middle of."""
    return await turn.store.read(partial(begun_testimony, giver=turn.message.sender))


async def ways(turn: Turn) -> tuple[tuple[str, ...], tuple[Button, ...]]:
    """How one testifies here, and the button that begins it or goes on with it."""
    draft = await begun(turn)
    count = len(grid_of(turn, turn.theme).questions)
    if draft is not None:
        return (texts("testify-begun", count=len(draft.answers)),), (button("button-testify-on", Testify()),)
    return (texts("testify-how", count=count), texts("give-caution")), (button("button-testify", Testify()),)


async def testify(turn: Turn, action: Testify) -> Answer:
    """The button that begins a testimony, or goes on with it where it was left."""
    denied = elsewhere(turn, "volunteer")
    if denied is not None:
        return denied
    draft = await begun(turn)
    if draft is not None:
        return _step(turn, draft)
    theme = turn.theme
    draft = Contribution(
        turn.new_id(),
        turn.message.sender,
        "testimony",
        theme.key if theme else "",
        turn.now,
        document=grid_of(turn, theme).document,
        about=theme.name if theme else "",
    )
    return _kept(_step(turn, draft), draft)


async def begin(turn: Turn, intent: Begin) -> Answer:
    """The same, said in words."""
    return await testify(turn, Testify())


async def received(turn: Turn, intent: Given) -> Answer:
    """An answer to one question of the grid, or that they pass it over."""
    gift, _, question = intent.of.partition(":")
    return await _take(turn, gift, question, "" if intent.nothing else turn.message.text.strip())


async def pass_over(turn: Turn, action: PassOver) -> Answer:
    """The button under a question; under the last one, under the request for a contact."""
    return await _take(turn, action.gift, action.question, "")


async def contact(turn: Turn, intent: Given) -> Answer:
    """How the team may reach them, or that it may not."""
    draft = await _draft(turn, intent.of)
    if draft is None:
        return gone(turn)
    left = "" if intent.nothing else turn.message.text.strip()[:CONTACT_AT_MOST]
    draft = replace(draft, contact=left)
    return _kept(_step(turn, draft), draft)


async def correct(turn: Turn, intent: Correct) -> Answer:
    """Ask one question again, before anything is handed in."""
    gift, _, asked = intent.of.partition(":")
    draft = await _draft(turn, gift)
    if draft is None:
        return gone(turn)
    grid = _grid(turn, draft)
    questions = in_order(draft, grid)
    here = next((place for place, one in enumerate(questions) if mark(one) == asked), None)
    if here is not None and intent.number < 1:
        return _ask(turn, draft, grid, questions[max(here + intent.number, 0)])
    if 1 <= intent.number <= len(draft.answers):
        return _ask(turn, draft, grid, questions[intent.number - 1])
    return consent(turn, draft)


async def later(turn: Turn, action: Later) -> Answer:
    """The button that puts a testimony aside."""
    return put_aside(turn, action.gift)


def put_aside(turn: Turn, gift: str) -> Answer:
    """What is answered is kept, for its author alone, with the ways to go on or to throw it away."""
    buttons = (button("button-testify-on", Testify()), button("button-testify-drop", TakeBack(gift, 1)))
    return Answer(Reply(paragraphs(texts("testify-later")), buttons, intent="volunteer"), turn.remember())


def gone(turn: Turn) -> Answer:
    """There is no such draft any more: it was handed in, or thrown away."""
    buttons = (button("button-testify", Testify()),)
    return Answer(Reply(paragraphs(texts("testify-gone")), buttons, intent="volunteer"), turn.remember())


def is_empty(draft: Contribution) -> bool:
    """Whether there is nothing in it to hand in."""
    return not draft.contact and not any(answer for _, answer in draft.answers)


def consent(turn: Turn, draft: Contribution) -> Answer:
    """Everything read over once more; handed in only by a clear yes."""
    if is_empty(draft):
        drop = button("button-testify-drop", TakeBack(draft.id, 1))
        reply = Reply(paragraphs(texts("testify-empty")), (drop,), intent="volunteer")
        return Answer(reply, turn.waiting(Pending("consent", draft.id, turn.now + WAITING)))
    shown = texts("testify-contact-left", contact=draft.contact) if draft.contact else texts("testify-contact-none")
    blocks: tuple[Block, ...] = (
        Paragraph(texts("testify-read-over")),
        *read_over(draft),
        *paragraphs(shown, texts("testify-consent"), texts("give-caution")),
    )
    buttons = (
        button("button-hand-in-publish", HandIn(draft.id, 1)),
        button("button-hand-in-team", HandIn(draft.id, 0)),
        button("button-later-testify", Later(draft.id)),
        button("button-testify-drop", TakeBack(draft.id, 1)),
    )
    reply = Reply(blocks, buttons, intent="volunteer")
    return Answer(reply, turn.waiting(Pending("consent", draft.id, turn.now + WAITING)))


async def _take(turn: Turn, gift: str, asked: str, text: str) -> Answer:
    draft = await _draft(turn, gift)
    if draft is None:
        return gone(turn)
    if not asked:
        draft = replace(draft, contact="")
        return _kept(_step(turn, draft), draft)
    question = marked(draft, _grid(turn, draft), asked)
    if not question:
        return _step(turn, draft)
    draft = replace(draft, answers=answered(draft, question, text[:ANSWER_AT_MOST]))
    cut = texts("give-cut", count=ANSWER_AT_MOST) if len(text) > ANSWER_AT_MOST else ""
    doubt = WasQuestion(draft.id, asked) if is_asked(text) else None
    return _kept(_step(turn, draft, cut, doubt), draft)


def _step(turn: Turn, draft: Contribution, cut: str = "", doubt: WasQuestion | None = None) -> Answer:
    """What comes next: a question, the contact, or the consent."""
    grid = _grid(turn, draft)
    question = next_question(draft, grid)
    if question:
        return _ask(turn, draft, grid, question, cut, doubt)
    if draft.contact is not None:
        return consent(turn, draft)
    buttons = (
        button("button-no-contact", PassOver(draft.id)),
        button("button-later-testify", Later(draft.id)),
        *((button("button-was-question", doubt),) if doubt is not None else ()),
    )
    reply = Reply(paragraphs(cut, texts("testify-contact")), buttons, intent="volunteer")
    return Answer(reply, turn.waiting(Pending("contact", draft.id, turn.now + WAITING)))


def _ask(
    turn: Turn, draft: Contribution, grid: Grid, question: str, cut: str = "", doubt: WasQuestion | None = None
) -> Answer:
    questions = in_order(draft, grid)
    first = texts("testify-first") if not draft.answers else ""
    buttons = (
        button("button-pass-over", PassOver(draft.id, mark(question))),
        button("button-later-testify", Later(draft.id)),
        *((button("button-was-question", doubt),) if doubt is not None else ()),
    )
    place = texts("testify-question", number=questions.index(question) + 1, count=len(questions))
    said = paragraphs(cut, first, place, question)
    pending = Pending("testimony", f"{draft.id}:{mark(question)}", turn.now + WAITING)
    return Answer(Reply(said, buttons, intent="volunteer"), turn.waiting(pending))


def _grid(turn: Turn, draft: Contribution) -> Grid:
    return grid_of(turn, turn.within(draft.theme).theme)


async def _draft(turn: Turn, gift: str) -> Contribution | None:
    found = await turn.store.read(partial(own, giver=turn.message.sender, id=gift))
    return found if found is not None and found.state == "draft" and found.kind == "testimony" else None


def _kept(answer: Answer, draft: Contribution) -> Answer:
    return replace(answer, facts=(*answer.facts, GivenFact(draft)))


FEATURE = Feature(
    name="testifying",
    commands=(CommandLine("temoigner", lambda argument: TakePart("volunteer"), "help-temoigner"),),
    intents={Correct: correct, Begin: begin},
    actions={Testify: testify, PassOver: pass_over, Later: later},
)
