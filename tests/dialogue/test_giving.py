"""L'usager apporte quelque chose : un commentaire, un témoignage repris un autre jour ; il le revoit, le retire."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.messages import Address, Heading, Paragraph
from bot.store.contributions import Contribution, given_by, published, waiting
from bot.store.giving import Decided
from tests.dialogue.conftest import ANNE, Scene, button
from tests.dialogue.test_answers import said
from tests.dialogue.test_daily_question import asked, sent
from tests.dialogue.test_notebook import GROUP

GRID = 6
"""Questions that the corpus says its interviewees are asked."""


async def mine(scene: Scene) -> list[Contribution]:
    return await scene.store.read(partial(given_by, giver=ANNE))


async def queue(scene: Scene) -> list[Contribution]:
    return await scene.store.read(waiting)


def labels(scene: Scene) -> list[str]:
    return [one.label for one in scene.last.buttons]


async def reads_a_fiche(scene: Scene) -> str:
    await scene.says("enjeu 4 questions 2")
    return scene.last.quotes[0].passage


async def commented(scene: Scene) -> str:
    """A comment on a fiche, handed in; the document's key."""
    await reads_a_fiche(scene)
    await scene.presses("Commenter")
    await scene.says("Cette fiche oublie les associations.")
    await scene.presses("Transmettre à l’équipe")
    return (await queue(scene))[0].document


async def test_what_is_open_is_commented_on_read_over_and_handed_in(scene: Scene) -> None:
    await reads_a_fiche(scene)
    asked = said(await scene.presses("Commenter"))
    assert "N’indiquez ni nom ni lieu qui permette de vous reconnaître." in asked
    reply = await scene.says("Cette fiche oublie les associations.")
    assert "Cette fiche oublie les associations." in said(reply)
    assert await queue(scene) == []
    assert "sans votre nom" in said(await scene.presses("Transmettre à l’équipe"))
    (gift,) = await queue(scene)
    assert (gift.kind, gift.document, gift.text) == (
        "comment",
        "cooperation/enjeu-4-questions-2",
        "Cette fiche oublie les associations.",
    )


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        ("il y a une faute dans la fiche 3 de l'enjeu 4", "Enjeu 4, fiche 3"),
        ("j'ai trouvé une erreur dans la fiche 3", "Enjeu 4, fiche 3"),
        ("il y a une faute dans l'entretien d'Anne Schmitter", "Anne Schmitter"),
        ("je voudrais faire une remarque sur l'enjeu 2", "Enjeu 2"),
        ("il y a une coquille dans la définition de la mutualisation", "Définition"),
    ],
)
async def test_a_fault_is_told_of_the_text_that_it_names(scene: Scene, wish: str, about: str) -> None:
    assert said(await scene.says(wish)).startswith("Écrivez votre commentaire")
    assert about in said(scene.last)


async def test_a_remark_that_comes_with_the_wish_is_the_comment(scene: Scene) -> None:
    """L'usager dit sa remarque d'emblée : elle n'est pas à récrire une fois le texte choisi."""
    await scene.says("j'ai une remarque : il y a une faute dans la fiche 3")
    assert "il y a une faute dans la fiche 3" in said(scene.last)
    await scene.says("oui")
    assert [(gift.document, gift.text) for gift in await queue(scene)] == [
        ("cooperation/enjeu-4-questions-3", "il y a une faute dans la fiche 3")
    ]


@pytest.mark.parametrize("chosen", ["la mutualisation", "[Le thème entier]"])
async def test_a_remark_waits_for_what_it_is_about(scene: Scene, chosen: str) -> None:
    await scene.says("j'ai une remarque : les petites communes sont oubliées")
    await (scene.presses(chosen.strip("[]")) if chosen.startswith("[") else scene.says(chosen))
    await scene.says("oui")
    assert [gift.text for gift in await queue(scene)] == ["les petites communes sont oubliées"]


async def test_in_words_the_document_shown_is_commented_on(scene: Scene) -> None:
    await scene.says("Qui est Anne Schmitter ?")
    assert "Anne Schmitter" in said(await scene.says("je veux commenter ce document"))
    await scene.says("Un bel exemple.")
    await scene.says("oui")
    assert [(gift.document, gift.text) for gift in await queue(scene)] == [
        ("cooperation/entretien-anne-schmitter", "Un bel exemple.")
    ]
    assert "Elisa Jaffrennou" in said(await scene.says("je voudrais commenter l'entretien d'Elisa Jaffrennou"))


async def test_without_a_document_one_is_chosen_or_named(scene: Scene) -> None:
    reply = await scene.says("je voudrais laisser un commentaire")
    assert reply.quotes
    assert reply.intent == "comment"
    await scene.presses("Choisir un texte")
    await scene.presses("Entretiens")
    assert any(label.startswith("Anne Schmitter") for label in labels(scene))
    await scene.says("je veux commenter")
    assert "Anne Schmitter" in said(await scene.says("Anne Schmitter"))
    await scene.says("je veux commenter")
    await scene.presses("Le thème entier")
    await scene.says("Il manque les conseils de développement.")
    await scene.says("oui")
    (gift,) = await queue(scene)
    assert (gift.document, gift.about) == ("", "Coopération")


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("commenter l'enjeu 3", "enjeu-3"),
        ("je voudrais commenter la fiche 2 de l'enjeu 4", "enjeu-4-questions-2"),
        ("j'ai une remarque sur la mutualisation", "definition"),
        ("/commenter le contexte", "contexte"),
        ("je veux commenter l'entretien de Nicolas Taillandier", "entretien-nicolas-taillandier"),
    ],
)
async def test_what_to_comment_on_is_named_in_many_ways(scene: Scene, text: str, document: str) -> None:
    assert "Écrivez votre commentaire sur" in said(await scene.says(text))
    await scene.says("Un mot.")
    assert [gift.document for gift in await mine(scene)] == [f"cooperation/{document}"]


@pytest.mark.parametrize("text", ["je voudrais donner mon avis", "commenter l'enjeu 9", "où réagir ?", "/commenter"])
async def test_what_names_nothing_is_asked_about(scene: Scene, elsewhere: Scene, text: str) -> None:
    for person in (scene, elsewhere):
        reply = await person.says(text)
        assert "Que voulez-vous commenter" in said(reply)
        assert reply.quotes


@pytest.mark.parametrize("text", ["annuler", "plus tard", "stop", "non"])
async def test_a_comment_can_be_given_up_at_every_step(scene: Scene, text: str) -> None:
    await reads_a_fiche(scene)
    await scene.presses("Commenter")
    assert said(await scene.says(text)) == "Entendu\u00a0: rien n’est transmis."
    await scene.says("enjeu 4 questions 2")
    await scene.presses("Commenter")
    await scene.says("Un avis.")
    assert said(await scene.says(text)) == "Entendu\u00a0: rien n’est transmis."
    assert await mine(scene) == []


async def test_a_question_taken_for_a_comment_is_answered(scene: Scene) -> None:
    await reads_a_fiche(scene)
    await scene.presses("Commenter")
    await scene.says("Qui est Anne Schmitter ?")
    reply = await scene.presses("C’était une question")
    assert reply.quotes[0].title.startswith("Anne Schmitter")
    assert await mine(scene) == []


@pytest.mark.parametrize("agreed", ["oui", "oui volontiers", "d'accord", "je commence", "témoigner ici"])
async def test_who_is_told_how_one_testifies_begins_by_saying_so(scene: Scene, agreed: str) -> None:
    await scene.says("je voudrais témoigner")
    assert "Question 1 sur 6" in said(await scene.says(agreed))


async def test_a_testimony_goes_on_where_it_was_left_as_soon_as_it_is_asked_for(scene: Scene) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    await scene.says("Nous avons réuni trois communes.")
    await scene.says("stop")
    assert "Question 2 sur 6" in said(await scene.says("reprendre mon témoignage"))


async def test_a_comment_is_on_the_one_document_that_is_open(scene: Scene) -> None:
    await scene.says("les entretiens")
    await scene.says("le deuxième")
    assert said(await scene.says("commenter")).startswith("Écrivez votre commentaire sur «\u00a0Elisa Jaffrennou")


async def test_who_would_rather_not_testify_now_begins_nothing(scene: Scene) -> None:
    await scene.says("je voudrais témoigner")
    assert said(await scene.says("plus tard")).startswith("Entendu")
    await scene.says("je voudrais témoigner")
    assert said(await scene.says("non")).startswith("Entendu")
    assert await mine(scene) == []


async def test_a_testimony_follows_the_grid_and_waits_for_a_clear_yes(scene: Scene) -> None:
    reply = await scene.says("je voudrais témoigner")
    assert reply.quotes
    assert reply.intent == "volunteer"
    assert f"{GRID} questions" in said(reply)
    first = said(await scene.presses("Témoigner ici"))
    assert "Quelles réponses les développeurs territoriaux apportent-ils sur le terrain ?" in first
    assert f"Question 1 sur {GRID}" in first
    await scene.says("Un atelier d'urbanisme ouvert.")
    await scene.presses("Passer cette question")
    for _ in range(GRID - 2):
        await scene.says("Avec les communes voisines.")
    assert "moyen de vous joindre" in said(scene.last)
    read_over = said(await scene.says("06 00 00 00 00"))
    assert "Un atelier d'urbanisme ouvert." in read_over
    assert "06 00 00 00 00" in read_over
    assert await queue(scene) == []
    await scene.presses("Transmettre et publier")
    (gift,) = await queue(scene)
    assert gift.may_publish
    assert gift.contact == "06 00 00 00 00"
    assert [answer for _, answer in gift.answers][:2] == ["Un atelier d'urbanisme ouvert.", ""]


async def test_a_reply_to_a_question_is_its_answer_days_later(scene: Scene) -> None:
    await scene.says("/temoigner")
    asked = said(await scene.presses("Témoigner ici"))
    scene.waits(timedelta(days=2))
    assert f"Question 2 sur {GRID}" in said(await scene.says("Un atelier sur la mutualisation.", reply_to=asked))
    assert [answer for _, answer in (await mine(scene))[0].answers] == ["Un atelier sur la mutualisation."]
    scene.waits(timedelta(days=2))
    assert (await scene.says("/aide", reply_to=asked)).intent == "help"
    assert "Vos réponses sont gardées" in said(await scene.says("plus tard", reply_to=asked))
    assert (await scene.says("C'est quoi la mutualisation ?", reply_to="Un passage")).quotes


@pytest.mark.parametrize("text", ["plus tard", "stop", "je continue demain", "pause"])
async def test_a_testimony_put_aside_goes_on_another_day(scene: Scene, text: str) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    await scene.says("Un atelier.")
    assert "Vos réponses sont gardées" in said(await scene.says(text))
    scene.waits(timedelta(days=3))
    assert "une question est faite" in said(await scene.says("/temoigner"))
    assert f"Question 2 sur {GRID}" in said(await scene.presses("Reprendre mon témoignage"))
    await scene.says("passer")
    assert [answer for _, answer in (await mine(scene))[0].answers] == ["Un atelier.", ""]


async def test_in_the_middle_one_may_go_back_or_have_the_question_again(scene: Scene) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    await scene.says("Un atelier.")
    assert f"Question 2 sur {GRID}" in said(await scene.says("répète la question"))
    assert f"Question 1 sur {GRID}" in said(await scene.says("question précédente"))
    assert f"Question 2 sur {GRID}" in said(await scene.says("Un atelier ouvert."))
    assert [answer for _, answer in (await mine(scene))[0].answers] == ["Un atelier ouvert."]


async def test_a_grid_that_changed_meanwhile_loses_no_answer(scene: Scene, elsewhere: Scene) -> None:
    """Le corpus est rafraîchi entre deux réponses : ce qui est répondu reste, et chaque bouton garde sa question."""
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    await scene.says("Un atelier.")
    elsewhere.now = scene.now
    assert "Question 2 sur 2" in said(await elsewhere.says("Une maison de santé."))
    assert [answer for _, answer in (await mine(scene))[0].answers] == ["Un atelier."]


async def test_an_answer_is_corrected_before_the_yes_and_may_be_for_the_team_alone(scene: Scene) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    for _ in range(GRID):
        await scene.says("Une réponse.")
    await scene.says("non")
    assert f"Question 2 sur {GRID}" in said(await scene.says("corriger la 2"))
    assert "Une autre." in said(await scene.says("Une autre."))
    await scene.says("à l'équipe seulement")
    (gift,) = await queue(scene)
    assert not gift.may_publish
    assert gift.contact == ""
    assert [answer for _, answer in gift.answers] == ["Une réponse.", "Une autre.", *["Une réponse."] * 4]


async def test_a_testimony_without_any_answer_is_not_handed_in(scene: Scene) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    for _ in range(GRID):
        await scene.says("passer")
    assert "rien répondu" in said(await scene.says("non"))
    assert "rien répondu" in said(await scene.says("oui"))
    assert await queue(scene) == []
    await scene.presses("Effacer mes réponses")
    assert await mine(scene) == []


async def test_a_question_in_the_middle_of_a_testimony_is_asked_and_is_no_answer(scene: Scene) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    await scene.says("C'est quoi la mutualisation ?")
    reply = await scene.presses("C’était une question")
    assert reply.quotes
    assert [gift.answers for gift in await mine(scene)] == [()]


async def test_an_old_button_takes_no_answer_away(scene: Scene) -> None:
    await scene.says("/temoigner")
    first = await scene.presses("Témoigner ici")
    doubted = await scene.says("Pourquoi pas ?")
    assert "C’était une question" in labels(scene)
    await scene.says("question précédente")
    await scene.says("Un atelier.")
    for old, label in ((first, "Passer cette question"), (doubted, "C’était une question")):
        scene.last = old
        await scene.presses(label)
        assert [answer for _, answer in (await mine(scene))[0].answers] == ["Un atelier."]


async def test_an_old_button_does_not_change_what_is_handed_in(scene: Scene) -> None:
    await scene.says("/temoigner")
    first = await scene.presses("Témoigner ici")
    for _ in range(GRID):
        await scene.says("Une réponse.")
    sure = await scene.says("non")
    await scene.says("oui")
    scene.last = first
    assert "n’est plus à écrire" in said(await scene.presses("Passer cette question"))
    scene.last = sure
    assert "déjà transmis" in said(await scene.presses("Transmettre et publier"))
    assert [answer for _, answer in (await queue(scene))[0].answers] == ["Une réponse."] * GRID


async def test_a_theme_without_a_grid_asks_one_open_question(elsewhere: Scene) -> None:
    await elsewhere.says("je voudrais témoigner")
    assert "Question 1 sur 1" in said(await elsewhere.presses("Témoigner ici"))
    await elsewhere.says("Nous avons ouvert une maison de santé.")
    await elsewhere.says("non")
    await elsewhere.says("oui")
    assert [gift.theme for gift in await queue(elsewhere)] == ["second_theme"]


async def test_what_was_given_is_seen_and_taken_back(scene: Scene) -> None:
    assert "rien proposé" in said(await scene.says("mes contributions"))
    await commented(scene)
    assert "Cette fiche oublie les associations." in said(await scene.says("/mescontributions"))
    await scene.presses(labels(scene)[0])
    await scene.presses("Retirer")
    assert "plus personne ne le lit" in said(await scene.presses("Retirer"))
    assert await mine(scene) == []


async def test_what_is_published_stands_under_its_document_and_in_the_space(scene: Scene) -> None:
    document = await commented(scene)
    await reads_a_fiche(scene)
    assert "oublie les associations" not in said(scene.last)
    await scene.store.apply([Decided((await queue(scene))[0].id, "published")], scene.now)
    await reads_a_fiche(scene)
    assert "Cette fiche oublie les associations." in said(scene.last)
    assert next(block.text for block in scene.last.blocks if isinstance(block, Heading)) == "Ce qu’en dit un lecteur"
    assert "Cette fiche oublie" in said(await scene.presses("Tout ce qui en est dit"))
    assert "Cette fiche oublie" in said(await scene.says("/espace"))
    assert [gift.document for gift in await scene.store.read(published)] == [document]


async def test_a_shared_reflection_waits_with_the_rest_and_goes_with_its_note(scene: Scene) -> None:
    await scene.says("/question")
    await scene.presses("Noter ma réflexion")
    await scene.says("Il faut oser.")
    await scene.presses("Partager")
    await scene.presses("Partager sans mon nom")
    (gift,) = await queue(scene)
    assert (gift.kind, gift.text) == ("reflection", "Il faut oser.")
    assert gift.document.startswith("cooperation/")
    await scene.says("/mescontributions")
    await scene.presses(labels(scene)[0])
    await scene.presses("Retirer")
    await scene.presses("Retirer")
    assert await queue(scene) == []
    assert "Il faut oser." in said(await scene.says("mon carnet"))


async def test_nothing_is_given_in_a_group_or_where_nobody_can_be_answered(scene: Scene) -> None:
    group = Scene(scene.served, scene.store, group=GROUP)
    for text in ("je voudrais témoigner", "je veux commenter", "/mescontributions"):
        assert "en privé" in said(await group.says(text))
    passing = Scene(scene.served, scene.store, person=Address("jsonl", "1"))
    reply = await passing.says("je voudrais témoigner")
    assert reply.quotes
    assert reply.buttons == ()
    assert "dans une messagerie" in said(reply)


async def test_nobody_touches_what_another_gave(scene: Scene) -> None:
    await commented(scene)
    await scene.says("/mescontributions")
    opened = await scene.presses(labels(scene)[0])
    other = Scene(scene.served, scene.store, person=Address("telegram", "2"))
    other.last = opened
    assert "n’est plus là" in said(await other.presses("Retirer"))
    assert len(await queue(scene)) == 1


async def test_erasing_offers_to_leave_what_is_published(scene: Scene) -> None:
    await commented(scene)
    await scene.store.apply([Decided((await queue(scene))[0].id, "published")], scene.now)
    await scene.says("/mesdonnees")
    assert "publié" in said(await scene.presses("Effacer mes données"))
    assert said(await scene.presses("Laisser les textes publiés")).startswith("C’est fait")
    (left,) = await scene.store.read(published)
    assert left.giver is None
    assert await scene.store.personal_data(ANNE) == ()


async def test_erasing_takes_what_is_published_along(scene: Scene) -> None:
    await commented(scene)
    await scene.store.apply([Decided((await queue(scene))[0].id, "published")], scene.now)
    await scene.says("efface mes données")
    await scene.says("oui")
    assert await scene.store.read(published) == []


async def test_a_long_comment_is_cut_and_said_so(scene: Scene) -> None:
    await reads_a_fiche(scene)
    await scene.presses("Commenter")
    reply = await scene.says("a" * 5000)
    assert any(isinstance(one, Paragraph) and "3\u202f000 premiers" in one.text for one in reply.blocks)
    assert len((await mine(scene))[0].text) == 3000


async def test_the_collaborative_space_is_offered_where_its_address_is_known(scene: Scene) -> None:
    assert "Espace collaboratif" not in [one.label for one in (await scene.says("/question")).buttons]
    corpus = scene.served.corpus
    themes = tuple(replace(theme, links={"espace": "https://espace.example"}) for theme in corpus.themes)
    linked = Scene(replace(scene.served, corpus=replace(corpus, themes=themes)), scene.store)
    for text in ("/question", "/espace"):
        assert button(await linked.says(text), "Espace collaboratif").url == "https://espace.example"
    await commented(linked)
    assert "espace collaboratif" in said(linked.last)
    await linked.says("/abonner")
    assert button(await sent(linked, asked(linked)), "Espace collaboratif").url == "https://espace.example"
