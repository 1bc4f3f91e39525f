"""Completing the corpus from missed questions: a document of resources, or what a word stands for."""

from __future__ import annotations

import json
import re
from collections import Counter

from bot.dialogue.admin.intents import TeamAdds
from bot.dialogue.admin.missed import INTENT, gone
from bot.dialogue.admin.missed_buttons import OpenGroup, ShowMissed, WriteDocument, WriteWording
from bot.dialogue.admin.missed_groups import group_of, unknown_words
from bot.dialogue.admin.missed_replies import WAITING
from bot.dialogue.admin.refreshing import prepared
from bot.dialogue.buttons import button
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.editorial.changes import AddWording, Change, PutDocument
from bot.editorial.missed import Group
from bot.messages import Reply
from bot.store.memory import Pending
from bot.texts import texts
from corpus.model import Corpus
from retrieval import fold
from retrieval.text import words

SLUG = 60
"""Characters of the file name made from a title."""
SHOWN = 5
"""Unknown words shown to who is about to explain one."""


async def write_document(turn: Turn, action: WriteDocument) -> Answer:
    """The next message is the document."""
    group = await group_of(turn, action.question)
    return gone() if group is None else _wait(turn, "missed_document", action.question, texts("document-write"))


async def write_wording(turn: Turn, action: WriteWording) -> Answer:
    """The next message says what stands for what."""
    group = await group_of(turn, action.question)
    if group is None:
        return gone()
    unknown = unknown_words(turn, group)[:SHOWN]
    known = texts("wording-unknown", words=", ".join(unknown)) if unknown else ""
    return _wait(turn, "missed_wording", action.question, texts("wording-write"), known)


async def wrote(turn: Turn, intent: TeamAdds) -> Answer:
    """What the editor wrote, whatever it was asked for."""
    if intent.dropped:
        buttons = (
            button("button-group", OpenGroup(intent.of.partition("\n")[0])),
            button("button-missed-groups", ShowMissed()),
        )
        return Answer(Reply(paragraphs(texts("team-dropped")), buttons, intent=INTENT), turn.remember())
    question_id, _, title = intent.of.partition("\n")
    group = await group_of(turn, question_id)
    if group is None:
        return gone()
    if intent.kind == "missed_document":
        written = f"{title}\n{turn.message.text}".strip()
        change = _document(turn, group, written)
        if change is None:
            # A title came alone: its text is the next message.
            return _wait(turn, intent.kind, f"{question_id}\n{written}", texts("document-text", title=written))
        return await prepared(turn, change)
    wording = _wording(turn, group)
    if isinstance(wording, str):
        return _wait(turn, intent.kind, question_id, wording)
    return await prepared(turn, wording)


def _document(turn: Turn, group: Group, written: str) -> Change | None:
    """The document written, its title on the first line; None while there is nothing below it."""
    title, _, body = written.partition("\n")
    title, body = title.strip(" #*"), body.strip()
    if not title or not body:
        return None
    front = f"title: {json.dumps(title, ensure_ascii=False)}\nsection: ressource\ndate: {turn.now.date().isoformat()}"
    return PutDocument(_free(turn.corpus, theme_of(turn, group), title), f"---\n{front}\n---\n\n{body}\n")


def _wording(turn: Turn, group: Group) -> Change | str:
    """What stands for what; or what cannot be read in it."""
    typed, sign, meant = turn.message.text.strip().partition("=")
    left, right = _items(typed), _items(meant)
    if not sign or not left or not right:
        return texts("wording-unread")
    absent = [one for one in right if not any(turn.index.knows(word.form) for word in words(one))]
    if absent:
        return texts("wording-absent", words=", ".join(absent))
    return AddWording(theme_of(turn, group), left, right)


def theme_of(turn: Turn, group: Group) -> str:
    """The key of the theme these questions belong to: that of the passages near them, else the editor's own."""
    near = Counter(
        passage.document.partition("/")[0]
        for question in group.questions
        for passage in map(turn.corpus.passage, question.passages[:1])
        if passage is not None
    )
    own = turn.theme.key if turn.theme else ""
    return near.most_common(1)[0][0] if near else own


def _free(corpus: Corpus, theme: str, title: str) -> str:
    """A path for a new document that no other has."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:SLUG].strip("-") or "document"
    taken = {document.key for one in corpus.themes for document in one.documents}
    names = (f"{theme}/ressource-{slug}{suffix}" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(f"{name}.md" for name in names if name not in taken)


def _items(text: str) -> tuple[str, ...]:
    """Words or phrases between commas, without the guillemets around them."""
    return tuple(item for item in (one.strip(' \t\n«»"“”.\u00a0\u202f') for one in text.split(",")) if item)


def _wait(turn: Turn, kind: str, of: str, *said: str) -> Answer:
    reply = Reply(paragraphs(*said), (button("button-drop", OpenGroup(of.partition("\n")[0])),), intent=INTENT)
    return Answer(reply, turn.waiting(Pending(kind, of, turn.now + WAITING)))


FEATURE = Feature(
    name="completing",
    intents={TeamAdds: wrote},
    actions={WriteDocument: write_document, WriteWording: write_wording},
    admin=True,
)
