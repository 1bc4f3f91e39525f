"""Passages that repeat each other, found among all at once by the runs of words that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from retrieval.arrays import Arrays, Flags
from retrieval.index import Index

RUN = 3
"""Indexed words in a row that two texts share; most small words are not indexed."""
ALIKE = 0.6
"""Share of the shorter text's runs found in the other one, from which the two repeat each other."""
SHORT = 5
"""Texts of fewer indexed words say too little to repeat another one."""
_BITS = 22
_MIX = np.uint64(0x9E3779B97F4A7C15)


def repeats(index: Index, among: Iterable[str]) -> list[tuple[str, str, float]]:
    """Passages that repeat each other, one of the two being among these ids: (id, earlier id, share of words)."""
    arrays = index._arrays
    found = _pairs(arrays, arrays.flags(among))
    return [(arrays.ids[later], arrays.ids[earlier], share) for later, earlier, share in found]


def _pairs(arrays: Arrays, among: Flags) -> Iterator[tuple[int, int, float]]:
    """Pairs (passage, an earlier one, share) of which one is ``among``; a run counts where it was written first."""
    ends = arrays.token_end.astype(np.int64)
    starts = np.concatenate(([0], ends[:-1])) + arrays.title_length if len(ends) else ends
    lengths = ends - starts
    runs = np.where(lengths >= SHORT, lengths - RUN + 1, 0)
    passages = np.repeat(np.arange(len(runs)), runs)
    at = np.arange(len(passages)) - np.repeat(np.cumsum(runs) - runs, runs) + np.repeat(starts, runs)
    forms = arrays.token_form.astype(np.uint64)
    values = np.zeros(len(at), np.uint64)
    for step in range(RUN):
        values = (values ^ forms[at + step]) * _MIX
        values ^= values >> np.uint64(29)
    # Only runs of the passages asked for matter: a small table of their last bits leaves few of the others.
    wanted = np.zeros(1 << _BITS, np.bool_)
    last = (values & np.uint64((1 << _BITS) - 1)).astype(np.int64)
    wanted[last[among[passages]]] = True
    kept = wanted[last]
    values, passages = values[kept], passages[kept]
    _, first, inverse = np.unique(values, return_index=True, return_inverse=True)
    earlier = passages[first[inverse]]
    shared = (earlier != passages) & (among[passages] | among[earlier])
    pairs, counts = np.unique(passages[shared] * len(runs) + earlier[shared], return_counts=True)
    later, earlier = np.divmod(pairs, max(1, len(runs)))
    share = np.minimum(1.0, counts / np.minimum(runs[later], runs[earlier]).clip(1))
    for number in np.flatnonzero(share >= ALIKE).tolist():
        yield int(later[number]), int(earlier[number]), float(share[number])
