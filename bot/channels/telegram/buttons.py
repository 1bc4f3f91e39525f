"""Buttons under a message: two a row, each within Telegram's limits."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.actions import encode
from bot.channels.telegram.markup import boundary, clean, units
from bot.messages import Button

A_ROW = 2
COPY = 256
"""Units that a button can put on the clipboard."""
LABEL = 64
SOURCE = 120


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """The inline keyboard of these buttons; None when there is none."""
    if not buttons:
        return None
    keys = [_key(button) for button in buttons]
    return InlineKeyboardMarkup([keys[at : at + A_ROW] for at in range(0, len(keys), A_ROW)])


def shortened(text: str, limit: int = COPY) -> str:
    """A citation that fits the clipboard button: its beginning, « … », and its last line (the source) when short."""
    if units(text) <= limit:
        return text
    body, _, source = text.rpartition("\n")
    tail = f"…\n{source}" if body and units(source) <= SOURCE else "…"
    room = limit - units(tail)
    head = body if len(tail) > 1 else text
    most = len(head)
    while units(head[:most]) > room:
        most -= max(1, (units(head[:most]) - room) // 2)
    return head[: boundary(head, most)].rstrip() + tail


def _key(button: Button) -> InlineKeyboardButton:
    label = clean(button.label).strip()[:LABEL] or "…"
    if button.action is not None:
        return InlineKeyboardButton(label, callback_data=encode(button.action))
    if button.url:
        return InlineKeyboardButton(label, url=button.url)
    return InlineKeyboardButton(label, copy_text=CopyTextButton(shortened(clean(button.copy))))
