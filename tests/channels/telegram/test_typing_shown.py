"""« écrit… » se montre à qui revient, puis seulement quand la réponse se fait attendre."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from bot.channels.telegram import typing_shown
from bot.channels.telegram.order import Lines
from bot.channels.telegram.typing_shown import BUSY, Typing
from bot.channels.telegram.updates import Owed
from bot.messages import Address, Message
from bot.outbox.sender import Outcome, Sent

ANNE, PAUL = Address("telegram", "1"), Address("telegram", "2")


class Shown:
    """Chats to which it was shown; ``gate`` holds what the lines have in hand."""

    def __init__(self) -> None:
        self.chats: list[Address] = []
        self.gate = asyncio.Event()
        self.lines = Lines[Owed](self._work)
        self.typing = Typing(self._show, self._beside, self.lines)

    async def _work(self, owed: Owed) -> None:
        await self.gate.wait()

    async def _show(self, chat: Address, thread: str) -> Outcome:
        self.chats.append(chat)
        return Sent()

    def _beside(self, work: Coroutine[Any, Any, object]) -> None:
        with pytest.raises(StopIteration):
            work.send(None)

    async def writes(self, person: Address, at_work: bool = False) -> None:
        """A message comes in and is answered at once, unless ``at_work``."""
        if at_work:
            self.lines.put(person, Owed(1, None))
        self.typing(Message(person, person, "Bonjour"))
        await turns()


async def turns() -> None:
    """Let everything that is ready run; what waits for no time is ready within a few turns."""
    loop = asyncio.get_running_loop()
    for _ in range(3):
        later = loop.create_future()
        loop.call_later(0, later.set_result, None)
        await later


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setattr(typing_shown, "SLOW", 0.0)
    return Shown()


async def test_at_once_to_each_who_comes(shown: Shown) -> None:
    await shown.writes(ANNE)
    await shown.writes(PAUL)
    assert shown.chats == [ANNE, PAUL]


async def test_not_again_in_a_conversation_whose_answers_come(shown: Shown) -> None:
    await shown.writes(ANNE)
    await shown.writes(ANNE)
    assert shown.chats == [ANNE]


async def test_again_when_an_answer_takes_time(shown: Shown) -> None:
    await shown.writes(ANNE)
    await shown.writes(ANNE, at_work=True)
    assert shown.chats == [ANNE, ANNE]
    shown.gate.set()
    await shown.lines.stop(5)


async def test_again_to_who_comes_back_later(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    await shown.writes(ANNE)
    monkeypatch.setattr(typing_shown, "CONVERSING", -1.0)
    await shown.writes(ANNE)
    assert shown.chats == [ANNE, ANNE]


async def test_to_nobody_when_many_wait(shown: Shown) -> None:
    for number in range(BUSY):
        shown.lines.put(Address("telegram", f"1{number}"), Owed(number, None))
    await shown.writes(ANNE)
    assert shown.chats == []
    shown.gate.set()
    await shown.lines.stop(5)
