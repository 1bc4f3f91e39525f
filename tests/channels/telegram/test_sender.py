"""One attempt at sending, and what it amounts to."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.buttons import Keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.errors import NoConnection, NotSent, TooMany, Unanswered
from bot.channels.telegram.request import RETRY_AFTER, AiohttpRequest
from bot.channels.telegram.sender import TelegramSender, outcome_of
from bot.channels.telegram.updates import address
from bot.messages import File, Paragraph, Picture, Reply
from bot.outbox.sender import Gone, Moved, Refused, Sent, SlowDown, Uncertain
from tests.channels.telegram.test_request import ANNE, bot_of
from tests.doubles.bot_api import BotApi


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with bot_of(api) as bot:
        api.world.chat(ANNE)
        yield bot


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TooMany(RETRY_AFTER), SlowDown(5, "chat")),
        (NoConnection("x"), SlowDown(0.5, "channel")),
        (NotSent("x"), SlowDown(0.5, "chat")),
        (Unanswered("x"), Uncertain("x")),
        (Forbidden("Forbidden: user is deactivated"), Gone("Forbidden: user is deactivated")),
        (BadRequest("Chat not found"), Gone("Chat not found")),
        (BadRequest("Can't parse entities"), Refused("Can't parse entities")),
        (telegram.error.ChatMigrated(-77), Moved(address(-77))),
        (InvalidToken("Unauthorized"), SlowDown(60, "channel")),
        (Conflict("terminated by other getUpdates request"), SlowDown(60, "channel")),
    ],
)
def test_what_an_error_means_for_a_sender(error: TelegramError, outcome: object) -> None:
    assert outcome_of(error) == outcome


async def no_wait(seconds: float) -> None:
    return None


def sender_of(api: BotApi, bot: telegram.Bot) -> TelegramSender:
    assert isinstance(bot.request, AiohttpRequest)
    return TelegramSender(Calls(bot.request, api.root, api.token), bot, Keyboards(), no_wait)


async def test_a_reply_in_several_pieces_is_one_sending(api: BotApi, bot: telegram.Bot) -> None:
    sender = sender_of(api, bot)
    pieces = Reply((Paragraph("un"), Picture(b"png", "image"), File("a.md", b"#", "fichier")))
    sent = await sender.send(address(ANNE), pieces, silent=True)
    assert isinstance(sent, Sent)
    assert len(sent.messages) == 3
    assert [message.get("text", message.get("caption")) for message in api.world.sent_to(ANNE)] == [
        "un",
        "image",
        "fichier",
    ]
    assert api.called("sendMessage")[0].params["disable_notification"] == "true"


async def test_a_refused_first_piece_is_the_outcome_a_later_one_is_tried_again(api: BotApi, bot: telegram.Bot) -> None:
    sender = sender_of(api, bot)
    pieces = Reply((Paragraph("un"), File("a.md", b"#")))
    api.faults.add("429", "sendMessage", times=1, seconds=9)
    assert await sender.send(address(ANNE), pieces) == SlowDown(9)
    api.faults.add("502", "sendDocument", times=3)
    assert isinstance(await sender.send(address(ANNE), pieces), Sent)
    assert len(api.called("sendMessage")) == 2
    assert len(api.called("sendDocument")) == 4


async def test_a_group_that_moved_gone_people_and_unknown_fates_are_outcomes(api: BotApi, bot: telegram.Bot) -> None:
    sender = sender_of(api, bot)
    hello = Reply((Paragraph("bonjour"),))
    api.world.migrate(ANNE, -9, -1001000000009)
    assert await sender.send(address(-9), hello) == Moved(address(-1001000000009))
    assert isinstance(await sender.send(address(404), hello), Gone)
    api.faults.add("drop_after", "sendMessage", times=1)
    assert isinstance(await sender.send(address(ANNE), hello), Uncertain)
