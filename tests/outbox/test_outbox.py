"""The outbox keeps the pace, lets answers pass first, and remembers where it was told to wait."""

from __future__ import annotations

import asyncio
import itertools
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Address, Message, Paragraph, Progress, Reply, silent
from bot.outbox.gate import PATIENCE, Gate, Gated
from bot.outbox.outbox import Outbox, channel_of
from bot.outbox.pace import Pace
from bot.outbox.sender import Gone, Outcome, Sent, SlowDown, Uncertain
from bot.settings import Retention
from bot.store import Store
from bot.store.holds import Held, in_force
from bot.store.retention import purge
from tests.daily.simulation import Keeping, SetClock, person
from tests.outbox.conftest import NOW

SECOND = timedelta(seconds=1)
WORD = Reply((Paragraph("Bonjour"),))


def outbox(store: Store, sender: Keeping, clock: SetClock, pace: Pace | None = None) -> Outbox:
    return Outbox({"test": sender}, store, Gate(pace or Pace(), clock, clock.sleep), clock, clock.sleep)


def test_so_many_a_second_and_no_more() -> None:
    pace, now = Pace(per_second=20), NOW
    sent: list[datetime] = []
    for number in range(200):
        now += timedelta(seconds=pace.wait(now))
        assert pace.wait(now) == 0
        pace.spend(person(number), now)
        sent.append(now)
    assert timedelta(seconds=9.9) <= sent[-1] - sent[0] <= timedelta(seconds=10)


@given(st.lists(st.floats(0, 2), min_size=1, max_size=200), st.floats(1, 100))
def test_never_more_than_the_pace_allows_whatever_the_pauses(pauses: list[float], rate: float) -> None:
    pace, now = Pace(per_second=rate), NOW
    sent: list[datetime] = []
    for number, pause in enumerate(pauses):
        now += timedelta(seconds=pause + pace.wait(now + timedelta(seconds=pause)))
        pace.spend(person(number), now)
        sent.append(now)
    for first in range(0, len(sent), 7):
        for last in range(first + 1, len(sent)):
            seconds = (sent[last] - sent[first]).total_seconds()
            # A quarter of a second may be made up for.
            assert last - first <= (seconds + 0.25) * rate + 1.001


def test_one_a_second_in_a_chat_and_twenty_a_minute_in_a_group() -> None:
    pace = Pace(per_second=1000)
    pace.spend(person(1), NOW)
    assert pace.chat_wait(person(1), NOW + 0.4 * SECOND) == pytest.approx(0.6)
    assert pace.chat_wait(person(1), NOW + SECOND) == 0
    assert pace.chat_wait(person(2), NOW) == 0
    group, now = person("group"), NOW
    for _ in range(20):
        assert pace.chat_wait(group, now, group=True) == 0
        pace.spend(group, now, group=True)
        now += SECOND
    assert pace.chat_wait(group, now, group=True) == pytest.approx(40)
    assert pace.chat_wait(group, NOW + 60 * SECOND, group=True) == 0


async def test_a_clock_that_is_put_back_keeps_nobody_waiting(store: Store, sender: Keeping, clock: SetClock) -> None:
    pace = Pace(group_minute=1)
    box, group = outbox(store, sender, clock, pace), person("group")
    assert await box.turn(group, group=True) is None
    clock.now = before = NOW - timedelta(hours=1)
    assert await box.turn(person(1)) is None
    assert await box.turn(group, group=True) is None
    assert clock.now < before + SECOND
    pace.spend(person(2), NOW)
    pace.spend(person(2), before)
    assert pace.wait(before) < 1


def test_only_chats_of_the_last_second_are_remembered() -> None:
    pace = Pace(per_second=1000)
    for number in range(20_000):
        pace.spend(person(number), NOW + number * 0.01 * SECOND, group=number % 2 == 0)
    assert len(pace._last) < 5000
    assert len(pace._groups) < 5000


def test_a_place_given_back_is_the_next_one_s() -> None:
    pace = Pace(per_second=1)
    pace.spend(person(1), NOW)
    assert pace.wait(NOW) == 1
    pace.give_back()
    assert pace.wait(NOW) == 0


async def test_answers_take_their_share_and_pass_first(clock: SetClock) -> None:
    pace = Pace(per_second=1)
    gate = Gate(pace, clock, clock.sleep)
    await gate.free()
    assert clock.now == NOW
    with gate.answering(person(1), messages=2):
        assert pace.wait(clock.now) == 0
        await gate.free()
        assert clock.now == NOW + PATIENCE * SECOND
    assert pace.wait(clock.now) == pytest.approx(2, abs=0.3)
    before = clock.now
    await gate.free()
    assert clock.now == before


async def sent(box: Outbox, address: Address) -> Outcome:
    """In its turn, once."""
    assert await box.turn(address) is None
    return await box.attempt(address, WORD)


async def test_a_sender_that_breaks_leaves_the_outcome_uncertain(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    def broken(address: Address) -> Outcome | None:
        raise ZeroDivisionError("somebody's words")

    sender.answer = broken
    assert await sent(outbox(store, sender, clock), person(1)) == Uncertain("ZeroDivisionError")


async def test_an_unasked_message_stands_back_until_the_answer_is_given(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    woken = asyncio.Event()

    async def forever(seconds: float) -> None:
        await woken.wait()

    gate = Gate(Pace(), clock, forever)
    box = Outbox({"test": sender}, store, gate, clock, clock.sleep)
    with gate.answering(person(1)):
        unasked = asyncio.create_task(sent(box, person(2)))
        for _ in range(20):
            await asyncio.sleep(0)
        assert not sender.got
    assert await unasked == Sent(("1",))


async def test_a_chat_s_wait_stops_that_chat_alone(store: Store, sender: Keeping, clock: SetClock) -> None:
    box = outbox(store, sender, clock)
    sender.answer = lambda address: SlowDown(100) if address == person(1) else None
    await box.turn(person(1))
    assert await box.attempt(person(1), WORD) == SlowDown(100)
    held = await box.turn(person(1))
    assert held is not None
    assert held - NOW >= 100 * SECOND
    assert await box.turn(person(2)) is None


async def test_of_several_at_once_to_one_chat_one_a_second_goes(store: Store, sender: Keeping, clock: SetClock) -> None:
    moments: list[datetime] = []

    class Noted(Pace):
        def spend(self, chat: Address, now: datetime, *, group: bool = False) -> None:
            moments.append(now)
            super().spend(chat, now, group=group)

    box = outbox(store, sender, clock, Noted(per_second=1000))
    await asyncio.gather(*(sent(box, person(1)) for _ in range(8)))
    assert len(moments) == 8
    assert all(later - earlier >= SECOND for earlier, later in itertools.pairwise(moments))


async def test_a_channel_s_wait_stops_its_channel(store: Store, sender: Keeping, clock: SetClock) -> None:
    box = outbox(store, sender, clock)
    sender.answer = lambda address: SlowDown(20, "channel")
    await box.attempt(person(1), WORD)
    # A short one is stood out, a long one is not.
    assert await box.turn(person(2)) is None
    assert clock.now >= NOW + 20 * SECOND
    sender.answer = lambda address: SlowDown(200, "channel")
    await box.attempt(person(1), WORD)
    assert await box.turn(person(2)) is not None
    assert await box.held_until(Address("other", "2")) is None


async def test_a_restart_forgets_no_wait(store: Store, sender: Keeping, clock: SetClock) -> None:
    sender.answer = lambda address: SlowDown(3600)
    await outbox(store, sender, clock).attempt(person(1), WORD)
    clock.now += 60 * SECOND
    held = await outbox(store, sender, clock).held_until(person(1))
    assert held == NOW + 3600 * SECOND
    clock.now = held
    assert await outbox(store, sender, clock).held_until(person(1)) is None
    assert (
        await store.write(lambda connection: purge(connection, clock.now + SECOND, Retention(), SECOND)["holds"]) == 1
    )


async def test_a_longer_wait_is_not_shortened(store: Store) -> None:
    await store.apply([Held(person(1), NOW + 90 * SECOND), Held(person(1), NOW + 30 * SECOND)], NOW)
    assert await store.read(lambda connection: in_force(connection, NOW)) == {person(1): NOW + 90 * SECOND}


async def test_what_has_no_remedy_is_handed_back(store: Store, sender: Keeping, clock: SetClock) -> None:
    sender.answer = lambda address: Gone("left")
    assert await sent(outbox(store, sender, clock), person(1)) == Gone("left")
    assert not outbox(store, sender, clock).reaches(Address("other", "1"))
    assert channel_of(person(1)) == Address("test", "")


async def test_many_at_once_keep_the_pace_and_their_order(store: Store, sender: Keeping, clock: SetClock) -> None:
    box = outbox(store, sender, clock, Pace(per_second=10))
    await asyncio.gather(*(sent(box, person(number)) for number in range(50)))
    moments = [sender.got[person(number)][0][0] for number in range(50)]
    assert moments == sorted(moments)
    assert timedelta(seconds=4.8) <= moments[-1] - moments[0] <= timedelta(seconds=5.2)


async def test_an_answerer_reports_to_the_gate_while_it_answers(clock: SetClock) -> None:
    gate = Gate(Pace(per_second=1), clock, clock.sleep)
    open_meanwhile: list[bool] = []

    class Answers:
        async def respond(self, message: Message, progress: Progress = silent) -> Reply:
            before = clock.now
            await gate.free()
            open_meanwhile.append(clock.now == before)
            return WORD

    assert await Gated(Answers(), gate).respond(Message(person(1), person(1), "Bonjour")) == WORD
    assert open_meanwhile == [False]
    assert gate.pace.wait(clock.now) > 0


async def test_an_answer_so_long_that_it_shows_its_progress_holds_nothing_back(clock: SetClock) -> None:
    gate = Gate(Pace(per_second=1), clock, clock.sleep)
    shown: list[Reply] = []

    class Works:
        async def respond(self, message: Message, progress: Progress = silent) -> Reply:
            await progress(WORD)
            before = clock.now
            await gate.free()
            assert clock.now == before
            return WORD

    async def show(reply: Reply) -> None:
        shown.append(reply)

    assert await Gated(Works(), gate).respond(Message(person(1), person(1), "Bonjour"), show) == WORD
    assert shown == [WORD]


async def test_who_is_not_answered_takes_no_place_of_what_is_due(clock: SetClock) -> None:
    gate = Gate(Pace(per_second=1), clock, clock.sleep)

    class SaysNothing:
        async def respond(self, message: Message, progress: Progress = silent) -> Reply:
            return Reply(())

    for _ in range(50):
        await Gated(SaysNothing(), gate).respond(Message(person(1), person(1), "Bonjour"))
    assert gate.pace.wait(clock.now) == 0
