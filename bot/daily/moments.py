"""Moments in words, and the moments that "later" stands for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from bot.daily.calendar import on_the_wall
from bot.daily.hours import said_hour
from bot.daily.places import DEFAULT_ZONE, said_zone, zone_of
from bot.texts import french_date, texts

EVENING = time(18, 0)
Later = Literal["hour", "evening", "tomorrow"]


def said_moment(moment: datetime, zone: str, now: datetime) -> str:
    """When something comes, on the wall of a zone, which is named unless it is the default.

    >>> said_moment(datetime(2026, 3, 3, 7, 30, tzinfo=UTC), "Europe/Paris", datetime(2026, 3, 2, 12, tzinfo=UTC))
    'demain, mardi 3 mars 2026, à 8\\xa0h\\xa030'
    """
    there = moment.astimezone(zone_of(zone))
    days = (there.date() - now.astimezone(zone_of(zone)).date()).days
    key = {0: "daily-today", 1: "daily-tomorrow"}.get(days, "daily-on")
    said = texts(
        key,
        weekday=texts("daily-weekday", day=there.isoweekday()),
        date=french_date(there.date()),
        hour=said_hour(there.time()),
    )
    return said if zone == DEFAULT_ZONE else texts("daily-moment-zone", moment=said, zone=said_zone(zone))


def later(kind: Later, now: datetime, zone: str, hour: time) -> datetime:
    """The moment, in UTC, that a person means by later: in an hour, this evening, tomorrow at their hour.

    This evening is over by then? In an hour.
    """
    there = now.astimezone(zone_of(zone))
    wanted: datetime | None = None
    if kind == "evening":
        wanted = on_the_wall(there.date(), EVENING, zone_of(zone))
    elif kind == "tomorrow":
        wanted = on_the_wall(there.date() + timedelta(days=1), hour, zone_of(zone))
    soon = now.astimezone(UTC) + timedelta(hours=1)
    return wanted if wanted is not None and wanted > now else soon
