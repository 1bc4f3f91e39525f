"""Why something that an editor asked for was not done, in one sentence; what is served has then not changed."""

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
    """The sentence, that nothing changed, and where it may help another attempt."""
    again: tuple[Button, ...] = (button("button-refresh-again", PrepareAgain()),) if error.reason in _AGAIN else ()
    return Reply(paragraphs(sentence(error), texts("refused-unchanged")), again, intent=INTENT)


def sentence(error: Refused) -> str:
    """The reason alone."""
    gone, _, total = error.detail.partition("/")
    count = int(gone) if gone.isdigit() else 0
    return texts(f"refused-{error.reason}", place=error.place, detail=error.detail, count=count, total=total)
