"""From passages to the arrays of an index.  scikit-learn is imported here and nowhere on the way to an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analyser, Token
from retrieval.storage import Array, StringTable
from retrieval.text import sentences

Weighting = Literal["bm25", "tfidf"]
K1, B = 1.2, 0.75
"""BM25's saturation and length normalisation: the field's usual values, flat around their best on our collections."""
GRAM_SIZES = (3, 4, 5)


class Searchable(Protocol):
    """What can be indexed: any object with these three texts."""

    @property
    def id(self) -> str:
        """Unique name of the passage."""

    @property
    def title(self) -> str:
        """Title shown above it; may be empty."""

    @property
    def text(self) -> str:
        """What is searched and shown; may be empty."""


def grams(form: str) -> list[str]:
    """Letter n-grams of a folded word between spaces, three to five letters, repeated ones kept.

    >>> grams("elu")
    [' el', 'elu', 'lu ', ' elu', 'elu ', ' elu ']
    """
    padded = f" {form} "
    return [padded[i : i + n] for n in GRAM_SIZES for i in range(len(padded) - n + 1)]


class Reader:
    """Reads each passage once: its terms go to scikit-learn, its tokens into columns for re-ranking.

    An instance is the ``analyzer`` of a ``CountVectorizer``: called with a passage, it returns its terms.
    """

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.ids: list[str] = []
        self.token_end: list[int] = []
        self.title_length: list[int] = []
        self.columns: list[tuple[int, int, int, int]] = []
        self.forms: dict[str, int] = {}
        self.form_terms: list[str] = []
        self.surfaces: list[str] = []
        self.titles: set[str] = set()

    def __call__(self, passage: Searchable) -> list[str]:
        """The terms of title and text; the tokens are kept."""
        terms: list[str] = []
        self.ids.append(str(passage.id))
        for token in self.analyser.tokens(passage.title):
            terms.append(self._keep(token, 0, passage.title))
        self.title_length.append(len(terms))
        if terms:
            self.titles.add(" ".join(terms))
        bounds = [end for _, end in sentences(passage.text)]
        sentence = 0
        for token in self.analyser.tokens(passage.text):
            while sentence < len(bounds) - 1 and token.start >= bounds[sentence]:
                sentence += 1
            terms.append(self._keep(token, sentence + 1, passage.text))
        self.token_end.append(len(self.columns))
        return terms

    def _keep(self, token: Token, sentence: int, text: str) -> str:
        number = self.forms.get(token.form)
        if number is None:
            number = self.forms[token.form] = len(self.form_terms)
            self.form_terms.append(token.term)
            self.surfaces.append(text[token.start : token.end])
        self.columns.append((number, sentence, token.start, min(token.end - token.start, 65535)))
        return token.term

    def arrays(self, form_table: StringTable, term_table: StringTable) -> dict[str, Array]:
        """The token columns, passage after passage: the title's tokens (sentence 0), then the text's.

        ``token_start`` and ``token_length`` are characters of the text (of the title in sentence 0).
        """
        forms = {form_table[i]: i for i in range(len(form_table))}
        terms = {term_table[i]: i for i in range(len(term_table))}
        renumber = np.fromiter((forms[form] for form in self.forms), np.int32, len(self.forms))
        form_term = np.zeros(len(forms), np.int32)
        form_term[renumber] = np.fromiter((terms[term] for term in self.form_terms), np.int32, len(self.form_terms))
        columns = np.asarray(self.columns, np.int64).reshape(-1, 4)
        ids = StringTable.build(self.ids, ordered=False)
        surfaces = [""] * len(forms)
        for number, surface in zip(renumber.tolist(), self.surfaces, strict=True):
            surfaces[number] = surface
        shown = StringTable.build(surfaces, ordered=False)
        return {
            "id_blob": ids.blob,
            "id_ends": ids.ends,
            "token_end": np.asarray(self.token_end, np.int64),
            "title_length": np.asarray(self.title_length, np.int32),
            "token_form": renumber[columns[:, 0]],
            "token_sentence": columns[:, 1].astype(np.int32),
            "token_start": columns[:, 2].astype(np.int32),
            "token_length": columns[:, 3].astype(np.uint16),
            "form_term": form_term,
            "surface_blob": shown.blob,
            "surface_ends": shown.ends,
        }


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


def build(passages: Iterable[Searchable], weighting: Weighting, analyser: Analyser) -> dict[str, Array]:
    """All arrays of an index over ``passages``, in their order."""
    reader = Reader(analyser)
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
