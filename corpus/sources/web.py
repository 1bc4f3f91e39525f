"""Asks a site for one thing at a time, within the limits of a ``Guard``."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from yarl import URL

from corpus.sources.addresses import CheckedResolver, Lookup, RefusedAddress, look_up, may_ask
from corpus.sources.guard import MEBIBYTE, Guard, listed
from corpus.sources.model import SourceError

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

REDIRECTS_AT_MOST = 5
_USUAL_PORTS = (80, 443)
_MOVED = (301, 302, 303, 307, 308)
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered: ``status`` 200, or 304 when nothing changed; ``headers`` by lower-case name."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def validators(self) -> dict[str, str]:
        """What to send with the next request, so that an unchanged answer is not sent again."""
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {sent: self.headers[name] for name, sent in names.items() if name in self.headers}


class Web:
    """A site's door.  Every request goes through :meth:`get` or :meth:`knock`."""

    def __init__(self, session: ClientSession, guard: Guard, origin: str) -> None:
        self._session = session
        self._guard = guard
        self._ports = {*_USUAL_PORTS, _port(origin)}

    async def get(self, url: str, headers: Mapping[str, str] | None = None, accept: tuple[int, ...] = ()) -> Answer:
        """The answer to a request, redirects followed inside the allowed hosts.

        Args:
            url: what to ask for.
            headers: sent besides ours.
            accept: statuses, other than 200 and 304, that are no failure.

        Raises:
            SourceError: refused, unreachable, too slow, too large, or another status.
        """
        return await self._within_limits(url, headers or {}, accept, whole=True)

    async def knock(self, url: str) -> None:
        """Ask whether something is there, and leave it there.  Raises ``SourceError`` as :meth:`get` does."""
        await self._within_limits(url, {}, (), whole=False)

    async def _within_limits(
        self, url: str, headers: Mapping[str, str], accept: tuple[int, ...], whole: bool
    ) -> Answer:
        from aiohttp import ClientError

        try:
            async with asyncio.timeout(self._guard.timeout_seconds):
                return await self._follow(URL(url), headers, accept, whole)
        except TimeoutError:
            message = f"{url} did not answer in full within {self._guard.timeout_seconds:g} seconds."
            raise SourceError("timeout", url, message) from None
        except (ClientError, OSError, ValueError) as error:
            if isinstance(error, RefusedAddress) or isinstance(error.__cause__, RefusedAddress):
                raise _refused(URL(url), "is at a private address; name it in refresh.private_hosts") from None
            raise SourceError("unreachable", url, f"{url} cannot be reached ({_reason(error)}).") from None

    async def _follow(self, url: URL, headers: Mapping[str, str], accept: tuple[int, ...], whole: bool) -> Answer:
        first = url
        for _ in range(REDIRECTS_AT_MOST + 1):
            self.check(url, first)
            async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                target = response.headers.get("Location")
                if response.status in _MOVED and target:
                    url = url.join(URL(target))
                    continue
                if response.status not in (200, 304, *accept):
                    message = f"{first} answered {response.status}."
                    raise SourceError("status", str(first), message, str(response.status))
                lower = {name.lower(): value for name, value in response.headers.items()}
                body = await self._read(response, str(first)) if whole else b""
                return Answer(str(url), response.status, lower, body)
        raise SourceError("unreachable", str(first), f"{first} redirects more than {REDIRECTS_AT_MOST} times.")

    def check(self, url: URL, first: URL) -> None:
        """Refuse an address that may not be asked when ``first`` was.  Raises ``SourceError``."""
        host = url.host or ""
        if url.scheme not in ("http", "https") or not listed(host, self._guard.allowed_hosts):
            reason = "is not in refresh.allowed_hosts"
        elif first.scheme == "https" and url.scheme == "http":
            reason = "is redirected to without encryption"
        elif url.port not in self._ports:
            reason = f"is asked at port {url.port}, which is not that of the source"
        elif url.user or url.password:
            reason = "is given with a password"
        elif _is_literal(host) and not may_ask(host, host, self._guard):
            reason = "is a private address; name it in refresh.private_hosts"
        else:
            return
        raise _refused(url, reason)

    async def _read(self, response: ClientResponse, place: str) -> bytes:
        """The body, unpacked, as long as it stays within the limit."""
        limit = self._guard.max_bytes
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise SourceError("unreadable", place, f"{place} is packed as {coding[:20]}, which was not asked for.")
        unpack = _Unpacker() if coding not in ("", "identity") else None
        body, received = bytearray(), 0
        async for piece in response.content.iter_chunked(_PIECE):
            received += len(piece)
            try:
                body += piece if unpack is None else unpack.more(piece, limit + 1 - len(body))
            except zlib.error:
                raise SourceError("unreadable", place, f"{place} is damaged: it cannot be unpacked.") from None
            if len(body) > limit or received > limit:
                message = f"{place} is larger than {limit / MEBIBYTE:g} MiB (refresh.max_mebibytes)."
                raise SourceError("too_large", place, message, f"{limit / MEBIBYTE:g}")
        if unpack is not None and received and not unpack.whole:
            raise SourceError("unreadable", place, f"{place} is damaged: its end is missing.")
        return bytes(body)


class _Unpacker:
    """Unpacks gzip and deflate piece by piece, also when several packed parts follow each other."""

    def __init__(self) -> None:
        self._part = zlib.decompressobj(zlib.MAX_WBITS | 32)

    @property
    def whole(self) -> bool:
        """Whether what came was not cut short."""
        return self._part.eof

    def more(self, piece: bytes, at_most: int) -> bytes:
        """What this piece unpacks to, no more than asked for.  Raises ``zlib.error``."""
        found = bytearray()
        while piece and len(found) < at_most:
            if self._part.eof:
                self._part = zlib.decompressobj(zlib.MAX_WBITS | 32)
            found += self._part.decompress(piece, at_most - len(found))
            piece = self._part.unused_data
        return bytes(found)


@asynccontextmanager
async def opened(guard: Guard, origin: str, lookup: Lookup = look_up) -> AsyncIterator[Web]:
    """The door of the site at ``origin``; closed at the end.

    No cookies, no proxy and no credentials of this machine are used.
    """
    import aiohttp

    connector = aiohttp.TCPConnector(resolver=CheckedResolver(guard, lookup), limit=4, use_dns_cache=False)
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=guard.timeout_seconds),
        headers={"User-Agent": "coop-refresh/1", "Accept-Encoding": "gzip"},
    )
    async with session:
        yield Web(session, guard, origin)


def _refused(url: URL, reason: str) -> SourceError:
    return SourceError("refused_host", str(url), f"{url} is refused: {url.host} {reason}.", url.host or "")


def _port(address: str) -> int | None:
    try:
        return URL(address).port
    except ValueError:
        return None


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _reason(error: Exception) -> str:
    """A few words without our own addresses in them."""
    inner = getattr(error, "os_error", error)
    return getattr(inner, "strerror", None) or type(inner).__name__
