"""One document in the hands of an editor: its Markdown file, and how it leaves the corpus."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.admin.corpus_buttons import (
    FOR_GOOD,
    UNDOABLE,
    FetchSource,
    LeaveAsItIs,
    ReadDocument,
    TakeAway,
    mark,
    marked,
)
from bot.dialogue.admin.refreshing import prepared, refused
from bot.dialogue.admin.refusing import INTENT, refusal
from bot.dialogue.answers import PassOn
from bot.dialogue.buttons import button
from bot.dialogue.present import paragraphs
from bot.dialogue.reading import document as shown
from bot.dialogue.turn import Answer, Feature, Turn
from bot.editorial.changes import RemoveDocument
from bot.editorial.refusals import Refused
from bot.messages import BUTTONS_AT_MOST, File, Reply
from bot.texts import texts
from corpus.model import Document


async def editable(turn: Turn, reply: Reply) -> Reply:
    """A reply that shows documents, for an editor with the button that gives the file of the first one."""
    if turn.refresher is None or turn.message.place != "private" or not await turn.is_admin():
        return reply
    quote = next((quote for quote in reply.quotes if not quote.folded), None)
    passage = turn.corpus.passage(quote.passage) if quote is not None else None
    if passage is None:
        return reply
    kept = list(reply.buttons)
    if len(kept) == BUTTONS_AT_MOST:
        # An editor has nobody to pass a question on to.
        kept = [one for one in kept if not isinstance(one.action, PassOn)][: BUTTONS_AT_MOST - 1]
    return replace(reply, buttons=(*kept, button("button-source", FetchSource(mark(passage.document)))))


async def fetch(turn: Turn, action: FetchSource) -> Answer:
    """The document as a Markdown file: sent back under its name, it replaces what is served."""
    document = marked(turn.corpus, action.document)
    if document is None or turn.refresher is None:
        return _gone()
    try:
        name, content = turn.refresher.source_of(document.key)
    except Refused as error:
        return Answer(refusal(error))
    except OSError:
        return _gone()
    said = texts("source-how", file=name, channel=turn.message.sender.channel)
    away = button("button-take-away", TakeAway(action.document))
    return Answer(Reply((File(name, content, said),), (away,), intent=INTENT))


async def read(turn: Turn, action: ReadDocument) -> Answer:
    """The document from its beginning."""
    document = marked(turn.corpus, action.document)
    passages = turn.corpus.passages_of(document.key) if document is not None else ()
    return shown(turn, passages[0].id, 0) if passages else _gone()


async def take_away(turn: Turn, action: TakeAway) -> Answer:
    """A document is to go: for good, or so that it can come back; asked first."""
    document = marked(turn.corpus, action.document)
    if document is None or turn.refresher is None:
        return _gone()
    if action.how == UNDOABLE:
        return await prepared(turn, RemoveDocument(f"{document.key}.md"))
    if action.how == FOR_GOOD:
        return await _withdrawn(turn, document)
    buttons = (
        button("button-take-away-undoable", TakeAway(action.document, UNDOABLE)),
        button("button-take-away-for-good", TakeAway(action.document, FOR_GOOD)),
        button("button-leave", LeaveAsItIs()),
    )
    said = paragraphs(texts("take-away-ask", title=document.title), texts("take-away-ways"))
    return Answer(Reply(said, buttons, intent=INTENT))


async def _withdrawn(turn: Turn, document: Document) -> Answer:
    if turn.refresher is None:
        return _gone()
    await turn.progress(Reply(paragraphs(texts("take-away-doing", title=document.title)), intent=INTENT))
    try:
        withdrawn = await turn.refresher.withdraw(document.key)
    except Refused as error:
        return await refused(turn, error, "document withdrawn")
    # Its name may be somebody's: the log says no more than when, and by whom.
    did = await turn.did("document withdrawn", f"version {withdrawn.version}")
    return Answer(Reply(paragraphs(texts("take-away-done", title=document.title)), intent=INTENT), facts=(did,))


def _gone() -> Answer:
    return Answer(Reply(paragraphs(texts("document-gone")), intent=INTENT))


FEATURE = Feature(
    name="documents",
    actions={FetchSource: fetch, ReadDocument: read, TakeAway: take_away},
    admin=True,
)
