"""When the bot speaks in a group: never of its own accord.

It answers a command of its own, a reply to one of its messages, and a message that mentions it; everything else it
leaves to the people there.  What concerns one person alone is opened in private.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Raw = Mapping[str, Any]
"""An object of the Bot API as it came: reading the few fields that count is ten times cheaper than PTB's types."""
ASK = "demander"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as Telegram knows it, and the commands it answers (without the slash)."""

    id: int
    username: str
    commands: frozenset[str] = frozenset()


def words_of(message: Raw) -> str:
    """What a message says: its text, or what is written under its picture."""
    text: str = message.get("text") or message.get("caption") or ""
    return text


def asked(message: Raw, me: Me) -> str | None:
    """What the person asks the bot, free of the signs that only served to call it; None when it is not spoken to.

    In private it always is, even by another bot's name: there is nobody else to answer.
    ``/demander`` alone, in reply to somebody, asks what that message says.
    """
    text = words_of(message).strip()
    private = message["chat"]["type"] == "private"
    if text.startswith("/") and len(text) > 1:
        word, *more = text[1:].split(None, 1)
        name, _, bot = word.lower().partition("@")
        rest = more[0].strip() if more else ""
        if bot and bot != me.username.lower() and not private:
            return None
        if name == ASK:
            return rest or _replied(message) or f"/{ASK}"
        if private or bot or name in me.commands:
            return f"/{name} {rest}".strip()
        return None
    called = _without_mentions(message, me)
    if called is not None:
        return called or _replied(message) or f"/{ASK}"
    return text if private or (text and replies_to_bot(message, me)) else None


def replies_to_bot(message: Raw, me: Me) -> bool:
    """Whether the message replies to one of the bot's (in a forum every message replies to its topic's first)."""
    original = message.get("reply_to_message")
    return (
        original is not None and "forum_topic_created" not in original and original.get("from", {}).get("id") == me.id
    )


def _replied(message: Raw) -> str:
    original = message.get("reply_to_message")
    if original is None or "forum_topic_created" in original:
        return ""
    return words_of(original).strip()


def _without_mentions(message: Raw, me: Me) -> str | None:
    """The text without the bot's mentions; None when there is none."""
    text = words_of(message)
    entities = message.get("entities") or message.get("caption_entities") or ()
    coded = text.encode("utf-16-le", "surrogatepass")
    found = False
    for entity in reversed(entities):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        named = entity["type"] == "text_mention" and entity["user"]["id"] == me.id
        word = coded[start:end].decode("utf-16-le", "replace")
        if named or (entity["type"] == "mention" and word.lower() == f"@{me.username.lower()}"):
            found, coded = True, coded[:start] + coded[end:]
    return coded.decode("utf-16-le", "replace").strip(" ,:") if found else None
