"""L'usager dit où chercher : dans les entretiens, dans un enjeu, ou par un bouton."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.scope import scope_of
from bot.editorial.library import Served
from bot.messages import Paragraph
from corpus.model import Corpus
from retrieval import Index
from tests.dialogue.conftest import Scene


@pytest.mark.parametrize(
    ("question", "called", "asked"),
    [
        ("dans les entretiens : la stratégie", "entretiens", "la stratégie"),
        ("Dans les entretiens, que dit-on des élus ?", "entretiens", "que dit-on des élus ?"),
        ("entretiens : stratégie", "entretiens", "stratégie"),
        ("la stratégie dans les entretiens ?", "entretiens", "la stratégie"),
        ("dans l’enjeu 4 : les élus", "enjeu 4", "les élus"),
        ("dans l'enjeu quatre, les élus", "enjeu quatre", "les élus"),
        ("dans le contexte, les régions", "contexte", "les régions"),
        ("dans l'entretien avec Taillandier, quel projet ?", "entretien avec Taillandier", "quel projet ?"),
        ("dans le thème coopération : les élus", "thème coopération", "les élus"),
        ("dans les fiches : posture", "fiches", "posture"),
    ],
)
def test_a_question_names_where_to_search(served: Served, question: str, called: str, asked: str) -> None:
    scope = scope_of(question, served.corpus)
    assert scope is not None
    assert (scope.called, scope.question) == (called, asked)


@pytest.mark.parametrize(
    "question",
    [
        "comment coopérer dans le contexte",
        "les élus dans les territoires",
        "dans les entretiens",
        "mutualisation : définition",
        "dans l'enjeu 9 : les élus",
        "stratégie depuis 2015",
        "",
    ],
)
def test_an_ordinary_question_searches_everywhere(served: Served, question: str) -> None:
    assert scope_of(question, served.corpus) is None


def dated(corpus: Corpus) -> Corpus:
    """The same corpus, its interviews dated."""
    themes = tuple(
        replace(
            theme,
            documents=tuple(
                replace(document, date=date(2015, 3, 2)) if document.person else document
                for document in theme.documents
            ),
        )
        for theme in corpus.themes
    )
    return replace(corpus, themes=themes)


@pytest.mark.parametrize(("question", "found"), [("la stratégie depuis 2015", 3), ("la stratégie en 2015", 3)])
def test_years_are_a_scope_where_documents_are_dated(served: Served, question: str, found: int) -> None:
    scope = scope_of(question, dated(served.corpus))
    assert scope is not None
    assert len(scope.ids) == found
    assert scope_of("la stratégie avant 2015", dated(served.corpus)) is None


async def test_only_interviews_answer_a_question_about_interviews(scene: Scene) -> None:
    reply = await scene.says("dans les entretiens : la stratégie des élus")
    assert reply.quotes
    assert all("Entretien avec" in quote.source for quote in reply.quotes)
    assert isinstance(reply.blocks[0], Paragraph)
    assert "entretiens" in reply.blocks[0].text


async def test_where_nothing_is_found_a_button_searches_everywhere(scene: Scene) -> None:
    reply = await scene.says("dans les fiches : le stress territorial")
    assert not reply.quotes
    assert reply.buttons[0].label == "Chercher partout"
    assert (await scene.presses("Chercher partout")).quotes


async def test_the_button_of_a_section_asks_the_same_question_there(scene: Scene) -> None:
    await scene.says("les élus et la coopération entre territoires")
    await scene.presses("Autres passages")
    label = next(button.label for button in scene.last.buttons if button.label.startswith("Seulement"))
    reply = await scene.presses(label)
    section = label.partition(":")[2].strip()
    assert reply.quotes
    assert isinstance(reply.blocks[0], Paragraph)
    assert section in reply.blocks[0].text


async def test_a_passage_found_twice_is_shown_once_with_where_else_it_stands(scene: Scene) -> None:
    corpus = scene.served.corpus
    original = next(p for p in corpus.passages if "stress territorial" in p.text)
    document = corpus.document(original.document)
    assert document is not None
    twin = replace(document, key="cooperation/copie", title="Une autre page")
    theme = replace(corpus.themes[0], documents=(*corpus.themes[0].documents, twin))
    copy = replace(original, id="zzzzzzzzzz", document=twin.key, title=twin.title)
    both = replace(corpus, themes=(theme,), passages=(*corpus.passages, copy))
    twins = Scene(Served("1", both, Index.build(both.passages, lexicon=both.lexicon)), scene.store)
    reply = await twins.says("qu'est-ce qui produit un stress territorial ?")
    assert [quote.text for quote in reply.quotes].count(original.text) == 1
    other = {"Contexte": "Une autre page", "Une autre page": "Contexte"}[reply.quotes[0].title]
    assert f"aussi dans «\u00a0{other}\u00a0»" in reply.quotes[0].source
