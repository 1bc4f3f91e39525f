"""Acronyms that the texts explain themselves: "Parc naturel régional (PNR)", or initials used beside their words.

What is harvested joins the lexicon: whoever types the acronym finds the words, and the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile

from retrieval.text import fold_word

_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "à", "a", "au", "aux", "pour", "sur"})
_SHORT = re.compile(r"\(\s*([A-ZÀ-Ü][A-Za-zÀ-ü]{1,8})\s*\)")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"(?<![^\W_])[A-ZÀ-Ü]{3,8}(?![^\W_])")
_NAME = re.compile(
    r"[A-ZÀ-Ü][^\W\d_]+(?:(?:\s+|['’])(?:(?:de|du|des|d|la|le|les|l|et|en)(?:\s+|['’]))*[A-ZÀ-Ü][^\W\d_]+){2,7}"
)


@dataclass(frozen=True, slots=True)
class Acronym:
    """A lexicon entry made of an acronym and its words, one way or the other."""

    typed: tuple[str, ...]
    corpus: tuple[str, ...]


def harvest(texts: Iterable[str]) -> list[Acronym]:
    """Entries for every acronym that some text explains, both ways, each once.

    >>> [entry.typed + entry.corpus for entry in harvest(["Un Parc Naturel Régional (PNR) est né."])]
    [('PNR', 'Parc Naturel Régional'), ('Parc Naturel Régional', 'PNR')]
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for text in (unicodedata.normalize("NFC", text) for text in texts):
        for short, words in (*_in_brackets(text), *_beside(text)):
            found.setdefault((fold_word(short), " ".join(map(fold_word, words.split()))), (short, words))
    return [entry for a, b in found.values() for entry in (Acronym((a,), (b,)), Acronym((b,), (a,)))]


def _in_brackets(text: str) -> Iterator[tuple[str, str]]:
    for match in _SHORT.finditer(text):
        short = match.group(1)
        if sum(letter.isupper() for letter in short) < 2:
            continue
        before = list(_WORD.finditer(text, max(0, match.start() - 120), match.start()))
        for first in range(len(before) - 1, -1, -1):
            words = [word.group() for word in before[first:]]
            if len(words) > len(short) + 5:
                break
            if words[0].lower() not in _SMALL and _initials(words) == fold_word(short):
                yield short, text[before[first].start() : before[-1].end()]
                break


def _beside(text: str) -> Iterator[tuple[str, str]]:
    shorts = {match.group() for match in _CAPITALS.finditer(text)}
    if shorts:
        for match in _NAME.finditer(text):
            words = [*dropwhile(lambda word: word.group().lower() in _SMALL, _WORD.finditer(match.group()))]
            initials = _initials([word.group() for word in words])
            for short in shorts:
                if initials == fold_word(short):
                    yield short, match.group()[words[0].start() :]


def _initials(words: list[str]) -> str:
    return "".join(fold_word(word)[0] for word in words if word.lower() not in _SMALL)
