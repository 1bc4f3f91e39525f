"""A bot in the test's own loop: the real channel and a real database, the Bot API double, a dialogue of few words."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions import Action
from bot.channels.telegram.application import Parts, Telegram
from bot.editorial.library import Library, Served
from bot.messages import Attachment, Button, Message, Paragraph, Progress, Reply, TooLarge, silent
from bot.store import Store
from bot.store.inbox import waiting
from corpus.loading import EMBEDDED, load_corpus
from retrieval import Index
from tests.doubles.bot_api import BotApi

COMMANDS = {name: f"ce que fait {name}" for name in ("aide", "demander", "mesdonnees", "effacer")}


@dataclass(frozen=True, slots=True)
class Turn(Action, prefix="test-turn"):
    """Turns a page in place."""

    page: int


def said(text: str, *buttons: Button, edits: bool = False, intent: str = "ask") -> Reply:
    return Reply((Paragraph(text),), buttons, edits=edits, intent=intent)


async def received(file: Attachment) -> str:
    try:
        return f"{file.name} : {(await file.read())!r}"
    except TooLarge as error:
        return f"{file.name} : plus de {error.mebibytes} Mio"
    except OSError:
        return f"{file.name} : illisible"


@dataclass
class FewWords:
    """Repeats what it is told, after ``before`` has run; a button « Suite » turns its pages in place.

    What has ``steps`` shows them on the way, each until its gate opens.
    """

    heard: list[Message] = field(default_factory=list)
    at_work: list[str] = field(default_factory=list)
    most_at_work: int = 0
    before: Callable[[Message], object] = lambda message: None
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    steps: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def respond(self, message: Message, progress: Progress = silent) -> Reply:
        self.heard.append(message)
        self.at_work.append(message.text)
        self.most_at_work = max(self.most_at_work, len(self.at_work))
        try:
            if message.text in self.gates:
                await self.gates[message.text].wait()
            self.before(message)
            for step in self.steps.get(message.text, ()):
                await progress(said(step))
                await self.gates[step].wait()
            if message.file is not None:
                return said(await received(message.file))
        finally:
            self.at_work.remove(message.text)
        if message.stale:
            return Reply((Paragraph("Ce bouton est ancien."),), aside=True)
        if isinstance(message.action, Turn):
            return said(f"page {message.action.page}", Button("Suite", Turn(message.action.page + 1)), edits=True)
        if message.text == "long":
            return said("\n\n".join(f"Paragraphe {n}. " + "mot " * 200 for n in range(9)), Button("Suite", Turn(2)))
        return said(f"Réponse à : {message.text}", Button("Suite", Turn(2)), intent=message.text.strip("/"))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    corpus = load_corpus(EMBEDDED).corpus
    return Library(Served("0", corpus, Index.build(corpus.passages, lexicon=corpus.lexicon)))


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def dialogue() -> FewWords:
    return FewWords()


Running = Callable[[], AbstractAsyncContextManager[asyncio.Event]]
Done = Callable[[], Awaitable[None]]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "telegram.journal"


@pytest.fixture
def written_down(api: BotApi, store: Store, journal: Path) -> Done:
    """``await written_down()``: of what was answered the database knows, and nothing is owed."""

    async def all_done() -> bool:
        return not await owed(store)

    async def wait() -> None:
        await api.until(lambda: not journal.stat().st_size)
        await until_written(all_done)

    return wait


async def until_written(known: Callable[[], Awaitable[bool]]) -> None:
    """Wait until the database knows something: the world of the double does not tell."""
    for _ in range(1000):
        if await known():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the database does not know it")


@pytest.fixture
def settled(api: BotApi, written_down: Done) -> Done:
    """``await settled()``: everything that came in is answered and written down."""

    async def wait() -> None:
        await api.until(lambda: not api.world.updates)
        await written_down()

    return wait


async def owed(store: Store) -> list[int]:
    """The updates that the inbox holds."""
    return [update.number for update in await store.read(lambda connection: waiting(connection, "telegram"))]


@pytest.fixture
def running(api: BotApi, store: Store, dialogue: FewWords, library: Library, journal: Path) -> Running:
    """``async with running() as stop:`` the bot serves inside the block, and ends in order after it."""

    @contextlib.asynccontextmanager
    async def run() -> AsyncIterator[asyncio.Event]:
        stop, ready = asyncio.Event(), asyncio.Event()
        parts = Parts(library, store, dialogue, lambda: datetime.now(UTC), COMMANDS, journal)
        task = asyncio.create_task(Telegram(api.token, api.root, parts).run(stop, ready.set))
        waiting = asyncio.create_task(ready.wait())
        done, _ = await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if task in done:
            task.result()
        try:
            yield stop
        finally:
            stop.set()
            await task

    return run


@pytest.fixture
async def bot(running: Running) -> AsyncIterator[None]:
    """The bot is serving."""
    async with running():
        yield
