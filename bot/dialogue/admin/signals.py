"""The digest of signals: what people ask, what the corpus misses, what they give; without names, in one message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.actions import Action
from bot.daily.calendar import local_day
from bot.dialogue.admin.missed_buttons import ShowMissed
from bot.dialogue.admin.missed_groups import brief
from bot.dialogue.admin.stats import ShowStats
from bot.dialogue.buttons import button
from bot.dialogue.intents import Intent
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.editorial.signals import Signals, gather
from bot.messages import Block, Heading, Listing, Paragraph, Reply
from bot.texts import french_date, listed, texts

USUAL, MOST = 30, 365


@dataclass(frozen=True, slots=True)
class WantSignals(Intent):
    """Wants the digest of the last ``days``."""

    days: int = USUAL


@dataclass(frozen=True, slots=True)
class ShowSignals(Action, prefix="zi"):
    """The digest of the last days."""

    days: int = USUAL


def signals_wanted(argument: str) -> WantSignals:
    """What ``/signaux 90`` asks for; the usual stretch without a number that makes sense."""
    days = int(argument) if argument.isdecimal() and len(argument) < 4 else USUAL
    return WantSignals(min(max(days, 1), MOST))


async def signals(turn: Turn, wanted: WantSignals | ShowSignals) -> Answer:
    """The digest of the days up to today."""
    zone = turn.settings.daily.zone
    today = local_day(turn.now, zone)
    days = min(max(wanted.days, 1), MOST)
    found = await gather(turn.store, turn.served, today - timedelta(days=days - 1), today, ZoneInfo(zone))
    buttons = (button("button-missed-groups", ShowMissed()), button("button-figures", ShowStats()))
    return Answer(Reply(digest(found), buttons, intent="admin"))


def digest(found: Signals) -> tuple[Block, ...]:
    """What is said of the signals; parts without anything in them are left out."""
    head = texts("signals-title", first=french_date(found.first), last=french_date(found.last))
    if found.silent:
        return (Heading(head), *paragraphs(texts("signals-none")))
    asking = found.asking
    blocks: list[Block] = [
        Heading(head),
        *paragraphs(
            texts("figures-questions", total=asking.total, sure=asking.sure, near=asking.near, nothing=asking.nothing)
        ),
    ]
    parts = {
        "signals-topics": [texts("signals-times", what=title, count=count) for title, count in found.topics],
        "signals-missed": [
            texts(
                "signals-group",
                example=brief(group.example.text),
                words=", ".join(group.terms),
                count=len(group.missed),
            )
            for group in found.missed
        ],
        "signals-reasons": [brief(reason) for reason in found.reasons],
        "signals-given": [texts(f"signals-given-{kind}", count=count) for kind, count in found.given],
    }
    for key, items in parts.items():
        if items:
            blocks += [Paragraph(texts(key)), Listing(tuple(items))]
    if found.about:
        about = listed(tuple(texts("answer-word", word=what) for what, _ in found.about))
        blocks += paragraphs(texts("signals-about", about=about))
    return tuple(blocks)


def as_text(blocks: tuple[Block, ...]) -> str:
    """Blocks as a letter carries them: paragraphs with an empty line between them."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            parts.append(block.text)
        elif isinstance(block, Listing):
            parts.append("\n".join(texts("signals-item", item=item) for item in block.items))
    return "\n\n".join(parts)


FEATURE = Feature(
    name="signals",
    commands=(CommandLine("signaux", signals_wanted, "help-signaux"),),
    intents={WantSignals: signals},
    actions={ShowSignals: signals},
    admin=True,
)
