"""What an editor wants changed beside what the sources say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PutFiles:
    """Files sent by an editor (name, content); one that has the name of a document replaces it.

    ``theme``: the key of the theme that new documents go to, empty for the default one.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}
    files: tuple[tuple[str, bytes], ...]
    theme: str = ""


@dataclass(frozen=True, slots=True)
class PutDocument:
    """A document, new or in the place of another: ``path`` is ``theme/slug.md``, ``text`` its whole Markdown."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """A document is to go, and to stay away though a source has it; a step back brings it back."""

    path: str


@dataclass(frozen=True, slots=True)
class AddWording:
    """Words that people type, and the words of the corpus that they stand for, in one theme (its key)."""

    theme: str
    typed: tuple[str, ...]
    corpus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withhold:
    """A document (its key) leaves without a trace: the first half of withdrawing it."""

    key: str


Change = PutFiles | PutDocument | RemoveDocument | AddWording | Withhold
