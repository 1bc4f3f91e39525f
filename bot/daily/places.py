"""Where people are: the time zone that their hour is read in, and the territory whose public holidays count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from retrieval.text import fold

DEFAULT_ZONE = "Europe/Paris"
_LEAD = re.compile(
    r"^(?:(?:fuseau|heure|zone|horaire|de|du|des|a|en|au|aux|je suis|depuis|d'|l'|la|le|les|iles?) ?)+\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: its IANA ``zone``, its ``territory`` for public holidays, its other names (folded)."""

    name: str
    zone: str
    territory: str
    also: tuple[str, ...] = ()
    button: bool = False


@cache
def places() -> tuple[Place, ...]:
    """The places we know by name, the default first."""
    import yaml

    listed = yaml.safe_load((files("bot") / "daily" / "places.yaml").read_text("utf-8"))
    return tuple(Place(**{**one, "also": tuple(one["also"])}) for one in listed)


def read_place(text: str) -> Place | None:
    """The place that a text names, by its French name or as an IANA zone (whose public holidays are then unknown).

    >>> read_place("à la Réunion").zone, read_place("america/new_york").zone
    ('Indian/Reunion', 'America/New_York')
    """
    named = fold(text).strip(" .!?")
    for tried in (named, _LEAD.sub("", named)):
        spelt = _plain(tried)
        for place in places():
            if spelt in {_plain(name) for name in (fold(place.name), *place.also)}:
                return place
        zone = _zones().get(tried.replace(" ", "_"))
        if zone:
            return next((place for place in places() if place.zone == zone), Place(zone, zone, ""))
    return None


def zone_of(name: str) -> ZoneInfo:
    """A zone by its name; the default when this machine's rules do not know it (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(DEFAULT_ZONE)


def said_zone(name: str) -> str:
    """A zone as people know it: the place that has it, else its own name.

    >>> said_zone("Indian/Reunion"), said_zone("Asia/Tokyo")
    ('La Réunion', 'Asia/Tokyo')
    """
    return next((place.name for place in places() if place.zone == name), name)


@cache
def _zones() -> dict[str, str]:
    """The zones of this machine by their folded name."""
    return {name.lower(): name for name in available_timezones() if "/" in name or name == "UTC"}


def _plain(name: str) -> str:
    return re.sub(r"[\s_'-]+", " ", name)
