"""Les questions se regroupent par besoin, quelles que soient leur formulation et leur orthographe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.editorial.missed import grouped, sort_out
from bot.store.asked import How, Question
from corpus.loading import EMBEDDED, load_corpus
from retrieval import Index

DATA = Path(__file__).parents[1] / "data"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALONE = "noise"


def index_of(folder: Path) -> Index:
    corpus = load_corpus(folder).corpus
    return Index.build(corpus.passages, lexicon=corpus.lexicon)


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(EMBEDDED)


def needs(name: str) -> dict[str, str]:
    """Each question and what is needed; what nobody else asks needs itself."""
    read = yaml.safe_load((DATA / "asked" / f"{name}.yaml").read_text("utf-8"))
    return {str(text): str(text) if need == ALONE else need for need, texts in read.items() for text in texts}


def asked(*texts: str, outcome: str = "nothing", useful: bool | None = None, settled: How = "") -> list[Question]:
    return [
        Question(
            f"{outcome} {number} {text}",
            NOON - timedelta(minutes=number),
            text,
            outcome,
            useful=useful,
            reason="" if useful is not False else "Rien sur le coût.",
            settled=settled,
        )
        for number, text in enumerate(texts)
    ]


def quality(groups: Sequence[Sequence[str]], wanted: dict[str, str]) -> tuple[float, float]:
    """Purity: share of the questions in groups of two or more that are with the need of most of their group.
    Completeness: share of a need's questions that are in one group, on average over the needs that several ask.
    """
    shared = [[wanted[text] for text in group] for group in groups if len(group) > 1]
    purity = sum(max(Counter(group).values()) for group in shared) / max(1, sum(map(len, shared)))
    sizes = {need: size for need, size in Counter(wanted.values()).items() if size > 1}
    held = [Counter(wanted[text] for text in group) for group in groups]
    return purity, sum(max(one[need] for one in held) / size for need, size in sizes.items()) / len(sizes)


@pytest.mark.parametrize(
    ("name", "folder", "least"),
    [("cooperation", EMBEDDED, (0.92, 0.84)), ("accueil", DATA / "second_theme", (0.92, 0.75))],
)
def test_what_asks_the_same_is_one_group(name: str, folder: Path, least: tuple[float, float]) -> None:
    wanted = needs(name)
    groups = [[question.text for question in group.questions] for group in grouped(asked(*wanted), index_of(folder))]
    assert sorted(text for group in groups for text in group) == sorted(wanted)
    purity, completeness = quality(groups, wanted)
    assert purity >= least[0]
    assert completeness >= least[1]
    # What no grouping at all, or one group of everything, would reach.
    assert quality([[text] for text in wanted], wanted)[1] < 0.3
    assert quality([list(wanted)], wanted)[0] < 0.1


def test_a_misspelt_question_is_with_those_that_it_means(index: Index) -> None:
    groups = grouped(asked("Comment financer un poste ?", "finacement d un poste", "Où planter des haies ?"), index)
    assert [[question.text for question in group.questions] for group in groups] == [
        ["Comment financer un poste ?", "finacement d un poste"],
        ["Où planter des haies ?"],
    ]


def test_a_group_is_named_as_people_write(index: Index) -> None:
    (group,) = grouped(asked("télétravail", "Le télétravail en équipe", "teletravail combien de jours ?"), index)
    assert group.terms[0] == "télétravail"
    assert group.example.text in {"télétravail", "Le télétravail en équipe", "teletravail combien de jours ?"}
    assert len(group.terms) <= 3


def test_the_same_words_are_one_question_asked_often(index: Index) -> None:
    (group,) = grouped(asked("Le télétravail ?", "le TELETRAVAIL", "Le télétravail !", "teletravail équipe"), index)
    assert next(iter(group.texts().items())) == ("Le télétravail ?", 3)
    assert len(group.questions) == 4


@pytest.mark.parametrize("texts", [(), ("?",), ("et alors ?", "…"), ("\x00",), ("mot " * 300,)])
def test_questions_without_a_subject_are_in_no_group(index: Index, texts: tuple[str, ...]) -> None:
    assert len(grouped(asked(*texts), index)) == sum("mot" in text for text in texts)


def test_popular_and_missed_is_told_from_popular_and_answered(index: Index) -> None:
    missed = asked("Où planter des haies ?", "planter une haie", "haies champêtres où planter")
    seldom = asked("Quel vélo cargo choisir ?")
    known = asked("C'est quoi la mutualisation ?", "mutualisation", "définition mutualisation", outcome="sure")
    found = sort_out((*known, *seldom, *missed), index)
    assert [len(group.missed) for group in found.missed] == [3, 1]
    assert {question.text for question in found.missed[0].questions} == {question.text for question in missed}
    assert [len(group.questions) for group in found.answered] == [3]
    assert found.holding(missed[2].id) is found.missed[0]
    assert found.holding("another") is None


def test_an_answer_that_was_of_no_use_counts_as_missed_with_its_reason(index: Index) -> None:
    found = sort_out(tuple(asked("mutualisation", outcome="sure", useful=False)), index)
    assert found.missed[0].reasons == ("Rien sur le coût.",)
    near_but_useful = tuple(asked("mutualisation", outcome="near", useful=True))
    assert sort_out(near_but_useful, index).missed == ()


def test_what_was_seen_to_is_counted_beside_what_came_since(index: Index) -> None:
    before = asked("Où planter des haies ?", settled="set_aside")
    (group,) = sort_out((*asked("planter une haie, où ?"), *before), index).missed
    assert (len(group.settled), len(group.missed)) == (1, 1)
    found = sort_out(tuple(before), index)
    assert (found.missed, found.answered) == ((), ())
    assert found.holding(before[0].id) == found.put_aside[0]


def test_a_group_settled_long_ago_comes_back_when_it_is_asked_again(index: Index) -> None:
    before = [
        replace(one, id=f"{one.id}{n}") for n in range(9) for one in asked("planter des haies", settled="answered")
    ]
    assert len(sort_out(tuple(before), index).answered) == 1
    (group,) = sort_out((*asked("Où planter des haies ?"), *before), index).missed
    assert (len(group.missed), len(group.settled)) == (1, 9)
