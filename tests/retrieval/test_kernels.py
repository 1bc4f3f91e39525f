"""Two kernels, one answer: numpy's, the compiled one and scikit-learn's own computation are held to each other."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from retrieval import Index, fast, postings, wordlevel
from retrieval.postings import K1, B, Weighting, count, weighted
from retrieval.storage import Array
from retrieval.wordlevel import WordLevel
from tests.retrieval.doubles import Text

WORDS = 30
COUNTS = st.lists(st.lists(st.integers(0, WORDS - 1), max_size=25), min_size=1, max_size=60)
QUESTION = st.dictionaries(
    st.integers(0, WORDS - 1), st.sampled_from([1.0, 1.0, 0.8, 0.4, 0.3]), min_size=1, max_size=6
)
KERNELS = ("numpy", "compiled")


@contextmanager
def using(kernel: str, skipping: bool = True) -> Iterator[None]:
    """Search with one kernel; ``skipping`` lists however short they are."""
    assert fast.warm()
    chosen = fast.compiled_search() if kernel == "compiled" else None
    most = 0 if skipping else 1 << 40
    with (
        patch.object(wordlevel, "compiled_search", lambda: chosen),
        patch.multiple(wordlevel, FEW=most, MANY=most),
    ):
        yield


def word_level(passages: list[list[int]], weighting: Weighting = "bm25") -> tuple[WordLevel, list[int]]:
    """The postings of passages made of numbered words, and the words that occur, in the order of their terms."""
    occurring = sorted({word for words in passages for word in words})
    terms = np.array([occurring.index(word) for words in passages for word in words], np.int32)
    counts = count(np.array([len(words) for words in passages]), terms, len(occurring))
    return WordLevel(weighted(counts, weighting), len(passages)), occurring


def expected(passages: list[list[int]], asked: dict[int, float], weighting: Weighting) -> NDArray[np.float64]:
    """Every passage's score, from scikit-learn's counts by the formula alone."""
    counter = CountVectorizer(analyzer=lambda words: words, vocabulary=range(WORDS))
    tf = counter.transform(passages).toarray().astype(float)
    weights = np.array([asked.get(word, 0.0) for word in range(WORDS)])
    if weighting == "tfidf":
        present = np.flatnonzero(tf.sum(axis=0))
        transformer = TfidfTransformer(sublinear_tf=True)
        scores: NDArray[np.float64] = transformer.fit_transform(tf[:, present]).toarray() @ (
            transformer.idf_ * weights[present]
        )
        return scores
    df, length = (tf > 0).sum(axis=0), tf.sum(axis=1, keepdims=True)
    idf = np.log(1 + (len(tf) - df + 0.5) / (df + 0.5))
    each: NDArray[np.float64] = idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / length.mean()))
    total: NDArray[np.float64] = each @ weights
    return total


def held_to(scores: NDArray[np.float64], found: Array, given_scores: Array, most: int) -> None:
    """The best passages in order, up to rounding; exact ties in the order of the corpus."""
    assert len(found) == min(most, np.count_nonzero(scores))
    np.testing.assert_allclose(given_scores, scores[found], rtol=1e-5)
    np.testing.assert_allclose(given_scores, np.sort(scores)[::-1][: len(found)], rtol=1e-5)
    ties = np.flatnonzero(given_scores[1:] == given_scores[:-1])
    assert (found[ties] < found[ties + 1]).all()


@pytest.mark.parametrize("weighting", ["bm25", "tfidf"])
@pytest.mark.parametrize("kernel", KERNELS)
@given(COUNTS, QUESTION, st.sampled_from([1, 3, 10, 100]), st.booleans())
@settings(max_examples=60)
def test_a_kernel_gives_the_best_passages_in_order(
    kernel: str, weighting: Weighting, passages: list[list[int]], asked: dict[int, float], most: int, skipping: bool
) -> None:
    words, occurring = word_level(passages, weighting)
    terms = {occurring.index(word): weight for word, weight in asked.items() if word in occurring}
    with using(kernel, skipping):
        found, scores = words.best(terms, most)
    if occurring:
        held_to(expected(passages, asked, weighting), found, scores, most)


@given(COUNTS, QUESTION, st.sampled_from([1, 3, 10]), st.booleans(), st.sets(st.integers(0, 59)))
@settings(max_examples=80)
def test_both_kernels_give_the_same_bits(
    passages: list[list[int]], asked: dict[int, float], most: int, skipping: bool, allowed: set[int]
) -> None:
    words, occurring = word_level(passages)
    terms = {occurring.index(word): weight for word, weight in asked.items() if word in occurring}
    within = np.array([number in allowed for number in range(len(passages))]) if allowed else None
    answers = []
    for kernel in KERNELS:
        with using(kernel, skipping):
            answers.append(words.best(terms, most, within))
    np.testing.assert_array_equal(answers[0][0], answers[1][0])
    np.testing.assert_array_equal(answers[0][1], answers[1][1])


def many(rng: random.Random, passages: int, words: int) -> list[list[int]]:
    """Passages whose words are as unequal as those of a language, some passages twice."""
    texts = [[int(words * rng.random() ** 4) for _ in range(rng.randint(5, 40))] for _ in range(passages)]
    return texts + texts[: passages // 10]


@pytest.mark.parametrize("kernel", KERNELS)
def test_skipping_changes_nothing_in_a_large_index(kernel: str) -> None:
    rng = random.Random(7)
    words, occurring = word_level(many(rng, 4000, 500))
    for _ in range(60):
        terms = {rng.randrange(len(occurring)): rng.choice([1.0, 0.4]) for _ in range(rng.randint(1, 6))}
        with using(kernel, skipping=True):
            skipped = words.best(terms, 10)
        with using(kernel, skipping=False):
            plain = words.best(terms, 10)
        np.testing.assert_array_equal(skipped[0], plain[0])
        np.testing.assert_array_equal(skipped[1], plain[1])


@pytest.mark.parametrize("kernel", KERNELS)
def test_several_threads_search_one_index_at_once(kernel: str) -> None:
    rng = random.Random(8)
    words, occurring = word_level(many(rng, 3000, 300))
    questions = [{rng.randrange(len(occurring)): 1.0 for _ in range(4)} for _ in range(100)]
    with using(kernel), ThreadPoolExecutor(8) as threads:
        alone = [words.best(terms, 10)[1].tolist() for terms in questions]
        together = list(threads.map(lambda terms: words.best(terms, 10)[1].tolist(), questions * 5))
    assert together == alone * 5


def test_an_interrupted_search_leaves_nothing_behind() -> None:
    words, _ = word_level([[1, 2], [2], [1, 1]])
    with using("numpy"):
        before = words.best({0: 1.0, 1: 1.0}, 3)
        with patch.object(np, "flatnonzero", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
            words.best({0: 1.0, 1: 1.0}, 3, np.ones(3, np.bool_))
        after = words.best({0: 1.0, 1: 1.0}, 3)
    np.testing.assert_array_equal(before[1], after[1])


def test_many_lengths_and_one_word_said_often_keep_their_weights() -> None:
    passages = [[0] * (n % 300 + 1) + [1] * (n % 7) for n in range(700)]
    words, _ = word_level(passages)
    assert words.bits > 8
    for kernel in KERNELS:
        with using(kernel):
            held_to(expected(passages, {0: 1.0, 1: 1.0}, "bm25"), *words.best({0: 1.0, 1: 1.0}, 50), 50)


def test_a_weight_that_does_not_fit_the_posting_stands_beside_it() -> None:
    passages = [[0] * (n % 5 + 1) + [1] * (n % 3) for n in range(40)]
    with patch.object(postings, "_LARGEST_GRID", 0):
        words, _ = word_level(passages)
    coded, _ = word_level(passages)
    assert (words.bits, len(coded.weight)) == (0, 0)
    for kernel in KERNELS:
        with using(kernel):
            for one, other in zip(words.best({0: 1.0, 1: 0.4}, 10), coded.best({0: 1.0, 1: 0.4}, 10), strict=True):
                np.testing.assert_array_equal(one, other)


def test_loading_the_kernels_leaves_the_collector_of_garbage_as_it_was() -> None:
    usual = gc.get_threshold()
    for wanted in (usual, (0, 10, 10)):
        gc.set_threshold(*wanted)
        try:
            with patch.object(fast._Kernels, "ready", {}):
                assert fast.warm()
            assert gc.get_threshold() == wanted
        finally:
            gc.set_threshold(*usual)


def test_without_the_compiler_all_goes_on_and_one_line_says_so(caplog: pytest.LogCaptureFixture) -> None:
    index = Index.build([Text("a", "le four"), Text("b", "le pain")])
    with (
        patch.object(fast._Kernels, "ready", {}),
        patch.object(fast, "import_module", side_effect=OSError("no room left")),
    ):
        assert not fast.warm()
        assert not fast.warm()
        assert [hit.id for hit in index.search("four", rerank=False)] == ["a"]
    assert [record.getMessage() for record in caplog.records] == ["Without the compiled kernels: OSError: no room left"]


def test_loading_the_kernels_leaves_linear_algebra_to_those_who_use_it() -> None:
    load = (
        "import sys; from retrieval import fast; assert fast.warm(); print('scipy.linalg' in sys.modules);"
        "import scipy.linalg; print(scipy.linalg.det([[2.0]]), len([f for f in sys.meta_path if 'fast' in repr(f)]))"
    )
    said = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "2.0", "0"]
