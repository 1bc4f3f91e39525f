"""Passages that repeat each other, found without comparing every pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.words import words

SHINGLE = 4
"""Words in a row that two texts share."""
ALIKE = 0.6
"""Share of the shorter text's word runs found in the longer one, from which they are near-duplicates."""


def near_duplicates(texts: Sequence[str], *, alike: float = ALIKE) -> Iterator[tuple[int, int, float]]:
    """Pairs (earlier, later, share) of texts that repeat each other; each later text is paired once, best first.

    ``share`` is 1.0 when the words are exactly the same.  Texts shorter than eight words are compared whole only.
    """
    exact: dict[tuple[str, ...], int] = {}
    first: dict[int, int] = {}  # a run of words: the first text that holds it
    sizes: list[int] = []
    for index, text in enumerate(texts):
        found = tuple(words(text))
        runs = _runs(found)
        sizes.append(len(runs))
        if found and found in exact:
            yield exact[found], index, 1.0
            continue
        exact[found] = index
        shared = Counter(earlier for run in runs if (earlier := first.setdefault(run, index)) != index)
        best = max(
            ((count / min(sizes[other], sizes[index]), -other) for other, count in shared.items()), default=(0.0, 0)
        )
        if best[0] >= alike:
            yield -best[1], index, min(best[0], 0.99)


def _runs(found: Sequence[str]) -> set[int]:
    if len(found) < 2 * SHINGLE:
        return set()
    return set(map(hash, zip(*(found[start:] for start in range(SHINGLE)), strict=False)))
