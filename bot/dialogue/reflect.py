"""One question to think with, now: the next one of a subscriber's stock, any for others, or the nearest to a topic."""

from __future__ import annotations

from functools import partial

from bot.daily.calendar import local_day
from bot.daily.choice import choose
from bot.daily.stock import DailyQuestion
from bot.dialogue.browsing import Cursor
from bot.dialogue.buttons import OpenDocument, OpenPassage, button, space_link
from bot.dialogue.intents import Reflect
from bot.dialogue.note_taking import Write
from bot.dialogue.present import paragraphs
from bot.dialogue.question_shown import AnotherQuestion, NotNow, PassageFor, recalled, shown
from bot.dialogue.subscription import own
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Reply
from bot.store.facts import Fact
from bot.store.subscribing import Had
from bot.store.subscriptions import Subscription, had
from bot.texts import texts
from retrieval.analysis import analyser


async def reflect(turn: Turn, intent: Reflect) -> Answer:
    """A question of the corpus, word for word."""
    near = _about(turn, intent.topic) if intent.topic else None
    if near is not None:
        return await _shown(turn, near, "reflect-topic")
    return await another(turn, intro="reflect-other" if intent.topic else "reflect-intro")


async def draw_again(turn: Turn, action: AnotherQuestion) -> Answer:
    """The button under a question."""
    return await another(turn, action.shown)


async def another(turn: Turn, before: str = "", intro: str = "reflect-intro") -> Answer:
    """A question: for a subscriber the next of their round, for others any; another one than the one before."""
    subscription = await own(turn)
    if subscription is not None:
        return await _next(turn, subscription, before, intro)
    of_theme = turn.stock.wanted((turn.theme.key,) if turn.theme else ())
    fresh = [one for one in of_theme if one.id != before and one.text != turn.memory.question] or of_theme
    if not fresh:
        return Answer(Reply(paragraphs(texts("reflect-none")), intent="question"), turn.remember())
    return await _shown(turn, fresh[turn.draw(len(fresh))], intro)


async def _next(turn: Turn, subscription: Subscription, before: str, intro: str) -> Answer:
    wanted = turn.stock.wanted(subscription.themes, subscription.enjeux)
    if not wanted:
        return Answer(Reply(paragraphs(texts("reflect-none")), intent="question"), turn.remember())
    chat = subscription.chat
    gone = (await turn.store.read(partial(had, chats=[chat])))[chat] | ({before} if before else set())
    question, anew = choose(subscription.seed, gone, wanted, subscription.round)
    fact = Had(chat, question.id, subscription.round + anew)
    return await _shown(turn, question, intro, texts("daily-new-round") if anew else "", (fact,))


def _about(turn: Turn, topic: str) -> DailyQuestion | None:
    """The question nearest to a topic, in the passage of questions put first; None when none speaks of it."""
    asked = turn.stock.questions
    passages = {question.passage for question in asked if question.fiche is not None}
    found = turn.index.answer(topic, 1, within=passages)
    for hit in found.hits[:1] if found.outcome == "sure" else ():
        marked = {analyser().term(match.word) for match in hit.matches} | set(analyser().terms(topic))
        there = [question for question in asked if question.passage == hit.id]
        return max(there, key=lambda one: len(marked & set(analyser().terms(one.text))))
    return None


async def _shown(
    turn: Turn, question: DailyQuestion, intro: str, said: str = "", facts: tuple[Fact, ...] = ()
) -> Answer:
    today = local_day(turn.now, turn.settings.daily.zone)
    private = turn.message.place == "private"
    note = await recalled(turn.store, turn.message.sender, question, today) if private else ""
    source = (
        button("button-open-fiche", OpenPassage(question.passage))
        if question.fiche is not None
        else button("button-whole", OpenDocument(question.passage))
    )
    buttons = (
        button("button-note", Write(question.id)),
        button("button-fiche-passage", PassageFor(question.id)),
        source,
        button("button-reflect-again", AnotherQuestion(question.id)),
        button("button-later", NotNow(question.id)),
        *space_link(turn.corpus, question.theme),
    )
    memory = turn.remember(
        question=question.text,
        question_id="",
        hits=(question.passage,),
        shown=1,
        place=str(Cursor("question", question.id)),
        people=(),
    )
    blocks: tuple[Block, ...] = (
        *paragraphs(said, texts(intro)),
        shown(turn.corpus, question, today),
        *paragraphs(note),
    )
    return Answer(Reply(blocks, buttons, intent="question", outcome="sure"), memory, facts)


FEATURE = Feature(
    name="reflect",
    commands=(CommandLine("question", Reflect, "help-question"),),
    intents={Reflect: reflect},
    actions={AnotherQuestion: draw_again},
)
