"""Days and leaves that people name, always from a given day on."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.dates import add_months, read_date
from bot.daily.leaves import LONGEST, read_leave

WEDNESDAY = date(2026, 3, 4)

DAYS = [
    ("aujourd’hui", (2026, 3, 4)),
    ("demain", (2026, 3, 5)),
    ("demain soir", (2026, 3, 5)),
    ("après-demain", (2026, 3, 6)),
    ("lundi", (2026, 3, 9)),
    ("mercredi", (2026, 3, 11)),
    ("vendredi prochain", (2026, 3, 6)),
    ("lundi en huit", (2026, 3, 16)),
    ("le 4 mars", (2026, 3, 4)),
    ("le 3 mars", (2027, 3, 3)),
    ("lundi 9 mars", (2026, 3, 9)),
    ("1er avril", (2026, 4, 1)),
    ("premier avril", (2026, 4, 1)),
    ("trois avril", (2026, 4, 3)),
    ("3 sept.", (2026, 9, 3)),
    ("15 août 2027", (2027, 8, 15)),
    ("29 février", (2028, 2, 29)),
    ("le 5", (2026, 3, 5)),
    ("le 3", (2026, 4, 3)),
    ("le 31 du mois", (2026, 3, 31)),
    ("15/03", (2026, 3, 15)),
    ("15/03/27", (2027, 3, 15)),
    ("12.04", (2026, 4, 12)),
    ("2026-12-24", (2026, 12, 24)),
    ("la semaine prochaine", (2026, 3, 9)),
    ("le mois prochain", (2026, 4, 1)),
    ("fin mai", (2026, 5, 31)),
    ("fin février", (2027, 2, 28)),
    ("début avril", (2026, 4, 1)),
    ("mi-août", (2026, 8, 15)),
    ("la fin du mois", (2026, 3, 31)),
    ("fin de la semaine", (2026, 3, 8)),
    ("la fin de l'année", (2026, 12, 31)),
    ("dans trois jours", (2026, 3, 7)),
    ("dans deux semaines", (2026, 3, 18)),
    ("dans quinze jours", (2026, 3, 19)),
    ("dans vingt et un jours", (2026, 3, 25)),
    ("dans un mois", (2026, 4, 4)),
    ("dans un an", (2027, 3, 4)),
]
LEAVES = [
    ("jusqu'au 13 mars", (3, 4), (3, 13)),
    ("jusqu’au 13 mars inclus", (3, 4), (3, 13)),
    ("jusqu'au 13 mars exclu", (3, 4), (3, 12)),
    ("pause jusqu'au 15/03", (3, 4), (3, 15)),
    ("jusqu'à lundi", (3, 4), (3, 9)),
    ("jusqu'a dimanche soir merci", (3, 4), (3, 8)),
    ("jusqu'à demain", (3, 4), (3, 5)),
    ("jusqu'à la semaine prochaine", (3, 4), (3, 8)),
    ("jusqu'à la rentrée", (3, 4), (8, 31)),
    ("jusqu'à la fin du mois", (3, 4), (3, 31)),
    ("jusqu'à fin avril", (3, 4), (4, 30)),
    ("jusqu'en mai", (3, 4), (5, 31)),
    ("jusqu'au premier avril", (3, 4), (4, 1)),
    ("je suis en congé jusqu'au vendredi 20 mars", (3, 4), (3, 20)),
    ("pendant deux semaines", (3, 4), (3, 17)),
    ("pause 2 semaines", (3, 4), (3, 17)),
    ("pour trois jours", (3, 4), (3, 6)),
    ("pendant les 3 prochains jours", (3, 4), (3, 6)),
    ("pendant un mois", (3, 4), (4, 3)),
    ("pendant une quinzaine", (3, 4), (3, 18)),
    ("encore une semaine", (3, 4), (3, 10)),
    ("quinze jours", (3, 4), (3, 18)),
    ("reprendre dans 15 jours", (3, 4), (3, 18)),
    ("dans deux semaines", (3, 4), (3, 17)),
    ("en août", (8, 1), (8, 31)),
    ("je pars tout le mois d'août", (8, 1), (8, 31)),
    ("en mars", (3, 4), (3, 31)),
    ("le mois prochain", (4, 1), (4, 30)),
    ("ce mois-ci", (3, 4), (3, 31)),
    ("demain", (3, 5), (3, 5)),
    ("je suis absente demain", (3, 5), (3, 5)),
    ("vendredi", (3, 6), (3, 6)),
    ("absent vendredi prochain", (3, 6), (3, 6)),
    ("le 12 mars", (3, 12), (3, 12)),
    ("la semaine prochaine", (3, 9), (3, 15)),
    ("cette semaine", (3, 4), (3, 8)),
    ("du 3 au 15 août", (8, 3), (8, 15)),
    ("en congé du 6 au 10", (3, 6), (3, 10)),
    ("du lundi 9 au vendredi 13 mars", (3, 9), (3, 13)),
    ("du 28 mars au 2 avril inclus", (3, 28), (4, 2)),
    ("à partir de lundi jusqu'au 20 mars", (3, 9), (3, 20)),
]
NO_LEAVES = [
    "",
    "pause",
    "bonjour",
    "8h",
    "jusqu'à nouvel ordre",
    "jusqu'au 31 avril",
    "pendant 0 jours",
    "pendant 900 jours",
    "jusqu'au 3 mars",
    "jusqu'au 3 mars 2024",
    "je travaille sur la coopération",
    "depuis deux semaines",
]


@pytest.mark.parametrize(("typed", "meant"), DAYS)
def test_a_day_is_understood(typed: str, meant: tuple[int, int, int]) -> None:
    assert read_date(typed, WEDNESDAY) == date(*meant)


@pytest.mark.parametrize("typed", ["", "mars", "8h", "31 avril", "45/12", "lundi peut-être", "le 40", "bientôt"])
def test_what_is_no_day_is_not_taken_for_one(typed: str) -> None:
    assert read_date(typed, WEDNESDAY) is None


@pytest.mark.parametrize(("typed", "first", "last"), LEAVES)
def test_a_leave_is_understood(typed: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    leave = read_leave(typed, WEDNESDAY)
    assert leave is not None
    assert (leave.first, leave.last) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize("typed", NO_LEAVES)
def test_what_is_no_leave_is_asked_again(typed: str) -> None:
    assert read_leave(typed, WEDNESDAY) is None


def test_a_leave_over_the_new_year() -> None:
    leave = read_leave("du 20 décembre au 4 janvier", WEDNESDAY)
    assert leave is not None
    assert (leave.first, leave.last) == (date(2026, 12, 20), date(2027, 1, 4))


def test_a_year_that_is_written_is_believed() -> None:
    leave = read_leave("jusqu'au 3 mars 2027", WEDNESDAY)
    assert leave is not None
    assert leave.last == date(2027, 3, 3)


_today = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@given(_today, st.integers(0, 300))
def test_a_day_in_figures_is_the_next_such_day(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    months = re.split(" ", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
    for typed in (f"le {day.day} {months[day.month - 1]}", f"{day:%d/%m}", f"{day:%d/%m/%Y}", f"{day.isoformat()}"):
        assert read_date(typed, today) == day


@given(_today, st.text(max_size=40))
def test_a_leave_is_never_past_nor_endless(today: date, text: str) -> None:
    leave = read_leave(text, today)
    assert leave is None or leave.first <= leave.last <= today + timedelta(3660)


@given(_today, st.integers(1, 60))
def test_a_leave_of_so_many_days_has_so_many(today: date, days: int) -> None:
    leave = read_leave(f"pendant {days} jours", today)
    assert leave is not None
    assert leave.first == today
    assert (leave.last - leave.first).days == days - 1 <= LONGEST.days


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [((2026, 1, 31), 1, (2026, 2, 28)), ((2026, 12, 15), 1, (2027, 1, 15)), ((2024, 2, 29), 12, (2025, 2, 28))],
)
def test_months_end_when_they_end(day: tuple[int, int, int], months: int, then: tuple[int, int, int]) -> None:
    assert add_months(date(*day), months) == date(*then)
