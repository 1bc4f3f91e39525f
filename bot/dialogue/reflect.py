"""One question to think with, now: drawn from the fiches, or the nearest to a topic."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.actions import Action
from bot.dialogue.buttons import OpenPassage, button
from bot.dialogue.intents import Reflect
from bot.dialogue.present import paragraphs, quote
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Paragraph, Reply
from bot.texts import texts
from corpus.model import Passage
from corpus.questions import split_questions
from retrieval.analysis import analyser


@dataclass(frozen=True, slots=True)
class AnotherQuestion(Action, prefix="q"):
    """Draw a question again."""


async def reflect(turn: Turn, intent: Reflect) -> Answer:
    """A question of the fiches, word for word."""
    near = _about(turn, intent.topic) if intent.topic else None
    return _shown(turn, near, "reflect-topic") if near else another(turn)


async def draw_again(turn: Turn, action: AnotherQuestion) -> Answer:
    """The button under a question."""
    return another(turn)


def another(turn: Turn) -> Answer:
    """Any question of the theme's fiches, another one than the one just shown where there is a choice."""
    theme = turn.theme
    sheets = turn.corpus.section("questions", theme.key) if theme else ()
    stock = [(asked, sheet) for sheet in sheets for asked in split_questions(sheet.text)]
    fresh = [one for one in stock if one[0] != turn.memory.question] or stock
    if not fresh:
        return Answer(Reply(paragraphs(texts("reflect-none")), intent="question"), turn.remember())
    return _shown(turn, fresh[turn.draw(len(fresh))], "reflect-intro")


def _about(turn: Turn, topic: str) -> tuple[str, Passage] | None:
    """The question nearest to a topic, in the fiche that search puts first."""
    sheets = {sheet.id: sheet for sheet in turn.corpus.section("questions")}
    for hit in turn.index.search(topic, within=sheets.keys()):
        sheet = sheets[hit.id]
        asked = split_questions(sheet.text)
        if asked:
            marked = {analyser().term(match.word) for match in hit.matches} | set(analyser().terms(topic))
            return max(asked, key=lambda one: len(marked & set(analyser().terms(one)))), sheet
    return None


def _shown(turn: Turn, drawn: tuple[str, Passage], intro: str) -> Answer:
    asked, sheet = drawn
    whole = quote(turn.corpus, sheet, turn.now.date())
    shown = replace(whole, text=asked, marks=(), titled=False)
    buttons = (
        button("button-open-fiche", OpenPassage(sheet.id)),
        button("button-reflect-again", AnotherQuestion()),
    )
    place = f"questions:{sheet.enjeu}:{sheet.fiche}" if sheet.enjeu and sheet.fiche else ""
    memory = turn.remember(question=asked, question_id="", hits=(sheet.id,), shown=1, place=place, people=())
    reply = Reply((Paragraph(texts(intro)), shown), buttons, intent="question", outcome="sure")
    return Answer(reply, memory)


FEATURE = Feature(
    name="reflect",
    commands=(CommandLine("question", Reflect, "help-question"),),
    intents={Reflect: reflect},
    actions={AnotherQuestion: draw_again},
)
