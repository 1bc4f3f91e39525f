"""What a corpus is made of: themes hold documents, documents are cut into passages.

All values are immutable: a corpus version that is being served never changes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

Section = Literal["contexte", "definition", "enjeu", "questions", "entretien", "ressource", "participation"]
SECTIONS: tuple[Section, ...] = get_args(Section)
PASSAGE_ID = re.compile(r"^[a-z0-9]{10}$")
"""The form of a passage's id: fits a button and a deep link."""


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file of a theme: its front matter, typed, and its body.

    ``key`` is ``theme key / file name without ending``, unique in the corpus.  ``body`` is the Markdown as its
    writer left it.  ``extra`` holds the front-matter keys that the corpus does not know.
    """

    key: str
    theme: str
    title: str
    section: Section
    body: str
    enjeu: int | None = None
    fiche: int | None = None
    person: str | None = None
    role: str | None = None
    organisation: str | None = None
    territory: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    excerpt: bool = False
    daily: bool = True
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched and shown: a paragraph, a list or a whole fiche of a document.

    ``text`` is shown word for word.  ``headings`` is the path inside the document, outermost first, without the
    document's title.  ``position`` counts from 0 inside the document.  ``enjeu`` and ``fiche`` come from the front
    matter, else from the headings or the title.
    """

    id: str
    document: str
    title: str
    headings: tuple[str, ...]
    text: str
    section: Section
    position: int
    enjeu: int | None = None
    fiche: int | None = None


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """Words that people type, and the words of the corpus that they may stand for."""

    typed: tuple[str, ...]
    corpus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its settings (``theme.yaml``, all optional) and its documents in file order.

    ``links`` has the keys ``cles_de_lecture, espace, seminaire, contact`` where they are known.
    ``out_of_reach`` adds the theme's wording to the answer for needs that no corpus meets
    (``amount, deadline, phone, law, job``).
    """

    key: str
    name: str
    description: str
    default: bool
    documents: tuple[Document, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    lexicon: tuple[LexiconEntry, ...] = ()
    out_of_reach: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """All themes and their passages, with look-ups.

    ``lexicon`` is the one that every theme shares followed by each theme's own: what an index is built with.
    ``fingerprint`` changes when any content, setting or passage id does; ``content`` is its part without the ids.
    """

    themes: tuple[Theme, ...]
    passages: tuple[Passage, ...]
    lexicon: tuple[LexiconEntry, ...]
    fingerprint: str
    content: str = ""

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.key: document for theme in self.themes for document in theme.documents}

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def _by_document(self) -> dict[str, tuple[Passage, ...]]:
        grouped: dict[str, list[Passage]] = {}
        for passage in self.passages:
            grouped.setdefault(passage.document, []).append(passage)
        return {key: tuple(group) for key, group in grouped.items()}

    @property
    def default_theme(self) -> Theme | None:
        """The theme marked ``default``, else the first; None for an empty corpus."""
        return next((theme for theme in self.themes if theme.default), next(iter(self.themes), None))

    def document(self, key: str) -> Document | None:
        """The document of this key, or None."""
        return self._documents.get(key)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, or None."""
        return self._passages.get(passage_id)

    def passages_of(self, document_key: str) -> tuple[Passage, ...]:
        """The passages of a document, in reading order."""
        return self._by_document.get(document_key, ())

    def section(self, section: Section, theme: str | None = None) -> tuple[Passage, ...]:
        """The passages of a section, in corpus order, of one theme (its key) or of all."""
        return tuple(
            passage
            for passage in self.passages
            if passage.section == section and (theme is None or passage.document.startswith(theme + "/"))
        )
