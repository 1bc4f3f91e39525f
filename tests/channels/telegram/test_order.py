"""Lines: in order within a chat, side by side between chats, nobody delayed by another."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram.order import Lines
from bot.channels.telegram.patience import COPIES, LONGEST, PATIENCE, settled
from bot.outbox.sender import Gone, Outcome, Refused, Sent, SlowDown, Uncertain


class Recorder:
    def __init__(self) -> None:
        self.done: list[tuple[str, int]] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.in_hand: dict[str, int] = {}

    async def do(self, work: tuple[str, int]) -> None:
        line = work[0]
        self.in_hand[line] = self.in_hand.get(line, 0) + 1
        assert self.in_hand[line] == 1
        await asyncio.sleep(0)
        if line in self.gates:
            await self.gates[line].wait()
        self.in_hand[line] -= 1
        self.done.append(work)


async def test_each_line_is_in_order_with_one_thing_in_hand() -> None:
    recorder = Recorder()
    lines = Lines(recorder.do)
    for number in range(20):
        for line in "abc":
            lines.put(line, (line, number))
    assert len(lines) == 3
    await lines.fewer_than(1)
    for line in "abc":
        assert [number for name, number in recorder.done if name == line] == list(range(20))


async def test_a_line_that_waits_delays_no_other() -> None:
    recorder = Recorder()
    gate = recorder.gates["slow"] = asyncio.Event()
    lines = Lines(recorder.do)
    for number in range(50):
        lines.put("slow", ("slow", number))
    lines.put("quick", ("quick", 0))
    await lines.fewer_than(2)
    assert recorder.done == [("quick", 0)]
    gate.set()
    await lines.fewer_than(1)
    assert len(recorder.done) == 51


async def test_what_fails_costs_its_line_nothing_of_what_waits_behind_it(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def do(number: int) -> None:
        if number == 0:
            raise OSError("what somebody wrote")
        done.append(number)

    lines = Lines(do)
    for number in range(3):
        lines.put("a", number)
    await lines.fewer_than(1)
    assert done == [1, 2]
    [said] = caplog.messages
    assert said.startswith("what was to be done in a chat failed (OSError in test_order.py:")


async def test_stopping_finishes_what_is_in_hand_and_leaves_the_rest() -> None:
    recorder = Recorder()
    gate = recorder.gates["a"] = asyncio.Event()
    lines = Lines(recorder.do)
    for number in range(3):
        lines.put("a", ("a", number))
    await asyncio.sleep(0)
    stopping = asyncio.create_task(lines.stop(5))
    await asyncio.sleep(0)
    gate.set()
    await stopping
    assert recorder.done == [("a", 0)]


async def test_what_does_not_finish_in_time_is_cancelled() -> None:
    recorder = Recorder()
    recorder.gates["a"] = asyncio.Event()
    lines = Lines(recorder.do)
    lines.put("a", ("a", 0))
    await asyncio.sleep(0)
    await lines.stop(0.01)
    assert recorder.done == []
    assert len(lines) == 0


class Attempts:
    """Outcomes one after another, and the waits between them."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.waits: list[float] = []

    async def __call__(self) -> Outcome:
        return self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


async def test_what_the_server_asks_to_wait_is_waited() -> None:
    attempts = Attempts(SlowDown(7), SlowDown(0.1), Sent(("1",)))
    assert await settled(attempts, attempts.sleep) == Sent(("1",))
    assert attempts.waits == [7, 0.5]


async def test_an_unknown_fate_is_tried_again_a_few_times() -> None:
    attempts = Attempts(Uncertain(), Uncertain(), Sent())
    assert await settled(attempts, attempts.sleep) == Sent()
    for_ever = Attempts(Uncertain("x"))
    assert await settled(for_ever, for_ever.sleep) == Uncertain("x")
    assert len(for_ever.waits) == COPIES


async def test_a_final_outcome_is_not_tried_again() -> None:
    for outcome in (Gone(), Refused("no"), Sent()):
        attempts = Attempts(outcome)
        assert await settled(attempts, attempts.sleep) == outcome
        assert attempts.waits == []


async def test_a_server_in_trouble_is_asked_less_and_less_often_and_given_up_in_the_end() -> None:
    attempts = Attempts(SlowDown(0))
    assert await settled(attempts, attempts.sleep) == SlowDown(0)
    assert attempts.waits[:5] == [0.25, 0.5, 1, 2, 4]
    assert max(attempts.waits) == LONGEST
    assert PATIENCE - LONGEST <= sum(attempts.waits) <= PATIENCE
