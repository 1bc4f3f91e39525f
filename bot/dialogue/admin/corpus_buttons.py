"""The buttons under a preview and under a document, for those who edit the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from bot.actions import Action
from corpus.model import Corpus, Document


@dataclass(frozen=True, slots=True)
class ConfirmRefresh(Action, prefix="rc"):
    """Serve what was prepared (its draft); ``force``: 1 against the guards."""

    draft: str
    force: int = 0


@dataclass(frozen=True, slots=True)
class CancelRefresh(Action, prefix="rx"):
    """Forget what was prepared."""

    draft: str


@dataclass(frozen=True, slots=True)
class PrepareAgain(Action, prefix="rp"):
    """Read the sources (again)."""


@dataclass(frozen=True, slots=True)
class StepBack(Action, prefix="rb"):
    """From this version back to the one before: asked (0), sure (1)."""

    version: str
    sure: int = 0


@dataclass(frozen=True, slots=True)
class LeaveAsItIs(Action, prefix="rn"):
    """Nothing is to change after all."""


@dataclass(frozen=True, slots=True)
class ReadDocument(Action, prefix="rd"):
    """Show a document (its mark) from its beginning."""

    document: str


@dataclass(frozen=True, slots=True)
class FetchSource(Action, prefix="rs"):
    """Give the Markdown file of a document (its mark)."""

    document: str


@dataclass(frozen=True, slots=True)
class TakeAway(Action, prefix="rw"):
    """A document (its mark) is to go: asked (0), as a version that can be undone (1), withdrawn for good (2)."""

    document: str
    how: int = 0


UNDOABLE, FOR_GOOD = 1, 2


def mark(key: str) -> str:
    """A document's key in an action: the same in every version of the corpus.

    >>> mark("accueil/contexte")
    '81e3bec4a760'
    """
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def marked(corpus: Corpus, name: str) -> Document | None:
    """The document of this mark; None when there is none any more."""
    documents = (document for theme in corpus.themes for document in theme.documents)
    return next((document for document in documents if mark(document.key) == name), None)
