"""Words that the index does not know, tried by spelling: glued elisions, then close forms.

Candidates share letter n-grams with the typed word; the restricted Damerau-Levenshtein distance (optimal string
alignment) decides.  A word that the index knows is never corrected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from retrieval.arrays import Arrays, Ints
from retrieval.fast import compiled_letters
from retrieval.frequency import ORDINARY, zipf
from retrieval.grams import SPELLING

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
    # Nearly everyone gets the first letter right: an edit there is trusted only in long words.
    first, end = (0, len(arrays.forms)) if len(form) > 7 else arrays.forms.starting_with(form[0])
    likely, shared = _likely(arrays, form, first, end)
    found = []
    for number, share, known in zip(
        likely.tolist(), shared.tolist(), arrays.forms.several(likely.tolist()), strict=True
    ):
        distance = OSA.distance(form, known, score_cutoff=limit)
        if distance <= limit:
            is_name = arrays.surfaces[number][:1].isupper() and zipf(known) < ORDINARY
            found.append((distance, not is_name, -share, number))
    return [Guess(number, 1 - distance / (len(form) + 1)) for distance, _, _, number in sorted(found)[:most]]


def _likely(arrays: Arrays, form: str, first: int, end: int) -> tuple[Ints, Ints]:
    """The forms of a range that share most letter n-grams with a word, and how many."""
    grams = arrays.grams.of(form, SPELLING).numbers
    if not grams:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    least = max(1, len(grams) // 3)  # those that share fewer are further away than is allowed
    kernel = compiled_letters()
    if kernel is None:
        lists = [arrays.grams.holders(gram) for gram in grams]
        if end - first < len(arrays.forms):
            lists = [forms[slice(*forms.searchsorted((first, end)))] for forms in lists]
        counts = np.bincount(np.concatenate(lists) - first)
        likely = np.flatnonzero(counts >= least)
        shared, likely = counts[likely], likely + first
    else:
        gram_arrays = (arrays.grams.end, arrays.grams.form)
        likely, shared = kernel.sharing(np.array(grams, np.int64), *gram_arrays, first, end, least, _CLOSEST)
    order = np.lexsort((likely, -shared))[:_CLOSEST]
    return likely[order], shared[order]
