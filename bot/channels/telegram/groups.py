"""When the bot speaks in a group: never of its own accord.

It answers a command of its own, a reply to one of its messages, and a message that mentions it; everything else it
leaves to the people there.  What concerns one person alone is opened in private.
"""

from __future__ import annotations

from dataclasses import dataclass

import telegram
from telegram import MessageEntity

ASK = "demander"
_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as Telegram knows it, and the commands it answers (without the slash)."""

    id: int
    username: str
    commands: frozenset[str] = frozenset()


def command_of(message: telegram.Message) -> tuple[str, str, str] | None:
    """The command that a message begins with: (name in lower case, the bot it names or "", the rest)."""
    text = message.text or ""
    if not text.startswith("/"):
        return None
    word, *rest = text[1:].split(None, 1)
    name, _, bot = word.partition("@")
    return name.lower(), bot.lower(), rest[0].strip() if rest else ""


def asked(message: telegram.Message, me: Me) -> str | None:
    """What the person asks the bot, free of the signs that only served to call it; None when it is not spoken to.

    ``/demander`` alone, in reply to somebody, asks what that message says.
    """
    text = (message.text or message.caption or "").strip()
    command = command_of(message) if text != "/" else None
    private = message.chat.type == telegram.Chat.PRIVATE
    if command is not None:
        name, bot, rest = command
        if bot and bot != me.username.lower():
            return None
        if name == ASK:
            return rest or _replied(message) or f"/{ASK}"
        if private or bot or name in me.commands:
            return f"/{name} {rest}".strip()
        return None
    if private:
        return text
    called = _without_mentions(message, me)
    if called is not None:
        return called or _replied(message) or f"/{ASK}"
    return text if text and replies_to_bot(message, me) else None


def replies_to_bot(message: telegram.Message, me: Me) -> bool:
    """Whether the message replies to one of the bot's (in a forum every message replies to its topic's first)."""
    original = message.reply_to_message
    return (
        original is not None
        and original.forum_topic_created is None
        and original.from_user is not None
        and original.from_user.id == me.id
    )


def _replied(message: telegram.Message) -> str:
    original = message.reply_to_message
    if original is None or original.forum_topic_created is not None:
        return ""
    return (original.text or original.caption or "").strip()


def _without_mentions(message: telegram.Message, me: Me) -> str | None:
    """The text without the bot's mentions; None when there is none."""
    text = message.text or message.caption or ""
    found = False
    for entity, word in {**message.parse_entities(_MENTIONS), **message.parse_caption_entities(_MENTIONS)}.items():
        named = entity.user is not None and entity.user.id == me.id
        if named or word.lower() == f"@{me.username.lower()}":
            found, text = True, text.replace(word, " ", 1)
    return " ".join(text.split(" ")).strip(" ,:") if found else None
