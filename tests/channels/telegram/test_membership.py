"""Who runs a group may subscribe it; who blocks the bot is left alone until they come back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.membership import Ranks
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.updates import address
from bot.messages import Message
from bot.store import Store
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription, of
from tests.channels.telegram.conftest import Done, FewWords
from tests.channels.telegram.test_conversation import ANNE, GROUP, PAUL
from tests.doubles.bot_api import BotApi


async def ask_in_group(api: BotApi, settled: Done, person: int, times: int = 1) -> None:
    for _ in range(times):
        api.world.say(person, "/demander qui décide ?", chat=GROUP)
        await settled()


async def test_a_groups_administrator_is_told_from_its_other_people(
    api: BotApi, dialogue: FewWords, bot: None, settled: Done
) -> None:
    api.world.administrators.add((GROUP, ANNE))
    await ask_in_group(api, settled, ANNE)
    await ask_in_group(api, settled, PAUL)
    assert [message.administrator for message in dialogue.heard] == [True, False]


async def test_telegram_is_asked_once_for_a_while_and_never_in_private(
    api: BotApi, dialogue: FewWords, bot: None, settled: Done
) -> None:
    await ask_in_group(api, settled, PAUL, times=3)
    api.world.say(PAUL, "bonjour")
    await settled()
    assert len(api.called("getChatMember")) == 1


async def test_a_clock_that_is_put_back_has_it_believed_no_longer(api: BotApi) -> None:
    request, now = AiohttpRequest(api.root), datetime(2026, 3, 2, 12, tzinfo=UTC)
    ranks = Ranks(Calls(request, api.root, api.token), lambda: now)
    api.world.say(PAUL, "bonjour", chat=GROUP)
    message = Message(address(PAUL), address(GROUP), "bonjour", place="group")
    await request.initialize()
    try:
        await ranks.told(message)
        await ranks.told(message)
        now -= timedelta(hours=1)
        await ranks.told(message)
    finally:
        await request.shutdown()
    assert len(api.called("getChatMember")) == 2


async def test_who_blocks_the_bot_gets_nothing_until_they_come_back(
    api: BotApi, store: Store, dialogue: FewWords, bot: None, settled: Done
) -> None:
    chat, now = address(ANNE), datetime.now(UTC)
    await store.apply([Subscribed(Subscription(chat, seed=1, since=date(2026, 1, 5), due=now))], now)
    api.world.membership(ANNE, ANNE, "member", "kicked")
    await settled()
    shut = await store.read(partial(of, chat=chat))
    assert shut is not None
    assert shut.inactive_on is not None
    assert shut.inactive_reason == "blocked"
    api.world.membership(ANNE, ANNE, "kicked", "member")
    await settled()
    back = await store.read(partial(of, chat=chat))
    assert back is not None
    assert back.inactive_on is None
    assert back.due is not None
    assert back.due > now
