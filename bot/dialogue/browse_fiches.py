"""Browsing the fiches of questions: all, those of an enjeu, one, the next, the one before; which are absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import Action
from bot.dialogue.browse_enjeux import absent, missing
from bot.dialogue.browsing import Cursor, browsed, nothing_there, said_only
from bot.dialogue.buttons import OpenFiche, OpenFiches, OpenPlace, button, tag, tagged
from bot.dialogue.intents import LAST, Browse, Intent
from bot.dialogue.present import label, pages, paragraphs, quote
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button, Paragraph, Reply
from bot.texts import listed, texts
from corpus.model import Section
from corpus.structure import Enjeu, Fiche, enjeux

_TOLD: tuple[Section, ...] = ("contexte", "definition", "enjeu", "entretien")
"""Sections that tell something, beside those that ask or send elsewhere."""
_BUTTONS = 6


@dataclass(frozen=True, slots=True)
class ThinkWith(Action, prefix="w"):
    """A passage to think with, beside a fiche."""

    passage: str


async def browse(turn: Turn, intent: Browse) -> Answer:
    """A fiche by its numbers, the fiches of an enjeu ("et ses fiches ?": of the open one), or all of them."""
    theme = turn.theme
    found = enjeux(turn.corpus, theme.key) if theme else ()
    fiches = [fiche for enjeu in found for fiche in enjeu.fiches]
    if not fiches:
        return nothing_there(turn)
    cursor = Cursor.read(turn.memory.place)
    here = cursor.number if intent.elliptic and cursor.kind in ("enjeu", "questions") else None
    wanted = intent.enjeu if intent.enjeu is not None or intent.fiche is not None else here
    if wanted is None and intent.fiche is not None:
        return _of_some_enjeu(turn, intent.fiche, found)
    if wanted is None:
        return _all(turn, fiches, intent)
    enjeu = next((one for one in found if one.number == (found[-1].number if wanted == LAST else wanted)), None)
    if enjeu is None:
        return missing(turn, wanted, found)
    return _of(turn, enjeu) if intent.fiche is None else _one(turn, enjeu, intent.fiche, fiches, intent.edits)


def step(turn: Turn, by: int) -> Answer | Intent:
    """The fiche after (1) or before (-1) the open one, across enjeux; after a list, its next page or fiche."""
    theme = turn.theme
    cursor = Cursor.read(turn.memory.place)
    fiches = [fiche for enjeu in (enjeux(turn.corpus, theme.key) if theme else ()) for fiche in enjeu.fiches]
    page = _page_shown(turn, fiches) + by
    if not cursor.first and 0 <= page < len(pages([fiche.passage for fiche in fiches])):
        return Browse("questions", page=page)
    here = (cursor.number or 0, int(cursor.second) if cursor.second.isdigit() else 0)
    after = [fiche for fiche in fiches if (fiche.enjeu, fiche.number) > here]
    before = [fiche for fiche in fiches if (fiche.enjeu, fiche.number) < here]
    following = after[:1] if by > 0 else before[-1:]
    if not following:
        said = texts("fiche-last" if by > 0 else "fiche-first")
        return said_only(turn, said, buttons=[_to(turn, fiche) for fiche in fiches[:_BUTTONS]])
    return Browse("questions", enjeu=following[0].enjeu, fiche=following[0].number)


def _page_shown(turn: Turn, fiches: Sequence[Fiche]) -> int:
    """The page of the list of all fiches that holds what was shown last; 0 when none does."""
    shown = set(turn.memory.hits)
    parts = pages([fiche.passage for fiche in fiches])
    return next((i for i, part in enumerate(parts) if any(passage.id in shown for passage in part)), 0)


async def think_with(turn: Turn, action: ThinkWith) -> Answer:
    """The button under a fiche."""
    sheet = turn.corpus.passage(action.passage)
    return passage_near(turn, sheet.text if sheet else "")


def passage_near(turn: Turn, text: str, besides: str = "") -> Answer:
    """The passage of the sections that tell something which is nearest to a text, another one than ``besides``."""
    told = {one.id: one for section in _TOLD for one in turn.corpus.section(section) if one.id != besides}
    hits = turn.index.search(text, k=1, within=told.keys()) if text else []
    if hits:
        shown = quote(turn.corpus, told[hits[0].id], turn.now.date())
        reply = Reply((Paragraph(texts("fiche-passage")), shown), intent="browse", outcome="sure")
        return Answer(reply, turn.remember())
    return Answer(Reply(paragraphs(texts("fiche-passage-none")), intent="browse"), turn.remember())


async def open_fiche(turn: Turn, action: OpenFiche) -> Intent:
    """The button of one fiche; from one fiche to the next, the message is replaced."""
    edits = turn.memory.place.startswith("questions:")
    return Browse(
        "questions", enjeu=action.enjeu, fiche=action.fiche, theme=tagged(turn.corpus, action.theme), edits=edits
    )


async def open_fiches(turn: Turn, action: OpenFiches) -> Intent:
    """The button of an enjeu's fiches."""
    return Browse("questions", enjeu=action.enjeu, theme=tagged(turn.corpus, action.theme))


def _all(turn: Turn, fiches: Sequence[Fiche], intent: Browse) -> Answer:
    parts = pages([fiche.passage for fiche in fiches])
    page = min(max(intent.page, 0), len(parts) - 1)
    said = texts("fiches-all", count=len(fiches)) if page == 0 else ""
    buttons = []
    if page > 0:
        buttons.append(button("button-previous-page", OpenPlace("questions", page - 1, tag(turn.theme))))
    if page + 1 < len(parts):
        buttons.append(button("button-next-page", OpenPlace("questions", page + 1, tag(turn.theme))))
    there = [fiche for fiche in fiches if fiche.passage in parts[page]]
    buttons += [_to(turn, fiche) for fiche in there[: _BUTTONS - len(buttons)]]
    return browsed(turn, parts[page], "questions", said=(said,), buttons=buttons, edits=intent.edits)


def _of(turn: Turn, enjeu: Enjeu) -> Answer:
    place = f"questions:{enjeu.number}"
    if not enjeu.fiches:
        none, others = texts("enjeu-without-fiche", number=enjeu.number), OpenPlace("questions", 0, tag(turn.theme))
        return browsed(turn, enjeu.passages, place, after=(none,), buttons=(button("button-questions", others),))
    said = texts("fiches-list", count=len(enjeu.fiches), enjeu=enjeu.number)
    passages = [fiche.passage for fiche in enjeu.fiches]
    shown = pages(passages)[0]
    buttons = [_to(turn, fiche) for fiche in enjeu.fiches[:_BUTTONS]]
    return browsed(turn, shown, place, said=(said,), after=(absent(enjeu),), buttons=buttons)


def _one(turn: Turn, enjeu: Enjeu, wanted: int, fiches: Sequence[Fiche], edits: bool = False) -> Answer:
    if wanted == LAST and enjeu.fiches:
        wanted = enjeu.fiches[-1].number
    fiche = next((fiche for fiche in enjeu.fiches if fiche.number == wanted), None)
    if fiche is None:
        return _missing(turn, enjeu, wanted)
    at = [(one.enjeu, one.number) for one in fiches].index((fiche.enjeu, fiche.number))
    name = tag(turn.theme)
    buttons = []
    if at > 0:
        before = fiches[at - 1]
        buttons.append(button("button-fiche-previous", OpenFiche(before.enjeu, before.number, name)))
    if at + 1 < len(fiches):
        after = fiches[at + 1]
        buttons.append(button("button-fiche-next", OpenFiche(after.enjeu, after.number, name)))
    buttons.append(button("button-fiche-passage", ThinkWith(fiche.passage.id)))
    place = f"questions:{fiche.enjeu}:{fiche.number}"
    return browsed(turn, (fiche.passage,), place, buttons=buttons, edits=edits)


def _missing(turn: Turn, enjeu: Enjeu, wanted: int) -> Answer:
    if not enjeu.fiches:
        return _of(turn, enjeu)
    there = listed(tuple(str(fiche.number) for fiche in enjeu.fiches))
    return said_only(
        turn,
        texts("fiche-missing", fiche=wanted, enjeu=enjeu.number),
        texts("fiche-there", count=len(enjeu.fiches), numbers=there),
        buttons=[_to(turn, fiche) for fiche in enjeu.fiches[:_BUTTONS]],
        place=f"questions:{enjeu.number}",
    )


def _of_some_enjeu(turn: Turn, wanted: int, found: Sequence[Enjeu]) -> Answer:
    """A fiche by its number alone: of the open enjeu, else of the only one that has it, else a choice."""
    fiches = [fiche for enjeu in found for fiche in enjeu.fiches]
    cursor = Cursor.read(turn.memory.place)
    here = next((one for one in found if cursor.kind in ("enjeu", "questions") and one.number == cursor.number), None)
    if here is not None:
        return _one(turn, here, wanted, fiches)
    if wanted == LAST:
        return _one(turn, next(one for one in found if one.number == fiches[-1].enjeu), LAST, fiches)
    candidates = [fiche for fiche in fiches if fiche.number == wanted]
    if len(candidates) == 1:
        return _one(turn, next(one for one in found if one.number == candidates[0].enjeu), wanted, fiches)
    said = texts("fiche-which") if candidates else texts("fiche-of-none", fiche=wanted)
    return said_only(turn, said, buttons=[_to(turn, fiche) for fiche in (candidates or fiches)[:_BUTTONS]])


def _to(turn: Turn, fiche: Fiche) -> Button:
    text = texts("button-fiche-number", enjeu=fiche.enjeu, fiche=fiche.number)
    return Button(label(text), OpenFiche(fiche.enjeu, fiche.number, tag(turn.theme)))


FEATURE = Feature(
    name="browse_fiches",
    commands=(CommandLine("fiches", lambda argument: Browse("questions"), "help-fiches", words="fiches"),),
    places={"questions": browse},
    actions={OpenFiche: open_fiche, OpenFiches: open_fiches, ThinkWith: think_with},
)
