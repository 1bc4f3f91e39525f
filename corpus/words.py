"""Words of a text, folded, for comparing texts with each other (search has its own, richer analysis)."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def unaccented(text: str) -> str:
    """The text in lower case, without accents: ``"Été"`` gives ``"ete"``."""
    return _ACCENT.sub("", unicodedata.normalize("NFD", text.lower()))


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case and without accents: ``"L’Œuvre"`` gives ``["l", "oeuvre"]``."""
    return _WORD.findall(unaccented(text).translate(_LIGATURES))
