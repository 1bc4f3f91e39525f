"""Notes in words: in a list, and alone."""

from __future__ import annotations

from bot.dialogue.subscription_words import enjeu_name, theme_name
from bot.messages import Block, Heading, Paragraph
from bot.store.notes import Note
from bot.texts import french_date, texts
from corpus.model import Corpus

EXCERPT = 160
"""Characters of a note in a list."""


def where(note: Note, corpus: Corpus) -> str:
    """The enjeu that a note is about, else its theme, else that it stands alone."""
    if note.enjeu is not None:
        return enjeu_name(corpus, f"{note.theme}:{note.enjeu}")
    return theme_name(corpus, note.theme) if note.theme else texts("note-elsewhere")


def title(note: Note, corpus: Corpus) -> str:
    """When, and about what."""
    return texts("note-title", date=french_date(note.written_on), subject=where(note, corpus))


def in_list(note: Note, corpus: Corpus) -> tuple[Block, ...]:
    """A note among others."""
    return Heading(title(note, corpus)), Paragraph(excerpt(note.text, EXCERPT))


def alone(note: Note, corpus: Corpus) -> tuple[Block, ...]:
    """A whole note with the question that it answers."""
    question = (Paragraph(texts("note-question", question=note.question)),) if note.question else ()
    return Heading(title(note, corpus)), *question, Paragraph(note.text)


def excerpt(text: str, length: int) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return texts("excerpt-end", text=line[:length].rsplit(" ", 1)[0])
