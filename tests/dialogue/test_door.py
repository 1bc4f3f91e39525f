"""Qui est écouté : chacun à sa mesure, sauf qui est exclu, ou ceux-là seuls que l'équipe laisse entrer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.dialogue import Dialogue
from bot.dialogue.allowance import Allowance
from bot.dialogue.door import AGAIN, Door
from bot.dialogue.standing import Standing
from bot.editorial.library import Library
from bot.messages import Address, Reply
from bot.settings import Settings
from bot.store.access import ban, banned, settle, unban
from bot.store.facts import Asked
from bot.store.followers import Follows
from bot.store.inbox import Relocated
from bot.store.letters import BEGINNING, LetterQueued, counted_letters, letters_waiting
from bot.store.reminders import PutOff
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription, of
from tests.dialogue.conftest import ANNE, START, Scene
from tests.dialogue.test_answers import said

EDITOR = Address("telegram", "77")
STRANGER = Address("telegram", "2002")
GROUP = Address("telegram", "-5")
QUESTION = "C'est quoi la mutualisation ?"


def guarded(scene: Scene, person: Address = ANNE, **safety: object) -> Scene:
    """A conversation with a bot that anybody may write to, under these settings."""
    settings = Settings.model_validate({"admins": [str(EDITOR)], "safety": safety})
    standing = Standing(scene.store, settings)
    made = Scene(scene.served, scene.store, settings, person, hurried=True)
    made.dialogue = Dialogue(
        Library(scene.served),
        scene.store,
        settings,
        lambda: made.now,
        standing=standing,
        door=Door(standing, scene.store, settings),
    )
    return made


async def answered(scene: Scene) -> bool:
    return bool((await scene.says(QUESTION)).quotes)


def silent(reply: Reply) -> bool:
    return not reply.blocks


async def test_who_goes_too_fast_is_told_once_then_answered_again(scene: Scene) -> None:
    person = guarded(scene, messages_minute=3)
    assert [await answered(person) for _ in range(3)] == [True, True, True]
    assert said(await person.says(QUESTION)).startswith("Vous allez plus vite que moi")
    assert silent(await person.says(QUESTION))
    person.waits(timedelta(seconds=20))
    assert await answered(person)
    assert said(await person.says(QUESTION)).startswith("Vous allez plus vite que moi")


async def test_who_waits_for_the_answers_is_never_too_fast(scene: Scene) -> None:
    person = guarded(scene, messages_minute=1)
    person.hurried = False
    assert [await answered(person) for _ in range(5)] == [True] * 5


async def test_one_who_goes_too_fast_holds_nobody_else_up(scene: Scene) -> None:
    person = guarded(scene, messages_minute=1)
    await person.says(QUESTION)
    await person.says(QUESTION)
    person.person = STRANGER
    assert await answered(person)


async def test_the_team_is_not_counted(scene: Scene) -> None:
    person = guarded(scene, EDITOR, messages_minute=1)
    assert [await answered(person) for _ in range(3)] == [True, True, True]


async def test_what_is_not_answered_is_not_written_down(scene: Scene) -> None:
    person = guarded(scene, messages_minute=1)
    await person.says("/aide")
    before = await scene.store.personal_data(ANNE)
    person.waits(timedelta(days=0, seconds=1))
    await person.says(QUESTION)
    assert await scene.store.personal_data(ANNE) == before


def test_a_clock_that_is_put_back_takes_nothing_and_gives_nothing() -> None:
    allowance = Allowance(1)
    assert allowance.spend(ANNE, START) == "yes"
    assert allowance.spend(ANNE, START - timedelta(hours=1)) == "no"
    assert allowance.spend(ANNE, START + timedelta(hours=1)) == "yes"


def test_without_a_limit_nothing_is_counted() -> None:
    allowance = Allowance(0)
    assert {allowance.spend(ANNE, START) for _ in range(1000)} == {"yes"}


def test_those_who_write_seldom_are_not_remembered() -> None:
    allowance = Allowance(2)
    for number in range(25_000):
        allowance.spend(Address("telegram", str(number)), START + timedelta(seconds=number))
    assert len(allowance._left) <= 10_000


async def test_the_door_costs_no_statement(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings()
    standing = Standing(scene.store, settings)
    door = Door(standing, scene.store, settings)
    await standing.known()
    for way in ("read", "write", "apply"):
        monkeypatch.setattr(scene.store, way, None)
    assert await door.refusal(scene._message(text=QUESTION), START) is None


async def test_who_is_shut_out_is_told_once_and_may_still_see_and_erase(scene: Scene) -> None:
    person = guarded(scene)
    await answered(person)
    await scene.store.write(lambda connection: ban(connection, ANNE, START, START.date()))
    await person.dialogue._standing.refresh()
    assert said(await person.says(QUESTION)).startswith("L’équipe a fermé votre accès")
    assert silent(await person.says(QUESTION))
    assert "Voici tout ce qui est gardé sur vous" in said(await person.says("/mesdonnees"))
    await person.says("/effacer")
    assert said(await person.presses("Effacer mes données")).startswith("C’est fait")
    person.waits(AGAIN + timedelta(seconds=1))
    assert said(await person.says(QUESTION)).startswith("L’équipe a fermé votre accès")


async def test_a_ban_holds_no_address_and_can_be_lifted(scene: Scene) -> None:
    await scene.store.write(lambda connection: ban(connection, ANNE, START, START.date()))
    assert await scene.store.personal_data(ANNE) == ()
    assert await scene.store.read(banned) == [(1, START.date())]
    assert await scene.store.write(lambda connection: unban(connection, ANNE)) == 1
    assert await scene.store.write(lambda connection: unban(connection, ANNE)) == 0
    assert await answered(guarded(scene))


async def test_who_is_shut_out_gets_nothing_unasked(scene: Scene) -> None:
    facts = [
        Subscribed(Subscription(ANNE, 7, START.date(), due=START)),
        LetterQueued("l1", ANNE, "Bonjour"),
        PutOff(ANNE, "q1", START),
        Asked("a1", QUESTION, "nothing", "0"),
        Follows("a1", ANNE),
    ]
    await scene.store.apply(facts, START)
    await scene.store.write(lambda connection: ban(connection, ANNE, START, START.date()))
    subscription = await scene.store.read(lambda connection: of(connection, ANNE))
    assert subscription is not None
    assert (subscription.inactive_reason, subscription.due) == ("banned", None)
    assert await scene.store.read(counted_letters) == {"cancelled": 1}
    assert {table.name for table in await scene.store.personal_data(ANNE)} == {"subscriptions", "letters"}


async def test_somebody_new_waits_until_the_team_lets_them_in(scene: Scene) -> None:
    person = guarded(scene, allow_list=True)
    assert said(await person.says(QUESTION)).startswith("Ce service n’est pas ouvert à tous")
    assert silent(await person.says(QUESTION))
    person.person = EDITOR
    menu = await person.says("/admin")
    assert "Accès (1)" in [one.label for one in menu.buttons]
    assert "demande à entrer depuis le 2 mars 2026." in said(await person.presses("Accès (1)"))
    assert "peut écrire\u00a0: un message le lui dit." in said(await person.presses("Laisser entrer"))
    person.person = ANNE
    assert await answered(person)
    told = [one.text for _, one in await scene.store.read(_to_send(ANNE)) if one.address == ANNE]
    assert told == ["L’équipe vous a ouvert l’accès. Posez votre question, ou écrivez «\u00a0aide\u00a0»."]


def _to_send(address: Address) -> Callable[..., list[tuple[object, LetterQueued]]]:
    return lambda connection: [*letters_waiting(connection, START + timedelta(days=1), BEGINNING, 50)]


async def test_the_team_is_told_once_a_day_that_somebody_waits(scene: Scene) -> None:
    person = guarded(scene, allow_list=True)
    for number in range(5):
        person.person = Address("telegram", str(3000 + number))
        await person.says(QUESTION)
    waiting = await scene.store.read(_to_send(EDITOR))
    assert [one.text for _, one in waiting] == ["Quelqu’un demande à entrer."]


@pytest.mark.parametrize(("choice", "told"), [("Ne pas ouvrir", "n’a pas ouvert"), ("Exclure", "a fermé votre accès")])
async def test_the_team_may_refuse(scene: Scene, choice: str, told: str) -> None:
    person = guarded(scene, allow_list=True)
    await person.says(QUESTION)
    person.person = EDITOR
    await person.says("/acces")
    shown = await person.presses(choice)
    assert "Personne n’attend d’entrer." in said(shown)
    person.person = ANNE
    person.waits(AGAIN + timedelta(seconds=1))
    assert told in said(await person.says(QUESTION))


async def test_the_team_lifts_a_ban_by_its_number(scene: Scene) -> None:
    await scene.store.write(lambda connection: ban(connection, ANNE, START, START.date()))
    person = guarded(scene, EDITOR)
    assert str((await person.says("/acces")).blocks).count("son adresse n’est pas gardée") == 1
    assert "L’exclusion n° 1 est levée." in said(await person.presses("Lever l’exclusion 1")).replace("\u00a0", " ")
    person.person = ANNE
    assert await answered(person)


async def test_two_editors_may_decide_at_once(scene: Scene) -> None:
    person = guarded(scene, allow_list=True)
    await person.says(QUESTION)
    person.person = EDITOR
    asked = await person.says("/acces")
    await person.presses("Laisser entrer")
    person.last = asked
    assert "C’est déjà fait." in said(await person.presses("Exclure"))
    assert await scene.store.read(banned) == []


async def test_the_invited_editor_passes_the_closed_door(scene: Scene) -> None:
    person = guarded(scene, allow_list=True)
    assert said(await person.says("/start a_inconnu")).startswith("Cette invitation n’est plus valable")


async def test_everybody_may_see_what_is_kept_whatever_the_door(scene: Scene) -> None:
    person = guarded(scene, allow_list=True)
    await person.says(QUESTION)
    assert "Votre accès à ce service" in str((await person.says("/mesdonnees")).blocks)


async def test_groups_that_the_team_has_not_opened_are_not_answered(scene: Scene) -> None:
    person = guarded(scene, groups="known")
    person.group = GROUP
    assert said(await person.says(QUESTION)).startswith("Ce service ne répond que dans les groupes")
    assert silent(await person.says(QUESTION))
    await scene.store.write(lambda connection: settle(connection, GROUP, "allowed", START.date()))
    await person.dialogue._standing.refresh()
    assert await answered(person)


async def test_a_group_with_a_subscription_is_known(scene: Scene) -> None:
    await scene.store.apply([Subscribed(Subscription(GROUP, 7, START.date(), group=True, due=START))], START)
    person = guarded(scene, groups="known")
    person.group = GROUP
    assert await answered(person)


async def test_a_group_that_moves_stays_open(scene: Scene) -> None:
    person = guarded(scene, groups="known")
    await scene.store.write(lambda connection: settle(connection, GROUP, "allowed", START.date()))
    person.group = Address("telegram", "-1005")
    await scene.store.apply([Relocated(GROUP, person.group)], START)
    assert await answered(person)


async def test_a_group_that_is_shut_out_is_not_answered(scene: Scene) -> None:
    person = guarded(scene)
    person.group = GROUP
    assert await answered(person)
    await scene.store.write(lambda connection: ban(connection, GROUP, START, START.date()))
    await person.dialogue._standing.refresh()
    assert said(await person.says(QUESTION)).startswith("Ce service ne répond que dans les groupes")
    assert silent(await person.says(QUESTION))


async def test_a_group_that_is_shut_out_stays_so_when_it_moves(scene: Scene) -> None:
    new = Address("telegram", "-1005")
    person = guarded(scene)
    door = Door(person.dialogue._standing, scene.store, Settings())
    await scene.store.write(lambda connection: ban(connection, GROUP, START, START.date()))
    for _ in range(2):
        await door.moved(GROUP, new)
    assert not await door.welcomes(new)
    assert await scene.store.read(banned) == [(1, START.date())]
    assert await scene.store.write(lambda connection: unban(connection, new)) == 1


async def test_with_a_closed_door_a_group_hears_those_who_are_let_in(scene: Scene) -> None:
    person = guarded(scene, allow_list=True)
    person.group = GROUP
    assert silent(await person.says(QUESTION))
    await scene.store.write(lambda connection: settle(connection, ANNE, "allowed", START.date()))
    await person.dialogue._standing.refresh()
    assert await answered(person)
