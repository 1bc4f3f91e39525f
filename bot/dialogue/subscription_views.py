"""The settings of a subscription, shown and changed by buttons: one view of everything, one for each part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time, timedelta

from bot.actions import Action
from bot.daily.calendar import local_day
from bot.daily.days import EVERY_DAY
from bot.daily.hours import said_hour
from bot.dialogue.buttons import button, tag
from bot.dialogue.present import label, paragraphs
from bot.dialogue.subscription import ADJUSTING, AskPause, Join, OpenSettings, Quit, none_yet, own, refused, stored
from bot.dialogue.subscription_settings import SETTERS, Choose, offered
from bot.dialogue.subscription_words import absence, coming, enjeu_name, lines
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Block, Button, Heading, Listing, Reply
from bot.store.memory import Pending
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import WORKING_DAYS, Subscription
from bot.texts import texts

WAITING = timedelta(minutes=15)
"""How long the next message may be what a view asks for."""
HOURS = (time(7, 30), time(8), time(8, 30), time(12), time(18))
IN_A_VIEW = 4
"""Buttons of a page of choices, beside those that lead on and back."""
_CHECKED = {True: "button-checked", False: "button-unchecked"}


def open_settings(
    turn: Turn,
    subscription: Subscription,
    view: str = "",
    page: int = 0,
    edits: bool = False,
    facts: tuple[Subscribed, ...] = (),
    said: str = "",
) -> Answer:
    """A view; what it asks for may also be typed, unless ``said`` stands in place of its question."""
    typed = view in ("hour", "days", "place", "enjeux", "pause") and not said
    pending = Pending(view if typed else ADJUSTING, "", turn.now + WAITING)
    next_one = coming(subscription, turn.now)
    if view not in VIEWS:
        listing = Listing(lines(subscription, turn.corpus, turn.now))
        blocks: tuple[Block, ...] = (Heading(texts("settings-title")), listing, *paragraphs(next_one))
        return Answer(Reply(blocks, _first(), edits, intent="schedule"), turn.waiting(pending), facts)
    ask = said or (texts("settings-every-day") if view == "day" else texts(f"settings-{view}"))
    # There the bot hears only what is addressed to it.
    how = texts("settings-reply") if typed and turn.message.place == "group" else ""
    reply = Reply(
        paragraphs(ask, how, next_one), (*VIEWS[view](turn, subscription, page), _back()), edits, intent="schedule"
    )
    return Answer(reply, turn.waiting(pending), facts)


async def show(turn: Turn, action: OpenSettings) -> Answer:
    """A button that leads to a view."""
    return await _shown(turn, action.view, action.page, edits=True)


async def ask_pause(turn: Turn, action: AskPause) -> Answer:
    """The button under a question."""
    return await _shown(turn, "pause", 0, edits=False)


async def choose(turn: Turn, action: Choose) -> Answer:
    """A button of a view: what it sets is written down, and the view shown as it is now."""
    denied, subscription = refused(turn, "schedule"), await own(turn)
    if denied is not None:
        return denied
    if subscription is None:
        return none_yet(turn, "schedule")
    setter = SETTERS.get(action.what)
    changed = setter(turn, subscription, action.value) if setter is not None else subscription
    known, facts = stored(turn, changed)
    view = action.what if action.what in ("day", "enjeux") else ""
    return open_settings(turn, known, view, action.page, edits=True, facts=facts)


def pause_buttons(subscription: Subscription) -> tuple[Button, ...]:
    """How long the questions may stop."""
    return (
        button("button-pause-week", Choose("pause", "7")),
        button("button-pause-fortnight", Choose("pause", "14")),
        button("button-resume", Join()) if subscription.paused else button("button-pause-open", Choose("pause", "0")),
    )


async def _shown(turn: Turn, view: str, page: int, edits: bool) -> Answer:
    denied, subscription = refused(turn, "schedule"), await own(turn)
    if denied is not None:
        return denied
    if subscription is None:
        return none_yet(turn, "schedule")
    return open_settings(turn, subscription, view, page, edits)


def _first() -> tuple[Button, ...]:
    return (
        button("button-hour", OpenSettings("hour")),
        button("button-days", OpenSettings("days")),
        button("button-place", OpenSettings("place")),
        button("button-subjects", OpenSettings("enjeux")),
        button("button-pause", OpenSettings("pause")),
        button("button-quit", Quit()),
    )


def _back() -> Button:
    return button("button-back", OpenSettings())


def _hours(turn: Turn, subscription: Subscription, page: int) -> tuple[Button, ...]:
    return tuple(Button(label(said_hour(hour)), Choose("hour", f"{hour:%H%M}")) for hour in HOURS)


def _days(turn: Turn, subscription: Subscription, page: int) -> tuple[Button, ...]:
    return (
        button("button-working-days", Choose("days", "".join(map(str, sorted(WORKING_DAYS))))),
        button("button-every-day", Choose("days", "".join(map(str, sorted(EVERY_DAY))))),
        button("button-weekly", Choose("weekly", "1")),
        button(
            "button-sound" if subscription.silent else "button-silent", Choose("silent", str(1 - subscription.silent))
        ),
        button("button-each-day", OpenSettings("day")),
    )


def _each_day(turn: Turn, subscription: Subscription, page: int) -> tuple[Button, ...]:
    days = [
        _ticked(texts("daily-weekday", day=day), day in subscription.days, Choose("day", str(day), page))
        for day in sorted(EVERY_DAY)
    ]
    return _paged(days, "day", page)


def _places(turn: Turn, subscription: Subscription, page: int) -> tuple[Button, ...]:
    names = [Button(label(place.name), Choose("place", str(i))) for i, place in enumerate(offered())]
    return _paged([*names, button("button-no-holidays", Choose("holidays", ""))], "place", page)


def _subjects(turn: Turn, subscription: Subscription, page: int) -> tuple[Button, ...]:
    everything = not subscription.themes and not subscription.enjeux
    choices = [_ticked(texts("button-all-subjects"), everything, Choose("enjeux", "", page))]
    if len(turn.corpus.themes) > 1:
        choices += [
            _ticked(theme.name, theme.key in subscription.themes, Choose("enjeux", tag(theme), page))
            for theme in turn.corpus.themes
        ]
    for theme in turn.corpus.themes:
        numbers = {one.enjeu for one in turn.stock.questions if one.theme == theme.key and one.enjeu is not None}
        for number in sorted(numbers):
            key = f"{theme.key}:{number}"
            action = Choose("enjeux", f"{tag(theme)}-{number}", page)
            choices.append(_ticked(enjeu_name(turn.corpus, key), key in subscription.enjeux, action))
    return _paged(choices, "enjeux", page)


def _pause(turn: Turn, subscription: Subscription, page: int) -> tuple[Button, ...]:
    august = "button-august-on" if subscription.august_off else "button-august-off"
    buttons = (*pause_buttons(subscription), button(august, Choose("august", str(1 - subscription.august_off))))
    away = absence(subscription, local_day(turn.now, subscription.zone))
    return (*buttons, button("button-resume", Join())) if away and not subscription.paused else buttons


def _ticked(name: str, chosen: bool, action: Action) -> Button:
    return Button(label(texts(_CHECKED[chosen], name=name)), action)


def _paged(buttons: Sequence[Button], view: str, page: int) -> tuple[Button, ...]:
    """A page of choices and the way to the next, the first after the last."""
    pages = -(-len(buttons) // IN_A_VIEW)
    page = page % pages
    shown = tuple(buttons[page * IN_A_VIEW : (page + 1) * IN_A_VIEW])
    return (*shown, button("button-next-page", OpenSettings(view, (page + 1) % pages))) if pages > 1 else shown


VIEWS: dict[str, Callable[[Turn, Subscription, int], tuple[Button, ...]]] = {
    "hour": _hours,
    "days": _days,
    "day": _each_day,
    "place": _places,
    "enjeux": _subjects,
    "pause": _pause,
}

FEATURE = Feature(name="subscription_views", actions={OpenSettings: show, AskPause: ask_pause, Choose: choose})
