"""Buttons that stand for a command: a menu need not know the features that it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.actions import Action
from bot.dialogue.intents import Command, Intent
from bot.dialogue.turn import Feature, Turn


@dataclass(frozen=True, slots=True)
class OpenCommand(Action, prefix="mc"):
    """Do what the command of this name does, without an argument."""

    name: str


async def open_command(turn: Turn, action: OpenCommand) -> Intent:
    """As if it had been typed; whoever may not type it is refused as then."""
    return Command(action.name)


FEATURE = Feature(name="menu", actions={OpenCommand: open_command})
