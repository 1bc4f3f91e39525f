"""Ce que l'équipe décide est noté, sans les mots ni l'adresse de personne."""

from __future__ import annotations

from bot.dialogue.admin.shutting_out import ShutGiver
from bot.messages import Address, Message
from bot.settings import Settings
from bot.store.access import banned
from bot.store.audit_log import AdminDid, latest
from bot.store.contributions import Contribution
from bot.store.giving import Given
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said

EDITOR = Address("telegram", "77")


async def given(scene: Scene) -> None:
    """Anne has handed a comment in."""
    gift = Contribution("g1", ANNE, "comment", "cooperation", scene.now, text="Un texte", contact="", state="waiting")
    await scene.store.apply([Given(gift)], scene.now)


def editor_of(scene: Scene) -> Scene:
    return Scene(scene.served, scene.store, Settings(admins=(str(EDITOR),)), EDITOR)


async def test_what_is_decided_is_in_the_log_without_words_or_addresses(scene: Scene) -> None:
    await given(scene)
    editor = editor_of(scene)
    await editor.says("/moderation")
    await editor.presses("Publier")
    entries = await scene.store.read(lambda connection: latest(connection, 10))
    assert [entry.did for entry in entries] == [AdminDid(-1, "contribution published", "g1")]


async def test_who_gave_what_has_no_place_here_is_shut_out_unseen(scene: Scene) -> None:
    await given(scene)
    editor = editor_of(scene)
    await editor.says("/moderation")
    await editor.presses("Décliner")
    await editor.presses("Décliner sans mot")
    asked = await editor.presses("Exclure son auteur")
    assert "Vous ne saurez pas qui elle est." in said(asked)
    assert await scene.store.read(banned) == []
    await editor.presses("Exclure")
    assert [number for number, _ in await scene.store.read(banned)] == [1]
    entries = await scene.store.read(lambda connection: latest(connection, 10))
    assert [entry.did.action for entry in entries] == ["contribution declined", "banned"]
    assert str(ANNE) not in str(entries)


async def test_nobody_of_the_team_is_shut_out(scene: Scene) -> None:
    settings = Settings(admins=(str(ANNE),))
    await given(scene)
    editor = Scene(scene.served, scene.store, settings)
    forged = Message(ANNE, ANNE, action=ShutGiver("g1", 1))
    assert said(await editor.dialogue.respond(forged)) == "Ce texte vient de quelqu’un de l’équipe."
    assert await scene.store.read(banned) == []
