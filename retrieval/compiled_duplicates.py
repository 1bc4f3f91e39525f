"""Whether passages may be near-duplicates, compiled: most answers have none, and that is seen by their bits at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from retrieval.compiled_letters import start_of
from retrieval.compiling import compiled, inlined
from retrieval.storage import Array

_ODD, _PAIRS, _FOURS = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F)
_BYTES = np.uint64(0x0101010101010101)


@inlined
def set_bits(word: Any) -> Any:
    """How many of 64 bits are set: counted in pairs, fours and bytes, which one multiplication adds up."""
    word = word - (word >> np.uint64(1) & _ODD)
    word = (word & _PAIRS) + (word >> np.uint64(2) & _PAIRS)
    word = word + (word >> np.uint64(4)) & _FOURS
    return np.int64(word * _BYTES >> np.uint64(56))


@compiled
def any_alike(passages: Array, token_end: Array, title_length: Array, term_bits: Array, lacking: float) -> bool:
    """Whether two of some passages may be alike: neither lacks a larger share of its own words in the other.

    ``term_bits`` are those of ``duplicates.term_bits``, read as 64-bit words.
    """
    limit = np.empty(len(passages))
    for i in range(len(passages)):
        one = passages[i]
        limit[i] = (token_end[one] - start_of(token_end, one) - title_length[one]) * lacking
        for j in range(i):
            differing = 0
            for part in range(term_bits.shape[1]):
                differing += set_bits(term_bits[one, part] ^ term_bits[passages[j], part])
            if differing <= min(limit[i], limit[j]):
                return True
    return False


def warm() -> None:
    """Compile or load the kernel."""
    end, title, bits = np.ones(1, np.int64), np.zeros(1, np.int32), np.zeros((1, 4), np.uint64)
    for array in (end, title, bits):
        array.setflags(write=False)
    any_alike(np.zeros(1, np.int64), end, title, bits, 1.0)
