"""The ids of a version's passages, kept beside its documents so that they are the same whenever it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.identity import Identifiers, identified
from corpus.model import Corpus, Passage

KeptIds = Mapping[str, Sequence[str]]
"""For each document (its key) the ids of its passages in reading order."""


def ids_of(corpus: Corpus) -> dict[str, list[str]]:
    """The ids of a corpus, to be kept."""
    kept: dict[str, list[str]] = {}
    for passage in corpus.passages:
        kept.setdefault(passage.document, []).append(passage.id)
    return kept


def with_ids(corpus: Corpus, kept: KeptIds) -> Corpus:
    """The corpus with the ids that were kept; a document that no longer fits them gets ids of its own."""
    counts: dict[str, int] = {}
    for passage in corpus.passages:
        counts[passage.document] = counts.get(passage.document, 0) + 1
    fitting = {key: ids for key, ids in kept.items() if len(ids) == counts.get(key)}
    fresh = Identifiers(taken for ids in kept.values() for taken in ids)
    return identified(corpus, (_id(passage, fitting, fresh) for passage in corpus.passages))


def _id(passage: Passage, kept: KeptIds, fresh: Identifiers) -> str:
    ids = kept.get(passage.document)
    return ids[passage.position] if ids is not None else fresh.next(passage.document, passage.text)
