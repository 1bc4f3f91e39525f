"""When the next question comes: pure decisions, checked case by case and by properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.calendar import is_open, local_day, next_due, on_the_wall, scheduled, stands
from bot.daily.holidays import public_holidays
from bot.daily.moments import later, said_moment
from bot.daily.places import places
from bot.store.subscriptions import Subscription
from tests.daily.simulation import person

PARIS = ZoneInfo("Europe/Paris")
ANY = Subscription(person(1), 1, date(2026, 1, 1))
EVERY_DAY = frozenset(range(1, 8))


def wall(moment: datetime | None, zone: str = "Europe/Paris") -> str:
    return "" if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def paris(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=PARIS)


CASES = [
    ("a working day", ANY, "2026-03-02 08:00", "2026-03-02 08:30"),
    ("the moment itself is past", ANY, "2026-03-02 08:30", "2026-03-03 08:30"),
    ("Friday evening", ANY, "2026-03-06 18:00", "2026-03-09 08:30"),
    ("the day had its question", replace(ANY, last_day=date(2026, 3, 2)), "2026-03-02 08:00", "2026-03-03 08:30"),
    ("Easter Monday", ANY, "2026-04-03 09:00", "2026-04-07 08:30"),
    ("Good Friday counts in Moselle", replace(ANY, territory="FR-57"), "2026-04-03 00:00", "2026-04-07 08:30"),
    ("1 May, a long weekend", ANY, "2026-04-30 09:00", "2026-05-04 08:30"),
    ("no holidays wanted", replace(ANY, territory=""), "2026-04-30 09:00", "2026-05-01 08:30"),
    ("weekends alone", replace(ANY, days=frozenset({6, 7})), "2026-03-02 08:00", "2026-03-07 08:30"),
    ("leave, last day included", replace(ANY, leave_until=date(2026, 3, 3)), "2026-03-02 08:00", "2026-03-04 08:30"),
    (
        "a leave that has not begun",
        replace(ANY, leave_from=date(2026, 3, 3), leave_until=date(2026, 3, 5)),
        "2026-03-02 08:00",
        "2026-03-02 08:30",
    ),
    (
        "a leave that begins tomorrow",
        replace(ANY, leave_from=date(2026, 3, 3), leave_until=date(2026, 3, 5)),
        "2026-03-02 09:00",
        "2026-03-06 08:30",
    ),
    ("a leave of years", replace(ANY, leave_until=date(2031, 1, 1)), "2026-03-02 08:00", "2031-01-02 08:30"),
    ("August off", replace(ANY, august_off=True), "2026-07-31 09:00", "2026-09-01 08:30"),
    ("once a week: its first open day", replace(ANY, weekly=True), "2026-03-02 09:00", "2026-03-09 08:30"),
    ("once a week, Monday off: Tuesday", replace(ANY, weekly=True), "2026-03-31 00:00", "2026-04-07 08:30"),
    (
        "once a week on Mondays: none in the week of Easter",
        replace(ANY, weekly=True, days=frozenset({1})),
        "2026-03-31 00:00",
        "2026-04-13 08:30",
    ),
    ("paused", replace(ANY, paused=True), "2026-03-02 08:00", ""),
    ("out of reach", replace(ANY, inactive_on=date(2026, 3, 1)), "2026-03-02 08:00", ""),
    ("no day at all", replace(ANY, days=frozenset()), "2026-03-02 08:00", ""),
    ("29 February", ANY, "2028-02-29 00:00", "2028-02-29 08:30"),
    ("the day after 28 February", ANY, "2026-02-27 09:00", "2026-03-02 08:30"),
    (
        "02:30 on the night when it is skipped: the first moment after",
        replace(ANY, days=EVERY_DAY, time=time(2, 30)),
        "2026-03-28 12:00",
        "2026-03-29 03:00",
    ),
    (
        "the night after that",
        replace(ANY, days=EVERY_DAY, time=time(2, 30)),
        "2026-03-29 03:00",
        "2026-03-30 02:30",
    ),
]


@pytest.mark.parametrize(
    ("subscription", "after", "due"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_next_question(subscription: Subscription, after: str, due: str) -> None:
    assert wall(next_due(subscription, paris(after))) == due


def test_the_hour_that_comes_twice_counts_once() -> None:
    subscription = replace(ANY, days=EVERY_DAY, time=time(2, 30))
    first = next_due(subscription, paris("2026-10-24 12:00"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = next_due(subscription, first)
    assert second == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_half_past_eight_stays_half_past_eight_when_the_clocks_change() -> None:
    moment = paris("2026-03-27 00:00")
    found = []
    for _ in range(3):
        found.append(next_due(ANY, moment))
        moment = found[-1] or moment
    assert [wall(due) for due in found] == ["2026-03-27 08:30", "2026-03-30 08:30", "2026-03-31 08:30"]
    assert [due.hour for due in found if due] == [7, 6, 6]


def test_a_day_that_a_zone_never_had_has_no_question() -> None:
    samoa = replace(ANY, zone="Pacific/Apia", territory="", days=EVERY_DAY)
    due = next_due(samoa, datetime(2011, 12, 29, 20, tzinfo=UTC))
    assert wall(due, "Pacific/Apia") == "2011-12-31 08:30"


def test_midnight_may_be_skipped_too() -> None:
    assert on_the_wall(date(2026, 4, 24), time(0), ZoneInfo("Africa/Cairo")) == datetime(2026, 4, 23, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("America/Martinique", "2026-03-02 12:30"),
        ("Indian/Reunion", "2026-03-02 04:30"),
        ("Pacific/Noumea", "2026-03-01 21:30"),
    ],
)
def test_the_hour_is_the_one_on_the_wall(zone: str, utc: str) -> None:
    due = next_due(replace(ANY, zone=zone), datetime(2026, 3, 1, 13, tzinfo=UTC))
    assert due == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert wall(due, zone) == "2026-03-02 08:30"


def test_a_change_while_a_question_waits_for_its_turn_does_not_lose_it() -> None:
    due = paris("2026-03-02 08:30")
    waiting = replace(ANY, due=due)
    now = due + timedelta(seconds=40)
    assert scheduled(replace(waiting, silent=True), now).due == due
    assert wall(scheduled(replace(waiting, time=time(7, 45)), now).due) == "2026-03-03 07:45"
    assert scheduled(replace(waiting, paused=True), now).due is None
    assert stands(waiting)
    assert not stands(replace(waiting, last_day=date(2026, 3, 2)))


_moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
_subscriptions = st.builds(
    Subscription,
    chat=st.just(person(1)),
    seed=st.just(1),
    since=st.just(date(2024, 1, 1)),
    time=st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    days=st.frozensets(st.integers(1, 7), min_size=1),
    zone=st.sampled_from(
        [place.zone for place in places()] + ["America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]
    ),
    territory=st.sampled_from([place.territory for place in places()] + [""]),
    weekly=st.booleans(),
    august_off=st.booleans(),
    leave_from=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    leave_until=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
)


@given(_subscriptions, _moments)
def test_every_question_falls_on_an_open_day_at_its_hour(subscription: Subscription, after: datetime) -> None:
    due = next_due(subscription, after)
    assert due is not None
    assert due > after
    there = due.astimezone(ZoneInfo(subscription.zone))
    day = there.date()
    assert is_open(subscription, day)
    assert day not in public_holidays(subscription.territory, day.year)
    assert there.isoweekday() in subscription.days
    shown = there.replace(tzinfo=None)
    wanted = datetime.combine(day, subscription.time)
    # Later than wanted only where the clocks jump over it, and by no more than the jump.
    assert timedelta(0) <= shown - wanted <= timedelta(hours=1)
    assert stands(replace(subscription, due=due))


@given(_subscriptions, _moments)
def test_no_open_day_is_left_out(subscription: Subscription, after: datetime) -> None:
    due = next_due(subscription, after)
    assert due is not None
    day = local_day(after, subscription.zone) + timedelta(1)
    while day < local_day(due, subscription.zone):
        assert not is_open(subscription, day)
        day += timedelta(1)


NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        ("2026-03-02 17:00", "Europe/Paris", "aujourd’hui, lundi 2 mars 2026, à 18\u00a0h"),
        ("2026-03-03 07:30", "Europe/Paris", "demain, mardi 3 mars 2026, à 8\u00a0h\u00a030"),
        ("2026-04-01 10:00", "Europe/Paris", "mercredi 1er avril 2026 à midi"),
        (
            "2026-03-02 21:30",
            "Pacific/Noumea",
            "aujourd’hui, mardi 3 mars 2026, à 8\u00a0h\u00a030 (Nouvelle-Calédonie)",
        ),
    ],
)
def test_a_moment_is_said_in_words_with_its_zone(moment: str, zone: str, said: str) -> None:
    assert said_moment(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone, NOW) == said


def test_later_means_what_people_mean() -> None:
    hour = time(8, 30)
    assert later("hour", NOW, "Europe/Paris", hour) == NOW + timedelta(hours=1)
    assert wall(later("evening", NOW, "Europe/Paris", hour)) == "2026-03-02 18:00"
    assert wall(later("tomorrow", NOW, "Europe/Paris", hour)) == "2026-03-03 08:30"
    night = NOW + timedelta(hours=4)
    assert later("evening", night, "Europe/Paris", hour) == night + timedelta(hours=1)
