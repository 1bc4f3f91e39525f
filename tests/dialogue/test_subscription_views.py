"""L'usager règle son abonnement par boutons."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.messages import BUTTONS_AT_MOST, Listing
from tests.dialogue.conftest import Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_subscribing import subscription


def listed(scene: Scene) -> tuple[str, ...]:
    return next(block.items for block in scene.last.blocks if isinstance(block, Listing))


async def test_the_first_view_says_everything(scene: Scene) -> None:
    await scene.says("/abonner")
    reply = await scene.says("/abonnement")
    assert listed(scene) == (
        "Heure\u00a0: 8\u00a0h\u00a030 (France métropolitaine)",
        "Jours\u00a0: du lundi au vendredi",
        "Jours fériés respectés\u00a0: France métropolitaine",
        "Sujets\u00a0: tous",
        "Sonnerie\u00a0: oui",
        "En août\u00a0: oui",
    )
    assert said(reply).startswith("Prochaine question\u00a0: demain")
    assert len(reply.buttons) == BUTTONS_AT_MOST


@pytest.mark.parametrize(
    ("view", "choice", "line"),
    [
        ("Heure", "midi", "Heure\u00a0: midi (France métropolitaine)"),
        ("Jours et sonnerie", "Tous les jours", "Jours\u00a0: tous les jours"),
        ("Jours et sonnerie", "Une fois par semaine", "Jours\u00a0: une fois par semaine"),
        ("Jours et sonnerie", "Sans sonnerie", "Sonnerie\u00a0: non"),
        ("Lieu et jours fériés", "Moselle", "Jours fériés respectés\u00a0: Moselle"),
        ("Pause", "Rien en août", "En août\u00a0: rien"),
        ("Pause", "Sans date de fin", "En pause, sans date de fin"),
        ("Pause", "Deux semaines", "En congé jusqu’au 15 mars 2026 inclus"),
    ],
)
async def test_a_choice_is_two_taps_away_and_seen_at_once(scene: Scene, view: str, choice: str, line: str) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    assert (await scene.presses(view)).edits
    assert len((await scene.presses(choice)).buttons) <= BUTTONS_AT_MOST
    assert line in listed(scene)


async def test_what_was_switched_can_be_switched_back(scene: Scene) -> None:
    await scene.says("/abonner à 9h le mardi, rien en août, sans sonnerie")
    for view, choice in (
        ("Jours et sonnerie", "Avec sonnerie"),
        ("Jours et sonnerie", "Du lundi au vendredi"),
        ("Pause", "Des questions en août"),
        ("Heure", "8\u00a0h\u00a030"),
    ):
        await scene.says("/abonnement")
        await scene.presses(view)
        await scene.presses(choice)
    kept = await subscription(scene)
    assert (kept.silent, kept.august_off, kept.time, sorted(kept.days)) == (False, False, time(8, 30), [1, 2, 3, 4, 5])


async def test_every_place_is_reached_by_turning_pages(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses("Lieu et jours fériés")
    seen: list[str] = []
    while "Martinique" not in seen or len(seen) < 14:
        assert len(scene.last.buttons) <= BUTTONS_AT_MOST
        labels = [one.label for one in scene.last.buttons[:-2]]
        assert not set(labels) & set(seen)
        seen += labels
        await scene.presses("Suite")
    assert {"La Réunion", "Mayotte", "Nouvelle-Calédonie", "Guyane", "Sans tenir compte des fériés"} <= set(seen)
    assert scene.last.buttons[0].label == "France métropolitaine"


async def test_an_overseas_territory_sets_hour_and_holidays(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses("Lieu et jours fériés")
    await scene.presses("Guadeloupe")
    assert "(Guadeloupe)" in said(scene.last)
    kept = await subscription(scene)
    assert (kept.zone, kept.territory) == ("America/Guadeloupe", "FR-971")


async def test_days_one_by_one_never_all_taken_away(scene: Scene) -> None:
    await scene.says("/abonner le mardi et le jeudi")
    await scene.says("/abonnement")
    await scene.presses("Jours et sonnerie")
    await scene.presses("Jour par jour")
    await scene.presses("✓ mardi")
    await scene.presses("✓ jeudi")
    assert (await subscription(scene)).days == {4}
    await scene.presses("lundi")
    assert (await subscription(scene)).days == {1, 4}


async def test_enjeux_are_added_and_taken_away(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    reply = await scene.presses("Sujets")
    assert [one.label for one in reply.buttons] == ["✓ Tous les sujets", "Enjeu 3", "Enjeu 4", "Retour"]
    await scene.presses("Enjeu 4")
    assert (await subscription(scene)).enjeux == ("cooperation:4",)
    await scene.presses("✓ Enjeu 4")
    await scene.presses("Enjeu 3")
    await scene.presses("Retour")
    assert "Sujets\u00a0: Enjeu 3" in listed(scene)
    await scene.presses("Sujets")
    await scene.presses("Tous les sujets")
    assert (await subscription(scene)).enjeux == ()


@pytest.mark.parametrize(
    ("view", "typed", "field", "value"),
    [
        ("Heure", "9", "time", time(9)),
        ("Heure", "8h30", "time", time(8, 30)),
        ("Jours et sonnerie", "mardi jeudi", "days", frozenset({2, 4})),
        ("Lieu et jours fériés", "Tahiti", "zone", "Pacific/Tahiti"),
        ("Lieu et jours fériés", "Asia/Tokyo", "zone", "Asia/Tokyo"),
        ("Sujets", "3 et 4", "enjeux", ("cooperation:3", "cooperation:4")),
        ("Sujets", "tous", "enjeux", ()),
    ],
)
async def test_what_a_view_asks_for_may_be_typed(
    scene: Scene, view: str, typed: str, field: str, value: object
) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses(view)
    assert said(await scene.says(typed)).startswith("C’est noté.")
    assert getattr(await subscription(scene), field) == value


@pytest.mark.parametrize("view", ["Heure", "Jours et sonnerie", "Lieu et jours fériés", "Sujets", "Pause"])
async def test_what_cannot_be_read_is_said_with_an_example(scene: Scene, view: str) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses(view)
    assert said(await scene.says("mutualisation")).startswith("Je n’ai pas reconnu")
    assert (await scene.says("mutualisation")).quotes


async def test_a_question_meanwhile_is_answered(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses("Heure")
    assert (await scene.says("Qui est Anne Schmitter ?")).quotes[0].title.startswith("Anne Schmitter")


async def test_a_view_waits_a_quarter_of_an_hour(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses("Heure")
    scene.waits(timedelta(minutes=16))
    await scene.says("9")
    assert (await subscription(scene)).time == time(8, 30)


async def test_a_pause_typed_after_its_view(scene: Scene) -> None:
    await scene.says("/abonner")
    await scene.says("/abonnement")
    await scene.presses("Pause")
    assert "lundi 16 mars 2026" in said(await scene.says("jusqu'au 15 mars"))


async def test_old_buttons_of_somebody_who_left_lead_back(scene: Scene) -> None:
    await scene.says("/abonner")
    view = await scene.says("/abonnement")
    await scene.presses("Me désabonner")
    scene.last = view
    assert said(await scene.presses("Heure")).startswith("Vous n’avez pas d’abonnement")


async def test_themes_are_offered_where_there_are_several(elsewhere: Scene) -> None:
    await elsewhere.says("/abonner")
    await elsewhere.says("/abonnement")
    labels = [one.label for one in (await elsewhere.presses("Sujets")).buttons]
    assert labels[0] == "✓ Tous les sujets"
    assert len(labels) <= BUTTONS_AT_MOST
