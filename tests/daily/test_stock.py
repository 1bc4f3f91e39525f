"""The stock of questions, and the order in which a person has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.choice import choose, shuffled
from bot.daily.stock import DailyQuestion, Stock, depends, standing_alone, stock_of
from corpus.loading import EMBEDDED, load_corpus
from tests.daily.simulation import STOCK

ALONE = [
    "Faut-il partager ?",
    "Y a-t-il un chef ?",
    "Est-il possible de partager ?",
    "Le conseil est-il utile ?",
    "Les élus ont-ils le temps ?",
    "Est-ce utile ?",
    "À quoi sert le conseil ?",
    "À qui s'adresser ?",
    "Avec quels partenaires pouvons-nous construire ?",
    "Avec quels élus travailler ?",
    "Qui décide ?",
    "Que changer demain ?",
    "Quelles réponses les agents apportent-ils ?",
    "Pourquoi partager ?",
]
NEEDING = [
    "Comment être pour autant force d'impulsion ?",
    "Que font-ils ?",
    "Comment inventent-ils l’avenir ?",
    "Quelles compétences mobilisent-ils ?",
    "Sont-ils prêts ?",
    "Cela suffit-il ?",
    "Et pour qui ?",
    "Ou rien ?",
    "Si oui, avec qui ?",
    "Avec qui ?",
    "Pour quoi faire ?",
    "Pourquoi ?",
    "Pour répondre à quels besoins ?",
    "Selon quels modes d’organisation ?",
    "Comment y parvenir ?",
    "Comment les associer ?",
    "Comment l'élargir ?",
    "Dans ce cas, que faire ?",
    "lesquels choisir ?",
]


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_can_be_read_alone(question: str) -> None:
    assert not depends(question)


@pytest.mark.parametrize("question", NEEDING)
def test_a_question_that_needs_the_one_before_it(question: str) -> None:
    assert depends(question)


@given(st.lists(st.sampled_from(ALONE + NEEDING)))
def test_no_question_is_lost_or_moved(questions: list[str]) -> None:
    assert " ".join(standing_alone(questions)) == " ".join(questions)


def test_one_that_comes_first_stays_with_the_next() -> None:
    assert standing_alone(["Et pour qui ?", "Que partager ?"]) == ("Et pour qui ? Que partager ?",)
    assert standing_alone(["Pourquoi ?"]) == ("Pourquoi ?",)


def test_the_stock_of_the_theme() -> None:
    corpus = load_corpus(EMBEDDED).corpus
    stock = stock_of(corpus)
    sections = [next(p.section for p in corpus.passages if p.id == question.passage) for question in stock.questions]
    assert {section: sections.count(section) for section in sections} == {
        "contexte": 3,
        "questions": 18,
        "entretien": 2,
    }
    texts = [question.text.replace("\u00a0", " ") for question in stock.questions]
    assert (
        "Comment dépasser son besoin de reconnaissance, s'effacer ? Comment être pour autant force d'impulsion ?"
        in texts
    )
    assert all(question.text.endswith("?") for question in stock.questions)
    assert {question.enjeu for question in stock.questions} == {None, 3, 4}
    assert len({question.id for question in stock.questions}) == len(stock.questions)
    assert stock_of(corpus) == stock


def test_a_question_is_found_by_its_id() -> None:
    assert STOCK.get(STOCK.questions[3].id) is STOCK.questions[3]
    assert STOCK.get("elsewhere") is None


def test_a_document_that_is_not_for_every_day_is_left_out(tmp_path: Path) -> None:
    for name, daily in (("one", "true"), ("two", "false")):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: {name}\nsection: questions\nenjeu: 1\nfiche: 1\ndaily: {daily}\n---\n\nQue faire {name} ?\n"
        )
    assert [question.text for question in stock_of(load_corpus(tmp_path).corpus).questions] == ["Que faire one ?"]


def test_only_what_is_wanted_unless_it_does_not_exist() -> None:
    assert {question.enjeu for question in STOCK.wanted(enjeux=["theme:2"])} == {2}
    assert STOCK.wanted(["theme"]) == STOCK.wanted() == STOCK.questions
    assert STOCK.wanted(["gone"]) == STOCK.wanted(enjeux=["theme:99"]) == STOCK.questions


@given(st.integers(0, 2**40), st.integers(0, 3))
def test_each_question_once_a_round_then_all_again_in_another_order(seed: int, round: int) -> None:
    had: list[str] = []
    for _ in STOCK.questions:
        question, new_round = choose(seed, had, STOCK.questions, round)
        assert not new_round
        assert question.id not in had
        had.append(question.id)
    question, new_round = choose(seed, had, STOCK.questions, round)
    assert new_round
    assert question.id != had[-1]


@given(st.integers(0, 2**40))
def test_the_enjeux_take_turns(seed: int) -> None:
    order = [question.enjeu for question in shuffled(seed, 0, STOCK.questions)]
    for start in range(len(order) - 7):
        assert len(set(order[start : start + 8])) == 4


@given(st.integers(0, 2**40))
def test_the_choice_hangs_on_nothing_else(seed: int) -> None:
    assert choose(seed, [], STOCK.questions) == choose(seed, set(), STOCK.questions[::-1])


def test_people_have_different_orders() -> None:
    assert len({choose(seed, [], STOCK.questions)[0].id for seed in range(200)}) > 15


def test_a_question_that_joins_does_not_stir_up_the_others() -> None:
    new = DailyQuestion("new", "Nouvelle ?", "a" * 10, "Fiche", "theme", 9)
    before = shuffled(7, 0, STOCK.questions)
    assert [question for question in shuffled(7, 0, [*STOCK.questions, new]) if question != new] == before


def test_a_stock_of_one_question_repeats_it_and_of_none_has_none() -> None:
    only = STOCK.questions[:1]
    assert choose(1, [only[0].id], only) == (only[0], True)
    with pytest.raises(ValueError, match="empty"):
        choose(1, [], Stock(()).questions)
