"""Ce qui est réservé à l'équipe éditoriale : quelle que soit la porte, la même réponse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.actions import Action
from bot.dialogue.intents import Intent
from bot.dialogue.reserved import reserved
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Reply
from bot.settings import Settings
from tests.dialogue.conftest import ANNE, Scene, turn_of
from tests.dialogue.test_answers import said


@dataclass(frozen=True, slots=True)
class Opened(Intent):
    """The door of this test."""


@dataclass(frozen=True, slots=True)
class Open(Action, prefix="test-door"):
    """Its button."""


async def _door(turn: Turn, asked: Any) -> Answer:
    return Answer(Reply((), intent="door"))


DOOR = reserved(
    Feature(
        "door",
        commands=(CommandLine("porte", lambda argument: Opened(), "help-aide"),),
        intents={Opened: _door},
        actions={Open: _door},
        admin=True,
    )
)
WAYS = [(DOOR.intents[Opened], Opened()), (DOOR.actions[Open], Open())]


@pytest.mark.parametrize(("handler", "asked"), WAYS)
async def test_only_an_admin_in_private_is_let_in(scene: Scene, handler: Any, asked: Any) -> None:
    turn = turn_of(scene)
    assert said((await handler(turn, asked)).reply) == "Cette action est réservée à l’équipe éditoriale."
    group_admin = replace(turn, message=replace(turn.message, place="group", administrator=True))
    assert said((await handler(group_admin, asked)).reply) == "Cette action est réservée à l’équipe éditoriale."
    admin = replace(turn, settings=Settings(admins=(str(ANNE),)))
    assert (await handler(admin, asked)).reply.intent == "door"
    in_group = replace(admin, message=group_admin.message)
    assert said((await handler(in_group, asked)).reply) == "Cette action ne se fait qu’en conversation privée."


def test_its_commands_are_marked_for_the_help() -> None:
    assert [line.admin for line in DOOR.commands] == [True]
