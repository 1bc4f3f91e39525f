"""A theme's landing page, on a site or in a file."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from corpus.loading import unique_key
from corpus.sources.files import read_file, text_of
from corpus.sources.guard import Guard
from corpus.sources.hypertext import blocks_of
from corpus.sources.landing import documents_of, lines_of
from corpus.sources.model import Draft, Fetched, PageSource, SourceError, State
from corpus.sources.states import items_of, kept, remembered
from corpus.sources.web import opened
from corpus.sources.webtree import NotHtml, charset_of, main_part, tree_of

_TAG = r"<[a-z][a-z0-9]*(?:\s[^<>]*)?/?>"
_ANY_TAG = re.compile(_TAG, re.I)
_HTML = re.compile(
    # Page and paragraph tags stand alone; other words between angle brackets are tags where one of them is closed.
    r"\s*(?:<!doctype\s+html\b|<\?xml\s|<!--|<(?:html|head|body|meta|title|main|article|section|div|h[1-6]|p)[\s/>]"
    rf"|{_TAG}(?=.*</[a-z][a-z0-9]*\s*>))",
    re.I | re.DOTALL,
)
_HTML_KINDS = ("text/html", "application/xhtml+xml")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")


async def fetch_page(source: PageSource, previous: State, guard: Guard) -> Fetched:
    """The documents of a landing page; those of last time when the site says that nothing changed."""
    folder = unique_key(source.theme, set())
    headers: dict[str, str] = {}
    charset, said_html = None, source.location.lower().endswith(_HTML_ENDINGS)
    if source.is_remote:
        known = previous.get("validators")
        async with opened(guard, source.location) as web:
            same = isinstance(known, dict) and previous.get("source") == repr(source) and items_of(previous)
            answer = await web.get(source.location, known if isinstance(known, dict) and same else None)
        if answer.status == 304:
            return Fetched(kept(previous), state=previous, names={folder: source.theme})
        data, headers = answer.body, answer.validators
        kind = answer.headers.get("content-type", "")
        said_html = kind.partition(";")[0].strip().lower() in _HTML_KINDS
        found = re.search(r"charset=([\w.:\"'-]+)", kind, re.I)
        charset = found[1] if found else None
    else:
        data = await asyncio.to_thread(read_file, Path(source.location), guard)
    drafts = await asyncio.to_thread(_documents_in, data, source, folder, charset, said_html)
    state = remembered({draft.path: draft for draft in drafts}, previous, source=repr(source), validators=headers)
    return Fetched(kept(state), state=state, names={folder: source.theme})


def _documents_in(
    data: bytes, source: PageSource, folder: str, charset: str | None, said_html: bool
) -> tuple[Draft, ...]:
    """The documents of a page as it was read: HTML where it says so, or begins as HTML does; else text.

    Raises:
        SourceError: it is no text, or nothing in it is a document.
    """
    place = source.location
    text = text_of(data, place, charset or charset_of(data))
    try:
        if (_ANY_TAG.search if said_html else _HTML.match)(text.lstrip("\ufeff")):
            blocks = blocks_of(main_part(tree_of(text)), place if source.is_remote else "")
        else:
            blocks = lines_of(text)
    except NotHtml:
        raise SourceError("unreadable", place, f"{place} cannot be read as HTML.") from None
    drafts = tuple(Draft(f"{folder}/{name}.md", text) for name, text in documents_of(blocks, source.theme))
    if not drafts:
        raise SourceError("empty", place, f"{place} holds nothing that could become a document.")
    return drafts
