"""What is said of what search found: passages, one near passage, or nothing and three ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import Action
from bot.dialogue.buttons import OpenDocument, OpenPassage, OpenPlace, button
from bot.dialogue.finding import strong
from bot.dialogue.present import label, named, paragraphs, people, quote
from bot.dialogue.turn import Answer, Turn
from bot.dialogue.unsigned import unsigned
from bot.messages import BUTTONS_AT_MOST, Block, Button, Paragraph, Quote, Reply
from bot.store.facts import Asked
from bot.texts import listed, texts
from corpus.model import SECTIONS, Passage
from retrieval import Found, Hit

TOPICS = 3


@dataclass(frozen=True, slots=True)
class MorePassages(Action, prefix="m"):
    """The passages after those shown for a question."""

    question: str


@dataclass(frozen=True, slots=True)
class Related(Action, prefix="r"):
    """Questions to think with, near a passage."""

    passage: str


@dataclass(frozen=True, slots=True)
class Judge(Action, prefix="j"):
    """Whether the answer to a question was useful (1) or not (0)."""

    question: str
    useful: int


@dataclass(frozen=True, slots=True)
class PassOn(Action, prefix="t"):
    """Give a question to the team."""

    question: str


@dataclass(frozen=True, slots=True)
class AskIn(Action, prefix="in"):
    """Ask a question again in one section; ``EVERYWHERE`` lifts the limits."""

    question: str
    section: str


EVERYWHERE = "all"


def answered(turn: Turn, question: str, found: Found) -> Answer:
    """The answer to a question: a reply, the memory of it, and the question to be kept without its author."""
    shown = [hit for hit in strong(found, turn.settings.retrieval.shown) if turn.corpus.passage(hit.id)]
    if not shown:
        return not_found(turn, question, found)
    question_id, kept = turn.new_id(), unsigned(question)
    passages = _passages(turn, shown)
    quotes = folded(
        [quote(turn.corpus, p, turn.now.date(), hit=hit) for p, hit in zip(passages, shown, strict=True)],
        # What is only near is said of the first; the others wait to be unfolded.
        turn.settings.dialogue.passage_characters if found.outcome == "sure" else 0,
    )
    intro = texts("answer-near") if found.outcome == "near" else ""
    if not intro and passages[0].section == "questions":
        intro = texts("answer-fiche")
    reply = Reply(
        (*paragraphs(_did_you_mean(found), intro), *quotes),
        _buttons(turn, question_id, found, passages),
        outcome=found.outcome,
    )
    memory = turn.remember(
        question=kept,
        question_id=question_id,
        hits=tuple(dict.fromkeys([hit.id for hit in shown] + [hit.id for hit in found.hits])),
        shown=len(shown),
        place="",
        theme=turn.theme_of(passages),
        people=people(turn.corpus, passages),
    )
    asked = Asked(question_id, kept, found.outcome, turn.served.version, tuple(passage.id for passage in passages))
    return Answer(reply, memory, (asked,))


def not_found(turn: Turn, question: str, found: Found) -> Answer:
    """Nothing answers: said plainly, with the closest topics, the corpus to browse, and the team to pass it on to."""
    topics: dict[str, Button] = {}
    for hit in found.hits:
        passage = turn.corpus.passage(hit.id)
        if passage is not None and len(topics) < TOPICS:
            topics.setdefault(passage.document, Button(label(named(turn.corpus, passage)), OpenPassage(passage.id)))
    way = "answer-nothing-topics" if topics else "answer-nothing-ways"
    return refused(turn, question, (texts("answer-nothing"), texts(way)), tuple(topics.values()))


def refused(turn: Turn, question: str, said: tuple[str, ...], topics: tuple[Button, ...] = ()) -> Answer:
    """An answer without a passage: the question is kept for the editors, and can be given to them."""
    question_id, kept = turn.new_id(), unsigned(question)
    buttons = (
        *topics,
        button("button-browse", OpenPlace("all")),
        button("button-pass-on", PassOn(question_id)),
    )
    asked = Asked(question_id, kept, "nothing", turn.served.version)
    memory = turn.remember(question=kept, question_id=question_id, hits=(), shown=0, place="", people=())
    return Answer(Reply(paragraphs(*said), buttons, outcome="nothing"), memory, (asked,))


def folded(quotes: Sequence[Quote], open_at_most: int) -> tuple[Quote, ...]:
    """The first open; the others too as long as all that is open stays within a number of characters."""
    found: list[Quote] = []
    for i, one in enumerate(quotes):
        closed = i > 0 and sum(len(q.quoted) for q in quotes[: i + 1]) > open_at_most
        closed = closed or any(q.folded for q in found)
        found.append(
            Quote(one.passage, one.title, one.text, one.source, one.url, one.date, one.marks, closed, one.titled)
        )
    return tuple(found)


def feedback(question_id: str) -> tuple[Button, Button]:
    """Useful or not: two buttons side by side."""
    return button("button-useful", Judge(question_id, 1)), button("button-not-useful", Judge(question_id, 0))


def more(turn: Turn) -> Answer:
    """The next passages found for the question in memory."""
    memory = turn.memory
    following = [p for p in map(turn.corpus.passage, memory.hits[memory.shown :]) if p is not None]
    if not following:
        return Answer(Reply(paragraphs(texts("answer-no-more")), aside=True, outcome="other"), turn.remember())
    shown = following[: turn.settings.retrieval.shown]
    quotes = folded([quote(turn.corpus, p, turn.now.date()) for p in shown], turn.settings.dialogue.passage_characters)
    buttons = [button("button-more", MorePassages(memory.question_id))] if len(following) > len(shown) else []
    blocks: tuple[Block, ...] = (Paragraph(texts("answer-more")), *quotes)
    now_shown = memory.shown + len(shown)
    narrower = _sections_found(turn, memory.hits, memory.question_id, BUTTONS_AT_MOST - len(buttons) - 2)
    return Answer(
        Reply(blocks, (*buttons, *narrower, *feedback(memory.question_id)), outcome="near"),
        turn.remember(shown=now_shown, theme=turn.theme_of(shown), people=people(turn.corpus, shown) or memory.people),
    )


def _sections_found(turn: Turn, hits: Sequence[str], question_id: str, at_most: int) -> tuple[Button, ...]:
    """Buttons to search one section alone, for the sections where something was found, when there are several."""
    passages = [turn.corpus.passage(hit) for hit in hits]
    there = {passage.section for passage in passages if passage is not None}
    buttons = tuple(
        Button(label(texts("button-only", part=texts(f"button-{name}"))), AskIn(question_id, name))
        for name in SECTIONS
        if name in there
    )
    return buttons[:at_most] if len(there) > 1 else ()


def _passages(turn: Turn, hits: Sequence[Hit]) -> list[Passage]:
    return [passage for passage in (turn.corpus.passage(hit.id) for hit in hits) if passage is not None]


def _did_you_mean(found: Found) -> str:
    meant = tuple(dict.fromkeys(texts("answer-word", word=correction.meant) for correction in found.corrections))
    return texts("answer-did-you-mean", words=listed(meant)) if meant else ""


def _buttons(turn: Turn, question_id: str, found: Found, passages: Sequence[Passage]) -> tuple[Button, ...]:
    first = passages[0]
    buttons = []
    if len(found.hits) > len(passages):
        buttons.append(button("button-more", MorePassages(question_id)))
    if len(turn.corpus.passages_of(first.document)) > 1:
        buttons.append(button("button-whole", OpenDocument(first.id)))
    if turn.corpus.section("questions"):
        buttons.append(button("button-related", Related(first.id)))
    if found.outcome == "near":
        buttons.append(button("button-pass-on", PassOn(question_id)))
    return (*buttons, *feedback(question_id))
