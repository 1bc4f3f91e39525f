"""What every kind of file is read into: blocks of Markdown, and how they become a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.audit import READ_ON
from corpus.model import Section
from corpus.numbering import enjeu_number, fiche_number
from corpus.sources.guessing import folded, interviewed, section_of
from corpus.sources.markup import document

LONGEST_TITLE = 150
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|\[((?:\\.|[^\[\]\\])*)\]\((?:<[^>]*>|[^)\s]*)\)")
_TAIL = re.compile(
    r"\s*\\?[\[(]?(?P<dots>…|\.\.\.)\\?[\])]?\s*\\?\[?"
    r"(?:lire la suite|en savoir plus|read more)[^\]\n]{0,200}(?:\]\([^)]{0,2000}\))?\W{0,50}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (with its level), or anything else, as Markdown; ``link`` is the address of its first link."""

    kind: Literal["heading", "paragraph", "other"]
    text: str
    level: int = 0
    link: str = ""

    @property
    def plain(self) -> str:
        """What a reader sees of a heading or a paragraph."""
        return _MARKS.sub(lambda match: match[1] or match[2] or "", self.text.replace("\\\n", "\n"))

    @property
    def markdown(self) -> str:
        """The block as it stands in a document."""
        return f"{'#' * min(max(self.level, 1), 6)} {self.text}" if self.kind == "heading" else self.text


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its title, "" when it has none of its own, its blocks, and what it says of itself."""

    title: str
    blocks: Sequence[Block]
    extra: Mapping[str, object] = field(default_factory=dict)


def is_read_on(block: Block) -> bool:
    """Whether the block is only a link to the rest of the text."""
    return bool(READ_ON.fullmatch(block.plain.strip()))


def without_read_on(block: Block) -> Block | None:
    """A paragraph without the link to the rest of the text at its end; None when it has none."""
    found = _TAIL.search(block.text) if block.kind == "paragraph" else None
    return replace(block, text=f"{block.text[: found.start()]} {found['dots']}") if found else None


def body_of(blocks: Sequence[Block], title: str = "") -> tuple[str, bool, str]:
    """The body of a document made of blocks, whether it is cut at its source, and the address of the rest.

    Headings begin at level 2, below the title; a first heading that repeats it goes.
    """
    kept = [block for block in blocks if not is_read_on(block)]
    rest = next((block.link for block in blocks if is_read_on(block) and block.link), "")
    cut = len(kept) < len(blocks)
    if kept and (whole := without_read_on(kept[-1])):
        cut, rest = True, rest or kept[-1].link
        kept[-1] = whole
    if kept and kept[0].kind == "heading" and folded(kept[0].plain) == folded(title):
        del kept[0]
    shift = 2 - min((block.level for block in kept if block.kind == "heading"), default=2)
    shifted = [replace(block, level=block.level + shift) if block.kind == "heading" else block for block in kept]
    return "\n\n".join(block.markdown for block in shifted), cut, rest


def titled(blocks: Sequence[Block], name: str) -> tuple[str, list[Block]]:
    """The title of a document that has none elsewhere, and its blocks without it.

    Its first heading when nothing stands before, else a first line that is short and no sentence, else its name.
    """
    if blocks:
        first = blocks[0]
        text = " ".join(first.plain.split("\n")).strip()
        short = len(text) <= 100 and not text.endswith((".", ":", ",", ";", "?"))
        if len(text) <= LONGEST_TITLE and (first.kind == "heading" or (first.kind == "paragraph" and short)):
            return text, list(blocks[1:]) if len(blocks) > 1 else list(blocks)
    words = re.sub(r"[_\s-]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Document", list(blocks)


def written(
    title: str, blocks: Sequence[Block], section: Section | None = None, extra: Mapping[str, object] | None = None
) -> str:
    """A whole document, its section guessed from its title when it is not given, with what the title says of it."""
    found = section or section_of(title)
    body, cut, rest = body_of(blocks, title)
    someone = interviewed(title) if found == "entretien" else None
    fields: dict[str, object] = {
        "title": title,
        "section": found,
        "enjeu": enjeu_number(title) if found in ("enjeu", "questions") else None,
        "fiche": fiche_number(title) if found == "questions" else None,
        "person": someone.person if someone else None,
        "role": someone.role if someone else None,
        "organisation": someone.organisation if someone else None,
        "territory": someone.territory if someone else None,
        "url": rest,
        "excerpt": cut,
        **(extra or {}),
    }
    return document(fields, body)
