"""The peers that a user would pick instead, each with its best French setting, behind one ``Search``.

Every peer gets the raw question, as ours does.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import numpy as np
import Stemmer

from retrieval import Analyser, Index
from retrieval.evaluation import Search

Passages = Sequence[SimpleNamespace]
STOP_WORDS = sorted(Analyser().stop_words)


def ours(passages: Passages) -> Search:
    """Our full search."""
    index = Index.build(passages)
    return lambda question, k: [hit.id for hit in index.search(question, k)]


def ours_words(passages: Passages) -> Search:
    """Our word-level candidates alone."""
    index = Index.build(passages)
    return lambda question, k: [hit.id for hit in index.search(question, k, rerank=False)]


def _tantivy(passages: Passages, fields: int) -> Search:
    import tantivy

    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("french"))
        .filter(tantivy.Filter.stemmer("french"))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    names = ["text"] if fields == 1 else ["title", "text"]
    for name in names:
        builder.add_text_field(name, tokenizer_name="fr", index_option="position")
    engine = tantivy.Index(builder.build())
    engine.register_tokenizer("fr", analyzer)
    writer = engine.writer()
    for number, passage in enumerate(passages):
        document = tantivy.Document()
        document.add_unsigned("number", number)
        if fields == 1:
            document.add_text("text", f"{passage.title}\n{passage.text}")
        else:
            document.add_text("title", passage.title)
            document.add_text("text", passage.text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    engine.reload()
    searcher = engine.searcher()

    def search(question: str, k: int) -> list[str]:
        query, _ = engine.parse_query_lenient(re.sub(r"[^\w\s]", " ", question), names)
        found = searcher.search(query, k).hits
        return [passages[searcher.doc(address)["number"][0]].id for _, address in found]

    return search


def tantivy_one_field(passages: Passages) -> Search:
    """Tantivy, French stop words, stems and folding, title and text in one field."""
    return _tantivy(passages, 1)


def tantivy_two_fields(passages: Passages) -> Search:
    """Tantivy with title and text as fields."""
    return _tantivy(passages, 2)


def bm25s_lucene(passages: Passages) -> Search:
    """bm25s, Lucene's BM25, Snowball French, our stop words."""
    import bm25s

    stemmer = Stemmer.Stemmer("french")

    def cut(texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords=STOP_WORDS, stemmer=stemmer, show_progress=False)

    engine = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    engine.index(cut([f"{passage.title}\n{passage.text}" for passage in passages]), show_progress=False)

    def search(question: str, k: int) -> list[str]:
        found, scores = engine.retrieve(cut([question]), k=min(k, len(passages)), show_progress=False)
        return [passages[i].id for i, score in zip(found[0].tolist(), scores[0].tolist(), strict=True) if score > 0]

    return search


def sqlite_fts5(passages: Passages) -> Search:
    """SQLite FTS5, accents removed; it has no French stemmer."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(body, tokenize = 'unicode61 remove_diacritics 2')")
    base.executemany(
        "insert into t(rowid, body) values (?, ?)", [(i, f"{p.title}\n{p.text}") for i, p in enumerate(passages)]
    )

    def search(question: str, k: int) -> list[str]:
        words = [word for word in re.findall(r"\w+", question.lower()) if word not in STOP_WORDS]
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in words)
        found = base.execute("select rowid from t where t match ? order by bm25(t), rowid limit ?", (query, k))
        return [passages[row[0]].id for row in found]

    return search


def _sklearn(passages: Passages, analyzer: Callable[[str], list[str]] | str) -> Search:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=analyzer)
    matrix = vectorizer.fit_transform([f"{passage.title}\n{passage.text}" for passage in passages])

    def search(question: str, k: int) -> list[str]:
        scores = (matrix @ vectorizer.transform([question]).T).toarray().ravel()
        order = np.argsort(-scores, kind="stable")[:k]
        return [passages[i].id for i in order.tolist() if scores[i] > 0]

    return search


def sklearn_default(passages: Passages) -> Search:
    """scikit-learn's TfidfVectorizer as tutorials use it."""
    return _sklearn(passages, "word")


def sklearn_french(passages: Passages) -> Search:
    """scikit-learn's TfidfVectorizer with stop words and Snowball French."""
    stemmer = Stemmer.Stemmer("french")

    def analyse(text: str) -> list[str]:
        words = (word for word in re.findall(r"\w\w+", text.lower()) if word not in STOP_WORDS)
        return [str(stemmer.stemWord(word)) for word in words]

    return _sklearn(passages, analyse)


PEERS: dict[str, Callable[[Passages], Search]] = {
    "ours": ours,
    "ours, words only": ours_words,
    "tantivy, one field": tantivy_one_field,
    "tantivy, two fields": tantivy_two_fields,
    "bm25s, lucene": bm25s_lucene,
    "sqlite fts5": sqlite_fts5,
    "sklearn, French": sklearn_french,
    "sklearn, default": sklearn_default,
}
