"""L'équipe éditoriale : on y entre par une invitation, et rien de ce qui lui est réservé n'est ouvert aux autres."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any, get_type_hints

import pytest

from bot.actions import Action, decode, encode
from bot.dialogue.features import COMMANDS, FEATURES
from bot.dialogue.intents import Intent
from bot.dialogue.menu import OpenCommand
from bot.dialogue.standing import Standing
from bot.messages import Address, Listing, Message, Reply
from bot.settings import Settings
from bot.store.admins import invite, revoke, team
from bot.store.audit_log import latest
from tests.dialogue.conftest import ANNE, Scene, turn_of
from tests.dialogue.test_answers import said

REFUSED = "Cette action est réservée à l’équipe éditoriale."
PRIVATE = "Cette action ne se fait qu’en conversation privée."
GROUP = Address("telegram", "-77")
RESERVED = [feature for feature in FEATURES if feature.admin]
ACTIONS = [kind for feature in RESERVED for kind in feature.actions]
HANDLERS = [
    (kind, handler)
    for feature in RESERVED
    for table in (feature.intents, feature.actions, feature.places)
    for kind, handler in table.items()
]


def made(kind: Any) -> Any:
    """Any value of this kind: what somebody forges need not mean anything."""
    hints = get_type_hints(kind)
    values: dict[Any, Any] = {str: "x", int: 1, bool: True}
    needed = [
        field
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]
    return kind(**{field.name: values.get(hints[field.name], ()) for field in needed})


async def invited(scene: Scene, token: str = "jeton") -> None:
    await scene.store.write(lambda connection: invite(connection, token, scene.now))


async def joined(scene: Scene) -> Reply:
    await invited(scene)
    return await scene.says("/start a_jeton")


def test_the_editors_have_features() -> None:
    assert {"admin", "diffuser", "acces"} <= {line.name for feature in RESERVED for line in feature.commands}


@pytest.mark.parametrize("name", [line.name for line in COMMANDS.values() if line.admin])
async def test_a_command_of_the_team_is_refused_whatever_the_way(scene: Scene, name: str) -> None:
    for way in (f"/{name}", f"/{name} tout", f"/start {name}"):
        reply = await scene.says(way)
        assert said(reply) == REFUSED or reply.intent == "greeting"
    forged = Message(ANNE, ANNE, action=decode(encode(OpenCommand(name))))
    assert said(await scene.dialogue.respond(forged)) == REFUSED


@pytest.mark.parametrize("name", [line.name for line in COMMANDS.values() if line.admin])
async def test_who_runs_a_group_is_not_of_the_team(scene: Scene, name: str) -> None:
    scene.group, scene.administrator = GROUP, True
    assert said(await scene.says(f"/{name}")) == REFUSED


@pytest.mark.parametrize("kind", ACTIONS)
async def test_a_forged_button_of_the_team_is_refused(scene: Scene, kind: type[Action]) -> None:
    forged = decode(encode(made(kind)))
    assert forged is not None
    assert said(await scene.dialogue.respond(Message(ANNE, ANNE, action=forged))) == REFUSED
    group = Message(ANNE, GROUP, action=forged, place="group", administrator=True)
    assert said(await scene.dialogue.respond(group)) == REFUSED


@pytest.mark.parametrize(("kind", "handler"), HANDLERS)
async def test_every_handler_of_the_team_asks_who_is_there(scene: Scene, kind: type[Intent], handler: Any) -> None:
    asked = kind if isinstance(kind, str) else made(kind)
    assert said((await handler(turn_of(scene), asked)).reply) == REFUSED


async def test_an_invitation_makes_an_editor_once(scene: Scene) -> None:
    assert said(await joined(scene)).startswith("Bienvenue dans l’équipe éditoriale.")
    assert (await scene.presses("État et actions")).intent == "admin"
    scene.person = Address("telegram", "2002")
    assert said(await scene.says("/start a_jeton")).startswith("Cette invitation n’est plus valable")
    assert said(await scene.says("/admin")) == REFUSED


async def test_an_invitation_holds_for_a_day(scene: Scene) -> None:
    await invited(scene)
    scene.waits(timedelta(hours=24, seconds=1))
    assert said(await scene.says("/start a_jeton")).startswith("Cette invitation n’est plus valable")


async def test_who_is_of_the_team_does_not_use_an_invitation_up(scene: Scene) -> None:
    await joined(scene)
    await invited(scene, "autre")
    assert said(await scene.says("/start a_autre")) == "Vous faites déjà partie de l’équipe éditoriale."
    scene.person = Address("telegram", "2002")
    assert said(await scene.says("/start a_autre")).startswith("Bienvenue")


async def test_an_invitation_is_not_for_a_group(scene: Scene) -> None:
    await invited(scene)
    scene.group, scene.administrator = GROUP, True
    assert said(await scene.says("/start a_jeton")) == PRIVATE
    scene.group = None
    assert said(await scene.says("/start a_jeton")).startswith("Bienvenue")


async def test_in_a_group_an_editor_is_sent_to_the_private_conversation(scene: Scene) -> None:
    await joined(scene)
    scene.group = GROUP
    assert said(await scene.says("/admin")) == PRIVATE


async def test_the_database_holds_no_secret(scene: Scene) -> None:
    await invited(scene, "un-secret-bien-gardé")
    kept = await scene.store.read(lambda c: c.exec_driver_sql("SELECT digest FROM invitations").scalars().all())
    assert len(kept) == 1
    assert "secret" not in kept[0]


async def test_the_team_is_followed_when_another_program_changes_it(scene: Scene) -> None:
    await joined(scene)
    standing = Standing(scene.store, Settings())
    assert await standing.is_admin(ANNE)
    await scene.store.write(lambda connection: revoke(connection, ANNE))
    assert await standing.is_admin(ANNE)
    await standing.refresh()
    assert not await standing.is_admin(ANNE)


async def test_asking_who_somebody_is_costs_no_statement(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = Standing(scene.store, Settings())
    await standing.known()
    monkeypatch.setattr(scene.store, "read", None)
    assert not await standing.is_admin(ANNE)
    assert await standing.number(ANNE) == 0


async def test_those_whom_the_settings_name_are_of_the_team_too(scene: Scene) -> None:
    standing = Standing(scene.store, Settings(admins=("telegram:5", str(ANNE))))
    assert await standing.team() == (Address("telegram", "5"), ANNE)
    assert await standing.number(ANNE) == -2


async def test_an_editor_sees_their_place_and_leaves_it_by_erasing(scene: Scene) -> None:
    await joined(scene)
    kept = await scene.says("/mesdonnees")
    assert "Votre place dans l’équipe éditoriale" in str(kept.blocks)
    await scene.says("/effacer")
    await scene.presses("Effacer mes données")
    assert said(await scene.says("/admin")) == REFUSED
    assert await scene.store.read(team) == []


async def test_a_number_is_never_given_twice(scene: Scene) -> None:
    await joined(scene)
    await scene.says("/effacer")
    await scene.presses("Effacer mes données")
    await joined(scene)
    assert [one.number for one in await scene.store.read(team)] == [2]
    entries = await scene.store.read(lambda connection: latest(connection, 10))
    assert [(entry.did.admin, entry.did.action) for entry in entries] == [(1, "joined"), (2, "joined")]


async def test_admin_shows_how_things_stand_and_leads_on(scene: Scene) -> None:
    await joined(scene)
    await scene.says("abonne-moi")
    await scene.says("C'est quoi la mutualisation ?")
    reply = await scene.says("/admin")
    shown = "\n".join(item for block in reply.blocks if isinstance(block, Listing) for item in block.items)
    assert "version 0" in shown
    assert "abonnés\u00a0: 1\u00a0; en pause\u00a0: 0\u00a0; hors d’atteinte\u00a0: 0" in shown
    assert "avec réponse\u00a0: 1" in shown
    assert "erreurs depuis le démarrage\u00a0: 0" in shown
    for one in reply.buttons:
        scene.last = reply
        assert (await scene.presses(one.label)).blocks
        assert "difficulté" not in said(scene.last)
