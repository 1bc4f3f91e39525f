"""The fetching of updates goes on whatever happens, and says so without a word of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.groups import Raw
from bot.channels.telegram.polling import Polling


class Stopped(BaseException):
    """The test has seen enough."""


class OneUpdate:
    """Stands for the Bot API: gives one update again and again, and remembers what was asked."""

    def __init__(self) -> None:
        self.offsets: list[Any] = []

    async def __call__(self, method: str, **fields: Any) -> list[Raw]:
        self.offsets.append(fields["offset"])
        return [{"update_id": 7, "message": {"text": "mon secret"}}]


async def test_updates_that_could_not_be_kept_are_fetched_again_and_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    api, pauses, kept = OneUpdate(), [], []

    async def keep(batch: Sequence[Raw]) -> None:
        kept.append(batch)
        if len(kept) == 1:
            raise ValueError(f"cannot keep {batch[0]['message']['text']}")
        if len(kept) == 3:
            raise Stopped

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    with pytest.raises(Stopped):
        await Polling(cast(Calls, api), keep, lambda: None, pause).run()
    assert api.offsets == [None, None, 8]
    assert pauses == [0.5]
    assert "fetched again" in caplog.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
