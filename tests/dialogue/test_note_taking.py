"""L'usager note une réflexion : après « noter », en réponse à la question, ou en un message."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.conftest import Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_daily_question import asked, sent
from tests.dialogue.test_notebook import GROUP, notes
from tests.dialogue.test_personal import questions


async def test_the_message_after_noter_is_the_note(scene: Scene) -> None:
    await scene.says("/abonner")
    await sent(scene, asked(scene))
    assert asked(scene).text in said(await scene.presses("Noter ma réflexion"))
    assert said(await scene.says("  Il faut oser, dès le début. Comment les élus l'entendent-ils.  ")) == (
        "C’est noté dans votre carnet."
    )
    (note,) = await notes(scene)
    assert note.text == "Il faut oser, dès le début. Comment les élus l'entendent-ils."
    assert (note.question, note.theme, note.enjeu) == (asked(scene).text, "cooperation", 4)
    assert not note.offered
    assert (await scene.says("Qui est Anne Schmitter ?")).quotes


@pytest.mark.parametrize(
    "text",
    [
        "je suis d'accord",
        "les enjeux",
        "En bref : arrêtez de m'envoyer des chiffres, parlez des gens",
        "Merci, c'est une vraie question pour notre conseil",
        "On devrait faire une pause dans les réunions",
        "la suite",
        "Quel est le prix du temps passé ensemble, je me le demande",
        "x" * 2000,
    ],
)
async def test_a_note_may_look_like_anything_else(scene: Scene, text: str) -> None:
    await scene.says("noter")
    await scene.says(text)
    assert [note.text for note in await notes(scene)] == [text]


@pytest.mark.parametrize(
    ("message", "noted"),
    [
        ("note: penser à rappeler le maire", "penser à rappeler le maire"),
        ("Bonjour, notez que la réunion du 12 est reportée", "la réunion du 12 est reportée"),
        ("mémo : " + "une chose à dire. " * 40, ("une chose à dire. " * 40).strip()),
    ],
)
async def test_a_note_may_come_with_the_wish_to_write_it(scene: Scene, message: str, noted: str) -> None:
    """Une phrase pour soi n'est ni cherchée ni gardée parmi les questions que lit l'équipe."""
    await scene.says(message)
    assert [note.text for note in await notes(scene)] == [noted]
    assert await questions(scene) == []


async def test_what_one_thinks_of_the_question_just_shown_may_be_a_note(scene: Scene) -> None:
    await scene.says("une question sur les élus")
    await scene.says("Chez nous, la confiance vient avec le temps.")
    assert [one.label for one in scene.last.buttons] == ["C’est ma note", "C’est une question"]
    await scene.presses("C’est ma note")
    assert [(note.text, note.enjeu) for note in await notes(scene)] == [
        ("Chez nous, la confiance vient avec le temps.", 4)
    ]
    assert await questions(scene) == []
    await scene.says("une question sur les élus")
    await scene.says("Chez nous, la confiance manque entre les élus.")
    await scene.presses("C’est une question")
    assert [text for text, *_ in await questions(scene)] == ["Chez nous, la confiance manque entre les élus."]


@pytest.mark.parametrize("text", ["oui", "c'est ma note", "Une note", "note", "ma note", "oui, c'est une note", "ok"])
async def test_that_it_is_a_note_may_be_typed(scene: Scene, text: str) -> None:
    """Qui répond « oui » ou recopie le bouton a noté : ses mots ne sont pas cherchés."""
    await scene.says("une question à méditer")
    await scene.says("Je pense que les élus ont peur")
    assert said(await scene.says(text)) == "C’est noté dans votre carnet."
    assert [note.text for note in await notes(scene)] == ["Je pense que les élus ont peur"]
    assert await questions(scene) == []


@pytest.mark.parametrize("text", ["c'est une question", "une question", "non", "non, c'est une question"])
async def test_that_it_is_a_question_may_be_typed(scene: Scene, text: str) -> None:
    await scene.says("une question à méditer")
    await scene.says("Je pense que les élus ont peur")
    await scene.says(text)
    assert await notes(scene) == []
    assert [asked for asked, *_ in await questions(scene)] == ["Je pense que les élus ont peur"]


async def test_that_it_is_neither_may_be_typed(scene: Scene) -> None:
    await scene.says("une question à méditer")
    await scene.says("Je pense que les élus ont peur")
    assert said(await scene.says("laissez tomber")) == "Entendu\u00a0: rien n’est noté."
    assert (await notes(scene), await questions(scene)) == ([], [])


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (
            "Bonjour, note : cé le pb ds la **mutu**, cf https://a.example/p_1",
            "cé le pb ds la **mutu**, cf https://a.example/p_1",
        ),
        ("noter que le maire est ok ds la comcom", "le maire est ok ds la comcom"),
    ],
)
async def test_a_note_keeps_the_words_that_were_typed(scene: Scene, asked: str, kept: str) -> None:
    await scene.says(asked)
    assert [note.text for note in await notes(scene)] == [kept]


@pytest.mark.parametrize(
    ("first", "then"),
    [("supprimer", "oui"), ("non, ce n'est pas une note", "oui"), ("Supprime cette note", "supprimer")],
)
async def test_a_note_just_taken_is_thrown_away_in_words(scene: Scene, first: str, then: str) -> None:
    await scene.says("noter")
    await scene.says("Il faut oser.")
    assert said(await scene.says(first)).startswith("Supprimer cette note")
    assert len(await notes(scene)) == 1
    assert not (await scene.says(then)).edits
    assert (await notes(scene), await questions(scene)) == ([], [])


@pytest.mark.parametrize("then", ["garder", "non", "ok merci"])
async def test_a_note_that_one_would_rather_keep_is_kept(scene: Scene, then: str) -> None:
    await scene.says("noter")
    await scene.says("Il faut oser.")
    await scene.says("supprimer")
    await scene.says(then)
    assert [note.text for note in await notes(scene)] == ["Il faut oser."]


async def test_a_note_just_taken_is_changed_and_shared_in_words(scene: Scene) -> None:
    await scene.says("noter")
    await scene.says("Il faut oser.")
    await scene.says("modifier")
    await scene.says("Il faut oser, ensemble.")
    await scene.says("note : une autre")
    await scene.says("partager")
    await scene.says("partager sans mon nom")
    assert {(note.text, note.offered) for note in await notes(scene)} == {
        ("Il faut oser, ensemble.", False),
        ("une autre", True),
    }


async def test_in_reply_to_a_question_later_is_no_note(scene: Scene) -> None:
    await scene.says("/abonner")
    scene.waits(timedelta(hours=1))
    asking = await sent(scene, asked(scene))
    await scene.says("plus tard", reply_to=said(asking) + asking.quotes[0].text)
    assert "Ce soir" in [one.label for one in scene.last.buttons]
    assert await notes(scene) == []


async def test_a_question_is_put_off_in_words(scene: Scene) -> None:
    """« Plus tard », puis « ce soir » : ce que font les boutons, et rien n'est cherché."""
    await scene.says("une question à méditer")
    assert [one.label for one in (await scene.says("plus tard")).buttons] == ["Dans une heure", "Ce soir", "Demain"]
    assert (
        said(await scene.says("ce soir"))
        == "C’est noté. Je vous la repose aujourd’hui, lundi 2 mars 2026, à 18\u00a0h."
    )
    assert await questions(scene) == []


@pytest.mark.parametrize("aside", ["merci", "Bonjour", "/aide", "à propos"])
async def test_after_another_answer_a_message_is_no_note(scene: Scene, aside: str) -> None:
    await scene.says("noter")
    await scene.says(aside)
    assert (await scene.says("C'est quoi la mutualisation")).quotes
    assert await notes(scene) == []


async def test_who_agrees_to_write_a_note_still_writes_it(scene: Scene) -> None:
    await scene.says("noter")
    assert said(await scene.says("d'accord")) == "Entendu\u00a0: j’attends votre message."
    await scene.says("Il faut oser.")
    assert [note.text for note in await notes(scene)] == ["Il faut oser."]


@pytest.mark.parametrize("text", ["annuler", "non"])
async def test_a_note_can_be_given_up(scene: Scene, text: str) -> None:
    await scene.says("noter ma réflexion")
    assert said(await scene.says(text)) == "Entendu\u00a0: rien n’est noté."
    assert await notes(scene) == []


@pytest.mark.parametrize("text", ["stop", "désabone moi", "efface mes données", "/aide"])
async def test_while_a_note_is_waited_for_a_wish_is_still_a_wish(scene: Scene, text: str) -> None:
    await scene.says("noter")
    await scene.says(text)
    assert await notes(scene) == []


async def test_a_note_is_waited_for_a_quarter_of_an_hour(scene: Scene) -> None:
    await scene.says("noter")
    scene.waits(timedelta(minutes=15))
    await scene.says("Il faut oser.")
    assert await notes(scene) == []


async def test_what_ends_as_a_question_is_asked_about(scene: Scene) -> None:
    await scene.says("noter")
    await scene.says("Qui est Anne Schmitter ?")
    assert [one.label for one in scene.last.buttons] == ["C’est ma note", "C’est une question"]
    asking = scene.last
    assert (await scene.presses("C’est une question")).quotes[0].title.startswith("Anne Schmitter")
    assert await notes(scene) == []
    scene.last = asking
    assert said(await scene.presses("C’est ma note")).startswith("Je n’ai plus ce message en mémoire")


async def test_a_note_may_be_a_question(scene: Scene) -> None:
    await scene.says("/question")
    await scene.presses("Noter ma réflexion")
    await scene.says("Première ligne\nEt si nous\nchangions ?")
    await scene.presses("C’est ma note")
    assert [note.text for note in await notes(scene)] == ["Première ligne\nEt si nous\nchangions ?"]
    assert (await notes(scene))[0].question


async def test_a_reply_to_the_question_is_the_note(scene: Scene) -> None:
    await scene.says("/abonner")
    question = asked(scene)
    message = f"Votre question du jour :\nEnjeu 4 : …\n{question.text}\nCoopération"
    await scene.says("Oser, dès le début", reply_to=message)
    assert [(note.text, note.question_id) for note in await notes(scene)] == [("Oser, dès le début", question.id)]
    await scene.says("Oser ?", reply_to=message)
    assert scene.last.buttons[0].label == "C’est ma note"
    assert "plus de question" in said(await scene.says("stop", reply_to=message))
    assert (await scene.says("la suite ?", reply_to="Autre chose")).intent != "notebook"
    assert (await scene.says("Qui est Anne Schmitter", reply_to=question.text)).quotes
    assert len(await notes(scene)) == 1


async def test_a_note_in_one_message(scene: Scene) -> None:
    await scene.says("/noter Une idée en passant")
    assert [(note.text, note.question) for note in await notes(scene)] == [("Une idée en passant", "")]
    await scene.says("/question")
    await scene.says("/noter Sur cette question")
    assert (await notes(scene))[0].question or (await notes(scene))[1].question


async def test_a_very_long_note_is_cut_and_said_so(scene: Scene) -> None:
    assert "Seuls les 4\u202f000 premiers caractères" in said(await scene.says("/noter " + "a" * 5000))
    assert len((await notes(scene))[0].text) == 4000


async def test_in_a_group_the_answer_goes_to_the_notebook_by_a_reply(scene: Scene) -> None:
    group = Scene(scene.served, scene.store, group=GROUP)
    await group.says("/question")
    ask = said(await group.presses("Noter ma réflexion"))
    assert "le groupe la lira aussi" in ask
    assert (await group.says("Oser", reply_to=ask)).buttons == ()
    assert [note.text for note in await notes(scene)] == ["Oser"]
    for text in ("/carnet", "mon carnet", "exporte mes notes"):
        assert "en privé" in said(await group.says(text))
