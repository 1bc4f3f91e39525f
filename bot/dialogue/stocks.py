"""The questions to think with of the corpus being served, gathered once for each version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.daily.stock import Stock, stock_of

if TYPE_CHECKING:
    from bot.editorial.library import Served


class Stocks:
    """Remembers the stock of what was served last."""

    def __init__(self) -> None:
        self._last: tuple[Served, Stock] | None = None

    def of(self, served: Served) -> Stock:
        """The stock of a corpus version."""
        if self._last is None or self._last[0] is not served:
            self._last = (served, stock_of(served.corpus))
        return self._last[1]
