"""The word-level search compiled: the same sums in the same order as ``wordlevel`` makes them with numpy.

MaxScore, list by list: after each list the k-th best score so far is a floor; once the lists that are left cannot lift
a newcomer over it they are not read, only searched for the passages still in the running.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from retrieval.compiled_find import place_of as place_of
from retrieval.compiling import compiled, inlined
from retrieval.storage import Array

STRIDE = 12
"""Postings that are read in the time that one is searched for."""
SLACK = np.float32(1.00001)
"""Bounds are sums in another order than scores: what rounding may lose is given back."""


@inlined
def said(postings: Array, weights: Array, mask: int, at: int) -> Any:
    """What the posting at a place says: the weight that its last bits name, or the one that stands beside it."""
    return weights[postings[at] & mask if mask else at]


@inlined
def sunk(scores: Array, passages: Array, size: int, score: float, passage: int) -> int:
    """Free the place in a heap of this size where a passage belongs that takes the place of the worst."""
    i = 0
    while True:
        below = 2 * i + 1
        if below >= size:
            break
        other = below + 1
        if other < size and (
            scores[other] < scores[below] or (scores[other] == scores[below] and passages[other] > passages[below])
        ):
            below = other
        if score < scores[below] or (score == scores[below] and passage > passages[below]):
            break
        scores[i], passages[i] = scores[below], passages[below]
        i = below
    return i


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
        i = sunk(scores, passages, most, score, passage)
    scores[i], passages[i] = score, passage
    return size


@inlined
def in_order(scores: Array, passages: Array, size: int) -> None:
    """A heap made into a list, best first: the worst goes to the end, again and again."""
    for last in range(size - 1, 0, -1):
        score, passage = scores[last], passages[last]
        scores[last], passages[last] = scores[0], passages[0]
        i = sunk(scores, passages, last, score, passage)
        scores[i], passages[i] = score, passage


@inlined
def seek(postings: Array, low: int, end: int, wanted: int) -> int:
    """The first place from ``low`` on whose posting is not before the one wanted, by strides that double."""
    if low >= end or postings[low] >= wanted:
        return low
    step = 1
    while low + step < end and postings[low + step] < wanted:
        low += step
        step <<= 1
    high = min(low + step, end)
    while high - low > 1:
        middle = (low + high) >> 1
        if postings[middle] < wanted:
            low = middle
        else:
            high = middle
    return high


@inlined
def floor_of(
    floor: Any, postings: Array, bits: int, start: int, end: int, accumulator: Array, scores: Array, found: Array
) -> Any:
    """The k-th best score so far among the passages of one list, or the floor before where that is higher."""
    size = 0
    for at in range(start, end):
        passage = postings[at] >> bits
        if size < len(scores) or accumulator[passage] > scores[0]:
            size = push(scores, found, size, accumulator[passage], passage)
    return max(floor, scores[0])


@inlined
def completed(read: int, floor: Any, lists: Any, kept: Any, accumulator: Array, scores: Array, found: Array) -> int:
    """The best of the passages of the lists read, with what the other lists hold for them; how many are found.

    Those that may still reach the floor have their score turned negative: so they are known, and each is taken once.
    """
    (start, end, times, rest), (postings, weights, bits, mask) = lists, kept
    room = 0
    for j in range(read):
        room += end[j] - start[j]
    running, count = np.empty(room, np.int64), 0
    for j in range(read):
        for at in range(start[j], end[j]):
            passage = postings[at] >> bits
            score = accumulator[passage]
            if score > 0:
                if score + rest[read] * SLACK >= floor:
                    accumulator[passage] = -score
                    running[count] = passage
                    count += 1
                else:
                    accumulator[passage] = 0
    for j in range(read, len(start)):
        if count * STRIDE > end[j] - start[j]:
            for at in range(start[j], end[j]):
                passage = postings[at] >> bits
                if accumulator[passage] < 0:
                    accumulator[passage] -= times[j] * said(postings, weights, mask, at)
            continue
        at, last = start[j], -1
        for i in range(count):
            at = seek(postings, at if running[i] > last else start[j], end[j], running[i] << bits)
            last = running[i]
            if at < end[j] and postings[at] >> bits == last:
                accumulator[last] -= times[j] * said(postings, weights, mask, at)
    size = 0
    for i in range(count):
        score = -accumulator[running[i]]
        accumulator[running[i]] = 0
        size = push(scores, found, size, score, running[i])
    return size


@compiled
def best(
    asked: Array,
    factor: Array,
    bound: Array,
    ends: Array,
    posting: Array,
    weight: Array,
    bits: int,
    within: Array,
    few: int,
    accumulator: Array,
    scores: Array,
    found: Array,
) -> int:
    """Fill ``scores`` and ``found`` with the best passages, best first, of equals the earlier; return how many.

    ``asked`` holds the question's terms, each once, then what each counts there.  ``factor`` to ``posting`` are arrays
    of the postings (see ``postings.weighted``), ``weight`` their weights: those that ``bits`` of a posting name, or one
    for each where there are none.  ``within`` says of each passage whether it may be found; empty when all may.  Up to
    ``few`` postings none is skipped.  ``accumulator`` is a zero for each passage, this thread's own, and zeros again
    afterwards.
    """
    n, mask = len(asked) // 2, (1 << bits) - 1
    start, end = np.empty(n, np.int64), np.empty(n, np.int64)
    times, rest = np.empty(n, np.float32), np.zeros(n + 1, np.float32)
    total = 0
    for j in range(n):  # strongest first
        term = int(asked[j])
        times_j = np.float32(asked[n + j]) * factor[term]
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
    wanted, filtered = len(scores), len(within) > 0
    skipping = total > few and not filtered
    read, floor, left = n, np.float32(0), total
    for j in range(n):
        if skipping and rest[j] * SLACK < floor:
            read = j
            break
        postings, worth = posting[start[j] : end[j]], weight if mask else weight[start[j] : end[j]]
        for at in range(len(postings)):
            accumulator[postings[at] >> bits] += times[j] * said(postings, worth, mask, at)
        left -= len(postings)
        # A floor is looked for only where it may be higher than what is left, and where much more is left.
        if skipping and rest[0] > 2 * rest[j + 1] and wanted <= end[j] - start[j] < left // 4:
            floor = floor_of(floor, posting, bits, start[j], end[j], accumulator, scores, found)
    if read < n:
        lists, kept = (start, end, times, rest), (posting, weight, bits, mask)
        size = completed(read, floor, lists, kept, accumulator, scores, found)
    else:
        size = 0
        for j in range(n):
            postings = posting[start[j] : end[j]]
            for at in range(len(postings)):
                passage = postings[at] >> bits
                score = accumulator[passage]
                if score == 0:
                    continue
                accumulator[passage] = 0
                if not filtered or within[passage]:
                    size = push(scores, found, size, score, passage)
    in_order(scores, found, size)
    return size


def warm() -> None:
    """Compile or load the kernels."""
    one, ends = np.ones(1, np.float32), np.ones(1, np.int64)
    kept: list[Array] = [one.copy(), one.copy(), ends, np.zeros(1, np.uint32), one.copy()]
    for array in kept:
        array.setflags(write=False)
    factor, bound, ends, posting, weight = kept
    room = np.zeros(1, np.float32), np.zeros(1, np.float32), np.zeros(1, np.int32)
    best(np.array([0.0, 1.0]), factor, bound, ends, posting, weight, 0, np.zeros(0, np.bool_), 0, *room)
    blob, end = np.frombuffer(b"a", np.uint8), np.ones(1, np.uint32)
    end.setflags(write=False)
    place_of(blob, end, blob)
