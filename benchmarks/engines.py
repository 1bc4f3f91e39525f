"""Search engines behind one shape, for measuring: built into a folder, opened from it, asked with a raw question.

All have the same stop words and a French stemmer where they can; each gives the passages' numbers as text.
"""

from __future__ import annotations

import pickle
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import Stemmer

import retrieval
from benchmarks.peers import STOP_WORDS
from retrieval import Index

Ask = Callable[[str, int], list[str]]
"""The numbers of the best passages for a question, best first."""


class Passage(NamedTuple):
    """What our index takes."""

    id: str
    title: str
    text: str


class Engine(Protocol):
    """One search engine."""

    def load(self) -> None:
        """Import the library and whatever it needs in a process, before anything is measured."""

    def build(self, texts: Iterator[str], folder: Path) -> None:
        """Make an index of texts in an empty folder."""

    def open(self, folder: Path) -> Ask:
        """Open an index."""


class Ours:
    """Our word level, with the compiled kernels or without."""

    def __init__(self, fast: bool, whole: bool = False) -> None:
        self.fast, self.whole = fast, whole

    def load(self) -> None:
        if self.fast and not retrieval.warm():
            raise SystemExit("The extra 'fast' is not installed.")

    def build(self, texts: Iterator[str], folder: Path) -> None:
        passages = (Passage(str(number), "", text) for number, text in enumerate(texts))
        Index.build(passages, rerank=self.whole).save(folder / "index")

    def open(self, folder: Path) -> Ask:
        index = Index.open(folder / "index")
        return lambda question, k: [hit.id for hit in index.search(question, k, rerank=False)]


class Tantivy:
    """Tantivy with one indexing thread: French stop words, stemmer and folding, counts without positions."""

    def load(self) -> None:
        import tantivy

        self.tantivy = tantivy
        self.analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(60))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.custom_stopword(STOP_WORDS))
            .filter(tantivy.Filter.stemmer("french"))
            .filter(tantivy.Filter.ascii_fold())
            .build()
        )
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name="fr", index_option="freq")
        self.schema = builder.build()

    def _index(self, folder: Path) -> Any:
        index = self.tantivy.Index(self.schema, path=str(folder))
        index.register_tokenizer("fr", self.analyzer)
        return index

    def build(self, texts: Iterator[str], folder: Path) -> None:
        writer = self._index(folder).writer(heap_size=500_000_000, num_threads=1)
        for number, text in enumerate(texts):
            document = self.tantivy.Document()
            document.add_unsigned("number", number)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> Ask:
        index = self._index(folder)
        index.reload()
        searcher = index.searcher()

        def ask(question: str, k: int) -> list[str]:
            query, _ = index.parse_query_lenient(
                question.replace("?", " ").replace("'", " ").replace("’", " "), ["text"]
            )
            return [str(searcher.doc(address)["number"][0]) for _, address in searcher.search(query, k, False).hits]

        return ask


class Bm25s:
    """bm25s with its numba backend, Snowball French."""

    def load(self) -> None:
        import bm25s

        self.bm25s = bm25s
        self.stemmer = Stemmer.Stemmer("french")

    def _cut(self, texts: list[str]) -> Any:
        return self.bm25s.tokenize(texts, stopwords=STOP_WORDS, stemmer=self.stemmer, show_progress=False)

    def build(self, texts: Iterator[str], folder: Path) -> None:
        engine = self.bm25s.BM25(method="lucene", backend="numba")
        engine.index(self._cut(list(texts)), show_progress=False)
        engine.save(folder)

    def open(self, folder: Path) -> Ask:
        engine = self.bm25s.BM25.load(folder, mmap=False)
        engine.backend = "numba"
        engine.activate_numba_scorer()

        def ask(question: str, k: int) -> list[str]:
            found = engine.retrieve(self._cut([question]), k=k, show_progress=False, return_as="documents")
            return [str(number) for number in found[0].tolist()]

        return ask


class Fts5:
    """SQLite FTS5, accents removed; it has no French stemmer."""

    def load(self) -> None:
        self.stops = frozenset(STOP_WORDS)

    def build(self, texts: Iterator[str], folder: Path) -> None:
        base = sqlite3.connect(folder / "index.sqlite")
        base.execute(
            "create virtual table t using fts5(body, tokenize = 'unicode61 remove_diacritics 2', content = '')"
        )
        base.executemany("insert into t(rowid, body) values (?, ?)", enumerate(texts))
        base.commit()
        base.execute("insert into t(t) values ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> Ask:
        base = sqlite3.connect(folder / "index.sqlite")

        def ask(question: str, k: int) -> list[str]:
            words = [word for word in re.findall(r"\w+", question.lower()) if word not in self.stops]
            query = " OR ".join(f'"{word}"' for word in words)
            found = base.execute("select rowid from t where t match ? order by rank limit ?", (query, k))
            return [str(row[0]) for row in found]

        return ask


class Sklearn:
    """scikit-learn's TfidfVectorizer as tutorials use it."""

    def load(self) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.vectorizer = TfidfVectorizer

    def build(self, texts: Iterator[str], folder: Path) -> None:
        from scipy.sparse import save_npz

        vectorizer = self.vectorizer()
        save_npz(folder / "matrix.npz", vectorizer.fit_transform(texts), compressed=False)
        (folder / "vectorizer.pickle").write_bytes(pickle.dumps(vectorizer))

    def open(self, folder: Path) -> Ask:
        from scipy.sparse import load_npz

        matrix = load_npz(folder / "matrix.npz")
        vectorizer = pickle.loads((folder / "vectorizer.pickle").read_bytes())

        def ask(question: str, k: int) -> list[str]:
            scores = (matrix @ vectorizer.transform([question]).T).toarray().ravel()
            return [str(number) for number in np.argsort(-scores)[:k].tolist()]

        return ask


ENGINES: dict[str, Engine] = {
    "ours, fast": Ours(fast=True),
    "ours, base": Ours(fast=False),
    "tantivy": Tantivy(),
    "bm25s, numba": Bm25s(),
    "sqlite fts5": Fts5(),
    "scikit-learn": Sklearn(),
}
SLOW = {"sqlite fts5": 100_000, "scikit-learn": 10_000}
"""Engines whose questions are time-boxed from so many passages on."""
