"""The invented second theme and its labelled questions hold together: other tests rest on them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.audit import audit
from corpus.loading import Loaded, load_corpus
from corpus.questions import split_questions
from corpus.structure import enjeux, entretiens

DATA = Path(__file__).parents[1] / "data"
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (DATA / "second_theme_questions.jsonl").read_text(encoding="utf-8").splitlines()
]
KINDS = {
    "factual", "definition", "paraphrase", "typo", "no_accents", "sms", "synonym_abbreviation", "multi_passage",
    "person", "english", "greeting_smalltalk", "out_of_scope", "adversarial", "followup", "browse", "command",
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_corpus(DATA / "second_theme")


def test_twelve_documents_load_without_a_problem(loaded: Loaded) -> None:
    assert loaded.problems == ()
    theme = loaded.corpus.themes[0]
    assert (theme.key, theme.name, len(theme.documents)) == ("second_theme", "Accueil", 12)
    assert Counter(document.section for document in theme.documents) == {
        "contexte": 1,
        "definition": 1,
        "enjeu": 1,
        "questions": 4,
        "entretien": 3,
        "ressource": 1,
        "participation": 1,
    }
    assert sum(len(passage.text.split()) for passage in loaded.corpus.passages) > 1500


def test_windows_line_ends_and_a_byte_order_mark_are_among_the_files() -> None:
    files = [path.read_bytes() for path in sorted((DATA / "second_theme").glob("*.md"))]
    assert sum(b"\r\n" in data for data in files) == 1
    assert sum(data.startswith(b"\xef\xbb\xbf") for data in files) == 1


def test_three_enjeux_in_one_file_four_fiches_three_interviews(loaded: Loaded) -> None:
    found = enjeux(loaded.corpus, "second_theme")
    assert [(e.number, [f.number for f in e.fiches], e.absent) for e in found] == [
        (1, [1, 3], (2,)),
        (2, [2], (1,)),
        (3, [1], ()),
    ]
    assert [len(split_questions(f.passage.text)) for e in found for f in e.fiches] == [4, 3, 4, 4]
    assert [document.person for document in entretiens(loaded.corpus, "second_theme")] == [
        "Bastien Orsoni",
        "Mireille Tautavel",
        "Solène Kervadec",
    ]


def test_the_audit_knows_its_gaps_and_its_dead_word(loaded: Loaded) -> None:
    found = audit(loaded.corpus)
    assert {problem.level for problem in found} == {"note"}
    assert sorted(str(problem.key) for problem in found) == ["date", "excerpt", "fiche", "fiche", "lexicon"]


def test_every_labelled_question_is_well_formed_and_its_passages_exist(loaded: Loaded) -> None:
    corpus = loaded.corpus
    assert len(QUESTIONS) == 60
    assert len({question["id"] for question in QUESTIONS}) == 60
    assert {question["kind"] for question in QUESTIONS} == KINDS
    assert sum(not question["expected"] for question in QUESTIONS) == 18
    shown = Counter(
        (passage.section, text)
        for passage in corpus.passages
        for text in (passage.text, passage.title, *passage.headings)
    )
    for question in QUESTIONS:
        for expected in question["expected"]:
            assert any(
                section == expected["section"] and expected["must_contain"] in text for section, text in shown
            ), (question["id"], expected)
