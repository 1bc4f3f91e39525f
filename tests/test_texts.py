"""The French catalogue: every text used, none missing, in good French typography, short, without markup."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import (
    Junk,
    Message,
    MessageReference,
    Pattern,
    Placeable,
    SelectExpression,
    TermReference,
    TextElement,
)
from fluent.syntax.visitor import Visitor

from bot.dialogue.present import LABEL
from bot.texts import MissingText, _sources, french_date, has_text, listed, texts

BOT = Path(__file__).parent.parent / "bot"
FILES = sorted((BOT / "texts" / "fr").glob("*.ftl"))
KEY = re.compile(r"[a-z]+(?:-[a-z_]+)+")
LONGEST = 900


def entries() -> Iterator[Message]:
    for file in FILES:
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, Message):
                yield entry


def written(pattern: Pattern) -> list[str]:
    """The wordings of a text, one for each variant it may take; placeholders stand as "…"."""
    wordings = [""]
    for element in pattern.elements:
        if isinstance(element, TextElement):
            wordings = [wording + element.value for wording in wordings]
        elif isinstance(element, Placeable) and isinstance(element.expression, SelectExpression):
            variants = [text for variant in element.expression.variants for text in written(variant.value)]
            wordings = [wording + text for wording in wordings for text in variants]
        else:
            wordings = [f"{wording}…" for wording in wordings]
    return wordings


ENTRIES = {entry.id.name: entry for entry in entries()}
WORDINGS = [(key, wording) for key, entry in ENTRIES.items() if entry.value for wording in written(entry.value)]


def mentioned() -> tuple[set[str], set[str]]:
    """Keys named in the program, and the beginnings of keys that it completes."""
    names, beginnings = set(), set()
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return names, {start for start in beginnings if re.fullmatch(r"[a-z-]+-", start)}


def test_keys_are_unique_over_all_files() -> None:
    assert [key for key, count in Counter(entry.id.name for entry in entries()).items() if count > 1] == []


def test_a_text_read_alone_is_what_it_is_in_its_file() -> None:
    assert set(_sources()) == set(ENTRIES)
    for key, source in _sources().items():
        (alone,) = (entry for entry in FluentParser().parse(source).body if isinstance(entry, Message))
        assert alone.value is not None, key
        assert ENTRIES[key].equals(alone, ignored_fields=["span", "comment"]), key


def test_no_text_refers_to_another() -> None:
    """Each is read when it is first said: another may not have been."""

    class References(Visitor):
        found: ClassVar[list[str]] = []

        def visit_MessageReference(self, node: MessageReference) -> None:
            self.found.append(node.id.name)

        def visit_TermReference(self, node: TermReference) -> None:
            self.found.append(node.id.name)

    for entry in ENTRIES.values():
        References().visit(entry)
    assert References.found == []


def test_every_text_is_used() -> None:
    names, beginnings = mentioned()
    families = ("data-table-", "data-column-", *beginnings)
    plain_words = {"greeting", "thanks", "goodbye", "assent", "reproach", "smalltalk"}
    unused = [key for key in ENTRIES if key not in names | plain_words and not key.startswith(families)]
    assert unused == []


def test_every_key_asked_for_exists() -> None:
    asked = set()
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("texts", "button"):
                first = node.args[0]
                options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                asked |= {one.value for one in options if isinstance(one, ast.Constant)}
    assert asked
    assert sorted(str(key) for key in asked if key not in ENTRIES) == []


@pytest.mark.parametrize(("key", "wording"), WORDINGS, ids=[f"{i}-{key}" for i, (key, _) in enumerate(WORDINGS)])
def test_a_wording_is_short_plain_and_well_set(key: str, wording: str) -> None:
    assert len(wording) <= (LABEL if key.startswith("button-") else LONGEST)
    assert not re.search(r"[<>*`]|__|\]\(", wording), "markup"
    assert "'" not in wording, "the typographic apostrophe is ’"
    assert not re.search(r"(?<![\u00a0\u202f])[;!?»]|[^\u00a0\u202f\d\w]:(?!/)", wording), "no-break space before"
    assert not re.search(r"«(?![\u00a0\u202f])", wording), "no-break space after «"
    assert not re.search(r"\b(tu|te|toi|ton|ta|tes|t’)\b", wording, re.I), "vouvoiement"
    assert "anonym" not in wording.lower(), "« sans votre nom »"
    assert not wording.startswith((" ", "\n"))
    assert "  " not in wording


def test_a_missing_text_or_value_is_an_error() -> None:
    with pytest.raises(MissingText):
        texts("no-such-text")
    with pytest.raises(MissingText):
        texts("excerpt-end")
    assert not has_text("no-such-text")


def test_dates_and_lists_are_written_as_in_french() -> None:
    assert french_date(date(2015, 2, 13)) == "13 février 2015"
    assert french_date(date(2024, 8, 1)) == "1er août 2024"
    assert [listed(items) for items in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a et b", "a, b et c"]
