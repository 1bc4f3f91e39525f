"""Building, searching, odd sizes; scores held to scikit-learn's own computation."""

from collections.abc import Callable, Container

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from retrieval import Analyser, Index
from retrieval.postings import K1, B, Weighting
from tests.retrieval.doubles import VILLAGE, Text, Wording

WORDS = ["four", "pain", "forêt", "école", "élus", "habitants", "village", "le", "la", "des", "pays", "mairie"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=8)
QUESTION = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True).map(" ".join)


def passages(texts: list[str]) -> list[Text]:
    return [Text(f"p{i}", text) for i, text in enumerate(texts)]


def as_scores(index: Index, question: str, count: int) -> dict[str, float]:
    return {hit.id: hit.score for hit in index.search(question, k=count + 1, rerank=False)}


@given(TEXTS, QUESTION)
@settings(max_examples=60)
def test_tfidf_scores_are_scikit_learns(texts: list[str], question: str) -> None:
    vectorizer = TfidfVectorizer(analyzer=Analyser().terms, sublinear_tf=True)
    scores = as_scores(Index.build(passages(texts), weighting="tfidf"), question, len(texts))
    try:
        matrix = vectorizer.fit_transform(texts)
    except ValueError:  # an empty vocabulary
        assert scores == {}
        return
    asked = vectorizer.idf_ * (
        CountVectorizer(analyzer=Analyser().terms, vocabulary=vectorizer.vocabulary_).transform([question]).toarray()[0]
        > 0
    )
    expected = matrix @ asked
    assert scores == pytest.approx({f"p{i}": s for i, s in enumerate(expected) if s > 0}, rel=1e-5)


@given(TEXTS, QUESTION)
@settings(max_examples=60)
def test_bm25_scores_are_the_dense_formula(texts: list[str], question: str) -> None:
    counter = CountVectorizer(analyzer=Analyser().terms)
    scores = as_scores(Index.build(passages(texts), weighting="bm25"), question, len(texts))
    try:
        tf = counter.fit_transform(texts).toarray().astype(float)
    except ValueError:
        assert scores == {}
        return
    df, length = (tf > 0).sum(axis=0), tf.sum(axis=1, keepdims=True)
    idf = np.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
    weights = idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / length.mean()))
    expected = weights @ (counter.transform([question]).toarray()[0] > 0)
    assert scores == pytest.approx({f"p{i}": s for i, s in enumerate(expected) if s > 0}, rel=1e-5)


@pytest.mark.parametrize("weighting", ["bm25", "tfidf"])
@pytest.mark.parametrize("rerank", [True, False])
@pytest.mark.parametrize("texts", [[], [""], ["le la les"], ["four"], ["", "four", ""], ["four"] * 3])
@pytest.mark.parametrize("question", ["", "le la", "four", "four pain", "zzzz", "?" * 50])
def test_odd_sizes_are_ordinary(weighting: Weighting, rerank: bool, texts: list[str], question: str) -> None:
    index = Index.build(passages(texts), weighting=weighting)
    hits = index.search(question, k=10, rerank=rerank)
    expected = [f"p{i}" for i, text in enumerate(texts) if "four" in text and "four" in question]
    assert [hit.id for hit in hits] == expected
    assert index.answer(question).hits == () or index.answer(question).hits[0].id in expected
    assert len(index) == len(texts)


def test_equal_scores_keep_the_order_of_the_corpus() -> None:
    index = Index.build(passages(["le four"] * 5))
    assert [hit.id for hit in index.search("four", k=3)] == ["p0", "p1", "p2"]
    assert [hit.id for hit in index.search("four", k=3, rerank=False)] == ["p0", "p1", "p2"]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("qui reçoit à la mairie ?", "mairie"),
        ("kerjoant", "mairie"),
        ("Kerjouant", "mairie"),
        ("lécole", "ecole"),
        ("cantinne scolaire", "ecole"),
        ("les forets", "foret"),
        ("une fête pour le pain", "fete"),
        ("AFFOUAGE", "foret"),
    ],
)
def test_the_right_passage_comes_first(question: str, best: str) -> None:
    assert Index.build(VILLAGE).search(question)[0].id == best


def test_matched_words_are_marked_in_the_text_whatever_was_typed() -> None:
    index = Index.build(VILLAGE, lexicon=[Wording(("boulange",), ("pain",))])
    by_id = {passage.id: passage for passage in VILLAGE}

    def marked(question: str) -> set[str]:
        hit = index.search(question)[0]
        return {by_id[hit.id].text[match.start : match.end] for match in hit.matches}

    assert marked("les foret") == {"forêt", "forêts"}
    assert "pain" in marked("boulange au four")
    assert marked("secretère") == {"secrétaire"}


def test_an_expansion_counts_less_than_a_typed_word() -> None:
    lexicon = [Wording(("boulange",), ("pain",))]
    texts = [Text("typed", "la boulange du bourg"), Text("meant", "le pain du bourg")]
    assert [hit.id for hit in Index.build(texts, lexicon=lexicon).search("boulange")] == ["typed", "meant"]
    assert [hit.id for hit in Index.build(texts[1:], lexicon=lexicon).search("boulange")] == ["meant"]


def test_a_word_of_ordinary_french_is_not_corrected_into_another() -> None:
    index = Index.build([Text("a", "Préparer la réunion.")])
    assert index.answer("réparer").corrections == ()
    assert index.answer("réparer").unknown == ("reparer",)
    assert [(c.typed, c.meant) for c in index.answer("prparer").corrections] == [("prparer", "Préparer")]


def test_what_the_index_knows() -> None:
    index = Index.build(VILLAGE)
    assert index.knows("habitant")
    assert not index.knows("piscine")
    assert not index.knows("les")


@pytest.mark.parametrize("kind", [set, frozenset])
def test_the_kind_of_passage_asked_for_ranks_higher_but_never_from_nothing(
    kind: Callable[[list[str]], Container[str]],
) -> None:
    index = Index.build(VILLAGE)
    for _ in range(2):  # what was answered to the same question, asked otherwise, is not answered again
        assert index.answer("les habitants").hits[0].id != "mairie"
        assert index.answer("les habitants", preferred=kind(["mairie"])).hits[0].id == "mairie"
    assert "foret" not in {hit.id for hit in index.answer("kerjoant", preferred=kind(["foret"])).hits[:1]}


@pytest.mark.parametrize("rerank", [True, False])
@pytest.mark.parametrize("k", [1, 3, 50])
def test_what_is_filtered_out_never_comes_back(rerank: bool, k: int) -> None:
    index = Index.build(VILLAGE)
    within = {"mairie", "ecole", "nowhere"}
    for question in ("les habitants du village", "pain four forêt mairie école fête"):
        hits = index.search(question, k=k, rerank=rerank, within=within)
        assert 0 < len(hits) <= min(k, 2)
        assert {hit.id for hit in hits} <= within
    assert index.search("pain", within=()) == []


def test_a_name_that_the_corpus_does_not_have_makes_an_answer_less_sure() -> None:
    index = Index.build(VILLAGE)
    named, plain = (index.answer(f"le four banal de la commune de {place}") for place in ("Zirkanac", "zirkanac"))
    assert [hit.id for hit in named.hits] == [hit.id for hit in plain.hits]
    assert named.probability < plain.probability
    assert index.answer("la fête à KERJOANT").probability == index.answer("la fête à kerjoant").probability


def test_a_name_that_people_give_of_themselves_is_not_asked_for() -> None:
    index = Index.build(VILLAGE)
    told = index.answer("Je m'appelle Zoé Zirkanac. Qui cuit le pain au four ?")
    asked = index.answer("Qui cuit le pain au four de Zoé Zirkanac ?")
    assert told.hits[0].id == asked.hits[0].id
    assert told.probability > asked.probability


def test_what_answers_to_no_word_answers_nothing() -> None:
    found = Index.build(VILLAGE).answer("le pain du four", within=["mairie"])
    assert (found.outcome, found.probability) == ("nothing", 0.0)


def test_an_explanation_adds_up_to_the_score() -> None:
    index = Index.build(VILLAGE)
    best = index.search("le pain du four")[0]
    why = index.explain("le pain du four", best.id)
    assert why.rank == 1
    assert sum(why.parts.values()) == pytest.approx(best.score)
    assert why.probability == index.answer("le pain du four").probability
    assert list(why.words) == ["pain", "four"]
    with pytest.raises(KeyError):
        index.explain("pain", "nowhere")


def test_an_answer_shows_one_of_several_passages_that_say_the_same() -> None:
    twin = Text("copie", VILLAGE[0].text.replace("chaque automne", "tous les automnes"), "Une autre page")
    found = Index.build([*VILLAGE, twin]).answer("le four banal rallumé en automne")
    assert {found.hits[0].id, *found.hits[0].also} == {"four", "copie"}
    assert len({hit.id for hit in found.hits} & {"four", "copie"}) == 1
    assert all(not hit.also for hit in found.hits[1:])


def test_a_synonym_is_weak_evidence_for_a_word_that_nothing_else_answers_to() -> None:
    passages = [Text("a", "Réunir les agents du canton."), Text("b", "Repeindre la salle.")]
    found = Index.build(passages).answer("rassembler")
    assert [hit.id for hit in found.hits] == ["a"]
    assert found.hits[0].matches == ()
    assert found.unknown == ("rassembler",)
    known = Index.build([*passages, Text("c", "Rassembler le troupeau.")]).search("rassembler", rerank=False)
    assert [hit.id for hit in known] == ["c"]


def test_of_equally_close_words_a_name_comes_first() -> None:
    index = Index.build([Text("a", "Un bel arvolin blanc."), Text("b", "Madame Arvolix écrit.")])
    assert index.answer("arvolit").corrections[0].meant == "Arvolix"
