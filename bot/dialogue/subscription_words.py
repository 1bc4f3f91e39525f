"""A subscription in words: what was chosen, and when the next question comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.daily.calendar import local_day
from bot.daily.days import said_days
from bot.daily.hours import said_hour
from bot.daily.moments import said_moment
from bot.daily.places import places, said_zone
from bot.dialogue.subscription_terms import weekdays
from bot.store.subscriptions import Subscription
from bot.texts import french_date, listed, texts
from corpus.model import Corpus


def terms(subscription: Subscription) -> str:
    """Hour and days in one sentence."""
    said = texts("subscription-terms", hour=said_hour(subscription.time), days=said_days(weekdays(subscription)))
    return f"{said} {texts('subscription-terms-silent')}" if subscription.silent else said


def coming(subscription: Subscription, now: datetime) -> str:
    """When the next question comes, or why none does."""
    if subscription.due is not None:
        return texts("subscription-next", moment=said_moment(subscription.due, subscription.zone, now))
    return texts("subscription-next-paused" if subscription.paused else "subscription-next-none")


def lines(subscription: Subscription, corpus: Corpus, now: datetime) -> tuple[str, ...]:
    """Everything that was chosen, a line each."""
    return (
        texts("subscription-line-hour", hour=said_hour(subscription.time), zone=said_zone(subscription.zone)),
        texts("subscription-line-days", days=said_days(weekdays(subscription))),
        _holidays(subscription.territory),
        texts("subscription-line-subjects", subjects=_subjects(subscription, corpus)),
        texts("subscription-line-silent" if subscription.silent else "subscription-line-sound"),
        texts("subscription-line-august-off" if subscription.august_off else "subscription-line-august"),
        *filter(None, [_absence(subscription, local_day(now, subscription.zone))]),
    )


def theme_name(corpus: Corpus, key: str) -> str:
    """A theme's name; its key when the corpus has it no more."""
    return next((theme.name for theme in corpus.themes if theme.key == key), key)


def enjeu_name(corpus: Corpus, key: str) -> str:
    """An enjeu (``theme:3``) in words; its theme is named where there are several."""
    theme, _, number = key.rpartition(":")
    said = texts("button-enjeu-number", number=number)
    return f"{theme_name(corpus, theme)}, {said}" if len(corpus.themes) > 1 else said


def changes(before: Subscription, after: Subscription, corpus: Corpus, now: datetime) -> tuple[str, ...]:
    """The lines that are not as they were; hour, days and sound are in the terms."""
    same = replace(before, time=after.time, days=after.days, weekly=after.weekly, silent=after.silent)
    said = set(lines(same, corpus, now))
    return tuple(f"{line}." for line in lines(after, corpus, now) if line not in said)


def time_off(subscription: Subscription) -> str:
    """What a leave was noted as."""
    if subscription.leave_until is None:
        return ""
    last = french_date(subscription.leave_until)
    if subscription.leave_from is None:
        return texts("pause-until", last=last)
    return texts("pause-from", first=french_date(subscription.leave_from), last=last)


def absence(subscription: Subscription, today: date) -> bool:
    """Whether a pause or a leave is under way or to come."""
    return subscription.paused or (subscription.leave_until is not None and subscription.leave_until >= today)


def _holidays(territory: str) -> str:
    if not territory:
        return texts("subscription-line-holidays-none")
    name = next((place.name for place in places() if place.territory == territory), territory)
    return texts("subscription-line-holidays", territory=name)


def _subjects(subscription: Subscription, corpus: Corpus) -> str:
    names = [theme_name(corpus, key) for key in subscription.themes]
    names += [enjeu_name(corpus, key) for key in subscription.enjeux]
    return listed(tuple(names)) or texts("subscription-subjects-all")


def _absence(subscription: Subscription, today: date) -> str:
    if subscription.paused:
        return texts("subscription-line-paused")
    if subscription.leave_until is None or not absence(subscription, today):
        return ""
    last = french_date(subscription.leave_until)
    if subscription.leave_from is None or subscription.leave_from <= today:
        return texts("subscription-line-leave", last=last)
    return texts("subscription-line-leave-from", first=french_date(subscription.leave_from), last=last)
