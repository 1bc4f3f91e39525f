"""Un mot à tous les abonnés : écrit, relu comme ils le liront, envoyé une fois, suivi, arrêté, compté à la fin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.dialogue.admin.broadcast import AT_MOST, report_broadcasts
from bot.messages import Address, Paragraph
from bot.outbox.gate import Gate
from bot.outbox.letters import Post, Posted
from bot.outbox.outbox import Outbox
from bot.outbox.pace import Pace
from bot.outbox.sender import Gone, Outcome
from bot.settings import Settings
from bot.store import Store
from bot.store.audit_log import latest
from bot.store.letters import counted_letters
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription
from tests.daily.simulation import Keeping, SetClock
from tests.dialogue.conftest import ANNE, START, Scene
from tests.dialogue.test_answers import said

DAY = date(2026, 3, 2)
WORD = "La page des rencontres est en ligne.\n\nÀ bientôt."


def subscriber(number: int) -> Subscription:
    return Subscription(Address("telegram", str(number)), number, DAY, due=START)


@pytest.fixture
async def editor(scene: Scene) -> Scene:
    return Scene(scene.served, scene.store, Settings(admins=(str(ANNE),)))


async def subscribed(store: Store, *subscriptions: Subscription) -> None:
    await store.apply([Subscribed(one) for one in subscriptions], START)


def post(scene: Scene, sender: Keeping) -> Post:
    clock = SetClock(scene.now)
    outbox = Outbox({"telegram": sender}, scene.store, Gate(Pace(1000), clock, clock.sleep), clock, clock.sleep)
    return Post(scene.store, outbox, clock, clock.sleep, after=partial(report_broadcasts, scene.store, clock))


async def test_what_is_sent_with_the_words_is_said_to_stay_behind(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1))
    await editor.says("/diffuser")
    preview = await editor.dialogue.respond(replace(editor._message(text=WORD), captioned=True))
    assert said(preview).startswith("Seuls les mots sont envoyés")
    assert WORD.split("\n\n")[0] in said(preview)
    await editor.says("/diffuser")
    assert "Seuls les mots" not in said(await editor.says(WORD))


async def test_it_is_shown_as_it_will_be_read_then_sent_once_and_counted(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1), subscriber(2), replace(subscriber(-5), group=True))
    assert said(await editor.says("/diffuser")).startswith("Écrivez le message")
    preview = await editor.says(WORD)
    shown = [block.text for block in preview.blocks if isinstance(block, Paragraph)]
    assert shown == ["Un mot de l’équipe\u00a0:", *WORD.split("\n\n"), "2 personnes et un groupe"]
    assert "Envoi en cours\u00a0: 0 sur 3" in said(await editor.presses("Envoyer à 3"))
    editor.last = preview
    await editor.presses("Envoyer à 3")
    sender = Keeping(lambda: editor.now)
    assert await post(editor, sender).deliver() == Posted(sent=4)
    whole = "Un mot de l’équipe\u00a0:" + WORD.replace("\n\n", "")
    assert [text for _, text in sender.got[Address("telegram", "1")]] == [whole]
    assert [text for _, text in sender.got[ANNE]] == ["Message à tous, terminé. Envois réussis\u00a0: 3 sur 3."]
    assert await post(editor, sender).deliver() == Posted()


async def test_who_pauses_is_on_leave_or_out_of_reach_is_left_alone(editor: Scene) -> None:
    await subscribed(
        editor.store,
        subscriber(1),
        replace(subscriber(2), paused=True),
        replace(subscriber(3), leave_until=DAY),
        replace(subscriber(4), leave_from=DAY + timedelta(1), leave_until=DAY + timedelta(9)),
        replace(subscriber(5), leave_until=DAY - timedelta(1)),
    )
    preview = await editor.says(f"/diffuser {WORD}")
    assert "3 personnes" in said(preview)


async def test_what_cannot_be_delivered_is_in_the_report(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1), subscriber(2))
    await editor.says(f"/diffuser {WORD}")
    await editor.presses("Envoyer à 2")

    def answer(address: Address) -> Outcome | None:
        return Gone("blocked") if address.id == "1" else None

    sender = Keeping(lambda: editor.now, answer)
    await post(editor, sender).deliver()
    assert (
        "Envois réussis\u00a0: 1 sur 2\u00a0; impossibles (compte fermé ou bot bloqué)\u00a0: 1"
        in sender.got[ANNE][0][1]
    )


async def test_the_rest_can_be_stopped(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1), subscriber(2))
    await editor.says(f"/diffuser {WORD}")
    await editor.presses("Envoyer à 2")
    assert "annulés\u00a0: 2" in said(await editor.presses("Arrêter"))
    sender = Keeping(lambda: editor.now)
    await post(editor, sender).deliver()
    assert list(sender.got) == [ANNE]


async def test_a_word_can_be_dropped_or_written_otherwise(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1))
    first = await editor.says(f"/diffuser {WORD}")
    await editor.presses("Écrire autrement")
    assert "Autre chose." in said(await editor.says("Autre chose."))
    editor.last = first
    assert said(await editor.presses("Ne pas envoyer")) == "Rien n’est envoyé."
    editor.last = first
    assert said(await editor.presses("Envoyer à 1")) == "Rien n’est envoyé."
    assert await editor.store.read(counted_letters) == {}


async def test_one_may_think_better_of_it(editor: Scene) -> None:
    await editor.says("/diffuser")
    await editor.says("annule")
    assert "Un mot de l’équipe" not in said(await editor.says("C'est quoi la mutualisation ?"))


async def test_without_subscribers_nobody_is_written_to(editor: Scene) -> None:
    assert said(await editor.says(f"/diffuser {WORD}")).startswith("Personne n’est abonné")


async def test_a_word_that_is_too_long_is_asked_for_again(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1))
    await editor.says("/diffuser")
    assert "trop long" in said(await editor.says("a" * (AT_MOST + 1)))
    assert "Plus court." in said(await editor.says("Plus court."))


async def test_the_log_says_who_sent_and_stopped(editor: Scene) -> None:
    await subscribed(editor.store, subscriber(1))
    await editor.says(f"/diffuser {WORD}")
    await editor.presses("Envoyer à 1")
    await editor.presses("Arrêter")
    entries = await editor.store.read(lambda connection: latest(connection, 9))
    assert [(one.did.admin, one.did.action) for one in entries] == [(-1, "broadcast sent"), (-1, "broadcast stopped")]
    assert all(WORD[:9] not in one.did.details for one in entries)


@pytest.mark.parametrize("word", ["Merci à tous !", "Bonsoir", "ok"])
async def test_a_word_to_all_may_be_courtesy_alone(editor: Scene, word: str) -> None:
    await subscribed(editor.store, subscriber(1))
    await editor.says("/diffuser")
    preview = await editor.says(word)
    assert word in [block.text for block in preview.blocks if isinstance(block, Paragraph)]
