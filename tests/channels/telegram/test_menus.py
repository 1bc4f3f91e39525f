"""Le menu de l'équipe éditoriale : dans les conversations de l'équipe seulement."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence

import pytest
import telegram

from bot.channels.telegram.menus import Menus
from bot.messages import Address
from tests.channels.telegram.test_conversation import ANNE, PAUL
from tests.channels.telegram.test_request import bot_of
from tests.doubles.bot_api import BotApi

NOBODY = "-"
COMMANDS = {"aide": "l’aide", "rafraichir": "mettre le corpus à jour"}


class Team:
    """Who is of the team; an error when it cannot be read."""

    def __init__(self, *people: int | str) -> None:
        self.people: Sequence[int | str] = people
        self.error: Exception | None = None

    async def __call__(self) -> Collection[Address]:
        if self.error is not None:
            raise self.error
        return [Address("telegram", str(person)) for person in self.people] + [Address("terminal", "paul")]


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with bot_of(api) as bot:
        api.world.chat(ANNE)
        yield bot


def menu(api: BotApi, person: int) -> list[str]:
    return [command["command"] for command in api.world.settings.get(("commands", f"chat {person}"), [])]


async def test_who_joins_gets_it_and_who_leaves_loses_it(api: BotApi, bot: telegram.Bot) -> None:
    team = Team(ANNE)
    menus = Menus(bot, COMMANDS, team)
    await menus.follow()
    assert menu(api, ANNE) == ["aide", "rafraichir"]
    calls = len(api.calls)
    await menus.follow()
    assert len(api.calls) == calls, "nothing is asked while nobody joins or leaves"
    team.people = ()
    await menus.follow()
    assert menu(api, ANNE) == []


async def test_it_is_not_set_again_at_the_next_start(api: BotApi, bot: telegram.Bot) -> None:
    for _ in range(2):
        await Menus(bot, COMMANDS, Team(ANNE)).follow()
    assert len(api.called("setMyCommands")) == 1


async def test_who_never_wrote_to_the_bot_costs_one_attempt_and_the_others_nothing(
    api: BotApi, bot: telegram.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    menus = Menus(bot, COMMANDS, Team(PAUL, ANNE))
    for _ in range(2):
        await menus.follow()
    assert menu(api, ANNE) == ["aide", "rafraichir"]
    assert len([call for call in api.calls if str(PAUL) in str(call.params)]) == 1
    assert str(PAUL) not in caplog.text


async def test_a_team_that_cannot_be_read_changes_nothing(api: BotApi, bot: telegram.Bot) -> None:
    team = Team(ANNE)
    menus = Menus(bot, COMMANDS, team)
    await menus.follow()
    team.error = OSError("locked")
    await menus.follow()
    assert menu(api, ANNE) == ["aide", "rafraichir"]


async def test_a_round_that_fails_is_logged_and_the_next_one_is_done(
    api: BotApi, bot: telegram.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    rounds = 0

    async def sleep(seconds: float) -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 2:
            raise asyncio.CancelledError

    # The first of the team, whose address cannot be one of Telegram's, makes the round fail before the second.
    with pytest.raises(asyncio.CancelledError):
        await Menus(bot, COMMANDS, Team(NOBODY, ANNE), sleep).run()
    assert menu(api, ANNE) == ["aide", "rafraichir"]
    [said] = caplog.messages
    assert said.startswith("the team's menus could not be seen to (ValueError in menus.py:")
