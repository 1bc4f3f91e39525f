"""The phrases that routing recognises: loaded from ``phrases/*.yaml``, matched on the plain form of a message.

Wording is data: a pattern is a regular expression over folded words parted by single spaces, ``<name>`` stands for a
family of words and `` … `` for up to four words.  A family may use families.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.dialogue.expressions import BETWEEN_WORDS, Expression, Expressions
from retrieval.analysis import analyser
from retrieval.text import words

Name = TypeVar("Name", bound=str)
_FAMILY = re.compile(r"(?<!P)<(\w+)>")
_LITERAL = re.compile(r"(?<![\\\w)])([a-z]{4,}[a-z])(\??)(?![\w\\*+{(])")
_LONG = 9
"""From this many letters on, a word may hold two mistakes and still be recognised."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One family of wordings: found anywhere (``within``), or being the whole message, and not vetoed."""

    within: Expression | None = None
    whole: Expression | None = None
    unless: Expression | None = None

    def find(self, plain: str) -> re.Match[str] | None:
        """The match in a plain form, or None."""
        found = self.whole.search(plain) if self.whole is not None else None
        found = found or (self.within.search(plain) if self.within is not None else None)
        return None if found is None or (self.unless is not None and self.unless.search(plain)) else found


@dataclass(frozen=True)
class Phrases:
    """All patterns, word lists and section names; built once by `phrases`."""

    expressions: Expressions
    patterns: Mapping[str, Pattern]
    courtesy: Mapping[str, Expression]
    closing: Mapping[str, Expression]
    needs: Mapping[str, tuple[Expression, ...]]
    sentences: Mapping[str, Expression]
    sections: tuple[tuple[tuple[str, ...], str], ...]
    lists: Mapping[str, frozenset[tuple[str, ...]]]
    signs: Mapping[str, str]
    vocabulary: tuple[str, ...] = field(repr=False)

    def matches(self, name: str, plain: str) -> bool:
        """Whether a message's plain form is of this family."""
        return name in self.expressions.named(plain) and self.patterns[name].find(plain) is not None

    def first(self, names: tuple[Name, ...], *forms: str) -> Name | None:
        """The first of several families that one of these plain forms is of."""
        said = {form: self.expressions.named(form) for form in forms}
        if all(named.isdisjoint(names) for named in said.values()):
            return None
        return next((name for name in names if any(self.matches(name, form) for form in said)), None)

    def listed(self, name: str, word: str) -> bool:
        """Whether a single word belongs to a list such as ``showing``."""
        return (word,) in self.lists[name]

    def head(self, name: str, forms: tuple[str, ...]) -> int:
        """How many of the first words are a phrase of this list, the longest one; 0 when none is."""
        listed = self.lists[name]
        return next((length for length in self._lengths[name] if forms[:length] in listed), 0)

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """How many words the phrases of each list have, longest first."""
        return {
            name: tuple(sorted({len(phrase) for phrase in known}, reverse=True)) for name, known in self.lists.items()
        }

    def sections_from(self, word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The names of sections that begin with a word, longest first."""
        return self._by_first.get(word, ())

    @cached_property
    def _by_first(self) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
        firsts = dict.fromkeys(name[0] for name, _ in self.sections)
        return {first: tuple(item for item in self.sections if item[0][0] == first) for first in firsts}

    def respelled(self, forms: Iterable[str], known: Iterable[bool]) -> tuple[str, ...]:
        """The words with near misses of our own vocabulary put right; words the corpus knows are left alone."""
        return tuple(form if is_known else self._nearest(form) for form, is_known in zip(forms, known, strict=True))

    @cached_property
    def _own(self) -> frozenset[str]:
        """Words that are ours and well spelt."""
        listed = {word for name in self.lists for phrase in self.lists[name] for word in phrase}
        return frozenset(self.vocabulary) | listed | set(analyser().numbers)

    def _nearest(self, form: str) -> str:
        if len(form) < 5 or not form.isalpha() or form in self._own:
            return form
        return _near_miss(form)


@lru_cache(maxsize=8192)
def _near_miss(form: str) -> str:
    """The word of our vocabulary that a form is a near miss of, else the form itself."""
    cutoff = 2 if len(form) >= _LONG else 1
    found = process.extractOne(form, phrases().vocabulary, scorer=OSA.distance, score_cutoff=cutoff)
    return str(found[0]) if found is not None and found[0][0] == form[0] else form


def plain(text: str) -> str:
    """The plain form of a text: folded words parted by single spaces.

    >>> plain("Qu’est-ce que l'aide ?")
    'qu est ce que l aide'
    """
    return " ".join(word.form for word in words(text))


class _Compiler:
    """Turns the patterns of the files into regular expressions."""

    def __init__(self, families: Mapping[str, str]) -> None:
        self.families = families
        self.expressions = Expressions()
        self.literals: set[str] = set()

    def expand(self, pattern: str) -> str:
        for word, optional in _LITERAL.findall(pattern):
            self.literals.update({word, word[:-1]} if optional else {word})

        def family(match: re.Match[str]) -> str:
            return f"(?:{self.expand(self.families[match.group(1)])})"

        gap = pattern.replace(" … ", r"(?: \S+){0,4} ")
        return re.sub(r"(?<!\\)\((?!\?)", "(?:", _FAMILY.sub(family, gap))

    def compiled(
        self, name: str, patterns: Iterable[str], start: str = BETWEEN_WORDS[0], end: str = BETWEEN_WORDS[1]
    ) -> Expression:
        alternatives = "|".join(self.expand(str(pattern)) for pattern in patterns)
        return self.expressions.add(name, f"{start}(?:{alternatives}){end}")

    def whole(self, name: str, patterns: Iterable[str]) -> Expression:
        return self.compiled(name, patterns, "^", "$")

    def pattern(self, name: str, entry: Mapping[str, list[str]] | list[str]) -> Pattern:
        rules = entry if isinstance(entry, Mapping) else {"whole": entry}
        return Pattern(
            within=self.compiled(name, rules["within"]) if "within" in rules else None,
            whole=self.whole(name, rules["whole"]) if "whole" in rules else None,
            unless=self.compiled(f"not {name}", rules["unless"]) if "unless" in rules else None,
        )


def _read() -> dict[str, Any]:
    """All files as one mapping; families of all files together."""
    merged: dict[str, Any] = {"families": {}}
    for file in sorted((files("bot.dialogue") / "phrases").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            content = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            merged["families"].update(content.pop("families", {}))
            merged.update(content)
    return merged


_WORD_LISTS = (
    *("showing", "asking", "leading", "elliptic", "moving", "standing"),
    *("pronouns", "possessives", "pointing", "oneself", "timely", "items", "linking", "defining"),
)


@cache
def phrases() -> Phrases:
    """The phrases of the package, read and compiled once."""
    content = _read()
    compiler = _Compiler(content.pop("families"))
    lists = {
        name: frozenset(tuple(str(item).split()) for item in (entry.split() if isinstance(entry, str) else entry))
        for name in _WORD_LISTS
        for entry in [content.pop(name)]
    }
    sections = sorted(
        ((tuple(name.split()), section) for section, names in content.pop("sections").items() for name in names),
        key=lambda item: -len(item[0]),
    )
    made = Phrases(
        signs={sign: word for word, signs in content.pop("signs").items() for sign in signs},
        courtesy={kind: compiler.compiled(kind, entry, start="^") for kind, entry in content.pop("courtesy").items()},
        closing={kind: compiler.compiled(kind, entry, end="$") for kind, entry in content.pop("closing").items()},
        needs={
            need: tuple(compiler.compiled(need, [one]) for one in entry) for need, entry in content.pop("needs").items()
        },
        sentences={name: compiler.whole(name, entry) for name, entry in content.pop("sentences").items()},
        sections=tuple(sections),
        lists=lists,
        expressions=compiler.expressions,
        patterns={name: compiler.pattern(name, entry) for name, entry in content.items()},
        vocabulary=tuple(
            sorted(compiler.literals | {word for names, _ in sections for word in names if len(word) > 4})
        ),
    )
    compiler.expressions.ready()
    return made
