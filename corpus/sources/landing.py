"""A theme's landing page, told apart into documents: sections, enjeux, fiches, entretiens, resources, invitations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.audit import READ_ON
from corpus.model import Section
from corpus.numbering import enjeu_number, fiche_number, statement
from corpus.sources.blocks import Block, is_read_on, without_read_on, written
from corpus.sources.guessing import folded, interviewed, named_section
from corpus.sources.inline import heading_text
from corpus.sources.markup import clean, free_name, paragraph, slug

LONGEST_HEADING = 80
"""Characters: a longer line of a text is a paragraph, whatever its first words."""

LONGEST_TITLE = 120
"""Characters: a longer one is a paragraph, even when it begins with somebody's name and role."""

_NAMES = {"contexte": "contexte", "definition": "definition", "enjeu": "enjeux", "entretien": "entretiens"}
_DOWNLOAD = re.compile(r"t[ée]l[ée]charge[rz]\s+(?:les?|la|l['’]|nos|notre|cette|ces?)?\s*(?P<what>.+)", re.I | re.S)
_JOIN = re.compile(
    r"(?:participe[rz]|contribue[rz])\s+(?:à la|à l['’]|à|aux?|sur)\s*(?:le |la |les )?(?P<what>.+)", re.I | re.S
)
_REPORT = re.compile(
    r"(?P<what>(?:retours?|comptes?[ -]rendus?|actes|synth[èe]se|vid[ée]os?|replay)\b[^«\"“:.?!]*)[«\"“:].+",
    re.I | re.S,
)
_QUOTED = re.compile(r"\s*[«\"“][^»\"”]*[»\"”]?")
_INVITATION = re.compile(r"(?:(?<=^)|(?<=[.!?…»]\s))(?P<whole>n['’]hésitez pas à (?P<what>[^.!?…]+)[.!…]?)$", re.I)
_REFLEXIVE = re.compile(r"\bvous (?=\w+(?:er|ir|re)\b)")


@dataclass(slots=True)
class _Part:
    """A document in the making.  ``open``: what follows without being recognised belongs to it."""

    name: str
    title: str
    section: Section
    blocks: list[Block] = field(default_factory=list)
    open: bool = True
    cut: bool = False
    url: str = ""


def lines_of(text: str) -> list[Block]:
    """The lines of a page given as plain text; a short line alone that no punctuation ends is a heading."""
    lines = [line.strip(" \t") for line in clean(text).split("\n")]
    found: list[Block] = []
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        around = [lines[other].strip() for other in (index - 1, index + 1) if 0 <= other < len(lines)]
        alone = not any(around) and len(line) <= LONGEST_HEADING and line[:1].isupper()
        is_heading = alone and line[-1] not in '.!?…:;,»"”)' and not READ_ON.fullmatch(line)
        kind = "heading" if is_heading or _opens(line) else "paragraph"
        found.append(
            Block("heading", heading_text(line), 1) if kind == "heading" else Block("paragraph", paragraph(line))
        )
    return found


def documents_of(blocks: Sequence[Block], theme: str) -> list[tuple[str, str]]:
    """The documents of a landing page: their file names, without ending, and their texts."""
    page = _Page(theme)
    for index, block in enumerate(blocks):
        page.take(block, first=index == 0)
    taken: set[str] = set()
    for part in page.parts:
        if not part.blocks and (named_section(part.title) is None or _call(part.title)):
            part.blocks.append(
                Block("paragraph", paragraph(part.title))
            )  # a heading with nothing beneath says something
    return [(free_name(part.name, taken), _written(part)) for part in page.parts if part.blocks]


def _opens(line: str) -> bool:
    """Whether a line of a text opens a part by itself, whatever ends it."""
    if len(line) > 2 * LONGEST_HEADING or line.endswith("?") or statement(line):
        return False
    heads = len(line) <= LONGEST_HEADING and line[-1] not in ".!?…:;," and _call(line) is None
    return _presents(line) or (heads and named_section(line) is not None)


def _presents(line: str) -> bool:
    """Whether a line is the title of a fiche or the name and role of somebody, heading or not."""
    if len(line) > LONGEST_TITLE or line.endswith(("?", "…", "...", ":", ",")):
        return False
    is_fiche = enjeu_number(line) is not None and fiche_number(line) is not None
    return is_fiche or interviewed(line) is not None


def _call(text: str) -> tuple[Section, str] | None:
    """What a line that stands for itself is, and its title: something to download, to join, to read."""
    if match := _DOWNLOAD.fullmatch(text):
        return "ressource", _title(match["what"])
    if match := _JOIN.fullmatch(text):
        return "participation", _title(match["what"])
    if match := _REPORT.fullmatch(text):
        return "ressource", _title(match["what"])
    return None


def _title(what: str) -> str:
    short = " ".join(_QUOTED.sub("", what).split()).strip(" .!:,;")
    return short[:1].upper() + short[1:]


class _Page:
    """Reads the blocks of a page from top to bottom."""

    def __init__(self, theme: str) -> None:
        self._theme = theme
        self._top = 6  # the level of the page's sections
        self.parts: list[_Part] = []

    def take(self, block: Block, *, first: bool) -> None:
        text = block.plain.strip()
        if first and (block.level == 1 or folded(text) == folded(self._theme)) and named_section(text) is None:
            return  # the theme's name
        if is_read_on(block):
            self._close(block.link)
        elif block.kind == "heading" and _presents(text) and self._is_about(text):
            self._body(Block("paragraph", block.text, link=block.link))
        elif block.kind == "heading":
            self._heading(block, text)
        elif stated := statement(text):
            self._add(f"enjeu-{stated[0]}", f"Enjeu {stated[0]}", "enjeu", [block])
        elif block.kind == "paragraph" and _presents(text) and not self._is_about(text):
            self._heading(replace(block, kind="heading", level=6), text)
        elif block.kind == "paragraph" and len(text) <= 2 * LONGEST_HEADING and (call := _call(text)):
            self._add(slug(call[1]), call[1], call[0], [block], closed=True, url=block.link)
        else:
            self._body(block)

    def _heading(self, block: Block, text: str) -> None:
        enjeu, fiche = enjeu_number(text), fiche_number(text)
        above = block.level <= self._top or not self._open
        section = named_section(text) if above else None
        if enjeu is not None and fiche is not None:
            self._add(f"enjeu-{enjeu}-questions-{fiche}", text, "questions", url=block.link)
        elif stated := statement(text):
            self._add(f"enjeu-{stated[0]}", f"Enjeu {stated[0]}", "enjeu", [Block("paragraph", block.text)])
        elif someone := interviewed(text):
            self._add(f"entretien-{slug(someone.person)}", text, "entretien", url=block.link)
        elif above:
            call = _call(text)
            section = section or (call[0] if call else None)
            self._top = min(self._top, block.level) if section is None else block.level
            self._add(_NAMES.get(section or "", slug(text)), text, section or "ressource")
        else:
            self._open[-1].blocks.append(block)

    def _is_about(self, text: str) -> bool:
        """Whether a text begins with the name of the person whose entretien is open."""
        return any(part.section == "entretien" and text.startswith(part.title.split(",")[0]) for part in self._open)

    def _body(self, block: Block) -> None:
        if whole := without_read_on(block):
            self._body(whole)
            self._close(block.link)
            return
        rest, invitation = _split_invitation(block)
        if rest is not None:
            if not self._open:
                self._add("presentation", self._theme, "contexte")
            self.parts[-1].blocks.append(rest)
        if invitation is not None:
            # What follows still belongs to the part that the invitation stood in.
            self.parts.insert(len(self.parts) - (1 if self._open else 0), _invited(invitation))

    @property
    def _open(self) -> list[_Part]:
        return [part for part in self.parts[-1:] if part.open]

    def _add(
        self,
        name: str,
        title: str,
        section: Section,
        blocks: Iterable[Block] = (),
        *,
        closed: bool = False,
        url: str = "",
    ) -> None:
        self.parts.append(_Part(name, title, section, list(blocks), not closed, url=url))

    def _close(self, link: str) -> None:
        """End the part above at a "Lire la suite": it is cut, and its rest is at this address."""
        for part in self._open:
            part.cut, part.open = True, False
            part.url = link or part.url


def _split_invitation(block: Block) -> tuple[Block | None, Block | None]:
    """A paragraph without its last sentence, when that one invites to take part, and that sentence."""
    match = _INVITATION.search(block.text) if block.kind == "paragraph" else None
    if match is None:
        return block, None
    before = block.text[: match.start()].rstrip()
    return (replace(block, text=before) if before else None), Block("paragraph", match["whole"], link=block.link)


def _invited(block: Block) -> _Part:
    """The document of an invitation: "Commenter ou se faire interviewer"."""
    what = re.sub(r"^n['’]hésitez pas à ", "", block.plain, flags=re.I).strip(" .!…")
    what = _REFLEXIVE.sub("se ", re.sub(r"\b(ou|et) à ", r"\1 ", what))
    short = len(what) <= LONGEST_HEADING
    title = what[:1].upper() + what[1:] if short else "Participer"
    return _Part(slug(re.split(r"\s(?:ou|et)\s", title)[0]), title, "participation", [block], open=False)


def _written(part: _Part) -> str:
    return written(part.title, part.blocks, part.section, {"url": part.url, **({"excerpt": True} if part.cut else {})})
