"""What can go wrong between us and the Bot API, told apart by whether the request had an effect."""

from __future__ import annotations

from telegram.error import NetworkError


class NotSent(NetworkError):
    """The request certainly had no effect: no connection, no free connection, or the server refused with 5xx."""


class NoConnection(NotSent):
    """The Bot API could not be reached at all."""


class TooMany(NotSent):
    """Flood control (429): the request had no effect and may be repeated after ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"flood control, again in {seconds:g} s")
        self.seconds = seconds


class Unanswered(NetworkError):
    """The request left, and no answer that can be read came back: it may have had its effect."""
