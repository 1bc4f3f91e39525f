"""What a source may do: which hosts it may ask, how long, how much."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Guard:
    """Limits of every fetch.

    ``allowed_hosts``: the only hosts that may be asked, redirects included (``site.example``, ``*.site.example``).
    ``private_hosts``: those of them that may be at a private or local address.  ``timeout_seconds``: for one answer,
    its body included.  ``max_bytes``: for one answer, one file, or all that an archive holds.
    """

    allowed_hosts: frozenset[str] = frozenset()
    private_hosts: frozenset[str] = frozenset()
    timeout_seconds: float = 30.0
    max_bytes: int = 20 * MEBIBYTE

    def allows(self, url: str) -> bool:
        """Whether the host of this address is on the list."""
        from yarl import URL  # the parser of whoever connects; only needed where there are sources

        try:
            host = URL(url).host or ""
        except ValueError:
            return False
        return listed(host, self.allowed_hosts)


def listed(host: str, hosts: frozenset[str]) -> bool:
    """Whether a host is one of these; ``*.site.example`` stands for every host beneath it.

    >>> listed("www.site.example", frozenset({"*.site.example"}))
    True
    """
    name = host.lower().rstrip(".")
    return name in hosts or any(entry.startswith("*.") and name.endswith(entry[1:]) for entry in hosts)
