"""The buttons' actions that several features offer, and how themes are named in them."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from bot.actions import Action
from bot.dialogue.present import label
from bot.messages import Button
from bot.texts import texts
from corpus.model import Corpus, Theme


@dataclass(frozen=True, slots=True)
class OpenPassage(Action, prefix="p"):
    """Show one passage."""

    passage: str


@dataclass(frozen=True, slots=True)
class OpenDocument(Action, prefix="d"):
    """Show a page of the document of a passage."""

    passage: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenPlace(Action, prefix="b"):
    """Show a part of the corpus: a section, a page of it, in a theme (its tag)."""

    place: str
    page: int = 0
    theme: str = ""


@dataclass(frozen=True, slots=True)
class OpenEnjeu(Action, prefix="e"):
    """Show one enjeu of a theme."""

    number: int
    theme: str = ""


@dataclass(frozen=True, slots=True)
class OpenFiches(Action, prefix="fs"):
    """Show the fiches of one enjeu of a theme."""

    enjeu: int
    theme: str = ""


@dataclass(frozen=True, slots=True)
class OpenFiche(Action, prefix="f"):
    """Show one fiche of a theme."""

    enjeu: int
    fiche: int
    theme: str = ""


@dataclass(frozen=True, slots=True)
class OpenHelp(Action, prefix="h"):
    """Show what the bot can do."""


def tag(theme: Theme | None) -> str:
    """A theme's name in an action: eight characters, the same in every version of the corpus."""
    return f"{crc32(theme.key.encode()):08x}" if theme else ""


def tagged(corpus: Corpus, name: str) -> str:
    """The key of the theme of this tag; empty when there is none."""
    return next((theme.key for theme in corpus.themes if tag(theme) == name), "")


def space_link(corpus: Corpus, theme: str) -> tuple[Button, ...]:
    """The button that opens the collaborative space of a theme (its key), where its address is known."""
    url = next((one.links.get("espace", "") for one in corpus.themes if one.key == theme), "")
    return (Button(texts("button-space"), url=url),) if url else ()


def button(key: str, action: Action) -> Button:
    """A button labelled by a text of the catalogue."""
    return Button(label(texts(key)), action)
