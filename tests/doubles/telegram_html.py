"""A strict reader of Telegram's HTML: what the real server accepts, refused with its words otherwise."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(?P<name>[a-zA-Z]+));")
_ATTRIBUTE = re.compile(r"\s+([a-zA-Z0-9_-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_PLAIN = re.compile(r"[^&<]+")
_NAME = re.compile(r"[a-zA-Z0-9-]*")


class BadMarkup(ValueError):
    """The text is refused; the message is what follows "can't parse entities: "."""


@dataclass(frozen=True)
class Entity:
    """A formatted stretch; ``offset`` and ``length`` in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True)
class _Offset:
    """A place in UTF-8 bytes, which only a refusal counts."""

    text: str
    at: int

    def __str__(self) -> str:
        return str(len(self.text[: self.at].encode("utf-8", "surrogatepass")))


@dataclass
class _Open:
    name: str
    kind: str
    start: int
    url: str = ""


def units(text: str) -> int:
    """Length in UTF-16 units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(text: str) -> tuple[str, tuple[Entity, ...]]:
    """The plain text and its entities.

    Raises:
        BadMarkup: an unknown, unclosed, crossed or forbidden tag.
    """
    plain: list[str] = []
    entities: list[Entity] = []
    stack: list[_Open] = []
    at = length = 0
    while at < len(text):
        sign = text[at]
        if sign == "&":
            shown, at = _reference(text, at)
        elif sign == "<":
            at = _tag(text, at, stack, entities, length)
            continue
        else:
            shown = _plain(text, at)
            at += len(shown)
        plain.append(shown)
        length += units(shown)
    if stack:
        raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return "".join(plain), tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


def _plain(text: str, at: int) -> str:
    found = _PLAIN.match(text, at)
    return found.group() if found else ""


def _reference(text: str, at: int) -> tuple[str, int]:
    found = _REFERENCE.match(text, at)
    if found is None:
        return "&", at + 1
    name = found.group("name")
    if name is not None:
        return (NAMED[name], found.end()) if name in NAMED else ("&", at + 1)
    return html.unescape(found.group()), found.end()


def _tag(text: str, at: int, stack: list[_Open], entities: list[Entity], length: int) -> int:
    byte = _Offset(text, at)
    if text.startswith("</", at):
        found = _NAME.match(text, at + 2)
        name = found.group().lower() if found else ""
        end = at + 2 + len(name)
        if not stack:
            raise BadMarkup(f"Unexpected end tag at byte offset {byte}")
        if text[end : end + 1] != ">":
            raise BadMarkup(f"Unclosed end tag at byte offset {byte}")
        opened = stack.pop()
        if name and name != opened.name:
            raise BadMarkup(f'Unmatched end tag at byte offset {byte}, expected "</{opened.name}>", found "</{name}>"')
        if length > opened.start:
            entities.append(Entity(opened.kind, opened.start, length - opened.start, opened.url))
        return end + 1
    found = _NAME.match(text, at + 1)
    name = found.group().lower() if found else ""
    end = at + 1 + len(name)
    attributes: dict[str, str] = {}
    while (attribute := _ATTRIBUTE.match(text, end)) is not None:
        attributes[attribute.group(1).lower()] = html.unescape((attribute.group(2) or "").strip("\"'"))
        end = attribute.end()
    if text[end : end + 1] != ">":
        if name and (name in SIMPLE or name in ("a", "span", "blockquote")):
            raise BadMarkup(f'Unclosed start tag "{name}" at byte offset {byte}')
        raise BadMarkup(f'Unsupported start tag "{name}" at byte offset {byte}')
    stack.append(_Open(name, _kind(name, attributes, byte, stack), length, attributes.get("href", "")))
    return end + 1


def _kind(name: str, attributes: dict[str, str], byte: _Offset, stack: list[_Open]) -> str:
    if any(opened.kind in ("code", "pre") for opened in stack) and name != "code":
        raise BadMarkup(f'Tag "{name}" must not be inside code at byte offset {byte}')
    if name in SIMPLE:
        return SIMPLE[name]
    if name == "a":
        return "text_link"
    if name == "span" and attributes.get("class") == "tg-spoiler":
        return "spoiler"
    if name == "blockquote":
        if any(opened.name == "blockquote" for opened in stack):
            raise BadMarkup(f"Nested blockquote at byte offset {byte}")
        return "expandable_blockquote" if "expandable" in attributes else "blockquote"
    if name == "span":
        raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    raise BadMarkup(f'Unsupported start tag "{name}" at byte offset {byte}')
