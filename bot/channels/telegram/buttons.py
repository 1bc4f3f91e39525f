"""Buttons under a message: two a row, each within Telegram's limits; what Telegram alone can do is added to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bot.actions import encode
from bot.channels.telegram.markup import boundary, clean, fitting, units
from bot.channels.telegram.personal import link
from bot.messages import BUTTONS_AT_MOST, Button, Quote, Reply
from bot.texts import texts

Key = dict[str, Any]
"""An ``InlineKeyboardButton``."""
Keyboard = dict[str, list[list[Key]]]
"""An ``InlineKeyboardMarkup``."""
A_ROW = 2
COPY = 256
"""Units that a button can put on the clipboard."""
LABEL = 64
SOURCE = 120


@dataclass(frozen=True, slots=True)
class Keyboards:
    """Makes the keyboards of one bot.

    ``inline`` says whether its inline mode is switched on; without it a passage is shared by its link.
    """

    username: str = ""
    inline: bool = False

    def of(self, reply: Reply) -> Keyboard | None:
        """The keyboard under a reply: its buttons, and where there is room, sharing and copying its open passage."""
        keys = [_key(button) for button in reply.buttons]
        quote = next((quote for quote in reply.quotes if not quote.folded), None)
        if quote is not None and self.username:
            own = [self._share(quote)]
            if not any(button.copy for button in reply.buttons):
                own.append(_key(Button(texts("button-telegram-copy"), copy=citation(quote))))
            keys += own[: BUTTONS_AT_MOST - len(keys)]
        return _rows(keys) if keys else None

    def opening(self, passage: str) -> Keyboard:
        """Under a passage sent by inline mode: the link that opens it in the bot."""
        return _rows([{"text": texts("telegram-inline-open"), "url": link(self.username, f"p_{passage}")}])

    def _share(self, quote: Quote) -> Key:
        label = texts("button-telegram-share")
        if self.inline:
            anywhere = {"allow_user_chats": True, "allow_group_chats": True, "allow_channel_chats": True}
            return {"text": label, "switch_inline_query_chosen_chat": {"query": f"p_{quote.passage}", **anywhere}}
        address = {"url": link(self.username, f"p_{quote.passage}"), "text": quote.title}
        return {"text": label, "url": f"https://t.me/share/url?{urlencode(address)}"}


def citation(quote: Quote) -> str:
    """A passage as one quotes it: between guillemets, its title and source below."""
    title = f"{quote.title}. " if quote.title else ""
    return f"«\u00a0{quote.text.strip()}\u00a0»\n{title}{quote.source}"


def shortened(text: str, limit: int = COPY) -> str:
    """A citation that fits the clipboard button: its beginning, « … », and its last line (the source) when short."""
    if units(text) <= limit:
        return text
    body, _, source = text.rpartition("\n")
    closed = body.endswith("\u00a0»")
    tail = (f"…{chr(0xA0) + '»' if closed else ''}\n{source}") if body and units(source) <= SOURCE else "…"
    room = limit - units(tail)
    head = body if len(tail) > 1 else text
    return head[: boundary(head, fitting(head, room))].rstrip() + tail


def _rows(keys: Sequence[Key]) -> Keyboard:
    return {"inline_keyboard": [list(keys[at : at + A_ROW]) for at in range(0, len(keys), A_ROW)]}


def _key(button: Button) -> Key:
    label = clean(button.label).strip()[:LABEL] or "…"
    if button.action is not None:
        return {"text": label, "callback_data": encode(button.action)}
    if button.url:
        return {"text": label, "url": button.url}
    return {"text": label, "copy_text": {"text": shortened(clean(button.copy)) or "…"}}
