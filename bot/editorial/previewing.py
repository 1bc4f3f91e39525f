"""What an editor is shown of a version before it is served."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.editorial.prepared import Alike, Guarded, Lost, Prepared
from bot.editorial.serving import Reading
from bot.editorial.standing import Standing, made_elsewhere
from corpus.audit import audit
from corpus.differences import Changed, Named, compare, without
from corpus.loading import Loaded
from corpus.model import Corpus
from corpus.problems import Problem
from retrieval import Index
from retrieval.evaluation import CollectionError
from retrieval.gold import Gold, judge, read_gold
from retrieval.repeats import repeats
from retrieval.text import sentences

SHOWN = 3
"""Passages of an answer among which a labelled question must find its own."""
QUESTIONS = "questions.jsonl"


def look(
    old: Corpus | None,
    new: Loaded,
    notes: Sequence[Problem],
    known: Collection[Problem] = (),
    served: Corpus | None = None,
) -> Prepared:
    """Everything that can be said without the index.

    Args:
        old: what it is compared with; None when all is new.
        new: what would be served.
        notes: remarks of the sources.
        known: errors that were there before, and are not held against this change.
        served: what is served now, most of which must not vanish; None where it may.
    """
    corpus = new.corpus
    difference = compare(old, corpus)
    difference = replace(difference, changed=tuple(map(_in_sentences, difference.changed)))
    touched = difference.touched
    documents = [document for theme in corpus.themes for document in theme.documents]
    named = {document.key: Named(document.key, document.title) for document in documents}
    before = frozenset() if old is None else frozenset(_audited(old))
    audited = [problem for problem in _audited(corpus) if problem not in before]
    remarks = [*new.problems, *notes, *audited]
    errors = tuple(problem for problem in remarks if problem.level == "error" and problem not in known)
    links = tuple(problem for problem in audited if _is_link(problem))
    gaps = tuple(problem for problem in audited if problem.key in ("fiche", "enjeu") and problem.level == "note")
    warnings = tuple(
        problem for problem in remarks if problem.level == "warning" and problem not in links and problem not in gaps
    )
    return Prepared(
        "",
        0,
        difference,
        len(documents),
        len(corpus.passages),
        cut=tuple(named[one.key] for one in documents if one.excerpt and one.key in touched),
        undated=tuple(named[one.key] for one in documents if one.date is None and one.key in touched),
        gaps=gaps,
        dead_links=links,
        warnings=warnings,
        errors=errors,
        guards=tuple(_guards(served, corpus, errors)),
    )


def known_errors(base: Reading) -> frozenset[Problem]:
    """What is broken in what is served now."""
    return frozenset(problem for problem in base.loaded.problems if problem.level == "error")


def left_behind(standing: Standing) -> Iterator[Guarded]:
    """What the editors gave to a corpus that was elsewhere: whoever moved it would lose it without a word."""
    if standing.left is not None:
        message = f"{made_elsewhere(standing.left)}: what the editors gave would not be carried over"
        yield Guarded("other_corpus", message, standing.left.made_from, str(standing.left.number))


def lost_questions(folder: Path, before: Index | None, old: Corpus, index: Index, new: Corpus) -> tuple[Lost, ...]:
    """The labelled questions of the themes in ``folder`` that are answered from ``old`` and not from ``new``."""
    if before is None:
        return ()
    return tuple(
        Lost(theme.key, gold.question)
        for theme in new.themes
        for gold in _labelled(folder / theme.key / QUESTIONS)
        if gold.wanted
        and (right := _right(gold, _shown(gold, before), old))
        # A passage that was right stays right when its words are mended: it keeps its id.
        and right.isdisjoint(found := _shown(gold, index))
        and not _right(gold, found, new)
    )


def _labelled(file: Path) -> list[Gold]:
    try:
        return read_gold(file)
    except (CollectionError, OSError):
        return []


def _shown(gold: Gold, index: Index) -> list[str]:
    """The passages (ids) that answer a labelled question."""
    found = index.answer(f"{gold.context} {gold.question}".strip(), k=SHOWN)
    return [] if found.outcome == "nothing" else [hit.id for hit in found.hits]


def _right(gold: Gold, shown: Sequence[str], corpus: Corpus) -> frozenset[str]:
    """Those of these passages that hold what was wanted."""
    passages = (corpus.passage(one) for one in shown)
    return frozenset(one.id for one in passages if one is not None and judge(gold, [one.text]).rank is not None)


def _in_sentences(changed: Changed) -> Changed:
    """Of the passages that differ only the sentences that do."""
    before, after = _sentences(changed.before), _sentences(changed.after)
    return replace(changed, before=without(before, after), after=without(after, before))


def _sentences(texts: Sequence[str]) -> list[str]:
    return [text[start:end].strip() for text in texts for start, end in sentences(text) if text[start:end].strip()]


def _audited(corpus: Corpus) -> list[Problem]:
    return list(audit(corpus, thorough=False))


def _is_link(problem: Problem) -> bool:
    return problem.key in ("url", "link") or (problem.key or "").startswith("links.")


def near_duplicates(index: Index, corpus: Corpus, touched: Collection[str]) -> tuple[Alike, ...]:
    """Documents that came or changed (``touched``) and repeat another one, each pair once with its largest share."""
    ids = [passage.id for key in touched for passage in corpus.passages_of(key)]
    found: dict[tuple[str, str], float] = {}
    for later, earlier, share in repeats(index, ids) if ids else ():
        pair = [passage.document for passage in map(corpus.passage, (later, earlier)) if passage is not None]
        if len(set(pair)) == 2:
            one, other = pair if pair[0] in touched else reversed(pair)
            found[one, other] = max(share, found.get((one, other), 0.0))
    return tuple(Alike(_named(corpus, one), _named(corpus, other), share) for (one, other), share in found.items())


def _named(corpus: Corpus, key: str) -> Named:
    document = corpus.document(key)
    return Named(key, key if document is None else document.title)


def _guards(served: Corpus | None, new: Corpus, errors: Sequence[Problem]) -> Iterator[Guarded]:
    documents = [] if served is None else [one.key for theme in served.themes for one in theme.documents]
    total, gone = len(documents), sum(new.document(key) is None for key in documents)
    if gone * 3 > total:
        message = f"{gone} of {total} documents would vanish, more than a third"
        yield Guarded("vanish", message, detail=f"{gone}/{total}")
    broken = sorted({problem.file for problem in errors})
    if broken:
        message = f"{broken[0]} is broken" if len(broken) == 1 else f"{len(broken)} files are broken"
        yield Guarded("broken", message, broken[0], str(len(broken)))
