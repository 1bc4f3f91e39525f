"""People who write to a bot through the Bot API double, and how long they wait."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.bot_api import BotApi

FIRST = 100_000


@dataclass
class Waits:
    """Seconds from a question to its answer; ``seconds`` is how long the whole took."""

    each: list[float] = field(default_factory=list)
    seconds: float = 0.0
    unanswered: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.each) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds that this share of the questions waited at most."""
        ranked = sorted(self.each)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000 if ranked else float("nan")


class People:
    """Writes questions and counts the first message that answers each."""

    def __init__(self, api: BotApi, questions: Sequence[str], seed: int = 1) -> None:
        self._api = api
        shuffled = list(questions)
        random.Random(seed).shuffle(shuffled)
        self._questions: Iterator[str] = itertools.cycle(shuffled)
        self._asked: dict[int, float] = {}
        self._waits = Waits()
        self._asks_again = False
        api.world.on_sent = self._answered

    async def closed_loop(self, people: int, seconds: float) -> Waits:
        """Each person asks, waits for the answer, asks again at once."""
        self._start()
        self._asks_again = True
        for person in range(FIRST, FIRST + people):
            self._ask(person)
        await asyncio.sleep(seconds)
        self._asks_again = False
        self._waits.seconds = seconds
        return await self._end()

    async def open_loop(self, people: int, rate: float, seconds: float) -> Waits:
        """So many questions a second in all, by turns, whether the former are answered or not."""
        self._start()
        start = time.perf_counter()
        for number in range(int(rate * seconds)):
            delay = start + number / rate - time.perf_counter()
            if delay > 0:
                await asyncio.sleep(delay)
            self._ask(FIRST + number % people)
        self._waits.seconds = seconds
        return await self._end()

    def _start(self) -> None:
        self._waits = Waits()
        self._asked.clear()

    async def _end(self) -> Waits:
        for _ in range(100):
            if not self._asked:
                break
            await asyncio.sleep(0.1)
        self._waits.unanswered = len(self._asked)
        world = self._api.world
        world.messages.clear()
        self._api.calls.clear()
        return self._waits

    def _ask(self, person: int) -> None:
        self._asked.setdefault(person, time.perf_counter())
        self._api.world.say(person, next(self._questions))

    def _answered(self, message: dict[str, Any]) -> None:
        person = message["chat"]["id"]
        asked = self._asked.pop(person, None)
        if asked is None:
            return
        self._waits.each.append(time.perf_counter() - asked)
        if self._asks_again:
            self._ask(person)
