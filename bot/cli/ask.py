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


def ask(settings: Settings, question: str, explain: bool = False) -> int:
    """Print the answer to a question, folded passages open; there are no buttons, nobody waits for one."""
    with running(settings) as (app, runner):
        reply = runner.run(_answer(app, question))
        lines = reply_lines(reply)
        if sys.stdout.isatty():
            printer()(lines)
        else:
            print(unwrapped(lines))
        if explain:
            print(_explained(app, question, reply))
    return 0


def _explained(app: App, question: str, reply: Reply) -> str:
    """What search made of the question, for whoever looks after the corpus."""
    index = app.library.current.index
    found = {quote.passage: index.explain(question, quote.passage) for quote in reply.quotes}
    if not found:
        return f"\nintent {reply.intent}, outcome {reply.outcome}, no passage"
    first = next(iter(found.values()))
    lines = [f"\nintent {reply.intent}, outcome {reply.outcome}, probability {first.probability:.2f}"]
    lines += [f"  {word}: {', '.join(terms) or 'unknown'}" for word, terms in first.words.items()]
    lines.append("  " + ", ".join(f"{name} {value:.2f}" for name, value in first.features.items()))
    for passage, why in found.items():
        parts = ", ".join(f"{name} {value:.2f}" for name, value in why.parts.items())
        lines.append(f"{passage}: rank {why.rank or '-'}, score {sum(why.parts.values()):.2f} = {parts}")
    return "\n".join(lines)


async def _answer(app: App, question: str) -> Reply:
    # Bytes that Python could not read in the machine's language are most likely UTF-8 under LC_ALL=C.
    question = question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    async with visitor(app, "ask") as person:
        return await Conversation(app.dialogue, person).hear(question)
