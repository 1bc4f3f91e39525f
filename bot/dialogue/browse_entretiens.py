"""Browsing the interviews: the list, one by its place in it, those of a structure, a place or a role, the others."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.browsing import Cursor, browsed, nothing_there, said_only, the_end
from bot.dialogue.buttons import OpenPassage, OpenPlace, button, tag
from bot.dialogue.intents import LAST, Browse, Intent
from bot.dialogue.present import label
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button
from bot.texts import texts
from corpus.model import Document, Passage
from corpus.structure import entretiens
from retrieval.analysis import analyser

AT_ONCE = 5
"""Interviews shown on one page of their list."""
_DEEP = 200


async def browse(turn: Turn, intent: Browse) -> Answer | Intent:
    """The list, filtered by the words given, or the interview at a place in it."""
    theme = turn.theme
    documents = entretiens(turn.corpus, theme.key) if theme else ()
    if not documents:
        return nothing_there(turn)
    if intent.nth is not None:
        return nth(turn, documents, intent.nth)
    found = [document for document in documents if _speaks_of(document, intent.words)]
    if intent.words and not found:
        return said_only(turn, texts("entretiens-no-other"))
    pages = -(-len(found) // AT_ONCE)
    page = min(max(intent.page, 0), pages - 1)
    shown = found[page * AT_ONCE : (page + 1) * AT_ONCE]
    key = "entretiens-found" if intent.words else "entretiens-list"
    buttons = _to(turn, shown)[:4] if len(shown) > 1 else []
    if page > 0:
        buttons.append(button("button-previous-page", OpenPlace("entretien", page - 1, tag(theme))))
    if page + 1 < pages:
        buttons.append(button("button-next-page", OpenPlace("entretien", page + 1, tag(theme))))
    return browsed(
        turn,
        _openings(turn, shown),
        # Of those found by words there is no further page here: what follows them is the other interviews.
        "entretien" if intent.words else f"entretien:{page}",
        said=(texts(key, count=len(found)),) if page == 0 else (),
        buttons=buttons,
        edits=intent.edits,
        folded=True,
    )


def nth(turn: Turn, documents: Sequence[Document], place: int) -> Answer:
    """The interview at a place of the list, counted from 1; -1 is the last."""
    if place != LAST and not 1 <= place <= len(documents):
        return said_only(turn, texts("browse-nth-missing", count=len(documents)))
    document = documents[-1 if place == LAST else place - 1]
    passages = turn.corpus.passages_of(document.key)[:1]
    buttons = [button("button-entretien", OpenPlace("entretien", 0, tag(turn.theme)))]
    return browsed(turn, passages, f"document:{passages[0].id}:0" if passages else "entretien", buttons=buttons)


def others(turn: Turn) -> Answer:
    """The interviews that were not among those last shown, those nearest to the question first."""
    theme = turn.theme
    documents = entretiens(turn.corpus, theme.key) if theme else ()
    rest = [document for document in documents if document.key not in turn.memory.people]
    if not rest:
        return said_only(turn, texts("entretiens-no-other"))
    near: dict[str, int] = {}
    wanted = {passage.id for document in rest for passage in turn.corpus.passages_of(document.key)}
    hits = turn.index.search(turn.memory.question, k=_DEEP, within=wanted) if turn.memory.question else []
    for rank, hit in enumerate(hits):
        passage = turn.corpus.passage(hit.id)
        if passage is not None:
            near.setdefault(passage.document, rank)
    rest.sort(key=lambda document: near.get(document.key, _DEEP))
    shown = rest[:AT_ONCE]
    said = (texts("entretiens-others", count=len(shown)),)
    return browsed(turn, _openings(turn, shown), "entretien", said=said, buttons=_to(turn, shown)[:4], folded=True)


def following(turn: Turn) -> Answer | Intent:
    """What comes after the interviews last shown: the next page of the list, the others, or that these were all."""
    theme = turn.theme
    documents = entretiens(turn.corpus, theme.key) if theme else ()
    cursor = Cursor.read(turn.memory.place)
    if not cursor.first:
        return others(turn)
    if (cursor.page + 1) * AT_ONCE < len(documents):
        return Browse("entretien", page=cursor.page + 1)
    return the_end(turn, texts("entretiens-no-other"))


def beside_this(turn: Turn, by: int) -> Answer | None:
    """The interview after (1) or before (-1) the one open, in the order of their list; None when none is open."""
    cursor, theme = Cursor.read(turn.memory.place), turn.theme
    opened = turn.corpus.passage(cursor.first) if cursor.kind == "document" else None
    documents = entretiens(turn.corpus, theme.key) if theme else ()
    place = next((i for i, one in enumerate(documents) if opened and one.key == opened.document), None)
    if place is None:
        return None
    if place + by < 0:
        return the_end(turn, texts("entretiens-first"))
    if place + by == len(documents):
        return the_end(turn, texts("browse-end-of", part=texts("button-entretien")))
    return nth(turn, documents, place + by + 1)


def _speaks_of(document: Document, said: Sequence[str]) -> bool:
    fields = (document.person, document.role, document.organisation, document.territory, document.title)
    terms = set(analyser().terms(" ".join(filter(None, fields))))
    return all(analyser().term(word) in terms for word in said)


def _openings(turn: Turn, documents: Sequence[Document]) -> list[Passage]:
    return [passage for document in documents for passage in turn.corpus.passages_of(document.key)[:1]]


def _to(turn: Turn, documents: Sequence[Document]) -> list[Button]:
    return [
        Button(label(document.person or document.title), OpenPassage(passage.id))
        for document in documents
        for passage in turn.corpus.passages_of(document.key)[:1]
    ]


FEATURE = Feature(
    name="browse_entretiens",
    commands=(CommandLine("entretiens", lambda argument: Browse("entretien"), "help-entretiens", words="entretiens"),),
    places={"entretien": browse},
)
