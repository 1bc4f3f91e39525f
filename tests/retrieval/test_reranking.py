"""Re-ranking: the compiled kernel gives what numpy's gives; letters, spelling and duplicates are what they say."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Index, duplicates, fast, ranking, spelling
from retrieval.duplicates import ALIKE, folded
from retrieval.grams import RANKING, SPELLING, keys
from retrieval.results import Found
from tests.retrieval.doubles import VILLAGE, Text, Wording

WORDS = ["four", "fours", "fournil", "pain", "pains", "forêt", "forestier", "école", "élus", "élu", "habitants"]
WORDS += ["tour", "tours", "le", "de", "2", "œuvre", "ω."]
LINE = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
PASSAGES = st.lists(st.tuples(LINE, LINE), min_size=1, max_size=9).map(
    lambda rows: [Text(f"p{number}", text, title) for number, (title, text) in enumerate(rows)]
)
QUESTION = st.lists(st.sampled_from([*WORDS, "forets", "fornil", "habitent", "boulange", "zzyzx"]), max_size=6).map(
    " ".join
)
LEXICON = [Wording(("boulange",), ("pain", "four"))]
SIZES = [(100, 64), (0, 3)]
"""Passages up to which a corpus is re-ranked whole, and candidates of a larger one."""


@contextmanager
def numpy_only() -> Iterator[None]:
    with (
        patch.object(ranking, "compiled_signals", lambda: None),
        patch.object(duplicates, "compiled_signals", lambda: None),
        patch.object(spelling, "compiled_letters", lambda: None),
    ):
        yield


@pytest.mark.parametrize(("whole", "most"), SIZES)
@given(PASSAGES, QUESTION, st.booleans(), st.booleans())
@settings(max_examples=60)
def test_both_kernels_rank_alike(
    whole: int, most: int, passages: list[Text], question: str, some: bool, preferring: bool
) -> None:
    assert fast.warm()
    index = Index.build(passages, lexicon=LEXICON)
    asked = index._read(question)
    if not asked.words:
        return
    within = index._arrays.flags(f"p{number}" for number in range(0, 9, 2)) if some else None
    arguments = (asked, {"p1", "p3"} if preferring else (), within, ranking.WEIGHTS, 1)
    with patch.multiple(ranking, WHOLE=whole, AT_MOST=most):
        compiled = index._ranker.ranked(*arguments)
        with numpy_only():
            plain = index._ranker.ranked(*arguments)
    assert compiled.candidates.tolist() == plain.candidates.tolist()
    np.testing.assert_allclose(compiled.all_scores, plain.all_scores, rtol=1e-5)
    np.testing.assert_allclose(compiled.contributions, plain.contributions, rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(compiled.all_letters, plain.all_letters, rtol=1e-5)
    np.testing.assert_allclose(compiled.scores, plain.scores, rtol=1e-5)
    ties = np.flatnonzero(compiled.scores[1:] == compiled.scores[:-1])
    assert (compiled.passages[ties] < compiled.passages[ties + 1]).all()


@pytest.mark.parametrize("kernel", ["compiled", "numpy"])
def test_letters_that_meet_by_chance_do_not_outvote_the_lexicon(kernel: str) -> None:
    """L'usager dit « trésorerie » : le passage sur les « dotations » répond, celui sur les « trésors » non."""
    assert fast.warm()
    passages = [Text("chance", "Les trésors de la forêt."), Text("meant", "Les dotations baissent.")]
    index = Index.build(passages, lexicon=[Wording(("trésorerie",), ("dotations",))])
    with numpy_only() if kernel == "numpy" else nullcontext():
        assert [hit.id for hit in index.search("trésorerie communale exsangue")] == ["meant", "chance"]
        letters = index.explain("trésorerie communale exsangue", "chance").parts["gram"]
        assert 0 < letters < ranking.WEIGHTS.gram / 2
        assert index.explain("dotations", "meant").parts["gram"] == pytest.approx(ranking.WEIGHTS.gram)


@given(st.text("abcdeilnorst", min_size=4, max_size=11), PASSAGES)
@settings(max_examples=60)
def test_both_kernels_find_the_same_close_words(typed: str, passages: list[Text]) -> None:
    assert fast.warm()
    known = Text("known", f"{typed[:-1]}x {typed[1:]} {typed}e x{typed}")
    arrays = Index.build([*passages, known])._arrays
    compiled = spelling.close_forms(arrays, typed)
    with numpy_only():
        assert spelling.close_forms(arrays, typed) == compiled


def test_what_is_compiled_while_warming_is_all_that_a_question_needs() -> None:
    assert fast.warm()
    kernels = (fast.compiled_signals().rank, fast.compiled_letters().sharing)
    before = [len(kernel.signatures) for kernel in kernels]
    assert Index.build(VILLAGE).answer("la cantinne du vilage").hits
    assert [len(kernel.signatures) for kernel in kernels] == before


@pytest.mark.parametrize("compiled", [True, False])
def test_several_threads_may_ask_at_once(compiled: bool) -> None:
    assert fast.warm()
    index = Index.build([Text(f"{passage.id}{copy}", passage.text) for copy in range(30) for passage in VILLAGE])
    questions = ["le pain du four", "la forêt comunale", "qui reçoit à la mairie", "une fête en septembre"] * 8

    def answered(question: str) -> Found:
        return index._answer(question, 10, ())

    def asked_by(workers: int) -> list[Found]:
        with ThreadPoolExecutor(workers) as threads:
            return list(threads.map(answered, questions))

    if compiled:
        assert asked_by(4) == asked_by(1)
    else:
        with numpy_only():
            assert asked_by(4) == asked_by(1)


@given(st.lists(LINE, min_size=1, max_size=8), st.integers(1, 9))
@settings(max_examples=100)
def test_alike_are_exactly_those_that_share_enough_words(texts: list[str], most: int) -> None:
    assert fast.warm()
    index = Index.build([Text(f"p{number}", text) for number, text in enumerate(texts)])
    arrays = index._arrays
    terms = [set(arrays.form_term[arrays.forms_of(number)].tolist()) for number in range(len(texts))]
    kept: list[tuple[int, list[int]]] = []
    for number, own in enumerate(terms):
        twins = (also for other, also in kept if len(own & terms[other]) >= ALIKE * len(own | terms[other]))
        twin = next(twins, None)
        if twin is not None:
            twin.append(number)
        elif len(kept) == most:
            break
        else:
            kept.append((number, []))
    passages = np.arange(len(texts))
    assert folded(arrays, passages, most) == kept
    with numpy_only():
        assert folded(arrays, passages, most) == kept


@given(LINE)
def test_an_index_holds_the_letters_of_its_words_and_no_others(text: str) -> None:
    arrays = Index.build([Text("a", text)])._arrays
    held: dict[int, set[int]] = {}
    for form in range(len(arrays.forms)):
        for size in (SPELLING, RANKING):
            for key in keys(arrays.forms[form], size):
                held.setdefault(key, set()).add(form)
    found = {int(key): set(arrays.grams.holders(at).tolist()) for at, key in enumerate(arrays.grams.key)}
    assert found == held


def test_a_long_pasted_text_is_answered_too() -> None:
    assert fast.warm()
    index = Index.build(VILLAGE)
    question = " ".join(f"mot{number}x" for number in range(3000)) + " le pain du four"
    assert index.search(question, k=1)[0].id == "four"


def test_of_a_large_corpus_more_are_ranked_when_more_are_wanted() -> None:
    index = Index.build([Text(f"p{number}", f"le four {number}") for number in range(250)])
    assert len(index.search("four", k=10)) == 10
    assert len(index.search("four", k=150)) == 150
