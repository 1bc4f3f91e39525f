"""A fiche's text split into its questions, word for word."""

from __future__ import annotations

import re

_ARROWS = "→⇒➔➜➙➤►▶➢⮕"
_BULLETS = "•·‣▪◦●"
# What stands before a question without being part of it: arrows, bullets, dashes, "1)", "2.", "Question 3 :".
_MARKS = re.compile(
    rf"(?:\s|[{_ARROWS}{_BULLETS}*]|[-–—](?=\s)|\(?\d{{1,2}}(?:[.)°](?!\d)|\s+[-–—](?=\s))|[a-h]\)(?=\s)"
    r"|(?:question|q)\s*(?:n°\s*)?\d{1,2}\s*[:.)–—-])+",
    re.I,
)
_ASKS = re.compile(
    r"(?:et\s+|mais\s+|enfin,?\s+)?(?:(?:à|a|de|d['’]|en|par|pour|dans|sur|avec|sous|selon|vers|jusqu['’]o?ù?|chez)\s*)?"
    r"(?:comment|pourquoi|quoi|qui|qu['’]|que|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|où|quand|combien|"
    r"est-ce|y a-t-il|(?:faut|peut|doit|va|a)(?:-t)?-(?:il|on|elle)|(?:est|sont|ont)-(?:ce|il|elle|ils|elles|on))"
    r"(?:(?<=['’])|\b)",
    re.I,
)
_END = re.compile(r"\?[?!…]*(?:\s*[»”\")\]])*")
_PAIRS = {"«": "»", "(": ")", "“": "”"}
_WRAPPED = re.compile(r"(?<![.?!:;…»\n])\n(?=[a-zà-öø-ÿœ])")
_SENTENCE_END = re.compile(r"[.!…](?:\s*[»”\")])?\s+(?=[A-ZÀ-ÖØ-ÞŒ«“\"(])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s('’])(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|cf|ex|art|chap|vol|n|p|[A-ZÀ-Þ])\.$", re.I
)

CONTEXT_AT_MOST = 140
"""Characters of the sentence that a question keeps before it."""


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of a text, in order; arrows, bullets and numbers before them are dropped, nothing else is.

    The one short sentence before a question, on its line, stays with it: it often says what the question is about.
    Other sentences are left out.  A question without its mark counts when it begins as questions do.

    >>> split_questions("→ Que partager ? Avec qui ?")
    ('Que partager ?', 'Avec qui ?')
    """
    return tuple(
        _with_context(part)
        for line in _WRAPPED.sub(" ", text).splitlines()
        for part in _parts(line)
        if "?" in part or _ASKS.match(part)
    )


def _parts(line: str) -> list[str]:
    """A line cut after each question, the marks before each part taken off."""
    cuts = [0]
    spoken = _quoted(line)
    for match in _END.finditer(line):
        end = match.end()
        if end not in spoken and _begins(line[end:], closed=line[end - 1] in '»”")]'):
            cuts.append(end)
    parts = [_unmarked(line[start:end]) for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    return [part for part in parts if part]


def _with_context(part: str) -> str:
    """A question from the beginning of the sentence before it, or from its own when that one is long."""
    asked = part.find("?")
    spoken = _quoted(part)
    starts = [0]
    for match in _SENTENCE_END.finditer(part, 0, max(asked, 0)):
        if match.end() not in spoken and not _ABBREVIATION.search(part[: match.start() + 1]):
            starts.append(match.end())
    own, before = starts[-1], starts[-2] if len(starts) > 1 else starts[-1]
    return part[before if own - before <= CONTEXT_AT_MOST else own :]


def _unmarked(part: str) -> str:
    marks = _MARKS.match(part)
    return part[marks.end() :].strip() if marks else part.strip()


def _begins(rest: str, *, closed: bool) -> bool:
    """Whether what follows a question mark begins another question rather than going on with the same one.

    ``closed`` says that the mark was the last of a quotation or parenthesis: small letters then go on.
    """
    if not rest[:1].isspace() and rest[:1] not in _ARROWS:
        return False
    start = rest.lstrip()
    marks = _MARKS.match(start)
    if marks:
        return True
    return start[:1].isupper() or start[:1] in ("«", "“", '"', "(") or (not closed and _ASKS.match(start) is not None)


def _quoted(line: str) -> set[int]:
    """The offsets inside guillemets or parentheses that are closed on this line: a quotation is not cut."""
    inside: set[int] = set()
    for opening, closing in _PAIRS.items():
        start = line.find(opening)
        while start >= 0:
            end = line.find(closing, start)
            if end < 0:
                break
            inside.update(range(start + 1, end + 1))
            start = line.find(opening, end)
    return inside
