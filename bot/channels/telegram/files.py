"""Files that people send: what an update says of one, and how its content is fetched."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import PurePosixPath

from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.errors import NotSent, TooMany, Unanswered
from bot.channels.telegram.groups import Raw
from bot.channels.telegram.request import AiohttpRequest
from bot.clock import Sleep
from bot.messages import Attachment, TooLarge

MEBIBYTES = 20
"""What Telegram lets a bot download."""
ATTEMPTS = 6
PAUSE = 0.5
"""Seconds before the second of them; then twice as long each time."""
_TOO_BIG = "file is too big"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as an update names it: how the Bot API calls it, its own name, its size in bytes (0: not said)."""

    id: str
    name: str
    size: int


def document_of(message: Raw) -> Document | None:
    """The file that a message carries; None for an animation, which old programs are told is one."""
    sent = message.get("document")
    if sent is None or "animation" in message:
        return None
    # The name is the sender's: no folder of theirs is followed.
    name = PurePosixPath(sent.get("file_name", "").replace("\\", "/")).name
    return Document(sent["file_id"], name if name.strip(".") else "document", sent.get("file_size", 0))


class Files:
    """Fetches what people sent to one bot.

    Args:
        calls: to the Bot API.
        request: the HTTP client, open.
        root: the Bot API's server.
        token: of the bot.
        sleep: waits between attempts.
    """

    def __init__(
        self, calls: Calls, request: AiohttpRequest, root: str, token: str, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._calls = calls
        self._request = request
        self._base = f"{root}/file/bot{token}/"
        self._sleep = sleep

    def attachment(self, document: Document) -> Attachment:
        """The file as the dialogue is handed it: nothing is fetched until it is read."""

        async def read() -> bytes:
            return await self.fetch(document)

        return Attachment(document.name, document.size, read)

    async def fetch(self, document: Document) -> bytes:
        """The content.

        Raises:
            TooLarge: over what Telegram hands out.
            OSError: it cannot be had.
        """
        if document.size > MEBIBYTES * 2**20:
            raise TooLarge(MEBIBYTES)
        pause = PAUSE
        for _ in range(ATTEMPTS - 1):
            # Fetching has no effect: whatever became of an attempt, another one does no harm.
            try:
                return await self._once(document)
            except TooMany as error:
                await self._sleep(max(pause, error.seconds))
            except (NotSent, Unanswered):
                await self._sleep(pause)
            pause *= 2
        try:
            return await self._once(document)
        except TelegramError as error:
            raise OSError("a file could not be fetched") from error

    async def _once(self, document: Document) -> bytes:
        try:
            file = await self._calls("getFile", file_id=document.id)
            content = await self._request.download(self._base + str(file["file_path"]), MEBIBYTES * 2**20)
        except (NotSent, Unanswered):
            raise
        except BadRequest as error:
            if _TOO_BIG in error.message.lower():
                raise TooLarge(MEBIBYTES) from None
            raise OSError("a file is not there any more") from error
        except (TelegramError, KeyError, TypeError) as error:
            raise OSError("a file is not there any more") from error
        if content is None:
            raise TooLarge(MEBIBYTES)
        return content
