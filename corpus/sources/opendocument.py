"""An OpenDocument text (.odt) read into blocks: headings, lists, tables, bold; notes and deletions are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from corpus.sources.archives import refuse_bombs
from corpus.sources.blocks import Block, Content
from corpus.sources.guard import Guard
from corpus.sources.inline import Inline
from corpus.sources.lists import Item, gathered
from corpus.sources.markup import table_lines
from corpus.sources.model import SourceError

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_LINK = "http://www.w3.org/1999/xlink"
_LEFT_OUT = frozenset(
    ("note", "annotation", "annotation-end", "tracked-changes", "frame", "table-of-content", "sequence-decls", "forms")
)


def read_odt(name: str, content: bytes, guard: Guard) -> Content:
    """The title ("" when no paragraph has that style) and the blocks of a document.

    Raises:
        SourceError: damaged, dangerous, or not an OpenDocument text.
    """
    from odf.opendocument import load

    refuse_bombs(content, name, guard)
    try:
        document: Any = load(BytesIO(content))
        return _Reader(document).read()
    except Exception as error:  # the library has as many ways to fail as there are ways to damage a file
        message = f"{name} cannot be read as an OpenDocument text ({type(error).__name__})."
        raise SourceError("unreadable", name, message) from error


def _local(node: Any) -> str:
    return str(node.qname[1]) if getattr(node, "qname", None) else ""


def _attribute(node: Any, space: str, name: str) -> str:
    return str(node.attributes.get((space, name), ""))


class _Reader:
    def __init__(self, document: Any) -> None:
        self._text = document.text
        self._styles: dict[str, Any] = {}
        self._numbered: set[str] = set()
        for part in (document.styles, document.automaticstyles):
            for node in part.childNodes:
                if _local(node) == "style":
                    self._styles[_attribute(node, _STYLE, "name")] = node
                elif _local(node) == "list-style":
                    first = next(iter(node.childNodes), None)
                    if first is not None and _local(first) == "list-level-style-number":
                        self._numbered.add(_attribute(node, _STYLE, "name"))

    def read(self) -> Content:
        title = ""
        found: list[Block | Item] = []
        for node in self._flat(self._text):
            kind = _local(node)
            if kind == "h":
                line = self._run(node).line()
                level = _attribute(node, _TEXT, "outline-level") or "1"
                heading = replace(line, kind="heading", level=min(int(level), 6) if level.isdecimal() else 1)
                found.extend([heading] if line.text else [])
            elif kind == "list":
                found.extend(self._items(node, 0, _attribute(node, _TEXT, "style-name")))
            elif kind == "table":
                found.extend(self._table(node))
            elif not title and not found and self._is_title(node):
                title = self._run(node).line().plain
            else:
                found.extend(self._run(node).paragraphs())
        return Content(title, list(gathered(found)))

    def _flat(self, node: Any) -> Iterator[Any]:
        for child in node.childNodes:
            if _local(child) in ("p", "h", "list", "table"):
                yield child
            elif _local(child) and _local(child) not in _LEFT_OUT:
                yield from self._flat(child)

    def _is_title(self, node: Any) -> bool:
        return any(style in ("Title", "Titre") for style in self._lineage(_attribute(node, _TEXT, "style-name")))

    def _lineage(self, name: str) -> Iterator[str]:
        """The name of a style and of those above it."""
        for _ in range(20):
            if not name:
                return
            yield name
            node = self._styles.get(name)
            name = _attribute(node, _STYLE, "parent-style-name") if node is not None else ""

    def _is_bold(self, node: Any) -> bool:
        for name in self._lineage(_attribute(node, _TEXT, "style-name")):
            for child in getattr(self._styles.get(name), "childNodes", ()):
                if _local(child) == "text-properties" and (weight := _attribute(child, _FO, "font-weight")):
                    return weight == "bold" or weight in ("600", "700", "800", "900")
        return False

    def _items(self, node: Any, depth: int, style: str) -> Iterator[Item]:
        for entry in node.childNodes:
            for child in entry.childNodes:
                if _local(child) == "list":
                    yield from self._items(child, depth + 1, _attribute(child, _TEXT, "style-name") or style)
                elif _local(child) in ("p", "h"):
                    for block in self._run(child).paragraphs():
                        yield Item(block.text, depth, style in self._numbered)

    def _table(self, node: Any) -> Iterator[Block]:
        rows = [[self._cell(cell) for cell in _inside(row, "table-cell")] for row in _inside(node, "table-row")]
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        if width > 1 and len(rows) > 1:
            yield Block("other", "\n".join(table_lines(rows, width)))
        else:
            for cell in _inside(node, "table-cell"):
                for child in self._flat(cell):
                    if _local(child) in ("p", "h"):
                        yield from self._run(child).paragraphs()

    def _cell(self, cell: Any) -> str:
        texts = [block.text for child in _inside(cell, "p") for block in self._run(child).paragraphs()]
        return " ".join(texts).replace("\\\n", " ").replace("|", "\\|")

    def _run(self, node: Any) -> Inline:
        run = Inline()
        self._bold(node, run)
        return run

    def _bold(self, node: Any, run: Inline) -> None:
        bold = _local(node) in ("p", "span") and self._is_bold(node)
        if bold:
            run.open_bold()
        self._walk(node, run)
        if bold:
            run.close_bold()

    def _walk(self, node: Any, run: Inline) -> None:
        for child in node.childNodes:
            kind = _local(child)
            if not kind or kind == "#text":
                run.text(str(getattr(child, "data", "")))
            elif kind == "line-break":
                run.line_break()
            elif kind in ("s", "tab"):
                run.text(" ")
            elif kind == "a" and (address := _attribute(child, _LINK, "href")).startswith(("http", "mailto:")):
                run.open_link(address.replace(" ", "%20"))
                self._walk(child, run)
                run.close_link()
            elif kind not in _LEFT_OUT:
                self._bold(child, run)


def _inside(node: Any, kind: str) -> Iterator[Any]:
    """The nodes of a kind beneath a node, those inside one of them left out."""
    for child in node.childNodes:
        if _local(child) == kind:
            yield child
        elif _local(child) and _local(child) not in _LEFT_OUT:
            yield from _inside(child, kind)
