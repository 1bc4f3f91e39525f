"""Where settings come from: a YAML file, the environment, the command line; each value remembers its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.failure import CannotRun
from bot.settings.model import LISTS, SECRET, leaves

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node

Dotted = tuple[str, ...]
ENVIRONMENT: dict[str, tuple[str, ...]] = {
    "TELEGRAM_BOT_TOKEN": ("telegram", "token"),
    "TELEGRAM_API_ROOT": ("telegram", "api_root"),
}
"""Variables that keep the name everybody knows; all the others are ``COOP_`` and the path joined by ``__``."""
_SECRET_NAME = re.compile(r"token|password|secret", re.IGNORECASE)


class SettingsError(CannotRun):
    """A setting cannot be used; the message names its place, its key and what is allowed."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Given:
    """A value as somebody wrote it, and where: ``config.yaml:12``, ``COOP_CORPUS`` or ``--corpus``.

    ``inside`` gives the places of what a list of groups holds, by path: ``("sources", "0", "url")``.
    """

    value: Any
    place: str
    inside: Mapping[Dotted, str] = field(default_factory=dict)


def from_file(file: Path) -> dict[Dotted, Given]:
    """The values written in a settings file.

    Raises:
        SettingsError: unreadable, not YAML, an unknown key, a key given twice, or a secret.
    """
    from yaml.nodes import MappingNode

    from corpus.yamltree import BadYaml, compose, line_of

    try:
        tree = compose(file.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror or type(error).__name__})") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file}: is not UTF-8 text; save it as UTF-8") from None
    except BadYaml as error:
        raise SettingsError(f"{file}:{error.line or 1}: not YAML: {error.reason}") from None
    if tree is None:
        return {}
    if not isinstance(tree, MappingNode):
        raise SettingsError(f"{file}:{line_of(tree)}: should hold one 'key: value' a line")
    found: dict[Dotted, Given] = {}
    for path, given in _walk(tree, (), str(file)):
        if path in found:
            raise SettingsError(f"{given.place}: {'.'.join(path)} is given twice, first at {found[path].place}")
        found[path] = given
    return found


def _walk(mapping: MappingNode, above: Dotted, file: str) -> Iterator[tuple[Dotted, Given]]:
    from yaml.nodes import MappingNode

    from corpus.yamltree import pairs

    known = leaves()
    for name, line, node in pairs(mapping):
        path, place = (*above, name), f"{file}:{line}"
        if path in SECRET or (path not in known and _SECRET_NAME.search(name)):
            variable = next((key for key, target in ENVIRONMENT.items() if target in SECRET), "")
            raise SettingsError(f"{place}: {'.'.join(path)}: secrets stay out of the file; use the variable {variable}")
        if path not in known and not _is_group(path):
            raise unknown(path, place)
        if path in LISTS:
            yield path, _groups(node, path, lambda line: f"{file}:{line}")
            continue
        value = _written(node)
        if _is_group(path) and isinstance(node, MappingNode):
            yield from _walk(node, path, file)
        elif _is_group(path) and value:
            raise SettingsError(f"{place}: {'.'.join(path)} should hold {_choices(path)}, one 'key: value' a line")
        elif value is None:
            raise SettingsError(f"{place}: {'.'.join(path)} should be one value or a list of values")
        elif value != "" or not _is_empty_scalar(node):
            yield path, Given(value, place)


def _written(node: Node) -> str | tuple[str, ...] | None:
    from yaml.nodes import SequenceNode

    from corpus.yamltree import scalar, scalars

    return scalars(node) if isinstance(node, SequenceNode) else scalar(node)


def _groups(node: Node, path: Dotted, place: Callable[[int], str]) -> Given:
    """A list of groups, with the place of everything in it; ``place`` is how a line of it is called."""
    from corpus.yamltree import line_of

    inside: dict[Dotted, str] = {}
    value = _branch(node, path, place, inside)
    return Given(() if value == "" else value, place(line_of(node)), inside)


def _branch(node: Node, path: Dotted, place: Callable[[int], str], inside: dict[Dotted, str]) -> Any:
    from yaml.nodes import MappingNode, SequenceNode

    from corpus.yamltree import line_of, pairs, scalar

    inside[path] = place(line_of(node))
    if isinstance(node, SequenceNode):
        return [_branch(below, (*path, str(index)), place, inside) for index, below in enumerate(node.value)]
    if not isinstance(node, MappingNode):
        return scalar(node)
    values: dict[str, Any] = {}
    for name, line, below in pairs(node):
        key = (*path, name)
        if key in inside:
            raise SettingsError(f"{place(line)}: {'.'.join(key)} is given twice, first at {inside[key]}")
        inside[key] = place(line)
        if scalar(below) != "" or not _is_empty_scalar(below):
            values[name] = _branch(below, key, place, inside)
    return values


def _is_empty_scalar(node: Node) -> bool:
    """``key:`` with nothing or null behind it leaves the default; ``key: ""`` is a value."""
    return not getattr(node, "style", None)


def from_environment(environ: Mapping[str, str]) -> dict[Dotted, Given]:
    """The values given by variables; an empty variable is one that is not set.

    Raises:
        SettingsError: a variable begins with ``COOP_`` and names no setting.
    """
    found: dict[Dotted, Given] = {}
    for name, value in environ.items():
        path = ENVIRONMENT.get(name)
        if path is None and name.startswith("COOP_"):
            path = tuple(name.removeprefix("COOP_").lower().split("__"))
            if path not in leaves():
                raise unknown(path, name)
        if path is not None and path in LISTS and value.strip():
            found[path] = _from_variable(name, value, path)
        elif path is not None and value.strip():
            found[path] = Given(value.strip(), name)
    return found


def _from_variable(name: str, value: str, path: Dotted) -> Given:
    """A list of groups written in a variable, on one line as YAML or JSON has it."""
    from corpus.yamltree import BadYaml, compose

    try:
        node = compose(value)
    except BadYaml as error:
        raise SettingsError(f"{name}: not YAML: {error.reason}") from None
    return _groups(node, path, lambda line: name) if node is not None else Given((), name)


def from_flags(flags: Mapping[str, str]) -> dict[Dotted, Given]:
    """The values given on the command line: ``{"data_dir": "elsewhere"}``, dots between the parts of a path."""
    return {tuple(name.split(".")): Given(value, "--" + name.replace("_", "-")) for name, value in flags.items()}


def unknown(path: Dotted, place: str) -> SettingsError:
    """What to say of a key that is no setting: the closest one, or those that exist at its level."""
    import difflib

    if _is_group(path):
        within = ", ".join(f"{place}__{name.upper()}" for name in _choices(path).split(", "))
        return SettingsError(f"{place}: {'.'.join(path)} holds several settings; write one of {within}")
    group = path[:-1] if _is_group(path[:-1]) else ()
    beside = {
        known[len(group)]: ".".join(known[: len(group) + 1]) for known in leaves() if known[: len(group)] == group
    }
    elsewhere = {known[-1]: ".".join(known) for known in leaves()}
    named = elsewhere | beside
    close = difflib.get_close_matches(path[-1], beside, 1, 0.7) or difflib.get_close_matches(
        path[-1], elsewhere, 1, 0.7
    )
    hint = f"did you mean {named[close[0]]}?" if close else f"known here: {_choices(path[:-1])}"
    return SettingsError(f"{place}: {'.'.join(path)} is not a setting; {hint}")


def _choices(group: Dotted) -> str:
    level = group if _is_group(group) else ()
    return ", ".join(_unique(path[len(level)] for path in leaves() if path[: len(level)] == level))


def _is_group(path: Dotted) -> bool:
    return any(known[: len(path)] == path and known != path for known in leaves())


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
