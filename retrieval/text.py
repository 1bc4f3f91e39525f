"""Characters and words: Unicode and typographic normalisation, and words with their places.

People type without accents, with either apostrophe or none, and paste invisible characters; the corpus has its own
typography.  Both sides pass through the same folding, while offsets always speak of the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'’‘ʼ`´′＇"
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_OPENED = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
"""Ligatures and letters of their own, as plain ones."""
MESSAGE = 240
"""Characters up to which a text is taken for a message or a title, whose words are remembered."""
_CONTINUES = f"\u0300-\u036f{_INVISIBLE}"
# An acronym with dots is one word; a word may hold combining accents and invisible characters.
_WORD = re.compile(rf"(?<![^\W_])(?:[^\W\d_][{_CONTINUES}]*\.){{2,}}|[^\W_](?:[^\W_]|[{_CONTINUES}])*")
# Where none of what makes a word more than a run of letters and digits occurs, runs are found twice as fast.
_CONTINUED = re.compile(f"[{_CONTINUES}]")
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]\.")
_RUN = re.compile(r"[^\W_]+")
_DROPPED = re.compile(rf"[{_INVISIBLE}\u0300-\u036f.]")
_SPACES = re.compile(r"\s+")
_ALL_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
# It begins where a run of marks begins: begun again at each of them, a line of dots would take hours.
_SENTENCE_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*(?:\s?[»”]|[\"')\]])*(?=\s|$)|\n\s*\n|\n(?=\s*[-•→*\d])")
# A full stop after one of these, or after an initial, ends no sentence.
_ABBREVIATION = re.compile(
    r"(?<![^\W_])(?:[A-Z]|MM?|Mme|Mlle|Dr|St|[Aa]rt|[Cc]f|[Ee]x|[Pp]p?|[Vv]ol|[Nn]o|[Aa]v|[Bb]d|env)\.$"
)
_LONGEST = len("Mlle.")


class Word(NamedTuple):
    """A word of a text: where it stands (``text[start:end]``) and its folded form."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Lower case, plain letters, no accents, ligatures opened, invisible characters and acronym dots dropped.

    >>> fold_word("Œuvre"), fold_word("P.N.R."), fold_word("ÉLU"), fold_word("𝗚𝗔𝗟")
    ('oeuvre', 'pnr', 'elu', 'gal')
    """
    if word.isascii():
        return word.lower().replace(".", "")
    word = _DROPPED.sub("", unicodedata.normalize("NFKD", word).lower())
    return word if word.isascii() else word.translate(_OPENED)


def fold_words(words: Sequence[str]) -> list[str]:
    """Many words folded at once: what ``fold_word`` gives for each.

    >>> fold_words(["Œuvre", "P.N.R.", "ÉLU"])
    ['oeuvre', 'pnr', 'elu']
    """
    if not words:
        return []
    joined = unicodedata.normalize("NFKD", "\n".join(words)).lower()
    return _DROPPED.sub("", joined).translate(_OPENED).split("\n")


def fold(text: str) -> str:
    """A text for matching phrases: folded words, plain apostrophes, single spaces.

    >>> fold("Qu’est-ce que l’ŒUVRE\\u00a0?")
    "qu'est-ce que l'oeuvre ?"
    """
    text = _ALL_APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text).lower())
    text = unicodedata.normalize("NFKD", text).translate(_OPENED)
    text = "".join(c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return _SPACES.sub(" ", text).strip()


def words(text: str) -> Iterator[Word]:
    """The words of a text, cut at every apostrophe, hyphen and space.

    >>> [word.form for word in words("L’épicerie, aujourd'hui")]
    ['l', 'epicerie', 'aujourd', 'hui']
    """
    return iter(_words(text)) if len(text) <= MESSAGE else _cut(text)


def continues_word() -> str:
    """The characters that are part of a word but never begin one: combining accents and invisible characters."""
    return "".join(re.findall(f"[{_CONTINUES}]", "".join(map(chr, range(0x10000)))))


def cut_words(text: str) -> list[str]:
    """The words of a text as they are written, in order; a few fold to nothing.

    >>> cut_words("L’épicerie du P.N.R. d’à côté")
    ['L', 'épicerie', 'du', 'P.N.R.', 'd', 'à', 'côté']
    """
    return _words_of(text).findall(text)


def _words_of(text: str) -> re.Pattern[str]:
    return _WORD if _CONTINUED.search(text) or ("." in text and _DOTTED.search(text)) else _RUN


def _cut(text: str) -> Iterator[Word]:
    for match in _words_of(text).finditer(text):
        form = fold_word(match.group())
        if form:
            start, end = match.span()
            yield Word(start, end, form)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Word, ...]:
    """A message is cut many times over while it is being understood, a passage once."""
    return tuple(_cut(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end, without the space between them; they never overlap.

    >>> text = "Un. « Deux ? » Trois"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Un.', '« Deux ? »', 'Trois']
    """
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if match.group() == "." and _ABBREVIATION.search(text, max(start, end - _LONGEST), end):
            continue
        found.append((start, end))
        start = end
    found.append((start, len(text)))
    trimmed = []
    for start, end in found:
        sentence = text[start:end]
        left, right = len(sentence) - len(sentence.lstrip()), len(sentence.rstrip())
        if left < right:
            trimmed.append((start + left, start + right))
    return trimmed
