"""Questions beside each other: how alike they are, whatever their wording and spelling.

They are read as search reads them, and weighed by the index' own idf, words that it does not know included (they are
what a corpus misses), times their idf among the questions: what everybody asks about parts nobody from anybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from retrieval.analysis import analyser
from retrieval.arrays import Arrays, Floats
from retrieval.lexicon import Lexicon
from retrieval.query import Wanted, understand
from retrieval.spoken import respell

WORDS = 0.6
"""Share of the words in the likeness of two questions; the rest is their letters', which see through misspellings."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Questions as vectors: rows of l2-normed CSR matrices, in their order; all zero for one without a subject.

    ``words`` has a column for each term; ``names[column]`` is how people write it most.  ``letters`` has one for each
    letter n-gram.
    """

    words: Any
    letters: Any
    names: tuple[str, ...]

    def likeness(self) -> Floats:
        """How alike each question is to each, 0 to 1: shape (questions, questions)."""
        both = WORDS * (self.words @ self.words.T) + (1 - WORDS) * (self.letters @ self.letters.T)
        found: Floats = both.toarray()
        return found

    def typical(self, rows: Sequence[int], most: int) -> tuple[str, ...]:
        """The terms that say most about these questions, strongest first: of several, those that more than one has."""
        theirs = self.words[list(rows)]
        weights = np.asarray(theirs.sum(axis=0)).ravel()
        shared = np.bincount(theirs.indices, minlength=len(weights)) > 1
        if shared.any():
            weights = weights * shared
        best = np.argsort(-weights, kind="stable")[:most]
        return tuple(self.names[column] for column in best.tolist() if weights[column] > 0)


def compare(questions: Sequence[str], arrays: Arrays, lexicon: Lexicon) -> Compared:
    """Questions as vectors.

    Args:
        questions: what people typed, as it is.
        arrays: of the index whose terms and idf count.
        lexicon: read as for a search; expansions do not count here, they draw different subjects together.
    """
    terms: list[dict[str, float]] = []
    letters: list[Mapping[str, float]] = []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        meant = respell(question)
        asked = understand(question, arrays, analyser(), lexicon)
        weights: dict[str, float] = {}
        for word in asked.words:
            term, name = _term(word, arrays, meant)
            weights[term] = max(weights.get(term, 0.0), word.idf)
            written[term][name] += 1
        terms.append(weights)
        letters.append(Counter(gram for word in asked.words for gram in grams(word.token.form)))
    names = list(dict.fromkeys(term for weights in terms for term in weights))
    return Compared(
        _vectors(terms, names),
        _vectors(letters, list(dict.fromkeys(gram for counted in letters for gram in counted)), damped=True),
        tuple(_most_written(written[term]) for term in names),
    )


def _term(word: Wanted, arrays: Arrays, meant: str) -> tuple[str, str]:
    """The term that a word counts as, and how it is written: of a slip, the word of the corpus that was meant."""
    slip = next((sense for sense in word.senses if sense.how == "spelling"), None)
    if slip is not None:
        return arrays.terms[slip.term], arrays.surfaces[slip.form].lower()
    return word.token.term, meant[word.token.start : word.token.end].lower()


def _most_written(names: Counter[str]) -> str:
    # Of equals the one with its accents.
    return max(names, key=lambda name: (names[name], not name.isascii()))


def grams(form: str) -> list[str]:
    """Letter n-grams of a folded word between spaces, three to five letters, repeated ones kept.

    >>> grams("elu")
    [' el', 'elu', 'lu ', ' elu', 'elu ', ' elu ']
    """
    padded = f" {form} "
    return [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]


def _vectors(rows: Iterable[Mapping[str, float]], names: Sequence[str], damped: bool = False) -> Any:
    """Rows of weights times their columns' idf among the rows, l2-normed; ``damped`` counts grow as their logarithm."""
    from scipy.sparse import csr_array
    from sklearn.preprocessing import normalize

    rows = list(rows)
    column = {name: number for number, name in enumerate(names)}
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((column[name] for row in rows for name in row), np.int64, int(ends[-1]))
    values = np.fromiter((value for row in rows for value in row.values()), np.float32, int(ends[-1]))
    times = np.bincount(columns, minlength=len(names))
    values = (1 + np.log(values) if damped else values) * (1 + np.log((len(rows) + 1) / (times[columns] + 1)))
    weights = csr_array((values.astype(np.float32), columns, ends), shape=(len(rows), max(1, len(names))))
    return normalize(weights)
