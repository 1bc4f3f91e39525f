"""Calls to the Bot API whose answer is wanted as it comes: the few methods that every message goes through.

PTB's ``Bot`` makes typed objects of all that it sends and receives, which costs more than the call itself; for uploads,
inline results and the bot's profile, which are rare, it is what we use.
"""

from __future__ import annotations

import json
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.request import AiohttpRequest

REFUSALS: dict[int, type[TelegramError]] = {401: InvalidToken, 403: Forbidden, 404: InvalidToken, 409: Conflict}


class Calls:
    """Calls one bot's methods.

    Args:
        request: the HTTP client, open.
        root: the Bot API's server.
        token: of the bot.
    """

    def __init__(self, request: AiohttpRequest, root: str, token: str) -> None:
        self._request = request
        self._base = f"{root}/bot{token}/"

    async def __call__(self, method: str, *, wait: float | None = None, **fields: Any) -> Any:
        """The result of a method; fields that are None are left out.

        Args:
            method: such as ``sendMessage``.
            wait: seconds to wait for the answer, when other than usual.
            fields: its parameters; objects and lists are sent as JSON.

        Raises:
            NoConnection, NotSent, TooMany, Unanswered: see ``errors``.
            InvalidToken: 401 or 404.
            Forbidden: 403.
            Conflict: 409, another program fetches updates or a webhook is set.
            ChatMigrated: the group has become a supergroup.
            BadRequest: any other refusal.
        """
        given = {name: _as_text(value) for name, value in fields.items() if value is not None}
        status, payload = await self._request.exchange(self._base + method, given, wait)
        answer = self._request.parse_json_payload(payload)
        if status == 200 and answer.get("ok"):
            return answer.get("result")
        moved = answer.get("parameters", {}).get("migrate_to_chat_id")
        if moved:
            raise ChatMigrated(moved)
        raise REFUSALS.get(status, BadRequest)(str(answer.get("description", status)))


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
