"""The settings that say where the corpus comes from, and within which limits it is fetched."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.settings.groups import Group, several, shaped
from corpus.model import Section
from corpus.sources.guard import MEBIBYTE, Guard
from corpus.sources.model import FolderSource, PageSource, Selection, Source, WordpressSource, WxrSource

Host = Annotated[
    str,
    shaped(r"(?i:(\*\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[?[0-9a-f:]+\]?)", "a host such as site.example, alone"),
    AfterValidator(lambda host: host.lower().strip("[]")),
]
Hosts = Annotated[tuple[Host, ...], BeforeValidator(several)]
SiteAddress = Annotated[
    str, shaped(r"https?://[^\s/@?#]+(/\S*)?", "an address such as https://site.example, without a password")
]
Written = Annotated[str, shaped(r"(?s:.*\S.*)", "written out")]
Slugs = Annotated[tuple[Written, ...], BeforeValidator(several)]


def _pairs(value: object) -> object:
    pairs = tuple(value.items()) if isinstance(value, dict) else value
    if not isinstance(pairs, (list, tuple)) or not all(isinstance(one, (list, tuple)) for one in pairs):
        raise ValueError("should be a category and its section a line, such as fiches: questions")
    return pairs


class Folder(Group):
    """Markdown files; without ``theme``, a folder of themes or a theme named after the folder."""

    kind: Literal["folder"]
    path: Written
    theme: str = ""

    def source(self) -> Source:
        """The source that these settings describe."""
        return FolderSource(self.path, self.theme.strip())


class Page(Group):
    """A theme's landing page, at ``url`` or in the file ``path``."""

    kind: Literal["page"]
    theme: Written
    url: SiteAddress | None = None
    path: Written | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Page:
        if (self.url is None) == (self.path is None):
            raise ValueError("should have either url or path")
        return self

    def source(self) -> Source:
        """The source that these settings describe."""
        return PageSource(self.url or self.path or "", self.theme)


class Selected(Group):
    """What is taken of a site and where it goes."""

    theme: Written
    categories: Slugs = ()
    pages: bool | None = None
    skip: Slugs = ()
    sections: Annotated[tuple[tuple[str, Section], ...], BeforeValidator(_pairs)] = ()

    @property
    def selection(self) -> Selection:
        """What is taken; pages belong to no category, so that they are left out when categories are chosen."""
        pages = not self.categories if self.pages is None else self.pages
        return Selection(self.categories, pages, self.skip, self.sections)


class Wordpress(Selected):
    """A WordPress site, by its REST interface."""

    kind: Literal["wordpress"]
    url: SiteAddress

    def source(self) -> Source:
        """The source that these settings describe."""
        return WordpressSource(self.url.rstrip("/"), self.theme, self.selection)


class Wxr(Selected):
    """A WordPress export file."""

    kind: Literal["wxr"]
    path: Written

    def source(self) -> Source:
        """The source that these settings describe."""
        return WxrSource(self.path, self.theme, self.selection)


AnySource = Annotated[Folder | Page | Wordpress | Wxr, Field(discriminator="kind")]

KINDS: dict[str, type[Group]] = {"folder": Folder, "page": Page, "wordpress": Wordpress, "wxr": Wxr}
"""The settings of each kind of source."""


class Refresh(Group):
    """Which hosts may be asked, how long, how much; how often by itself (0: never)."""

    allowed_hosts: Hosts = ()
    private_hosts: Hosts = ()
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    max_mebibytes: Annotated[int, Field(ge=1, le=1000)] = 20
    every_hours: Annotated[int, Field(ge=0, le=8760)] = 0

    @property
    def guard(self) -> Guard:
        """The limits of every fetch."""
        return Guard(
            allowed_hosts=frozenset(self.allowed_hosts),
            private_hosts=frozenset(self.private_hosts),
            timeout_seconds=self.timeout_seconds,
            max_bytes=self.max_mebibytes * MEBIBYTE,
        )
