"""Telegram's updates as what the bot has to do: answer a message, a button, an inline query, follow a group."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.actions import decode
from bot.channels.telegram.files import Document, document_of
from bot.channels.telegram.groups import Me, Raw, asked, replies_to_bot, words_of
from bot.messages import Address, Message

CHANNEL = "telegram"
ALLOWED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""The kinds of update that the bot asks for: without a list, the server keeps to the last one it was given."""
_IN = frozenset({"member", "administrator", "creator", "restricted"})
_GROUPS = frozenset({"group", "supergroup"})
_UNREADABLE = frozenset({"animation", "audio", "checklist", "contact", "dice", "document", "game", "location"}) | {
    *("paid_media", "photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice")
}
"""What a person may send that is no text; anything else without text is the messenger's own word (somebody joined)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A person wrote to the bot; ``said`` is their message's number.

    ``edited``: something of ours may stand below it already, for it was corrected, or in hand when a run ended.
    ``document`` is a file sent in private, with or without words.
    """

    message: Message
    said: int
    edited: bool = False
    document: Document | None = None


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
    sender: Address
    offset: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot was added to a group, by somebody."""

    chat: Address
    by: Address


@dataclass(frozen=True, slots=True)
class Returned:
    """A person who had blocked the bot takes its messages again."""

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


Incoming = Written | Pressed | Unreadable | Typed | Joined | Returned | Left | Migrated


@dataclass(frozen=True, slots=True)
class Owed:
    """One update of the inbox, by its number, and what it asks."""

    number: int
    incoming: Incoming | None


def read(update: Raw, me: Me) -> Incoming | None:
    """What an update asks of the bot; None when it is none of its business."""
    if "message" in update:
        return _written(update["message"], me, edited=False)
    if "edited_message" in update:
        return _written(update["edited_message"], me, edited=True)
    if "callback_query" in update:
        return _pressed(update["callback_query"])
    if "inline_query" in update:
        query = update["inline_query"]
        return Typed(query["id"], query["query"], address(query["from"]["id"]), query.get("offset", ""))
    if "my_chat_member" in update:
        return _membership(update["my_chat_member"])
    return None


def whereabouts(update: Raw) -> tuple[Address | None, Address | None]:
    """The chat and the person that an update concerns, where there are any."""
    body: Raw = next((value for key, value in update.items() if key != "update_id"), {})
    chat = body.get("chat") or body.get("message", {}).get("chat")
    sender = body.get("from")
    return address(chat["id"]) if chat else None, address(sender["id"]) if sender else None


def address(identifier: int) -> Address:
    """A person's or group's address on this channel."""
    return Address(CHANNEL, str(identifier))


def _written(message: Raw, me: Me, *, edited: bool) -> Incoming | None:
    chat = message["chat"]
    if "migrate_to_chat_id" in message:
        return Migrated(address(chat["id"]), address(message["migrate_to_chat_id"]))
    if "migrate_from_chat_id" in message:
        return Migrated(address(message["migrate_from_chat_id"]), address(chat["id"]))
    if chat["type"] == "channel" or message.get("is_automatic_forward") or "via_bot" in message:
        return None
    # An anonymous administrator writes as the group itself.
    sender = message.get("sender_chat") or message.get("from")
    if sender is None or sender.get("is_bot"):
        return None
    text = asked(message, me)
    if text is None:
        return None
    original = message["reply_to_message"] if replies_to_bot(message, me) else {}
    made = Message(
        sender=address(sender["id"]),
        chat=address(chat["id"]),
        text=text,
        name=sender.get("first_name") or sender.get("title") or "",
        place="private" if chat["type"] == "private" else "group",
        thread=_thread(message),
        reply_to=words_of(original),
    )
    document = document_of(message) if made.place == "private" and not edited else None
    if document is None and "caption" in message:
        made = replace(made, captioned=True)
    if text or document is not None:
        return Written(made, message["message_id"], edited, document)
    if edited or _UNREADABLE.isdisjoint(message):
        return None
    return Unreadable(made, message["message_id"], message.get("media_group_id", ""))


def _thread(message: Raw) -> str:
    return str(message["message_thread_id"]) if message.get("is_topic_message") else ""


def _pressed(query: Raw) -> Pressed | None:
    under = query.get("message")
    if under is None:
        return None
    action = decode(query.get("data", ""))
    made = Message(
        sender=address(query["from"]["id"]),
        chat=address(under["chat"]["id"]),
        action=action,
        name=query["from"].get("first_name", ""),
        place="private" if under["chat"]["type"] == "private" else "group",
        thread=_thread(under),
        stale=action is None,
    )
    return Pressed(made, query["id"], under["message_id"])


def _membership(change: Raw) -> Joined | Returned | Left | None:
    was, now = (change[side]["status"] in _IN for side in ("old_chat_member", "new_chat_member"))
    if was and not now:
        return Left(address(change["chat"]["id"]))
    if now and not was:
        chat = address(change["chat"]["id"])
        return Joined(chat, address(change["from"]["id"])) if change["chat"]["type"] in _GROUPS else Returned(chat)
    return None
