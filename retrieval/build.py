"""From passages to the arrays of an index: all of them, or those that the word-level search needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import analyser
from retrieval.postings import K1 as K1
from retrieval.postings import B as B
from retrieval.postings import Weighting as Weighting
from retrieval.postings import bm25_idf, count, weighted
from retrieval.reader import Reader, Searchable
from retrieval.storage import Array, StringTable
from retrieval.wordreader import read_words

GRAM_SIZES = (3, 4, 5)


def grams(form: str) -> list[str]:
    """Letter n-grams of a folded word between spaces, three to five letters, repeated ones kept.

    >>> grams("elu")
    [' el', 'elu', 'lu ', ' elu', 'elu ', ' elu ']
    """
    padded = f" {form} "
    return [padded[i : i + n] for n in GRAM_SIZES for i in range(len(padded) - n + 1)]


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


def counts_of(rows: Array, columns: Array, shape: tuple[int, int]) -> Any:
    """How often each column occurs in each row: a scipy CSR matrix of float32, indices sorted."""
    from scipy.sparse import csr_array

    counts = csr_array((np.ones(len(columns), np.float32), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    return counts


def index_grams(form_table: StringTable, passage_forms: Any) -> dict[str, Array]:
    """Letter n-grams of the forms: which forms hold each, how often, its idf over passages, and passage lengths."""
    numbers: dict[str, int] = {}
    rows, columns = [], []
    for form in range(len(form_table)):
        for gram in grams(form_table[form]):
            rows.append(form)
            columns.append(numbers.setdefault(gram, len(numbers)))
    table = StringTable.build(list(numbers))
    place = {table[i]: i for i in range(len(table))}
    renumber = np.fromiter((place[gram] for gram in numbers), np.int64, len(numbers))
    columns_array = renumber[np.asarray(columns, np.int64)]
    holding = counts_of(np.asarray(rows, np.int64), columns_array, (len(form_table), len(table)))
    frequency = np.zeros(len(table), np.int64)
    present = passage_forms.copy()
    present.data[:] = 1
    for first in range(0, present.shape[0], 4096):  # block by block: the whole product would not fit for large corpora
        block = present[first : first + 4096] @ holding
        frequency += np.bincount(block.indices, minlength=len(table))
    by_gram = holding.tocsc()
    return {
        "gram_blob": table.blob,
        "gram_ends": table.ends,
        "gram_end": by_gram.indptr[1:].astype(np.int64),
        "gram_form": by_gram.indices.astype(np.int32),
        "gram_count": by_gram.data.astype(np.uint8),
        "gram_idf": bm25_idf(frequency, present.shape[0]),
        "gram_length": np.asarray(passage_forms @ holding.sum(axis=1), np.float32).ravel(),
    }


def build(passages: Iterable[Searchable], weighting: Weighting, reader: Reader) -> dict[str, Array]:
    """All arrays of an index over ``passages``, in their order."""
    for passage in passages:
        reader.read(passage)
    form_table, term_table = StringTable.build(list(reader.forms)), StringTable.build(reader.form_terms)
    arrays = reader.arrays(form_table, term_table)
    total = len(reader.ids)
    lengths = np.diff(arrays["token_end"], prepend=0)
    counts = count(lengths, arrays["form_term"][arrays["token_form"]], len(term_table))
    rows = np.repeat(np.arange(total), lengths)
    by_gram = index_grams(form_table, counts_of(rows, arrays["token_form"], (total, len(form_table))))
    return (
        arrays
        | by_gram
        | weighted(counts, weighting)
        | {
            "statistics": statistics(arrays, by_gram["gram_length"], len(reader.titles)),
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
