"""A year of daily questions over four zones: every chosen working day exactly once, never on a holiday or on leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import sqlite
from tests.daily.year import simulate
from tests.journeys.serving import LONG

PEOPLE = 2000 if LONG else 40


@pytest.fixture
def lazy_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is killed here: nothing need be waited for on its way to the disk."""
    pragmas = [pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in sqlite.PRAGMAS]
    monkeypatch.setattr(sqlite, "PRAGMAS", tuple(pragmas))


@pytest.mark.usefixtures("lazy_disk")
async def test_a_year_of_questions(tmp_path: Path) -> None:
    year = await simulate(PEOPLE, tmp_path / "coop.db")
    assert (year.missing, year.unwanted, year.twice, year.repeated) == (0, 0, 0, 0)
    assert year.questions > 100 * PEOPLE
    assert year.restarts > 20
