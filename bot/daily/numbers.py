"""Small numbers as people write them in French: ``8``, ``huit``, ``vingt et un``, ``une``."""

from __future__ import annotations

_NAMES = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_UNITS = tuple(_NAMES.split(" "))
_TEENS = ("dix-sept", "dix-huit", "dix-neuf")
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}


def _words() -> dict[str, int]:
    words = {word: value for value, word in enumerate((*_UNITS, *_TEENS))} | {"une": 1} | _TENS
    for tens, base in _TENS.items():
        for join in (" et ", "-et-"):
            words |= {f"{tens}{join}un": base + 1, f"{tens}{join}une": base + 1}
        for unit in range(1, 10):
            words |= {f"{tens}{join}{_UNITS[unit]}": base + unit for join in ("-", " ")}
        words |= {f"{tens}-une": base + 1, f"{tens} une": base + 1}
    for word in _TEENS:
        words[word.replace("-", " ")] = words[word]
    return words


WORDS: dict[str, int] = _words()
"""The numbers up to 59 that are written in words, folded."""
PATTERN = "|".join(sorted(WORDS, key=len, reverse=True))
"""An expression that matches any of them, the longest first."""


def value_of(text: str) -> int:
    """The number that a text of digits or a word of ``WORDS`` is.

    >>> value_of("vingt et une"), value_of("08")
    (21, 8)
    """
    return int(text) if text.isdecimal() else WORDS[text]
