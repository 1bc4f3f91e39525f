"""What makes sense only after something was shown: more, back, shorter, the second one, who else, and X."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import browse_entretiens, browse_fiches
from bot.dialogue.answers import Related, answered, more, not_found
from bot.dialogue.ask import related
from bot.dialogue.browsing import Cursor, passage_gone, said_only, the_end
from bot.dialogue.buttons import OpenPlace, button
from bot.dialogue.finding import find, first_those_of, replaced, surest
from bot.dialogue.intents import LAST, Browse, FollowUp, Intent, Place, Step
from bot.dialogue.present import paragraphs, quote, source
from bot.dialogue.question_shown import AnotherQuestion
from bot.dialogue.reading import document
from bot.dialogue.reflect import draw_again
from bot.dialogue.structure import kind_asked_for, those_with
from bot.dialogue.turn import Answer, Feature, Handler, Turn
from bot.messages import Paragraph, Reply
from bot.texts import texts
from corpus.model import SECTIONS, Passage
from retrieval.analysis import analyser
from retrieval.text import sentences

_PAGED: tuple[Place, ...] = SECTIONS


async def follow_up(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The step asked for, from what the memory holds."""
    return await _STEPS[intent.step](turn, intent)


async def _more(turn: Turn, intent: FollowUp) -> Answer | Intent:
    cursor = Cursor.read(turn.memory.place)
    if cursor.kind == "question":
        return await draw_again(turn, AnotherQuestion(cursor.first))
    return _move(turn, 1)


async def _next(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The interview after the one open; where none is, what goes on."""
    return browse_entretiens.beside_this(turn, 1) or await _more(turn, intent)


async def _previous(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The interview before the one open; where none is, what was before."""
    return browse_entretiens.beside_this(turn, -1) or _move(turn, -1)


async def _back(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The page before; from the first one of an interview, the interview before."""
    cursor = Cursor.read(turn.memory.place)
    if cursor.kind == "document" and not cursor.page:
        return await _previous(turn, intent)
    return _move(turn, -1)


def _move(turn: Turn, by: int) -> Answer | Intent:
    """On or back, in whatever is open: fiches, enjeux, a document, a section, else the passages of an answer."""
    cursor = Cursor.read(turn.memory.place)
    if cursor.kind == "questions":
        return browse_fiches.step(turn, by)
    if cursor.kind == "enjeu":
        return Browse("enjeu", enjeu=max((cursor.number or 0) + by, 1))
    if cursor.kind == "document":
        return document(turn, cursor.first, cursor.page + by)
    if cursor.kind == "entretien" and by > 0:
        return browse_entretiens.following(turn)
    place = next((place for place in _PAGED if place == cursor.kind), None)
    if place is not None:
        return _page(turn, place, by)
    if not turn.memory.hits:
        return _nothing_open(turn)
    return more(turn) if by > 0 else _shown_again(turn)


def _nothing_open(turn: Turn) -> Answer:
    return said_only(turn, texts("browse-nothing-open"), buttons=(button("button-browse", OpenPlace("all")),))


def _page(turn: Turn, place: Place, by: int) -> Answer | Intent:
    """Another page of a section; its end is said rather than shown again."""
    page = Cursor.read(turn.memory.place).page + by
    if page < 0:
        return the_end(turn, texts("browse-start"))
    shown = set(turn.memory.hits)
    theme = turn.theme
    last = turn.corpus.section(place, theme.key)[-1:] if theme and place in SECTIONS else ()
    if by > 0 and all(passage.id in shown for passage in last):
        return the_end(turn, texts("browse-end-of", part=texts(f"button-{place}")))
    return Browse(place, page=page)


def _shown_again(turn: Turn) -> Answer:
    shown = [p for p in map(turn.corpus.passage, turn.memory.hits[: turn.memory.shown]) if p is not None]
    if not shown:
        return passage_gone(turn)
    return Answer(Reply((quote(turn.corpus, shown[0], turn.now.date()),), outcome="sure"), turn.remember())


async def _nth(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """An item by its place in what was listed last."""
    cursor, wanted = Cursor.read(turn.memory.place), intent.number
    if cursor.kind == "enjeu":
        return Browse("enjeu", enjeu=wanted)
    if cursor.kind == "questions" and cursor.number is not None:
        return Browse("questions", enjeu=cursor.number, fiche=wanted)
    if cursor.kind == "entretien":
        return Browse("entretien", nth=wanted)
    hits = turn.memory.hits
    if not hits:
        return said_only(turn, texts("browse-which"), buttons=(button("button-browse", OpenPlace("all")),))
    if wanted != LAST and wanted > len(hits):
        return said_only(turn, texts("browse-nth-missing", count=len(hits)))
    passage = turn.corpus.passage(hits[max(turn.memory.shown, 1) - 1 if wanted == LAST else wanted - 1])
    if passage is None:
        return passage_gone(turn)
    shown = quote(turn.corpus, passage, turn.now.date())
    return Answer(Reply((shown,), outcome="sure"), turn.remember())


async def _shorter(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The best sentence of the first passage shown, word for word."""
    passage = _first(turn)
    if passage is None:
        return _nothing_open(turn)
    wanted = set(analyser().terms(turn.memory.question))
    cut = [passage.text[start:end] for start, end in sentences(passage.text)] or [passage.text]
    best = max(cut, key=lambda sentence: len(wanted & set(analyser().terms(sentence))))
    shown = replace(quote(turn.corpus, passage, turn.now.date()), text=best, titled=False)
    return Answer(Reply((Paragraph(texts("answer-shorter")), shown), outcome="sure"), turn.remember())


async def _others(turn: Turn, intent: FollowUp) -> Answer | Intent:
    return browse_entretiens.others(turn)


async def _source(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """Where the passages last shown stand."""
    shown = [p for p in map(turn.corpus.passage, turn.memory.hits[: max(turn.memory.shown, 1)]) if p is not None]
    if not shown:
        return _nothing_open(turn)
    today = turn.now.date()
    lines = dict.fromkeys(
        texts("source-said", title=passage.title.rstrip("."), source=source(turn.corpus, passage, today, passage.title))
        for passage in shown
    )
    return Answer(Reply(paragraphs(*lines)), turn.remember())


async def _whole(turn: Turn, intent: FollowUp) -> Answer | Intent:
    passage = _first(turn)
    if passage is None:
        return _nothing_open(turn)
    return document(turn, passage.id, 0)


async def _related(turn: Turn, intent: FollowUp) -> Answer | Intent:
    passage = _first(turn)
    if passage is None:
        return Browse("questions")
    return await related(turn, Related(passage.id))


async def _and(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The last question asked of X, or X alone ("et X ?"), whichever the corpus answers more surely."""
    before = turn.memory.question
    readings = [text for text in (replaced(before, intent.text) if before else "", intent.text) if text]
    found = [those_with(find(turn.index, turn.corpus, text), intent.text) for text in readings]
    # Who asked for a definition, or for interviews, still does.
    same_kind = found[0].outcome == "sure" and kind_asked_for(turn.corpus, readings[0]) is not None
    best = found[0] if same_kind else surest(found)
    question = readings[found.index(best)]
    if best.outcome == "nothing" and before:
        both = f"{before} {intent.text}"
        best, question = find(turn.index, turn.corpus, both), both
        shown = set(turn.memory.hits[: turn.memory.shown])
        if not any(hit.id not in shown for hit in best.hits[:1]):
            return not_found(turn, intent.text, found[-1])
    return answered(turn, question, best)


async def _same(turn: Turn, intent: FollowUp) -> Answer | Intent:
    """The new words asked of what was spoken of ("elle travaille où ?"), whose documents come first."""
    both = " ".join(filter(None, (_subject(turn), intent.text)))
    found = find(turn.index, turn.corpus, both)
    anchors = turn.memory.people or tuple(
        passage.document
        for passage in map(turn.corpus.passage, turn.memory.hits[: turn.memory.shown])
        if passage is not None
    )
    return answered(turn, both, first_those_of(found, turn.corpus, anchors))


def _subject(turn: Turn) -> str:
    """What was spoken of last: the question, else the people shown."""
    if turn.memory.question:
        return turn.memory.question
    shown = [turn.corpus.document(key) for key in turn.memory.people[:1]]
    return " ".join(document.person or document.title for document in shown if document is not None)


def _first(turn: Turn) -> Passage | None:
    return next((p for p in map(turn.corpus.passage, turn.memory.hits[:1]) if p is not None), None)


_STEPS: dict[Step, Handler] = {
    "more": _more,
    "next": _next,
    "previous": _previous,
    "back": _back,
    "shorter": _shorter,
    "others": _others,
    "source": _source,
    "whole_text": _whole,
    "related": _related,
    "nth": _nth,
    "and": _and,
    "same": _same,
}
FEATURE = Feature(name="followup", intents={FollowUp: follow_up})
