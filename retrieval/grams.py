"""Letter n-grams of the words of an index: which forms hold each.

Three letters find the words that a misspelt one may be, four rank passages (see ``spelling`` and ``letters``).  An
n-gram is a number, the UTF-8 bytes of its letters, so that none is kept as a string.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.postings import bm25_idf
from retrieval.storage import REMEMBERED, Array, StringTable, buffer

SPELLING, RANKING = 3, 4
"""Letters of the n-grams that find words, and of those that rank passages."""
_LARGEST_FOUND = 1 << 8 * SPELLING
"""Keys from here on are of n-grams that rank."""
_MANY = 1000
"""Passages from which on it counts what n-grams cost; of fewer, the commonest tell something too."""
_AT_ONCE = 4096
"""Passages whose n-grams are counted together."""


def keys(form: str, size: int) -> tuple[int, ...]:
    """The distinct n-grams of a folded word between spaces, as numbers.

    >>> [key.to_bytes(3, "little") for key in keys("elu", 3)]
    [b' el', b'elu', b'lu ']
    """
    padded = f" {form} ".encode("utf-8", "surrogatepass")
    found = (int.from_bytes(padded[i : i + size], "little") for i in range(len(padded) - size + 1))
    return tuple(dict.fromkeys(found))


def gram_arrays(forms: StringTable, token_form: Array, token_end: Array) -> dict[str, Array]:
    """The n-grams of all forms, ascending: the forms that hold each, its idf, and how many n-grams a passage has."""
    key, form = _rows(forms)
    order = np.argsort(key, kind="stable")
    key, form = key[order], form[order]
    kept = np.flatnonzero((key[1:] != key[:-1]) | (form[1:] != form[:-1])) + 1
    kept = np.concatenate([np.zeros(min(1, len(key)), np.int64), kept])
    key, form = key[kept], form[kept]
    first = np.flatnonzero(np.diff(key.astype(np.int64), prepend=-1))
    end = np.append(first[1:], len(key))[: len(first)]
    letters = np.diff(forms.ends.astype(np.int64), prepend=0)
    so_far = np.concatenate([[0], np.cumsum(np.maximum(letters + 3 - RANKING, 0)[token_form])])
    gram = np.repeat(np.arange(len(first)), end - first)
    frequency = _frequency(gram, form, len(first), token_form, token_end)
    # What most of many passages hold tells few from others, and would be most of what is read at each question.
    idle = (key[first] >= _LARGEST_FOUND) & (2 * frequency > max(len(token_end), _MANY))
    useful = np.flatnonzero(~idle[gram])
    return {
        "gram_key": key[first],
        "gram_end": np.cumsum(np.bincount(gram[useful], minlength=len(first))).astype(np.int64),
        "gram_form": form[useful],
        "gram_idf": np.where(idle, np.float32(0), bm25_idf(frequency, len(token_end))),
        "gram_length": np.diff(so_far[token_end], prepend=0).astype(np.float32),
    }


def _rows(forms: StringTable) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Every n-gram of every form: its number and the form's, forms ascending within a size."""
    length: NDArray[np.int64] = np.diff(forms.ends, prepend=0).astype(np.int64) + 2
    of = np.repeat(np.arange(len(forms), dtype=np.int32), length)
    padded = np.full(len(of), ord(" "), np.uint32)
    inner = np.ones(len(of), np.bool_)
    inner[np.cumsum(length) - length] = inner[np.cumsum(length) - 1] = False
    padded[inner] = forms.blob
    found_keys, found_forms = [np.zeros(0, np.uint32)], [np.zeros(0, np.int32)]
    for size in (SPELLING, RANKING):
        whole = np.flatnonzero(of[size - 1 :] == of[: len(of) - size + 1]) if len(of) >= size else np.zeros(0, np.int64)
        key = np.zeros(len(whole), np.uint32)
        for letter in range(size):
            key |= padded[whole + letter] << np.uint32(8 * letter)
        found_keys.append(key)
        found_forms.append(of[whole])
    return np.concatenate(found_keys), np.concatenate(found_forms)


def _frequency(gram: Array, form: Array, n_grams: int, token_form: Array, token_end: Array) -> NDArray[np.int64]:
    """How many passages hold each n-gram."""
    from scipy.sparse import csr_array

    n_forms = int(form.max(initial=-1)) + 1
    holding = csr_array((np.ones(len(form), np.int32), (form, gram)), shape=(n_forms, n_grams))
    frequency = np.zeros(n_grams, np.int64)
    for first in range(0, len(token_end), _AT_ONCE):  # the whole product would not fit for large corpora
        ends = np.append(token_end[first - 1] if first else 0, token_end[first : first + _AT_ONCE])
        tokens = token_form[ends[0] : ends[-1]]
        block = csr_array((np.ones(len(tokens), np.int32), tokens, ends - ends[0]), shape=(len(ends) - 1, n_forms))
        frequency += np.bincount((block @ holding).indices, minlength=n_grams)
    return frequency


class Seen(NamedTuple):
    """The n-grams of a word that the index has, by number, and those that it has not, by key."""

    numbers: tuple[int, ...]
    unseen: tuple[int, ...]


class Grams:
    """The n-grams of an index.

    Args:
        key, end, form: as ``gram_arrays`` makes them.
    """

    def __init__(self, key: Array, end: Array, form: Array) -> None:
        self._keys, self._ends, self.form = buffer(key), buffer(end), form
        self.key, self.end = key, end
        for array in (key, end, form):  # one kind of array for the compiled kernels, whether built or opened
            array.setflags(write=False)
        self._known: dict[tuple[str, int], Seen] = {}

    def of(self, form: str, size: int) -> Seen:
        """The n-grams of a word; the last words asked for are remembered."""
        seen = self._known.get((form, size))
        if seen is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            seen = self._known[form, size] = self._look_up(form, size)
        return seen

    def _look_up(self, form: str, size: int) -> Seen:
        numbers, unseen = [], []
        for key in keys(form, size):
            place = bisect_left(self._keys, key)
            if place < len(self._keys) and self._keys[place] == key:
                numbers.append(place)
            else:
                unseen.append(key)
        return Seen(tuple(numbers), tuple(unseen))

    def holders(self, number: int) -> Array:
        """The forms that hold an n-gram, ascending."""
        return self.form[self._ends[number - 1] if number else 0 : self._ends[number]]
