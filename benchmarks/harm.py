"""What happens to questions on the way: accents and apostrophes lost, a slip of the finger, phone spelling, dictation.

Each way is a pure function of the question and a seeded random generator.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

Harm = Callable[[str, random.Random], str]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PHONE = [
    (r"\bqu['’ ]est-ce que\b", "c koi"),
    (r"\bc'est quoi\b", "cé koi"),
    (r"\bcomment\b", "cmt"),
    (r"\bpourquoi\b", "pk"),
    (r"\bcombien\b", "cb"),
    (r"\bquand\b", "qd"),
    (r"\bquelle?s?\b", "kel"),
    (r"\bqui\b", "ki"),
    (r"\bque\b", "ke"),
    (r"\bdans\b", "ds"),
    (r"\bpour\b", "pr"),
    (r"\bavec\b", "avc"),
    (r"\btout\b", "tt"),
    (r"\bnous\b", "ns"),
    (r"\bvous\b", "vs"),
    (r"\bbeaucoup\b", "bcp"),
    (r"\btoujours\b", "tjs"),
    (r"\bje suis\b", "chui"),
]


def no_accents(question: str, _: random.Random) -> str:
    """Typed without accents ("ete")."""
    return "".join(c for c in unicodedata.normalize("NFKD", question) if not unicodedata.combining(c))


def no_apostrophes(question: str, chance: random.Random) -> str:
    """Each apostrophe dropped or typed as a space."""
    return re.sub(r"['’]", lambda _: chance.choice(["", " "]), question)


def one_letter(question: str, chance: random.Random) -> str:
    """One letter of one word of five letters or more inserted, dropped, swapped or replaced."""
    words = list(re.finditer(r"[^\W\d_]{5,}", question))
    if not words:
        return question
    word = chance.choice(words)
    text, at = word.group(), chance.randrange(1, len(word.group()) - 1)
    changed = {
        "insert": text[:at] + chance.choice(_LETTERS) + text[at:],
        "drop": text[:at] + text[at + 1 :],
        "swap": text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        "replace": text[:at] + chance.choice(_LETTERS) + text[at + 1 :],
    }[chance.choice(["insert", "drop", "swap", "replace"])]
    return question[: word.start()] + changed + question[word.end() :]


def phone(question: str, chance: random.Random) -> str:
    """Phone spelling: no capitals, no accents, no apostrophes, short forms."""
    text = question.lower()
    for plain, short in _PHONE:
        text = re.sub(plain, short, text)
    return no_apostrophes(no_accents(text, chance), chance).rstrip(" ?")


def dictated(question: str, _: random.Random) -> str:
    """Punctuation spoken, as dictation leaves it."""
    text = re.sub(r"\s*,", " virgule", question)
    return re.sub(r"\s*\?", " point d'interrogation", text)


WAYS: dict[str, Harm] = {
    "accents lost": no_accents,
    "apostrophes lost": no_apostrophes,
    "one letter changed": one_letter,
    "phone spelling": phone,
    "dictated": dictated,
}
