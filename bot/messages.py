"""What goes in and out of the dialogue: ``Message`` and ``Reply``, whatever the messenger.

A channel turns its updates into messages and renders replies; it decides nothing.  Text in blocks is plain: no
markup of any messenger, channels escape it.
"""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.actions import Action

Outcome = Literal["sure", "near", "nothing", "other"]
BUTTONS_AT_MOST = 6
"""Two a row, three rows: more is a menu nobody reads."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where one person or group is reached: a channel's name and an identifier opaque to us."""

    channel: str
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"


class TooLarge(OSError):
    """A file is larger than the messenger hands out: ``mebibytes`` at most."""

    def __init__(self, mebibytes: int) -> None:
        super().__init__(f"a file is over {mebibytes} MiB")
        self.mebibytes = mebibytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a person sent: its name, its size in bytes, and how to have its content.

    ``read`` fetches it from the messenger; it raises ``OSError`` when that fails, ``TooLarge`` when it never can.
    """

    name: str
    size: int
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a person did: wrote a text or pressed a button (``action``; ``text`` is then empty).

    ``chat`` is where the reply goes; in private it equals ``sender``.  ``thread`` is a forum topic.  ``reply_to``
    is the text of the message that this one replies to, when it was the bot's.  ``stale`` marks a button whose
    text no version of the bot can read any more.  ``administrator``: the sender runs the group it came from.
    ``file`` is what was sent with it (``text`` is then its caption).  ``hurried``: it came before the one before it in
    this chat began to be answered.  ``captioned``: the text stands under something that is not read, such as a picture.
    """

    sender: Address
    chat: Address
    text: str = ""
    action: Action | None = None
    name: str = ""
    place: Literal["private", "group"] = "private"
    thread: str = ""
    reply_to: str = ""
    stale: bool = False
    administrator: bool = False
    file: Attachment | None = None
    hurried: bool = False
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more said by the bot itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A short title above what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a list, one a line; ``numbered`` counts from 1."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the corpus, word for word.

    ``title`` stands above ``text``; where it belongs to what is quoted (the person of an interview, the name of an
    enjeu) ``titled`` is true and the quotation is the title, a line end, and the text.  ``source`` is the line below
    (section, person, date, « Texte coupé à la source »); ``url`` its link.  ``marks`` are (start, end) offsets of
    matched words in ``text``, in order, not overlapping.  ``folded`` quotes may be shown closed.
    """

    passage: str
    title: str
    text: str
    source: str
    url: str = ""
    date: datetime.date | None = None
    marks: tuple[tuple[int, int], ...] = ()
    folded: bool = False
    titled: bool = False

    @property
    def quoted(self) -> str:
        """What counts as quoted, exactly as a plain-text rendering shows it."""
        return f"{self.title}\n{self.text}" if self.titled else self.text


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG image with the text that says the same."""

    png: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    content: bytes
    caption: str = ""


Block = Paragraph | Heading | Listing | Quote | Picture | File


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled action, a link (``url``), or a text to copy (``copy``): exactly one of the three."""

    label: str
    action: Action | None = None
    url: str = ""
    copy: str = ""

    def __post_init__(self) -> None:
        if (self.action is not None) + bool(self.url) + bool(self.copy) != 1:
            raise ValueError(f"button {self.label!r} must have one of action, url, copy")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person sees: blocks, then at most six buttons.

    ``edits`` asks the channel to replace the message whose button was pressed.  ``aside``: a sentence for whoever
    pressed it, and of no use to the others of a group.  ``intent`` and ``outcome`` say how the message was understood:
    they are never shown.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    edits: bool = False
    intent: str = "ask"
    outcome: Outcome = "other"
    aside: bool = False

    def __post_init__(self) -> None:
        if len(self.buttons) > BUTTONS_AT_MOST:
            raise ValueError(f"{len(self.buttons)} buttons, {BUTTONS_AT_MOST} at most")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages of the corpus in this reply, best first."""
        return tuple(block for block in self.blocks if isinstance(block, Quote))


Progress = Callable[[Reply], Awaitable[None]]
"""Shows a person how far a long action is; each call replaces what the one before showed."""


async def silent(reply: Reply) -> None:
    """Shows nothing: for whoever has no message to replace."""


class Answerer(Protocol):
    """Whoever answers messages."""

    async def respond(self, message: Message, progress: Progress = silent) -> Reply:
        """The reply to a message."""
        ...
