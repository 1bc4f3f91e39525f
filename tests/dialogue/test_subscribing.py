"""L'usager s'abonne, change, suspend, reprend, part ; le bot dit chaque fois quand vient la prochaine question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.messages import Address, Paragraph
from bot.settings import Settings
from bot.store.deliveries import Delivery, Settled, claim
from bot.store.notes import count
from bot.store.reminders import PutOff
from bot.store.subscribing import AskedToGoOn, Reached, Subscribed, Unreachable
from bot.store.subscriptions import Subscription, of
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_personal import listed

GROUP = Address("telegram", "-5")


async def subscription(scene: Scene, chat: Address = ANNE) -> Subscription:
    found = await scene.store.read(partial(of, chat=chat))
    assert found is not None
    return found


async def test_subscribing_says_when_the_first_question_comes(scene: Scene) -> None:
    reply = await scene.says("je veux m'abonner")
    assert said(reply).endswith("Prochaine question\u00a0: demain, mardi 3 mars 2026, à 8\u00a0h\u00a030.")
    assert "du lundi au vendredi" in said(reply)
    kept = await subscription(scene)
    assert (kept.time, kept.zone, kept.territory, kept.group) == (time(8, 30), "Europe/Paris", "FR", False)
    assert kept.due == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)


WONDERING = [
    *("comment s'abonner ?", "faut-il s'abonner pour poser une question ?", "c'est quoi l'abonnement ?"),
    *("Est-ce que je peux m'abonner ?", "Peut-on s'abonner à la question du jour ?", "Puis-je m'abonner ?"),
]
FOR_ANOTHER = [
    *("abonnez mon collègue", "pouvez-vous abonner ma collègue Julie ?", "/abonner mon collègue"),
    *("inscrivez ma collègue Julie", "inscrivez ma colègue", "ajoutez mon collègue à la liste"),
]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        *((asked, "L’abonnement, c’est une question de réflexion par jour de travail") for asked in WONDERING),
        *((asked, "Je n’abonne que la personne qui m’écrit") for asked in FOR_ANOTHER),
    ],
)
async def test_who_asks_about_it_or_for_another_is_told_and_not_subscribed(scene: Scene, asked: str, told: str) -> None:
    reply = await scene.says(asked)
    assert said(reply).startswith(told)
    assert await scene.store.read(partial(of, chat=ANNE)) is None
    assert [one.label for one in reply.buttons] == ["M’abonner"]


@pytest.mark.parametrize(
    "asked",
    ["désabonnez mon collègue", "pouvez-vous désinscrire ma collègue ?", "retirez ma collègue Julie de la liste"],
)
async def test_nobody_leaves_for_another(scene: Scene, asked: str) -> None:
    await scene.says("abonne-moi")
    assert said(await scene.says(asked)).startswith("Je ne désabonne que la personne qui m’écrit")
    assert await scene.store.read(partial(of, chat=ANNE)) is not None


async def test_a_subscriber_who_asks_for_another_keeps_what_they_have(scene: Scene) -> None:
    await scene.says("abonne-moi")
    before = await subscription(scene)
    reply = await scene.says("abonnez ma collègue à 7h15")
    assert said(reply).startswith("Je n’abonne que la personne qui m’écrit")
    assert not reply.buttons
    assert await subscription(scene) == before


async def test_to_wonder_ends_no_pause(scene: Scene) -> None:
    await scene.says("abonnez-moi")
    await scene.says("pause")
    reply = await scene.says("faut-il s'abonner ?")
    assert reply.intent == "schedule"
    assert (await subscription(scene)).paused


async def test_what_was_wondered_with_an_hour_is_agreed_to_with_it(scene: Scene) -> None:
    await scene.says("comment m'abonner à 7h15 ?")
    await scene.says("oui")
    assert (await subscription(scene)).time == time(7, 15)


@pytest.mark.parametrize("rarely", ["tous les 15 jours", "toutes les deux semaines", "une fois par mois"])
async def test_who_wants_questions_more_rarely_than_they_come_gets_the_slowest_rhythm(
    scene: Scene, rarely: str
) -> None:
    reply = await scene.says(f"abonnez-moi, une question {rarely}")
    assert (await subscription(scene)).weekly
    assert "Le rythme le plus lent est d’une question par semaine" in said(reply)


@pytest.mark.parametrize("added", ["et le samedi aussi", "ajoutez le samedi", "je veux aussi le samedi"])
async def test_a_day_is_added_to_those_before(scene: Scene, added: str) -> None:
    await scene.says("/abonner")
    await scene.says(added)
    assert (await subscription(scene)).days == frozenset(range(1, 7))


@pytest.mark.parametrize("start", ["à partir de lundi prochain", "à compter du 9 mars", "dès le 9 mars"])
async def test_a_subscription_may_begin_later(scene: Scene, start: str) -> None:
    reply = await scene.says(f"abonne-moi {start}")
    assert (await subscription(scene)).days == frozenset(range(1, 6))
    assert "Prochaine question\u00a0: lundi 9 mars 2026" in said(reply)


async def test_without_sound_is_no_day_left_out(scene: Scene) -> None:
    await scene.says("abonne-moi sans sonnerie le dimanche")
    kept = await subscription(scene)
    assert (kept.days, kept.silent) == (frozenset({7}), True)


async def test_everything_can_be_said_at_once(scene: Scene) -> None:
    reply = await scene.says("abonne-moi à 7h45 du mardi au jeudi, sans sonnerie")
    kept = await subscription(scene)
    assert (kept.time, kept.days, kept.silent) == (time(7, 45), frozenset({2, 3, 4}), True)
    assert "7\u00a0h\u00a045, du mardi au jeudi. Elle arrive sans sonnerie." in said(reply)


async def test_the_settings_say_what_a_new_subscription_begins_with(scene: Scene) -> None:
    settings = Settings.model_validate({"daily": {"time": "07:00", "zone": "Indian/Reunion", "territory": "FR-974"}})
    there = Scene(scene.served, scene.store, settings)
    reply = await there.says("/abonner")
    assert "à 7\u00a0h (La Réunion)" in said(reply)
    assert (await subscription(there)).territory == "FR-974"


async def test_subscribing_twice_changes_nothing(scene: Scene) -> None:
    await scene.says("/abonner")
    before = await subscription(scene)
    assert said(await scene.says("m'abonner")).startswith("Votre abonnement est déjà ouvert.")
    assert await subscription(scene) == before


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("change l'heure pour 7h45", "time", time(7, 45)),
        ("une fois par semaine", "weekly", True),
        ("du lundi au jeudi", "days", frozenset({1, 2, 3, 4})),
        ("sans sonnerie", "silent", True),
        ("fuseau horaire de la Guadeloupe", "zone", "America/Guadeloupe"),
        ("fuseau Asia/Tokyo", "zone", "Asia/Tokyo"),
        ("jours fériés de la Moselle", "territory", "FR-57"),
        ("rien en août", "august_off", True),
        ("seulement l'enjeu 4", "enjeux", ("cooperation:4",)),
    ],
)
async def test_one_sentence_changes_one_thing(scene: Scene, text: str, field: str, value: object) -> None:
    await scene.says("/abonner")
    reply = await scene.says(text)
    assert "Prochaine question" in said(reply)
    assert getattr(await subscription(scene), field) == value


async def test_an_enjeu_without_question_cannot_be_chosen(scene: Scene) -> None:
    await scene.says("/abonner")
    assert said(await scene.says("seulement l'enjeu 2")).startswith("L’enjeu 2 n’a pas de question")
    assert (await subscription(scene)).enjeux == ()
    await scene.presses("Enjeu 4")
    assert (await subscription(scene)).enjeux == ("cooperation:4",)


@pytest.mark.parametrize("hour", ["25h", "8h99", "à 8h ou à 18h"])
async def test_an_hour_that_cannot_be_told_is_said_not_to_be_read(scene: Scene, hour: str) -> None:
    assert "Je n’ai pas reconnu d’heure." in said(await scene.says(f"abonne-moi {hour}"))
    before = await subscription(scene)
    assert before.time == time(8, 30)
    assert said(await scene.says(f"change l'heure pour {hour}")).startswith("Je n’ai pas reconnu d’heure.")
    await scene.says("/abonnement")
    await scene.presses("Heure")
    assert said(await scene.says(hour)).startswith("Je n’ai pas reconnu d’heure.")
    assert await subscription(scene) == before
    assert "7\u00a0h\u00a045" in said(await scene.says("7h45"))


@pytest.mark.parametrize(
    "text",
    [
        "pause jusqu'au 30 février",
        "mets en pause jusqu'au 1er janvier 2020",
        "pas de question pendant les vacances scolaires",
        "/pause jusqu'à la saint-glinglin",
        "pause bientôt",
        "reprendre le 30 février",
    ],
)
async def test_days_that_cannot_be_told_suspend_nothing(scene: Scene, text: str) -> None:
    await scene.says("/abonner")
    before = await subscription(scene)
    assert said(await scene.says(text)).startswith("Je n’ai pas reconnu de date\u00a0: rien n’est changé.")
    assert await subscription(scene) == before
    assert "jusqu’au 15 mars 2026" in said(await scene.says("pause jusqu'au 15 mars"))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("change l'heure", "À quelle heure"),
        ("mon fuseau est la Lune", "Où êtes-vous"),
        ("je voudrais changer les jours", "Quels jours"),
        ("à quelle heure arrive la question du jour ?", "Prochaine question"),
    ],
)
async def test_a_change_that_does_not_say_to_what_is_asked_for(scene: Scene, text: str, asked: str) -> None:
    await scene.says("/abonner")
    assert said(await scene.says(text)).startswith(asked)


async def test_august_is_off_every_year_and_on_again(scene: Scene) -> None:
    await scene.says("/abonner")
    assert said(await scene.says("pas de questions en août")).startswith(
        "C’est noté\u00a0: rien en août, chaque année."
    )
    assert (await subscription(scene)).leave_until is None
    assert (await scene.says("pause du 3 au 8 mars")).blocks[0] == Paragraph(
        "C’est noté\u00a0: aucune question du 3 mars 2026 au 8 mars 2026 inclus."
    )
    assert said(await scene.says("des questions en août aussi")).startswith("C’est noté")
    assert said(await scene.says("pas de questions en août")).startswith("C’est noté\u00a0: rien en août")
    kept = await subscription(scene)
    assert (kept.august_off, kept.leave_until) == (True, date(2026, 3, 8))


async def test_a_change_says_what_it_concerns(scene: Scene) -> None:
    await scene.says("/abonner")
    assert "Sujets\u00a0: Enjeu 4." in said(await scene.says("seulement l'enjeu 4"))
    assert "Jours fériés respectés\u00a0: Moselle." in said(await scene.says("jours fériés de la Moselle"))
    assert "Moselle" not in said(await scene.says("7h45"))


async def test_what_follows_a_confirmation_adjusts_it(scene: Scene) -> None:
    await scene.says("abonne-moi")
    assert said(await scene.says("non finalement le matin")).startswith("À quelle heure")
    await scene.says("à sept heures et quart")
    assert (await subscription(scene)).time == time(7, 15)
    await scene.says("oui mais pas le mercredi")
    assert (await subscription(scene)).days == frozenset({1, 2, 4, 5})
    await scene.says("pause")
    await scene.says("jusqu'au 15 mars")
    assert (await subscription(scene)).leave_until == date(2026, 3, 15)
    assert (await scene.says("la mutualisation")).quotes


async def test_more_than_one_question_a_day_is_said_not_to_be(scene: Scene) -> None:
    assert "qu’une question par jour, au plus" in said(await scene.says("abonne-moi, deux questions par jour"))
    assert said(await scene.says("trois questions par jour")).startswith("Je n’envoie qu’une question par jour")


async def test_a_pause_until_a_day_ends_by_itself(scene: Scene) -> None:
    await scene.says("/abonner")
    reply = await scene.says("pause jusqu'au 15 mars")
    assert "Prochaine question\u00a0: lundi 16 mars 2026" in said(reply)
    assert "Prochaine question\u00a0: demain, mardi 3 mars" in said(await scene.presses("Reprendre"))


async def test_a_pause_without_end_offers_ends(scene: Scene) -> None:
    await scene.says("/abonner")
    reply = await scene.says("pause")
    assert "Rien n’est prévu" in said(reply)
    assert (await subscription(scene)).due is None
    reply = await scene.presses("Une semaine")
    assert "Prochaine question\u00a0: lundi 9 mars 2026" in said(reply)
    assert "Votre abonnement reprend." in said(await scene.says("reprendre"))


async def test_coming_back_later_is_a_leave_until_then(scene: Scene) -> None:
    await scene.says("/abonner")
    assert "jeudi 12 mars 2026" in said(await scene.says("je reviens le 12 mars"))
    assert "mercredi 11 mars 2026" in said(await scene.says("reprendre le 11 mars"))


async def test_subscribing_again_leaves_a_leave_to_come(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("je suis en congés du 20 au 27 mars")
    assert "Votre abonnement est déjà ouvert." in said(await scene.says("m'abonner"))
    assert (await subscription(scene)).leave_until == date(2026, 3, 27)
    await scene.says("je suis en congés du 20 au 27 mars")
    await scene.presses("Reprendre")
    assert (await subscription(scene)).leave_until is None


async def test_leaving_takes_one_message_and_says_what_was_erased(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/noter Une pensée")
    now = scene.now
    delivery = Delivery(ANNE, date(2026, 3, 3), "question", "abc", datetime(2026, 3, 3, 7, 30, tzinfo=UTC))
    assert await scene.store.write(partial(claim, wanted=delivery, now=now)) == "ours"
    await scene.store.apply([Settled(delivery, "sent"), PutOff(ANNE, "abc", now + timedelta(hours=1))], now)
    reply = await scene.says("stop")
    assert "la trace de la question envoyée, et ce que vous aviez remis à plus tard." in said(reply)
    assert "Votre note reste dans votre carnet" in said(reply)
    assert await scene.store.read(partial(of, chat=ANNE)) is None
    assert await scene.store.read(partial(count, owner=ANNE)) == 1
    assert {table.name for table in await scene.store.personal_data(ANNE)}.isdisjoint({"deliveries", "reminders"})
    assert "abonnement est ouvert" in said(await scene.presses("Me réabonner"))


async def test_of_a_question_put_off_their_data_say_what_it_is_in_words(scene: Scene) -> None:
    due = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    await scene.store.apply([PutOff(ANNE, "abc", due)], scene.now)
    later = Delivery(ANNE, due.date(), "later 17:00:00 abc", "abc", due)
    assert await scene.store.write(partial(claim, wanted=later, now=scene.now)) == "ours"
    await scene.store.apply([Settled(later, "sent")], scene.now)
    shown = listed(await scene.says("/mesdonnees"))
    assert "question remise à plus tard" in shown
    assert "later" not in shown


async def test_the_button_leaves_in_one_tap(scene: Scene) -> None:
    await scene.says("/abonner")
    assert said(await scene.presses("Me désabonner")).startswith("C’est fait\u00a0: je ne vous enverrai plus")
    assert "vos réglages." in said(scene.last)


@pytest.mark.parametrize("text", ["stop", "pause", "change l'heure pour 8h", "/abonnement", "/desabonner"])
async def test_without_a_subscription_it_is_said(scene: Scene, text: str) -> None:
    assert said(await scene.says(text)).startswith("Vous n’avez pas d’abonnement")
    assert await scene.store.read(partial(of, chat=ANNE)) is None


async def test_what_was_wanted_before_subscribing_is_kept_for_it(scene: Scene) -> None:
    await scene.says("je voudrais une question deux fois par semaine")
    assert "les mardis et jeudis" in said(await scene.presses("M’abonner"))
    await scene.says("stop")
    await scene.says("à 7h45")
    assert "7\u00a0h\u00a045" in said(await scene.says("oui"))
    await scene.says("stop")
    await scene.says("pause")
    assert "abonnement est ouvert" in said(await scene.says("oui"))


async def test_a_group_is_subscribed_by_its_administrators_alone(scene: Scene) -> None:
    group = Scene(scene.served, scene.store, group=GROUP)
    for text in ("/abonner", "stop", "pause", "/abonnement", "change l'heure pour 8h"):
        assert said(await group.says(text)) == "Dans un groupe, seuls les administrateurs règlent l’abonnement."
    assert await scene.store.read(partial(of, chat=GROUP)) is None
    group.administrator = True
    assert "ce groupe recevra" in said(await group.says("/abonner"))
    assert (await subscription(scene, GROUP)).group
    await group.says("/abonnement")
    asked = said(await group.presses("Heure"))
    assert "en réponse à ce message" in asked
    assert "7\u00a0h\u00a045" in said(await group.says("7h45", reply_to=asked))
    await group.says("/abonnement")
    group.administrator = False
    assert "seuls les administrateurs" in said(await group.presses("Me désabonner"))
    assert await scene.store.read(partial(of, chat=ANNE)) is None


async def test_anything_said_or_pressed_is_a_sign_of_life(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.store.apply([Reached(ANNE, date(2026, 3, 3)), AskedToGoOn(ANNE, date(2026, 3, 4))], scene.now)
    assert (await subscription(scene)).unanswered == 1
    await scene.says("C'est quoi la mutualisation ?")
    kept = await subscription(scene)
    assert (kept.unanswered, kept.asked_on) == (0, None)


async def test_somebody_who_had_blocked_the_bot_is_back(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.store.apply([Unreachable(ANNE, "blocked")], scene.now)
    assert "Prochaine question\u00a0: demain" in said(await scene.says("/start"))
    kept = await subscription(scene)
    assert (kept.inactive_on, kept.due) == (None, datetime(2026, 3, 3, 7, 30, tzinfo=UTC))
    assert "Prochaine question" not in said(await scene.says("/start"))


async def test_erasing_erases_the_subscription_too(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.store.apply([Subscribed(replace(await subscription(scene), silent=True))], scene.now)
    assert "sans sonnerie\u00a0: oui" in "\n".join(
        item for block in (await scene.says("/mesdonnees")).blocks for item in getattr(block, "items", ())
    )
    await scene.says("/effacer")
    await scene.presses("Effacer mes données")
    assert await scene.store.personal_data(ANNE) == ()
