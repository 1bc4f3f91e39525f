"""Built quickly, the word level is what scikit-learn counts with our analyser, whatever the texts are made of."""

from __future__ import annotations

import unicodedata
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from retrieval import Analyser, Index, fast, postings, wordreader
from retrieval.analysis import analyser
from retrieval.build import build, build_words
from retrieval.postings import Weighting
from retrieval.reader import Reader
from retrieval.text import cut_words, fold_word, fold_words
from retrieval.wordreader import Words, read_words
from tests.retrieval.doubles import VILLAGE, Text

PIECES = [
    *"aàbcdéèœßıſΣςÉÀ2²¾ 'ʼ’-._…\n\t\0#@€",
    *("P.N.R.", "e.g", "c.à.d.", "l’été", "e\u0301", "\u200d", "\u00ad", "\u0301", "\ud800", "é.t.", "a.b.c.d"),
    *("les ", "deux ", "Forêt ", "élus ", "Élus ", "🌲", "𝒜", "日本", "अनु", "١٢", "maison ", "x" * 40),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=12)
PASSAGES = st.lists(st.tuples(TEXT, TEXT), max_size=6).map(
    lambda rows: [Text(f"p{number}", text, title) for number, (title, text) in enumerate(rows)]
)


def read(passages: list[Text], compiled: bool) -> Words:
    """What one of the two readers finds."""
    assert fast.warm()
    chosen = fast.compiled_build() if compiled else None
    with patch.object(wordreader, "compiled_build", lambda: chosen), patch.object(wordreader, "_AT_ONCE", 2):
        return read_words(passages, analyser())


@given(PASSAGES)
@settings(max_examples=150)
def test_both_readers_find_the_words_of_the_analyser(passages: list[Text]) -> None:
    expected = [analyser().terms(passage.title) + analyser().terms(passage.text) for passage in passages]
    for compiled in (False, True):
        words = read(passages, compiled)
        ends = np.cumsum(words.lengths)
        found = [words.terms[end - length : end] for end, length in zip(ends, words.lengths, strict=True)]
        assert [[words.table[term] for term in terms.tolist() if term >= 0] for terms in found] == expected
        assert words.ids == [passage.id for passage in passages]


@pytest.mark.parametrize("weighting", ["bm25", "tfidf"])
@given(PASSAGES)
@settings(max_examples=60)
def test_the_word_level_alone_is_that_of_a_whole_index(weighting: Weighting, passages: list[Text]) -> None:
    assert fast.warm()
    whole = build(passages, weighting, Reader(analyser()))
    for kernel in (None, fast.compiled_build()):
        with (
            patch.object(wordreader, "compiled_build", lambda kernel=kernel: kernel),
            patch.object(postings, "compiled_build", lambda kernel=kernel: kernel),
        ):
            for name, array in build_words(passages, weighting).items():
                np.testing.assert_array_equal(array, whole[name], err_msg=name)
                assert array.dtype == whole[name].dtype, name


@given(PASSAGES)
@settings(max_examples=60)
def test_counts_are_scikit_learns(passages: list[Text]) -> None:
    counter = CountVectorizer(analyzer=Analyser().terms)
    texts = [f"{passage.title}\n{passage.text}" for passage in passages]
    try:
        counted = counter.fit_transform(texts).tocsc()
    except ValueError:  # an empty vocabulary
        return
    for kernel in (None, fast.compiled_build()):
        with patch.object(postings, "compiled_build", lambda kernel=kernel: kernel):
            words = read(passages, kernel is not None)
            counts = postings.count(words.lengths, words.terms, len(words.table))
        assert [words.table[number] for number in range(len(words.table))] == counter.get_feature_names_out().tolist()
        np.testing.assert_array_equal(counts.end, counted.indptr[1:])
        np.testing.assert_array_equal(counts.passage, counted.indices)
        np.testing.assert_array_equal(counts.times, counted.data)


@given(st.lists(TEXT.flatmap(lambda text: st.sampled_from(cut_words(text) or ["a"])), max_size=8))
def test_many_words_are_folded_as_each_is(words: list[str]) -> None:
    assert fold_words(words) == [fold_word(word) for word in words]


@pytest.mark.parametrize("begin", ["mot", "commencement"])
def test_a_growing_vocabulary_keeps_its_numbers(begin: str) -> None:
    texts = [" ".join(f"{begin}{n}x" for n in range(first, first + 3000)) for first in range(0, 9000, 1500)]
    one, other = (read([Text(str(n), text) for n, text in enumerate(texts)], compiled) for compiled in (True, False))
    assert len(one.table) == 10_500
    np.testing.assert_array_equal(one.terms, other.terms)


def test_words_that_begin_alike_are_told_apart_and_sorted() -> None:
    written = [first + "x" * length + last for first in "aé日" for length in range(20) for last in ("", "a", "b", "𝒜")]
    texts = [Text("a", " ".join(written)), Text("b", " ".join(reversed(written)))]
    one, other = (read(texts, compiled) for compiled in (True, False))
    tables = [[words.table[number] for number in range(len(words.table))] for words in (one, other)]
    assert tables[0] == tables[1] == sorted(set(tables[0]))
    np.testing.assert_array_equal(one.terms, other.terms)


@pytest.mark.parametrize("rerank", [True, False])
def test_an_index_for_words_alone_answers_as_a_whole_one(rerank: bool) -> None:
    index = Index.build(VILLAGE, rerank=rerank)
    hits = index.search("c'est quoi le pain du four ?", rerank=False)
    assert [hit.id for hit in hits] == ["four", "fete"]
    assert index.knows("pain")
    assert [hit.id for hit in index.search("pain", within={"four"}, rerank=False)] == ["four"]


def test_an_index_for_words_alone_says_what_it_cannot_do() -> None:
    index = Index.build(VILLAGE, rerank=False)
    with pytest.raises(ValueError, match="rerank=False"):
        index.search("pain")
    with pytest.raises(ValueError, match="rerank=False"):
        index.answer("pain")
    assert index.search("pain", rerank=False)[0].matches == ()
    assert len(Index.build(VILLAGE, previous=index)) == len(VILLAGE)


def test_accents_may_stand_apart_in_an_acronym() -> None:
    assert cut_words(unicodedata.normalize("NFD", "É.N.A. ici")) == [unicodedata.normalize("NFD", "É.N.A."), "ici"]
