"""The shape of the house: arrows point down, files stay short, no word of a theme is in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.loading import EMBEDDED, load_corpus

ROOT = Path(__file__).parents[1]
FILES = sorted(path for part in ("bot", "corpus", "retrieval") for path in (ROOT / part).rglob("*.py"))
LONGEST = 250

ABOVE = ("bot.app", "bot.cli", "bot.channels", "telegram", "aiohttp")
"""What only the program's upper floor knows: messengers, and who puts the parts together."""
NEVER = {
    "corpus": ("retrieval", "bot"),
    "retrieval": ("corpus", "bot"),
    "bot/settings": (*ABOVE, "bot.dialogue", "bot.daily", "bot.editorial", "bot.outbox", "bot.store", "retrieval"),
    "bot/store": (*ABOVE, "bot.dialogue", "bot.editorial", "bot.outbox", "bot.daily", "corpus", "retrieval"),
    "bot/editorial": (*ABOVE, "bot.dialogue", "bot.daily"),
    "bot/outbox": (*ABOVE, "bot.dialogue", "bot.daily"),
    "bot/dialogue": ABOVE,
    "bot/daily": ABOVE,
}
"""For each part, what it must never know."""

SUBJECT = ("coopération", "coopérer", "mutualis", "intercommunal")
"""Words of the theme we ship; the names of its people, structures and places are read from it."""


def imported(path: Path) -> Iterator[str]:
    """Every module that a file names in an import."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("part", NEVER)
def test_arrows_point_down(part: str) -> None:
    files = [path for path in FILES if path.is_relative_to(ROOT / part)]
    assert files
    for path in files:
        up = [name for name in imported(path) if name.startswith(tuple(f"{other}." for other in NEVER[part]))]
        assert not up + [name for name in imported(path) if name in NEVER[part]], path


def test_files_are_short() -> None:
    assert {str(path): lines for path in FILES if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST} == {}


def test_no_word_of_the_theme_is_in_the_code() -> None:
    people = [document for theme in load_corpus(EMBEDDED).corpus.themes for document in theme.documents]
    names = {
        name for document in people for name in (document.person, document.territory, document.organisation) if name
    }
    words = {word for name in names for word in re.findall(r"\b[A-ZÉ]\w{3,}", name)} - {"Pays"}
    theirs = re.compile(rf"\b(?:{'|'.join(sorted(words))})\b|(?i:{'|'.join(SUBJECT)})")
    assert words
    found = {str(path): theirs.findall(path.read_text("utf-8")) for path in FILES}
    assert {path: said for path, said in found.items() if said} == {}
