"""One day of the Telegram bot, as a whole process: what each kind of person does, and what the operator sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.texts import texts
from corpus.loading import EMBEDDED, load_corpus
from tests.doubles.bot_api import TOKEN, BotApi
from tests.doubles.telegram_html import parse
from tests.doubles.world import Json
from tests.journeys.processes import coop
from tests.journeys.serving import Bot

ANNE, PAUL, GROUP, FORUM = 501, 502, -900, -1001000000900
WHAT = "C'est quoi la mutualisation ?"


def said(api: BotApi, chat: int) -> list[str]:
    return [message.get("text", "") for message in api.world.sent_to(chat)]


def labels(message: Json) -> list[str]:
    return [key["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for key in row]


async def answer(api: BotApi, chat: int, number: int = 1) -> Json:
    """The bot's message of that number in a chat, once it is there."""
    await api.until(lambda: len(api.world.sent_to(chat)) >= number)
    message: Json = api.world.sent_to(chat)[number - 1]
    return message


def test_without_a_token_one_sentence_says_how_to_get_one(tmp_path: Path) -> None:
    done = coop(tmp_path, "serve")
    assert done.code == 2
    assert "@BotFather" in done.err
    assert "TELEGRAM_BOT_TOKEN" in done.err
    assert len(done.err.splitlines()) == 1


async def test_a_token_that_telegram_does_not_know_ends_the_program(api: BotApi, bot: Bot) -> None:
    bot.token = "4242:another"
    with pytest.raises(RuntimeError, match="@BotFather"):
        await bot.start()
    assert bot.process is not None
    assert await bot.process.wait() == 2


async def test_a_person_asks_corrects_presses_and_shares(api: BotApi, bot: Bot) -> None:
    passages = load_corpus(EMBEDDED).corpus.passages
    await bot.start()
    assert any("organisation" in line for line in bot.log)
    api.world.say(ANNE, "/start")
    hello = await answer(api, ANNE)
    assert texts("start-official") in hello["text"]
    assert texts("start-confidential", channel="telegram") in hello["text"]
    question = api.world.say(ANNE, "C'est quoi la mutualisaton ?")
    first = await answer(api, ANNE, 2)
    assert "mutualisation" in first["text"].lower()
    assert len(labels(first)) <= 6
    api.world.edit(question, "/start p_" + passages[0].id)
    await api.until(lambda: passages[0].text[:40] in said(api, ANNE)[1])
    assert len(api.world.sent_to(ANNE)) == 2
    api.world.say(ANNE, f"/start p_{passages[5].id}")
    shown = await answer(api, ANNE, 3)
    assert passages[5].text[:40] in shown["text"]
    assert texts("button-telegram-share") in labels(shown)
    query = api.world.type_inline(ANNE, f"p_{passages[5].id}")
    shared = await api.until(lambda: api.world.answers.get(query))
    assert passages[5].text[:40] in parse(shared["results"][0]["input_message_content"]["message_text"])[0]
    old = api.world.new_message(ANNE, {"id": 4242, "is_bot": True, "first_name": "x"}, text="ancien")
    pressed = api.world.press_data(ANNE, old, "zz:perdu")
    await api.until(lambda: any(texts("stale-button")[:20] in text for text in said(api, ANNE)))
    await api.until(lambda: pressed in api.world.answers)
    typing = [call for call in api.called("sendChatAction") if call.chat == ANNE]
    assert typing[0].at <= next(call.at for call in api.called("sendMessage") if call.chat == ANNE)
    assert await bot.stop() == 0


async def test_a_group_hears_the_bot_only_when_it_speaks_to_it(api: BotApi, bot: Bot) -> None:
    api.world.chat(FORUM, is_forum=True)
    await bot.start()
    for text in ("Bonjour à tous", WHAT, "/demander@autre_bot quoi ?", "/aide@autre_bot"):
        api.world.say(PAUL, text, chat=GROUP)
    asked = api.world.say(PAUL, f"/demander {WHAT}", chat=GROUP)
    first = await answer(api, GROUP)
    assert first["reply_to_message"]["message_id"] == asked["message_id"]
    api.world.say(ANNE, "la suite", chat=GROUP, reply_to=first)
    api.world.say(ANNE, f"@essai_bot {WHAT}", chat=GROUP)
    await answer(api, GROUP, 3)
    api.world.say(ANNE, "/mesdonnees", chat=GROUP)
    private = await answer(api, GROUP, 4)
    assert private["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://t.me/essai_bot?start=mesdonnees"
    api.world.say(PAUL, f"/demander {WHAT}", chat=FORUM, thread=9)
    assert (await answer(api, FORUM))["message_thread_id"] == 9
    assert len(api.world.sent_to(GROUP)) == 4
    api.world.migrate(PAUL, GROUP, -1001000000901)
    api.world.say(PAUL, f"/demander {WHAT}", chat=-1001000000901)
    await answer(api, -1001000000901)
    assert await bot.stop() == 0


async def test_the_token_is_in_no_log_at_any_level(api: BotApi, bot: Bot) -> None:
    api.faults.add("502", "sendMessage", times=1)
    api.faults.add("drop_before", "sendMessage", times=1)
    api.faults.add("drop_after", "getUpdates", times=1)
    api.faults.add("403", "sendChatAction", times=1)
    await bot.start("--log-level", "debug")
    api.world.say(ANNE, "un secret de famille ?")
    api.world.send_other(ANNE, voice={"file_id": "v", "file_unique_id": "v", "duration": 1})
    await answer(api, ANNE, 2)
    assert await bot.stop() == 0
    log = "\n".join(bot.log)
    assert len(bot.log) > 3
    assert TOKEN.partition(":")[2] not in log
    assert "secret de famille" not in log


async def test_erasing_leaves_nothing_of_a_person_on_the_disk(api: BotApi, bot: Bot) -> None:
    person = 987654321
    await bot.start()
    api.world.say(person, WHAT)
    await answer(api, person)
    await api.until(lambda: any(str(person).encode() in file.read_bytes() for file in bot.folder.glob("coop.db*")))
    api.world.say(person, "/effacer")
    asked = await answer(api, person, 2)
    assert texts("button-erase") in labels(asked)
    api.world.press(person, asked, texts("button-erase"))
    await api.until(lambda: any(texts("erase-done") in text for text in said(api, person)))
    assert await bot.stop() == 0
    for file in [*bot.folder.glob("coop.db*"), bot.folder / "telegram.journal"]:
        assert not re.search(rb"\b987654321\b", file.read_bytes()), file.name
