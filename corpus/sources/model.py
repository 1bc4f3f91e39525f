"""What a source is, and what comes out of it: Markdown documents with front matter, remarks, and what to remember."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.model import Section
from corpus.problems import Problem

Trouble = Literal[
    "missing",  # no such folder or file
    "unreachable",  # no connection, or it broke
    "timeout",  # no answer in time
    "status",  # an answer other than success; detail: its number
    "refused_host",  # a host, address or redirect that the settings do not allow; detail: the host
    "too_slow",  # takes too long to be read
    "too_large",  # more than the settings allow; detail: the limit in MiB
    "too_many",  # more files, pages or posts than are read; detail: how many are
    "bad_encoding",  # text in no known encoding
    "bad_archive",  # an archive that is damaged or dangerous
    "unreadable",  # not of the kind that it says it is
    "empty",  # nothing in it that could become a document; detail: "markdown" for an archive without such files
    "unsupported",  # a kind of file that we do not read; detail: its ending
]
State = Mapping[str, object]
"""What a source remembers from one time to the next: values that JSON can hold, opaque to everyone else."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be put in a corpus folder: ``path`` is ``theme folder/name``, ``text`` the whole file.

    Nearly always a document, ``theme/slug.md``; a folder also gives its ``theme/theme.yaml`` and
    ``theme/questions.jsonl``.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """All that a source holds now, unchanged documents included.

    ``names`` gives the name of a theme by its folder, for themes that come without a ``theme.yaml``.
    ``state`` is to be given back at the next fetch.
    """

    drafts: tuple[Draft, ...]
    notes: tuple[Problem, ...] = ()
    state: State = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class SourceError(Exception):
    """A source cannot be used as it stands; nothing of it may be taken.

    The message is one English sentence.  ``kind``, ``place`` (the address, folder or file that it is about) and
    ``detail`` are what a sentence in another language needs.
    """

    def __init__(self, kind: Trouble, place: str, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.place = place
        self.detail = detail


@dataclass(frozen=True, slots=True)
class FolderSource:
    """Markdown files with front matter: one theme, named ``theme``, or one per subfolder when that is empty."""

    path: str
    theme: str = ""


@dataclass(frozen=True, slots=True)
class PageSource:
    """A theme's landing page, as text or HTML, at ``location``: an address, or a file."""

    location: str
    theme: str

    @property
    def is_remote(self) -> bool:
        """Whether the page is fetched from a site."""
        return self.location.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Selection:
    """What is taken of a WordPress site.

    ``categories``: only posts in one of these (slugs), or beneath; all when empty.  ``pages``: its pages too.
    ``skip``: slugs left out.  ``sections``: the section of a category's documents, by slug; others are guessed.
    """

    categories: tuple[str, ...] = ()
    pages: bool = True
    skip: tuple[str, ...] = ()
    sections: tuple[tuple[str, Section], ...] = ()


@dataclass(frozen=True, slots=True)
class WordpressSource:
    """A WordPress site, read through its REST interface; ``url`` is the site's address."""

    url: str
    theme: str
    selection: Selection = Selection()


@dataclass(frozen=True, slots=True)
class WxrSource:
    """A WordPress export file."""

    path: str
    theme: str
    selection: Selection = Selection()


Source = FolderSource | PageSource | WordpressSource | WxrSource


def label(source: Source) -> str:
    """How a source is called in messages and in what is remembered of it.

    >>> label(FolderSource("corpus/accueil"))
    'folder corpus/accueil'
    """
    match source:
        case FolderSource(path=where, theme=""):
            return f"folder {where}"
        case FolderSource(path=where, theme=theme):
            return f"folder {where} ({theme})"
        case PageSource(location=where, theme=theme):
            return f"page {where} ({theme})"
        case WordpressSource(url=where, theme=theme):
            return f"wordpress {where} ({theme})"
        case WxrSource(path=where, theme=theme):
            return f"wxr {where} ({theme})"


def labels(sources: Iterable[Source]) -> list[str]:
    """A label for each, all different: two may be of the same place and theme.

    >>> labels([FolderSource("a"), FolderSource("b"), FolderSource("a")])
    ['folder a', 'folder b', 'folder a, 2']
    """
    seen: Counter[str] = Counter()
    found = []
    for name in map(label, sources):
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}, {seen[name]}")
    return found
