"""Endings of folded words made such as the Snowball stemmer wants them: of one word, or of very many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ACCENTED = [
    (plain + plural, accented + plural)
    for plain, accented in (("ite", "ité"), ("ee", "ée"), ("iere", "ière"))
    for plural in ("", "s")
]
"""Endings that the stemmer knows by their accent, which folding took: given back alike on both sides."""
_PLAIN = tuple(plain for plain, _ in _ACCENTED)
_KEEPING = "aiou"
"""Letters after which the stemmer keeps a final s ("élus", "tabous"): it would part a plural from its singular."""
_LINE = ord("\n")


def mended(form: str) -> str:
    """A folded word as the stemmer wants it.

    >>> mended("elus"), mended("qualites"), mended("dos")
    ('elu', 'qualités', 'dos')
    """
    if len(form) > 3 and form[-1] == "s" and form[-2] in _KEEPING:
        return form[:-1]
    if form.endswith(_PLAIN):
        for ending, accented in _ACCENTED:
            if form.endswith(ending):
                return form.removesuffix(ending) + accented
    return form


def all_mended(forms: list[str]) -> tuple[list[str], NDArray[np.intp]]:
    """Each of many words as the stemmer wants it, and how many letters each had.

    >>> all_mended(["elus", "qualites", "dos"])
    (['elu', 'qualités', 'dos'], array([4, 8, 3]))
    """
    text = "\n".join([*forms, ""])  # a line break ends each word: no ending reaches into the word before
    coding, number = ("latin-1", "u1") if text.isascii() else ("utf-32-le", "<u4")
    letters = np.frombuffer(text.encode(coding), number).copy()
    ends = np.flatnonzero(letters == _LINE)
    lengths = np.diff(ends, prepend=-1) - 1
    last = letters[ends - 1]
    of_last = {letter: ends[last == ord(letter)] for letter in {ending[-1] for ending in _PLAIN}}
    for ending, accented in _ACCENTED:
        here = of_last[ending[-1]]
        for back in range(2, len(ending) + 1):
            here = here[letters[here - back] == ord(ending[-back])]
        for back, letter in enumerate(reversed(accented), 1):
            letters[here - back] = ord(letter)
    plural = ends[(last == ord("s")) & (lengths > 3)]
    plural = plural[np.isin(letters[plural - 2], [ord(letter) for letter in _KEEPING])]
    written = np.delete(letters, plural - 1).tobytes().decode(coding)
    return written.split("\n")[:-1], lengths
