"""Why something that an editor asked for was not done, or not to its end, in one sentence."""

from __future__ import annotations

from bot.dialogue.admin.corpus_buttons import PrepareAgain
from bot.dialogue.buttons import button
from bot.dialogue.present import paragraphs
from bot.editorial.refusals import Refused
from bot.messages import Button, Reply
from bot.texts import texts

INTENT = "admin_refresh"
_AGAIN = frozenset({"stale", "unknown_draft", "unreachable", "timeout", "status", "busy", "stopped"})
"""Reasons that another attempt may not meet."""


def refusal(error: Refused) -> Reply:
    """The sentence, that nothing changed where that is so, and where it may help another attempt."""
    again: tuple[Button, ...] = (button("button-refresh-again", PrepareAgain()),) if error.reason in _AGAIN else ()
    unchanged = () if error.half_done else (texts("refused-unchanged"),)
    return Reply(paragraphs(sentence(error), *unchanged), again, intent=INTENT)


def sentence(error: Refused) -> str:
    """The reason alone."""
    return why(error.reason, error.place, error.detail)


def why(reason: str, place: str, detail: str) -> str:
    """The sentence of a reason."""
    gone, _, total = detail.partition("/")
    count = int(gone) if gone.isdigit() else 0
    return texts(f"refused-{reason}", place=place, detail=detail, count=count, total=total)
