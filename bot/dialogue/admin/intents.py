"""What a message may be when an editor is in the middle of seeing to missed questions."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.intents import Intent


@dataclass(frozen=True, slots=True)
class TeamWrote(Intent):
    """The message is what an editor writes about missed questions (``of``: one of them); ``kind`` was waited for.

    ``dropped`` says that they would rather not.
    """

    kind: str
    of: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class TeamReply(TeamWrote):
    """An answer to those who asked to be told."""


@dataclass(frozen=True, slots=True)
class TeamAdds(TeamWrote):
    """Something for the corpus: a document, or what a word stands for."""
