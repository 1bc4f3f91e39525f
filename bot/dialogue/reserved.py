"""What only the editorial team may do: whatever way in, a command, a button or a link, the same refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialogue.intents import Intent
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Handler, Turn
from bot.messages import Reply
from bot.texts import texts


def reserved(feature: Feature) -> Feature:
    """The feature as it is, or, when it is for admins, with every handler behind the question who is asking."""
    if not feature.admin:
        return feature
    return replace(
        feature,
        commands=tuple(replace(line, admin=True) for line in feature.commands),
        intents={kind: _only(handler) for kind, handler in feature.intents.items()},
        places={kind: _only(handler) for kind, handler in feature.places.items()},
        actions={kind: _only(handler) for kind, handler in feature.actions.items()},
    )


def _only(handler: Handler) -> Handler:
    async def answered(turn: Turn, asked: Any) -> Answer | Intent:
        if not await turn.is_admin():
            return Answer(Reply(paragraphs(texts("admin-only")), aside=True, intent="admin"))
        if turn.message.place != "private":
            return Answer(Reply(paragraphs(texts("admin-private")), aside=True, intent="admin"))
        return await handler(turn, asked)

    return answered
