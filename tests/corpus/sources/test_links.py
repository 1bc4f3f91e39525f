"""Links are followed where that is allowed: what leads nowhere is told, what may be alive is left alone."""

from __future__ import annotations

import asyncio

from aiohttp import web

from corpus.sources.guard import Guard
from corpus.sources.links import ASKED_AT_MOST, Followed, follow
from tests.corpus.sources.site import Site

GUARD = Guard(frozenset({"127.0.0.1"}), frozenset({"127.0.0.1"}), 10, 2**20)


def answers(request: web.Request) -> web.StreamResponse | None:
    """A site with one page, one that is broken for the moment, and nothing else."""
    return {"/page": web.Response(text="Bonjour"), "/trouble": web.Response(status=500)}.get(request.path)


async def test_what_leads_nowhere_is_told_and_the_rest_left_alone() -> None:
    async with Site(fault=answers).open() as site:
        links = [f"{site.url}{path}" for path in ("/page", "/gone", "/trouble", "/gone")]
        found = await follow([*links, "https://elsewhere.example/gone"], GUARD)
    assert found.left == 0
    assert found.dead == {f"{site.url}/gone": f"{site.url}/gone answered 404."}
    assert sorted(request.path for request in site.asked) == ["/gone", "/page", "/trouble"]


async def test_a_host_that_is_not_there_is_told() -> None:
    found = await follow(["http://127.0.0.1:9/page"], GUARD)
    assert list(found.dead) == ["http://127.0.0.1:9/page"]


async def test_nothing_is_asked_of_hosts_that_are_not_allowed() -> None:
    async with Site().open() as site:
        assert await follow([f"{site.url}/gone"], Guard()) == Followed({})
    assert site.asked == []


async def test_what_a_link_leads_to_is_not_downloaded() -> None:
    async def film(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await asyncio.Event().wait()
        return response

    async with Site(slow=film).open() as site, asyncio.timeout(GUARD.timeout_seconds / 2):
        assert await follow([f"{site.url}/film"], GUARD) == Followed({})
    assert len(site.asked) == 1


async def test_links_that_are_too_many_are_counted() -> None:
    async with Site(fault=lambda request: web.Response(text="Bonjour")).open() as site:
        found = await follow([f"{site.url}/{number}" for number in range(ASKED_AT_MOST + 3)], GUARD)
    assert (found, len(site.asked)) == (Followed({}, 3), ASKED_AT_MOST)
