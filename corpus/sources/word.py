"""A Word document (.docx) read into blocks: headings by their style, lists, tables; what was struck out is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from corpus.sources.archives import refuse_bombs
from corpus.sources.blocks import Block, Content
from corpus.sources.guard import Guard
from corpus.sources.inline import Inline
from corpus.sources.lists import Item, gathered
from corpus.sources.markup import table_lines
from corpus.sources.model import SourceError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LEFT_OUT = frozenset(
    _W + name
    for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "footnoteReference", "instrText", "pict", "object")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_OFF = ("0", "false", "none", "off")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: the level of a heading, whether it is the title, whether it is a list."""

    level: int = 0
    is_title: bool = False
    is_list: bool = False
    numbered: bool = False
    depth: int = 0


def read_docx(name: str, content: bytes, guard: Guard) -> Content:
    """The title ("" when no paragraph has that style) and the blocks of a document.

    Raises:
        SourceError: damaged, dangerous, or not a Word document.
    """
    import docx

    refuse_bombs(content, name, guard)
    try:
        document: Any = docx.Document(BytesIO(content))
        return _Reader(document).read()
    except Exception as error:  # the library has as many ways to fail as there are ways to damage a file
        message = f"{name} cannot be read as a Word document ({type(error).__name__})."
        raise SourceError("unreadable", name, message) from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._links = {key: link.target_ref for key, link in document.part.rels.items() if link.is_external}
        self._styles = {style.style_id: _style(style) for style in document.styles if style.type == 1}
        self._numbered = _numbered_lists(document)

    def read(self) -> Content:
        title = ""
        found: list[Block | Item] = []
        for element in self._flat(self._body):
            if element.tag == _W + "tbl":
                found.extend(self._table(element))
                continue
            style, level, item = self._shape(element)
            if style.is_title and not title and not found:
                title = self._run(element).line().plain
            elif level or style.is_title:
                line = self._run(element).line()
                found.extend([replace(line, kind="heading", level=level or 1)] if line.text else [])
            elif item:
                found.extend(replace(item, text=block.text) for block in self._run(element).paragraphs())
            else:
                found.extend(self._run(element).paragraphs())
        return Content(title, list(gathered(found)))

    def _flat(self, element: Any) -> Iterator[Any]:
        """The paragraphs and tables of a part, those inside content controls and insertions included."""
        for child in element:
            if child.tag in (_W + "p", _W + "tbl"):
                yield child
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
                yield from self._flat(child)

    def _shape(self, paragraph: Any) -> tuple[_Style, int, Item | None]:
        """The style of a paragraph, the level of the heading that it is, the item of a list that it is."""
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return self._styles.get("Normal", _Style()), 0, None
        named = properties.find(_W + "pStyle")
        style = self._styles.get(named.get(_W + "val") if named is not None else "Normal", _Style())
        outline = properties.find(_W + "outlineLvl")
        level = style.level
        if (
            outline is not None
            and (outline.get(_W + "val") or "9").isdecimal()
            and int(outline.get(_W + "val") or 9) < 6
        ):
            level = int(outline.get(_W + "val")) + 1
        number = properties.find(_W + "numPr")
        item = None
        if not level and (number is not None or style.is_list):
            depth, listed = _value(number, "ilvl"), _value(number, "numId")
            if listed != "0":
                numbered = self._numbered.get((listed, depth or "0"), style.numbered)
                item = Item("", int(depth) if depth.isdecimal() else style.depth, numbered)
        return style, level, item

    def _table(self, table: Any) -> Iterator[Block]:
        rows: list[list[str]] = []
        for row in table.iter(_W + "tr"):
            if next(row.iterancestors(_W + "tbl")) is not table:
                continue
            cells = [cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row]
            rows.append([self._cell(cell) for cell in cells])
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        if width > 1 and len(rows) > 1:
            yield Block("other", "\n".join(table_lines(rows, width)))
        else:
            for cell in (cell for row in table.iter(_W + "tr") for cell in row.iter(_W + "tc")):
                for paragraph in self._flat(cell):
                    if paragraph.tag == _W + "p":
                        yield from self._run(paragraph).paragraphs()

    def _cell(self, cell: Any) -> str:
        texts = [block.text for paragraph in cell.iter(_W + "p") for block in self._run(paragraph).paragraphs()]
        return " ".join(texts).replace("\\\n", " ").replace("|", "\\|")

    def _run(self, paragraph: Any) -> Inline:
        run = Inline()
        self._walk(paragraph, run)
        return run

    def _walk(self, element: Any, run: Inline) -> None:
        for child in element:
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == _W + "t":
                run.text(child.text or "")
            elif child.tag in (_W + "tab", _W + "noBreakHyphen"):
                run.text("-" if child.tag.endswith("Hyphen") else " ")
            elif child.tag in (_W + "br", _W + "cr"):
                if child.get(_W + "type") in (None, "textWrapping"):
                    run.line_break()
            elif child.tag == _W + "r" and _is_bold(child):
                run.open_bold()
                self._walk(child, run)
                run.close_bold()
            elif child.tag == _W + "hyperlink" and (address := self._address(child)):
                run.open_link(address)
                self._walk(child, run)
                run.close_link()
            else:
                self._walk(child, run)

    def _address(self, link: Any) -> str:
        address = str(self._links.get(link.get(_R + "id"), ""))
        return address if address.startswith(("http://", "https://", "mailto:")) and " " not in address else ""


def _style(style: Any) -> _Style:
    """What a style says, or the styles that it is based on."""
    seen: list[Any] = []
    while style is not None and style not in seen and len(seen) < 20:
        seen.append(style)
        name = (style.name or "").lower()
        if name in ("title", "titre"):
            return _Style(is_title=True)
        for word in ("heading ", "titre "):
            if name.startswith(word) and name[len(word) :].isdecimal():
                return _Style(level=min(int(name[len(word) :]), 6))
        if name.startswith("list ") and name != "list paragraph":
            deeper = int(name[-1]) - 1 if name[-1] in "23456789" else 0
            return _Style(is_list=True, numbered="number" in name, depth=deeper)
        style = style.base_style
    return _Style()


def _is_bold(run: Any) -> bool:
    properties = run.find(_W + "rPr")
    bold = properties.find(_W + "b") if properties is not None else None
    return bold is not None and (bold.get(_W + "val") or "1").lower() not in _OFF


def _value(element: Any, name: str) -> str:
    child = element.find(_W + name) if element is not None else None
    return (child.get(_W + "val") or "") if child is not None else ""


def _numbered_lists(document: Any) -> dict[tuple[str, str], bool]:
    """For each list and depth, whether its items are numbered rather than marked."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    formats: dict[tuple[str, str], bool] = {}
    for abstract in numbering.iter(_W + "abstractNum"):
        for level in abstract.iter(_W + "lvl"):
            key = (abstract.get(_W + "abstractNumId") or "", level.get(_W + "ilvl") or "0")
            formats[key] = _value(level, "numFmt") not in ("bullet", "none", "")
    found: dict[tuple[str, str], bool] = {}
    for one in numbering.iter(_W + "num"):
        abstract_id = _value(one, "abstractNumId")
        found |= {
            (one.get(_W + "numId") or "", depth): is_ for (key, depth), is_ in formats.items() if key == abstract_id
        }
    return found
