"""What became of the documents from one version of a corpus to the next."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Corpus, Document, Theme

SETTINGS = "/theme.yaml"
"""What the key of a theme's settings ends with."""
_CHOSEN = tuple(one.name for one in dataclasses.fields(Theme) if one.name not in ("key", "documents"))


@dataclass(frozen=True, slots=True)
class Named:
    """A document by its key and title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A document that says other things than before: passages that went (``before``) and that came (``after``).

    Where the passages read the same, the lines that went and came: a link may lead elsewhere.

    ``fields``: the keys of its front matter that differ.  A theme's settings are one such document, with the key
    ``theme/theme.yaml``.
    """

    key: str
    title: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents that came, changed and went, in corpus order."""

    added: tuple[Named, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def documents(self) -> tuple[Changed, ...]:
        """The documents that changed, without the settings of themes."""
        return tuple(one for one in self.changed if not one.key.endswith(SETTINGS))

    @property
    def settings(self) -> tuple[Changed, ...]:
        """The settings of themes that changed."""
        return tuple(one for one in self.changed if one.key.endswith(SETTINGS))

    @property
    def touched(self) -> frozenset[str]:
        """The keys of the documents that came or changed."""
        return frozenset([*(one.key for one in self.added), *(one.key for one in self.documents)])


def compare(old: Corpus | None, new: Corpus) -> Difference:
    """The difference between two versions; everything is new where there is no old one."""
    before = _documents(old)
    after = _documents(new)
    changed = [
        _changed(before[key], document, old, new)
        for key, document in after.items()
        if old is not None and key in before and before[key] != document
    ]
    return Difference(
        tuple(Named(key, document.title) for key, document in after.items() if key not in before),
        (*changed, *_settings(old, new)),
        tuple(Named(key, document.title) for key, document in before.items() if key not in after),
    )


def _settings(old: Corpus | None, new: Corpus) -> Iterator[Changed]:
    """The themes whose settings differ; of their lexicon the entries that do."""
    before = {} if old is None else {theme.key: theme for theme in old.themes}
    for theme in new.themes:
        known = before.get(theme.key, theme)
        fields = tuple(name for name in _CHOSEN if getattr(known, name) != getattr(theme, name))
        if fields:
            entries, others = _entries(known), _entries(theme)
            differing = without(entries, others), without(others, entries)
            yield Changed(f"{theme.key}{SETTINGS}", theme.name, *differing, fields)


def _entries(theme: Theme) -> list[str]:
    return [f"{', '.join(entry.typed)} → {', '.join(entry.corpus)}" for entry in theme.lexicon]


def _documents(corpus: Corpus | None) -> dict[str, Document]:
    themes = () if corpus is None else corpus.themes
    return {document.key: document for theme in themes for document in theme.documents}


def _changed(before: Document, after: Document, old: Corpus, new: Corpus) -> Changed:
    texts_before = [passage.text for passage in old.passages_of(before.key)]
    texts_after = [passage.text for passage in new.passages_of(after.key)]
    fields = tuple(
        field.name
        for field in dataclasses.fields(Document)
        if field.name != "body" and getattr(before, field.name) != getattr(after, field.name)
    )
    if texts_before == texts_after:
        texts_before, texts_after = _lines(before), _lines(after)
    return Changed(
        after.key, after.title, without(texts_before, texts_after), without(texts_after, texts_before), fields
    )


def _lines(document: Document) -> list[str]:
    return [line.strip() for line in document.body.splitlines() if line.strip()]


def without(texts: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The texts, in order, that the others do not hold as often.

    >>> without(["a", "b", "a"], ["a"])
    ('b', 'a')
    """
    left = Counter(others)
    kept = []
    for text in texts:
        if left[text] > 0:
            left[text] -= 1
        else:
            kept.append(text)
    return tuple(kept)
