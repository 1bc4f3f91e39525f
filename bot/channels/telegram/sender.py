"""The Telegram side of ``bot.outbox.sender``: one attempt, and what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from functools import partial
from typing import Any

import telegram
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.buttons import Keyboard, Keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.errors import NoConnection, NotSent, TooMany, Unanswered
from bot.channels.telegram.patience import settled
from bot.channels.telegram.render import Piece, Text, render
from bot.channels.telegram.updates import address
from bot.clock import Sleep
from bot.messages import Address, Reply
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent, SlowDown, Uncertain

PAUSE = 0.5
"""Seconds before a request that had no effect is worth a second attempt."""
STOPPED = 60.0
"""Seconds until another attempt with a token that is refused: the bot cannot speak, and no chat is gone."""
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "group chat was deactivated", "bot was kicked")
_UNCHANGED = "message is not modified"
_TEXT: dict[str, Any] = {"parse_mode": "HTML", "link_preview_options": '{"is_disabled": true}'}


def outcome_of(error: TelegramError) -> Outcome:
    """What an error of the Bot API means for whoever sends."""
    match error:
        case TooMany():
            return SlowDown(error.seconds)
        case NoConnection():
            return SlowDown(PAUSE, "channel")
        case NotSent():
            return SlowDown(PAUSE)
        case Unanswered():
            return Uncertain(error.message)
        case InvalidToken() | Conflict():
            return SlowDown(STOPPED, "channel")
        case Forbidden():
            return Gone(error.message)
        case ChatMigrated():
            return Moved(address(error.new_chat_id))
        case BadRequest() if any(words in error.message.lower() for words in _GONE):
            return Gone(error.message)
    return Refused(error.message)


class TelegramSender:
    """``Sender`` for Telegram.

    Args:
        calls: for texts.
        bot: PTB's, for uploads.
        keyboards: of this bot.
        sleep: waits between attempts.
    """

    def __init__(self, calls: Calls, bot: telegram.Bot, keyboards: Keyboards, sleep: Sleep = asyncio.sleep) -> None:
        self.keyboards = keyboards
        self._calls = calls
        self._bot = bot
        self._sleep = sleep

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        """As ``Sender.send``: one attempt for the first message, patience for those that continue it."""
        pieces, markup = render(reply), self.keyboards.of(reply)
        messages: list[str] = []
        for number, piece in enumerate(pieces, 1):
            under = markup if number == len(pieces) else None
            attempt = partial(self.post, address, piece, under, thread=thread, silent=silent)
            outcome = await (settled(attempt, self._sleep) if messages else attempt())
            if isinstance(outcome, Sent):
                messages.extend(outcome.messages)
            elif not messages:
                return outcome
        return Sent(tuple(messages))

    async def post(
        self,
        chat: Address,
        piece: Piece,
        markup: Keyboard | None = None,
        *,
        thread: str = "",
        silent: bool = False,
        reply_to: int | None = None,
    ) -> Outcome:
        """Send one message, as a reply to ``reply_to`` where that still stands."""
        if isinstance(piece, Text):
            answered = None if reply_to is None else {"message_id": reply_to, "allow_sending_without_reply": True}
            return await _outcome(
                self._calls(
                    "sendMessage",
                    chat_id=chat.id,
                    text=piece.html,
                    reply_markup=markup,
                    message_thread_id=thread or None,
                    disable_notification=silent or None,
                    reply_parameters=answered,
                    **_TEXT,
                )
            )
        send = self._bot.send_photo if piece.picture else self._bot.send_document
        return await _outcome(
            send(
                int(chat.id),
                telegram.InputFile(piece.content, filename=piece.name),
                caption=piece.caption or None,
                parse_mode="HTML",
                reply_markup=telegram.InlineKeyboardMarkup.de_json(markup, self._bot) if markup else None,
                message_thread_id=int(thread) if thread else None,
                disable_notification=silent or None,
                reply_parameters=telegram.ReplyParameters(reply_to, allow_sending_without_reply=True)
                if reply_to is not None
                else None,
            )
        )

    async def edit(self, chat: Address, message: int, piece: Text, markup: Keyboard | None = None) -> Outcome:
        """Replace one of the bot's messages; that it already reads so is as good as sent."""
        outcome = await _outcome(
            self._calls(
                "editMessageText", chat_id=chat.id, message_id=message, text=piece.html, reply_markup=markup, **_TEXT
            )
        )
        if isinstance(outcome, Refused) and _UNCHANGED in outcome.reason.lower():
            return Sent((str(message),))
        return outcome

    async def delete(self, chat: Address, message: int) -> Outcome:
        """Take one of the bot's messages away."""
        return await _outcome(self._calls("deleteMessage", chat_id=chat.id, message_id=message))

    async def typing(self, chat: Address, thread: str = "") -> Outcome:
        """Show that the bot is at work; nothing depends on it."""
        return await _outcome(
            self._calls("sendChatAction", chat_id=chat.id, action="typing", message_thread_id=thread or None)
        )

    async def acknowledge(self, query: str, text: str = "") -> Outcome:
        """Tell the person's client that the button was understood, else it shows a clock for a minute.

        ``text`` is shown to that person alone, until they close it.
        """
        alert = True if text else None
        return await _outcome(
            self._calls("answerCallbackQuery", callback_query_id=query, text=text or None, show_alert=alert)
        )


async def _outcome(call: Awaitable[Any]) -> Outcome:
    try:
        result = await call
    except TelegramError as error:
        return outcome_of(error)
    if isinstance(result, telegram.Message):
        return Sent((str(result.message_id),))
    return Sent((str(result["message_id"]),)) if isinstance(result, dict) else Sent()
