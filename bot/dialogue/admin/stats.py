"""How the bot is used: one picture and the same in words, a table by day, for the editors."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.actions import Action
from bot.dialogue.buttons import button
from bot.dialogue.intents import Intent
from bot.dialogue.present import label
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.editorial.figures import Bar, Figures, gather
from bot.editorial.picture import draw
from bot.messages import Button, Listing, Paragraph, Picture, Reply
from bot.texts import french_date, texts

USUAL, YEAR = 30, 365
OFFERED = (7, 30, 90, YEAR)


@dataclass(frozen=True, slots=True)
class Stats(Intent):
    """Wants the figures of the last ``days``."""

    days: int = USUAL


@dataclass(frozen=True, slots=True)
class ShowStats(Action, prefix="st"):
    """The figures of the last days, in a picture."""

    days: int = USUAL


@dataclass(frozen=True, slots=True)
class StatsTable(Action, prefix="stt"):
    """The same, one line a day or a week."""

    days: int


def stats_wanted(argument: str) -> Stats:
    """What ``/stats 90`` asks for; the usual stretch without a number that makes sense."""
    days = int(argument) if argument.isdecimal() and len(argument) < 4 else USUAL
    return Stats(min(max(days, 1), YEAR))


async def stats(turn: Turn, wanted: Stats | ShowStats) -> Answer:
    """The picture; its caption says the same."""
    figures = await _figures(turn, wanted.days)
    title = _title(figures)
    png = await asyncio.to_thread(draw, figures, title)
    picture = Picture(png, "\n".join((title, *_said(figures))))
    return Answer(Reply((picture,), (*_others(wanted.days), _table(wanted.days)), intent="admin"))


async def table(turn: Turn, wanted: StatsTable) -> Answer:
    """The figures in lines of text, those without anything left out."""
    figures = await _figures(turn, wanted.days)
    rows = tuple(_row(bar) for bar in figures.bars if bar.asking.total or bar.sent or bar.lost)
    if not rows:
        return Answer(Reply((Paragraph(texts("figures-nothing-yet")),), _others(0), intent="admin"))
    head = texts("figures-rows", unit="week" if figures.by_week else "day")
    blocks = (Paragraph("\n".join((_title(figures), *_said(figures)))), Paragraph(head), Listing(rows))
    return Answer(Reply(blocks, _others(0), intent="admin"))


async def _figures(turn: Turn, days: int) -> Figures:
    return await gather(turn.store, turn.now, min(max(days, 1), YEAR), ZoneInfo(turn.settings.daily.zone))


def _title(figures: Figures) -> str:
    first, last = french_date(figures.bars[0].first), french_date(figures.bars[-1].last)
    if figures.days >= YEAR:
        return texts("figures-title-year", first=first, last=last)
    return texts("figures-title", days=figures.days, first=first, last=last)


def _said(figures: Figures) -> tuple[str, ...]:
    """The totals, one sentence each."""
    asking, subscribers = figures.asking, figures.subscribers
    judged = texts("figures-useful", useful=asking.useful, useless=asking.useless)
    return (
        texts("figures-questions", total=asking.total, sure=asking.sure, near=asking.near, nothing=asking.nothing),
        judged if asking.useful or asking.useless else texts("figures-useful-none"),
        texts(
            "figures-subscribers",
            active=subscribers.active,
            new=subscribers.new,
            first=french_date(figures.bars[0].first),
            paused=subscribers.paused,
            unreachable=subscribers.unreachable,
        ),
        texts("figures-sent", sent=figures.total(lambda bar: bar.sent), lost=figures.total(lambda bar: bar.lost)),
    )


def _row(bar: Bar) -> str:
    asking = bar.asking
    row = texts(
        "figures-row",
        day=f"{bar.first.day:02}/{bar.first.month:02}",
        total=asking.total,
        sure=asking.sure,
        near=asking.near,
        nothing=asking.nothing,
    )
    counts = {"useful": asking.useful, "useless": asking.useless, "sent": bar.sent, "lost": bar.lost}
    also = tuple(texts(f"figures-row-{name}", count=count) for name, count in counts.items() if count)
    return texts("figures-row-also", row=row, also=", ".join(also)) if also else row


def _others(days: int) -> tuple[Button, ...]:
    """Other stretches of time."""
    return tuple(
        Button(
            label(texts("button-figures-year") if one == YEAR else texts("button-figures-days", days=one)),
            ShowStats(one),
        )
        for one in OFFERED
        if one != days
    )


def _table(days: int) -> Button:
    return button("button-figures-rows", StatsTable(days))


FEATURE = Feature(
    name="stats",
    commands=(CommandLine("stats", stats_wanted, "help-stats"),),
    intents={Stats: stats},
    actions={ShowStats: stats, StatsTable: table},
    admin=True,
)
