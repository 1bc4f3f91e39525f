"""What a source may ask of the network: listed hosts, public addresses, so long and so much."""

from __future__ import annotations

import asyncio
import gzip
import socket

import pytest
from aiohttp import web

from corpus.sources.addresses import CheckedResolver, Lookup, RefusedAddress, is_public
from corpus.sources.guard import Guard
from corpus.sources.model import SourceError
from corpus.sources.web import Answer, opened
from tests.corpus.sources.site import Site, endless

LOCAL = frozenset({"127.0.0.1"})
GUARD = Guard(LOCAL, LOCAL, 10, 2**20)
HELLO = {"/": ("text/plain", b"bonjour")}


async def at(*addresses: str) -> Lookup:
    async def lookup(host: str, port: int) -> list[str]:
        return list(addresses)

    return lookup


async def ask(url: str, guard: Guard = GUARD, lookup: Lookup | None = None, origin: str = "") -> Answer:
    async with opened(guard, origin or url, *([lookup] if lookup else [])) as door:
        return await door.get(url)


async def refusal(url: str, guard: Guard = GUARD, lookup: Lookup | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await ask(url, guard, lookup)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)
    return caught.value


async def test_a_listed_host_answers() -> None:
    async with Site(texts=HELLO).open() as site:
        assert (await ask(site.url)).body == b"bonjour"
        sent = site.asked[0].headers
    assert sent["Accept-Encoding"] == "gzip"
    assert "Cookie" not in sent
    assert "Authorization" not in sent


async def test_a_host_that_is_not_listed_is_not_asked() -> None:
    async with Site(texts=HELLO).open() as site:
        error = await refusal(site.url, Guard(frozenset({"site.example"})))
        assert not site.asked
    assert (error.kind, error.detail) == ("refused_host", "127.0.0.1")


async def test_a_private_address_is_refused_unless_its_host_is_named() -> None:
    async with Site(texts=HELLO).open() as site:
        assert (await refusal(site.url, Guard(LOCAL))).kind == "refused_host"
        port = site.url.rpartition(":")[2]
        url, named, here = f"http://site.example:{port}/", frozenset({"site.example"}), await at("127.0.0.1")
        assert "private_hosts" in str(await refusal(url, Guard(named), here))
        assert not site.asked
        assert (await ask(url, Guard(named, named), here)).body == b"bonjour"


async def test_a_name_that_changes_its_address_gains_nothing() -> None:
    async with Site(texts=HELLO).open() as site:
        port = site.url.rpartition(":")[2]
        answers = [["127.0.0.1"], ["127.0.0.1"]]

        async def changing(host: str, port: int) -> list[str]:
            return answers.pop(0)

        error = await refusal(f"http://site.example:{port}/", Guard(frozenset({"site.example"})), changing)
        assert not site.asked
    assert error.kind == "refused_host"
    assert len(answers) == 1, "what was looked up once is what is connected to"


async def test_of_several_addresses_only_the_public_ones_are_connected_to() -> None:
    resolver = CheckedResolver(Guard(), await at("10.0.0.1", "93.184.215.14", "::1", "2606:2800:21f::1"))
    found = await resolver.resolve("site.example", 443, socket.AF_UNSPEC)
    assert [entry["host"] for entry in found] == ["93.184.215.14", "2606:2800:21f::1"]
    with pytest.raises(RefusedAddress):
        await CheckedResolver(Guard(), await at("10.0.0.1")).resolve("site.example", 443)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not-an-address",
        "",
    ],
)
def test_addresses_that_lead_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f::1", "64:ff9b::808:808"])
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://127.0.0.1:6379/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "//evil.example/",
        "http://me:secret@127.0.0.1/",
    ],
)
async def test_no_redirect_leaves_the_list(target: str) -> None:
    async with Site(texts=HELLO, redirects={"/moved": target}).open() as site:
        error = await refusal(f"{site.url}/moved")
        assert len(site.asked) == 1
    assert error.kind == "refused_host"


async def test_a_redirect_inside_the_list_is_followed_and_a_circle_is_left() -> None:
    async with Site(texts=HELLO, redirects={"/a": "/b", "/b": "/", "/round": "/round"}).open() as site:
        answer = await ask(f"{site.url}/a")
        assert (answer.body, answer.url) == (b"bonjour", f"{site.url}/")
        assert "redirects more than 5 times" in str(await refusal(f"{site.url}/round"))


async def test_an_encrypted_source_is_not_redirected_to_the_clear() -> None:
    async with Site(texts=HELLO).open() as site, opened(GUARD, site.url) as door:
        from yarl import URL

        with pytest.raises(SourceError, match="without encryption"):
            door.check(URL(site.url), URL("https://127.0.0.1/"))


@pytest.mark.parametrize("packed", [False, True])
async def test_a_body_that_never_ends_is_left_at_the_limit(packed: bool) -> None:
    async with Site().open() as site:
        site.slow = lambda request: endless(request, b"\0" * 2**20, packed)
        error = await refusal(site.url)
    assert (error.kind, error.detail) == ("too_large", "1")


async def test_a_small_answer_that_unpacks_to_much_is_left_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 2**23)
    async with Site().open() as site:
        site.fault = lambda request: web.Response(body=bomb, headers={"Content-Encoding": "gzip"})
        assert (await refusal(site.url)).kind == "too_large"


async def test_a_packed_answer_is_unpacked() -> None:
    async with Site().open() as site:
        site.fault = lambda request: web.Response(body=gzip.compress(b"salut"), headers={"Content-Encoding": "gzip"})
        assert (await ask(site.url)).body == b"salut"
        cut = gzip.compress(b"salut" * 99)[:-9]
        site.fault = lambda request: web.Response(body=cut, headers={"Content-Encoding": "gzip"})
        assert (await refusal(site.url)).kind == "unreadable"
        site.fault = lambda request: web.Response(body=b"no gzip", headers={"Content-Encoding": "gzip"})
        assert (await refusal(site.url)).kind == "unreadable"
        site.fault = lambda request: web.Response(body=b"br", headers={"Content-Encoding": "br"})
        assert (await refusal(site.url)).kind == "unreadable"


@pytest.mark.parametrize("first", [b"", b"some"])
async def test_a_site_that_does_not_answer_in_full_is_left(first: bytes) -> None:
    stopped = asyncio.Event()

    async def silent(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if first:
            await response.prepare(request)
            await response.write(first)
        await stopped.wait()
        return response

    async with Site().open() as site:
        site.slow = silent
        error = await refusal(site.url, Guard(LOCAL, LOCAL, 0.05, 2**20))
        stopped.set()
    assert error.kind == "timeout"
    assert "0.05 seconds" in str(error)


async def test_a_site_that_is_away_is_unreachable() -> None:
    async with Site().open() as site:
        url = site.url
    assert (await refusal(url)).kind == "unreachable"

    async def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    error = await refusal("http://site.example/", Guard(frozenset({"site.example"})), unknown)
    assert error.kind == "unreachable"
    assert "Name or service not known" in str(error)


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
async def test_another_status_is_said(status: int) -> None:
    async with Site().open() as site:
        site.fault = lambda request: web.Response(status=status)
        error = await refusal(site.url)
    assert (error.kind, error.detail) == ("status", str(status))


async def test_an_address_that_is_none_is_refused() -> None:
    assert (await refusal("http://[", GUARD)).kind == "unreachable"
    assert (await refusal("http:///x", GUARD)).kind == "refused_host"
