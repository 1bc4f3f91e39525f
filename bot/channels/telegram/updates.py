"""Telegram's updates as what the bot has to do: answer a message, a button, an inline query, follow a group."""

from __future__ import annotations

from dataclasses import dataclass

import telegram
from telegram.constants import ChatMemberStatus, ChatType

from bot.actions import decode
from bot.channels.telegram.groups import Me, asked, replies_to_bot
from bot.messages import Address, Message

CHANNEL = "telegram"
ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""The kinds of update that the bot asks for: without a list, the server keeps to the last one it was given."""
_IN = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER, ChatMemberStatus.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Written:
    """A person wrote to the bot, or corrected what they wrote (``edited``); ``said`` is their message's number."""

    message: Message
    said: int
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed a button under the bot's message ``under``; the ``query`` must be acknowledged."""

    message: Message
    query: str
    under: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something else than text was sent in private: a voice message, a photo.  ``album`` names a group of photos."""

    message: Message
    said: int
    album: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A person types ``@bot text`` in any conversation."""

    query: str
    text: str
    offset: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot was added to a group."""

    chat: Address


@dataclass(frozen=True, slots=True)
class Left:
    """The bot was blocked, or removed from a group."""

    chat: Address


@dataclass(frozen=True, slots=True)
class Migrated:
    """A group became a supergroup: same people, another address."""

    old: Address
    new: Address


Incoming = Written | Pressed | Unreadable | Typed | Joined | Left | Migrated


def read(update: telegram.Update, me: Me) -> Incoming | None:
    """What an update asks of the bot; None when it is none of its business."""
    if update.message is not None:
        return _written(update.message, me, edited=False)
    if update.edited_message is not None:
        return _written(update.edited_message, me, edited=True)
    if update.callback_query is not None:
        return _pressed(update.callback_query, me)
    if update.inline_query is not None:
        query = update.inline_query
        return Typed(query.id, query.query, query.offset)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return None


def line_of(update: telegram.Update) -> str:
    """Whose turn it is: updates of one line are answered in order, one at a time."""
    if update.effective_chat is not None:
        return str(update.effective_chat.id)
    if update.inline_query is not None:
        return f"inline {update.inline_query.from_user.id}"
    return "other"


def address(identifier: int) -> Address:
    """A person's or group's address on this channel."""
    return Address(CHANNEL, str(identifier))


def _written(message: telegram.Message, me: Me, *, edited: bool) -> Incoming | None:
    chat = message.chat
    if message.migrate_to_chat_id is not None:
        return Migrated(address(chat.id), address(message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        return Migrated(address(message.migrate_from_chat_id), address(chat.id))
    if chat.type == ChatType.CHANNEL or message.is_automatic_forward or message.via_bot is not None:
        return None
    sender = message.sender_chat or message.from_user
    if sender is None or (isinstance(sender, telegram.User) and sender.is_bot):
        return None
    text = asked(message, me)
    if text is None:
        return None
    made = _message(chat, sender, message, text, message.reply_to_message if replies_to_bot(message, me) else None)
    if text:
        return Written(made, message.message_id, edited)
    if message.effective_attachment is None or edited:
        return None
    return Unreadable(made, message.message_id, message.media_group_id or "")


def _message(
    chat: telegram.Chat,
    sender: telegram.User | telegram.Chat,
    message: telegram.Message,
    text: str,
    original: telegram.Message | None,
) -> Message:
    return Message(
        sender=address(sender.id),
        chat=address(chat.id),
        text=text,
        name=(sender.first_name if isinstance(sender, telegram.User) else sender.title) or "",
        place="private" if chat.type == ChatType.PRIVATE else "group",
        thread=_thread(message),
        reply_to=(original.text or original.caption or "") if original is not None else "",
    )


def _thread(message: telegram.Message) -> str:
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else ""


def _pressed(query: telegram.CallbackQuery, me: Me) -> Pressed | None:
    under = query.message
    if under is None:
        return None
    action = decode(query.data or "")
    made = Message(
        sender=address(query.from_user.id),
        chat=address(under.chat.id),
        action=action,
        name=query.from_user.first_name,
        place="private" if under.chat.type == ChatType.PRIVATE else "group",
        thread=_thread(under) if isinstance(under, telegram.Message) else "",
        stale=action is None,
    )
    return Pressed(made, query.id, under.message_id)


def _membership(change: telegram.ChatMemberUpdated) -> Joined | Left | None:
    was, now = change.old_chat_member.status in _IN, change.new_chat_member.status in _IN
    if was and not now:
        return Left(address(change.chat.id))
    if now and not was and change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        return Joined(address(change.chat.id))
    return None
