"""Le bot envoie la question du jour ; l'usager la reprend plus tard, en demande une autre, un passage, une pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.daily.stock import DailyQuestion, stock_of
from bot.daily.wording import Wording
from bot.dialogue.daily_question import DailyWording
from bot.editorial.library import Library
from bot.messages import Address, Reply
from bot.store.notes import Note, NoteKept
from bot.store.reminders import reminders_looked_at
from bot.store.subscribing import AskedToGoOn, Had
from bot.store.subscriptions import had
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_subscribing import subscription


def asked(scene: Scene, enjeu: int | None = 4) -> DailyQuestion:
    """A question of the stock on that enjeu."""
    return next(one for one in stock_of(scene.served.corpus).questions if one.enjeu == enjeu)


def wording(scene: Scene) -> Wording:
    return DailyWording(Library(scene.served), scene.store, lambda: scene.now)


async def sent(scene: Scene, question: DailyQuestion, **how: bool) -> Reply:
    """The daily question arrives."""
    scene.last = await wording(scene).question(await subscription(scene), question, **how)
    return scene.last


async def put_off(scene: Scene) -> list[tuple[datetime, Address, str]]:
    later = scene.now + timedelta(days=9)
    rows = await scene.store.read(partial(reminders_looked_at, now=later, after=None, limit=9))
    return [(due, reminder.chat, reminder.question_id) for due, reminder in rows]


async def test_the_question_comes_with_its_enjeu_its_fiche_and_its_buttons(scene: Scene) -> None:
    await scene.says("/abonner")
    reply = await sent(scene, asked(scene))
    assert said(reply) == "Votre question du jour\u00a0:"
    quoted = reply.quotes[0]
    assert quoted.text == "Comment s'autoriser à construire un fonctionnement coopératif\u00a0?"
    assert quoted.title.startswith("Enjeu 4\u00a0: Comprendre ce qui se joue")
    assert quoted.source == "Coopération · Fiche de questions, enjeu 4, n°\u00a01 · Texte coupé à la source"
    assert [one.label for one in reply.buttons] == [
        "Noter ma réflexion",
        "Un passage pour y penser",
        "Une autre question",
        "Plus tard",
        "Pause",
    ]


async def test_a_question_without_enjeu_stands_under_its_document(scene: Scene) -> None:
    await scene.says("/abonner")
    quoted = (await sent(scene, asked(scene, None))).quotes[0]
    assert (quoted.title, quoted.source.split(" · ")[0]) == ("Contexte", "Coopération")


async def test_a_question_whose_passage_was_withdrawn_is_still_shown(scene: Scene) -> None:
    await scene.says("/abonner")
    quoted = (await sent(scene, replace(asked(scene), passage="0000000000"))).quotes[0]
    assert (quoted.text, quoted.source) == (asked(scene).text, "")


async def test_a_new_round_and_a_postponed_question_are_said(scene: Scene) -> None:
    await scene.says("/abonner")
    assert said(await sent(scene, asked(scene), new_round=True)).startswith("Vous avez eu toutes les questions")
    assert said(await sent(scene, asked(scene), later=True)).startswith("La question que vous aviez remise")


async def test_an_earlier_note_on_the_same_enjeu_is_recalled_in_private(scene: Scene) -> None:
    await scene.says("/abonner")
    question = asked(scene)
    before = (scene.now - timedelta(days=27)).date()
    note = Note("n1", ANNE, before, "Oser dire non", theme=question.theme, enjeu=question.enjeu)
    await scene.store.apply([NoteKept(note)], scene.now)
    assert said(await sent(scene, question)).endswith("Le 3 février, vous notiez\u00a0: «\u00a0Oser dire non\u00a0»")
    assert "vous notiez" not in said(await sent(scene, asked(scene, 3)))
    group = replace(await subscription(scene), group=True)
    assert "vous notiez" not in said(await wording(scene).question(group, question))
    await scene.store.apply([NoteKept(replace(note, id="n2", written_on=before.replace(year=2025)))], scene.now)
    assert "Le 3 février, vous" in said(await sent(scene, question))


async def test_a_note_of_another_year_is_recalled_with_its_year(scene: Scene) -> None:
    await scene.says("/abonner")
    question = asked(scene)
    day = scene.now.date().replace(year=2024)
    note = Note("n1", ANNE, day, "mot " * 200, theme=question.theme, enjeu=question.enjeu)
    await scene.store.apply([NoteKept(note)], scene.now)
    recalled = said(await sent(scene, question))
    assert "Le 2 mars 2024, vous notiez" in recalled
    assert recalled.endswith("mot…\u00a0»")


async def test_a_passage_to_think_with(scene: Scene) -> None:
    await scene.says("/abonner")
    for enjeu in (4, None):
        question = asked(scene, enjeu)
        await sent(scene, question)
        reply = await scene.presses("Un passage pour y penser")
        assert reply.quotes[0].passage != question.passage
        assert not reply.edits


@pytest.mark.parametrize(
    ("when", "due", "moment"),
    [
        ("Dans une heure", datetime(2026, 3, 2, 10, tzinfo=UTC), "aujourd’hui, lundi 2 mars 2026, à 11\u00a0h"),
        ("Ce soir", datetime(2026, 3, 2, 17, tzinfo=UTC), "aujourd’hui, lundi 2 mars 2026, à 18\u00a0h"),
        ("Demain", datetime(2026, 3, 3, 7, 30, tzinfo=UTC), "demain, mardi 3 mars 2026, à 8\u00a0h\u00a030"),
    ],
)
async def test_later(scene: Scene, when: str, due: datetime, moment: str) -> None:
    await scene.says("/abonner")
    await sent(scene, asked(scene))
    assert not (await scene.presses("Plus tard")).edits
    assert said(await scene.presses(when)) == f"C’est noté. Je vous la repose {moment}."
    assert await put_off(scene) == [(due, ANNE, asked(scene).id)]


async def test_somebody_without_subscription_may_put_a_question_off(scene: Scene) -> None:
    await scene.says("/question")
    await scene.presses("Plus tard")
    assert "à 18\u00a0h" in said(await scene.presses("Ce soir"))
    assert len(await put_off(scene)) == 1


async def test_a_question_that_left_the_corpus_is_not_put_off(scene: Scene, elsewhere: Scene) -> None:
    await scene.says("/abonner")
    await sent(scene, asked(scene))
    elsewhere.last = scene.last
    await elsewhere.presses("Plus tard")
    assert said(await elsewhere.presses("Demain")) == "Cette question n’est plus dans le corpus."
    assert await put_off(scene) == []


async def test_another_question_is_the_next_of_the_round_and_counts_as_had(scene: Scene) -> None:
    await scene.says("/abonner seulement l'enjeu 3")
    everything = {one.id: one for one in stock_of(scene.served.corpus).questions if one.enjeu == 3}
    await sent(scene, asked(scene, 3))
    await scene.store.apply([Had(ANNE, asked(scene, 3).id, 0)], scene.now)
    seen = []
    for _ in range(len(everything) - 1):
        reply = await scene.presses("Une autre question")
        seen.append(reply.quotes[0].text)
    assert len({*seen, asked(scene, 3).text}) == len(everything)
    assert await scene.store.read(partial(had, chats=[ANNE])) == {ANNE: everything.keys()}
    again = said(await scene.says("/question"))
    assert "Elles reviennent dans un autre ordre" in again
    assert (await subscription(scene)).round == 1


async def test_a_pause_is_asked_for_under_the_question(scene: Scene) -> None:
    await scene.says("/abonner")
    await sent(scene, asked(scene))
    assert not (await scene.presses("Pause")).edits
    await scene.presses("Deux semaines")
    assert "lundi 16 mars 2026" in said(scene.last)


async def test_whether_to_go_on(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.store.apply([AskedToGoOn(ANNE, scene.now.date())], scene.now)
    scene.last = await wording(scene).go_on(replace(await subscription(scene), unanswered=20))
    assert said(scene.last).startswith("Voilà 20 questions sans signe de votre part")
    assert [one.label for one in scene.last.buttons] == ["Continuer", "Pause", "Me désabonner"]
    assert "Prochaine question" in said(await scene.presses("Continuer"))
    assert (await subscription(scene)).asked_on is None


async def test_going_on_after_having_left_offers_to_subscribe(scene: Scene) -> None:
    await scene.says("/abonner")
    asking = await wording(scene).go_on(await subscription(scene))
    await scene.says("stop")
    scene.last = asking
    assert said(await scene.presses("Continuer")).startswith("Vous n’avez pas d’abonnement")


async def test_in_a_group_only_administrators_put_off(scene: Scene) -> None:
    group = Scene(scene.served, scene.store, group=Address("telegram", "-5"))
    await group.says("/question")
    await group.presses("Plus tard")
    assert "seuls les administrateurs" in said(await group.presses("Demain"))
    assert await put_off(scene) == []
