"""While versions are swapped people go on asking: no answer fails, none is made of two versions."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import system_clock
from bot.dialogue import Dialogue
from bot.editorial.child import in_child
from bot.editorial.library import Library
from bot.editorial.refreshing import Refresher
from bot.messages import Address, Message, Reply
from bot.store import Store
from tests.editorial.desk import Desk
from tests.journeys.serving import LONG

EDITIONS = 12 if LONG else 3
PEOPLE = 20
QUESTIONS = ("Comment accueillir ?", "C'est quoi un accueil ?", "quels sont les enjeux ?", "la marée haute")
EDITION = re.compile(r"édition(\d+)")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def print_edition(desk: Desk, number: int) -> None:
    """Every passage says which edition it is of."""
    for file in desk.source.glob("*.md"):
        head, _, body = file.read_text("utf-8").partition("\n---\n")
        body = re.sub(r" édition\d+", "", body)
        body = re.sub(r"(\w)([.?!]?)$", rf"\1 édition{number}\2", body, flags=re.MULTILINE)
        file.write_text(f"{head}\n---\n{body}", "utf-8")


def editions(reply: Reply) -> set[str]:
    return {number for quote in reply.quotes for number in EDITION.findall(quote.quoted)}


async def test_no_answer_fails_and_none_is_a_mixture(desk: Desk, tmp_path: Path) -> None:
    print_edition(desk, 0)
    desk.open()
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'coop.db'}", timedelta(minutes=30))
    asked = Library.open(desk.settings)
    dialogue = Dialogue(asked, store, desk.settings, system_clock)
    asked.make_ready.append(dialogue.make_ready)
    over, arrived = asyncio.Event(), asyncio.Event()
    replies: list[Reply] = []

    async def person(number: int) -> None:
        address = Address("telegram", str(number))
        while not over.is_set():
            for question in QUESTIONS:
                replies.append(await dialogue.respond(Message(address, address, question)))
                arrived.set()

    try:
        people = [asyncio.create_task(person(number)) for number in range(PEOPLE)]
        for number in range(EDITIONS):
            # The first one in a process of its own, as coop serve does.
            refresher = Refresher(desk.settings, desk.library, preparing=in_child) if not number else desk.refresher
            await refresher.swap((await refresher.prepare()).draft)
            assert await asked.adopt()
            seen = len(replies)
            while len(replies) < seen + 2 * PEOPLE:
                arrived.clear()
                await arrived.wait()
            assert {number for reply in replies[-PEOPLE // 2 :] for number in editions(reply)} == {str(number)}
            print_edition(desk, number + 1)
    finally:
        over.set()
        await asyncio.gather(*people)
        await store.close()
    assert len(replies) > 4 * PEOPLE
    quoting = [editions(reply) for reply in replies if reply.quotes]
    assert len(quoting) > len(replies) / 2
    assert {len(found) for found in quoting} == {1}
    assert not [reply for reply in replies if reply.intent == "" and not reply.quotes]
