"""``coop tick`` killed while it sends: everyone has the question or is known as uncertain, nobody has it twice."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.daily.calendar import scheduled
from bot.daily.ticker import AT_ONCE
from bot.messages import Address
from bot.store import Store
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription
from tests.doubles.bot_api import BotApi
from tests.doubles.delivered import counted, of_unknown_fate
from tests.journeys.processes import COOP, clean_environment
from tests.journeys.serving import LONG, Bot

PEOPLE, KILLS = (3000, 12) if LONG else (120, 2)
FIRST = 10_000
TODAY = date(2026, 3, 2)
DUE = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
PACE = 200
"""Messages a second, so that the test need not last as long as it would with Telegram's."""


async def start(bot: Bot, now: datetime) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *COOP, "tick", "--json", "--now", now.isoformat(),
        cwd=bot.folder,
        env=clean_environment(
            TELEGRAM_BOT_TOKEN=bot.token,
            TELEGRAM_API_ROOT=bot.api.root,
            COOP_DATA_DIR=str(bot.folder),
            COOP_OUTBOX__PER_SECOND=str(PACE),
        ),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def ticked(bot: Bot, now: datetime) -> dict[str, int]:
    process = await start(bot, now)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    counts: dict[str, int] = json.loads(out)
    return counts


async def opened(bot: Bot) -> Store:
    return await Store.open(f"sqlite+aiosqlite:///{bot.folder / 'coop.db'}")


async def subscribe(bot: Bot, people: int) -> None:
    store = await opened(bot)
    before = DUE - timedelta(hours=1)
    facts = []
    for number in range(people):
        bot.api.world.chat(FIRST + number)
        subscription = Subscription(Address("telegram", str(FIRST + number)), number, TODAY)
        facts.append(Subscribed(scheduled(subscription, before)))
    await store.apply(facts, before)
    await store.close()


def received(api: BotApi) -> Counter[int]:
    return Counter(message["chat"]["id"] for message in api.world.messages.values())


async def test_a_question_survives_kills_and_comes_once(api: BotApi, bot: Bot, built: Path) -> None:
    await subscribe(bot, PEOPLE)
    api.faults.latency = 0.03
    draw = random.Random(5)
    left_by_kills = 0
    for kill in range(KILLS):
        # In every other round a second program is at work, and goes on when the first is killed.
        programs = 1 + kill % 2
        introduced = len(api.called("getMe")) + programs
        held = api.faults.add("held", "sendMessage")
        killed, *others = [await start(bot, DUE + timedelta(seconds=10 * kill)) for _ in range(programs)]
        # Who has introduced itself hears SIGTERM; what each then has in flight is called, and not answered yet.
        await api.until(partial(_called, api, "getMe", introduced))
        held.gate.set()
        api.faults.rules.remove(held)
        called = len(api.called("sendMessage"))
        enough = called + draw.randrange(3, max(4, (PEOPLE - called) // (2 * (KILLS - kill))))
        await api.until(partial(_called, api, "sendMessage", enough))
        killed.kill()
        await killed.communicate()
        for other in others:
            other.terminate()
            assert (await other.communicate(), other.returncode)[1] == 0
        store = await opened(bot)
        left = (await store.read(counted)).get(("question", "claimed"), 0)
        await store.close()
        assert left - left_by_kills <= AT_ONCE
        left_by_kills = left
    last = await ticked(bot, DUE + timedelta(minutes=20))
    assert await ticked(bot, DUE + timedelta(minutes=30)) == dict.fromkeys(last, 0)
    store = await opened(bot)
    unknown = {int(one.id) for one in await store.read(of_unknown_fate)}
    counts = await store.read(counted)
    await store.close()
    assert set(received(api).values()) == {1}
    everyone = {FIRST + number for number in range(PEOPLE)}
    assert everyone - set(received(api)) <= unknown
    assert len(unknown) == left_by_kills == last["uncertain"] <= KILLS * AT_ONCE
    assert counts[("question", "sent")] == PEOPLE - len(unknown)


def _called(api: BotApi, method: str, enough: int) -> bool:
    return len(api.called(method)) >= enough


async def test_who_blocked_the_bot_is_counted_and_a_broken_connection_is_uncertain(
    api: BotApi, bot: Bot, built: Path
) -> None:
    await subscribe(bot, 6)
    api.world.blocked.add(FIRST)
    api.faults.add("drop_after", "sendMessage", chat=FIRST + 1)
    api.faults.add("429", "sendMessage", chat=FIRST + 2, times=1, seconds=1)
    counts = await ticked(bot, DUE)
    assert counts == {"due": 6, "sent": 4, "skipped": 0, "uncertain": 1, "inactive": 1}
    assert sorted(received(api)) == [FIRST + number for number in range(1, 6)]
    skipped = await ticked(bot, DUE + timedelta(days=1, hours=5))
    assert skipped == {"due": 5, "sent": 0, "skipped": 5, "uncertain": 0, "inactive": 0}


async def test_without_telegram_there_is_one_clear_line(bot: Bot) -> None:
    await bot.api.stop()
    process = await start(bot, DUE)
    _, err = await process.communicate()
    assert process.returncode == 1
    assert "Telegram cannot be reached" in err.decode()
    assert bot.token not in err.decode()


async def test_the_running_bot_sends_what_is_due_by_itself(api: BotApi, bot: Bot) -> None:
    paris = ZoneInfo("Europe/Paris")
    hour = datetime.now(paris).replace(second=0, microsecond=0)
    before = hour.astimezone(UTC) - timedelta(seconds=1)
    api.world.chat(FIRST)
    every_day = frozenset(range(1, 8))
    person = Subscription(
        Address("telegram", str(FIRST)), 1, hour.date(), time=hour.time(), days=every_day, territory=""
    )
    store = await opened(bot)
    await store.apply([Subscribed(scheduled(person, before))], before)
    await store.close()
    await bot.start()
    await api.until(lambda: api.world.sent_to(FIRST))
    assert await bot.stop() == 0
    assert received(api) == {FIRST: 1}
