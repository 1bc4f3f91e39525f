"""A PDF read into blocks: its lines are put back together into paragraphs, headings told by their size."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from corpus.sources.blocks import Content
from corpus.sources.layout import SOFT, Line, blocks_of_lines
from corpus.sources.markup import clean, one_line
from corpus.sources.model import SourceError

PAGES_AT_MOST = 1_000
_MARK = re.compile(r"^(?:[•◦▪■●○‣∙·–—-]|\(?\d{1,2}[.)])$")
_NOTE = re.compile(r"[\[(]?\d{1,3}[\])]?")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|sur)\s*\d{1,4})?\W*$", re.I)
_NO_TITLE = re.compile(
    r"^\(|^microsoft |^untitled|^sans titre|^sans nom|^document ?\d*$|\.(?:docx?|odt|pdf|indd|pptx?)$", re.I
)
_REPEATED = 0.6
"""The share of the pages from which a line at the top or bottom of all of them is not part of the text."""
APART = 1.7
"""How many times the size of the text beside it a header or a footer is away from it."""


@dataclass(slots=True)
class _Chunk:
    text: str
    x: float
    y: float
    size: float
    bold: bool


def read_pdf(name: str, content: bytes) -> Content:
    """The title that the file says it has ("" when its text begins with a heading), and its blocks.

    It may take long: see ``apart``.

    Raises:
        SourceError: damaged, behind a password, or without any text, as a scanned page is.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every slip of every program that writes PDFs
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("unreadable", name, f"{name} is behind a password.")
        if len(reader.pages) > PAGES_AT_MOST:
            message = f"{name} has more than {PAGES_AT_MOST} pages."
            raise SourceError("too_many", name, message, str(PAGES_AT_MOST))
        pages = [list(_lines(page)) for page in reader.pages]
        title = one_line(str((reader.metadata.title if reader.metadata else "") or ""))
    except SourceError:
        raise
    except Exception as error:  # the library has as many ways to fail as there are ways to damage a file
        message = f"{name} cannot be read as a PDF ({type(error).__name__})."
        raise SourceError("unreadable", name, message) from error
    lines = [line for page in _without_margins(pages) for line in page]
    if not lines:
        raise SourceError("empty", name, f"{name} holds no text; is it a scan?")
    blocks = blocks_of_lines(lines)
    begins = bool(blocks) and blocks[0].kind == "heading"
    return Content("" if begins or _NO_TITLE.search(title) else title, blocks)


def _lines(page: Any) -> Iterator[Line]:
    """The lines of a page in the order of its text, marks of a list joined to what they stand before."""
    chunks: list[_Chunk] = []

    def take(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        written = SOFT.join(clean(part) for part in text.split(SOFT)).replace("\t", " ")
        if written.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
            if chunks and _NOTE.fullmatch(written.strip()) and _is_raised(size * scale, y, chunks[-1]):
                return
            face = str((font or {}).get("/BaseFont", ""))
            bold = bool(re.search(r"bold|black|heavy|gras", face, re.I))
            chunks.extend(
                _Chunk(part, x, y, round(size * scale, 1), bold) for part in written.split("\n") if part.strip()
            )

    page.extract_text(visitor_text=take)
    rows: list[list[_Chunk]] = []
    for chunk in chunks:
        if rows and abs(rows[-1][-1].y - chunk.y) < 0.4 * chunk.size:
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    marked = [bool(_MARK.match("".join(chunk.text for chunk in row).strip())) for row in rows]
    marks = [row for row, is_mark in zip(rows, marked, strict=True) if is_mark]
    others = [row for row, is_mark in zip(rows, marked, strict=True) if not is_mark]
    for row, is_mark in zip(rows, marked, strict=True):
        if not is_mark:
            yield _line([*next((mark for mark in marks if _beside(mark, row)), []), *row])
        elif not any(_beside(row, other) for other in others):
            yield _line(row)


def _is_raised(size: float, y: float, before: _Chunk) -> bool:
    """Whether a number is that of a note, set small beside the text."""
    return size < 0.8 * before.size and abs(y - before.y) < before.size


def _beside(mark: list[_Chunk], row: list[_Chunk]) -> bool:
    return mark[0].x < row[0].x and abs(mark[0].y - row[0].y) < 0.4 * row[0].size


def _line(row: list[_Chunk]) -> Line:
    text = ""
    for chunk in row:
        marked = _MARK.match(text.strip()) and not chunk.text.startswith(" ")
        text += (" " if marked else "") + chunk.text
    main = max(row, key=lambda chunk: len(chunk.text))
    bold = all(chunk.bold for chunk in row if not _MARK.match(chunk.text.strip()))
    return Line(re.sub(r"[ \n]+", " ", text).strip(), min(chunk.x for chunk in row), main.y, main.size, bold)


def _without_margins(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """The pages without the numbers, headers and footers at their top and bottom."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_alike(line.text) for line in (*page[:2], *page[-2:])})
    often = {text for text, count in counts.items() if len(pages) > 1 and count >= max(2, _REPEATED * len(pages))}
    for page in pages:
        kept = list(page)
        while kept and _is_margin(kept[0], kept[1:2], often):
            del kept[0]
        while kept and _is_margin(kept[-1], kept[-2:-1], often):
            del kept[-1]
        yield kept


def _is_margin(line: Line, beside: Sequence[Line], often: set[str]) -> bool:
    """Whether a line is a page's number, or stands apart from the text and is on most pages."""
    apart = all(abs(line.y - other.y) > APART * other.size for other in beside)
    return bool(_PAGE_NUMBER.match(line.text)) or (apart and _alike(line.text) in often)


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())
