"""Links are followed where that is allowed: what leads nowhere is told, what may be alive is left alone."""

from __future__ import annotations

from aiohttp import web

from corpus.sources.guard import Guard
from corpus.sources.links import dead
from tests.corpus.sources.site import Site

GUARD = Guard(frozenset({"127.0.0.1"}), frozenset({"127.0.0.1"}), 10, 2**20)


def answers(request: web.Request) -> web.StreamResponse | None:
    """A site with one page, one that is broken for the moment, and nothing else."""
    return {"/page": web.Response(text="Bonjour"), "/trouble": web.Response(status=500)}.get(request.path)


async def test_what_leads_nowhere_is_told_and_the_rest_left_alone() -> None:
    async with Site(fault=answers).open() as site:
        links = [f"{site.url}{path}" for path in ("/page", "/gone", "/trouble", "/gone")]
        found = await dead([*links, "https://elsewhere.example/gone"], GUARD)
    assert found == {f"{site.url}/gone": f"{site.url}/gone answered 404."}
    assert sorted(request.path for request in site.asked) == ["/gone", "/page", "/trouble"]


async def test_a_host_that_is_not_there_is_told() -> None:
    found = await dead(["http://127.0.0.1:9/page"], GUARD)
    assert list(found) == ["http://127.0.0.1:9/page"]


async def test_nothing_is_asked_of_hosts_that_are_not_allowed() -> None:
    async with Site().open() as site:
        assert await dead([f"{site.url}/gone"], Guard()) == {}
    assert site.asked == []
