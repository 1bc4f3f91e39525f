"""Telegram's side of the conversation: chats, messages, the queue of updates, and what people do."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.telegram_html import units

Json = dict[str, Any]
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds of update that the server keeps back unless ``allowed_updates`` names them."""
_COMMAND = re.compile(r"(?:(?<=^)|(?<=\s))/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}")


class Refused(Exception):
    """A call that the server refuses, with its code, words and parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def entities_of(text: str) -> list[Json]:
    """What the person's client and the server mark by themselves: commands and mentions."""
    found = [("bot_command", match) for match in _COMMAND.finditer(text)]
    found += [("mention", match) for match in _MENTION.finditer(text)]
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())} for kind, match in found
    ]


@dataclass
class World:
    """Everything the server knows; ``clock`` gives seconds since 1970."""

    clock: Callable[[], float]
    username: str = "essai_bot"
    bot_id: int = 4242
    updates: list[Json] = field(default_factory=list)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    chats: dict[int, Json] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    administrators: set[tuple[int, int]] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    answers: dict[str, Json] = field(default_factory=dict)
    settings: dict[str | tuple[str, str], Any] = field(default_factory=dict)
    allowed: frozenset[str] | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    on_sent: Callable[[Json], None] = field(default=lambda message: None)

    def __post_init__(self) -> None:
        self._update_ids = itertools.count(100)
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(7000)

    @property
    def me(self) -> Json:
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "Essai",
            "username": self.username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }

    def post(self, kind: str, body: Json) -> int:
        """Queue one update, unless the bot did not ask for its kind; its number."""
        number = next(self._update_ids)
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if wanted:
            self.updates.append({"update_id": number, kind: body})
            self.changed.set()
        return number

    def confirm(self, offset: int) -> None:
        """Forget the updates before ``offset``; a negative one keeps only the last so many."""
        self.updates = [u for u in self.updates if u["update_id"] >= offset] if offset >= 0 else self.updates[offset:]

    def chat(self, chat_id: int, **known: Any) -> Json:
        """The chat, made at first sight: positive ids are people, negative ones groups."""
        if chat_id not in self.chats:
            kind: Json = {"id": chat_id, "type": "private", "first_name": f"Personne {chat_id}"}
            if chat_id < 0:
                kind = {"id": chat_id, "type": "supergroup" if chat_id < -(10**12) else "group", "title": "Groupe"}
            self.chats[chat_id] = kind
        self.chats[chat_id].update(known)
        return self.chats[chat_id]

    def person(self, user_id: int) -> Json:
        return {"id": user_id, "is_bot": False, "first_name": f"Personne {user_id}", "language_code": "fr"}

    def new_message(self, chat_id: int, sender: Json, **content: Any) -> Json:
        """A message in a chat, kept, with its number and its date in whole seconds."""
        number = next(self._message_ids)
        message = {
            "message_id": number,
            "date": int(self.clock()),
            "chat": dict(self.chat(chat_id)),
            "from": sender,
            **content,
        }
        self.messages[chat_id, number] = message
        return message

    # What people do.

    def say(
        self, user: int, text: str, *, chat: int | None = None, reply_to: Json | None = None, thread: int = 0
    ) -> Json:
        """A person writes; the message, as the bot receives it."""
        content: Json = {"text": text}
        if marks := entities_of(text):
            content["entities"] = marks
        if reply_to is not None:
            content["reply_to_message"] = {k: v for k, v in reply_to.items() if k != "reply_to_message"}
        if thread:
            content |= {"message_thread_id": thread, "is_topic_message": True}
        message = self.new_message(chat or user, self.person(user), **content)
        self.post("message", message)
        return message

    def send_other(self, user: int, *, chat: int | None = None, **content: Any) -> Json:
        """A person sends something else than text: a photo, a sticker, a service message."""
        message = self.new_message(chat or user, self.person(user), **content)
        self.post("message", message)
        return message

    def send_file(self, user: int, name: str, content: bytes, *, caption: str = "", size: int | None = None) -> Json:
        """A person sends a file, perhaps with words; ``size`` pretends another one than it has."""
        identifier = f"f{len(self.files) + 1}"
        self.files[identifier] = (name, content)
        document: Json = {"file_id": identifier, "file_unique_id": identifier, "file_name": name}
        content_of: Json = {"document": {**document, "file_size": len(content) if size is None else size}}
        if caption:
            content_of["caption"] = caption
        return self.send_other(user, chat=user, **content_of)

    def edit(self, message: Json, text: str) -> Json:
        """The person corrects what was written."""
        edited = {**message, "text": text, "edit_date": int(self.clock()), "entities": entities_of(text)}
        self.messages[message["chat"]["id"], message["message_id"]] = edited
        self.post("edited_message", edited)
        return edited

    def press(self, user: int, message: Json, label: str) -> str:
        """A person presses the button of that label; the query's id.

        Raises:
            LookupError: the message has no such button with an action.
        """
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = next(
            (b["callback_data"] for row in rows for b in row if b["text"] == label and "callback_data" in b), None
        )
        if data is None:
            raise LookupError(f"no button {label!r} in {[b['text'] for row in rows for b in row]}")
        return self.press_data(user, message, data)

    def press_data(self, user: int, message: Json, data: str) -> str:
        """A person's client sends that callback data, known to the bot or not."""
        query = str(next(self._query_ids))
        body = {"id": query, "from": self.person(user), "message": message, "chat_instance": "1234567890", "data": data}
        self.post("callback_query", body)
        return query

    def type_inline(self, user: int, text: str, offset: str = "") -> str:
        """A person types ``@bot text`` in any conversation; the query's id."""
        query = str(next(self._query_ids))
        body = {"id": query, "from": self.person(user), "query": text, "offset": offset, "chat_type": "private"}
        self.post("inline_query", body)
        return query

    def membership(self, user: int, chat: int, old: str, new: str) -> None:
        """The bot's standing in a chat changes: added, removed, blocked (``kicked``) or back (``member``)."""
        bot = {"id": self.bot_id, "is_bot": True, "first_name": "Essai", "username": self.username}
        (self.blocked.add if new in ("kicked", "left") else self.blocked.discard)(chat)
        body = {
            "chat": dict(self.chat(chat)),
            "from": self.person(user),
            "date": int(self.clock()),
            "old_chat_member": _member(bot, old),
            "new_chat_member": _member(bot, new),
        }
        self.post("my_chat_member", body)

    def migrate(self, user: int, old: int, new: int) -> None:
        """A group becomes a supergroup: both service messages, and the old id answers no more."""
        self.chat(new, title=self.chat(old)["title"])
        self.moved[old] = new
        self.post("message", self.new_message(old, self.person(user), migrate_to_chat_id=new))
        self.post("message", self.new_message(new, self.person(user), migrate_from_chat_id=old))

    def sent_to(self, chat: int) -> list[Json]:
        """The bot's messages in a chat as they stand now, in order."""
        return [m for (c, _), m in self.messages.items() if c == chat and m["from"]["id"] == self.bot_id]


def _member(user: Json, status: str) -> Json:
    member: Json = {"user": user, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    return member
