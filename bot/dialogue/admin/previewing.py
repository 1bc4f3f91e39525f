"""What a prepared version would change, as an editor reads it before saying yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.admin.corpus_buttons import CancelRefresh, ConfirmRefresh
from bot.dialogue.admin.refusing import INTENT
from bot.dialogue.buttons import button
from bot.dialogue.note_words import excerpt
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Turn
from bot.editorial.prepared import Guarded, Prepared
from bot.messages import Block, Button, File, Heading, Listing, Paragraph, Reply
from bot.texts import has_text, listed, texts
from corpus.differences import Changed, Named
from corpus.problems import Problem

ITEMS = 5
"""Of each kind, in the message; all of them are in the file then."""
SENTENCES = 3
"""Of one document that went, and that came."""
LENGTH = 240
"""Characters of a sentence in the message."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing to look at: its title, its items in short, and in full."""

    title: str
    short: tuple[str, ...]
    full: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether the message says all of it."""
        return self.short == self.full and len(self.full) <= ITEMS


def preview_reply(turn: Turn, prepared: Prepared) -> Reply:
    """The difference, what deserves a look, what speaks against it, and the buttons that decide.

    What is too long for a message is in a file with it.
    """
    if prepared.nothing:
        said = texts("preview-unreadable" if prepared.errors else "preview-nothing")
        return Reply((Paragraph(said), *_shown(_parts(prepared))), intent=INTENT)
    parts = _parts(prepared)
    blocks: list[Block] = [Heading(texts("preview-title")), Paragraph(counted(prepared)), *_shown(parts)]
    if not all(part.told for part in parts):
        whole = "\n\n".join([f"# {texts('preview-title')}", counted(prepared), *map(_in_full, parts)])
        blocks.insert(0, File(texts("preview-file"), f"{whole}\n".encode("utf-8", "replace")))
        blocks.append(Paragraph(texts("preview-whole", name=texts("preview-file"))))
    blocks += paragraphs(*map(_against, prepared.guards))
    return Reply(tuple(blocks), _decisions(prepared), intent=INTENT)


def counted(prepared: Prepared, done: bool = False) -> str:
    """How many documents come, change and go, or (``done``) came, changed and went."""
    found = prepared.difference
    kinds = (("changed", found.changed), ("added", found.added), ("removed", found.removed))
    said = tuple(texts(f"preview-{kind}", count=len(documents)) for kind, documents in kinds if documents)
    counts = listed(said) or texts("preview-settings")
    return texts("preview-done" if done else "preview-counts", counts=counts, documents=prepared.documents)


def _decisions(prepared: Prepared) -> tuple[Button, ...]:
    key = "button-refresh-force" if prepared.guards else "button-refresh-confirm"
    return (
        button(key, ConfirmRefresh(prepared.draft, int(bool(prepared.guards)))),
        button("button-refresh-cancel", CancelRefresh(prepared.draft)),
    )


def _parts(prepared: Prepared) -> list[Part]:
    found = prepared.difference
    alike = tuple(
        texts("preview-same", document=one.document.title, other=one.other.title, share=round(100 * one.share))
        for one in prepared.near_duplicates
    )
    parts = (
        _part("errors", map(_problem, prepared.errors)),
        Part(
            texts("preview-part-changed"),
            tuple(_changed(one, short=True) for one in found.changed),
            tuple(_changed(one, short=False) for one in found.changed),
        ),
        _part("added", map(_named, found.added)),
        _part("removed", map(_named, found.removed)),
        _part("lost", (one.question for one in prepared.lost_questions)),
        _part("cut", map(_named, prepared.cut)),
        _part("undated", map(_named, prepared.undated)),
        _part("alike", alike),
        _part("gaps", map(_problem, prepared.gaps)),
        _part("links", map(_problem, prepared.dead_links)),
        _part("warnings", map(_problem, prepared.warnings)),
    )
    return [part for part in parts if part.full]


def _part(name: str, items: Iterable[str]) -> Part:
    full = tuple(dict.fromkeys(items))
    return Part(texts(f"preview-part-{name}"), tuple(map(_short, full)), full)


def _shown(parts: Sequence[Part]) -> Iterator[Block]:
    for part in parts:
        yield Paragraph(part.title)
        yield Listing(part.short[:ITEMS])
        if len(part.full) > ITEMS:
            yield Paragraph(texts("preview-more", count=len(part.full) - ITEMS))


def _in_full(part: Part) -> str:
    return "\n".join([f"## {part.title}", "", *(f"- {item}".replace("\n", "\n  ") for item in part.full)])


def _named(document: Named) -> str:
    return texts("preview-document", title=document.title, file=_file(document.key))


def _changed(document: Changed, short: bool) -> str:
    """A document with the sentences that went and came."""
    lines = [texts("preview-document", title=document.title, file=_file(document.key))]
    for key, sentences in (("preview-before", document.before), ("preview-after", document.after)):
        shown = sentences[:SENTENCES] if short else sentences
        lines += [texts(key, sentence=_short(one) if short else one) for one in shown]
    if short and max(len(document.before), len(document.after)) > SENTENCES:
        lines.append(texts("preview-sentences"))
    if document.fields:
        lines.append(texts("preview-fields", fields=listed(document.fields)))
    return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= LENGTH else excerpt(text, LENGTH)


def _file(key: str) -> str:
    return f"{key.rpartition('/')[2]}.md"


def _problem(problem: Problem) -> str:
    """One thing found in a file, in French: the file, the line, and what is wrong with which part of it."""
    place = problem.file.rpartition("/")[2] or problem.file
    where = texts("problem-line", file=place, line=problem.line) if problem.line else place
    field = (problem.key or "").partition(".")[0]
    kind = "error" if problem.level == "error" else "look"
    key = f"problem-{kind}-{field or 'whole'}"
    what = texts(key) if has_text(key) else texts(f"problem-{kind}-field", field=problem.key or "")
    return texts("problem-said", where=where, what=what)


def _against(guard: Guarded) -> str:
    gone, _, total = guard.detail.partition("/")
    return texts(
        f"guard-{guard.reason}",
        count=int(gone) if gone.isdigit() else 0,
        total=total,
        file=guard.place.rpartition("/")[2],
    )
