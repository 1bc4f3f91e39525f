"""``theme.yaml``: a theme's name, description, links, lexicon and wording; all of it optional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yaml.nodes import MappingNode, Node

from corpus.lexicon import lexicon_entries
from corpus.model import LexiconEntry
from corpus.problems import Problem
from corpus.reading import UnreadableFile, read_text
from corpus.yamltree import BadYaml, compose, line_of, pairs, scalar, truth

LINKS = ("cles_de_lecture", "espace", "seminaire", "contact")
OUT_OF_REACH = ("amount", "deadline", "phone", "law", "job", "template")
KEYS = ("name", "description", "default", "links", "lexicon", "out_of_reach")


@dataclass(slots=True)
class ThemeSettings:
    """What ``theme.yaml`` says; the defaults are those of a theme without one."""

    name: str = ""
    description: str = ""
    default: bool = False
    links: Mapping[str, str] = field(default_factory=dict)
    lexicon: tuple[LexiconEntry, ...] = ()
    out_of_reach: Mapping[str, str] = field(default_factory=dict)


def read_theme(path: Path, name: str) -> tuple[ThemeSettings, list[Problem]]:
    """The settings in ``path`` (the defaults when it is absent or broken), with what is wrong in it."""
    settings = ThemeSettings()
    if not path.exists():
        return settings, []
    try:
        text, problems = read_text(path, name)
        node = compose(text)
    except UnreadableFile as error:
        return settings, [error.problem]
    except BadYaml as error:
        fix = "Mend that line: one key: value a line, lists with - or between brackets."
        return settings, [Problem("error", name, error.line, None, f"theme.yaml is not YAML: {error.reason}.", fix)]
    if node is None:
        return settings, problems
    if not isinstance(node, MappingNode):
        fix = f"Write keys among {', '.join(KEYS)}."
        return settings, [*problems, Problem("error", name, 1, None, "theme.yaml holds no keys.", fix)]
    seen: set[str] = set()
    for written, line, value in pairs(node):
        key = written.strip().lower()
        if key in seen:
            problems.append(Problem("error", name, line, key, f"The key {key} is there twice.", "Keep one of the two."))
            continue
        seen.add(key)
        _take(settings, key, value, line, name, problems)
    return settings, problems


def _take(settings: ThemeSettings, key: str, node: Node, line: int, name: str, problems: list[Problem]) -> None:
    if key in ("name", "description"):
        text = scalar(node)
        if text is None:
            problems.append(Problem("error", name, line, key, f"{key} is not a text.", f"Write {key}: and one text."))
        else:
            setattr(settings, key, " ".join(text.split()) if key == "name" else text.strip())
    elif key == "default":
        text = scalar(node) or ""
        settings.default = truth(text) or False
        if text and truth(text) is None:
            problems.append(Problem("error", name, line, key, f"default is {text!r}.", "Write default: true or false."))
    elif key == "links":
        settings.links = _texts(node, LINKS, key, name, problems)
    elif key == "out_of_reach":
        settings.out_of_reach = _texts(node, OUT_OF_REACH, key, name, problems)
    elif key == "lexicon":
        empty = scalar(node) == ""
        settings.lexicon = () if empty else lexicon_entries(node, name, problems)
    else:
        fix = f"Known keys: {', '.join(KEYS)}."
        problems.append(Problem("note", name, line, key, f"Unknown key {key}: without effect.", fix))


def _texts(node: Node, known: tuple[str, ...], key: str, name: str, problems: list[Problem]) -> dict[str, str]:
    """A mapping of known keys to texts; keys left empty count as absent."""
    if not isinstance(node, MappingNode):
        if scalar(node) != "":
            fix = f"Write below it keys among {', '.join(known)}."
            problems.append(Problem("error", name, line_of(node), key, f"{key} is not a mapping.", fix))
        return {}
    texts: dict[str, str] = {}
    for inner, line, value in pairs(node):
        path = f"{key}.{inner}"
        text = scalar(value)
        if inner not in known:
            fix = f"Known keys: {', '.join(known)}."
            problems.append(Problem("note", name, line, path, f"Unknown key {path}: without effect.", fix))
        elif text is None:
            problems.append(Problem("error", name, line, path, f"{path} is not a text.", f"Write {inner}: and a text."))
        elif text.strip():
            texts[inner] = text.strip()
    return texts
