"""The tree of an HTML page: its encoding, its title, the part that holds its text."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import LxmlError, _Element

from corpus.sources.markup import clean, one_line

_MAIN = (
    "//main",
    "//*[@role='main']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' entry-content ')]",
    "//article[count(//article) = 1]",
    "//*[@id='content' or @id='main' or @id='contenu']",
    "//body",
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)


class NotHtml(Exception):
    """Nothing in it can be read as HTML."""


def charset_of(data: bytes) -> str | None:
    """The encoding that a page says it is in, None when it does not say."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None


def tree_of(text: str) -> _Element:
    """The tree of a page or of a piece of one.  Raises ``NotHtml``."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml.html.document_fromstring(clean(text).encode("utf-8"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise NotHtml from error


def title_of(tree: _Element) -> str:
    """The title of a page: its only ``h1``, else its ``title`` without the site's name."""
    headings = tree.xpath("//h1")
    if len(headings) == 1 and (text := one_line(headings[0].text_content())):
        return text
    name = one_line(tree.findtext(".//title") or "")
    return re.split(r"\s+[|–—·»-]\s+", name)[0]


def main_part(tree: _Element) -> _Element:
    """The part of a page that holds its text."""
    for path in _MAIN:
        for element in tree.xpath(path):
            if len(one_line(element.text_content())) > 0:
                return element
    return tree


def has_landmark(tree: _Element) -> bool:
    """Whether the page says itself where its text is."""
    return any(tree.xpath(path) for path in _MAIN[:-2])
