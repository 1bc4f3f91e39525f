"""Column types: moments that stay in UTC, addresses that cannot be stored unseen, text that every database takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.messages import Address

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class Moment(TypeDecorator[datetime]):
    """An aware moment; SQLite alone would hand it back without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into UTC.  Raises ``ValueError`` for a moment without zone: it could mean anything."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class AddressText(TypeDecorator[Address]):
    """Somebody's address, as ``channel:id``.

    It is the only way to store one, and ``bot.store.personal`` finds these columns by their type: a new table with an
    address is shown and erased without anybody having to think of it.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Address | None, dialect: Dialect) -> str | None:
        """The text of an address."""
        return None if value is None else storable(str(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Address | None:
        """The address again."""
        return None if value is None else Address(*value.split(":", 1))


class Words(TypeDecorator[str]):
    """What a person wrote: NUL and lone surrogates, which no database takes, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without what cannot be stored."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """The text as any database takes it."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
