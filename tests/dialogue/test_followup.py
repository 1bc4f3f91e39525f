"""L'usager enchaîne : « la suite », « et l'enjeu 3 ? », « elle travaille où ? »."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.editorial.library import Served
from tests.dialogue.conftest import Scene, button
from tests.dialogue.test_answers import said
from tests.dialogue.test_personal import questions


@pytest.mark.parametrize(
    ("before", "then", "text"),
    [
        ("C'est quoi la mutualisation ?", "et la coopération ?", "La coopération est l’action de participer"),
        ("définition de la mutualisation", "et la coopération ?", "La coopération est l’action de participer"),
        (
            "la définition exacte de la mutualisation",
            "et la coopération ?",
            "La coopération est l’action de participer",
        ),
        ("définir la mutualisation", "et coopération ?", "La coopération est l’action de participer"),
        ("Montre-moi les questions de l'enjeu 4", "et l'enjeu 3 ?", "→ Comment associer la diversité"),
        ("enjeu 4", "et l'enjeu 3 ?", "Enjeu 3"),
        ("Qui est Anne Schmitter ?", "elle travaille où ?", "Anne Schmitter, directrice du Pays de Coutances"),
        ("Parle-moi de l'Université Rurale", "et c'est tous les combien ?", "Qu'est-ce que l'Atelier Local"),
        ("Quelles coopérations y a-t-il en Ardèche ?", "et en Normandie ?", "Anne Schmitter, directrice"),
        ("Elisa Jaffrennou", "quel est son métier ?", "Le Parc Naturel Régional"),
        ("les enjeux", "et le deuxième ?", "Enjeu 2"),
        ("les enjeux", "le dernier", "Enjeu 4"),
        ("liste des entretiens", "et le troisième ?", "Qu'est-ce que l'Atelier Local"),
        ("enjeu 4 questions 2", "la fiche suivante", "→ Comment réinterroger"),
        ("enjeu 4 questions 2", "la suite", "→ Comment réinterroger"),
        ("enjeu 4 questions 2", "précédent", "→ Comment s'autoriser"),
        ("les fiches de l'enjeu 4", "la deuxième", "→ Comment appréhender la relation"),
        ("enjeu 2", "suivant", "Enjeu 3"),
        ("enjeu 2", "précédent", "Enjeu 1"),
    ],
)
async def test_the_second_message_rests_on_the_first(scene: Scene, before: str, then: str, text: str) -> None:
    await scene.says(before)
    assert (await scene.says(then)).quotes[0].text.startswith(text)


async def test_more_shows_other_passages_then_says_that_there_is_none(scene: Scene) -> None:
    seen = {quote.passage for quote in (await scene.says("Quelles sont les compétences des développeurs ?")).quotes}
    for _ in range(6):
        reply = await scene.says("la suite")
        if not reply.quotes:
            break
        assert seen.isdisjoint(quote.passage for quote in reply.quotes)
        seen |= {quote.passage for quote in reply.quotes}
    assert said(reply) == "Je n’ai pas d’autre passage à vous montrer sur cette question."


async def test_shorter_is_the_best_sentence_word_for_word(scene: Scene) -> None:
    whole = (await scene.says("C'est quoi la mutualisation ?")).quotes[0]
    short = (await scene.says("plus court")).quotes[0]
    assert short.text in whole.text
    assert len(short.text) < len(whole.text)


async def test_who_else_leaves_out_who_was_shown(scene: Scene) -> None:
    await scene.says("Qui est Anne Schmitter ?")
    reply = await scene.says("qui d'autre ?")
    assert {quote.title.partition(",")[0] for quote in reply.quotes} == {"Elisa Jaffrennou", "Nicolas Taillandier"}
    await scene.says("liste des entretiens")
    assert said(await scene.says("qui d'autre ?")) == "Le corpus ne contient pas d’autre entretien."


async def test_the_second_passage_of_an_answer(scene: Scene) -> None:
    shown = (await scene.says("Quelles sont les compétences des développeurs ?")).quotes
    reply = await scene.says("et le deuxième ?")
    assert reply.quotes[0].passage == shown[1].passage
    assert "n’a que" in said(await scene.says("le 50"))


async def test_the_source_of_what_was_shown(scene: Scene) -> None:
    await scene.says("Qui est Anne Schmitter ?")
    assert "Entretien avec Anne Schmitter" in said(await scene.says("d'où ça vient ?"))


async def test_the_whole_text_in_words(scene: Scene) -> None:
    await scene.says("Qu'est-ce que le stress territorial ?")
    assert len((await scene.says("le texte complet")).quotes) == len(scene.served.corpus.section("contexte"))


async def test_questions_to_think_with_in_words(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    assert (await scene.says("des questions liées")).intent == "question"


async def test_the_end_of_a_section_is_said(scene: Scene) -> None:
    await scene.says("les définitions")
    assert said(await scene.says("la suite")) == "«\u00a0Définitions\u00a0»\u00a0: tout vous a été montré."
    assert said(await scene.says("précédent")) == "C’est le début de ce texte."


async def test_the_first_and_last_fiche_have_no_neighbour(scene: Scene) -> None:
    await scene.says("enjeu 3 fiche 4")
    assert said(await scene.says("la fiche précédente")) == "C’est la première fiche du corpus."
    await scene.says("enjeu 4 fiche 4")
    assert said(await scene.says("la fiche suivante")) == "C’est la dernière fiche du corpus."


@pytest.mark.parametrize("alone", ["la suite", "le deuxième", "plus court", "la source ?", "le texte complet"])
async def test_a_step_without_anything_before_it(scene: Scene, alone: str) -> None:
    reply = await scene.says(alone)
    assert not reply.quotes
    assert said(reply)
    assert button(reply, "Parcourir le corpus")


async def test_half_an_hour_later_nothing_is_remembered(scene: Scene) -> None:
    await scene.says("enjeu 4 questions 2")
    scene.waits(timedelta(minutes=31))
    assert not (await scene.says("la suite")).quotes


async def test_a_question_that_stands_alone_is_not_bent_to_the_one_before(scene: Scene) -> None:
    await scene.says("Qui est Anne Schmitter ?")
    reply = await scene.says("La coopération est-elle naturelle ?")
    assert "La coopération est-elle naturelle" in reply.quotes[0].text


async def test_and_x_after_browsing_searches_x(scene: Scene) -> None:
    await scene.says("liste des entretiens")
    reply = await scene.says("et en Normandie ?")
    assert reply.quotes[0].title.startswith("Anne Schmitter")


@pytest.mark.parametrize("complaint", ["ce n'est pas ce que je cherche", "merci mais c'est pas ça", "c'est faux", "👎"])
async def test_a_complaint_is_a_verdict_on_the_answer_and_asks_nothing(scene: Scene, complaint: str) -> None:
    """La question posée reste celle que l'on peut transmettre, et l'équipe ne lit pas la plainte comme une question."""
    await scene.says("C'est quoi la coopération ?")
    reply = await scene.says(complaint)
    assert said(reply).startswith("Merci de le dire.")
    assert [one.label for one in reply.buttons] == ["Autres passages", "Transmettre à l’équipe", "Passer"]
    assert [(text, useful) for text, _, useful, _ in await questions(scene)] == [("C'est quoi la coopération ?", False)]
    assert (await scene.presses("Autres passages")).quotes


async def test_without_an_answer_a_complaint_is_met_with_ways_on(scene: Scene) -> None:
    reply = await scene.says("ce n'est pas ce que je demande")
    assert "il m’arrive de ne pas trouver" in said(reply)
    assert reply.buttons
    assert await questions(scene) == []


async def test_what_was_shown_and_is_there_no_more_is_said_to_be_gone(scene: Scene, second: Served) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    refreshed = Scene(second, scene.store)
    for step in ("précédent", "plus court", "la source", "le premier"):
        reply = await refreshed.says(step)
        assert said(reply), step
        assert not reply.quotes, step
