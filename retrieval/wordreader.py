"""Passages read for the word level alone: each word's term, found once for each distinct word.

The compiled kernel cuts words from bytes; without it the regular expression does.  Both know a word by its own letters,
compared one by one; folding and stemming are the analyser's, and are asked for distinct words only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analyser
from retrieval.fast import compiled_build
from retrieval.reader import Searchable
from retrieval.storage import Array, StringTable
from retrieval.text import cut_words, fold_words

_AT_ONCE = 256
"""Passages that are read together."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of passages, one passage after another.

    ``lengths``: words of each passage (title, then text); ``terms``: the term of each word, -1 where it does not
    count; ``table``: the terms.
    """

    ids: list[str]
    lengths: NDArray[np.int64]
    terms: NDArray[np.int32]
    table: StringTable


class _Numbers(dict[str, int]):
    """Distinct words, numbered as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def read_words(passages: Iterable[Searchable], analyser: Analyser) -> Words:
    """Read titles and texts."""
    ids: list[str] = []
    compiled = compiled_build()
    texts = _texts(passages, ids)
    forms, numbers, lengths = _cut(texts) if compiled is None else compiled.read(texts)
    table, places = _table(analyser.terms_of(forms)) if compiled is None else compiled.table(analyser.terms_of(forms))
    return Words(ids, lengths, places[numbers], table)


def _table(terms: list[str]) -> tuple[StringTable, NDArray[np.int32]]:
    """Distinct terms sorted, and the place of each of ``terms`` there; -1 for an empty one."""
    ordered = sorted(set(terms) - {""})
    place = dict(zip(ordered, range(len(ordered)), strict=True)) | {"": -1}
    return StringTable.build(ordered, ordered=False), np.fromiter(map(place.__getitem__, terms), np.int32, len(terms))


def _texts(passages: Iterable[Searchable], ids: list[str]) -> Iterator[list[str]]:
    """Titles and texts, of some passages at a time; their ids are kept."""
    source = iter(passages)
    while batch := list(islice(source, _AT_ONCE)):
        ids.extend([str(passage.id) for passage in batch])
        # No word goes over a line break.
        yield [f"{passage.title}\n{passage.text}" if passage.title else passage.text for passage in batch]


def _cut(texts: Iterator[list[str]]) -> tuple[list[str], Array, NDArray[np.int64]]:
    """Distinct folded words, the number of each word of all texts, and how many words each text has."""
    numbers = _Numbers()
    number = numbers.__getitem__
    found, lengths = [np.zeros(0, np.int32)], []
    for batch in texts:
        words = [cut_words(text) for text in batch]
        lengths.append(np.fromiter(map(len, words), np.int64, len(words)))
        flat = [word for text in words for word in text]
        found.append(np.fromiter(map(number, flat), np.int32, len(flat)))
    counted = np.concatenate(lengths) if lengths else np.zeros(0, np.int64)
    return fold_words(list(numbers)), np.concatenate(found), counted
