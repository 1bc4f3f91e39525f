"""A server in trouble: nothing is lost, and who has no trouble waits for nobody."""

from __future__ import annotations

from collections import Counter
from functools import partial

import aiohttp

from tests.doubles.bot_api import BotApi
from tests.journeys.serving import LONG, Bot
from tests.journeys.test_telegram_kills import question_of, sent

PEOPLE, QUESTIONS, IN_HAND = (50, 1800, 40) if LONG else (12, 80, 20)
GROUP = -7000


async def test_nothing_is_lost_among_refusals_and_broken_connections(api: BotApi, bot: Bot) -> None:
    await bot.start()
    api.faults.add("429", "sendMessage", share=0.2, seconds=1)
    api.faults.add("502", share=0.05)
    api.faults.add("drop_before", "sendMessage", share=0.02)
    api.faults.add("drop_after", "sendMessage", share=0.05)
    asked = set()
    for number in range(QUESTIONS):
        chat = GROUP - number % PEOPLE
        asked.add((chat, api.world.say(chat, "/demander C'est quoi un enjeu ?", chat=chat)["message_id"]))
        await api.until(partial(in_hand, api, len(asked)), 90)
    # Whoever got an answer of unknown fate gets it once more, perhaps after everybody got theirs.
    await api.until(lambda: asked <= set(map(question_of, sent(api))) and again(api) == unknown_fate(api), 90)
    assert await bot.stop() == 0
    assert set(map(question_of, sent(api))) == asked
    assert again(api) == unknown_fate(api) > 0


def in_hand(api: BotApi, asked: int) -> bool:
    """Whether few enough are unanswered for the next to be asked."""
    return asked - len(set(map(question_of, sent(api)))) < IN_HAND


def unknown_fate(api: BotApi) -> int:
    """How many answers reached the server over a connection that broke before it said so."""
    return sum(call.status == 0 and call.processed for call in api.called("sendMessage"))


def again(api: BotApi) -> int:
    """How many answers somebody got who had one already."""
    return sum(count - 1 for count in Counter(map(question_of, sent(api))).values())


def has(api: BotApi, chat: int, messages: int) -> bool:
    return len(api.world.sent_to(chat)) >= messages


async def test_who_has_no_trouble_waits_for_nobody(api: BotApi, bot: Bot) -> None:
    """One chat is held back by Telegram, one hangs, one writes a hundred messages; another talks all the while."""
    await bot.start()
    held, hanging, flooding, quiet = 61, 62, 63, 64
    api.faults.add("429", "sendMessage", chat=held, seconds=60)
    api.faults.add("hang", "sendMessage", chat=hanging)
    api.faults.add("slow", "sendMessage", chat=flooding, seconds=0.2)
    for _ in range(100):
        api.world.say(flooding, "C'est quoi un enjeu ?")
    api.world.say(held, "C'est quoi un enjeu ?")
    api.world.say(hanging, "C'est quoi un enjeu ?")
    for number in range(1, 11):
        api.world.say(quiet, "C'est quoi un enjeu ?")
        await api.until(partial(has, api, quiet, number))
    assert api.world.sent_to(held) == []
    assert api.world.sent_to(hanging) == []
    assert len(api.world.sent_to(flooding)) < 100
    at_once = [call for call in api.called("sendMessage") if call.chat == flooding and call.status == -1]
    assert len(at_once) <= 1


async def test_a_server_that_goes_away_comes_back(api: BotApi, bot: Bot) -> None:
    await bot.start()
    api.faults.add("502", "getUpdates", times=2)
    api.faults.add("bad_json", "getUpdates", times=1)
    api.faults.add("drop_before", "getUpdates", times=1)
    api.world.say(71, "C'est quoi un enjeu ?")
    await api.until(lambda: api.world.sent_to(71))
    assert await bot.stop() == 0


async def test_a_second_program_on_the_same_bot_is_told_apart_and_survived(api: BotApi, bot: Bot) -> None:
    await bot.start()
    await api.until(lambda: api.polls >= 2)
    async with aiohttp.ClientSession() as other:
        await other.post(f"{api.root}/bot{api.token}/getUpdates")
    await api.until(lambda: any("another program" in line for line in bot.log))
    api.world.say(72, "C'est quoi un enjeu ?")
    await api.until(lambda: api.world.sent_to(72))
    assert await bot.stop() == 0
