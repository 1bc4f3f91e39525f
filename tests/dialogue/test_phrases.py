"""No wording of the phrases is written in vain: each alternative is met by something that a person may write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from random import Random

import pytest
import yaml

from bot.dialogue.expressions import BETWEEN_WORDS
from bot.dialogue.phrases import _WORD_LISTS, _read, phrases, plain
from tests.dialogue.wordings import Choice, Examples, Family, Forced, Look, Node, alternatives, around, every, parsed

_TRIES = 300
"""Examples drawn of an alternative before it is held to be met by none."""
_BEFORE, _AFTER = BETWEEN_WORDS


@dataclass(frozen=True)
class Wordings:
    """The wordings of one family, with what must be around one."""

    name: str
    tree: Node
    before: str = _BEFORE
    after: str = _AFTER


CONTENT = _read()
FAMILIES = {name: parsed(wording) for name, wording in CONTENT["families"].items()}


def every_wording() -> Iterator[Wordings]:
    """All wordings that are compiled, as ``phrases`` compiles them."""
    for name, entry in CONTENT.items():
        if name in ("families", "sections", "signs", *_WORD_LISTS):
            continue
        if name in ("courtesy", "closing", "needs", "sentences"):
            edges = {"courtesy": ("^", _AFTER), "closing": (_BEFORE, "$"), "sentences": ("^", "$")}
            kinds = [(f"{name} {kind}", ones, *edges.get(name, BETWEEN_WORDS)) for kind, ones in entry.items()]
        else:
            rules = entry if isinstance(entry, dict) else {"whole": entry}
            kinds = [
                (f"{name} {rule}", ones, *(("^", "$") if rule == "whole" else BETWEEN_WORDS))
                for rule, ones in rules.items()
            ]
        yield from (Wordings(kind, parsed(str(one)), *edge) for kind, ones, *edge in kinds for one in ones)


WORDINGS = list(every_wording())
USES: dict[str, list[tuple[Node, Wordings | None]]] = {family: [] for family in FAMILIES}
for _tree, _wordings in [*((one.tree, one) for one in WORDINGS), *((tree, None) for tree in FAMILIES.values())]:
    for _node in every(_tree):
        if isinstance(_node, Family):
            USES[_node.name].append((_node, _wordings))


def met(alternative: Node, wordings: Wordings | None, random: Random) -> bool:
    """Whether something that a person may write is recognised by this very alternative."""
    return any(_met_once(alternative, wordings, random) for _ in range(_TRIES))


def _met_once(alternative: Node, wordings: Wordings | None, random: Random) -> bool:
    forced: Forced = {}
    top = around(alternative, forced)
    while wordings is None and not isinstance(top, Look):
        family = next(name for name, tree in FAMILIES.items() if tree is top)
        use, wordings = random.choice(USES[family])
        top = around(use, forced)
    if isinstance(top, Look):
        # What is looked for around a wording: it must be written as messages are folded.
        said, _ = Examples(FAMILIES, random).draw(top.body, forced)
        return plain(said) == said.strip()
    assert wordings is not None
    said, narrowed = Examples(FAMILIES, random).draw(top, forced)
    return re.search(f"{wordings.before}(?:{narrowed}){wordings.after}", plain(said)) is not None


def in_vain(name: str, tree: Node, wordings: Wordings | None) -> list[str]:
    """The alternatives that nothing a person may write is recognised by."""
    random = Random(name)
    return [one.written for one in alternatives(tree) if not met(one, wordings, random)]


def _looks_around(node: Node) -> bool:
    return any(
        isinstance(part, Look) or (isinstance(part, Family) and _looks_around(FAMILIES[part.name]))
        for part in every(node)
    )


def said_twice(tree: Node) -> list[str]:
    """The alternatives, written out in words, that another one beside them says too."""
    spelt_out = Examples(FAMILIES, Random(0)).spelt_out
    return [
        one.written
        for node in every(tree)
        if isinstance(node, Choice)
        for one in node.among
        if re.fullmatch("[a-z0-9 ]+", one.written)
        for other in node.among
        if other is not one and not _looks_around(other) and re.fullmatch(spelt_out(other.written), one.written)
    ]


@pytest.mark.parametrize("name", dict.fromkeys(one.name for one in WORDINGS))
def test_every_alternative_is_met_by_something_that_a_person_may_write(name: str) -> None:
    ones = [one for one in WORDINGS if one.name == name]
    assert [written for one in ones for written in in_vain(name, one.tree, one)] == []
    assert [written for one in ones for written in said_twice(one.tree)] == []


@pytest.mark.parametrize("name", FAMILIES)
def test_every_alternative_of_a_family_is_met_in_one_of_its_uses(name: str) -> None:
    assert USES[name], "a family that no wording uses"
    assert in_vain(name, FAMILIES[name], None) == []
    assert said_twice(FAMILIES[name]) == []


def test_words_of_lists_and_names_of_sections_are_written_as_messages_are_folded() -> None:
    known = phrases()
    listed = [" ".join(phrase) for name in known.lists for phrase in known.lists[name]]
    sections = [" ".join(name) for name, _ in known.sections]
    assert [said for said in (*listed, *sections) if plain(said) != said] == []


@pytest.mark.parametrize(
    ("wording", "never"),
    [
        ("(le|la) note|résumé", ["résumé"]),
        ("une note|Note", ["Note"]),
        ("l'aide|qu est ce", ["l'aide"]),
        ("(une |la )note( |s)", [" "]),
        ("(comment (faire )?|je veux) noter", ["comment (faire )?", "faire "]),
        ("oui(?! (mais|à))", ["à"]),
        ("note(!)?", ["!"]),
        ("noter(?= que| de)|note[rz]?|prends? note … ici", []),
        ("(je )?(<want>)( bien)? noter", []),
    ],
)
def test_what_no_folded_message_holds_is_found(wording: str, never: list[str]) -> None:
    tree = parsed(wording)
    assert in_vain("invented", tree, Wordings("invented", tree)) == never


@pytest.mark.parametrize(
    ("wording", "twice"),
    [
        ("note|notes?|noter", ["note"]),
        ("<want>|je veux", ["je veux"]),
        ("la|la", ["la", "la"]),
        ("note|note(?! que)", []),
    ],
)
def test_what_is_said_by_another_alternative_is_found(wording: str, twice: list[str]) -> None:
    assert said_twice(parsed(wording)) == twice


def test_a_name_stands_for_one_thing_in_all_files() -> None:
    """All files are read together: a second family of one name would put itself in the place of the first."""
    names: list[str] = []
    for file in (files("bot.dialogue") / "phrases").iterdir():
        if file.name.endswith(".yaml"):
            content = yaml.safe_load(file.read_text("utf-8"))
            names += [f"families {name}" for name in content.pop("families", {})]
            names += content
    assert [name for name, times in Counter(names).items() if times > 1] == []
