"""A fiche's text is split into its questions, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loading import EMBEDDED, load_corpus
from corpus.questions import split_questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("→ Comment faire\u00a0? Avec qui\u00a0?", ("Comment faire\u00a0?", "Avec qui\u00a0?")),
        ("→ Comment faire ?→ Avec qui ?", ("Comment faire ?", "Avec qui ?")),
        ("1) Comment faire ? 2) Avec qui ?", ("Comment faire ?", "Avec qui ?")),
        ("1. Comment faire ?\n2. Avec qui ?", ("Comment faire ?", "Avec qui ?")),
        ("Question 1 : Comment faire ?\nQuestion 2 : Avec qui ?", ("Comment faire ?", "Avec qui ?")),
        ("- Comment faire ?\n- Avec qui ?", ("Comment faire ?", "Avec qui ?")),
        ("• Comment faire\n• Avec qui", ("Comment faire", "Avec qui")),
        ("Comment faire ? avec qui ?", ("Comment faire ?", "avec qui ?")),
        ("Faut-il partir ? ou rester ?", ("Faut-il partir ? ou rester ?",)),
        (
            "Que veut dire « À quoi bon ? » pour vous ? Et après ?",
            ("Que veut dire « À quoi bon ? » pour vous ?", "Et après ?"),
        ),
        ("« Pourquoi nous ? » Comment répondre ?", ("« Pourquoi nous ? »", "Comment répondre ?")),
        ("« Pourquoi nous ? Comment répondre ?", ("« Pourquoi nous ?", "Comment répondre ?")),
        ("Qui décide (le maire ? Le bureau ?) et quand ?", ("Qui décide (le maire ? Le bureau ?) et quand ?",)),
        ("Comment passer de 3.5 % à 10 % ? Pour qui ?", ("Comment passer de 3.5 % à 10 % ?", "Pour qui ?")),
        ("Que dire à M. Le Goff, p. ex. à propos du bus ?", ("Que dire à M. Le Goff, p. ex. à propos du bus ?",)),
        ("Quels élus ?! Comment ?…", ("Quels élus ?!", "Comment ?…")),
        ("Les élus changent. Comment suivre ?", ("Les élus changent. Comment suivre ?",)),
        ("Un. Deux. Comment suivre ? Voilà.", ("Deux. Comment suivre ?",)),
        ("Pour ouvrir la réunion :\n→ Qui vient ?", ("Qui vient ?",)),
        ("Comment associer\nles habitants ? Et qui ?", ("Comment associer les habitants ?", "Et qui ?")),
        ("Ceci n’est pas une question.", ()),
        ("", ()),
    ],
)
def test_questions_are_told_apart(text: str, questions: tuple[str, ...]) -> None:
    assert split_questions(text) == questions


def test_a_long_sentence_before_a_question_is_left_out() -> None:
    before = "Le bassin " + "très étendu " * 15 + "change."
    assert split_questions(f"{before} Comment suivre ?") == ("Comment suivre ?",)


def test_the_stock_of_the_theme_is_nineteen_questions_in_its_fiches() -> None:
    corpus = load_corpus(EMBEDDED).corpus
    counts = {p.document.rpartition("/")[2]: len(split_questions(p.text)) for p in corpus.section("questions")}
    assert counts == {
        "enjeu-3-questions-4": 4,
        "enjeu-4-questions-1": 4,
        "enjeu-4-questions-2": 6,
        "enjeu-4-questions-3": 3,
        "enjeu-4-questions-4": 2,
    }


def test_the_six_questions_asked_of_interviewees_and_the_three_of_the_context() -> None:
    corpus = load_corpus(EMBEDDED).corpus
    assert len(split_questions(corpus.passages_of("cooperation/entretiens")[0].text)) == 6
    assert len(split_questions(corpus.passages_of("cooperation/contexte")[-1].text)) == 3


_asked = st.builds(
    "{} {}{}?".format,
    st.sampled_from(["Comment", "Pourquoi", "À quoi", "Quelle place pour", "Faut-il", "Avec quels élus"]),
    st.text(alphabet="abé’' -,3.5%œ", min_size=1, max_size=30).map(lambda text: " ".join(text.split()) or "oui"),
    st.sampled_from(["", " ", "\u00a0"]),
)
_mark = st.sampled_from(["", "→ ", "- ", "1) ", "12. ", "• ", "– ", "Question 3 : "])


@given(st.lists(st.tuples(_mark, _asked), max_size=6), st.sampled_from(["\n", " ", "\u00a0", "\n\n"]))
def test_every_question_comes_back_word_for_word_and_in_order(pieces: list[tuple[str, str]], between: str) -> None:
    text = between.join(mark + question for mark, question in pieces)
    assert split_questions(text) == tuple(question for _, question in pieces)


@given(st.text(max_size=200))
def test_any_text_is_split_into_pieces_of_itself(text: str) -> None:
    rest = " ".join(text.split())
    for question in split_questions(text):
        found = rest.find(" ".join(question.split()))
        assert found >= 0
        rest = rest[found + len(" ".join(question.split())) :]
