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

_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<!--|<(?:div|main|article|section|h1|p)\b)", re.I)


async def fetch_page(source: PageSource, previous: State, guard: Guard) -> Fetched:
    """The documents of a landing page; those of last time when the site says that nothing changed."""
    folder = unique_key(source.theme, set())
    headers: dict[str, str] = {}
    charset = None
    if source.is_remote:
        known = previous.get("validators")
        async with opened(guard, source.location) as web:
            same = isinstance(known, dict) and previous.get("source") == repr(source) and items_of(previous)
            answer = await web.get(source.location, known if isinstance(known, dict) and same else None)
        if answer.status == 304:
            return Fetched(kept(previous), state=previous, names={folder: source.theme})
        data, headers = answer.body, answer.validators
        found = re.search(r"charset=([\w.:\"'-]+)", answer.headers.get("content-type", ""), re.I)
        charset = found[1] if found else None
    else:
        data = await asyncio.to_thread(read_file, Path(source.location), guard)
    drafts = await asyncio.to_thread(documents_in, data, source, folder, charset)
    state = remembered({draft.path: draft for draft in drafts}, previous, source=repr(source), validators=headers)
    return Fetched(kept(state), state=state, names={folder: source.theme})


def documents_in(data: bytes, source: PageSource, folder: str, charset: str | None) -> tuple[Draft, ...]:
    """The documents of a page as it was read, text or HTML.

    Raises:
        SourceError: it is no text, or nothing in it is a document.
    """
    place = source.location
    text = text_of(data, place, charset or charset_of(data))
    try:
        if _HTML.match(text.lstrip("\ufeff")):
            blocks = blocks_of(main_part(tree_of(text)), place if source.is_remote else "")
        else:
            blocks = lines_of(text)
    except NotHtml:
        raise SourceError("unreadable", place, f"{place} cannot be read as HTML.") from None
    drafts = tuple(Draft(f"{folder}/{name}.md", text) for name, text in documents_of(blocks, source.theme))
    if not drafts:
        raise SourceError("empty", place, f"{place} holds nothing that could become a document.")
    return drafts
