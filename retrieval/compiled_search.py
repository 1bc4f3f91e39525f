"""The word-level search compiled: the same sums in the same order as ``wordlevel`` makes them with numpy.

MaxScore, list by list: after each list the k-th best score so far is a floor; once the lists that are left cannot lift
a newcomer over it they are not read, only searched for the passages still in the running.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types
from numba.extending import overload

from retrieval.compiling import compiled, inlined
from retrieval.storage import Array

SLACK = np.float32(1.00001)
"""Bounds are sums in another order than scores: what rounding may lose is given back."""


def said(weights: Array, values: Array, at: int) -> Any:
    """What the posting at a place says: the float that stands there, or the value that its number names."""
    return weights[at] if weights.dtype.kind == "f" else values[weights[at]]


def _said(weights: Any, values: Any, at: Any) -> Any:
    """Which of the two, decided when the kernel is compiled."""
    if isinstance(weights.dtype, types.Float):
        return lambda weights, values, at: weights[at]
    return lambda weights, values, at: values[weights[at]]


overload(said, strict=False)(_said)


@inlined
def push(scores: Array, passages: Array, size: int, score: float, passage: int) -> int:
    """Take a passage into the heap of the best, worst first; of equal scores the later passage is the worse."""
    most = len(scores)
    if size < most:
        i = size
        size += 1
        while i > 0:
            above = (i - 1) >> 1
            if scores[above] < score or (scores[above] == score and passages[above] > passage):
                break
            scores[i], passages[i] = scores[above], passages[above]
            i = above
    elif score < scores[0] or (score == scores[0] and passage > passages[0]):
        return size
    else:
        i = 0
        while True:
            below = 2 * i + 1
            if below >= most:
                break
            other = below + 1
            if other < most and (
                scores[other] < scores[below] or (scores[other] == scores[below] and passages[other] > passages[below])
            ):
                below = other
            if score < scores[below] or (score == scores[below] and passage > passages[below]):
                break
            scores[i], passages[i] = scores[below], passages[below]
            i = below
    scores[i], passages[i] = score, passage
    return size


@inlined
def in_order(scores: Array, passages: Array, size: int) -> None:
    """A heap made into a list, best first: the worst goes to the end, again and again."""
    for last in range(size - 1, 0, -1):
        score, passage = scores[last], passages[last]
        scores[last], passages[last] = scores[0], passages[0]
        i = 0
        while True:
            below = 2 * i + 1
            if below >= last:
                break
            other = below + 1
            if other < last and (
                scores[other] < scores[below] or (scores[other] == scores[below] and passages[other] > passages[below])
            ):
                below = other
            if score < scores[below] or (score == scores[below] and passage > passages[below]):
                break
            scores[i], passages[i] = scores[below], passages[below]
            i = below
        scores[i], passages[i] = score, passage


@inlined
def seek(passages: Array, low: int, end: int, wanted: int) -> int:
    """The first place from ``low`` on whose passage is not before the one wanted, by strides that double."""
    if low >= end or passages[low] >= wanted:
        return low
    step = 1
    while low + step < end and passages[low + step] < wanted:
        low += step
        step <<= 1
    high = min(low + step, end)
    while high - low > 1:
        middle = (low + high) >> 1
        if passages[middle] < wanted:
            low = middle
        else:
            high = middle
    return high


@inlined
def floor_of(floor: Any, passages: Array, start: int, end: int, accumulator: Array, scores: Array, found: Array) -> Any:
    """The k-th best score so far among the passages of one list, or the floor before where that is higher."""
    size = 0
    for at in range(start, end):
        passage = passages[at]
        if size < len(scores) or accumulator[passage] > scores[0]:
            size = push(scores, found, size, accumulator[passage], passage)
    return max(floor, scores[0])


@compiled
def best(
    terms: Array,
    weights: Array,
    factor: Array,
    bound: Array,
    ends: Array,
    passages: Array,
    says: Array,
    values: Array,
    within: Array,
    few: int,
    accumulator: Array,
    scores: Array,
    found: Array,
) -> int:
    """Fill ``scores`` and ``found`` with the best passages, best first, of equals the earlier; return how many.

    ``terms`` are the question's, each once, and ``weights`` what each counts there; ``factor`` to ``values`` are the
    arrays of the postings (see ``postings.weighted``).  ``within`` says of each passage whether it may be found; empty
    when all may.  Up to ``few`` postings none is skipped.  ``accumulator`` is a zero for each passage, this thread's
    own, and zeros again afterwards.
    """
    n = len(terms)
    start, end = np.empty(n, np.int64), np.empty(n, np.int64)
    times, rest = np.empty(n, np.float32), np.zeros(n + 1, np.float32)
    total = 0
    for j in range(n):  # strongest first
        term = terms[j]
        times_j = weights[j] * factor[term]
        strength = times_j * bound[term]
        i = j
        while i > 0 and rest[i - 1] < strength:
            start[i], end[i], times[i], rest[i] = start[i - 1], end[i - 1], times[i - 1], rest[i - 1]
            i -= 1
        start[i], end[i] = (ends[term - 1] if term else 0), ends[term]
        times[i], rest[i] = times_j, strength
        total += end[i] - start[i]
    for j in range(n - 1, -1, -1):
        rest[j] += rest[j + 1]
    wanted = len(scores)
    read, floor = n, np.float32(0)
    filtered = len(within) > 0
    skipping = total > few and not filtered
    for j in range(n):
        if skipping and rest[j] * SLACK < floor:
            read = j
            break
        for at in range(start[j], end[j]):
            accumulator[passages[at]] += times[j] * said(says, values, at)
        if skipping and j + 1 < n and end[j] - start[j] >= wanted:
            floor = floor_of(floor, passages, start[j], end[j], accumulator, scores, found)
    size = 0
    cursor = start.copy()
    for i in range(read):
        cursor[read:] = start[read:]
        for at in range(start[i], end[i]):
            passage = passages[at]
            score = accumulator[passage]
            if score == 0:
                continue
            accumulator[passage] = 0
            if (filtered and not within[passage]) or score + rest[read] * SLACK < floor:
                continue
            for j in range(read, n):
                if score + rest[j] * SLACK < floor:
                    break
                cursor[j] = seek(passages, cursor[j], end[j], passage)
                if cursor[j] < end[j] and passages[cursor[j]] == passage:
                    score += times[j] * said(says, values, cursor[j])
            if score >= floor:
                size = push(scores, found, size, score, passage)
    in_order(scores, found, size)
    return size


def warm() -> None:
    """Compile or load the kernel for every kind of posting."""
    one, none, terms = np.ones(1, np.float32), np.zeros(0, np.float32), np.zeros(1, np.int64)
    for says, values in ((np.zeros(1, np.uint8), one), (np.zeros(1, np.uint16), one), (one, none)):
        kept: list[Array] = [one.copy(), one.copy(), terms + 1, np.zeros(1, np.int32), says.copy(), values.copy()]
        for array in kept:
            array.setflags(write=False)
        factor, bound, ends, passages, weights, table = kept
        room = np.zeros(1, np.float32), np.zeros(1, np.float32), np.zeros(1, np.int32)
        best(terms, one, factor, bound, ends, passages, weights, table, np.zeros(0, np.bool_), 0, *room)
