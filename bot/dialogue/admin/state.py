"""``/admin``: how things stand, and the buttons that lead on.  The editors' menu."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.daily.hours import said_hour
from bot.dialogue.admin.refusing import why
from bot.dialogue.menu import OpenCommand
from bot.dialogue.present import label
from bot.dialogue.team_intents import TeamState
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import BUTTONS_AT_MOST, Button, Heading, Listing, Paragraph, Reply
from bot.store.overview import Overview, overview
from bot.texts import french_date, has_text, texts

_MENU = ("acces", "moderation", "sansreponse", "stats", "rafraichir", "diffuser", "signaux", "retablir")
"""Commands with a button, those first that wait for somebody; what does not fit is in the help."""


async def team_state(turn: Turn, intent: TeamState) -> Answer:
    """The corpus, the people, what was sent, what went wrong."""
    seen = await turn.store.read(partial(overview, now=turn.now))
    lines = (
        _corpus(turn),
        _sources(turn),
        texts("state-stock", count=len(turn.stock.questions)),
        texts("state-subscriptions", active=seen.active, paused=seen.paused, unreachable=seen.unreachable),
        texts("state-questions", **_counts(seen.questions, "sure", "near", "nothing")),
        texts("state-deliveries", **_counts(seen.deliveries, "sent", "uncertain", "failed")),
        texts("state-letters", waiting=seen.waiting, **_counts(seen.letters, "sent", "uncertain", "gone")),
        texts("state-errors", count=turn.errors()),
        texts("state-contributions", count=seen.contributions) if seen.contributions else "",
        texts("state-pending", count=seen.pending) if seen.pending else "",
        texts("state-banned", count=seen.banned) if seen.banned else "",
    )
    blocks = (Heading(texts("state-title")), Listing(tuple(filter(None, lines))), Paragraph(texts("state-ways")))
    return Answer(Reply(blocks, _ways(turn, seen), intent="admin"), turn.remember())


def _corpus(turn: Turn) -> str:
    documents = sum(len(theme.documents) for theme in turn.corpus.themes)
    made = turn.refresher.state().made_at if turn.refresher is not None else ""
    said = texts("state-corpus", version=turn.served.version, documents=documents, passages=len(turn.corpus.passages))
    return f"{said} {_made(turn, made)}" if made else said


def _sources(turn: Turn) -> str:
    """What became of the last refresh from the sources."""
    last = turn.refresher.state().last if turn.refresher is not None else None
    if last is None:
        return ""
    day = french_date(_local(turn, last.at).date())
    if last.outcome == "refused":
        return texts("state-sources-refused", day=day, why=why(last.reason, last.place, last.detail))
    return texts(f"state-sources-{last.outcome}", day=day)


def _local(turn: Turn, moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(turn.settings.daily.zone))


def _made(turn: Turn, made_at: str) -> str:
    made = _local(turn, made_at)
    days = (turn.now - made).days
    return texts("state-made", day=french_date(made.date()), hour=said_hour(made.time()), days=days)


def _counts(found: Mapping[str, int], *names: str) -> dict[str, int]:
    return {name: found.get(name, 0) for name in names}


def _ways(turn: Turn, seen: Overview) -> tuple[Button, ...]:
    """A button for each command of the menu that there is; how many wait is on it."""
    there = {line.name for line in turn.commands if line.admin}
    waiting = {"acces": seen.pending, "moderation": seen.contributions}
    buttons = []
    for name in _MENU:
        empty = name == "acces" and not seen.pending and not seen.banned
        if name in there and not empty and has_text(f"button-admin-{name}"):
            said = texts(f"button-admin-{name}")
            if count := waiting.get(name, 0):
                said = texts("button-admin-count", label=said, count=count)
            buttons.append(Button(label(said), OpenCommand(name)))
    return tuple(buttons[:BUTTONS_AT_MOST])


FEATURE = Feature(
    name="state",
    commands=(CommandLine("admin", lambda argument: TeamState(), "help-admin-state"),),
    intents={TeamState: team_state},
    admin=True,
)
