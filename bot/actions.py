"""Buttons' actions: small typed values and the text that a messenger carries for them.

A feature declares its actions as frozen dataclasses whose fields are ``str`` or ``int``:

>>> @dataclasses.dataclass(frozen=True, slots=True)
... class TurnPage(Action, prefix="example"):
...     passage: str
...     page: int = 0
>>> encode(TurnPage("abcdefghij", 2))
'example:abcdefghij:2'
>>> decode("example:abcdefghij:2")
TurnPage(passage='abcdefghij', page=2)
"""

from __future__ import annotations

import dataclasses
from typing import ClassVar, get_type_hints

LIMIT = 64
"""Bytes of callback data that Telegram carries (Bot API, ``InlineKeyboardButton.callback_data``)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Action:
    """Base of all actions; ``prefix`` names the kind in the encoded text and must be unique."""

    prefix: ClassVar[str] = ""
    _kinds: ClassVar[dict[str, type[Action]]] = {}

    def __init_subclass__(cls, prefix: str = "") -> None:
        # dataclass(slots=True) makes the class a second time, without the keyword: the first registration serves both.
        if not prefix:
            prefix = cls.prefix
        known = Action._kinds.get(prefix)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise ValueError(f"two actions share the prefix {prefix!r}")
        cls.prefix = prefix
        Action._kinds[prefix] = cls


def encode(action: Action) -> str:
    """The text carried by a button.

    Raises:
        ValueError: the text is over 64 bytes or a field holds a colon.
    """
    fields = [str(getattr(action, field.name)) for field in dataclasses.fields(action)]
    if any(":" in field for field in fields):
        raise ValueError(f"a field of {type(action).__name__} holds a colon")
    text = ":".join([action.prefix, *fields])
    if len(text.encode()) > LIMIT:
        raise ValueError(f"{type(action).__name__} takes {len(text.encode())} bytes, {LIMIT} at most")
    return text


def decode(text: str) -> Action | None:
    """The action behind a button's text; None when no version of the bot that we know made it."""
    prefix, *values = text.split(":")
    kind = Action._kinds.get(prefix)
    if kind is None:
        return None
    fields = dataclasses.fields(kind)
    if len(fields) != len(values):
        return None
    hints = get_type_hints(kind)
    try:
        return kind(*(hints[field.name](value) for field, value in zip(fields, values, strict=True)))
    except ValueError:
        return None
