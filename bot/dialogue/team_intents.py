"""What a message may ask of the bot that concerns its editorial team."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.intents import Intent


@dataclass(frozen=True, slots=True)
class Invited(Intent):
    """Brings an invitation to the editorial team: its secret."""

    token: str


@dataclass(frozen=True, slots=True)
class TeamState(Intent):
    """An editor wants to see how things stand, and where to go on."""


@dataclass(frozen=True, slots=True)
class AtTheDoor(Intent):
    """An editor wants to see who asks to be let in, and who is shut out."""


@dataclass(frozen=True, slots=True)
class Broadcast(Intent):
    """An editor wants to write to all subscribers; ``text`` when it comes with it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Composed(Intent):
    """The message is what an editor writes to all."""
