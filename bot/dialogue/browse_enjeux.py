"""Browsing the enjeux: the list, one of them, and what to say of one that is not there."""

from __future__ import annotations

from bot.dialogue.browsing import Cursor, browsed, nothing_there, said_only
from bot.dialogue.buttons import OpenEnjeu, OpenFiche, OpenFiches, OpenPlace, button, tag, tagged
from bot.dialogue.intents import LAST, Browse, Intent
from bot.dialogue.present import label
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button, Listing, Paragraph, Reply
from bot.texts import listed, texts
from corpus.structure import Enjeu, enjeux

_BUTTONS = 6


async def browse(turn: Turn, intent: Browse) -> Answer | Intent:
    """The list of enjeux, or one; "et l'enjeu 3 ?" after fiches means the fiches of enjeu 3."""
    theme = turn.theme
    found = enjeux(turn.corpus, theme.key) if theme else ()
    if not found:
        return nothing_there(turn)
    if intent.elliptic and intent.enjeu is not None and Cursor.read(turn.memory.place).kind == "questions":
        return Browse("questions", enjeu=intent.enjeu, theme=intent.theme)
    if intent.enjeu is None:
        return _list(turn, found)
    wanted = found[-1].number if intent.enjeu == LAST else intent.enjeu
    one = next((enjeu for enjeu in found if enjeu.number == wanted), None)
    return _one(turn, one) if one else missing(turn, wanted, found)


def missing(turn: Turn, wanted: int, found: tuple[Enjeu, ...]) -> Answer:
    """There is no such enjeu: said, with those there are."""
    said = Paragraph(texts("enjeu-missing", number=wanted))
    reply = Reply((said, Listing(tuple(map(_item, found)))), _to_enjeux(turn, found), intent="browse")
    return Answer(reply, turn.remember(place="enjeu", hits=(), shown=0, question="", question_id=""))


async def open_enjeu(turn: Turn, action: OpenEnjeu) -> Intent:
    """The button of one enjeu."""
    return Browse("enjeu", enjeu=action.number, theme=tagged(turn.corpus, action.theme))


def _list(turn: Turn, found: tuple[Enjeu, ...]) -> Answer:
    passages = [passage for enjeu in found for passage in enjeu.passages]
    said = texts("enjeux-list", count=len(found))
    bare = tuple(_item(enjeu) for enjeu in found if not enjeu.passages)
    return browsed(turn, passages, "enjeu", said=(said,), after=bare, buttons=_to_enjeux(turn, found))


def _one(turn: Turn, enjeu: Enjeu) -> Answer:
    name = tag(turn.theme)
    numbers = [fiche.number for fiche in enjeu.fiches]
    if not numbers:
        after = [texts("enjeu-without-fiche", number=enjeu.number)]
    else:
        sheets = listed(tuple(texts("enjeu-fiche-item", number=fiche) for fiche in numbers))
        after = [f"{texts('enjeu-fiches', count=len(numbers))} {sheets}.", absent(enjeu)]
    buttons = [
        Button(label(texts("button-fiche-number", enjeu=enjeu.number, fiche=n)), OpenFiche(enjeu.number, n, name))
        for n in numbers[: _BUTTONS - 2]
    ]
    buttons.append(
        button("button-enjeu-fiches", OpenFiches(enjeu.number, name))
        if numbers
        else button("button-enjeu", OpenPlace("enjeu", 0, name))
    )
    if not enjeu.passages:
        return said_only(turn, _item(enjeu), *after, buttons=buttons, place=f"enjeu:{enjeu.number}")
    return browsed(turn, enjeu.passages, f"enjeu:{enjeu.number}", after=tuple(after), buttons=buttons)


def absent(enjeu: Enjeu) -> str:
    """Which fiches of an enjeu the corpus does not have; empty when none is known to be missing."""
    if not enjeu.absent:
        return ""
    numbers = listed(tuple(map(str, enjeu.absent)))
    return texts("fiches-absent", count=len(enjeu.absent), numbers=numbers, enjeu=enjeu.number)


def _item(enjeu: Enjeu) -> str:
    if not enjeu.name:
        return texts("enjeu-item-bare", number=enjeu.number)
    return texts("enjeu-item", number=enjeu.number, name=enjeu.name)


def _to_enjeux(turn: Turn, found: tuple[Enjeu, ...]) -> tuple[Button, ...]:
    return tuple(
        Button(texts("button-enjeu-number", number=enjeu.number), OpenEnjeu(enjeu.number, tag(turn.theme)))
        for enjeu in found[:_BUTTONS]
    )


FEATURE = Feature(
    name="browse_enjeux",
    commands=(CommandLine("enjeux", lambda argument: Browse("enjeu"), "help-enjeux", words="enjeux"),),
    places={"enjeu": browse},
    actions={OpenEnjeu: open_enjeu},
)
