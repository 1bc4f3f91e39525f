"""Passages that repeat each other, found without comparing every pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from corpus.words import words

SHINGLE = 4
"""Words in a row that two texts share."""
ALIKE = 0.6
"""Share of the shorter text's word runs found in the longer one, from which they are near-duplicates."""
COMMON = 50
"""A run of words in more texts than this is a turn of phrase, not a repetition."""


def near_duplicates(texts: Sequence[str], *, alike: float = ALIKE) -> Iterator[tuple[int, int, float]]:
    """Pairs (earlier, later, share) of texts that repeat each other; each later text is paired once, best first.

    ``share`` is 1.0 when the words are exactly the same.  Texts shorter than eight words are compared whole only.
    """
    analysed = [words(text) for text in texts]
    exact: dict[tuple[str, ...], int] = {}
    holders: defaultdict[bytes, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for index, found in enumerate(analysed):
        runs = _runs(found)
        sizes.append(len(runs))
        whole = tuple(found)
        if whole and whole in exact:
            yield exact[whole], index, 1.0
            continue
        exact[whole] = index
        shared: Counter[int] = Counter()
        for run in runs:
            if len(holders[run]) <= COMMON:
                shared.update(holders[run])
                holders[run].append(index)
        best = max(
            ((count / min(sizes[other], sizes[index]), -other) for other, count in shared.items()), default=(0.0, 0)
        )
        if best[0] >= alike:
            yield -best[1], index, min(best[0], 0.99)


def _runs(found: Sequence[str]) -> set[bytes]:
    if len(found) < 2 * SHINGLE:
        return set()
    return {
        blake2b(" ".join(found[start : start + SHINGLE]).encode(), digest_size=8).digest()
        for start in range(len(found) - SHINGLE + 1)
    }
