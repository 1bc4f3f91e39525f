"""From passages to the arrays of an index: all of them, or those that the word-level search needs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import analyser
from retrieval.duplicates import term_bits
from retrieval.grams import gram_arrays
from retrieval.postings import Weighting, count, weighted
from retrieval.reader import Reader, Searchable
from retrieval.storage import Array, StringTable
from retrieval.wordreader import read_words


def statistics(arrays: dict[str, Array], gram_length: Array, distinct_titles: int) -> NDArray[np.float64]:
    """Mean counted words of a sentence, mean letter n-grams of a passage, share of passages with a title of their own.

    Titles tell passages apart only where the last is high.
    """
    total = len(arrays["token_end"])
    sentences_read = np.count_nonzero(np.diff(arrays["token_sentence"])) + 1
    return np.array(
        [
            len(arrays["token_sentence"]) / sentences_read or 1.0,
            gram_length.mean() if total else 1.0,
            distinct_titles / total if total else 0.0,
        ]
    )


def build(passages: Iterable[Searchable], weighting: Weighting, reader: Reader) -> dict[str, Array]:
    """All arrays of an index over ``passages``, in their order."""
    for passage in passages:
        reader.read(passage)
    form_table, term_table = StringTable.build(list(reader.forms)), StringTable.build(reader.form_terms)
    arrays = reader.arrays(form_table, term_table)
    lengths = np.diff(arrays["token_end"], prepend=0)
    token_term = arrays["form_term"][arrays["token_form"]]
    counts = count(lengths, token_term, len(term_table))
    by_gram = gram_arrays(form_table, arrays["token_form"], arrays["token_end"])
    return (
        arrays
        | by_gram
        | weighted(counts, weighting)
        | {
            "statistics": statistics(arrays, by_gram["gram_length"], len(reader.titles)),
            "term_end": np.cumsum(np.bincount(arrays["form_term"], minlength=len(term_table))),
            "term_form": np.argsort(arrays["form_term"], kind="stable").astype(np.int32),
            "term_bits": term_bits(token_term, arrays["token_sentence"], arrays["token_end"]),
            "form_blob": form_table.blob,
            "form_ends": form_table.ends,
            "term_blob": term_table.blob,
            "term_ends": term_table.ends,
        }
    )


def build_words(passages: Iterable[Searchable], weighting: Weighting) -> dict[str, Array]:
    """The arrays that the word-level search needs, and no more; the same as in a whole index."""
    words = read_words(passages, analyser())
    ids = StringTable.build(words.ids, ordered=False)
    return weighted(count(words.lengths, words.terms, len(words.table)), weighting) | {
        "id_blob": ids.blob,
        "id_ends": ids.ends,
        "term_blob": words.table.blob,
        "term_ends": words.table.ends,
    }
