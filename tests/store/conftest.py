"""The database in a folder that is not there yet, and names for its people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.messages import Address
from bot.store import ConversationKey
from tests.doubles.databases import fresh

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANNE = Address("telegram", "1")
PAUL = Address("telegram", "2")
GROUP = Address("telegram", "-100:7")


def private(person: Address) -> ConversationKey:
    return ConversationKey(person, "", person)


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    async with fresh(tmp_path / "data") as url:
        yield url
