"""From passages to the arrays of an index.  scikit-learn is imported here and nowhere on the way to an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from retrieval.reader import Reader, Searchable
from retrieval.storage import Array, StringTable

Weighting = Literal["bm25", "tfidf"]
K1, B = 1.2, 0.75
"""BM25's saturation and length normalisation: the field's usual values, flat around their best on our collections."""
GRAM_SIZES = (3, 4, 5)


def grams(form: str) -> list[str]:
    """Letter n-grams of a folded word between spaces, three to five letters, repeated ones kept.

    >>> grams("elu")
    [' el', 'elu', 'lu ', ' elu', 'elu ', ' elu ']
    """
    padded = f" {form} "
    return [padded[i : i + n] for n in GRAM_SIZES for i in range(len(padded) - n + 1)]


def count(passages: Iterable[Searchable], reader: Reader) -> tuple[Any, StringTable]:
    """scikit-learn's count of each term in each passage (CSR, float32), and the terms in its column order."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer=reader, dtype=np.float32)
    try:
        counts = vectorizer.fit_transform(passages)
    except ValueError:  # no term at all: scikit-learn refuses an empty vocabulary, an empty corpus is ordinary to us
        return csr_array((len(reader.ids), 0), dtype=np.float32), StringTable.build([])
    # Feature names come sorted by code point, which is also the order of their UTF-8 bytes.
    return counts, StringTable.build(vectorizer.get_feature_names_out().tolist())


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


def bm25_idf(frequency: Array, total: int) -> NDArray[np.float32]:
    """ln(1 + (N - df + ½) / (df + ½)), Robertson and Zaragoza 2009, in the form that is never negative."""
    return np.log1p((total - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


def weigh(counts: Any, weighting: Weighting) -> tuple[Any, NDArray[np.float32]]:
    """Finished weights of each (passage, term), and the weight a term has in a question.

    ``bm25``: idf · tf·(k1+1) / (tf + k1·(1 - b + b·length/mean length)); a question's term weighs 1.
    ``tfidf``: scikit-learn's ``TfidfTransformer(sublinear_tf=True)``, l2-normed rows; a question's term weighs its idf.
    """
    total, n_terms = counts.shape
    if weighting == "tfidf" and total and n_terms:
        from sklearn.feature_extraction.text import TfidfTransformer

        transformer = TfidfTransformer(sublinear_tf=True)
        weights = transformer.fit_transform(counts)
        return weights.tocsc(), transformer.idf_.astype(np.float32)
    lengths = np.asarray(counts.sum(axis=1), np.float32).ravel()
    norm = K1 * (1 - B + B * lengths / (lengths.mean() if lengths.any() else 1.0))
    weights = counts.tocsc(copy=True)
    idf = bm25_idf(np.diff(weights.indptr), total)
    tf = weights.data
    weights.data = tf * (K1 + 1) / (tf + norm[weights.indices]) * np.repeat(idf, np.diff(weights.indptr))
    return weights, np.ones(n_terms, np.float32)


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
    counts, term_table = count(passages, reader)
    form_table = StringTable.build(list(reader.forms))
    arrays = reader.arrays(form_table, term_table)
    total = len(reader.ids)
    weights, in_question = weigh(counts, weighting)
    rows = np.repeat(np.arange(total), np.diff(arrays["token_end"], prepend=0))
    by_gram = index_grams(form_table, counts_of(rows, arrays["token_form"], (total, len(form_table))))
    return (
        arrays
        | by_gram
        | {
            "statistics": statistics(arrays, by_gram["gram_length"], len(reader.titles)),
            "form_blob": form_table.blob,
            "form_ends": form_table.ends,
            "term_blob": term_table.blob,
            "term_ends": term_table.ends,
            "term_idf": bm25_idf(np.diff(weights.indptr), total),
            "term_in_question": in_question,
            "posting_end": weights.indptr[1:].astype(np.int64),
            "posting_passage": weights.indices.astype(np.int32),
            "posting_weight": weights.data.astype(np.float32),
        }
    )
