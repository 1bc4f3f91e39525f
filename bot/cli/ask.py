"""``coop ask "…"``: one question, one answer."""

from __future__ import annotations

import sys

from bot.app import App
from bot.channels.plain import reply_lines, unwrapped
from bot.channels.terminal import Conversation, printer
from bot.cli.running import running
from bot.cli.visitor import visitor
from bot.messages import Reply
from bot.settings import Settings


def ask(settings: Settings, question: str) -> int:
    """Print the answer to a question, folded passages open; there are no buttons, nobody waits for one."""
    with running(settings) as (app, runner):
        lines = reply_lines(runner.run(_answer(app, question)))
    if sys.stdout.isatty():
        printer()(lines)
    else:
        print(unwrapped(lines))
    return 0


async def _answer(app: App, question: str) -> Reply:
    async with visitor(app, "ask") as person:
        return await Conversation(app.dialogue, person).hear(question)
