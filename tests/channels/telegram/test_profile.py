"""How the bot presents itself, set at start and only when it differs."""

from __future__ import annotations

import pytest

from bot.channels.telegram import profile
from bot.channels.telegram.profile import cut
from tests.channels.telegram.conftest import COMMANDS, Running
from tests.doubles.bot_api import BotApi


async def test_menus_and_descriptions_are_set_once(api: BotApi, running: Running) -> None:
    settings = api.world.settings
    async with running():
        await api.until(lambda: "short_description" in settings)
    private = [command["command"] for command in settings["commands", "all_private_chats"]]
    assert private == list(COMMANDS)
    for scope in ("default", "all_group_chats"):
        assert [command["command"] for command in settings["commands", scope]] == ["aide", "demander"]
    assert "Telegram" in settings["description"]
    changes = [call for call in api.calls if call.method.startswith("setmy")]
    assert len(changes) == 5
    asked = len(api.calls)
    async with running():
        await api.until(lambda: len(api.calls) >= asked + 7)
    assert [call for call in api.calls if call.method.startswith("setmy")] == changes


async def test_what_is_refused_leaves_the_rest(api: BotApi, running: Running) -> None:
    api.faults.add("429", "setMyCommands", seconds=60)
    async with running():
        await api.until(lambda: "short_description" in api.world.settings)
        api.world.say(5, "bonjour")
        await api.until(lambda: api.world.sent_to(5))


async def test_what_fails_leaves_the_rest_and_is_one_line(
    api: BotApi, running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*given: object) -> None:
        raise LookupError("what somebody wrote")

    monkeypatch.setattr(profile, "_description", fails)
    async with running():
        await api.until(lambda: "short_description" in api.world.settings)
    [said] = caplog.messages
    assert said.startswith("a part of the bot's profile was not set (LookupError in test_profile.py:")


def test_a_long_subject_is_cut_after_a_word() -> None:
    assert cut("un deux trois", 9) == "un deux…"
    assert cut("un deux", 9) == "un deux"
