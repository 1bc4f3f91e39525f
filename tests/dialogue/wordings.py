"""The wordings of the phrases taken apart: every alternative, and what somebody may write who uses it.

A wording is the regular expression of ``phrases/*.yaml``.  An example of it comes with the expression narrowed to the
choices that were made for it, so that what matches the example matches through those choices and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

_TOKEN = re.compile(
    r"(?P<family><\w+>)|(?P<look>\(\?<?[=!])|(?P<group>\((?:\?(?::|P<\w+>))?)|(?P<set>\[[^\]]+\])"
    r"|(?P<any>\\[wdS]|\.)|(?P<edge>[\^$])|(?P<letter>\\.|[^|)])"
)
_QUANTITY = re.compile(r"(?:(?P<sign>[?*+])|\{(?P<least>\d+),?(?P<most>\d*)\})\??")
_GAP = (" … ", r"(?: \S+){0,4} ")
_ONE = {r"\w": "x", r"\d": "3", r"\S": "x", ".": "x"}
_MORE = 2
"""How often more than it must an example repeats what may be repeated."""

Forced = dict[int, "Node"]
"""What an example is made to go through: the choices and what may be left out, and the branch to take there."""


@dataclass(eq=False)
class Node:
    """A part of a wording, as it is ``written``."""

    written: str
    parent: Node | None = field(default=None, repr=False)

    def parts(self) -> tuple[Node, ...]:
        return ()


@dataclass(eq=False)
class Leaf(Node):
    """What is found as it stands, or what stands for one character: ``sample``."""

    sample: str = ""


@dataclass(eq=False)
class Family(Node):
    """The use of a family by its name."""

    name: str = ""


@dataclass(eq=False)
class Row(Node):
    """Parts one after the other."""

    items: list[Node] = field(default_factory=list)

    def parts(self) -> tuple[Node, ...]:
        return tuple(self.items)


@dataclass(eq=False)
class Choice(Node):
    """One of several."""

    among: list[Node] = field(default_factory=list)

    def parts(self) -> tuple[Node, ...]:
        return tuple(self.among)


@dataclass(eq=False)
class Repeated(Node):
    """A part that comes several times or may be missing."""

    part: Node = field(default_factory=lambda: Leaf(""))
    least: int = 0
    most: int = 1

    def parts(self) -> tuple[Node, ...]:
        return (self.part,)


@dataclass(eq=False)
class Look(Node):
    """What must, or must not, stand before or after."""

    opening: str = ""
    body: Node = field(default_factory=lambda: Leaf(""))

    def parts(self) -> tuple[Node, ...]:
        return (self.body,)


def parsed(wording: str) -> Node:
    """A wording taken apart."""
    tree, end = _choice(wording.replace(*_GAP), 0)
    assert end == len(wording.replace(*_GAP)), f"not closed: {wording}"
    for node in every(tree):
        for part in node.parts():
            part.parent = node
    return tree


def _choice(text: str, at: int) -> tuple[Node, int]:
    rows, start = [], at
    while True:
        row, at = _row(text, at)
        rows.append(row)
        if not text.startswith("|", at):
            return (Choice(text[start:at], among=rows) if len(rows) > 1 else row), at
        at += 1


def _row(text: str, at: int) -> tuple[Node, int]:
    items: list[Node] = []
    start = at
    while (token := _TOKEN.match(text, at)) is not None:
        item, at = _item(text, token)
        quantity = _QUANTITY.match(text, at)
        if quantity is not None:
            begun, at = token.start(), quantity.end()
            item = Repeated(text[begun:at], part=item, least=_least(quantity), most=_most(quantity))
        items.append(item)
    return Row(text[start:at], items=items), at


def _least(quantity: re.Match[str]) -> int:
    return int(quantity["least"] or quantity["sign"] == "+")


def _most(quantity: re.Match[str]) -> int:
    if quantity["sign"] == "?":
        return 1
    at_most = _least(quantity) + _MORE
    return min(at_most, int(quantity["most"])) if quantity["most"] else at_most


def _item(text: str, token: re.Match[str]) -> tuple[Node, int]:
    at, written = token.end(), token.group()
    match token.lastgroup:
        case "look" | "group":
            body, at = _choice(text, at)
            assert text.startswith(")", at), f"not closed: {text}"
            whole = text[token.start() : at + 1]
            return (Look(whole, opening=written, body=body) if token.lastgroup == "look" else body), at + 1
        case "family":
            return Family(written, name=written[1:-1]), at
        case "set":
            return Choice(written, among=[Leaf(letter, sample=letter) for letter in written[1:-1]]), at
        case "any":
            return Leaf(written, sample=_ONE[written]), at
        case "edge":
            return Leaf(written), at
    return Leaf(written, sample=written[-1]), at


def every(node: Node) -> Iterator[Node]:
    """A part and all that it is made of; families are not entered."""
    yield node
    for part in node.parts():
        yield from every(part)


def alternatives(tree: Node) -> Iterator[Node]:
    """What a wording may be without: each branch of a choice, and each part that may be missing."""
    for node in every(tree):
        if isinstance(node, Choice):
            yield from node.among
        elif isinstance(node, Repeated) and not node.least:
            yield node.part


def around(node: Node, forced: Forced) -> Node:
    """The look around that a part stands in, else the whole wording; what leads there is forced."""
    while (above := node.parent) is not None:
        forced[id(above)] = node
        node = above
        if isinstance(node, Look):
            return node
    return node


@dataclass
class Examples:
    """Draws examples of wordings."""

    families: Mapping[str, Node]
    random: Random

    def draw(self, node: Node, forced: Forced) -> tuple[str, str]:
        """What somebody may write, and the expression narrowed to just that."""
        match node:
            case Row(items=items):
                drawn = [self.draw(item, forced) for item in items]
                return "".join(said for said, _ in drawn), "".join(narrowed for _, narrowed in drawn)
            case Choice(among=among):
                return self.draw(forced.get(id(node)) or self.random.choice(among), forced)
            case Repeated(part=part, least=least, most=most):
                times = self.random.randint(max(least, 1) if id(node) in forced else least, most)
                drawn = [self.draw(part, forced) for _ in range(times)]
                return "".join(said for said, _ in drawn), "".join(narrowed for _, narrowed in drawn)
            case Family(name=name):
                return self.draw(self.families[name], forced)
            case Look(written=written, opening="(?=", body=body) if self.random.random() < 0.5:
                return self.draw(body, forced)[0], self.spelt_out(written)
            case Look(written=written):
                return "", self.spelt_out(written)
            case Leaf(written=written, sample=sample):
                return sample, written
        raise TypeError(node)

    def spelt_out(self, written: str) -> str:
        """A part with its families in full."""
        return re.sub(
            r"(?<!P)<(\w+)>", lambda use: f"(?:{self.spelt_out(self.families[use.group(1)].written)})", written
        )
