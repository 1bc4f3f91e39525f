"""Real processes on one real file: killed, started together, writing together; nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.doubles.databases import on_a_file

pytestmark = on_a_file

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from bot.messages import Address
from bot.store import ConversationKey, Memory, Store
from bot.store.facts import Asked, Remember, Seen

async def main(url, name, count):
    store = await Store.open(url)
    now = datetime.now(UTC)
    person = Address("test", name)
    async def one(n):
        memory = Memory(question=f"{name}-{n}")
        key = ConversationKey(person, str(n), person)
        await store.apply([Seen(person), Asked(f"{name}-{n}", "?", "sure", "0"), Remember(key, memory)], now)
        assert await store.recall(key, now) == memory
        print(f"{name}-{n}", flush=True)
    for start in range(0, count, 4):
        await asyncio.gather(*(one(n) for n in range(start, start + 4)))
    await store.close()

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""


def start(url: str, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", WRITER, url, name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kept(folder: Path) -> set[str]:
    engine = create_engine(f"sqlite:///{folder / 'data' / 'coop.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("pragma integrity_check")) == "ok"
        found = {row[0] for row in connection.execute(text("select id from questions"))}
        remembered = {
            row[0] for row in connection.execute(text("select json_extract(memory, '$.question') from conversations"))
        }
    engine.dispose()
    assert found == remembered, "facts of one call are written together"
    return found


def test_what_was_acknowledged_before_a_kill_is_there_afterwards(url: str, tmp_path: Path) -> None:
    for attempt in range(2):
        process = start(url, f"life{attempt}", 1_000_000)
        assert process.stdout is not None
        acknowledged = {process.stdout.readline().strip() for _ in range(40)}
        process.kill()
        rest = process.communicate()[0]
        acknowledged |= set(rest.split("\n")[:-1])
        assert len(acknowledged) >= 40
        assert acknowledged <= kept(tmp_path)


def test_several_processes_start_on_nothing_and_write_together(url: str, tmp_path: Path) -> None:
    processes = [start(url, f"p{n}", 24) for n in range(4)]
    outputs = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, outputs
    assert kept(tmp_path) == {f"p{p}-{n}" for p in range(4) for n in range(24)}


async def test_the_event_loop_is_free_while_a_transaction_waits(url: str, tmp_path: Path) -> None:
    from bot.store import Store
    from bot.store.facts import Seen
    from tests.store.conftest import ANNE, NOON, private

    store = await Store.open(url)
    other = create_engine(f"sqlite:///{tmp_path / 'data' / 'coop.db'}", isolation_level="AUTOCOMMIT")
    with other.connect() as connection:
        connection.execute(text("begin immediate"))
        waiting = asyncio.create_task(store.apply([Seen(ANNE)], NOON))
        # A reader is served while the writer waits for the other program.
        assert (await store.recall(private(ANNE), NOON)).question == ""
        assert not waiting.done()
        connection.execute(text("commit"))
        await waiting
    other.dispose()
    assert len(await store.personal_data(ANNE)) == 1
    await store.close()
