"""The double behaves as the real server does, over real HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.doubles.bot_api import TOKEN, BotApi
from tests.doubles.faults import FloodLimits

ANNE = 501


class Client:
    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api, self.session = api, session

    async def call(self, name: str, token: str = TOKEN, **fields: Any) -> tuple[int, Any]:
        async with self.session.post(f"{self.api.root}/bot{token}/{name}", data=fields) as response:
            body = await response.json()
            return response.status, body["result"] if body["ok"] else body["description"]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        server.world.chat(ANNE)
        yield server


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(api, session)


async def test_who_the_bot_is_and_who_may_ask(client: Client) -> None:
    status, me = await client.call("getMe")
    assert (status, me["is_bot"]) == (200, True)
    assert await client.call("getMe", token="wrong") == (401, "Unauthorized")
    assert await client.call("noSuchMethod") == (404, "Not Found")
    assert (await client.call("GETME"))[0] == 200


async def test_an_update_is_confirmed_by_the_next_call_only(api: BotApi, client: Client) -> None:
    for text in ("un", "deux", "trois"):
        api.world.say(ANNE, text)
    first = (await client.call("getUpdates", limit=2))[1]
    assert [update["message"]["text"] for update in first] == ["un", "deux"]
    assert (await client.call("getUpdates"))[1][0] == first[0]
    rest = (await client.call("getUpdates", offset=first[-1]["update_id"] + 1))[1]
    assert [update["message"]["text"] for update in rest] == ["trois"]
    assert isinstance(rest[0]["message"]["date"], int)


async def test_a_poll_is_held_until_something_happens(api: BotApi, client: Client) -> None:
    poll = asyncio.create_task(client.call("getUpdates", timeout=20))
    await api.until(lambda: api.polls)
    api.world.say(ANNE, "bonjour")
    assert (await poll)[1][0]["message"]["text"] == "bonjour"
    assert (await client.call("getUpdates", offset=10_000))[1] == []


async def test_kinds_not_asked_for_are_kept_back(api: BotApi, client: Client) -> None:
    await client.call("getUpdates", allowed_updates='["callback_query"]')
    message = api.world.say(ANNE, "bonjour")
    api.world.press_data(ANNE, message, "x")
    [update] = (await client.call("getUpdates"))[1]
    assert update["callback_query"]["chat_instance"]


async def test_the_earlier_of_two_pollers_is_sent_away(api: BotApi, client: Client) -> None:
    first = asyncio.create_task(client.call("getUpdates", timeout=20))
    await api.until(lambda: api.polls)
    second = asyncio.create_task(client.call("getUpdates", timeout=0))
    assert (await first)[0] == 409
    assert (await second)[0] == 200
    api.world.settings["webhook"] = "https://exemple.fr"
    assert (await client.call("getUpdates"))[0] == 409


def key_with(kind: str, value: object) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "a", kind: value}]]})


REFUSED = [
    ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 9, "text": "x"}, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": ANNE, "text": "  "}, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": ANNE, "text": "😀" * 2049}, "Bad Request: message is too long"),
    (
        "sendMessage",
        {"chat_id": ANNE, "text": "<b>x", "parse_mode": "HTML"},
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        "sendMessage",
        {"chat_id": ANNE, "text": "x", "reply_markup": key_with("callback_data", "é" * 33)},
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": ANNE, "text": "x", "reply_markup": key_with("copy_text", {"text": ""})},
        "Bad Request: BUTTON_COPY_TEXT_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": ANNE, "text": "x", "reply_parameters": '{"message_id": 99}'},
        "Bad Request: message to be replied not found",
    ),
    ("sendMessage", {"chat_id": ANNE, "text": "x", "message_thread_id": 4}, "Bad Request: message thread not found"),
    ("editMessageText", {"chat_id": ANNE, "message_id": 99, "text": "x"}, "Bad Request: message to edit not found"),
    ("deleteMessage", {"chat_id": ANNE, "message_id": 99}, "Bad Request: message to delete not found"),
    ("answerCallbackQuery", {}, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    ("sendDocument", {"chat_id": ANNE}, "Bad Request: there is no document in the request"),
]


@pytest.mark.parametrize(("method", "fields", "words"), REFUSED, ids=lambda value: str(value)[:40])
async def test_what_is_refused_and_how(client: Client, method: str, fields: dict[str, Any], words: str) -> None:
    assert await client.call(method, **fields) == (400, words)


async def test_an_edit_answers_the_message_and_the_same_again_is_refused(api: BotApi, client: Client) -> None:
    _, sent = await client.call("sendMessage", chat_id=ANNE, text="<b>a</b>", parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    edit = {"chat_id": ANNE, "message_id": sent["message_id"]}
    status, edited = await client.call("editMessageText", text="b", **edit)
    assert (status, edited["text"], "entities" in edited) == (200, "b", False)
    status, words = await client.call("editMessageText", text="b", **edit)
    assert (status, words.startswith("Bad Request: message is not modified")) == (400, True)
    question = api.world.say(ANNE, "x")
    edit["message_id"] = question["message_id"]
    assert await client.call("editMessageText", text="b", **edit) == (400, "Bad Request: message can't be edited")


async def test_people_who_block_and_groups_that_move(api: BotApi, client: Client) -> None:
    api.world.membership(ANNE, ANNE, "member", "kicked")
    assert await client.call("sendMessage", chat_id=ANNE, text="x") == (403, "Forbidden: bot was blocked by the user")
    api.world.migrate(ANNE, -9, -1001000000009)
    async with client.session.post(f"{api.root}/bot{TOKEN}/sendMessage", json={"chat_id": -9, "text": "x"}) as response:
        assert (await response.json())["parameters"] == {"migrate_to_chat_id": -1001000000009}


async def test_uploads_come_back_whole(api: BotApi, client: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(ANNE), "caption": "é"})
    form.add_field("document", b"\x00\xff" * 500, filename="a.bin", content_type="application/octet-stream")
    async with client.session.post(f"{api.root}/bot{TOKEN}/sendDocument", data=form) as response:
        sent = (await response.json())["result"]
    _, file = await client.call("getFile", file_id=sent["document"]["file_id"])
    async with client.session.get(f"{api.root}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == b"\x00\xff" * 500


def test_flood_limits_are_those_that_telegram_publishes() -> None:
    limits = FloodLimits(chat_burst=1)
    assert limits.wait(1, 0.0) == 0
    assert limits.wait(1, 0.5) == 1
    assert limits.wait(1, 1.6) == 0
    assert [limits.wait(chat, 10.0) for chat in range(100, 130)] == [0] * 30
    assert limits.wait(200, 10.0) == 1
    slow = FloodLimits(chat_burst=100, per_chat=100)
    assert [slow.wait(-5, 0.0) for _ in range(20)] == [0] * 20
    assert slow.wait(-5, 0.0) == 4


async def test_flood_limits_are_answered_with_429(api: BotApi, client: Client) -> None:
    api.limits, api.clock = FloodLimits(chat_burst=1), lambda: 100.0
    assert (await client.call("sendMessage", chat_id=ANNE, text="x"))[0] == 200
    assert await client.call("sendMessage", chat_id=ANNE, text="x") == (429, "Too Many Requests: retry after 2")


async def test_it_runs_as_a_process_too() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.doubles.bot_api", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    root = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as session:
        await session.post(f"{root}/people/say", json={"user": ANNE, "text": "bonjour"})
        await session.post(f"{root}/bot{TOKEN}/sendMessage", data={"chat_id": ANNE, "text": "oui"})
        async with session.get(f"{root}/people/messages", params={"chat": ANNE}) as response:
            assert [message["text"] for message in await response.json()] == ["oui"]
    process.terminate()
    await process.wait()
