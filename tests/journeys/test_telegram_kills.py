"""SIGKILL under load: every question is answered, and only an answer that was on its way can be given twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from functools import partial
from itertools import pairwise

from corpus.loading import EMBEDDED, load_corpus
from tests.doubles.bot_api import BotApi, Call
from tests.doubles.world import Json
from tests.journeys.serving import LONG, Bot

PEOPLE, QUESTIONS, KILLS = (50, 500, 3) if LONG else (12, 72, 3)
GROUP = -7000
READ_WITHIN = 0.01


def question_of(answer: Json) -> int:
    """The number of the message that an answer stands under."""
    number: int = answer["reply_to_message"]["message_id"]
    return number


async def test_every_question_is_answered_through_kills(api: BotApi, bot: Bot) -> None:
    """Each person has a group of their own, where an answer says which question it answers."""
    passages = load_corpus(EMBEDDED).corpus.passages
    asked: list[tuple[int, int]] = []
    in_flight = 0
    api.faults.latency = 0.02
    await bot.start()
    draw = random.Random(3)
    for kill in range(KILLS + 1):
        for number in range(QUESTIONS // (KILLS + 1)):
            chat = GROUP - number % PEOPLE
            words = " ".join(draw.choice(passages).text.split()[:6])
            asked.append((chat, api.world.say(chat, f"/demander {words} ?", chat=chat)["message_id"]))
        if kill == KILLS:
            break
        await api.until(partial(more_calls, api, len(api.called("sendMessage")) + 5 + 3 * kill), 30)
        in_flight += sum(on_its_way(call, api.clock()) for call in api.called("sendMessage"))
        await bot.kill()
        await bot.start()
    await api.until(lambda: set(asked) <= {(m["chat"]["id"], question_of(m)) for m in sent(api)}, 60)
    assert await bot.stop() == 0
    copies = Counter((message["chat"]["id"], question_of(message)) for message in sent(api))
    assert set(copies) == set(asked)
    assert sum(count - 1 for count in copies.values()) <= in_flight
    for chat in {chat for chat, _ in asked}:
        order = [question_of(message) for message in sent(api) if message["chat"]["id"] == chat]
        assert all(first <= second for first, second in pairwise(order))


def sent(api: BotApi) -> list[Json]:
    return [message for (_, _), message in sorted(api.world.messages.items()) if message["from"]["is_bot"]]


def more_calls(api: BotApi, enough: int) -> bool:
    return len(api.called("sendMessage")) >= enough


def on_its_way(call: Call, now: float) -> bool:
    """The request is being answered, or its answer was written so lately that the bot may not have read it."""
    return call.status == -1 or now - call.done < READ_WITHIN


async def test_what_was_asked_while_the_bot_was_down_is_answered(api: BotApi, bot: Bot) -> None:
    for person in range(20, 26):
        api.world.say(person, "C'est quoi un enjeu ?")
    await bot.start()
    await api.until(lambda: all(api.world.sent_to(person) for person in range(20, 26)))
    assert await bot.stop() == 0


async def test_sigterm_finishes_the_answers_in_hand_within_ten_seconds(api: BotApi, bot: Bot) -> None:
    await bot.start()
    api.faults.add("slow", "sendMessage", seconds=1.0)
    for person in (31, 32):
        for _ in range(3):
            api.world.say(person, "C'est quoi un enjeu ?")
    await api.until(lambda: len(api.called("sendMessage")) == 2)
    loop = asyncio.get_running_loop()
    before = loop.time()
    assert await bot.stop() == 0
    assert loop.time() - before < 10
    assert [len(api.world.sent_to(person)) for person in (31, 32)] == [1, 1]
    api.faults.rules.clear()
    await bot.start()
    await api.until(lambda: all(len(api.world.sent_to(person)) == 3 for person in (31, 32)))
    assert await bot.stop() == 0


async def test_sigterm_does_not_wait_for_a_chat_that_telegram_holds_back(api: BotApi, bot: Bot) -> None:
    await bot.start()
    api.faults.add("429", "sendMessage", chat=41, seconds=300)
    api.world.say(41, "C'est quoi un enjeu ?")
    await api.until(lambda: api.called("sendMessage"))
    assert await bot.stop() == 0
    api.faults.rules.clear()
    await bot.start()
    await api.until(lambda: api.world.sent_to(41))
    assert await bot.stop() == 0
