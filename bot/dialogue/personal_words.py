"""What is kept about a person, in words: a column's name and value as somebody reads them, not as tables hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.daily.days import Chosen, said_days
from bot.daily.hours import said_hour
from bot.daily.places import places, said_zone
from bot.dialogue.browsing import Cursor
from bot.dialogue.turn import Turn
from bot.store.memory import Memory
from bot.texts import french_date, has_text, listed, texts


def named(family: str, name: str) -> str:
    """The French name of a table or column; its own name when a later table has none yet."""
    key = f"{family}-{name}"
    return texts(key) if has_text(key) else name


def row_lines(turn: Turn, row: Mapping[str, Any]) -> tuple[str, ...]:
    """A row, a line for each column that holds something."""
    lines = []
    for name, value in row.items():
        if name == "question_id" and row.get("question"):
            continue
        said = _OWN[name](turn, value) if name in _OWN else _said(turn, value)
        if said:
            lines.append(texts("data-value", name=named("data-column", name), value=said))
    return tuple(lines)


def _said(turn: Turn, value: object) -> str:
    """A value of any column; empty when there is none."""
    if isinstance(value, bool):
        return texts("data-yes" if value else "data-no")
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo(turn.settings.daily.zone))
        return texts("data-moment", day=french_date(local.date()), hour=said_hour(local.time()))
    if isinstance(value, date):
        return french_date(value)
    if isinstance(value, Mapping):
        return listed(tuple(f"{key}\u00a0: {_said(turn, inner)}" for key, inner in value.items()))
    if isinstance(value, list | tuple):
        return ", ".join(_said(turn, one) for one in value)
    return "" if value is None else str(value)


def _memory(turn: Turn, value: object) -> str:
    """The conversation's context: what was asked, how much was shown, where the person stands."""
    kept = Memory.from_json(value)
    cursor = Cursor.read(kept.place)
    said = (
        texts("data-memory-question", question=kept.question) if kept.question else "",
        texts("data-memory-shown", count=len(kept.hits), shown=kept.shown) if kept.hits else "",
        texts("data-memory-place", place=named("button", cursor.kind)) if cursor.kind else "",
        texts("data-memory-topic", topic=cursor.second) if cursor.kind == "question" and cursor.second else "",
        texts("data-memory-theme", theme=_theme(turn, kept.theme)) if kept.theme else "",
        texts("data-memory-people", people=listed(tuple(_person(turn, key) for key in kept.people)))
        if kept.people
        else "",
        texts("data-memory-pending") if kept.pending else "",
    )
    return "\u00a0; ".join(filter(None, said)) or texts("data-memory-none")


def _theme(turn: Turn, value: object) -> str:
    return next((theme.name for theme in turn.corpus.themes if theme.key == value), str(value or ""))


def _person(turn: Turn, key: str) -> str:
    document = turn.corpus.document(key)
    return (document.person or document.title) if document is not None else key


def _question(turn: Turn, value: object) -> str:
    """A question of the corpus by its id; the id when the corpus has it no more."""
    return next((f"«\u00a0{one.text}\u00a0»" for one in turn.stock.questions if one.id == value), str(value or ""))


def _days(turn: Turn, value: object) -> str:
    days = frozenset(int(day) for day in str(value) if day in "1234567")
    return said_days(Chosen(days, weekly=False)) if days else str(value or "")


def _hour(turn: Turn, value: object) -> str:
    try:
        return said_hour(value if isinstance(value, time) else time.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _pairs(turn: Turn, value: object) -> str:
    """Questions with their answers."""
    pairs = [tuple(map(str, one)) for one in value] if isinstance(value, list | tuple) else []
    return " / ".join(texts("data-pair", question=question, answer=answer) for question, answer in pairs)


def _one_of(key: str, value: object) -> str:
    """The text for one value of a fixed set; the value itself when a later one has none yet."""
    return texts(key) if has_text(key) else str(value)


def _territory(turn: Turn, value: object) -> str:
    found = next((place.name for place in places() if place.territory == value), str(value or ""))
    return found or texts("data-no-holidays")


def _chosen(turn: Turn, value: object) -> str:
    """Themes or enjeux ("theme:3") that were chosen; all of them when none was."""
    keys = [str(key) for key in value] if isinstance(value, list | tuple) else []
    said = []
    for key in keys:
        theme, _, number = key.partition(":")
        name = _theme(turn, theme)
        said.append(texts("data-enjeu", number=number, theme=name) if number else name)
    return listed(tuple(said)) if said else texts("data-all")


def _labels(turn: Turn, value: object) -> str:
    """What stands on the buttons under a letter."""
    pairs = value if isinstance(value, list) else []
    return listed(tuple(f"«\u00a0{label}\u00a0»" for label, _ in pairs))


_OWN: Mapping[str, Callable[[Turn, Any], str]] = {
    "memory": _memory,
    "theme": _theme,
    "themes": _chosen,
    "enjeux": _chosen,
    "question_id": _question,
    "days": _days,
    "time": _hour,
    "zone": lambda turn, value: said_zone(str(value)),
    "territory": _territory,
    "state": lambda turn, value: _one_of(f"data-state-{value}", value),
    "document": lambda turn, value: _person(turn, str(value)) if value else "",
    "answers": _pairs,
    "exchange": _pairs,
    "kind": lambda turn, value: _one_of(f"data-kind-{str(value).partition(' ')[0]}", value),
    "buttons": _labels,
    "seed": lambda turn, value: texts("data-seed"),
    "round": lambda turn, value: texts("data-round", number=int(value) + 1),
}
