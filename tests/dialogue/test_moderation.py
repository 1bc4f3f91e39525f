"""L'équipe relit ce que les gens proposent : publier, demander une précision, décliner avec un mot."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from bot.actions import decode
from bot.dialogue.admin.moderation import Decide
from bot.messages import Address, Message, Reply
from bot.settings import Settings
from bot.store.audit_log import latest
from bot.store.contributions import Contribution, contribution, given_by
from bot.store.letters import letters
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_giving import commented

EDITOR = Address("telegram", "9")


@pytest.fixture
def editor(scene: Scene) -> Scene:
    return Scene(scene.served, scene.store, Settings(admins=(str(EDITOR),)), EDITOR)


async def letter(scene: Scene) -> tuple[Address, str, dict[str, str]]:
    """The last letter queued: to whom, its text, and its buttons."""
    rows = await scene.store.read(lambda connection: connection.execute(select(letters)).all())
    row = rows[-1]
    return row.address, row.text, dict(row.buttons)


async def the_gift(scene: Scene) -> Contribution:
    (gift,) = await scene.store.read(partial(given_by, giver=ANNE))
    return gift


async def follows_the_letter(scene: Scene, label: str) -> Reply:
    """The giver presses a button of the last letter."""
    _, _, buttons = await letter(scene)
    action = decode(buttons[label])
    assert action is not None
    scene.last = await scene.dialogue.respond(Message(scene.person, scene.person, action=action))
    return scene.last


async def test_what_waits_is_published_and_its_giver_is_told(scene: Scene, editor: Scene) -> None:
    assert "Rien n’attend" in said(await editor.says("/moderation"))
    await commented(scene)
    shown = await editor.says("les contributions à relire")
    assert "Cette fiche oublie les associations." in said(shown)
    assert str(ANNE) not in str(shown)
    await editor.presses("Publier")
    address, text, _ = await letter(scene)
    assert address == ANNE
    assert "Votre texte est publié" in text
    assert "Publié, sans votre nom." in said(await follows_the_letter(scene, "Voir mon texte"))
    editor.last = shown
    assert "déjà décidé" in said(await editor.presses("Publier"))
    (entry,) = await scene.store.read(partial(latest, limit=9))
    assert (entry.did.action, entry.did.details) == ("contribution published", (await the_gift(scene)).id)


async def test_something_is_asked_back_and_the_answer_completes_the_text(scene: Scene, editor: Scene) -> None:
    await commented(scene)
    await editor.says("/moderation")
    await editor.presses("Demander une précision")
    await editor.says("Lesquelles, par exemple ?")
    _, text, _ = await letter(scene)
    assert "Lesquelles, par exemple ?" in text
    assert "précision" in said(await editor.says("/moderation"))
    assert "Lesquelles, par exemple ?" in said(await follows_the_letter(scene, "Répondre à l’équipe"))
    await scene.says("Celles du sport.")
    assert "Celles du sport." in said(await editor.says("/moderation"))
    await editor.presses("Publier")
    assert (await the_gift(scene)).published == "Cette fiche oublie les associations.\n\nCelles du sport."


async def test_it_is_declined_with_a_word_of_the_editors_or_without(scene: Scene, editor: Scene) -> None:
    await commented(scene)
    await editor.says("/moderation")
    asked = await editor.presses("Décliner")
    await editor.says("Merci, ce point est traité dans l'enjeu 3.")
    _, text, _ = await letter(scene)
    assert "Elle ne le publiera pas." in text
    assert text.endswith("Merci, ce point est traité dans l'enjeu 3.")
    gift = await the_gift(scene)
    assert (gift.state, gift.reply) == ("declined", "Merci, ce point est traité dans l'enjeu 3.")
    editor.last = asked
    assert "déjà décidé" in said(await editor.presses("Décliner sans mot"))


async def test_the_editor_may_give_up_writing(scene: Scene, editor: Scene) -> None:
    await commented(scene)
    await editor.says("/moderation")
    await editor.presses("Décliner")
    assert "rien n’est envoyé" in said(await editor.says("annuler"))
    assert (await the_gift(scene)).state == "waiting"


async def test_what_is_for_the_team_alone_is_never_published(scene: Scene, editor: Scene) -> None:
    await scene.says("/temoigner")
    await scene.presses("Témoigner ici")
    for _ in range(6):
        await scene.says("Une réponse.")
    await scene.says("a.b@pays.example")
    await scene.presses("À l’équipe seulement")
    shown = await editor.says("/moderation")
    assert "a.b@pays.example" in said(shown)
    assert "Publier" not in [one.label for one in shown.buttons]
    gift = await the_gift(scene)
    await editor.dialogue.respond(Message(EDITOR, EDITOR, action=Decide(gift.id, "published")))
    assert (await the_gift(scene)).state == "waiting"
    editor.last = shown
    await editor.presses("Garder pour l’équipe")
    assert (await the_gift(scene)).state == "kept"
    await editor.says("/moderation")
    await editor.presses("Gardés pour l’équipe")
    assert "a.b@pays.example" in said(await editor.presses(editor.last.buttons[0].label))


async def test_what_is_published_can_be_taken_down_again(scene: Scene, editor: Scene) -> None:
    await commented(scene)
    await editor.says("/moderation")
    await editor.presses("Publier")
    await editor.says("/moderation")
    await editor.presses("Déjà publiés")
    await editor.presses(editor.last.buttons[0].label)
    await editor.presses("Ne plus publier")
    assert (await the_gift(scene)).state == "waiting"


async def test_what_was_taken_back_meanwhile_is_gone(scene: Scene, editor: Scene) -> None:
    await commented(scene)
    shown = await editor.says("/moderation")
    await scene.says("/mescontributions")
    await scene.presses(scene.last.buttons[0].label)
    await scene.presses("Retirer")
    await scene.presses("Retirer")
    for label in ("Publier", "Demander une précision", "Décliner"):
        editor.last = shown
        assert "son auteur l’a retiré" in said(await editor.presses(label))


async def test_one_after_the_other_oldest_first(scene: Scene, editor: Scene) -> None:
    await commented(scene)
    await scene.says("enjeu 4 questions 3")
    await scene.presses("Commenter")
    await scene.says("La deuxième.")
    await scene.says("oui")
    assert "1 sur 2" in said(await editor.says("/moderation"))
    assert "La deuxième." in said(await editor.presses("Suivant"))
    assert "1 sur 2" in said(await editor.presses("Suivant"))


async def test_nobody_else_sees_the_queue(scene: Scene) -> None:
    await commented(scene)
    for text in ("/moderation", "les contributions à relire"):
        assert said(await scene.says(text)) == "Cette action est réservée à l’équipe éditoriale."
    gift = await the_gift(scene)
    assert await scene.store.read(partial(contribution, id=gift.id)) == gift
