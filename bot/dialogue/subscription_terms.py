"""What a sentence asks of a subscription: its hour, days, place, holidays, enjeux, sound, August, time off."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from bot.daily.dates import MONTH
from bot.daily.days import Chosen, read_days
from bot.daily.hours import read_hour
from bot.daily.leaves import Leave, leading_day, read_leave
from bot.daily.numbers import PATTERN, value_of
from bot.daily.places import Place, read_place
from bot.store.subscriptions import Subscription
from retrieval import fold

Read = TypeVar("Read")
_SILENT = re.compile(
    r"\b(?:sans (?:la |de |aucune? )?(?:sonneries?|sonner|son|bruit|vibr\w+|alerte sonore)|en silence|silencieu\w+"
    r"|(?:coupe[rz]?|enleve[rz]?|retire[rz]?|desactive[rz]?) (?:la sonnerie|le son))\b"
)
_SOUNDING = re.compile(
    r"\b(?:avec (?:la |une |le )?(?:sonnerie|son)|(?:remets|remettez|remettre|r?e?active[rz]?) (?:la sonnerie|le son)"
    r")\b"
)
_NOT_IN_AUGUST = re.compile(r"\b(?:rien|pas|jamais|aucune|sans|sauf|hors|plus)\b.{0,40}\baout\b")
_IN_AUGUST = re.compile(r"\b(?:aussi|meme|y compris|egalement|bien)\b.{0,15}\baout\b|\baout (?:aussi|egalement)\b")
_ZONE = re.compile(r"\b(?:fuseau(?: horaire)?|zone(?: horaire)?|heure locale|heure(?= de (?!\d)| du (?!mat|soir)))\b")
_IANA = re.compile(r"(?<![\w/])[A-Za-z]+/[A-Za-z_+-]+(?:/[A-Za-z_]+)?")
_HOLIDAYS = re.compile(r"\bjours? feries?\b")
_NO_HOLIDAYS = re.compile(r"\b(?:sans tenir compte des|meme|y compris|aussi|ignore[rz]?)\b.{0,12}\bjours? feries?\b")
_LEADING = re.compile(r"^(?:(?:pour|est|c'est|sur|en|:|=|sera|celui|ceux|celle|par|vers|a) ?)+\b")
_NUMBER = rf"(?:\d{{1,3}}|(?:{PATTERN})\b)"
_ENJEUX = re.compile(rf"\benjeux?(?: n°| numeros?)? ?({_NUMBER}(?:(?:, ?| et | ou |,? puis ){_NUMBER})*)")
_ALL_ENJEUX = re.compile(r"\btous les enjeux\b")
_ALL_THEMES = re.compile(r"\btous les themes\b")
_WITHOUT = re.compile(
    r"\b(?:pas|sauf|jamais|excepte|hormis|sans)(?! (?:les |la |de )?(?:sonn|son\b|vibr|jours? feries))"
    r" (?:les? )?(?=[lmjvsdw])"
)
_WEEKDAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_FROM_TO = re.compile(rf"\bde ({_WEEKDAY}) a ({_WEEKDAY})\b")
_ALSO = re.compile(
    rf"\b(?:{_WEEKDAY})s? (?:aussi|egalement|en plus)\b|\b(?:aussi|egalement) les? (?:{_WEEKDAY})|\br?ajout\w+\b"
)
_START = re.compile(rf"\b(?:a (?:partir|compter) (?:de |du |d')|des (?=demain|le \d|{_WEEKDAY}\b))(?!\d+ ?h)")
_FIRST_DAY = re.compile(rf"({_START.pattern})(?:{_WEEKDAY})\b")
_NO_MORE = re.compile(r"\bplus (?=(?:de |d'|rien|aucune ))")
_EVERY_DAY = "tous les jours"
_TIME_OFF = re.compile(
    rf"\b(?:jusqu\w*|pendant|durant|a partir|d'ici|bientot|prochain\w*|plus tard|scolaires?|noel|paques|toussaint"
    rf"|rentree|(?:le|du|au|des) (?:\d|{_WEEKDAY})|\d+ (?:jours?|semaines?|mois|ans?)|{_WEEKDAY}|{MONTH})\b"
)
_BACK = re.compile(r"\b(?:de retour|reviens|reviendrai|rentre|rentrerai|repren\w+|reprise|remets|relance[rz]?)\b(.*)")


def chosen(
    subscription: Subscription, text: str, themes: Iterable[tuple[str, str]], enjeux: Collection[str]
) -> Subscription:
    """The subscription with everything that a text asks of it, time off apart; as it was where it asks nothing.

    Args:
        subscription: before.
        text: as typed.
        themes: keys and names of the themes, the person's own first.
        enjeux: those that have questions, as ``theme:3``; the others cannot be chosen.
    """
    hour, days, place = read_hour(text), _days(subscription, text), zone_named(text)
    folded = fold(text)
    if hour is not None:
        subscription = replace(subscription, time=hour)
    if days is not None:
        subscription = replace(subscription, days=days.days, weekly=days.weekly)
    if place is not None:
        subscription = replace(subscription, zone=place.zone, territory=place.territory)
    territory = territory_named(text)
    if territory is not None:
        subscription = replace(subscription, territory=territory)
    if _SILENT.search(folded) or _SOUNDING.search(folded):
        subscription = replace(subscription, silent=_SOUNDING.search(folded) is None)
    off_in_august = august_off(text)
    if off_in_august is not None:
        subscription = replace(subscription, august_off=off_in_august)
    return _subjects(subscription, folded, tuple(themes), enjeux)


def august_off(text: str) -> bool | None:
    """Whether a text asks for August off every year (True) or on again (False); None when it does not say."""
    folded = fold(text)
    if _IN_AUGUST.search(folded):
        return False
    return True if _NOT_IN_AUGUST.search(folded) else None


def away(text: str, today: date) -> Leave | None:
    """The days without a question that a text names; None when it names none.

    Somebody who says when they are back is away until the day before.
    """
    back = _BACK.search(fold(text))
    if back is not None:
        day = leading_day(back[1], today)
        return Leave(today, day - timedelta(1)) if day is not None and day > today else None
    return read_leave(_FROM_TO.sub(r"du \1 au \2", fold(text)), today)


def time_off_unread(text: str, today: date) -> bool:
    """Whether a text says when somebody is away, or back, in words that name no days.

    >>> time_off_unread("pause jusqu'au 30 février", date(2026, 3, 2)), time_off_unread("pause", date(2026, 3, 2))
    (True, False)
    """
    return away(text, today) is None and _TIME_OFF.search(fold(text)) is not None


def zone_named(text: str) -> Place | None:
    """The place whose hour a text asks for: an IANA name, or what follows "fuseau" or "heure de"."""
    for spelt in _IANA.findall(text):
        place = read_place(spelt)
        if place is not None:
            return place
    folded = fold(text)
    return next((place for match in _ZONE.finditer(folded) if (place := _place(folded[match.end() :]))), None)


def territory_named(text: str) -> str | None:
    """The territory whose public holidays a text asks for; empty for none of them, None when it does not say."""
    folded = fold(text)
    if _NO_HOLIDAYS.search(folded):
        return ""
    match = _HOLIDAYS.search(folded)
    place = _place(folded[match.end() :]) if match is not None else None
    return place.territory if place is not None else None


def enjeux_named(text: str) -> tuple[int, ...]:
    """The numbers of the enjeux that a text names.

    >>> enjeux_named("seulement les enjeux 3 et quatre")
    (3, 4)
    """
    match = _ENJEUX.search(fold(text))
    return tuple(map(value_of, re.findall(_NUMBER, match[1]))) if match is not None else ()


def from_its_start(subscription: Subscription, text: str, today: date) -> Subscription:
    """The subscription without a question before the day that a text begins it on ("à partir de lundi")."""
    folded = fold(text)
    start = _START.search(folded)
    day = leading_day(folded[start.end() :], today) if start is not None else None
    return (
        off(subscription, Leave(today, day - timedelta(1)), today) if day is not None and day > today else subscription
    )


def off(subscription: Subscription, leave: Leave, today: date) -> Subscription:
    """The subscription with a leave, in place of the one before and of an open pause."""
    first = leave.first if leave.first > today else None
    return replace(subscription, paused=False, leave_from=first, leave_until=leave.last)


def resumed(subscription: Subscription) -> Subscription:
    """The subscription without pause or leave, and within reach again."""
    return replace(subscription, paused=False, leave_from=None, leave_until=None, inactive_on=None, inactive_reason="")


def resumes(text: str) -> bool:
    """Whether a text asks for the questions to go on."""
    return _BACK.search(fold(text)) is not None


def weekdays(subscription: Subscription) -> Chosen:
    """Its days, as they are read and said."""
    return Chosen(subscription.days, subscription.weekly)


def _days(subscription: Subscription, text: str) -> Chosen | None:
    """The days that a text names; with those before where it adds to them, what is left of them where it takes away."""
    folded = _FIRST_DAY.sub("", _NO_MORE.sub("pas ", fold(text)))
    named, without = read_days(folded), _WITHOUT.search(folded)
    if named is not None and _ALSO.search(folded):
        return Chosen(subscription.days | named.days, subscription.weekly)
    if named is None or without is None or read_days(folded[: without.start()]) is not None:
        return named
    others = read_days(f"{_EVERY_DAY} {folded[without.start() :]}") or named
    left = subscription.days & others.days
    return Chosen(left, subscription.weekly) if left else None


def _subjects(
    subscription: Subscription, folded: str, themes: tuple[tuple[str, str], ...], enjeux: Collection[str]
) -> Subscription:
    named = tuple(key for key, name in themes if len(themes) > 1 and fold(name) in folded)
    if named or _ALL_THEMES.search(folded):
        subscription = replace(subscription, themes=named, enjeux=())
    if _ALL_ENJEUX.search(folded):
        return replace(subscription, enjeux=())
    of = named or tuple(key for key, _ in themes[:1])
    wanted = tuple(f"{key}:{number}" for key in of for number in enjeux_named(folded) if f"{key}:{number}" in enjeux)
    return replace(subscription, enjeux=wanted) if wanted else subscription


def _place(text: str) -> Place | None:
    return _longest(_LEADING.sub("", text.strip(" :.,!?")), read_place)


def _longest(text: str, read: Callable[[str], Read | None]) -> Read | None:
    """What the most words at the beginning of a text are read as."""
    words = text.split()[:6]
    return next(
        (found for end in range(len(words), 0, -1) if (found := read(" ".join(words[:end]).strip(" ,;:.!?")))), None
    )
