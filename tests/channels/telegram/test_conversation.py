"""Whole exchanges: the person writes to Telegram, the bot answers through it."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram.updates import address
from bot.messages import Message
from bot.store import Store
from bot.store.inbox import messages_for
from bot.texts import texts
from tests.channels.telegram.conftest import Done, FewWords, Running, owed
from tests.doubles.bot_api import BotApi

ANNE, PAUL, GROUP, FORUM = 501, 502, -900, -1001000000900


def heard(dialogue: FewWords) -> list[str]:
    return [message.text for message in dialogue.heard]


def texts_in(api: BotApi, chat: int) -> list[str]:
    return [message.get("text", "") for message in api.world.sent_to(chat)]


async def test_a_question_gets_typing_then_its_answer(api: BotApi, bot: None) -> None:
    api.world.say(ANNE, "C'est quoi ?")
    [answer] = await api.until(lambda: api.world.sent_to(ANNE))
    assert answer["text"] == "Réponse à : C'est quoi ?"
    await api.until(lambda: api.called("sendChatAction"))
    sent = api.called("sendMessage")[0]
    assert sent.params["link_preview_options"] == '{"is_disabled": true}'
    assert api.called("sendChatAction")[0].at <= sent.at


async def test_an_edited_question_edits_its_answer(api: BotApi, bot: None, settled: Done) -> None:
    question = api.world.say(ANNE, "C'est qoi ?")
    await api.until(lambda: api.world.sent_to(ANNE))
    api.world.edit(question, "C'est quoi ?")
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : C'est quoi ?"])
    await settled()
    assert len(api.called("sendMessage")) == 1


async def test_an_edited_question_whose_answer_grows_or_shrinks(api: BotApi, bot: None, settled: Done) -> None:
    question = api.world.say(ANNE, "bref")
    await api.until(lambda: api.world.sent_to(ANNE))
    question = api.world.edit(question, "long")
    await api.until(lambda: len(api.world.sent_to(ANNE)) == 2)
    assert texts_in(api, ANNE)[0].startswith("Paragraphe 0")
    await settled()
    api.world.edit(question, "bref")
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : bref"])
    assert "reply_markup" in api.world.sent_to(ANNE)[0]


async def test_an_edit_of_a_question_whose_answer_is_unknown_is_answered_anew(api: BotApi, bot: None) -> None:
    old = api.world.new_message(ANNE, api.world.person(ANNE), text="vieux")
    api.world.edit(old, "neuf")
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : neuf"])


async def test_a_button_edits_in_place_and_pressing_twice_is_harmless(api: BotApi, bot: None, settled: Done) -> None:
    api.world.say(ANNE, "bonjour")
    [answer] = await api.until(lambda: api.world.sent_to(ANNE))
    first, second = (api.world.press(ANNE, answer, "Suite") for _ in range(2))
    await api.until(lambda: texts_in(api, ANNE) == ["page 2"])
    await settled()
    assert texts_in(api, ANNE) == ["page 2"]
    assert {first, second} <= set(api.world.answers)
    assert len(api.called("sendMessage")) == 1


async def test_a_button_under_a_message_that_is_gone_answers_below(api: BotApi, store: Store, bot: None) -> None:
    api.world.say(ANNE, "bonjour")
    [answer] = await api.until(lambda: api.world.sent_to(ANNE))
    del api.world.messages[ANNE, answer["message_id"]]
    api.world.press(ANNE, answer, "Suite")
    await api.until(lambda: texts_in(api, ANNE) == ["page 2"])


async def test_a_button_of_a_former_version_says_so(api: BotApi, dialogue: FewWords, bot: None) -> None:
    message = api.world.new_message(ANNE, {"id": api.world.bot_id, "is_bot": True, "first_name": "x"}, text="ancien")
    query = api.world.press_data(ANNE, message, "zz:inconnu:7")
    await api.until(lambda: "Ce bouton est ancien." in texts_in(api, ANNE))
    assert dialogue.heard[0].stale
    await api.until(lambda: query in api.world.answers)


async def test_something_else_than_text_gets_one_sentence(api: BotApi, bot: None, settled: Done) -> None:
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 1}
    api.world.send_other(ANNE, voice=voice)
    await api.until(lambda: texts_in(api, ANNE) == [texts("text-only")])
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    for _ in range(3):
        api.world.send_other(PAUL, photo=photo, media_group_id="77")
    await settled()
    assert texts_in(api, PAUL) == [texts("text-only")]


async def test_a_photo_with_a_caption_is_a_question(api: BotApi, dialogue: FewWords, bot: None) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    api.world.send_other(ANNE, photo=photo, caption="Et ceci ?")
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : Et ceci ?"])
    assert dialogue.heard[0].captioned


async def test_an_unexpected_error_is_one_sentence_and_the_next_question_is_answered(
    api: BotApi, dialogue: FewWords, bot: None
) -> None:
    def fail(message: object) -> None:
        if len(dialogue.heard) == 1:
            raise RuntimeError("le secret de la personne")

    dialogue.before = fail
    api.world.say(ANNE, "le secret de la personne")
    await api.until(lambda: texts_in(api, ANNE) == [texts("error")])
    api.world.say(ANNE, "autre")
    await api.until(lambda: texts_in(api, ANNE)[1:] == ["Réponse à : autre"])


async def test_the_log_of_an_error_has_the_trace_without_the_persons_words(
    api: BotApi, dialogue: FewWords, bot: None, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(message: Message) -> None:
        raise RuntimeError(message.text)

    dialogue.before = fail
    api.world.say(ANNE, "le secret de la personne")
    await api.until(lambda: texts_in(api, ANNE))
    assert "in fail" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "secret de" not in caplog.text


async def test_the_database_is_empty_of_updates_once_they_are_answered(
    api: BotApi, store: Store, bot: None, settled: Done
) -> None:
    question = api.world.say(ANNE, "bonjour")
    [answer] = await api.until(lambda: api.world.sent_to(ANNE))
    await settled()
    kept = await store.read(lambda connection: messages_for(connection, address(ANNE), str(question["message_id"])))
    assert kept == (str(answer["message_id"]),)


async def test_who_is_erased_is_not_brought_back_by_the_answer(
    api: BotApi, store: Store, bot: None, settled: Done
) -> None:
    api.world.say(ANNE, "/erase")
    await api.until(lambda: api.world.sent_to(ANNE))
    await settled()
    assert await store.personal_data(address(ANNE)) == ()


async def test_what_was_not_answered_before_is_answered_after_the_start(
    api: BotApi, store: Store, dialogue: FewWords, running: Running
) -> None:
    gate = dialogue.gates["lent"] = asyncio.Event()
    async with running() as stop:
        api.world.say(ANNE, "lent")
        api.world.say(ANNE, "ensuite")
        await api.until(lambda: dialogue.at_work)
        stop.set()
        gate.set()
        await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : lent"])
    assert texts_in(api, ANNE) == ["Réponse à : lent"]
    api.world.say(PAUL, "nouveau")
    async with running():
        await api.until(lambda: texts_in(api, PAUL) and len(texts_in(api, ANNE)) == 2)
    assert sorted(heard(dialogue)) == ["ensuite", "lent", "nouveau"]
    assert texts_in(api, ANNE) == ["Réponse à : lent", "Réponse à : ensuite"]
    assert await owed(store) == []


async def test_updates_handed_out_again_after_a_crash_are_not_answered_twice(
    api: BotApi, dialogue: FewWords, running: Running, settled: Done, written_down: Done
) -> None:
    async with running():
        api.world.say(ANNE, "une fois")
        await api.until(lambda: api.world.sent_to(ANNE))
        await api.until(lambda: not api.world.updates)
        await settled()
        api.world.say(ANNE, "deux fois ?")
        again = api.world.updates[-1]
        await api.until(lambda: len(api.world.sent_to(ANNE)) == 2)
        await written_down()
    api.world.updates.insert(0, again)
    async with running():
        api.world.say(PAUL, "et moi")
        await api.until(lambda: api.world.sent_to(PAUL))
    assert texts_in(api, ANNE) == ["Réponse à : une fois", "Réponse à : deux fois ?"]
