"""Letters while the program is killed: each goes once, or is known as uncertain."""

from __future__ import annotations

from functools import partial

from bot.messages import Address
from bot.outbox.letters import AT_ONCE
from bot.store.deliveries import LEASE
from bot.store.letters import LetterQueued, counted_letters
from tests.doubles.bot_api import BotApi
from tests.journeys.serving import LONG, Bot
from tests.journeys.test_daily_kills import DUE, FIRST, opened, received, start, ticked

LETTERS, KILLS = (2000, 8) if LONG else (60, 1)


def sent(api: BotApi, enough: int) -> bool:
    return len(api.called("sendMessage")) >= enough


async def test_no_letter_comes_twice_and_none_is_lost(api: BotApi, bot: Bot) -> None:
    store = await opened(bot)
    people = [FIRST + number for number in range(LETTERS)]
    for person in people:
        api.world.chat(person)
    letters = [LetterQueued(f"l{person}", Address("telegram", str(person)), "Bonjour") for person in people]
    await store.apply(letters, DUE)
    await store.close()
    api.faults.latency = 0.03
    for kill in range(KILLS):
        running = await start(bot, DUE)
        await api.until(partial(sent, api, (kill + 1) * LETTERS // (KILLS + 2)))
        running.kill()
        await running.communicate()
    await ticked(bot, DUE + 2 * LEASE)
    store = await opened(bot)
    counts = await store.read(counted_letters)
    await store.close()
    uncertain = counts.get("uncertain", 0)
    assert set(received(api).values()) == {1}
    assert counts == {"sent": LETTERS - uncertain} | ({"uncertain": uncertain} if uncertain else {})
    assert LETTERS - len(received(api)) <= uncertain <= KILLS * AT_ONCE
