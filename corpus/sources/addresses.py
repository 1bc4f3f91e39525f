"""Which network addresses a source may be at: a name that leads into our own network is refused."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable

from aiohttp.abc import AbstractResolver, ResolveResult

from corpus.sources.guard import Guard, listed

Lookup = Callable[[str, int], Awaitable[list[str]]]
"""From a host and a port to the addresses of the host."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an address is on the open Internet: not private, local, reserved, nor one of those in disguise.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    import asyncio

    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class RefusedAddress(OSError):
    """Every address of a host is one that may not be asked."""


class CheckedResolver(AbstractResolver):
    """Gives the connection only addresses that were checked, so that a name cannot change in between."""

    def __init__(self, guard: Guard, lookup: Lookup = look_up) -> None:
        self._guard = guard
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses that may be asked.  Raises ``RefusedAddress``, or ``OSError`` when there is none."""
        addresses = await self._lookup(host, port)
        allowed = [address for address in addresses if may_ask(host, address, self._guard)]
        if addresses and not allowed:
            raise RefusedAddress(f"{host} is at a private address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in allowed
        ]

    async def close(self) -> None:
        """Nothing is kept open."""


def may_ask(host: str, address: str, guard: Guard) -> bool:
    """Whether a host may be asked at this address."""
    return is_public(address) or listed(host, guard.private_hosts)
