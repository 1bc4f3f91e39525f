"""The Telegram side of ``bot.outbox.sender``: one attempt, and what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.telegram.buttons import Keyboards
from bot.channels.telegram.errors import NoConnection, NotSent, TooMany, Unanswered
from bot.channels.telegram.patience import Sleep, settled
from bot.channels.telegram.render import Piece, Text, render
from bot.channels.telegram.updates import address
from bot.messages import Address, Reply
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent, SlowDown, Uncertain

PAUSE = 0.5
"""Seconds before a request that had no effect is worth a second attempt."""
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "group chat was deactivated", "bot was kicked")
_UNCHANGED = "message is not modified"
_NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)


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
        case Forbidden():
            return Gone(error.message)
        case ChatMigrated():
            return Moved(address(error.new_chat_id))
        case BadRequest() if any(words in error.message.lower() for words in _GONE):
            return Gone(error.message)
    return Refused(error.message)


class TelegramSender:
    """``Sender`` over PTB's ``Bot``."""

    def __init__(self, bot: telegram.Bot, keyboards: Keyboards, sleep: Sleep = asyncio.sleep) -> None:
        self.keyboards = keyboards
        self._bot = bot
        self._sleep = sleep

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        """As ``Sender.send``: one attempt for the first message, patience for those that continue it."""
        pieces, markup = render(reply), self.keyboards.of(reply)
        messages: list[str] = []
        for number, piece in enumerate(pieces, 1):
            under = markup if number == len(pieces) else None

            async def attempt(piece: Piece = piece, under: telegram.InlineKeyboardMarkup | None = under) -> Outcome:
                return await self.post(address, piece, under, thread=thread, silent=silent)

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
        markup: telegram.InlineKeyboardMarkup | None = None,
        *,
        thread: str = "",
        silent: bool = False,
        reply_to: int | None = None,
    ) -> Outcome:
        """Send one message, as a reply to ``reply_to`` where that still stands."""
        target = int(chat.id)
        topic = int(thread) if thread else None
        answered = None
        if reply_to is not None:
            answered = telegram.ReplyParameters(reply_to, allow_sending_without_reply=True)

        async def call() -> telegram.Message:
            if isinstance(piece, Text):
                return await self._bot.send_message(
                    target,
                    piece.html,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    reply_markup=markup,
                    message_thread_id=topic,
                    disable_notification=silent or None,
                    reply_parameters=answered,
                )
            file = telegram.InputFile(piece.content, filename=piece.name)
            send = self._bot.send_photo if piece.picture else self._bot.send_document
            return await send(
                target,
                file,
                caption=piece.caption or None,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                message_thread_id=topic,
                disable_notification=silent or None,
                reply_parameters=answered,
            )

        return await _outcome(call)

    async def edit(
        self, chat: Address, message: int, piece: Text, markup: telegram.InlineKeyboardMarkup | None = None
    ) -> Outcome:
        """Replace one of the bot's messages; that it already reads so is as good as sent."""

        async def call() -> telegram.Message | bool:
            return await self._bot.edit_message_text(
                piece.html,
                chat_id=int(chat.id),
                message_id=message,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=markup,
            )

        outcome = await _outcome(call)
        if isinstance(outcome, Refused) and _UNCHANGED in outcome.reason.lower():
            return Sent((str(message),))
        return outcome

    async def delete(self, chat: Address, message: int) -> Outcome:
        """Take one of the bot's messages away."""
        return await _outcome(lambda: self._bot.delete_message(int(chat.id), message))

    async def typing(self, chat: Address, thread: str = "") -> Outcome:
        """Show that the bot is at work; nothing depends on it."""
        topic = int(thread) if thread else None
        return await _outcome(
            lambda: self._bot.send_chat_action(
                int(chat.id), telegram.constants.ChatAction.TYPING, message_thread_id=topic
            )
        )

    async def acknowledge(self, query: str, text: str | None = None) -> Outcome:
        """Tell the person's client that the button was understood, else it shows a clock for a minute."""
        return await _outcome(lambda: self._bot.answer_callback_query(query, text))


async def _outcome(call: Callable[[], Awaitable[telegram.Message | bool]]) -> Outcome:
    try:
        result = await call()
    except TelegramError as error:
        return outcome_of(error)
    return Sent((str(result.message_id),)) if isinstance(result, telegram.Message) else Sent()
