"""Posts and pages of a WordPress site, however they were had, made into documents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from corpus.fields import read_date
from corpus.model import Section
from corpus.numbering import enjeu_number, fiche_number
from corpus.sources.blocks import written
from corpus.sources.guessing import interviewed, named_section, section_of
from corpus.sources.hypertext import blocks_of_html
from corpus.sources.markup import one_line, slug
from corpus.sources.model import Selection

_TAG = re.compile(r"<[^>]*>")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|contact-form(?:-7)?|vc_\w+|et_pb_\w+|su_\w+|button|column|row)"
    r"\b[^\]]*\]"
)
_BLOCK_START = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|table|blockquote|figure|section|article|pre|hr|dl|!--)\b", re.I)


@dataclass(frozen=True, slots=True)
class Category:
    """A category: its ``slug``, and that of the one above, if any."""

    slug: str
    name: str
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One thing that a site publishes; ``key`` is unique on the site, ``categories`` are slugs."""

    key: str
    is_page: bool
    name: str
    title: str
    html: str
    date: str = ""
    link: str = ""
    categories: tuple[str, ...] = field(default_factory=tuple)


def is_chosen(post: Post, selection: Selection, categories: Mapping[str, Category]) -> bool:
    """Whether a post is among what is taken of the site."""
    if post.name in selection.skip:
        return False
    if post.is_page:
        return selection.pages
    if not selection.categories:
        return True
    return any(slug in selection.categories for slug in _lineage(post.categories, categories))


def document_of(post: Post, selection: Selection, categories: Mapping[str, Category]) -> str:
    """The document that a post becomes.  Raises ``NotHtml``."""
    title = title_text(post.title) or post.name or "Document"
    blocks = blocks_of_html(_SHORTCODE.sub("", post.html), post.link)
    day = read_date(post.date)
    extra: dict[str, object] = {"date": day.isoformat() if day else None, "url": post.link}
    return written(title, blocks, _section(post, title, selection, categories), extra)


def file_name(post: Post) -> str:
    """The name of a post's file, without ending: what its address on the site ends in."""
    return slug(unquote(post.name) or title_text(post.title), slug(post.key))


def title_text(rendered: str) -> str:
    """A title without tags and with its characters for its entities."""
    return one_line(unescape(_TAG.sub("", rendered)))


def with_paragraphs(content: str) -> str:
    """The content of a post as it is stored, with the paragraphs that WordPress puts in when it shows it."""
    if "<!-- wp:" in content or re.search(r"<p[\s>]", content, re.I):
        return content
    parts = re.split(r"\n[ \t]*\n", content.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(
        part if _BLOCK_START.match(part.strip()) else "<p>" + part.strip().replace("\n", "<br>\n") + "</p>"
        for part in parts
        if part.strip()
    )


def by_id(entries: Iterable[Mapping[str, object]]) -> dict[int, Category]:
    """The categories of a site by number, as its REST interface gives them."""
    known = {entry["id"]: entry for entry in entries if isinstance(entry.get("id"), int)}
    found: dict[int, Category] = {}
    for number, entry in known.items():
        parent = known.get(entry.get("parent") or 0)
        above = str(parent.get("slug")) if parent else None
        if isinstance(number, int):
            found[number] = Category(str(entry.get("slug")), title_text(str(entry.get("name"))), above)
    return found


def _lineage(slugs: Collection[str], categories: Mapping[str, Category]) -> list[str]:
    """These categories and all those above them, nearest first."""
    found = list(dict.fromkeys(slugs))
    for slug_ in found:
        above = categories[slug_].above if slug_ in categories else None
        if above and above not in found:
            found.append(above)
    return found


def _section(post: Post, title: str, selection: Selection, categories: Mapping[str, Category]) -> Section:
    """What the settings say of its categories, else its title, else the name of a category."""
    lineage = _lineage(post.categories, categories)
    given = dict(selection.sections)
    for slug_ in lineage:
        if slug_ in given:
            return given[slug_]
    numbered = enjeu_number(title) is not None and fiche_number(title) is not None
    if numbered or interviewed(title) or named_section(title):
        return section_of(title)
    for slug_ in lineage:
        name = categories[slug_].name if slug_ in categories else slug_.replace("-", " ")
        if named := named_section(name):
            return named
    return section_of(title)
