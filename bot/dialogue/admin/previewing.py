"""What a prepared version would change, as an editor reads it before saying yes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.admin.corpus_buttons import CancelRefresh, ConfirmRefresh
from bot.dialogue.admin.differing import all_named, changed, shortened
from bot.dialogue.admin.refusing import INTENT
from bot.dialogue.buttons import button
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Turn
from bot.editorial.prepared import Guarded, Prepared
from bot.messages import Block, Button, File, Heading, Listing, Paragraph, Reply
from bot.texts import has_text, listed, texts
from corpus.problems import Problem

ITEMS = 5
"""Of each kind, in the message; all of them are in the file then."""


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
        return Reply((Paragraph(said), *_shown(_parts(turn, prepared))), intent=INTENT)
    parts = _parts(turn, prepared)
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
    kinds = (("changed", found.documents), ("added", found.added), ("removed", found.removed))
    said = tuple(texts(f"preview-{kind}", count=len(documents)) for kind, documents in kinds if documents)
    counts = listed(said) or texts("preview-settings")
    return texts("preview-done" if done else "preview-counts", counts=counts, documents=prepared.documents)


def _decisions(prepared: Prepared) -> tuple[Button, ...]:
    key = "button-refresh-force" if prepared.guards else "button-refresh-confirm"
    return (
        button(key, ConfirmRefresh(prepared.draft, int(bool(prepared.guards)))),
        button("button-refresh-cancel", CancelRefresh(prepared.draft)),
    )


def _parts(turn: Turn, prepared: Prepared) -> list[Part]:
    found, several = prepared.difference, len(turn.corpus.themes) > 1
    alike = tuple(
        texts("preview-same", document=one.document.title, other=one.other.title, share=round(100 * one.share))
        for one in prepared.near_duplicates
    )
    left = [texts("preview-links-left", count=prepared.links_left)] if prepared.links_left else []
    parts = (
        _part("errors", map(_problem, prepared.errors)),
        Part(
            texts("preview-part-changed"),
            tuple(changed(one, several, short=True) for one in found.documents),
            tuple(changed(one, several, short=False) for one in found.documents),
        ),
        Part(
            texts("preview-part-settings"),
            tuple(changed(one, several, short=True) for one in found.settings),
            tuple(changed(one, several, short=False) for one in found.settings),
        ),
        _part("added", all_named(found.added, several)),
        _part("removed", all_named(found.removed, several)),
        _part("lost", (one.question for one in prepared.lost_questions)),
        _part("cut", all_named(prepared.cut, several)),
        _part("undated", all_named(prepared.undated, several)),
        _part("alike", alike),
        _part("gaps", (_gap(one, several) for one in prepared.gaps)),
        _part("links", (*map(_problem, prepared.dead_links), *left)),
        _part("warnings", map(_problem, prepared.warnings)),
    )
    return [part for part in parts if part.full]


def _part(name: str, items: Iterable[str]) -> Part:
    full = tuple(dict.fromkeys(items))
    return Part(texts(f"preview-part-{name}"), tuple(map(shortened, full)), full)


def _shown(parts: Sequence[Part]) -> Iterator[Block]:
    for part in parts:
        yield Paragraph(part.title)
        yield Listing(part.short[:ITEMS])
        if len(part.full) > ITEMS:
            yield Paragraph(texts("preview-more", count=len(part.full) - ITEMS))


def _in_full(part: Part) -> str:
    return "\n".join([f"## {part.title}", "", *(f"- {item}".replace("\n", "\n  ") for item in part.full)])


def _problem(problem: Problem) -> str:
    """One thing found in a file, in French: the file, the line, and what is wrong with which part of it."""
    place = problem.file.rpartition("/")[2] or problem.file
    where = texts("problem-line", file=place, line=problem.line) if problem.line else place
    field = (problem.key or "").partition(".")[0]
    kind = "error" if problem.level == "error" else "look" if problem.key == "encoding" or not problem.line else "value"
    key = f"problem-{kind}-{field or 'whole'}"
    what = texts(key) if has_text(key) else texts(f"problem-{kind}-field", field=problem.key or "")
    return texts("problem-said", where=where, what=what)


def _gap(problem: Problem, several: bool) -> str:
    """What is missing among the fiches or the enjeux of a theme, by the numbers that the audit names."""
    first, *rest = re.findall(r"\d+", problem.message) or [""]
    if problem.key == "enjeu":
        what = texts("preview-gap-enjeux", absent=listed((first, *rest)))
    else:
        key = "preview-gap-fiches" if rest else "preview-gap-none"
        what = texts(key, enjeu=first, absent=listed(tuple(rest)))
    return texts("problem-said", where=problem.file, what=what) if several else what


def _against(guard: Guarded) -> str:
    gone, _, total = guard.detail.partition("/")
    return texts(
        f"guard-{guard.reason}",
        count=int(gone) if gone.isdigit() else 0,
        total=total,
        file=guard.place.rpartition("/")[2],
    )
