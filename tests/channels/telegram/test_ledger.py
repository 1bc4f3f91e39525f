"""What is owed and what is done: batches come in, answers go out, the program is killed in between."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram.ledger import Ledger
from bot.channels.telegram.updates import address
from bot.store import Store
from bot.store.facts import Fact, Seen
from bot.store.inbox import Update
from bot.store.journal import Journal
from tests.channels.telegram.conftest import owed

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANNE, PAUL = address(501), address(502)


def row(number: int) -> Update:
    return Update(number, f'{{"update_id": {number}}}')


def opened(store: Store, journal: Path) -> Ledger:
    """A program's ledger; the one before it is as dead as after a kill."""
    return Ledger(store, Journal(journal), lambda: NOON)


@pytest.fixture
def ledger(store: Store, journal: Path) -> Ledger:
    return opened(store, journal)


async def answered(ledger: Ledger, *numbers: int) -> list[asyncio.Task[None]]:
    """These were answered a moment ago: the journal knows, the database not yet."""
    done = [asyncio.create_task(ledger.done(number, [Seen(ANNE)])) for number in numbers]
    await asyncio.sleep(0)
    return done


async def test_what_is_answered_at_once_never_stands_in_the_inbox(ledger: Ledger, store: Store) -> None:
    assert ledger.fresh([11, 12]) == {11, 12}
    done = await answered(ledger, 11, 12)
    await ledger.keep(row)
    assert not any(task.done() for task in done)
    assert await owed(store) == []
    await asyncio.gather(*done)
    assert await store.personal_data(ANNE)


async def test_what_takes_longer_stands_in_the_inbox_until_it_is_answered(ledger: Ledger, store: Store) -> None:
    ledger.fresh([11, 12])
    done = await answered(ledger, 11)
    await ledger.keep(row)
    assert await owed(store) == [12]
    await asyncio.gather(*done, ledger.done(12, []))
    assert await owed(store) == []


async def test_killed_before_the_answer_it_is_still_owed(ledger: Ledger, store: Store, journal: Path) -> None:
    ledger.fresh([11])
    await ledger.keep(row)
    again = opened(store, journal)
    assert [update.number for update in await again.recover()] == [11]
    assert again.fresh([11]) == set()
    await again.done(11, [])
    assert await owed(store) == []


async def test_killed_after_the_answer_it_is_not_given_again(ledger: Ledger, store: Store, journal: Path) -> None:
    ledger.fresh([11])
    done = await answered(ledger, 11)
    await ledger.keep(row)
    for task in done:
        task.cancel()
    again = opened(store, journal)
    assert list(await again.recover()) == []
    assert again.fresh([11, 12]) == {12}
    assert await store.personal_data(ANNE), "what the answer noted is not lost either"


async def test_killed_once_all_is_committed_the_last_batch_is_known(
    ledger: Ledger, store: Store, journal: Path
) -> None:
    for batch in ([11, 12], [13, 14]):
        ledger.fresh(batch)
        done = await answered(ledger, *batch)
        await ledger.keep(row)
        await asyncio.gather(*done)
    assert Journal(journal).left == []
    again = opened(store, journal)
    await again.recover()
    assert again.fresh([13, 14, 15]) == {15}


async def test_a_late_answer_does_not_hide_the_batch_that_came_after(
    ledger: Ledger, store: Store, journal: Path
) -> None:
    ledger.fresh([11])
    await ledger.keep(row)
    ledger.fresh([12])
    done = await answered(ledger, 12)
    await ledger.keep(row)
    await asyncio.gather(*done)
    await ledger.done(11, [])
    again = opened(store, journal)
    assert list(await again.recover()) == []
    assert again.fresh([12]) == set()


async def test_a_batch_is_written_down_though_nobody_waits_for_it_any_more(ledger: Ledger, store: Store) -> None:
    ledger.fresh([11])
    keeping = asyncio.create_task(ledger.keep(row))
    await asyncio.sleep(0)
    keeping.cancel()
    await ledger.done(11, [Seen(PAUL)])
    assert await store.personal_data(PAUL)


async def test_a_database_that_refuses_is_asked_again(
    ledger: Ledger, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply, refused = store.apply, list[Fact]()

    async def refuses_once(facts: Sequence[Fact], now: datetime) -> None:
        if not refused:
            refused.extend(facts)
            raise OSError("no space left")
        await apply(facts, now)

    monkeypatch.setattr(store, "apply", refuses_once)
    monkeypatch.setattr("bot.channels.telegram.ledger.PAUSE", 0.0)
    ledger.fresh([11])
    await ledger.keep(row)
    assert refused
    assert await owed(store) == [11]
