"""Plain questions are read as all others are, only sooner."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Index
from retrieval.analysis import analyser
from retrieval.arrays import Arrays
from retrieval.lexicon import Lexicon
from retrieval.plain import Plain
from retrieval.query import understand
from tests.retrieval.doubles import VILLAGE, Text, Wording

INDEX = Index.build([*VILLAGE, Text("deux", "Deux communes. Préparer la réunion."), Text("x", "œuvre C3PO été 2020")])
ARRAYS = Arrays(INDEX._raw)
LEXICON = Lexicon([Wording(("boulange",), ("pain",)), Wording(("salle des fêtes",), ("mairie",))], analyser())
PIECES = [
    *("quelle est ", "Quels sont les ", "est-ce que ", "c’est quoi ", "c'est ", "comment ", "il y a ", "dites-moi "),
    *("koi ", "c koi ", "pk ", "stp", "ya ", "tt ", "deux points ", "virgule ", "point ", "s'il vous plaît "),
    *("four ", "le Four ", "l’école ", "lecole ", "élus ", "forêts ", "habitans ", "DEUX ", "2 ", "préparé ", "pain"),
    *("boulange ", "la salle des fêtes ", "rassembler ", "zzz ", "œuvre ", "d’", "P.N.R. ", "c3po ", "a", "é", "y "),
    *(" ?", ", ", "... ", "<b>", "*", "_", "[a](b)", "#", "&amp;", "\u00a0", "\u200b", "e\u0301", "🌲", "-", "\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20))
@settings(max_examples=400)
def test_a_plain_reading_is_the_full_one(question: str) -> None:
    terms = Plain(ARRAYS, analyser(), LEXICON).read(question)
    if terms is not None:
        assert terms == understand(question, ARRAYS, analyser(), LEXICON).weights()


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est la forêt communale ?",
        "comment gérer l’affouage, et l'école",
        "habitans du vilage",
        "qui gère le four ?",
    ],
)
def test_what_people_write_is_plain(question: str) -> None:
    assert Plain(ARRAYS, analyser(), LEXICON).read(question)


@pytest.mark.parametrize("question", ["la boulange", "le **four**", "c koi le four", "", "que veut dire", "P.N.R."])
def test_what_takes_more_is_left_to_the_full_reading(question: str) -> None:
    assert Plain(ARRAYS, analyser(), LEXICON).read(question) is None


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.plain.REMEMBERED", 3)
    plain = Plain(ARRAYS, analyser(), LEXICON)
    once = [plain.read(f"four {word} école") for word in ("pain", "mairie", "fête", "forêt", "pain")]
    assert once[0] == once[4]
    assert all(terms is not None and len(terms) == 3 for terms in once)


def test_a_word_level_hit_marks_its_words_when_somebody_looks() -> None:
    hits = INDEX.search("le pain du four", rerank=False)
    text = {passage.id: passage.text for passage in VILLAGE}
    assert {text[hits[0].id][match.start : match.end] for match in hits[0].matches} == {"four", "pain"}
