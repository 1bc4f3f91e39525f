"""The lexicon: words that people type, and the words of the corpus that they may stand for."""

from __future__ import annotations

from pathlib import Path

from yaml.nodes import MappingNode, Node, SequenceNode

from corpus.model import LexiconEntry
from corpus.problems import Problem
from corpus.reading import UnreadableFile, read_text
from corpus.yamltree import BadYaml, compose, line_of, pairs, scalars

SHARED = Path(__file__).parent / "lexicon.yaml"
"""Words of the trade, whatever the theme."""

_EXAMPLE = "Write - {typed: [word, other word], corpus: [word of the corpus]}."


def read_lexicon(path: Path, name: str) -> tuple[tuple[LexiconEntry, ...], list[Problem]]:
    """The entries of a lexicon file (a YAML list), with what is wrong in it under ``name``."""
    try:
        text, problems = read_text(path, name)
        node = compose(text)
    except UnreadableFile as error:
        return (), [error.problem]
    except BadYaml as error:
        return (), [Problem("error", name, error.line, None, f"The lexicon is not YAML: {error.reason}.", _EXAMPLE)]
    return lexicon_entries(node, name, problems), problems


def lexicon_entries(node: Node | None, name: str, problems: list[Problem]) -> tuple[LexiconEntry, ...]:
    """The entries of a YAML list; those that are not ``{typed, corpus}`` are reported and left out."""
    if node is None:
        return ()
    if not isinstance(node, SequenceNode):
        problems.append(Problem("error", name, line_of(node), "lexicon", "The lexicon is not a list.", _EXAMPLE))
        return ()
    entries = []
    for item in node.value:
        values = {key: scalars(value) for key, _, value in pairs(item)} if isinstance(item, MappingNode) else {}
        typed, corpus = values.get("typed"), values.get("corpus")
        if typed and corpus and len(values) == 2:
            entries.append(LexiconEntry(typed, corpus))
        else:
            message = "A lexicon entry needs the two lists typed and corpus, and nothing else."
            problems.append(Problem("error", name, line_of(item), "lexicon", message, _EXAMPLE))
    return tuple(entries)
