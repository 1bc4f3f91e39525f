"""What somebody wants to comment on: what is open, or what they name, by a number, a section or some words."""

from __future__ import annotations

from bot.dialogue.intents import LAST, Browse
from bot.dialogue.looking import looking
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.turn import Turn
from bot.dialogue.wording import is_content
from corpus.model import SECTIONS, Passage, Section
from corpus.structure import enjeux

COMMENTED: tuple[Section, ...] = tuple(one for one in SECTIONS if one != "participation")
"""Sections whose documents may be commented on: what says how to take part is not one."""


def target(turn: Turn, wish: str) -> Passage | None:
    """What a wish to comment names, "ce document" or a document; None when it names nothing that there is."""
    head, _, said = wish.partition(":")
    return _told(turn, head) or _told(turn, said)


def _told(turn: Turn, words: str) -> Passage | None:
    said, names = plain(words), False
    while (on := phrases().patterns["comment_on"].find(said)) is not None:
        said, names = on["on"], True
    if any(phrases().listed("pointing", form) for form in said.split()):
        return current(turn)
    return named(turn, said) if names else None


def remark(wish: str) -> str:
    """What somebody says already where they wish to comment: the words after a colon; empty when there are none."""
    return wish.partition(":")[2].strip()


def current(turn: Turn) -> Passage | None:
    """The passage shown last, when its document may be commented on."""
    shown = next((one for one in map(turn.corpus.passage, turn.memory.hits[:1]) if one is not None), None)
    return shown if shown is not None and shown.section in COMMENTED else None


def named(turn: Turn, words: str) -> Passage | None:
    """The document that some words name: the passage of it that says so best."""
    forms = tuple(plain(words).split())
    browse = looking(forms, turn.view)
    if browse is not None and not browse.words:
        return _placed(turn, browse)
    content = [form for form in forms if is_content(form) and form not in phrases().vocabulary]
    if not any(turn.view.knows(form) for form in content):
        return None
    wanted = {one.id: one for section in COMMENTED for one in turn.corpus.section(section)}
    hits = turn.index.search(" ".join(content), k=1, within=wanted.keys())
    return wanted[hits[0].id] if hits else None


def _placed(turn: Turn, browse: Browse) -> Passage | None:
    """An enjeu or a fiche by its numbers (a fiche by its own, where only one has it), else a section's only one."""
    theme = turn.theme
    found = enjeux(turn.corpus, theme.key) if theme else ()
    if browse.fiche is not None and browse.enjeu is None:
        fiches = [fiche.passage for one in found for fiche in one.fiches if fiche.number == browse.fiche]
        return fiches[0] if len(fiches) == 1 else None
    if browse.enjeu is not None:
        one = next((one for one in found if one.number == browse.enjeu), None)
        if one is None:
            return None
        number = one.fiches[-1].number if browse.fiche == LAST and one.fiches else browse.fiche
        fiches = [fiche.passage for fiche in one.fiches if fiche.number == number]
        return next(iter(fiches if browse.place == "questions" else one.passages), None)
    section = next((one for one in COMMENTED if one == browse.place), None)
    there = turn.corpus.section(section, theme.key) if section is not None and theme else ()
    return there[0] if len({passage.document for passage in there}) == 1 else None
