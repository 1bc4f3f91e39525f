"""Subscribing to the daily question in plain words: joining, leaving, pausing, changing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.daily.calendar import local_day, on_leave
from bot.daily.days import read_days, rhythm_unread
from bot.daily.hours import hour_unread, read_hour
from bot.dialogue.buttons import button
from bot.dialogue.intents import Intent, Setting, UpdateCorpus, Wish
from bot.dialogue.present import paragraphs
from bot.dialogue.subscription import JOINING, Join, OpenSettings, Quit, begun, confirmed, none_yet, own, refused
from bot.dialogue.subscription_instead import said_instead
from bot.dialogue.subscription_terms import (
    august_off,
    away,
    chosen,
    enjeux_named,
    from_its_start,
    off,
    resumed,
    resumes,
    time_off_unread,
    zone_named,
)
from bot.dialogue.subscription_views import open_settings, pause_buttons
from bot.dialogue.subscription_words import changes, time_off
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Reply
from bot.store.subscribing import Unsubscribed
from bot.store.subscriptions import Subscription
from bot.texts import texts
from retrieval import fold


async def wish(turn: Turn, intent: Wish) -> Answer | Intent:
    """What somebody wants of their subscription; what an editor wants of the corpus is handed on."""
    if intent.kind == "admin_refresh":
        if await turn.is_admin():
            return UpdateCorpus(intent.text)
        return Answer(Reply(paragraphs(texts("refresh-reserved")), intent=intent.kind))
    return await _subscription(turn, intent)


async def _subscription(turn: Turn, intent: Wish) -> Answer:
    denied = refused(turn, intent.kind)
    if denied is not None:
        return denied
    subscription = await own(turn)
    match intent.kind:
        case "unsubscribe":
            return await _left(turn, subscription)
        case "pause":
            return _paused(turn, subscription, intent.text)
        case "schedule":
            return _changed(turn, subscription, intent.text)
    return said_instead(turn, subscription, intent) or _joined(turn, subscription, intent.text)


async def join(turn: Turn, action: Join) -> Answer:
    """The button that subscribes or takes up again."""
    pending = turn.memory.pending
    wanted = pending.subject if pending is not None and pending.kind == JOINING and pending.expires > turn.now else ""
    return await _subscription(turn, Wish("subscribe", wanted or _RESUME))


async def leave(turn: Turn, action: Quit) -> Answer:
    """The button that unsubscribes: one tap."""
    return await _subscription(turn, Wish("unsubscribe"))


async def setting(turn: Turn, intent: Setting) -> Answer:
    """What was typed after a view of the settings: read as that setting, else said not to be one."""
    denied, subscription = refused(turn), await own(turn)
    if denied is not None:
        return denied
    if subscription is None:
        return none_yet(turn, "schedule")
    text = _worded(intent)
    if intent.kind == "pause":
        changed = _time_off(turn, subscription, text)
    else:
        changed = _terms(turn, subscription, text) if _READABLE[intent.kind](text) else None
    if changed is None:
        return open_settings(turn, subscription, intent.kind, said=texts(f"settings-unread-{intent.kind}"))
    return _confirmed(turn, subscription, changed, text)


def _worded(intent: Setting) -> str:
    """What was typed after a view, with the words that the view had said already."""
    if intent.kind == "place":
        return f"fuseau {intent.text}"
    if intent.kind == "enjeux" and "enjeu" not in fold(intent.text):
        return "tous les enjeux" if fold(intent.text).startswith("tous") else f"enjeux {intent.text}"
    return intent.text


_READABLE: dict[str, Callable[[str], bool]] = {
    "hour": lambda text: read_hour(text) is not None,
    "days": lambda text: read_days(text) is not None,
    "place": lambda text: zone_named(text) is not None,
    "enjeux": lambda text: bool(enjeux_named(text)) or text.startswith("tous"),
}


def _joined(turn: Turn, subscription: Subscription | None, text: str) -> Answer:
    if subscription is None:
        said = texts("subscription-begun-group" if turn.message.place == "group" else "subscription-begun")
        known = begun(turn)
        known = from_its_start(_terms(turn, known, text), text, local_day(turn.now, known.zone))
        return confirmed(turn, known, said, _unread(turn, text)[1], intent="subscribe")
    today = local_day(turn.now, subscription.zone)
    back = away(text, today) if resumes(text) else None
    if back is not None:
        return _off(turn, off(subscription, back, today))
    if resumes(text) and time_off_unread(text, today):
        return open_settings(turn, subscription, "pause", said=texts("settings-unread-pause"))
    stopped = subscription.paused or subscription.inactive_on is not None or on_leave(subscription, today)
    before = resumed(subscription) if stopped or resumes(text) else subscription
    changed = _terms(turn, before, text)
    if changed != before:
        return _confirmed(turn, before, changed, text)
    key = "subscription-already" if changed == subscription else "subscription-resumed"
    return confirmed(turn, changed, texts(key), _unread(turn, text)[1], intent="subscribe")


async def _left(turn: Turn, subscription: Subscription | None) -> Answer:
    if subscription is None:
        return Answer(Reply(paragraphs(texts("unsubscribe-none")), intent="unsubscribe"), turn.remember())
    kept = {table.name: len(table.rows) for table in await turn.store.personal_data(turn.message.chat)}
    erased = texts("unsubscribe-erased", questions=kept.get("deliveries", 0), reminders=kept.get("reminders", 0))
    notes = kept.get("notes", 0) if turn.message.place == "private" else 0
    said = (texts("unsubscribe-done"), erased, texts("unsubscribe-notes", count=notes) if notes else "")
    reply = Reply(paragraphs(*said), (button("button-join-again", Join()),), intent="unsubscribe")
    return Answer(reply, turn.remember(), (Unsubscribed(turn.message.chat),))


def _paused(turn: Turn, subscription: Subscription | None, text: str) -> Answer:
    if subscription is None:
        return none_yet(turn, "pause", "pause-none")
    changed = _time_off(turn, subscription, text)
    if changed is not None:
        return _off(turn, changed, august_off(text))
    if time_off_unread(text, local_day(turn.now, subscription.zone)):
        return open_settings(turn, subscription, "pause", said=texts("settings-unread-pause"))
    paused = replace(subscription, paused=True, leave_from=None, leave_until=None)
    return confirmed(turn, paused, texts("pause-open"), intent="pause", buttons=pause_buttons(paused))


def _off(turn: Turn, subscription: Subscription, in_august: bool | None = None) -> Answer:
    return confirmed(
        turn,
        subscription,
        time_off(subscription) if in_august is None else texts("pause-august" if in_august else "pause-august-on"),
        intent="pause",
        buttons=(button("button-resume", Join()), button("button-settings", OpenSettings())),
    )


def _changed(turn: Turn, subscription: Subscription | None, text: str) -> Answer:
    if subscription is None:
        return none_yet(turn, "schedule", "schedule-none", text)
    changed = _terms(turn, subscription, text)
    view, unread = _unread(turn, text)
    if changed == subscription and (unread or not any(reads(text) for reads in _READABLE.values())):
        return open_settings(turn, subscription, view or _view(text), said=unread)
    return _confirmed(turn, subscription, changed, text)


def _confirmed(turn: Turn, before: Subscription, after: Subscription, text: str) -> Answer:
    """A change, with every line of the settings that it concerns beyond the hour and the days; what was not read."""
    view, unread = _unread(turn, text)
    if after == before and unread:
        return open_settings(turn, before, view, said=unread)
    said = changes(before, after, turn.corpus, turn.now)
    return confirmed(turn, after, texts("subscription-changed"), *said, unread, intent="schedule")


def _view(text: str) -> str:
    """The view of what a text would change, when it does not say to what."""
    asked = fold(text)
    return "" if _WHICH.search(asked) else next((view for view, words in _VIEWS.items() if words.search(asked)), "")


_WHICH = re.compile(r"\bquel(?:le)?s?\b|\bquand\b")
_VIEWS = {
    "place": re.compile(r"\b(?:fuseau|zone|territoire|lieu|feries?)\b"),
    "hour": re.compile(r"\b(?:heures?|horaires?|creneau|matin|soir|tot|tard)\b"),
    "days": re.compile(r"\b(?:jours?|rythme|frequence|sonnerie)\b"),
    "enjeux": re.compile(r"\b(?:enjeux?|themes?|sujets?)\b"),
}


def _terms(turn: Turn, subscription: Subscription, text: str) -> Subscription:
    own_theme = turn.theme.key if turn.theme else ""
    themes = sorted(((one.key, one.name) for one in turn.corpus.themes), key=lambda pair: pair[0] != own_theme)
    return chosen(subscription, text, themes, _with_questions(turn))


def _with_questions(turn: Turn) -> frozenset[str]:
    return frozenset(f"{one.theme}:{one.enjeu}" for one in turn.stock.questions if one.enjeu is not None)


def _unread(turn: Turn, text: str) -> tuple[str, str]:
    """What was asked for and cannot be had: the view to choose from, and what to say; both empty otherwise."""
    if hour_unread(text):
        return "hour", texts("settings-unread-hour")
    rhythm = rhythm_unread(text)
    if rhythm:
        return "days", texts(f"settings-{rhythm}")
    key = turn.theme.key if turn.theme else ""
    missing = [number for number in enjeux_named(text) if f"{key}:{number}" not in _with_questions(turn)]
    return ("enjeux", texts("settings-enjeu-empty", number=missing[0])) if missing else ("", "")


def _time_off(turn: Turn, subscription: Subscription, text: str) -> Subscription | None:
    """The subscription with the days off that a text names; None when it names none."""
    in_august = august_off(text)
    if in_august is not None:
        return replace(subscription, august_off=in_august)
    today = local_day(turn.now, subscription.zone)
    leave_named = away(text, today)
    return off(subscription, leave_named, today) if leave_named is not None else None


_RESUME = "reprendre"
"""What pressing the button stands for."""


def _show(argument: str) -> Intent:
    return Wish("schedule", argument)


FEATURE = Feature(
    name="subscribing",
    commands=(
        CommandLine("abonner", lambda argument: Wish("subscribe", argument), "help-abonner"),
        CommandLine("abonnement", _show, "help-abonnement"),
        CommandLine("pause", lambda argument: Wish("pause", argument), "help-pause"),
        CommandLine("reprendre", lambda argument: Wish("subscribe", f"{_RESUME} {argument}"), "help-pause", menu=False),
        CommandLine("desabonner", lambda argument: Wish("unsubscribe"), "help-desabonner"),
    ),
    intents={Wish: wish, Setting: setting},
    actions={Join: join, Quit: leave},
)
