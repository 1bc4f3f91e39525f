"""A WordPress site, read through its REST interface: everything once, then only what changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from corpus.loading import unique_key
from corpus.problems import Problem
from corpus.sources.guard import Guard
from corpus.sources.markup import free_name
from corpus.sources.model import Fetched, SourceError, State, WordpressSource
from corpus.sources.posts import Category, Post, by_id, document_of, file_name, is_chosen
from corpus.sources.states import FORMAT, Item, items_of, kept, withdrawn
from corpus.sources.web import Answer, Web, opened
from corpus.sources.webtree import NotHtml

A_PAGE = 100
PAGES_AT_MOST = 500
"""Answers of one list: a site of more than 50,000 posts is none of those that we are for."""
MARGIN = timedelta(days=1)
"""How long before the last change we know of we ask again: sites compare in their own time zone."""

_KINDS = {"posts": "post", "pages": "page"}
_FIELDS = "id,slug,link,date,modified_gmt,title,content,categories,status"


async def fetch_wordpress(source: WordpressSource, previous: State, guard: Guard) -> Fetched:
    """All that is published on a site and chosen.

    The first time everything is asked for; later what was modified since, then the numbers of all that is there, so
    that what was deleted is seen and what was missed is asked for.
    """
    async with opened(guard, source.url) as web:
        site = _Site(web, source, previous)
        return await site.read()


class _Site:
    def __init__(self, web: Web, source: WordpressSource, previous: State) -> None:
        self._web = web
        self._source = source
        self._root = f"{source.url.rstrip('/')}/wp-json/wp/v2"
        self._folder = unique_key(source.theme, set())
        same = previous.get("source") == repr(source)
        self._items: dict[str, Item] = items_of(previous) if same else {}
        self._withdrawn = withdrawn(previous)
        self._lists = previous.get("lists") if same and self._items else None
        self._taken = {_name(item) for item in {**self._items, **self._withdrawn}.values()}
        self._notes: list[Problem] = []

    async def read(self) -> Fetched:
        known = by_id(await self._all("categories", {"_fields": "id,slug,name,parent"}))
        kinds = ("posts", "pages") if self._source.selection.pages else ("posts",)
        lists: dict[str, Any] = {}
        present: dict[str, str] = {}
        for kind in kinds:
            since = _latest(self._items, _KINDS[kind])
            asked = {"_fields": _FIELDS, **({"modified_after": since} if since else {})}
            await self._take(kind, await self._all(kind, asked), known)
            listed, lists[kind] = await self._listed(kind)
            missing = [number for number, moment in listed.items() if self._lacks(f"{_KINDS[kind]}-{number}", moment)]
            for start in range(0, len(missing), A_PAGE):
                numbers = ",".join(map(str, missing[start : start + A_PAGE]))
                await self._take(kind, await self._all(kind, {"_fields": _FIELDS, "include": numbers}), known)
            present |= {f"{_KINDS[kind]}-{number}": moment for number, moment in listed.items()}
        items = {key: item for key, item in self._items.items() if key in present}
        if not any("text" in item for item in items.values()):
            message = f"{self._source.url} publishes nothing that is chosen."
            raise SourceError("empty", self._source.url, message)
        state: dict[str, object] = {
            "format": FORMAT,
            "source": repr(self._source),
            "lists": lists,
            "items": {**items, **self._withdrawn},
        }
        return Fetched(kept(state), tuple(self._notes), state, {self._folder: self._source.theme})

    def _lacks(self, key: str, moment: str) -> bool:
        return key not in self._withdrawn and self._items.get(key, {}).get("modified") != moment

    async def _take(self, kind: str, entries: Iterable[Mapping[str, Any]], categories: Mapping[int, Category]) -> None:
        """Turn what the site answered into documents, in a thread: a whole site takes seconds."""
        await asyncio.to_thread(self._convert, kind, list(entries), categories)

    def _convert(self, kind: str, entries: list[Mapping[str, Any]], categories: Mapping[int, Category]) -> None:
        by_slug = {category.slug: category for category in categories.values()}
        for entry in entries:
            key = f"{_KINDS[kind]}-{entry['id']}"
            if key in self._withdrawn:
                continue
            post, is_open = _post(entry, kind, key, categories), _is_open(entry)
            before = self._items.get(key)
            item: Item = {"path": before["path"] if before else "", "modified": str(entry.get("modified_gmt"))}
            if is_open and is_chosen(post, self._source.selection, by_slug):
                item["path"] = item["path"] or f"{self._folder}/{free_name(file_name(post), self._taken)}.md"
                try:
                    item["text"] = document_of(post, self._source.selection, by_slug)
                except NotHtml:
                    message = "The text of this post cannot be read."
                    self._notes.append(
                        Problem("warning", item["path"], None, "text", message, "Look at it on the site.")
                    )
            self._items[key] = item

    async def _listed(self, kind: str) -> tuple[dict[int, str], Any]:
        """The numbers of all that is published, with the moment of their last change, and what to remember of it."""
        before = self._lists.get(kind) if isinstance(self._lists, dict) else None
        remembered = before if isinstance(before, dict) else {}
        for _ in range(2):
            pages: list[dict[str, Any]] = []
            listed: dict[int, str] = {}
            total = None
            for number in range(1, PAGES_AT_MOST + 1):
                known = _page_of(remembered, number)
                answer = await self._ask(kind, {"_fields": "id,modified_gmt"}, number, known.get("validators"))
                if answer is None:
                    break
                entries = known["entries"] if answer.status == 304 else _pairs(self._entries(answer))
                total = _number(answer.headers.get("x-wp-total"), known.get("total"))
                count = _number(answer.headers.get("x-wp-totalpages"), known.get("pages"))
                pages.append({"entries": entries, "validators": answer.validators or known.get("validators") or {}})
                pages[-1] |= {"total": total, "pages": count}
                listed |= {int(number): str(moment) for number, moment in entries}
                if not entries or (count is not None and number >= count) or (count is None and len(entries) < A_PAGE):
                    break
            if total is None or len(listed) == total:
                return listed, {"pages": pages}
            remembered = {}
        message = f"{self._source.url} gave {len(listed)} {kind} of the {total} that it says it has."
        raise SourceError("unreadable", self._source.url, message)

    async def _all(self, what: str, asked: Mapping[str, str]) -> list[Mapping[str, Any]]:
        """Everything that a list holds, answer after answer."""
        found: list[Mapping[str, Any]] = []
        for number in range(1, PAGES_AT_MOST + 1):
            answer = await self._ask(what, asked, number)
            entries = self._entries(answer) if answer else []
            found += entries
            pages = _number(answer.headers.get("x-wp-totalpages")) if answer else None
            if not entries or (number >= pages if pages is not None else len(entries) < A_PAGE):
                return found
        limit = A_PAGE * PAGES_AT_MOST
        message = f"{self._source.url} says that it has more than {limit} {what}."
        raise SourceError("too_many", self._source.url, message, str(limit))

    async def _ask(
        self, what: str, asked: Mapping[str, str], number: int, validators: Mapping[str, str] | None = None
    ) -> Answer | None:
        """One answer of a list; None when there is no page of this number."""
        fixed = {"per_page": A_PAGE, "page": number, "orderby": "id", "order": "asc"}
        url = f"{self._root}/{what}?{urlencode({**fixed, **asked}, safe=',:')}"
        answer = await self._web.get(url, validators, accept=(400,) if number > 1 else ())
        return None if answer.status == 400 else answer

    def _entries(self, answer: Answer) -> list[Mapping[str, Any]]:
        try:
            entries = json.loads(answer.body)
        except (ValueError, RecursionError):
            entries = None
        if not isinstance(entries, list) or not all(isinstance(e, dict) and type(e.get("id")) is int for e in entries):
            message = f"{answer.url} is no answer of WordPress's REST interface."
            raise SourceError("unreadable", self._source.url, message)
        return entries


def _post(entry: Mapping[str, Any], kind: str, key: str, categories: Mapping[int, Category]) -> Post:
    numbers = entry.get("categories") or []
    return Post(
        key=key,
        is_page=kind == "pages",
        name=str(entry.get("slug") or ""),
        title=_rendered(entry.get("title")),
        html=_rendered(entry.get("content")),
        date=str(entry.get("date") or ""),
        link=str(entry.get("link") or ""),
        categories=tuple(categories[number].slug for number in numbers if number in categories),
    )


def _is_open(entry: Mapping[str, Any]) -> bool:
    content = entry.get("content")
    hidden = isinstance(content, dict) and content.get("protected")
    return not hidden and entry.get("status", "publish") == "publish"


def _rendered(value: object) -> str:
    return str(value.get("rendered") or "") if isinstance(value, dict) else str(value or "")


def _latest(items: Mapping[str, Item], kind: str) -> str | None:
    """From when on to ask for changes of what we know of this kind; None when we know nothing."""
    moments = [
        str(item["modified"]) for key, item in items.items() if key.startswith(kind + "-") and "modified" in item
    ]
    try:
        return (datetime.fromisoformat(max(moments)) - MARGIN).strftime("%Y-%m-%dT%H:%M:%S") if moments else None
    except ValueError:
        return None


def _pairs(entries: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    return [[entry["id"], str(entry.get("modified_gmt"))] for entry in entries]


def _page_of(remembered: Mapping[str, Any], number: int) -> dict[str, Any]:
    pages = remembered.get("pages")
    page = pages[number - 1] if isinstance(pages, list) and len(pages) >= number else None
    return page if isinstance(page, dict) and "entries" in page else {}


def _number(*values: object) -> int | None:
    return next((int(str(value)) for value in values if value is not None and str(value).isdecimal()), None)


def _name(item: Item) -> str:
    return str(item["path"]).rpartition("/")[2].removesuffix(".md")
