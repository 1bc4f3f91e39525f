"""The daily questions under load: the pace beside answers, and a tick over very many subscribers.

    python -m benchmarks.delivery pace [--people 20000] [--seconds 60]
    python -m benchmarks.delivery tick [--most 1000000]

``pace``: ``coop serve`` on one core, the Bot API double with Telegram's limits on another; people ask questions
before and while the daily questions go out.  ``tick``: one tick with none due and with 10,000 due, among few and many.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.messaging import CORES, HERE, cpu, resident
from benchmarks.people import People, Waits
from bot.clock import system_clock
from bot.daily.calendar import scheduled
from bot.daily.stock import Stock, stock_of
from bot.daily.ticker import Ticked, Ticker
from bot.daily.wording import PlainWording
from bot.messages import Address, Reply
from bot.outbox.gate import Gate
from bot.outbox.outbox import Outbox
from bot.outbox.pace import Pace
from bot.outbox.sender import Outcome, Sent
from bot.settings import Daily
from bot.store import Store
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription, row_of, subscriptions
from corpus.loading import EMBEDDED, load_corpus
from tests.doubles.bot_api import BotApi
from tests.doubles.faults import FloodLimits
from tests.doubles.world import Json

SUBSCRIBERS = 10_000_000
"""The first subscriber's number: far from those who ask."""
ASKING = 1.5
"""Questions a second."""
PER_SECOND = 28.0
FEW = 10_000
DUE = 10_000
EVERY_DAY = frozenset(range(1, 8))


def subscriber(number: int, now: datetime, minutes_ago: int) -> Subscription:
    """Somebody whose question is due since then, wherever we are in the year."""
    hour = (now - timedelta(minutes=minutes_ago)).replace(second=0, microsecond=0)
    address = Address("telegram", str(SUBSCRIBERS + number))
    one = Subscription(address, number, hour.date(), hour.time(), EVERY_DAY, "UTC", "")
    return scheduled(one, hour - timedelta(seconds=1))


async def pace(people: int, seconds: float) -> None:
    """Print how fast the daily questions went out, and how long those waited who asked meanwhile."""
    lines = (EMBEDDED / "cooperation" / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    async with BotApi(limits=FloodLimits()) as api:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            process = started(api, folder)
            try:
                asking = People(api, questions)
                moments = counting(api)
                await api.until(lambda: api.polls >= 1, 60)
                await asking.open_loop(50, ASKING, 5)
                idle = await asking.open_loop(50, ASKING, seconds)
                await fill(Path(folder), people, api)
                await api.until(lambda: len(moments) > PER_SECOND, 60)
                used, begin = cpu(process.pid), time.perf_counter()
                busy, refused = await meanwhile(api, asking, seconds)
                window = time.perf_counter() - begin
                unasked = sum(moment >= begin for moment in moments)
                report(idle, busy, window, unasked, refused, (cpu(process.pid) - used) / window, resident(process.pid))
            finally:
                process.terminate()
                await asyncio.to_thread(process.wait, 20)


def started(api: BotApi, folder: str) -> subprocess.Popen[bytes]:
    """The bot, on a core of its own."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_ROOT": api.root,
        "COOP_DATA_DIR": folder,
        "COOP_OUTBOX__PER_SECOND": str(PER_SECOND),
    }
    os.sched_setaffinity(0, {CORES[0]})
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve"], env=environment, stderr=subprocess.DEVNULL, cwd=HERE.parent
    )
    os.sched_setaffinity(0, {CORES[-1]})
    return process


def counting(api: BotApi) -> list[float]:
    """The moments at which daily questions arrive from now on."""
    moments: list[float] = []
    answered = api.world.on_sent

    def arrived(message: Json) -> None:
        if message["chat"]["id"] >= SUBSCRIBERS:
            moments.append(time.perf_counter())
        answered(message)

    api.world.on_sent = arrived
    return moments


async def fill(folder: Path, people: int, api: BotApi) -> None:
    """Subscribe people whose question is due now."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'coop.db'}")
    now = datetime.now(UTC)
    for first in range(0, people, 1000):
        numbers = range(first, min(first + 1000, people))
        for number in numbers:
            api.world.chat(SUBSCRIBERS + number)
        await store.apply([Subscribed(subscriber(number, now, 1)) for number in numbers], now)
    await store.close()


async def meanwhile(api: BotApi, asking: People, seconds: float) -> tuple[Waits, int]:
    """How long people wait who ask now, and how many calls the server refused for their pace."""
    too_early: list[int] = []
    watched = api.limits.wait if api.limits else None

    def wait(chat: int, now: float) -> int:
        seconds = watched(chat, now) if watched else 0
        if seconds:
            too_early.append(chat)
        return seconds

    if api.limits is not None:
        object.__setattr__(api.limits, "wait", wait)
    return await asking.open_loop(50, ASKING, seconds), len(too_early)


def report(idle: Waits, busy: Waits, window: float, unasked: int, refused: int, cores: float, memory: float) -> None:
    """The table."""
    total = (unasked + len(busy.each)) / window
    print("| | p50 ms | p95 ms | p99 ms | unanswered |\n| --- | --- | --- | --- | --- |")
    for name, waits in (("idle", idle), ("while the daily questions go out", busy)):
        shown = " | ".join(f"{waits.percentile(share):.0f}" for share in (0.5, 0.95, 0.99))
        print(f"| {name} | {shown} | {waits.unanswered} |")
    ratio = busy.percentile(0.95) / idle.percentile(0.95)
    print(f"\np95 ratio {ratio:.2f}; {unasked / window:.2f} daily questions and {len(busy.each) / window:.2f} answers")
    print(f"a second, {100 * total / PER_SECOND:.1f} % of {PER_SECOND:g}; refused by the limits: {refused};")
    print(f"{cores:.2f} of a core, {memory:.0f} MiB; {window:.0f} s")


class Nowhere:
    """A sender that takes everything at once."""

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        """Sent."""
        return Sent()


async def tick(most: int) -> None:
    """Print what a tick takes among few and among many."""
    stock = stock_of(load_corpus(EMBEDDED).corpus)
    print("| subscribers | none due, ms | 10,000 due, s | MiB more |\n| --- | --- | --- | --- |")
    for people in (FEW, most):
        with tempfile.TemporaryDirectory() as folder:
            await ticks(Path(folder) / "coop.db", people, stock)


async def ticks(file: Path, people: int, stock: Stock) -> None:
    """One line of the table."""
    store = await Store.open(f"sqlite+aiosqlite:///{file}")
    now = datetime.now(UTC)
    populate(file, people, now)
    outbox = Outbox({"telegram": Nowhere()}, store, Gate(Pace(1e6), system_clock), system_clock)
    ticker = Ticker(store, outbox, lambda: stock, PlainWording(), Daily(), system_clock)
    for _ in range(20):
        await ticker.tick()
    times = [await timed(ticker) for _ in range(200)]
    before = resident(os.getpid())
    with sqlite3.connect(file) as connection:
        one = subscriber(0, now, 1)
        assert one.due is not None
        due = one.due.strftime("%Y-%m-%d %H:%M:%S.%f")
        statement = "update subscriptions set due_utc = ?, next_due_utc = ?, time = ? where rowid <= ?"
        connection.execute(statement, (due, due, one.time.isoformat("minutes"), DUE))
    begin = time.perf_counter()
    done = await ticker.tick()
    seconds = time.perf_counter() - begin
    assert done == Ticked(due=DUE, sent=DUE), done
    await store.close()
    more = resident(os.getpid()) - before
    print(f"| {people:,} | {statistics.median(times) * 1000:.2f} | {seconds:.1f} | {more:.1f} |", flush=True)


def populate(file: Path, people: int, now: datetime) -> None:
    """Subscribers none of whom is due, straight into the file: a million facts would take longer than the benchmark."""
    later = subscriber(0, now + timedelta(hours=20), 0)
    assert later.due is not None
    due = later.due.strftime("%Y-%m-%d %H:%M:%S.%f")
    values = {name: json.dumps(value) if isinstance(value, list) else value for name, value in row_of(later).items()}
    values |= {"due_utc": due, "next_due_utc": due, "since": later.since.isoformat()}
    columns = [column.name for column in subscriptions.columns]
    places = ", ".join("?" for _ in columns)
    rows = ([f"telegram:{number}" if c == "chat" else values.get(c) for c in columns] for number in range(people))
    with sqlite3.connect(file) as connection:
        connection.execute("pragma synchronous = off")
        connection.executemany(f"insert into subscriptions ({', '.join(columns)}) values ({places})", rows)


async def timed(ticker: Ticker) -> float:
    """Seconds of one tick."""
    begin = time.perf_counter()
    await ticker.tick()
    return time.perf_counter() - begin


def main() -> None:
    """Measure one of the two."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["pace", "tick"])
    arguments.add_argument("--people", type=int, default=20_000)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--most", type=int, default=1_000_000)
    asked = arguments.parse_args()
    asyncio.run(pace(asked.people, asked.seconds) if asked.what == "pace" else tick(asked.most))


if __name__ == "__main__":
    main()
