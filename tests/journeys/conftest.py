"""What journeys of the running bot share: an index built once, the Bot API double, a bot that is ended afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.doubles.bot_api import BotApi
from tests.journeys.processes import coop
from tests.journeys.serving import Bot


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the embedded corpus."""
    folder = tmp_path_factory.mktemp("built")
    assert coop(folder, "index", "build").code == 0
    return folder / "data" / "index"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def bot(api: BotApi, tmp_path: Path, built: Path) -> AsyncIterator[Bot]:
    """Not started yet."""
    made = Bot(api, tmp_path, built)
    yield made
    if made.process is not None:
        await made.kill()
