"""One day that people name, from today on: "le 3 mars", "lundi", "fin mai", "dans deux semaines"."""

from __future__ import annotations

import re
import warnings
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot.daily.numbers import PATTERN, value_of
from retrieval.text import fold

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
MONTHS = {name: number for number, name in enumerate(re.split(" ", _MONTHS), 1)} | _SHORT
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NUMBER = rf"\d{{1,3}}|(?:{PATTERN})"
_WEEK = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_WEEKDAYS = {name: number for number, name in enumerate(re.split(" ", _WEEK))}
_WEEKDAY = "|".join(_WEEKDAYS)
_YEAR = r"(?P<year>20\d\d)"
_Reader = Callable[[re.Match[str], date], date | None]


def read_date(text: str, today: date) -> date | None:
    """The first day, not before today, that a whole text names; None when it names none.

    A year that is written is kept even when the day is past: only the caller knows whether that makes sense.

    >>> read_date("le 3 mars", date(2026, 3, 4)), read_date("29 février", date(2026, 3, 4))
    (datetime.date(2027, 3, 3), datetime.date(2028, 2, 29))
    """
    phrase = re.sub(r"\s*\b(?:inclus|compris|matin|soir|au matin|au soir)e?s?\b", "", fold(text).strip(" .!?,;"))
    phrase = re.sub(rf"^(?:{_WEEKDAY}) (?=\d|premier)", "", re.sub(r"^(?:le|au|du|ce|cette|a) ", "", phrase.strip()))
    for pattern, reader in _READERS:
        match = pattern.fullmatch(phrase)
        if match:
            return reader(match, today)
    return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(today: date, month: int, day: int) -> date | None:
    """The next such day of the year; a 29 February waits for its year."""
    years = range(today.year, today.year + 9)
    return next((found for year in years if (found := _written(year, month, day)) and found >= today), None)


def _day_and_month(match: re.Match[str], today: date) -> date | None:
    written = match["day"]
    day = 1 if written == "premier" else value_of(written.removesuffix("er"))
    month = MONTHS[match["month"]]
    return _written(int(match["year"]), month, day) if match["year"] else _next(today, month, day)


def _digits(match: re.Match[str], today: date) -> date | None:
    day, month = int(match["day"]), int(match["month"])
    if not match["year"]:
        return _next(today, month, day)
    return _written(int(match["year"]) % 100 + 2000, month, day)


def _of_the_month(match: re.Match[str], today: date) -> date | None:
    day = int(match["day"].removesuffix("er"))
    months = ((today.year * 12 + today.month - 1 + step) for step in range(13))
    days = (_written(month // 12, month % 12 + 1, day) for month in months)
    return next((found for found in days if found and found >= today), None)


def _weekday(match: re.Match[str], today: date) -> date:
    ahead = (_WEEKDAYS[match["name"]] - today.weekday() - 1) % 7 + 1
    return today + timedelta(ahead + 7 * bool(match["later"]))


def _part_of_month(match: re.Match[str], today: date) -> date | None:
    month = MONTHS[match["month"]]
    part = match["part"].removesuffix(" de").removesuffix(" d'").strip()
    at = {"debut": 1, "mi": 15, "mi-": 15, "milieu": 15}.get(part)
    year = int(match["year"]) if match["year"] else today.year
    found = date(year, month, at) if at else month_end(year, month)
    return found if found >= today or match["year"] else _part_of_next_year(found, at)


def _part_of_next_year(found: date, at: int | None) -> date:
    return date(found.year + 1, found.month, at) if at else month_end(found.year + 1, found.month)


def _end_of(match: re.Match[str], today: date) -> date:
    match match["what"]:
        case "semaine":
            return today + timedelta(6 - today.weekday())
        case "mois":
            return month_end(today.year, today.month)
    return date(today.year, 12, 31)


def _relative(match: re.Match[str], today: date) -> date | None:
    """Durations and the words for the days around today, which a general parser reads well."""
    import dateparser

    with warnings.catch_warnings():
        # It parses dates without a year by ways that Python is giving up; we never hand it any.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = dateparser.parse(
            re.sub(rf"\b(?:{PATTERN})\b", lambda number: str(value_of(number[0])), match[0]),
            languages=["fr"],
            settings={"RELATIVE_BASE": datetime.combine(today, time()), "PREFER_DATES_FROM": "future"},
        )
    return found.date() if found else None


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<day>premier|\d{{1,2}}(?:er)?|{PATTERN}) (?P<month>{MONTH})\.?(?: {_YEAR})?", _day_and_month),
        (r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{2}|20\d\d))?", _digits),
        (r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _digits),
        (r"(?P<day>\d{1,2}|1er)(?: du mois)?", _of_the_month),
        (rf"(?P<name>{_WEEKDAY})(?: prochain)?(?P<later> en huit)?", _weekday),
        (rf"(?:la )?(?P<part>fin|debut|milieu|mi-?)(?: de| d')? ?(?P<month>{MONTH})(?: {_YEAR})?", _part_of_month),
        (r"(?:la )?fin (?:de |du |d')(?:la |l'|ce |cette )?(?P<what>semaine|mois|annee)", _end_of),
        (r"aujourd'hui|demain|apres-demain", _relative),
        (r"(?:la )?semaine prochaine", lambda match, today: today + timedelta(7 - today.weekday())),
        (r"(?:le )?mois prochain", lambda match, today: month_end(today.year, today.month) + timedelta(1)),
        (rf"dans (?:{NUMBER}) (?:jours?|semaines?|mois|ans?)", _relative),
    )
)
