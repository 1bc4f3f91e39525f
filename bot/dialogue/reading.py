"""Reading: one passage opened from a button or a link, and its whole document page by page."""

from __future__ import annotations

from bot.dialogue.browsing import browsed, passage_gone, the_end
from bot.dialogue.buttons import OpenDocument, OpenPassage, OpenPlace, button
from bot.dialogue.intents import Browse, Intent
from bot.dialogue.present import pages
from bot.dialogue.turn import Answer, Feature, Turn
from bot.texts import texts


async def open_passage(turn: Turn, action: OpenPassage) -> Answer | Intent:
    """One passage, with the way to the rest of its document; a fiche opens as fiches do."""
    passage = turn.corpus.passage(action.passage)
    if passage is None:
        return passage_gone(turn)
    if passage.section == "questions" and passage.enjeu is not None and passage.fiche is not None:
        theme = passage.document.partition("/")[0]
        return Browse("questions", enjeu=passage.enjeu, fiche=passage.fiche, theme=theme)
    buttons = []
    if len(turn.corpus.passages_of(passage.document)) > 1:
        buttons.append(button("button-whole", OpenDocument(passage.id)))
    buttons.append(button("button-browse", OpenPlace("all")))
    return browsed(turn, (passage,), f"document:{passage.id}:0", buttons=buttons)


async def open_document(turn: Turn, action: OpenDocument) -> Answer:
    """A page of a document; the first one is a new message, the others replace it."""
    paging = action.page > 0 or turn.memory.place.startswith(f"document:{action.passage}:")
    return document(turn, action.passage, action.page, edits=paging)


def document(turn: Turn, passage_id: str, page: int, edits: bool = False) -> Answer:
    """A page of the document of a passage, with the pages before and after as buttons."""
    passage = turn.corpus.passage(passage_id)
    if passage is None:
        return passage_gone(turn)
    parts = pages(turn.corpus.passages_of(passage.document))
    if not 0 <= page < len(parts):
        return the_end(turn, texts("browse-end" if page > 0 else "browse-start"))
    number = texts("browse-page", page=page + 1, pages=len(parts)) if len(parts) > 1 else ""
    buttons = []
    if page > 0:
        buttons.append(button("button-previous-page", OpenDocument(passage_id, page - 1)))
    if page + 1 < len(parts):
        buttons.append(button("button-next-page", OpenDocument(passage_id, page + 1)))
    buttons.append(button("button-browse", OpenPlace("all")))
    return browsed(turn, parts[page], f"document:{passage_id}:{page}", after=(number,), buttons=buttons, edits=edits)


FEATURE = Feature(name="reading", actions={OpenPassage: open_passage, OpenDocument: open_document})
