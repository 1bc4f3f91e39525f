"""SIGKILL under load: every question is answered, and only an answer that was on its way can be given twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from corpus.loading import EMBEDDED, load_corpus
from tests.doubles.bot_api import BotApi, Call
from tests.doubles.checks import decoded
from tests.doubles.world import Json
from tests.journeys.serving import LONG, Bot

PEOPLE, QUESTIONS, KILLS = (50, 500, 3) if LONG else (12, 72, 3)
GROUP = -7000
Question = tuple[int | None, int]
"""Its chat, and its number there."""


def question_of(answer: Json) -> Question:
    """What an answer stands under."""
    return answer["chat"]["id"], answer["reply_to_message"]["message_id"]


def asked_for(call: Call) -> Question:
    """What a call answers."""
    return call.chat, decoded(call.params["reply_parameters"])["message_id"]


async def test_every_question_is_answered_through_kills(api: BotApi, bot: Bot) -> None:
    """Each person has a group of their own, where an answer says which question it answers."""
    passages = load_corpus(EMBEDDED).corpus.passages
    asked: list[Question] = []
    over: set[Question] = set()
    killed_at = 0
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
        await api.until(partial(far_enough, api, killed_at, kill))
        of_this_run = api.called("sendMessage")[killed_at:]
        assert over.isdisjoint(map(asked_for, of_this_run))
        over |= known_to_be_over(of_this_run)
        killed_at += len(of_this_run)
        await bot.kill()
        await bot.start()
    await api.until(lambda: set(asked) <= set(map(question_of, sent(api))))
    assert await bot.stop() == 0
    copies = Counter(map(question_of, sent(api)))
    assert set(copies) == set(asked)
    assert max(copies.values()) <= KILLS + 1
    assert over.isdisjoint(map(asked_for, api.called("sendMessage")[killed_at:]))
    for place in {place for place, _ in asked}:
        order = [question_of(message) for message in sent(api) if message["chat"]["id"] == place]
        assert all(first <= second for first, second in pairwise(order))


def sent(api: BotApi) -> list[Json]:
    return [message for (_, _), message in sorted(api.world.messages.items()) if message["from"]["is_bot"]]


def far_enough(api: BotApi, begun: int, kill: int) -> bool:
    """The first kill comes among the first answers, later ones when some are over."""
    of_this_run = api.called("sendMessage")[begun:]
    return len(of_this_run) >= 5 + 3 * kill and len(known_to_be_over(of_this_run)) >= 2 * kill


def known_to_be_over(calls: Sequence[Call]) -> set[Question]:
    """What the bot has done with, by what it did next: however slow it is, it reads answers in the order they come.

    It goes on to a chat's next question once it has read that its last answer arrived, so it has read all that was
    written to it before that.
    """
    read_up_to = max((before.done for before, _ in gone_on(calls)), default=0.0)
    return {asked_for(call) for call in calls if call.status == 200 and call.done <= read_up_to}


def gone_on(calls: Iterable[Call]) -> Iterator[tuple[Call, Call]]:
    """An answer and the chat's next one, to another question."""
    last: dict[int | None, Call] = {}
    for call in calls:
        before = last.get(call.chat)
        if before is not None and asked_for(before) != asked_for(call):
            yield before, call
        last[call.chat] = call


async def test_what_was_asked_while_the_bot_was_down_is_answered(api: BotApi, bot: Bot) -> None:
    for person in range(20, 26):
        api.world.say(person, "C'est quoi un enjeu ?")
    await bot.start()
    await api.until(lambda: all(api.world.sent_to(person) for person in range(20, 26)))
    assert await bot.stop() == 0


async def test_sigterm_finishes_the_answers_in_hand_within_ten_seconds(api: BotApi, bot: Bot) -> None:
    await bot.start()
    held = api.faults.add("held", "sendMessage")
    for person in (31, 32):
        for _ in range(3):
            api.world.say(person, "C'est quoi un enjeu ?")
    await api.until(lambda: len(api.called("sendMessage")) == 2)
    loop = asyncio.get_running_loop()
    before = loop.time()
    stopping = asyncio.create_task(bot.stop())
    await api.until(lambda: not api.polled)
    held.gate.set()
    assert await stopping == 0
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
