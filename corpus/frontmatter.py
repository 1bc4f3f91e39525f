"""Front matter: the YAML between two lines of ``---`` at the head of a document, with the line of every key.

Writers' slips that have one obvious meaning are mended (no-break spaces around a colon, an unquoted colon in a
value); the others are reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node

from corpus.problems import Problem
from corpus.yamltree import BadYaml, compose, pairs

_FENCE = re.compile(r"^---[^\S\n]*$")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$")
_KEY = re.compile(r"^[\u00a0\u202f]*([^\W\d][\w-]*)[ \t\u00a0\u202f]*:(?:[ \t\u00a0\u202f]+|$)")
_EXAMPLE = "Begin the file with a line ---, then title: …, section: …, then a line ---."


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the front matter: its line in the file (from 1) and its value."""

    line: int
    node: Node


@dataclass(frozen=True)
class FrontMatter:
    """The keys of a document and the text below them."""

    entries: Mapping[str, Entry]
    body: str
    problems: list[Problem] = field(default_factory=list)


def split(text: str, name: str) -> FrontMatter:
    """Read the head of a document.  Errors are in ``problems``; ``entries`` then holds what could be read."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.match(lines[first]):
        return FrontMatter({}, text, [Problem("error", name, first + 1, None, "No front matter.", _EXAMPLE)])
    last = next((index for index in range(first + 1, len(lines)) if _CLOSING.match(lines[index])), None)
    if last is None:
        message = "The front matter is not closed."
        fix = "Write a line --- after its last key."
        return FrontMatter({}, "", [Problem("error", name, first + 1, None, message, fix)])
    problems: list[Problem] = []
    entries = _entries(lines[first + 1 : last], first + 2, name, problems)
    # A line that only holds spaces ends a paragraph, also when the spaces are no-break ones.
    body = "\n".join(line if line.strip() else "" for line in lines[last + 1 :])
    return FrontMatter(entries, body, problems)


def _entries(lines: list[str], offset: int, name: str, problems: list[Problem]) -> dict[str, Entry]:
    lines = [_even_colon(line) for line in lines]
    try:
        node = compose("\n".join(lines))
    except BadYaml as error:
        quoted = _quote_values(lines)
        try:
            node = compose("\n".join(line for line, _ in quoted))
        except BadYaml:
            line = offset + error.line - 1 if error.line else None
            fix = 'Write one "key: value" a line; put a value that holds a colon or a quotation mark in quotes.'
            problems.append(Problem("error", name, line, None, f"The front matter is not YAML: {error.reason}.", fix))
            return {}
        for index, (line_text, changed) in enumerate(quoted):
            if changed:
                key = line_text.split(":", 1)[0]
                message = f"The value of {key} needs quotes; it was read as it stands."
                problems.append(Problem("warning", name, offset + index, key, message, f"Write {line_text}"))
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        problems.append(Problem("error", name, offset, None, "The front matter holds no keys.", _EXAMPLE))
        return {}
    return _unique(node, offset, name, problems)


def _unique(node: MappingNode, offset: int, name: str, problems: list[Problem]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for written, line, value in pairs(node):
        key = written.strip().lower()
        if key in entries:
            message = f"The key {key} is there twice (first on line {entries[key].line})."
            problems.append(Problem("error", name, offset + line - 1, key, message, "Keep one of the two."))
        else:
            entries[key] = Entry(offset + line - 1, value)
    return entries


def _even_colon(line: str) -> str:
    """``title\u00a0:\u00a0x`` as ``title: x``: French keyboards put no-break spaces around colons."""
    match = _KEY.match(line)
    return f"{match[1]}: {line[match.end() :]}" if match and re.search("[\u00a0\u202f]", match[0]) else line


def _quote_values(lines: list[str]) -> list[tuple[str, bool]]:
    """The lines, those whose value is not YAML on its own being put in quotes; True marks a changed line."""
    quoted: list[tuple[str, bool]] = []
    for line in lines:
        match = _KEY.match(line)
        try:
            compose(line)
            quoted.append((line, False))
        except BadYaml:
            if match is None:
                quoted.append((line, False))
                continue
            value = line[match.end() :].strip()
            if value[:1] in "\"'" and value.count(value[0]) == 1:
                value = value[1:]
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            quoted.append((f'{match[1]}: "{escaped}"', True))
    return quoted
