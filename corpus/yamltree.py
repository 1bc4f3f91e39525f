"""YAML read as a tree that remembers its lines, so that problems can point at them."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YES = ("true", "yes", "on", "oui", "vrai", "1")
_NO = ("false", "no", "off", "non", "faux", "0")
_DEEPEST = 500
"""Levels of nesting that are read: the parser's recursion, far beyond, outgrows the stack and ends the program."""
_NESTING = "[{-?:"
"""Every level of nesting takes one of these characters."""
_PLAINLY = {
    "found character that cannot start any token": "a tab, or a value that begins with @, ` or % and is not in quotes",
    "mapping values are not allowed in this context": "a value that holds a colon and is not in quotes",
    "found unexpected end of stream": "a quotation mark that is not closed",
}
"""What the parser's words mean to whoever wrote the file."""


class BadYaml(Exception):
    """The text is not YAML; ``line`` counts from 1 (None when unknown), ``reason`` is the parser's short word."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def compose(text: str) -> Node | None:
    """The tree of a YAML text, None when it holds nothing.  Raises ``BadYaml``."""
    try:
        _refuse_depth(text)
        node: Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "unreadable"
        raise BadYaml(mark.line + 1 if mark else None, _PLAINLY.get(reason, reason)) from error
    except yaml.YAMLError as error:
        raise BadYaml(None, "a character that YAML does not allow") from error
    except RecursionError as error:
        raise BadYaml(None, "too deeply nested") from error
    return node


def _refuse_depth(text: str) -> None:
    if sum(map(text.count, _NESTING)) <= _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise BadYaml(None, "too deeply nested")


def line_of(node: Node) -> int:
    """The line where a node begins, from 1."""
    return int(node.start_mark.line) + 1


def pairs(node: MappingNode) -> Iterator[tuple[str, int, Node]]:
    """The keys of a mapping with their line and their value, in order, duplicates included."""
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        yield str(name), line_of(key), value


def scalar(node: Node) -> str | None:
    """The text of a scalar as it was written (``1.10`` stays ``1.10``), "" for null, None for lists and mappings."""
    if not isinstance(node, ScalarNode):
        return None
    if not node.style and node.value in ("~", "null", "Null", "NULL"):
        return ""
    return str(node.value)


def truth(text: str) -> bool | None:
    """Whether a text says yes or no, in English or French; None when it says neither."""
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def scalars(node: Node) -> tuple[str, ...] | None:
    """The texts of a list of scalars, or of one scalar alone; None for anything else."""
    items = node.value if isinstance(node, SequenceNode) else [node]
    texts = [scalar(item) for item in items]
    if any(text is None for text in texts):
        return None
    return tuple(text.strip() for text in texts if text and text.strip())


def plain(node: Node) -> object:
    """The value that YAML gives this node; its written text when it has a tag that we do not know."""
    try:
        value: object = SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return scalar(node) if isinstance(node, ScalarNode) else None
    return value
