"""The hours that people type, by a small grammar of our own: to a general parser "8h" means in eight hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from bot.daily.numbers import PATTERN, value_of
from bot.texts import texts
from retrieval.text import fold

_NUMBER = rf"(?:\d{{1,2}}(?!\d)|(?:{PATTERN})\b)"
_HEAD = re.compile(
    rf"(?<![\w:.,/-])(?:(?P<name>midi|minuit)\b"
    rf"|(?P<hour>{_NUMBER})\s?(?:h(?:eures?|rs?)?\b|h(?=\d))"
    rf"|(?P<clock>\d{{1,2}})[:.](?P<minutes>\d{{2}})(?::\d{{2}})?(?!\d)"
    rf"|(?P<bare>{_NUMBER})(?=\s?(?:du mat|de l'aprem|de l'apres|du soir|[ap]\.?m\b)))"
)
_MORE = re.compile(rf"\s?(?P<minutes>{_NUMBER})(?:\s?(?:minutes?|min|mn)\b)?|\s?et (?P<and>demie?|quart|{_NUMBER})\b")
_LESS = re.compile(rf"\s?moins (?:le |un )?(?P<less>quart|{_NUMBER})")
_PART = re.compile(
    r"\s?(?:(?P<morning>du mat(?:in)?\b|a\.?m\b\.?)"
    r"|(?P<noon>de l'apres[- ]?midi|de l'aprem|p\.?m\b\.?)|(?P<evening>du soir))"
)
_ENDS = re.compile(r"(?![\w:/])(?! ?(?:par (?:jour|semaine)|de (?:suite|temps)|plus tard))")
_LASTS = re.compile(
    r"\b(?:dans|pendant|durant|depuis|toutes les|chaque|d'ici|duree de|il y a)(?: (?:environ|les?|la))* ?$"
)
_BARE = re.compile(
    r"(?:(?:a|vers|pour|plutot|autour de|aux? (?:alentours|environs) de|des|mets|mettez|je prefere)\s+)*"
    rf"(?P<hour>{_NUMBER})"
)
_FRACTIONS = {"demi": 30, "demie": 30, "quart": 15}


def read_hour(text: str) -> time | None:
    """The one hour of the day that a text names; None for no hour, several, a duration, or an hour that is none.

    >>> read_hour("plutôt vers huit heures et demie"), read_hour("dans 2 heures")
    (datetime.time(8, 30), None)
    """
    folded = fold(text).strip(" .!?,;")
    alone = _BARE.fullmatch(folded)
    if alone:
        return _time(value_of(alone["hour"]), 0)
    found = list(_hours(folded))
    return found[0] if found and len(set(found)) == 1 else None


def hour_unread(text: str) -> bool:
    """Whether a text names an hour that cannot be told: one that is none, or several.

    >>> hour_unread("à 25h"), hour_unread("à 8h ou à 9h"), hour_unread("à 8h"), hour_unread("le lundi")
    (True, True, False, False)
    """
    return read_hour(text) is None and next(_hours(fold(text)), time.min) != time.min


def _hours(text: str) -> Iterator[time | None]:
    """Every hour of a folded text; None stands for something that looks like one and is not."""
    for head in _HEAD.finditer(text):
        if _LASTS.search(text, 0, head.start()):
            continue
        end = head.end()
        minutes = int(head["minutes"] or 0)
        if not head["clock"] and (shift := _LESS.match(text, end) or _MORE.match(text, end)):
            minutes, end = _shifted(shift.groupdict()), shift.end()
        part = _PART.match(text, end)
        if not _ENDS.match(text, part.end() if part else end):
            continue
        if head["name"]:
            hour: int | None = 12 if head["name"] == "midi" else 0
        else:
            hour = _of_the_day(value_of(head["hour"] or head["clock"] or head["bare"]), part)
        yield None if hour is None else _time(hour, minutes)


def _shifted(words: dict[str, str | None]) -> int:
    if less := words.get("less"):
        return -_FRACTIONS[less] if less in _FRACTIONS else -value_of(less)
    more = words.get("and") or words.get("minutes") or "0"
    return _FRACTIONS[more] if more in _FRACTIONS else value_of(more)


def _of_the_day(hour: int, part: re.Match[str] | None) -> int | None:
    """The hour of 24 that an hour and its part of the day name; None when they contradict each other."""
    if part is None or 12 < hour <= 24:
        return None if part is not None and part["morning"] else hour
    if part["morning"]:
        return hour if hour < 12 else None
    if part["noon"]:
        return hour if hour == 12 else hour + 12
    return hour + 12 if 4 <= hour < 12 else None


def _time(hour: int, minutes: int) -> time | None:
    """A time of the day; "minuit moins le quart" is the evening's, 24 h is midnight."""
    total = hour * 60 + minutes
    if not -60 < minutes < 60 or not 0 <= hour <= 24 or total > 24 * 60:
        return None
    return time(total // 60 % 24, total % 60)


def said_hour(hour: time) -> str:
    """An hour in words, with spaces that do not break.

    >>> said_hour(time(8, 30)), said_hour(time(12))
    ('8\\xa0h\\xa030', 'midi')
    """
    if hour.minute:
        return texts("daily-hour-minutes", hour=hour.hour, minutes=f"{hour.minute:02}")
    return texts(
        "daily-noon" if hour.hour == 12 else "daily-midnight" if hour.hour == 0 else "daily-hour", hour=hour.hour
    )
