"""One question to think with, now: the next one of a subscriber's stock, any for others, or the nearest to a topic."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import partial

from bot.daily.calendar import local_day
from bot.daily.choice import choose
from bot.daily.stock import DailyQuestion
from bot.dialogue.browsing import Cursor
from bot.dialogue.buttons import OpenDocument, OpenPassage, button, space_link
from bot.dialogue.finding import DEPTH, strong
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
    return await (_about(turn, intent.topic) if intent.topic else another(turn))


async def draw_again(turn: Turn, action: AnotherQuestion) -> Answer:
    """The button under a question: another on the topic that it was wanted on, as long as there is one."""
    cursor = Cursor.read(turn.memory.place)
    stays = cursor.kind == "question" and cursor.first == action.shown and cursor.second
    return await (_about(turn, cursor.second) if stays else another(turn, {action.shown}))


async def another(turn: Turn, besides: Set[str] = frozenset(), intro: str = "reflect-intro") -> Answer:
    """A question: for a subscriber the next of their round, for others any; another than these (ids)."""
    subscription = await own(turn)
    if subscription is not None:
        return await _next(turn, subscription, besides, intro)
    of_theme = turn.stock.wanted((turn.theme.key,) if turn.theme else ())
    fresh = [one for one in of_theme if one.id not in besides and one.text != turn.memory.question] or of_theme
    if not fresh:
        return Answer(Reply(paragraphs(texts("reflect-none")), intent="question"), turn.remember())
    return await _shown(turn, fresh[turn.draw(len(fresh))], intro)


async def _next(turn: Turn, subscription: Subscription, besides: Set[str], intro: str) -> Answer:
    wanted = turn.stock.wanted(subscription.themes, subscription.enjeux)
    if not wanted:
        return Answer(Reply(paragraphs(texts("reflect-none")), intent="question"), turn.remember())
    chat = subscription.chat
    gone = (await turn.store.read(partial(had, chats=[chat])))[chat]
    if any(one.id not in gone | besides for one in wanted):
        # Else one seen a moment ago rather than a round that ends before its time.
        gone |= besides
    question, anew = choose(subscription.seed, gone, wanted, subscription.round)
    fact = Had(chat, question.id, subscription.round + anew)
    return await _shown(turn, question, intro, texts("daily-new-round") if anew else "", (fact,))


async def _about(turn: Turn, topic: str) -> Answer:
    """The question nearest to a topic; the next nearest after one just shown; where none is left, any other one."""
    cursor = Cursor.read(turn.memory.place)
    shown = cursor.first if cursor.kind == "question" else ""
    near = list(_nearest(turn, topic))
    ids = [question.id for question in near]
    if shown in ids and cursor.second == topic:
        fresh = near[ids.index(shown) + 1 :]
    else:
        fresh = [question for question in near if question.id != shown]
    if fresh:
        return await _shown(turn, fresh[0], "reflect-topic", topic=topic)
    return await another(turn, {shown, *ids}, "reflect-topic-end" if near else "reflect-other")


def _nearest(turn: Turn, topic: str) -> Iterator[DailyQuestion]:
    """The questions on a topic, nearest first: in the passages that speak of it, those that do where some do."""
    asked = turn.stock.questions
    found = turn.index.answer(topic, DEPTH, within={one.passage for one in asked if one.fiche is not None})
    for hit in strong(found, DEPTH) if found.outcome == "sure" else ():
        marked = {analyser().term(match.word) for match in hit.matches} | set(analyser().terms(topic))
        near = [(len(marked & set(analyser().terms(one.text))), one) for one in asked if one.passage == hit.id]
        said = any(common for common, _ in near)
        yield from (one for common, one in sorted(near, key=lambda pair: -pair[0]) if common or not said)


async def _shown(
    turn: Turn, question: DailyQuestion, intro: str, said: str = "", facts: tuple[Fact, ...] = (), topic: str = ""
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
        place=str(Cursor("question", question.id, topic)),
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
