"""Many regular expressions asked of one message: RE2 tells in one pass which of them can match, no other is tried.

A message is of nearly none of the families of wordings.  RE2 looks for the words that each expression cannot do
without, all at once and in a time that grows with the message alone; Python's own engine, which knows lookarounds, has
the last word on the few that are left.  See Russ Cox, "Regular Expression Matching in the Wild" (2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import re2

BETWEEN_WORDS = (r"(?<!\S)", r"(?!\S)")
"""What is around an expression that begins and ends with a word."""
_LOOKAROUND = re.compile(r"\(\?<?[=!]")
_IN_WORD = re.compile(r"\\[wdS]")
"""What RE2 takes for letters and digits are those of ASCII alone, and those of all scripts take it long to look for."""
_REMEMBERED = 64
"""Messages of which the possible expressions are remembered: routing asks for the same one many times."""


@dataclass(frozen=True, eq=False)
class Expression:
    """A regular expression over the plain form of a message, compiled when a first message gets as far as to it.

    ``name`` is the family of wordings that it belongs to.
    """

    name: str
    source: str
    among: Expressions

    def search(self, plain: str) -> re.Match[str] | None:
        """The first match in a plain form."""
        return self._compiled.search(plain) if self in self.among.possible(plain) else None

    def finditer(self, plain: str) -> Iterator[re.Match[str]]:
        """Every match in a plain form."""
        return self._compiled.finditer(plain) if self in self.among.possible(plain) else iter(())

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)


class Expressions:
    """Expressions that one message is asked about together: all are added, then ``ready`` is called once."""

    def __init__(self) -> None:
        self._filter, self._options = re2.Filter(), re2.Options()
        # Where it runs out of memory it goes on more slowly, which nobody need be told.
        self._options.log_errors = False
        self._all: list[Expression] = []
        self.possible = lru_cache(_REMEMBERED)(self._possible)
        self.named = lru_cache(_REMEMBERED)(self._named)

    def add(self, name: str, source: str) -> Expression:
        """Take in one more expression."""
        self._filter.Add(_relaxed(source), self._options)
        self._all.append(Expression(name, source, self))
        return self._all[-1]

    def ready(self) -> None:
        """All are in."""
        self._filter.Compile()

    def _possible(self, plain: str) -> frozenset[Expression]:
        """The expressions that can match: perhaps one too many, never one too few."""
        return frozenset(self._all[number] for number in self._filter.Match(plain) or ())

    def _named(self, plain: str) -> frozenset[str]:
        """Their names."""
        return frozenset(one.name for one in self.possible(plain))


def _relaxed(source: str) -> str:
    r"""An expression as RE2 takes it: without lookarounds, so that it matches wherever the exact one does.

    >>> _relaxed(r"(?<!\S)(?:un(?! deux)|\d+)(?!\S)")
    '(?:^| )(?:un|[^ ]+)(?: |$)'
    """
    before, after = BETWEEN_WORDS
    body = source.removeprefix(before).removesuffix(after)
    while (look := _LOOKAROUND.search(body)) is not None:
        body = body[: look.start()] + body[_closing(body, look.start()) + 1 :]
    body = _IN_WORD.sub("[^ ]", body)
    return ("(?:^| )" if source.startswith(before) else "") + body + ("(?: |$)" if source.endswith(after) else "")


def _closing(source: str, opening: int) -> int:
    """Where the parenthesis that opens here is closed."""
    depth = 0
    for at in range(opening, len(source)):
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        if not depth:
            return at
    raise ValueError(f"a parenthesis is not closed: {source}")
