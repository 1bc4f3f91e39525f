"""What runs beside the answers: what fails in it is logged and begun again, and stopping does not wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot import beside
from bot.beside import kept_up
from bot.channels.telegram import serve, unasked
from bot.dialogue.admin.monthly import Monthly
from bot.dialogue.standing import Standing
from bot.editorial.library import Library
from bot.settings import load_settings
from tests.doubles.bot_api import BotApi

ANNE = 501


class FailsAtFirst:
    """What may be called in the place of something else: the first call fails, those after it are done."""

    def __init__(self, done: Callable[..., Any]) -> None:
        self._done = done
        self._failed = False
        self.begun_again = asyncio.Event()

    def __call__(self, *given: Any, **named: Any) -> Any:
        if not self._failed:
            self._failed = True
            raise LookupError("what somebody wrote")
        self.begun_again.set()
        return self._done(*given, **named)

    def __get__(self, one: object, kind: type) -> Any:
        return partial(self, one)


async def test_whatever_fails_beside_the_answers_is_logged_in_a_line_and_begun_again(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(beside, "PAUSE", 0.0)
    failing = []
    for place, name in (
        (Monthly, "attempt"),
        (Library, "follow"),
        (serve, "refresh_forever"),
        (Standing, "follow"),
        (unasked, "sending"),
    ):
        failing.append(FailsAtFirst(getattr(place, name)))
        monkeypatch.setattr(place, name, failing[-1])
    (tmp_path / "none.yaml").touch()
    environment = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_ROOT": api.root, "COOP_DATA_DIR": str(tmp_path)}
    settings = load_settings(tmp_path / "none.yaml", {}, environment)
    stop = asyncio.Event()
    serving = asyncio.create_task(serve.serve_until(stop, settings, api.token))
    for one in failing:
        await asyncio.wait_for(one.begun_again.wait(), 30)
    api.world.say(ANNE, "/start")
    await api.until(lambda: api.world.sent_to(ANNE))
    stop.set()
    await serving
    assert sorted(line.partition(" failed (")[0] for line in caplog.messages) == [
        "daily questions and letters",
        "following the corpus",
        "following the team",
        "the scheduled refresh",
        "what is done once a day or a month",
    ]
    assert all("(LookupError in test_serve.py:" in line for line in caplog.messages)
    assert "what somebody wrote" not in caplog.text


async def test_the_pause_after_a_failure_ends_with_the_program(caplog: pytest.LogCaptureFixture) -> None:
    stop = asyncio.Event()

    async def work() -> None:
        asyncio.get_running_loop().call_soon(stop.set)
        raise LookupError

    await asyncio.wait_for(kept_up("a test", work, stop), beside.PAUSE / 2)
    assert [line.partition(" (")[0] for line in caplog.messages] == ["a test failed"]


async def test_what_comes_to_its_end_is_not_begun_again() -> None:
    begun = 0

    async def work() -> None:
        nonlocal begun
        begun += 1

    await kept_up("a test", work, asyncio.Event())
    assert begun == 1


async def test_what_is_cancelled_is_not_begun_again() -> None:
    working = asyncio.create_task(kept_up("a test", asyncio.Event().wait, asyncio.Event()))
    await asyncio.sleep(0)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
