"""What a slash command means: its line's intent, its words with their argument, or that there is no such command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.dialogue.buttons import OpenHelp, button
from bot.dialogue.intents import Ask, Browse, Command, FollowUp, Intent, OutOfReach, Resource, Unreadable
from bot.dialogue.menu import OpenCommand
from bot.dialogue.note_words import excerpt
from bot.dialogue.present import paragraphs
from bot.dialogue.router import route
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button, Reply
from bot.texts import texts

_SEARCHED = (Ask, FollowUp, OutOfReach, Resource, Unreadable)
"""What words are that wish nothing of the bot."""
_LONG = 6
"""From this many letters on, a command may hold two mistakes and still be offered."""
_SAID = 30
"""Characters of an unknown command that are said again."""


@dataclass(frozen=True, slots=True)
class Typed(Intent):
    """A command and its argument in the words that they stand for: read as if they had been written."""

    text: str


@dataclass(frozen=True, slots=True)
class UnknownCommand(Intent):
    """There is no command of this name; ``text`` is the name and its argument."""

    name: str
    text: str


def meant_by(command: Command, lines: Mapping[str, CommandLine]) -> Intent:
    """The intent of a command, by the lines of all features."""
    line = lines.get(command.name)
    if line is None:
        return UnknownCommand(command.name, f"{command.name} {command.argument}")
    return (
        Typed(f"{line.words} {command.argument}") if line.words and command.argument else line.means(command.argument)
    )


async def typed(turn: Turn, intent: Typed) -> Intent:
    """As if its words had been written, in the middle of nothing."""
    return route(intent.text, turn.remember(), turn.view, turn.now)


async def unknown(turn: Turn, intent: UnknownCommand) -> Answer | Intent:
    """What its words browse ("/fiche 2"); the command that it is nearly; what its words wish; else said to be none."""
    admin = await turn.is_admin()
    names = [line.name for line in turn.commands if admin or not line.admin]
    mistakes = 2 if len(intent.name) >= _LONG else 1
    near = process.extractOne(intent.name, names, scorer=OSA.distance, score_cutoff=mistakes)
    meant = route(intent.text, turn.remember(), turn.view, turn.now)
    if isinstance(meant, Browse) or (near is None and not isinstance(meant, _SEARCHED)):
        return meant
    offered = (Button(f"/{near[0]}", OpenCommand(str(near[0]))),) if near is not None else ()
    said = texts("command-unknown", command=excerpt(intent.name, _SAID))
    return Answer(Reply(paragraphs(said), (*offered, button("button-help", OpenHelp())), intent="help"))


FEATURE = Feature(name="commands", intents={Typed: typed, UnknownCommand: unknown})
