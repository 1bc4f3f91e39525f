"""Forms that are marked by a bit each, compiled: whether one is here is known without leaving a processor's memory."""

from __future__ import annotations

from typing import Any

import numpy as np

from retrieval.compiling import inlined
from retrieval.storage import Array


@inlined
def bit(bits: Array, number: int) -> Any:
    """A number's bit: 1 when it is set."""
    place = np.uint32(number)
    return np.int64(bits[place >> np.uint32(6)] >> np.uint64(place & np.uint32(63)) & np.uint64(1))


@inlined
def mark(bits: Array, number: int) -> None:
    """Set a number's bit."""
    place = np.uint32(number)
    bits[place >> np.uint32(6)] |= np.uint64(1) << np.uint64(place & np.uint32(63))


@inlined
def noted_here(here: Array, forms: Array, thing: int, what: Array, linked: Array, rows: int) -> int:
    """Those of the forms that are here become rows; returns where the next one goes."""
    for at in range(len(forms)):
        what[rows], linked[rows] = thing, forms[at]
        rows += bit(here, forms[at])
    return rows
