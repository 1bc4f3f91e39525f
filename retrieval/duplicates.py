"""Near-duplicate passages are one in an answer: pages repeat each other, and the same text thrice is one answer."""

from __future__ import annotations

import numpy as np

from retrieval.arrays import Arrays, Ints

ALIKE = 0.8
"""Share of words (Jaccard) from which two passages count as one."""


def folded(arrays: Arrays, passages: Ints, most: int) -> list[tuple[int, list[int]]]:
    """The first ``most`` different passages in order, each with the later ones that say the same."""
    kept: list[tuple[int, Ints, list[int]]] = []
    for passage in passages.tolist():
        terms = np.unique(arrays.form_term[arrays.token_form[slice(*arrays.text_of(passage))]])
        twin = next((others for _, known, others in kept if _alike(known, terms)), None)
        if twin is not None:
            twin.append(passage)
        elif len(kept) < most:
            kept.append((passage, terms, []))
        else:
            break
    return [(passage, others) for passage, _, others in kept]


def _alike(one: Ints, other: Ints) -> bool:
    # Sets of very different sizes cannot be alike: most pairs are told apart without looking.
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other), 1):
        return False
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= ALIKE * (len(one) + len(other) - shared)
