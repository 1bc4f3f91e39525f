"""Facts: what happened, as small values that the store writes down; all those of one message in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import Address
from bot.store.memory import Memory


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """One person's conversation in one place: groups and forum topics keep theirs apart."""

    chat: Address
    thread: str
    sender: Address


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of all facts."""


@dataclass(frozen=True, slots=True)
class Seen(Fact):
    """The person wrote or pressed something today."""

    address: Address


@dataclass(frozen=True, slots=True)
class Remember(Fact):
    """The conversation's context from now on; an empty memory leaves no row."""

    key: ConversationKey
    memory: Memory


@dataclass(frozen=True, slots=True)
class Asked(Fact):
    """A question was answered or not; never with its author.  ``version`` is the corpus', ``passages`` ids shown."""

    id: str
    text: str
    outcome: str
    version: str
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged(Fact):
    """The answer to this question was found useful, or not."""

    question_id: str
    useful: bool


@dataclass(frozen=True, slots=True)
class Reasoned(Fact):
    """Why the answer to this question was not useful, in the person's words."""

    question_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOn(Fact):
    """The person gave this question to the team."""

    question_id: str
