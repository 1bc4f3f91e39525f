"""One page of a site, saved and sent: its text without menus, footers and invitations to share."""

from __future__ import annotations

from lxml.etree import _Element

from corpus.fields import read_date
from corpus.sources.blocks import Content
from corpus.sources.files import text_of
from corpus.sources.hypertext import blocks_of
from corpus.sources.markup import one_line
from corpus.sources.model import SourceError
from corpus.sources.webtree import NotHtml, charset_of, has_landmark, main_part, title_of, tree_of

LONG = 40
"""Characters from which a line of the content tells where on the page the content is."""
LINES = 200
"""About so many of these lines, spread over the page, are looked for."""
SEARCHED_AT_MOST = 2**20
"""Characters: in a larger page the content is not searched for, the whole page is taken."""
SHARE = 0.9
"""Of these lines: a part of the page that holds so many of them holds the content."""

_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)


def read_webpage(name: str, content: bytes) -> Content:
    """What a page holds.  Raises ``SourceError``."""
    text = text_of(content, name, charset_of(content))
    if not text.strip():
        raise SourceError("empty", name, f"{name} holds no text.")
    try:
        tree = tree_of(text)
        part = main_part(tree)
        if not has_landmark(tree) and len(text) <= SEARCHED_AT_MOST:
            part = _content_part(part, text)
        return Content(title_of(tree), blocks_of(part), _said_of(tree))
    except NotHtml:
        raise SourceError("unreadable", name, f"{name} cannot be read as HTML.") from None


def _content_part(part: _Element, text: str) -> _Element:
    """The smallest part that holds what trafilatura finds: it knows where the content is, we keep all of it."""
    import trafilatura

    found = trafilatura.extract(text, include_tables=False, include_comments=False, fast=True) or ""
    long = [line for line in found.split("\n") if len(line) >= LONG]
    lines = [_letters(line) for line in long[:: len(long) // LINES + 1]]
    while lines:
        inner = next((child for child in part if isinstance(child.tag, str) and _share(child, lines) >= SHARE), None)
        if inner is None or inner.tag in ("p", "ul", "ol", "table", "blockquote"):
            break
        part = inner
    return part


def _share(element: _Element, lines: list[str]) -> float:
    text = _letters(element.text_content())
    return sum(line in text for line in lines) / len(lines)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _said_of(tree: _Element) -> dict[str, object]:
    """The date and the address that a page says it has."""
    said: dict[str, object] = {}
    days = (read_date(one_line(str(value))) for path in _DATES for value in tree.xpath(path))
    if day := next((day for day in days if day is not None), None):
        said["date"] = day.isoformat()
    address = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    if str(address).startswith(("http://", "https://")):
        said["url"] = str(address)
    return said
