"""When the next question of a subscription is due: a pure decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.daily.holidays import public_holidays
from bot.daily.places import zone_of
from bot.store.subscriptions import Subscription

AUGUST = 8
HORIZON = 800
"""Days looked ahead: more than a year off, whatever its public holidays."""
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


def next_due(subscription: Subscription, after: datetime) -> datetime | None:
    """The moment of the first question later than ``after``; None while there is none to come.

    Args:
        subscription: what was chosen; ``last_day`` has had its question.
        after: aware.

    Returns:
        A moment in UTC: the chosen hour on the wall of the chosen zone, on an open day.
    """
    if subscription.paused or subscription.inactive_on is not None or not subscription.days:
        return None
    zone = zone_of(subscription.zone)
    day = after.astimezone(zone).date() - _DAY
    if on_leave(subscription, day) and subscription.leave_until is not None:
        day = subscription.leave_until
    for _ in range(HORIZON):
        if day != subscription.last_day and is_open(subscription, day):
            moment = on_the_wall(day, subscription.time, zone)
            if moment is not None and moment > after:
                return moment
        if day >= date.max - _DAY:
            break
        day += _DAY
    return None


def scheduled(subscription: Subscription, now: datetime) -> Subscription:
    """The subscription with its next question as of now: after any change of what was chosen.

    A question that is due already and waits for its turn stays due, unless the change took its moment away.
    """
    if subscription.due is not None and subscription.due <= now and stands(subscription):
        return subscription
    return replace(subscription, due=next_due(subscription, now))


def stands(subscription: Subscription) -> bool:
    """Whether the moment that the subscription is due at is one of its own, as it is now and by the rules of today."""
    return subscription.due is not None and next_due(subscription, subscription.due - _INSTANT) == subscription.due


def is_open(subscription: Subscription, day: date) -> bool:
    """Whether that local day gets a question."""
    if not _works(subscription, day):
        return False
    if not subscription.weekly:
        return True
    return not any(_works(subscription, day - before * _DAY) for before in range(1, day.isoweekday()))


def _works(subscription: Subscription, day: date) -> bool:
    return (
        day.isoweekday() in subscription.days
        and not (subscription.august_off and day.month == AUGUST)
        and not on_leave(subscription, day)
        and day not in public_holidays(subscription.territory, day.year)
    )


def on_leave(subscription: Subscription, day: date) -> bool:
    """Whether that day is within the leave."""
    if subscription.leave_until is None or day > subscription.leave_until:
        return False
    return subscription.leave_from is None or day >= subscription.leave_from


def local_day(moment: datetime, zone: str) -> date:
    """The date on the wall of a zone."""
    return moment.astimezone(zone_of(zone)).date()


def on_the_wall(day: date, hour: time, zone: ZoneInfo) -> datetime | None:
    """The moment, in UTC, at which the clocks of a zone show this.

    Where they jump over it, the first moment after the jump; where they show it twice, the first time.  None when the
    zone has no such day at all.
    """
    wall = datetime.combine(day, hour)
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    # In a gap the rule before it (fold 0) leads past the jump, the rule after it (fold 1) to before the jump.
    jump = _jump(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment, zone)
    return jump if jump.astimezone(zone).date() == day else None


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second, between two moments, at which the zone's offset is that of the later one."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
