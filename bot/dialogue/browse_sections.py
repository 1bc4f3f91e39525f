"""Browsing: contexte, définitions, ressources, participation, the themes, and the menu of them all."""

from __future__ import annotations

from bot.dialogue.browsing import said_only, shelf
from bot.dialogue.buttons import OpenPlace, button, tag, tagged
from bot.dialogue.intents import Browse, Intent, Place
from bot.dialogue.present import label
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button, Listing, Paragraph, Reply
from bot.texts import texts
from corpus.model import SECTIONS
from corpus.structure import enjeux, entretiens

_PLACES: tuple[Place, ...] = (*SECTIONS, "themes", "all")
_MENU: tuple[Place, ...] = ("contexte", "definition", "enjeu", "questions", "entretien", "ressource")


async def section(turn: Turn, intent: Browse) -> Answer:
    """A page of a section, in reading order."""
    theme = turn.theme
    name = next((name for name in SECTIONS if name == intent.place), None)
    if name is None or theme is None:
        return said_only(turn, texts("corpus-empty"))
    return shelf(turn, intent.place, turn.corpus.section(name, theme.key), intent.page, intent.edits)


async def menu(turn: Turn, intent: Browse) -> Answer:
    """What the theme contains, with a button for each part that is not empty."""
    theme = turn.theme
    if theme is None:
        return said_only(turn, texts("corpus-empty"))
    counts = {
        "enjeu": len(enjeux(turn.corpus, theme.key)),
        "questions": len(turn.corpus.section("questions", theme.key)),
        "entretien": len(entretiens(turn.corpus, theme.key)),
    }
    there = [name for name in SECTIONS if turn.corpus.section(name, theme.key)]
    items = tuple(texts(f"browse-count-{name}", count=counts.get(name, 0)) for name in there if counts.get(name, 1))
    buttons = [
        button(f"button-{name}", OpenPlace(name, 0, tag(theme)))
        for name in _MENU
        if name in there and counts.get(name, 1)
    ]
    said = Paragraph(texts("browse-menu", theme=theme.name))
    reply = Reply((said, Listing(items)), tuple(buttons), intent="browse")
    return Answer(reply, turn.remember(place="all", hits=(), shown=0, question="", question_id=""))


async def themes(turn: Turn, intent: Browse) -> Answer | Intent:
    """The themes; or the one chosen, which is browsed from then on."""
    if intent.theme and len(turn.corpus.themes) > 1:
        return Browse("all", theme=intent.theme)
    items = tuple(
        texts("themes-item", name=theme.name, description=theme.description) if theme.description else theme.name
        for theme in turn.corpus.themes
    )
    if not items:
        return said_only(turn, texts("corpus-empty"))
    said = Paragraph(texts("themes-list", count=len(items)))
    buttons = tuple(Button(label(theme.name), OpenPlace("all", 0, tag(theme))) for theme in turn.corpus.themes[:6])
    reply = Reply((said, Listing(items, numbered=True)), buttons, intent="browse")
    return Answer(reply, turn.remember(place="themes", hits=(), shown=0, question="", question_id=""))


async def open_place(turn: Turn, action: OpenPlace) -> Intent:
    """The buttons that lead to a part of the corpus; one page replaces another."""
    place: Place = next((place for place in _PLACES if place == action.place), "all")
    paging = action.page > 0 or turn.memory.place.startswith(f"{place}:")
    return Browse(place, theme=tagged(turn.corpus, action.theme), page=action.page, edits=paging)


FEATURE = Feature(
    name="browse_sections",
    commands=(
        CommandLine("contexte", lambda argument: Browse("contexte"), "help-contexte", words="contexte"),
        CommandLine("definitions", lambda argument: Browse("definition"), "help-definitions", words="définition"),
        CommandLine("ressources", lambda argument: Browse("ressource"), "help-ressources", words="ressources"),
        CommandLine("participer", lambda argument: Browse("participation"), "help-participer"),
        CommandLine("themes", lambda argument: Browse("themes"), "help-themes", words="thème"),
    ),
    places={
        "contexte": section,
        "definition": section,
        "ressource": section,
        "participation": section,
        "themes": themes,
        "all": menu,
    },
    actions={OpenPlace: open_place},
)
