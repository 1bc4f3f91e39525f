"""A WordPress site over real HTTP, with the faults that sites have."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.corpus.sources.making import CATEGORIES

Fault = Callable[[web.Request], "web.StreamResponse | None"]
Slow = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """``posts`` and ``pages`` are what it publishes; ``asked`` is every request, as path and query."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    texts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    fault: Fault = lambda request: None
    slow: Slow | None = None
    knows_modified_after: bool = True
    tags: bool = False
    url: str = ""

    @property
    def queries(self) -> list[dict[str, str]]:
        return [dict(request.query) for request in self.asked]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        if self.slow is not None:
            return await self.slow(request)
        if (refused := self.fault(request)) is not None:
            return refused
        if request.path in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects[request.path]})
        if request.path in self.texts:
            kind, body = self.texts[request.path]
            return self._tagged(request, web.Response(body=body, headers={"Content-Type": kind}))
        name = request.path.removeprefix("/wp-json/wp/v2/")
        if name == "categories":
            entries = [
                {"id": number, "slug": slug, "name": slug.capitalize(), "parent": 1 if 1 < number < 9 else 0}
                for slug, number in CATEGORIES.items()
            ]
            return self._list(request, entries)
        if name in ("posts", "pages"):
            return self._list(request, self.posts if name == "posts" else self.pages)
        return web.json_response({"code": "rest_no_route"}, status=404)

    def _list(self, request: web.Request, entries: list[dict[str, Any]]) -> web.Response:
        query = request.query
        since = query.get("modified_after")
        if since and self.knows_modified_after:
            entries = [entry for entry in entries if entry["modified_gmt"] > since]
        if "include" in query:
            entries = [entry for entry in entries if str(entry["id"]) in query["include"].split(",")]
        entries = sorted(entries, key=lambda entry: int(entry["id"]))
        size, number = int(query.get("per_page", 10)), int(query.get("page", 1))
        pages = -(-len(entries) // size)
        if number > max(pages, 1):
            return web.json_response({"code": "rest_post_invalid_page_number"}, status=400)
        fields = query["_fields"].split(",")
        shown = [
            {name: entry[name] for name in fields if name in entry}
            for entry in entries[(number - 1) * size : number * size]
        ]
        headers = {"X-WP-Total": str(len(entries)), "X-WP-TotalPages": str(pages)}
        response = web.json_response(shown, headers=headers)
        return self._tagged(request, response)

    def _tagged(self, request: web.Request, response: web.Response) -> web.Response:
        if self.tags:
            body = response.body if isinstance(response.body, bytes) else b""
            tag = f'"{hash(body) & 0xFFFFFFFF:x}"'
            if request.headers.get("If-None-Match") == tag:
                return web.Response(status=304, headers={"ETag": tag})
            response.headers["ETag"] = tag
        return response

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Site]:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()


async def endless(request: web.Request, unit: bytes, packed: bool = False) -> web.StreamResponse:
    """A body that never ends."""
    headers = {"Content-Type": "text/html"} | ({"Content-Encoding": "gzip"} if packed else {})
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    while True:
        try:
            await response.write(gzip.compress(unit) if packed else unit)
        except ConnectionError:
            return response
        await asyncio.sleep(0)
