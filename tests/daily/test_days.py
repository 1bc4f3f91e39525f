"""Days of the week and places, as people name them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.days import Chosen, read_days, said_days
from bot.daily.holidays import public_holidays
from bot.daily.places import places, read_place, said_zone, zone_of

DAYS = [
    ("du lundi au vendredi", "12345"),
    ("de lundi à jeudi", "1234"),
    ("lundi-vendredi", "12345"),
    ("du vendredi au lundi", "1567"),
    ("mardi et jeudi", "24"),
    ("les mardis et jeudis", "24"),
    ("mar. et jeu.", "24"),
    ("lun mer ven", "135"),
    ("lundi, mercredi et vendredi", "135"),
    ("le mardi", "2"),
    ("tous les lundis", "1"),
    ("chaque lundi", "1"),
    ("tous les jours", "1234567"),
    ("chaque jour", "1234567"),
    ("7j/7", "1234567"),
    ("tous les jours ouvrés", "12345"),
    ("en semaine", "12345"),
    ("le week-end", "67"),
    ("les weekends seulement", "67"),
    ("pas le week-end", "12345"),
    ("sauf le mercredi", "1245"),
    ("tous les jours sauf le dimanche", "123456"),
    ("du lundi au vendredi sauf mercredi", "1245"),
    ("un jour sur deux", "135"),
    ("deux fois par semaine", "24"),
    ("trois fois par semaine", "135"),
    ("tous les jours sauf les jours fériés", "1234567"),
]
WEEKLY = [
    ("une fois par semaine", "12345"),
    ("1 fois par semaine", "12345"),
    ("chaque semaine", "12345"),
    ("hebdomadaire", "12345"),
    ("une question par semaine", "12345"),
    ("une fois par semaine le mardi", "2"),
    ("une seule fois par semaine, sauf le vendredi", "1234"),
]


@pytest.mark.parametrize(("typed", "days"), DAYS)
def test_days_are_understood(typed: str, days: str) -> None:
    assert read_days(typed) == Chosen(frozenset(map(int, days)))


@pytest.mark.parametrize(("typed", "days"), WEEKLY)
def test_once_a_week_is_understood(typed: str, days: str) -> None:
    assert read_days(typed) == Chosen(frozenset(map(int, days)), weekly=True)


@pytest.mark.parametrize("typed", ["", "bonjour", "en mars", "8h", "le lundi sauf le lundi", "merci", "la vendange"])
def test_what_names_no_day_is_asked_again(typed: str) -> None:
    assert read_days(typed) is None


@given(st.frozensets(st.integers(1, 7), min_size=1))
def test_days_that_we_say_are_read_back(days: frozenset[int]) -> None:
    assert read_days(said_days(Chosen(days))) == Chosen(days)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (Chosen(frozenset({2, 4})), "les mardis et jeudis"),
        (Chosen(frozenset({7})), "le dimanche"),
        (Chosen(frozenset(range(1, 8))), "tous les jours"),
        (Chosen(frozenset({1, 2, 3, 4, 5}), weekly=True), "une fois par semaine"),
        (Chosen(frozenset({2}), weekly=True), "une fois par semaine, le mardi"),
    ],
)
def test_days_are_said(chosen: Chosen, said: str) -> None:
    assert said_days(chosen) == said


@pytest.mark.parametrize(
    ("typed", "zone", "territory"),
    [
        ("la Réunion", "Indian/Reunion", "FR-974"),
        ("à la réunion", "Indian/Reunion", "FR-974"),
        ("l’île de la Réunion", "Indian/Reunion", "FR-974"),
        ("Nouméa", "Pacific/Noumea", "FR-NC"),
        ("heure de Nouméa", "Pacific/Noumea", "FR-NC"),
        ("en Martinique", "America/Martinique", "FR-972"),
        ("Guadeloupe", "America/Guadeloupe", "FR-971"),
        ("Cayenne", "America/Cayenne", "FR-973"),
        ("mayotte", "Indian/Mayotte", "FR-976"),
        ("Tahiti", "Pacific/Tahiti", "FR-PF"),
        ("Saint Pierre et Miquelon", "America/Miquelon", "FR-PM"),
        ("Alsace", "Europe/Paris", "FR-6AE"),
        ("Moselle", "Europe/Paris", "FR-57"),
        ("Europe/Paris", "Europe/Paris", "FR"),
        ("pacific/noumea", "Pacific/Noumea", "FR-NC"),
        ("America/New York", "America/New_York", ""),
        ("UTC", "UTC", ""),
    ],
)
def test_places_are_understood(typed: str, zone: str, territory: str) -> None:
    place = read_place(typed)
    assert place is not None
    assert (place.zone, place.territory) == (zone, territory)


@pytest.mark.parametrize("typed", ["", "mars", "ici", "à 8h", "une réunion demain"])
def test_what_is_no_place_is_asked_again(typed: str) -> None:
    assert read_place(typed) is None


def test_every_place_of_ours_has_rules_and_a_year_of_holidays() -> None:
    for place in places():
        assert str(zone_of(place.zone)) == place.zone
        assert len(public_holidays(place.territory, 2026)) >= 11, place.name
    assert len([place for place in places() if place.button]) >= 8


def test_a_zone_is_said_as_people_know_it() -> None:
    assert said_zone("Indian/Reunion") == "La Réunion"
    assert said_zone("Asia/Tokyo") == "Asia/Tokyo"
    assert str(zone_of("Nowhere/Land")) == "Europe/Paris"


@pytest.mark.parametrize(
    ("territory", "day", "name"),
    [
        ("FR", date(2026, 7, 14), "Fête nationale"),
        ("FR", date(2026, 4, 6), "Lundi de Pâques"),
        ("FR-57", date(2026, 4, 3), "Vendredi saint"),
        ("FR-6AE", date(2026, 12, 26), "Saint-Étienne"),
        ("FR-972", date(2026, 5, 22), "Abolition de l'esclavage"),
        ("FR-974", date(2026, 12, 20), "Abolition de l'esclavage"),
        ("FR-NC", date(2026, 9, 24), "Fête de la Citoyenneté"),
    ],
)
def test_public_holidays_differ_by_territory_and_are_named_in_french(territory: str, day: date, name: str) -> None:
    assert public_holidays(territory, day.year)[day] == name
    assert (day in public_holidays("FR", day.year)) == (territory == "FR")


def test_a_territory_that_nobody_knows_has_none() -> None:
    assert public_holidays("", 2026) == public_holidays("FR-XX", 2026) == public_holidays("DE", 2026) == {}
