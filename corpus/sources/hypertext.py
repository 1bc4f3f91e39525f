"""HTML read into blocks: what a reader of the page reads, without its menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from lxml.etree import _Element

from corpus.sources.blocks import Block
from corpus.sources.inline import Inline
from corpus.sources.markup import table_lines
from corpus.sources.webtree import NotHtml, tree_of

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset(
    re.findall(
        r"\w+",
        "address article body center dd details div fieldset figure html li main section summary tbody td th tr",
    )
)
_BLOCKS = _CONTAINERS | _HEADINGS.keys() | frozenset(re.findall(r"\w+", "p ul ol dl dt blockquote pre table hr"))
_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "script style head nav footer aside form noscript template svg math button iframe object embed video "
        "audio canvas select textarea input label figcaption img picture map",
    )
)
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu"))
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|sidebar|breadcrumbs?|cookies?|sharedaddy|share|social|comments?|respond|"
    r"skip-link|screen-reader-text|sr-only|related|widget|pagination|toc|jp-relatedposts)(?:$|[-_ ])",
    re.I,
)


def blocks_of(element: _Element, base: str = "") -> list[Block]:
    """The blocks of a part of a page, in order; ``base`` is the page's address, for links.

    Raises ``NotHtml`` when it is too deeply nested.
    """
    try:
        return list(_Walker(base).inside(element))
    except RecursionError as error:
        raise NotHtml from error


def blocks_of_html(text: str, base: str = "") -> list[Block]:
    """The blocks of a piece of HTML, as a site's content is given.  Raises ``NotHtml``."""
    return blocks_of(tree_of(text), base) if text.strip() else []


def _is_furniture(element: _Element) -> bool:
    if element.tag in _DROPPED or element.get("role") in _ROLES or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or (element.tag == "header" and not _in_article(element)):
        return True
    if element.tag in ("body", "main", "article", "html"):
        return False
    return any(_FURNITURE.search(element.get(name) or "") for name in ("class", "id"))


def _in_article(element: _Element) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())


def _holds_blocks(element: _Element) -> bool:
    return any(isinstance(below.tag, str) and below.tag in _BLOCKS for below in element.iterdescendants())


class _Walker:
    """Walks a tree in reading order."""

    def __init__(self, base: str) -> None:
        self._base = base

    def inside(self, element: _Element) -> Iterator[Block]:
        """The blocks of what an element holds: runs of text and what stands between them."""
        run = Inline()
        run.text(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not _is_furniture(child):
                if child.tag in _BLOCKS or child.tag == "header" or _holds_blocks(child):
                    yield from run.paragraphs()
                    run = Inline()
                    yield from self._block(child)
                else:
                    self._inline(child, run)
            run.text(child.tail or "")
        yield from run.paragraphs()

    def _block(self, element: _Element) -> Iterator[Block]:
        if element.tag in _HEADINGS:
            heading = self._run(element).line()
            if heading.text:
                yield replace(heading, kind="heading", level=_HEADINGS[element.tag])
        elif element.tag in ("ul", "ol"):
            yield from self._joined(self._items(element), "\n")
        elif element.tag == "blockquote":
            inner = "\n\n".join(block.markdown for block in self.inside(element))
            if inner:
                yield Block("other", "\n".join(f"> {line}".rstrip() for line in inner.split("\n")))
        elif element.tag == "table" and (rows := self._rows(element)):
            yield Block("other", "\n".join(rows))
        elif element.tag == "dt":
            yield from (replace(block, text=f"**{block.text}**") for block in self._run(element).paragraphs())
        elif element.tag == "pre":
            run = Inline()
            for line in element.text_content().split("\n"):
                run.text(line)
                run.line_break()
            yield from run.paragraphs()
        elif element.tag != "hr":
            yield from self.inside(element)

    def _joined(self, lines: Iterator[str], by: str) -> Iterator[Block]:
        if text := by.join(lines):
            yield Block("other", text)

    def _items(self, element: _Element) -> Iterator[str]:
        start = element.get("start") or "1"
        number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        for child in element:
            if not isinstance(child.tag, str) or _is_furniture(child):
                continue
            blocks = list(self.inside(child)) if child.tag == "li" else list(self._block(child))
            if not blocks:
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            lines = list(_under(blocks))
            yield mark + lines[0]
            yield from (f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:])

    def _rows(self, table: _Element) -> list[str]:
        """The lines of a table; none when it only serves to lay a page out."""
        if table.find(".//table") is not None:
            return []
        rows: list[list[str]] = []
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            inner = [list(self.inside(cell)) for cell in cells]
            if any(len(blocks) > 3 or any(block.kind == "heading" for block in blocks) for blocks in inner):
                return []
            rows.append([_cell(blocks) for blocks in inner])
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        if width < 2 or len(rows) < 2:
            return []
        return table_lines(rows, width)

    def _run(self, element: _Element) -> Inline:
        run = Inline()
        self._inline_content(element, run)
        return run

    def _inline(self, element: _Element, run: Inline) -> None:
        if element.tag == "br":
            run.line_break()
        elif element.tag in ("strong", "b"):
            run.open_bold()
            self._inline_content(element, run)
            run.close_bold()
        elif element.tag == "a" and (link := self._link(element.get("href"))):
            run.open_link(link)
            self._inline_content(element, run)
            run.close_link()
        else:
            self._inline_content(element, run)

    def _inline_content(self, element: _Element, run: Inline) -> None:
        run.text(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not _is_furniture(child):
                self._inline(child, run)
            run.text(child.tail or "")

    def _link(self, written: str | None) -> str | None:
        try:
            address = urljoin(self._base, (written or "").strip())
        except ValueError:
            return None
        return address if re.match(r"(?:https?://|mailto:)\S+$", address) else None


def _under(blocks: list[Block]) -> Iterator[str]:
    """The lines of what an item of a list holds: a list right under its text, anything else after a blank line."""
    for index, block in enumerate(blocks):
        if index and not block.text.startswith(("- ", "1. ")):
            yield ""
        yield from (f"**{block.text}**" if block.kind == "heading" else block.text).split("\n")


def _cell(blocks: list[Block]) -> str:
    return " ".join(block.text.replace("\\\n", " ").replace("\n", " ") for block in blocks).replace("|", "\\|")
