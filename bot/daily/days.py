"""The days of the week that people name: "du lundi au vendredi", "mardi et jeudi", "une fois par semaine"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.store.subscriptions import WORKING_DAYS
from bot.texts import listed, texts
from retrieval.text import fold

EVERY_DAY = frozenset(range(1, 8))
_NAMES = tuple(
    rf"{short}(?:{rest}s?)?"
    for short, rest in (
        ("lun", "di"),
        ("mar", "di"),
        ("mer", "credi"),
        ("jeu", "di"),
        ("ven", "dredi"),
        ("sam", "edi"),
        ("dim", "anche"),
    )
)
_DAY = "|".join(_NAMES)
_RANGE = re.compile(rf"\b(?:du |de |des )?({_DAY})\b\.?\s*(?:au|a|jusqu'au|jusqu'a|-|–|>)\s*({_DAY})\b")
_ONE = re.compile(rf"\b({_DAY})\b")
_EXCEPT = re.compile(
    r"\b(?:sauf|excepte|hormis|mais pas|pas|jamais|sans)\b"
    r"(?! (?:les |de |d')?(?:jours? )?feries?| (?:la |de |aucune? )?(?:sonn\w+|son\b|bruit|vibr\w+)| tenir compte)"
)
_WEEKLY = re.compile(
    r"\b(?:(?:une|1) (?:seule )?fois (?:par|dans la|/) ?semaine|(?:une|1) (?:question )?par semaine"
    r"|hebdo(?:madaire)?s?|chaque semaine|toutes les semaines)\b"
)
_RARER = re.compile(
    r"\b(?:(?:tous les|toutes les|chaque) (?:(?:3|trois|[4-9]|\d\d|quatre|cinq|six|sept|huit|dix|quinze) jours"
    r"|(?:\d+|deux|trois|quatre) semaines|mois)|(?:par|chaque) (?:mois|quinzaine)|mensuel\w*)\b"
)
_OFTENER = re.compile(
    r"\b(?!un\b|une\b|1\b)\w+ questions (?:par|chaque) jour\b|\b(?:par|chaque) heure\b|\btoutes les heures\b"
)
_WHOLE = (
    (
        r"jours? (?:ouvre|ouvrable|travaille)s?|jours? de (?:travail|la semaine|bureau)|en semaine|la semaine",
        WORKING_DAYS,
    ),
    (r"tous les (?:jours|matins|soirs)|chaque jour|quotidien(?:nement|ne)?|7 ?j(?:ours)? ?(?:sur|/) ?7", EVERY_DAY),
    (r"(?:week-?ends?|we|fins? de semaine)", frozenset({6, 7})),
    (
        r"(?:un|1) jour sur (?:deux|2)|tous les (?:deux|2) jours|(?:trois|3) fois (?:par|/) ?semaine",
        frozenset({1, 3, 5}),
    ),
    (r"(?:deux|2) fois (?:par|/) ?semaine", frozenset({2, 4})),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """ISO days of the week, 1 for Monday; ``weekly``: the first open one of each week alone."""

    days: frozenset[int]
    weekly: bool = False


def read_days(text: str) -> Chosen | None:
    """The days that a text names, None when it names none (or takes all of them away).

    >>> sorted(read_days("tous les jours sauf le mercredi").days)
    [1, 2, 4, 5, 6, 7]
    >>> sorted(read_days("sans sonnerie, le dimanche").days)
    [7]
    >>> read_days("tous les quinze jours").weekly
    True
    """
    kept, *dropped = _EXCEPT.split(fold(text), maxsplit=1)
    weekly = _WEEKLY.search(kept) is not None or _RARER.search(kept) is not None
    named = _named(_RARER.sub(" ", _WEEKLY.sub(" ", kept)))
    without = _named(dropped[0]) if dropped else frozenset()
    if not named and (weekly or without):
        named = WORKING_DAYS
    days = named - without
    return Chosen(days, weekly) if days else None


def rhythm_unread(text: str) -> Literal["", "once-a-day", "once-a-week"]:
    """The nearest rhythm to one that a text asks for and cannot be had; empty when it asks for none of these."""
    folded = fold(text)
    if _OFTENER.search(folded):
        return "once-a-day"
    return "once-a-week" if _RARER.search(folded) else ""


def _named(text: str) -> frozenset[int]:
    """The days of a folded text without exceptions."""
    days: set[int] = set()
    for first, last in _RANGE.findall(text):
        start, end = _number(first), _number(last)
        days |= {(start - 1 + step) % 7 + 1 for step in range((end - start) % 7 + 1)}
    text = _RANGE.sub(" ", text)
    for pattern, meant in _WHOLE:
        if re.search(rf"\b(?:{pattern})\b", text):
            return frozenset(days | meant)
    return frozenset(days | {_number(name) for name in _ONE.findall(text)})


def _number(name: str) -> int:
    return next(number for number, pattern in enumerate(_NAMES, 1) if re.fullmatch(pattern, name))


def said_days(chosen: Chosen) -> str:
    """Days in words.

    >>> said_days(Chosen(frozenset({1, 2, 3, 4, 5})))
    'du lundi au vendredi'
    """
    days = sorted(chosen.days)
    names = tuple(texts("daily-weekday", day=day) for day in days)
    if len(days) == 7:
        said = texts("daily-days-all")
    elif len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        said = texts("daily-days-range", first=names[0], last=names[-1])
    elif len(days) == 1:
        said = texts("daily-days-one", day=names[0])
    else:
        said = texts("daily-days-several", days=listed(tuple(f"{name}s" for name in names)))
    if not chosen.weekly:
        return said
    return texts("daily-days-weekly-on", days=said) if len(days) == 1 else texts("daily-days-weekly")
