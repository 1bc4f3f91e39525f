"""De l'abonnement à la question reçue, remise à plus tard, laissée sans réponse : le dialogue et l'envoi ensemble."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.daily.running import ticker
from bot.dialogue.daily_question import DailyWording
from bot.editorial.library import Library
from bot.messages import Address, Reply
from bot.outbox.sender import Outcome, Sent
from bot.settings import Settings
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said


@dataclass
class Received:
    """What arrived, oldest first."""

    replies: list[Reply] = field(default_factory=list)

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        assert address == ANNE
        self.replies.append(reply)
        return Sent((str(len(self.replies)),))


async def tick(scene: Scene, at: datetime) -> list[Reply]:
    """What arrives at that moment."""
    scene.now = at
    received, library = Received(), Library(scene.served)
    wording = DailyWording(library, scene.store, lambda: scene.now)
    settings = Settings()
    made = ticker(scene.store, library, settings, {"telegram": received}, lambda: scene.now, wording=wording)
    await made.tick()
    if received.replies:
        scene.last = received.replies[-1]
    return received.replies


MORNING = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)


async def test_the_question_arrives_when_it_was_said_to(scene: Scene) -> None:
    await scene.says("/abonner")
    assert await tick(scene, MORNING - timedelta(minutes=1)) == []
    (reply,) = await tick(scene, MORNING)
    assert said(reply) == "Votre question du jour\u00a0:"
    assert await tick(scene, MORNING + timedelta(minutes=1)) == []
    assert "mercredi 4 mars" in said(await scene.says("/abonnement"))


async def test_what_was_put_off_arrives_again(scene: Scene) -> None:
    await scene.says("/abonner")
    (first,) = await tick(scene, MORNING)
    await scene.presses("Plus tard")
    await scene.presses("Dans une heure")
    assert await tick(scene, MORNING + timedelta(minutes=59)) == []
    (again,) = await tick(scene, MORNING + timedelta(hours=1))
    assert said(again).startswith("La question que vous aviez remise à plus tard")
    assert again.quotes == first.quotes


@pytest.mark.parametrize("words", ["plus tard", "Pas maintenant, merci", "on verra demain"])
async def test_the_question_of_the_day_is_put_off_in_words(scene: Scene, words: str) -> None:
    """L'usager répond « plus tard » sous la question reçue, sans toucher de bouton ni la citer."""
    await scene.says("/abonner")
    (first,) = await tick(scene, MORNING)
    scene.now += timedelta(hours=1)
    assert said(await scene.says(words)) == "Quand voulez-vous la revoir\u00a0?"
    await scene.says("dans une heure")
    (again,) = await tick(scene, MORNING + timedelta(hours=2))
    assert again.quotes == first.quotes


async def test_later_without_a_question_received_is_taken_note_of(scene: Scene) -> None:
    await scene.says("/abonner")
    scene.now += timedelta(hours=1)
    assert said(await scene.says("plus tard")) == "Entendu. Je reste à votre disposition."
    await tick(scene, MORNING)
    scene.now += timedelta(hours=13)
    assert said(await scene.says("plus tard")) == "Entendu. Je reste à votre disposition."


async def test_nothing_arrives_in_a_pause_nor_after_leaving(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("pause jusqu'au 4 mars")
    assert await tick(scene, MORNING) == []
    assert await tick(scene, MORNING + timedelta(days=1)) == []
    assert len(await tick(scene, MORNING + timedelta(days=2))) == 1
    await scene.presses("Pause")
    await scene.says("stop")
    assert await tick(scene, MORNING + timedelta(days=3)) == []


async def test_the_hour_may_change_after_the_question_of_the_day(scene: Scene) -> None:
    await scene.says("/abonner")
    assert len(await tick(scene, MORNING)) == 1
    assert "demain, mercredi 4 mars 2026, à 11\u00a0h" in said(await scene.says("change l'heure pour 11h"))
    assert await tick(scene, MORNING + timedelta(hours=3)) == []


async def test_after_twenty_questions_without_a_sign_the_bot_asks_and_then_waits(scene: Scene) -> None:
    await scene.says("/abonner tous les jours, même les jours fériés")
    for day in range(20):
        assert len(await tick(scene, MORNING + timedelta(days=day))) == 1
    (asking,) = await tick(scene, MORNING + timedelta(days=20))
    assert said(asking).startswith("Voilà 20 questions sans signe de votre part")
    assert await tick(scene, MORNING + timedelta(days=21)) == []
    assert "Prochaine question" in said(await scene.presses("Continuer"))
    assert said((await tick(scene, MORNING + timedelta(days=22)))[0]).startswith("Votre question du jour")


async def test_the_note_of_one_day_is_recalled_another_day(scene: Scene) -> None:
    await scene.says("/abonner seulement l'enjeu 4")
    await tick(scene, MORNING)
    await scene.presses("Noter ma réflexion")
    await scene.says("Oser dire non")
    (reply,) = await tick(scene, MORNING + timedelta(days=1))
    assert said(reply).endswith("Le 3 mars, vous notiez\u00a0: «\u00a0Oser dire non\u00a0»")
