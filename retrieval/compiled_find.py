"""Strings found in a table of sorted ones, compiled."""

from __future__ import annotations

from retrieval.compiling import compiled
from retrieval.storage import Array


@compiled
def place_of(blob: Array, ends: Array, wanted: Array) -> int:
    """The place of a string among sorted ones, by their bytes; -1 where it is not."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) >> 1
        start, end = (ends[middle - 1] if middle else ends[0] - ends[0]), ends[middle]
        at = 0
        while at < len(wanted) and at < end - start and blob[start + at] == wanted[at]:
            at += 1
        if at == len(wanted) and at == end - start:
            return middle
        if at < len(wanted) and (at == end - start or blob[start + at] < wanted[at]):
            low = middle + 1
        else:
            high = middle
    return -1
