"""The days off that people name: "jusqu'au 3 mars", "pendant deux semaines", "du 3 au 15 août", "en août"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.daily.dates import MONTH, MONTHS, NUMBER, add_months, month_end, read_date
from bot.daily.numbers import value_of
from retrieval.text import fold

LONGEST = timedelta(330)
"""A leave that would be longer is a date just past: "jusqu'au 3 mars", said on the 4th, is better asked again."""


@dataclass(frozen=True, slots=True)
class Leave:
    """From ``first`` to ``last``, both without a question."""

    first: date
    last: date


def read_leave(text: str, today: date) -> Leave | None:
    """The days off that a text names, today or later; None when it names none that can be told.

    "Jusqu'au 3 mars" counts that day; "jusqu'à la semaine prochaine" ends before it.

    >>> read_leave("pause pendant deux semaines", date(2026, 3, 2)).last
    datetime.date(2026, 3, 15)
    """
    folded = " ".join(re.sub(r"[.!?,;]+(?=\s|$)", " ", fold(text)).split())
    if re.search(r"\b(?:depuis|il y a)\b", folded):
        return None
    for pattern, reader in _READERS:
        match = pattern.search(folded)
        found = reader(match, today) if match else None
        if found:
            longest = LONGEST if not re.search(r"\b20\d\d\b", folded) else timedelta(3660)
            return found if found.first <= found.last and today <= found.last <= today + longest else None
    return None


def leading_day(phrase: str, today: date) -> date | None:
    """The day at the beginning of a phrase: the most words that still are one."""
    words = phrase.split()
    for length in range(min(len(words), 6), 0, -1):
        found = read_date(" ".join(words[:length]), today)
        if found:
            # "31 avril" is no day: its 31 alone is none either.
            return None if words[length : length + 1] and words[length].strip(".") in MONTHS else found
    return None


def _until(match: re.Match[str], today: date) -> Leave | None:
    phrase = match["until"]
    first = leading_day(match["since"], today) if match["since"] else today
    if match["since"] and re.fullmatch(r"\d{1,2}|1er", match["since"]):
        phrase_month = re.search(rf"\b({MONTH})\b", phrase)
        first = (phrase_month and leading_day(f"{match['since']} {phrase_month[0]}", today)) or first
    before = re.match(r"(?:la )?(?P<what>semaine prochaine|mois prochain|rentree)", phrase)
    if before:
        starts = read_date(before["what"], today) if before["what"] != "rentree" else read_date("1 septembre", today)
        last = starts - timedelta(1) if starts else None
    elif phrase in MONTHS:
        last = _month_of(phrase, today)
    else:
        last = leading_day(phrase, today)
        if last and re.search(r"\b(?:exclus?|non compris)\b", phrase):
            last -= timedelta(1)
    if last is None or first is None:
        return None
    if first > last and match["since"]:
        # "Du 28 au 3 mars", "du 20 décembre au 4 janvier": the end is the first such day after the beginning.
        last = leading_day(phrase, first)
    return Leave(first, last) if last else None


def _month_of(name: str, today: date) -> date:
    """The end of the next month of that name, the present one included."""
    return month_end(today.year + (MONTHS[name] < today.month), MONTHS[name])


def _lasting(match: re.Match[str], today: date) -> Leave | None:
    if match["fortnight"]:
        return Leave(today, today + timedelta(14))
    number, unit = value_of(match["number"]), match["unit"]
    if number == 0 or number > 400:
        return None
    match unit[:3]:
        case "jou":
            last = today + timedelta(number - 1)
        case "sem":
            last = today + timedelta(7 * number - 1)
        case "moi":
            last = add_months(today, number) - timedelta(1)
        case _:
            last = add_months(today, 12 * number) - timedelta(1)
    return Leave(today, last)


def _back_in(match: re.Match[str], today: date) -> Leave | None:
    back = read_date(match["back"], today)
    return Leave(today, back - timedelta(1)) if back else None


def _week(match: re.Match[str], today: date) -> Leave:
    monday = today - timedelta(today.weekday())
    if match["week"].endswith("prochaine"):
        return Leave(monday + timedelta(7), monday + timedelta(13))
    return Leave(today, monday + timedelta(6))


def _month(match: re.Match[str], today: date) -> Leave:
    year, month = today.year, today.month
    if match["name"]:
        month = MONTHS[match["name"]]
        year = int(match["year"]) if match["year"] else _month_of(match["name"], today).year
    elif match["next"]:
        after = month_end(year, month) + timedelta(1)
        year, month = after.year, after.month
    return Leave(max(today, date(year, month, 1)), month_end(year, month))


def _only(match: re.Match[str], today: date) -> Leave | None:
    day = leading_day(match["day"], today)
    return Leave(day, day) if day else None


_Reader = Callable[[re.Match[str], date], Leave | None]
_UNIT = r"(?P<unit>jours?|semaines?|mois|ans?|annees?)"
_DAYS = r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            r"(?:\b(?:du|a partir du|a partir de|a compter du|des|de) (?P<since>[\w' /.-]{1,30}?) )?"
            rf"(?:\bjusqu'?(?:au|aux?|a|en) (?:le |la (?=fin))?|(?<= )(?:inclus )?au (?=\d|premier|{_DAYS}))"
            r"(?P<until>.+)",
            _until,
        ),
        (
            rf"\b(?:pendant|durant|pour|encore)(?: les?)?(?: prochaine?s)? "
            rf"(?:(?P<fortnight>une quinzaine\b)|(?P<number>{NUMBER})(?: prochaine?s)? {_UNIT}\b)",
            _lasting,
        ),
        (rf"\b(?P<back>dans (?:{NUMBER}) (?:jours?|semaines?|mois))\b", _back_in),
        (r"\b(?P<week>(?:cette|la) semaine(?: prochaine)?)\b", _week),
        (
            rf"\b(?:en |mois (?:de |d')|tout )(?P<name>{MONTH})\b(?: (?P<year>20\d\d))?"
            r"|\bce mois(?:-ci)?\b|\b(?P<next>mois prochain)\b",
            _month,
        ),
        (rf"\b(?P<fortnight>une quinzaine\b)|(?P<number>{NUMBER}) {_UNIT}$", _lasting),
        (rf"\b(?P<day>(?:le \d|apres-demain|demain|aujourd'hui|{_DAYS}|\d{{1,2}}[/ ]).*)", _only),
    )
)
