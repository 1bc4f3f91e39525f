"""``coop ask --jsonl``: questions in, answers out, one JSON object a line, through the whole dialogue."""

from __future__ import annotations

import json
import logging
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.app import App
from bot.channels.plain import plain, showable
from bot.cli.progress import working
from bot.cli.running import running
from bot.cli.visitor import visitor
from bot.messages import Message, Reply
from bot.settings import Settings

_log = logging.getLogger(__name__)


class BadLine(Exception):
    """A line that is no question; ``id`` is what could be read of it."""

    def __init__(self, message: str, id: object = None) -> None:
        super().__init__(message)
        self.id = id


@dataclass(frozen=True, slots=True)
class Line:
    """A question to ask; ``context`` is what the same person asked just before, empty for nothing."""

    id: object
    question: str
    context: str = ""


def read_line(text: str) -> Line:
    """The question of a line.

    Raises:
        BadLine: not a JSON object, or a field that is missing or no text.
    """
    try:
        given = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadLine("not a JSON object") from None
    if not isinstance(given, dict):
        raise BadLine("not a JSON object")
    question, context = given.get("question"), given.get("context") or ""
    if not isinstance(question, str):
        raise BadLine('"question" is missing or not a text', given.get("id"))
    if not isinstance(context, str):
        raise BadLine('"context" is not a text', given.get("id"))
    return Line(given.get("id"), question, context)


def _refuse(constant: str) -> None:
    """``NaN`` and the infinities are not JSON: an answer that gave such an id back would not be either."""
    raise ValueError(constant)


def as_object(line: Line, reply: Reply, version: str) -> dict[str, Any]:
    """What is written of an answer: every passage stands word for word in ``reply``."""
    passages = [showable(quote.quoted) for quote in reply.quotes]
    return {
        "id": line.id,
        "answered": bool(passages),
        "outcome": reply.outcome,
        "passages": passages,
        "ids": [quote.passage for quote in reply.quotes],
        "reply": plain(reply),
        "buttons": [button.label for button in reply.buttons],
        "intent": reply.intent,
        "version": version,
    }


def answer_lines(settings: Settings) -> int:
    """Answer every line of standard input; a line that cannot be read gets an object with ``error``."""
    with running(settings) as (app, runner), working("Answering", _size_of_input()) as bar:
        for number, text in enumerate(_lines(), 1):
            if text.strip():
                print(json.dumps(runner.run(_answer(app, text, number)), ensure_ascii=False), flush=True)
            bar.advance(len(text.encode("utf-8", "replace")))
    return 0


async def _answer(app: App, text: str, number: int) -> dict[str, Any]:
    try:
        line = read_line(text)
    except BadLine as error:
        return {"error": f"line {number}: {error}", "id": error.id}
    version = app.library.current.version
    try:
        reply = await hear(app, line)
    except Exception as error:
        _log.exception("Line %d failed", number)
        return {"error": f"line {number}: the answer failed ({type(error).__name__})", "id": line.id}
    return as_object(line, reply, version)


async def hear(app: App, line: Line) -> Reply:
    """The reply to a fresh person's question, after what they asked just before."""
    async with visitor(app, "jsonl") as person:
        if line.context:
            await app.dialogue.respond(Message(person, person, showable(line.context)))
        return await app.dialogue.respond(Message(person, person, showable(line.question)))


def _lines() -> Iterator[str]:
    for number, text in enumerate(sys.stdin):
        yield text.removeprefix("\ufeff") if number == 0 else text


def _size_of_input() -> int | None:
    """Bytes to read, when standard input is a file."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
