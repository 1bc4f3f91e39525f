"""The HTTP client beneath python-telegram-bot: one ``aiohttp.ClientSession``.

PTB's default client is nine tenths of the cost of a message.  This one also tells apart what PTB mixes: an error before
the request had any effect (``NotSent``: repeat at will) and one after it left (``Unanswered``: a repeat may be a second
copy).  No error text holds a URL, for the URL holds the token.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import BadRequest
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.channels.telegram.errors import NoConnection, NotSent, TooMany, Unanswered

Wait = object
AGENT = {"User-Agent": BaseRequest.USER_AGENT}
FORM = {"Content-Type": "application/x-www-form-urlencoded", **AGENT}
RETRY_AFTER = 5.0
"""Seconds to wait after a 429 that does not say how long."""


def encoded(fields: Mapping[str, str]) -> bytes:
    """Fields as ``application/x-www-form-urlencoded``; yarl's encoder is compiled, the standard library's is not.

    >>> encoded({"text": "a & b"})
    b'text=a+%26+b'
    """
    return URL.build(query=fields).raw_query_string.encode()


class AiohttpRequest(BaseRequest):
    """One session; ``connections`` bounds how many requests are under way at once.

    Args:
        root: the server's root, to choose the proxy that the environment names for it (``HTTPS_PROXY``, ``NO_PROXY``).
        connections: more wait for a free one, up to the pool time-out.
        read, write, connect, pool: default time-outs in seconds; a call may bring its own.
    """

    __slots__ = ("_connect", "_connections", "_pool", "_proxy", "_read", "_session", "_timeouts", "_write")

    def __init__(
        self,
        root: str = "https://api.telegram.org",
        *,
        connections: int = 256,
        read: float = 30.0,
        write: float = 30.0,
        connect: float = 10.0,
        pool: float = 30.0,
    ) -> None:
        self._connections = connections
        self._read, self._write, self._connect, self._pool = read, write, connect, pool
        self._proxy = proxy_for(root)
        self._session: aiohttp.ClientSession | None = None
        self._timeouts: dict[tuple[float | None, ...], aiohttp.ClientTimeout] = {}

    @property
    def read_timeout(self) -> float | None:
        """Default read time-out in seconds."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; once is enough."""
        if self._session is None or self._session.closed:
            # Idle connections are closed before a server would: a request on one that is being closed gets no answer.
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=20, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), raise_for_status=False
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Wait = BaseRequest.DEFAULT_NONE,
        write_timeout: Wait = BaseRequest.DEFAULT_NONE,
        connect_timeout: Wait = BaseRequest.DEFAULT_NONE,
        pool_timeout: Wait = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One exchange: the status and the body.

        Raises:
            NoConnection: the request never left.
            NotSent: the server answered 5xx.
            TooMany: the server answered 429.
            Unanswered: the request left and the connection broke or was silent for too long.
        """
        body, headers = _encoded(request_data)
        timeout = self._timeout(
            _seconds(read_timeout, self._read),
            _seconds(write_timeout, self._write) if request_data is not None and request_data.contains_files else None,
            _seconds(connect_timeout, self._connect),
            _seconds(pool_timeout, self._pool),
        )
        return await self._exchange(method, url, body, headers, timeout)

    async def exchange(self, url: str, fields: Mapping[str, str], wait: float | None = None) -> tuple[int, bytes]:
        """One call outside PTB: its status and body; ``wait`` in seconds for the answer.  Raises as ``do_request``."""
        limits = self._timeout(self._read if wait is None else wait, None, self._connect, self._pool)
        return await self._exchange("POST", url, encoded(fields), FORM, limits)

    async def download(self, url: str, most: int) -> bytes | None:
        """The content of a file, outside PTB; None when it has more than ``most`` bytes.

        Raises:
            BadRequest: it is not there.
            NoConnection, NotSent, TooMany, Unanswered: as ``do_request``.
        """
        limits = self._timeout(self._read, None, self._connect, self._pool)
        status, payload = await self._exchange("GET", url, None, AGENT, limits, most)
        if status != 200:
            raise BadRequest(f"no such file ({status})")
        return payload if len(payload) <= most else None

    async def _exchange(
        self,
        method: str,
        url: str,
        body: aiohttp.FormData | bytes | None,
        headers: Mapping[str, str],
        limits: aiohttp.ClientTimeout,
        most: int | None = None,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NoConnection("the HTTP session is not open")
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=limits, proxy=self._proxy, allow_redirects=False
            ) as response:
                status = response.status
                payload = await (response.read() if most is None else _beginning(response, most + 1))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise NoConnection(f"no connection to the Bot API ({type(error).__name__})") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unanswered(f"no answer from the Bot API ({type(error).__name__})") from None
        if status == 429:
            raise TooMany(_retry_after(payload))
        if status >= 500:
            raise NotSent(f"the Bot API is in trouble ({status})")
        return status, payload

    def _timeout(
        self, read: float | None, write: float | None, connect: float | None, pool: float | None
    ) -> aiohttp.ClientTimeout:
        key = (read, write, connect, pool)
        known = self._timeouts.get(key)
        if known is None:
            # aiohttp counts the wait for a free connection and the connecting together; an upload has the time to write
            # and the time to read the answer.
            total = None if write is None or read is None or connect is None else connect + write + read
            waiting = None if connect is None or pool is None else connect + pool
            silence = read if write is None or read is None else read + write
            known = aiohttp.ClientTimeout(total=total, connect=waiting, sock_connect=connect, sock_read=silence)
            self._timeouts[key] = known
        return known

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The body as an object; unlike PTB's own, it never logs a body, which may hold what a person wrote.

        Raises:
            Unanswered: the body is not a JSON object.
        """
        try:
            value = json.loads(payload)
        except ValueError:
            raise Unanswered("an answer of the Bot API is not JSON") from None
        if not isinstance(value, dict):
            raise Unanswered("an answer of the Bot API is not an object")
        return value


async def _beginning(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The first ``most`` bytes of a body, however much there is."""
    read = bytearray()
    async for chunk in response.content.iter_any():
        read += chunk
        if len(read) >= most:
            break
    return bytes(read[:most])


def proxy_for(root: str) -> str | None:
    """The proxy that the environment names for this server, read once: aiohttp would read it again at each call."""
    parts = urlsplit(root)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


def _encoded(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, Mapping[str, str]]:
    if data is None:
        return None, AGENT
    if not data.contains_files:
        return encoded(data.json_parameters), FORM
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in cast(Mapping[str, tuple[str, bytes, str]], data.multipart_data).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, AGENT


def _seconds(given: Wait, default: float) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return default
    return given if isinstance(given, (int, float)) else None


def _retry_after(payload: bytes) -> float:
    try:
        return max(0.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return RETRY_AFTER
