"""Numbers of enjeux and fiches, as headings and titles write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _counted(words: str, first: int) -> dict[str, int]:
    return {word: value for value, word in enumerate(words.split(), first)}


_WORDS = _counted(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt",
    first=0,
)
_ORDINALS = _counted(
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme",
    first=1,
) | {"second": 2}
_ROMAN = _counted("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx", first=1)
_VALUES = _WORDS | _ROMAN | _ORDINALS | {"une": 1}
_SPELT = "|".join(sorted(map(re.escape, _VALUES), key=len, reverse=True))
# A spelt or roman number counts only before a pause: "Enjeu un : …" has one, "enjeu un peu particulier" has none.
_NUMBER = rf"\s*(?:n[°ºo]?\.?\s*)?(?:(?P<digits>\d{{1,3}})(?!\d|\s*%)|(?P<word>{_SPELT})(?=\s*(?:$|[:.,;()\-–—/])))"
_ENJEU = re.compile(rf"\benjeu\b{_NUMBER}")
_ENJEU_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(_ORDINALS)})\s+enjeu\b")
_FICHE = re.compile(rf"\b(?:questions?|fiche)\b{_NUMBER}")
_STATEMENT = re.compile(rf"\s*enjeu\b{_NUMBER}\s*[:.–—-]\s*")


def _fold(text: str) -> str:
    """Lower case without accents, one character for one, so that offsets stay those of ``text``."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower()[:1] or " " for character in text)


def _value(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    groups = match.groupdict()
    return int(groups["digits"]) if groups.get("digits") else _VALUES.get(groups["word"])


@lru_cache(maxsize=4096)
def number(text: str) -> int | None:
    """The number that a whole text is: ``"4"``, ``"deux"``, ``"IV"``; None for anything else."""
    folded = _fold(text).strip()
    return int(folded) if re.fullmatch(r"[0-9]{1,6}", folded) else _VALUES.get(folded)


def enjeu_number(text: str) -> int | None:
    """The enjeu that a heading or title names: 2 for "Enjeu 2 : …", "enjeu n° 2", "Enjeu II -", "Deuxième enjeu"."""
    folded = _fold(text)
    found = _value(_ENJEU.search(folded))
    return found if found is not None else _value(_ENJEU_ORDINAL.search(folded))


def fiche_number(text: str) -> int | None:
    """The fiche that a heading or title names: 3 for "… - enjeu 4 - questions 3", "Fiche n° 3"."""
    return _value(_FICHE.search(_fold(text)))


def statement(text: str) -> tuple[int, str] | None:
    """The number and the wording of a text that begins as "Enjeu 2 : wording"; None when it does not."""
    match = _STATEMENT.match(_fold(text[:80]))
    value = _value(match)
    if match is None or value is None:
        return None
    rest = text[match.end() :].strip()
    return (value, rest) if rest else None
