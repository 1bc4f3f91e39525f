"""What the buttons of a subscription's settings set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.actions import Action
from bot.daily.calendar import local_day
from bot.daily.leaves import Leave
from bot.daily.places import DEFAULT_ZONE, Place, places
from bot.dialogue.buttons import tagged
from bot.dialogue.subscription_terms import off, resumed
from bot.dialogue.turn import Turn
from bot.store.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Choose(Action, prefix="sc"):
    """Set one thing (``what``) to a value; ``page`` is the page of the view it was chosen on."""

    what: str
    value: str
    page: int = 0


def offered() -> list[Place]:
    """The places that have a button, in its order."""
    return [place for place in places() if place.button or place.zone == DEFAULT_ZONE]


def _set_hour(turn: Turn, subscription: Subscription, value: str) -> Subscription:
    return replace(subscription, time=time(int(value[:2]), int(value[2:])))


def _set_days(turn: Turn, subscription: Subscription, value: str) -> Subscription:
    return replace(subscription, days=frozenset(map(int, value)), weekly=False)


def _set_day(turn: Turn, subscription: Subscription, value: str) -> Subscription:
    days = subscription.days ^ {int(value)}
    return replace(subscription, days=days) if days else subscription


def _set_place(turn: Turn, subscription: Subscription, value: str) -> Subscription:
    place = offered()[int(value)]
    return replace(subscription, zone=place.zone, territory=place.territory)


def _set_subjects(turn: Turn, subscription: Subscription, value: str) -> Subscription:
    """All of them; or one theme or enjeu more, or less."""
    if not value:
        return replace(subscription, themes=(), enjeux=())
    name, _, number = value.partition("-")
    key = tagged(turn.corpus, name)
    if not key:
        return subscription
    if number:
        return replace(subscription, enjeux=_toggled(subscription.enjeux, f"{key}:{number}"))
    themes = _toggled(subscription.themes, key)
    kept = tuple(one for one in subscription.enjeux if not themes or one.rpartition(":")[0] in themes)
    return replace(subscription, themes=themes, enjeux=kept)


def _set_pause(turn: Turn, subscription: Subscription, value: str) -> Subscription:
    if value == "0":
        return replace(subscription, paused=True, leave_from=None, leave_until=None)
    day = local_day(turn.now, subscription.zone)
    return off(resumed(subscription), Leave(day, day + timedelta(days=int(value) - 1)), day)


def _toggled(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(one for one in keys if one != key) if key in keys else (*keys, key)


SETTERS: dict[str, Callable[[Turn, Subscription, str], Subscription]] = {
    "hour": _set_hour,
    "days": _set_days,
    "day": _set_day,
    "weekly": lambda turn, subscription, value: replace(subscription, weekly=value == "1"),
    "silent": lambda turn, subscription, value: replace(subscription, silent=value == "1"),
    "place": _set_place,
    "holidays": lambda turn, subscription, value: replace(subscription, territory=value),
    "enjeux": _set_subjects,
    "august": lambda turn, subscription, value: replace(subscription, august_off=value == "1"),
    "pause": _set_pause,
}
