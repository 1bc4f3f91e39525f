"""What people write of their subscription, and what it changes: a table of cases."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.leaves import Leave
from bot.dialogue.subscription_terms import away, chosen, enjeux_named, off, resumed
from bot.messages import Address
from bot.store.subscriptions import Subscription

TODAY = date(2026, 3, 2)
BEFORE = Subscription(Address("telegram", "1"), seed=1, since=TODAY)
THEMES = (("haies", "Les haies"), ("eau", "Le partage de l’eau"))
ENJEUX = frozenset({"haies:1", "haies:3", "eau:1", "eau:4"})


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("change l'heure pour 7h45", {"time": time(7, 45)}),
        ("plutôt à midi", {"time": time(12)}),
        ("une fois par semaine", {"weekly": True}),
        ("le mardi, une fois par semaine", {"weekly": True, "days": {2}}),
        ("du lundi au jeudi", {"days": {1, 2, 3, 4}}),
        ("à 8h du lundi au jeudi, sans sonnerie", {"time": time(8), "days": {1, 2, 3, 4}, "silent": True}),
        ("sans sonnerie", {"silent": True}),
        ("envoi en silence", {"silent": True}),
        ("avec la sonnerie", {}),
        ("fuseau horaire de La Réunion", {"zone": "Indian/Reunion", "territory": "FR-974"}),
        ("change mon fuseau pour la Martinique", {"zone": "America/Martinique", "territory": "FR-972"}),
        ("mon fuseau est Asia/Tokyo", {"zone": "Asia/Tokyo", "territory": ""}),
        ("passe à l'heure de Nouméa, à 9h", {"zone": "Pacific/Noumea", "territory": "FR-NC", "time": time(9)}),
        ("jours fériés de la Moselle", {"territory": "FR-57"}),
        ("fuseau Asia/Tokyo, jours fériés de la Réunion", {"zone": "Asia/Tokyo", "territory": "FR-974"}),
        ("même les jours fériés", {"territory": ""}),
        ("rien en août", {"august_off": True}),
        ("des questions aussi en août", {}),
        ("seulement l'enjeu 3", {"enjeux": ("haies:3",)}),
        ("les enjeux un et 3", {"enjeux": ("haies:1", "haies:3")}),
        ("l'enjeu 9", {}),
        ("le partage de l'eau, enjeu 4", {"themes": ("eau",), "enjeux": ("eau:4",)}),
        ("seulement le partage de l'eau", {"themes": ("eau",)}),
        ("je veux m'abonner", {}),
        ("dans deux heures", {}),
        ("fuseau de la Lune", {}),
    ],
)
def test_what_a_sentence_changes(said: str, changes: dict[str, Any]) -> None:
    before, after = asdict(BEFORE), asdict(chosen(BEFORE, said, THEMES, ENJEUX))
    assert {key: value for key, value in after.items() if value != before[key]} == changes


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("pas le vendredi", {1, 3}),
        ("ne m'envoyez plus de questions le vendredi", {1, 3}),
        ("sauf le lundi et le mercredi", {5}),
        ("pas le lundi ni le mercredi ni le vendredi", {1, 3, 5}),
        ("tous les jours sauf le vendredi", {1, 2, 3, 4, 6, 7}),
    ],
)
def test_days_are_taken_away_from_those_before(said: str, days: set[int]) -> None:
    before = replace(BEFORE, days=frozenset({1, 3, 5}))
    assert chosen(before, said, THEMES, ENJEUX).days == days


def test_what_was_chosen_can_be_taken_back() -> None:
    narrow = chosen(BEFORE, "l'eau ? non : seulement l'enjeu 3, rien en août, sans sonnerie", THEMES, ENJEUX)
    assert (narrow.enjeux, narrow.august_off, narrow.silent) == (("haies:3",), True, True)
    assert chosen(narrow, "tous les enjeux, aussi en août, avec sonnerie", THEMES, ENJEUX) == BEFORE
    water = chosen(BEFORE, "le partage de l'eau", THEMES, ENJEUX)
    assert chosen(water, "tous les thèmes", THEMES, ENJEUX) == BEFORE


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("pause jusqu'au 15 mars", date(2026, 3, 2), date(2026, 3, 15)),
        ("je reviens le 12 mars", date(2026, 3, 2), date(2026, 3, 11)),
        ("reprendre lundi", date(2026, 3, 2), date(2026, 3, 8)),
        ("en congé de mercredi à vendredi", date(2026, 3, 4), date(2026, 3, 6)),
        ("du 4 au 6 mars", date(2026, 3, 4), date(2026, 3, 6)),
    ],
)
def test_days_off(said: str, first: date, last: date) -> None:
    assert away(said, TODAY) == Leave(first, last)


@pytest.mark.parametrize("said", ["pause", "reprendre", "je reviens un jour", "reprendre le 2 mars"])
def test_no_days_off_are_named(said: str) -> None:
    assert away(said, TODAY) is None


def test_a_leave_takes_the_place_of_a_pause_and_resuming_of_both() -> None:
    leave = off(BEFORE, Leave(date(2026, 3, 4), date(2026, 3, 6)), TODAY)
    assert (leave.paused, leave.leave_from, leave.leave_until) == (False, date(2026, 3, 4), date(2026, 3, 6))
    assert off(leave, Leave(TODAY, date(2026, 3, 6)), TODAY).leave_from is None
    assert resumed(leave) == BEFORE


@given(st.text(max_size=200))
def test_no_text_makes_a_subscription_without_days(text: str) -> None:
    after = chosen(BEFORE, text, THEMES, ENJEUX)
    assert after.days
    assert set(after.enjeux) <= ENJEUX
    assert all(number >= 0 for number in enjeux_named(text))
    assert chosen(after, text, THEMES, ENJEUX) == after
