"""How one reply reaches one address, and what can become of it.

A channel implements ``Sender``; whoever sends (an answer, the daily question, a word to all) decides what an outcome
means: an answer is sent again after ``Uncertain``, a daily question never is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from bot.messages import Address, Reply

Scope = Literal["chat", "channel"]


@dataclass(frozen=True, slots=True)
class Sent:
    """The messenger has it; ``messages`` are its identifiers there, in order (one reply may take several)."""

    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Nothing was sent; it may be after ``seconds``, for this chat alone or for everyone on the channel.

    Also what a server in trouble or out of reach amounts to: the request certainly had no effect.
    """

    seconds: float
    scope: Scope = "chat"


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked the bot, left, or the account is closed: nothing more can be sent there."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Nothing was sent: the chat now lives at another address."""

    address: Address


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The request left and no answer came back: it may or may not have been sent."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The messenger will never take this message: a fault of ours, to be logged, not repeated."""

    reason: str


Outcome = Sent | SlowDown | Gone | Moved | Uncertain | Refused


class Sender(Protocol):
    """One attempt at sending; it neither waits nor repeats."""

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        """Send ``reply`` to ``address``; ``silent`` asks for no sound on the person's telephone.

        A reply too long for one message is sent in pieces.  The outcome is that of the first; once it is sent, the
        sender sees to the others itself, so that a repeated call never repeats a piece.
        """
        ...
