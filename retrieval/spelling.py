"""Words that the index does not know, tried by spelling: glued elisions, then close forms.

Candidates share letter n-grams with the typed word; the restricted Damerau-Levenshtein distance (optimal string
alignment) decides.  A word that the index knows is never corrected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from retrieval.arrays import Arrays
from retrieval.build import grams
from retrieval.frequency import ORDINARY, zipf

_GLUED = ("jusqu", "lorsqu", "puisqu", "quelqu", "qu", "l", "d", "j", "n", "s", "c", "m", "t")
_CLOSEST = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """A form of the index that a typed word may be: its number, and how sure (1: only an apostrophe was lost)."""

    form: int
    likeness: float


def unglue(arrays: Arrays, form: str) -> Guess | None:
    """The known word behind an elided one typed without its apostrophe ("luniversite")."""
    for elided in _GLUED:
        rest = form.removeprefix(elided)
        if rest != form and len(rest) > 3 and rest[0] in "aeiouyh":
            found = arrays.forms.find(rest)
            if found >= 0:
                return Guess(found, 1.0)
    return None


def allowed(length: int) -> int:
    """Edits allowed in a word of this many letters: none under 4, one to 7, two beyond."""
    return 0 if length < 4 else 1 if length < 8 else 2


def close_forms(arrays: Arrays, form: str, most: int = 3) -> list[Guess]:
    """Known forms within the allowed edits of a typed word, closest first; of equals names, then more grams shared.

    None for a word of ordinary French: it was meant, the corpus just does not have it.
    """
    limit = allowed(len(form))
    if not limit or form.isdigit() or zipf(form) >= ORDINARY:
        return []
    known_grams = [number for number in map(arrays.grams.find, set(grams(form))) if number >= 0]
    holders, _, _ = arrays.forms_with(np.array(known_grams, np.int64))
    shared = np.bincount(holders, minlength=len(arrays.forms))
    likely = np.flatnonzero(shared)
    likely = likely[np.argsort(-shared[likely], kind="stable")[:_CLOSEST]]
    found = []
    for number in likely.tolist():
        known = arrays.forms[number]
        distance = OSA.distance(form, known, score_cutoff=limit)
        # Nearly everyone gets the first letter right: an edit there is trusted only in long words.
        if distance <= limit and (known[0] == form[0] or len(form) > 7):
            is_name = arrays.surfaces[number][:1].isupper() and zipf(known) < ORDINARY
            found.append((distance, not is_name, -float(shared[number]), number))
    return [Guess(number, 1 - distance / (len(form) + 1)) for distance, _, _, number in sorted(found)[:most]]
