"""The notebook as a whole: found again by the same French retrieval, and taken along as a Markdown file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.notes import Note
from bot.texts import french_date, texts
from retrieval import Index


@dataclass(frozen=True, slots=True)
class _Page:
    """A note as the index reads it: what was asked, then what was written."""

    id: str
    title: str
    text: str


def found(notes: Sequence[Note], query: str, most: int = 10) -> list[Note]:
    """The notes that answer a query, best first; an empty list when none does.

    A notebook is small: its index is made for the query and forgotten.
    """
    if not notes:
        return []
    by_id = {note.id: note for note in notes}
    index = Index.build([_Page(note.id, "", f"{note.question}\n{note.text}") for note in notes])
    return [by_id[hit.id] for hit in index.search(query, k=most) if hit.matches]


def as_markdown(notes: Sequence[Note]) -> str:
    """All notes as one Markdown text, oldest first, a heading a day and the question above each note.

    What a person wrote stays as it was written, except that it can begin no heading of its own.
    """
    lines = [f"# {texts('notebook-title')}"]
    day = None
    for note in sorted(notes, key=lambda note: (note.written_on, note.id)):
        if note.written_on != day:
            day = note.written_on
            lines.append(f"## {french_date(day)}")
        place = texts("notebook-enjeu", enjeu=note.enjeu) if note.enjeu is not None else ""
        asked = " — ".join(part for part in (place, " ".join(note.question.split())) if part)
        if asked:
            lines.append(f"> {asked}")
        lines.append("\n".join(f"\\{line}" if line.startswith("#") else line for line in note.text.splitlines()))
        if note.offered:
            lines.append(f"*{texts('notebook-offered')}*")
    return "\n\n".join(lines) + "\n"
