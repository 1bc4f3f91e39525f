"""Plain text written as Markdown that reads back the same, front matter, and file names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from corpus.words import unaccented

LONGEST_NAME = 80
"""Characters of a file name without its ending."""

_ORDER = (
    *("title", "section", "theme", "enjeu", "fiche", "person", "role", "organisation", "territory"),
    *("date", "url", "excerpt", "daily"),
)
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
# What Markdown would take for a mark inside a line…
_INLINE = re.compile(r"[\\*`]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?]|$)|&(?=#?\w+;|#?$)|(?<=\])\((?!\s)")
_IN_LINK = re.compile(_INLINE.pattern + r"|[\[\]]")
# …and at the beginning of one.
_START = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|~~~|-{2,}\s*$|=+\s*$|[|:-][|:\t -]+$|\[(?:\\.|[^\[\]\\])*\]:")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def clean(text: str) -> str:
    r"""The text with ``\n`` line ends, accents on their letters, without what cannot be seen; no-break spaces stay.

    >>> clean("accueil\u00adlir\r\ne\u0301couter")
    'accueillir\nécouter'
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))


def escaped(text: str, *, in_link: bool = False) -> str:
    r"""The text of a part of a line, so that Markdown shows it as it stands.

    >>> escaped("2 * 3 <b>")
    '2 \\* 3 \\<b>'
    """
    pattern = _IN_LINK if in_link else _INLINE
    return pattern.sub(lambda match: "\\" + match[0], text)


def line_start(line: str) -> str:
    r"""A line that is already escaped, so that its beginning is no mark of a heading, list, quotation or table.

    >>> line_start("1. Agir")
    '1\\. Agir'
    """
    stripped = line.lstrip()
    if _START.match(stripped):
        return "\\" + stripped
    return _NUMBERED.sub(r"\1\\\2", stripped, count=1) if _NUMBERED.match(stripped) else stripped


def paragraph(text: str) -> str:
    """A paragraph of plain text as Markdown; its line breaks are kept."""
    lines = [line_start(escaped(line.strip(" \t"))) for line in text.split("\n")]
    return "\\\n".join(line for line in lines if line.strip())


def one_line(text: str) -> str:
    """A text on one line, no-break spaces kept, without spaces around."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", clean(text)).strip()


def document(fields: Mapping[str, object], body: str) -> str:
    """A whole document: its front matter, the keys that hold nothing left out, and its body."""
    order = [key for key in _ORDER if key in fields] + [key for key in fields if key not in _ORDER]
    lines = [f"{key}: {_value(key, fields[key])}" for key in order if fields[key] not in (None, "", False)]
    return "\n".join(["---", *lines, "---", "", body.strip("\n"), ""])


def slug(text: str, otherwise: str = "document") -> str:
    """A file name of lower-case letters, digits and hyphens.

    >>> slug("Retour séminaire : l’œuvre !")
    'retour-seminaire-l-oeuvre'
    """
    spelt = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    name = re.sub(r"[^a-z0-9]+", "-", unaccented(spelt)).strip("-")
    return name[:LONGEST_NAME].strip("-") or otherwise


def free_name(name: str, taken: set[str]) -> str:
    """The name, or the first of ``name-2``, ``name-3``… that is not taken yet; it is taken from now on."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    taken.add(free)
    return free


def table_lines(rows: list[list[str]], width: int) -> list[str]:
    """The lines of a table whose cells are Markdown on one line each; its first row is its head."""
    padded = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in padded]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]


def _value(key: str, value: object) -> str:
    if value is True:
        return "true"
    if isinstance(value, int) or key in ("section", "date"):
        return str(value)
    escape = one_line(str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escape}"'
