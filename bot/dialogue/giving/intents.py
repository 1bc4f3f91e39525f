"""What a message may be when people give something to the others, or when editors read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.dialogue.intents import Intent

Gift = Literal["comment", "comment_about", "testimony", "contact", "precision"]


@dataclass(frozen=True, slots=True)
class Given(Intent):
    """The message is what was waited for: a comment, what to comment on, an answer of a testimony, and so on.

    ``of`` is what was asked about; ``nothing`` says that they would rather leave this out.
    """

    kind: Gift
    of: str
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Begin(Intent):
    """Would testify now, having just been told how."""


@dataclass(frozen=True, slots=True)
class HandInOr(Intent):
    """An answer to "shall I hand this in?": whether they agree, and whether it may be published."""

    of: str
    agreed: bool
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Correct(Intent):
    """Wants a question of a testimony asked again: by its number, the one just asked (0), the one before it (-1)."""

    of: str
    number: int


@dataclass(frozen=True, slots=True)
class PutAside(Intent):
    """Rather later, or not at all, in the middle of giving or writing something (the pending kind)."""

    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class Gifts(Intent):
    """Wants to see what they gave, perhaps to take it back."""


@dataclass(frozen=True, slots=True)
class Space(Intent):
    """Wants to read what others gave."""


@dataclass(frozen=True, slots=True)
class Moderate(Intent):
    """An editor wants to see what people gave and nobody has decided on."""


@dataclass(frozen=True, slots=True)
class EditorWrote(Intent):
    """The message is what an editor asks back about a contribution, or their word when they decline it."""

    do: Literal["ask_back", "decline"]
    of: str
