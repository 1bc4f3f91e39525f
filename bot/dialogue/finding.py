"""From a question to what search found: comparisons searched on both sides, follow-ups tried in several readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from bot.dialogue.phrases import phrases, plain
from bot.dialogue.structure import kind_asked_for, structured
from bot.dialogue.wording import is_content
from bot.texts import texts
from corpus.model import Corpus
from retrieval import Found, Hit, Index
from retrieval.analysis import Token, analyser
from retrieval.spoken import respell
from retrieval.text import words

DEPTH = 10
"""Passages searched for one question: what is shown at once, and what « Autres passages » goes on with."""
TAIL = 0.45
"""A second or third passage is shown when its score is at least this share of the first one's."""
_SURENESS = {"sure": 2, "near": 1, "nothing": 0}


def find(index: Index, corpus: Corpus, question: str, whole: str = "") -> Found:
    """What the corpus has on a question.

    Args:
        index: where to search.
        corpus: what is searched: its structure has a say.
        question: what is asked; "A ou B ?" and "différence entre A et B" are searched on each side too.
        whole: the long message that the question was taken from, searched when the question alone finds nothing.
    """
    kind = kind_asked_for(corpus, question)
    found = index.answer(question, DEPTH, kind or ())
    wanting = kind is not None and (kind.alone or found.outcome != "sure")
    if kind is not None and (wanting or not kind.leads(found)):
        narrower = index.answer(question, DEPTH, within=kind.ids)
        if narrower.outcome == "sure" or (wanting and narrower.outcome == "near"):
            found = narrower
    compared = _compared(question)
    if compared.sides and (found.outcome != "nothing" or compared.alone):
        return _both(found, [_defined(index, corpus, side) for side in compared.sides])
    if found.outcome == "nothing" and whole:
        found = surest([found, index.answer(whole, DEPTH)])
    return structured(found, corpus, question)


def surest(found: Sequence[Found]) -> Found:
    """The answer that is most sure; of equals the first."""
    return max(found, key=lambda one: (_SURENESS[one.outcome], one.probability))


def strong(found: Found, at_most: int) -> tuple[Hit, ...]:
    """The hits worth showing at once: the first, and those not far below it."""
    if not found.hits or found.outcome == "nothing":
        return ()
    floor = TAIL * found.hits[0].score
    return tuple(hit for hit in found.hits[:at_most] if hit.score >= floor)


def replaced(question: str, subject: str) -> str:
    """A question with its subject replaced: "C'est quoi le tri ?", "le compost" gives "C'est quoi le compost ?".

    The subject is the last run of words that carry one, those that ask for a definition aside ("définition de …");
    empty when the question has none.
    """
    meant = respell(question)
    tokens = [token for token in analyser().question(question) if not _only_asks(token.form, meant)]
    run = _last_run(meant, tokens)
    if not run:
        return ""
    asked = {word.form for word in words(meant[: run[0].start]) if not is_content(word.form)}
    given = list(words(subject))
    while len(given) > 1 and not is_content(given[0].form) and given[0].form in asked:
        given.pop(0)
    return meant[: run[0].start] + subject[given[0].start if given else 0 :].rstrip(" ?") + meant[run[-1].end :]


def first_those_of(found: Found, corpus: Corpus, documents: Iterable[str]) -> Found:
    """The same answer, the passages of these documents first."""
    wanted = set(documents)

    def elsewhere(hit: Hit) -> bool:
        passage = corpus.passage(hit.id)
        return passage is None or passage.document not in wanted

    ranked = tuple(sorted(found.hits, key=elsewhere))
    if not ranked or elsewhere(ranked[0]):
        return found
    best = max(hit.score for hit in ranked)
    return replace(found, hits=(ranked[0].scored(best), *ranked[1:]))


def _only_asks(form: str, question: str) -> bool:
    """Whether a word of a question asks what something is, rather than being what is asked about."""
    return phrases().listed("defining", form) and phrases().matches("defines", plain(question))


def _last_run(meant: str, tokens: Sequence[Token]) -> list[Token]:
    run: list[Token] = []
    for token in tokens:
        between = meant[run[-1].end : token.start] if run else ""
        if run and any(not phrases().listed("linking", word.form) for word in words(between)):
            run = []
        run.append(token)
    return run


class _Compared(NamedTuple):
    """The sides of a comparison, none when nothing is compared; ``alone`` when the message says nothing else."""

    sides: tuple[str, ...] = ()
    alone: bool = False


def _compared(question: str) -> _Compared:
    """What a question compares."""
    meant = respell(question)
    places = list(words(meant))
    plain = " ".join(word.form for word in places)
    for name in ("difference", "same_thing", "versus", "alternative"):
        match = phrases().patterns[name].find(plain)
        if match is None:
            continue
        if name == "alternative" and "où" in meant.lower():
            continue
        sides = []
        for group in ("one", "other"):
            first = len(plain[: match.start(group)].split())
            last = first + len(match.group(group).split())
            sides.append(meant[places[first].start : places[last - 1].end])
        if all(any(is_content(word.form) for word in words(side)) for side in sides):
            return _Compared(tuple(sides), name != "alternative" or match.group() == plain)
    return _Compared()


def _defined(index: Index, corpus: Corpus, side: str) -> Found:
    """One side of a comparison: its definition where the corpus has one."""
    return structured(index.answer(side, DEPTH), corpus, texts("searched-definition", subject=side))


def _both(whole: Found, sides: Sequence[Found]) -> Found:
    """Both sides of a comparison, one after the other: each side's best first, then what the whole question found."""
    if not all(side.hits and side.outcome != "nothing" for side in sides):
        return whole
    first = whole.hits[0].score if whole.hits else sides[0].hits[0].score
    ranked: dict[str, Hit] = {hit.id: hit for hit in whole.hits[:1] if whole.outcome != "nothing"}
    for row in zip_longest(*(side.hits[:2] for side in sides)):
        for hit in row:
            if hit is not None:
                ranked.setdefault(hit.id, hit.scored(first))
    for hit in whole.hits:
        ranked.setdefault(hit.id, hit)
    outcome = surest([whole, *sides])
    return replace(whole, hits=tuple(ranked.values())[:DEPTH], outcome=outcome.outcome, probability=outcome.probability)
