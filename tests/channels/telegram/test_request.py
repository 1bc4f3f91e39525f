"""The HTTP client, over real HTTP: what is sent arrives, what fails is told apart, the token is never said."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
import telegram
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.errors import NoConnection, NotSent, TooMany, Unanswered
from bot.channels.telegram.request import AiohttpRequest, encoded, proxy_for
from tests.doubles.bot_api import BotApi

ANNE = 501


def bot_of(api: BotApi, **timeouts: Any) -> telegram.Bot:
    request = AiohttpRequest(api.root, **timeouts)
    return telegram.Bot(
        api.token, f"{api.root}/bot", f"{api.root}/file/bot", request=request, get_updates_request=request
    )


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with bot_of(api, read=0.3) as bot:
        api.world.chat(ANNE)
        yield bot


async def test_text_arrives_as_it_was_written(api: BotApi, bot: telegram.Bot) -> None:
    text = "é & < > + % = ; \u202f« œuf » 👩‍👩‍👧\nligne"
    message = await bot.send_message(ANNE, text)
    assert message.text == text
    assert api.world.sent_to(ANNE)[0]["text"] == text


async def test_files_are_uploaded_and_downloaded_whole(api: BotApi, bot: telegram.Bot) -> None:
    content = bytes(range(256)) * 2000
    message = await bot.send_document(ANNE, telegram.InputFile(content, filename="réflexion.md"), caption="é < à")
    assert message.document is not None
    assert message.document.file_name == "réflexion.md"
    assert message.caption == "é < à"
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == content


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", TooMany),
        ("502", NotSent),
        ("403", Forbidden),
        ("drop_before", Unanswered),
        ("drop_after", Unanswered),
        ("bad_json", Unanswered),
        ("hang", Unanswered),
    ],
)
async def test_faults_are_told_apart(api: BotApi, bot: telegram.Bot, kind: Any, error: type[TelegramError]) -> None:
    api.faults.add(kind, "sendMessage", times=1, seconds=3)
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(ANNE, "bonjour")
    assert type(caught.value) is error
    assert (await bot.send_message(ANNE, "encore")).text == "encore"
    assert len(api.world.sent_to(ANNE)) == (2 if kind in ("drop_after", "bad_json") else 1)


async def test_how_long_to_wait_is_what_the_server_says(api: BotApi, bot: telegram.Bot) -> None:
    api.faults.add("429", "sendMessage", times=1, seconds=17)
    with pytest.raises(TooMany) as caught:
        await bot.send_message(ANNE, "bonjour")
    assert caught.value.seconds == 17


async def test_a_server_that_is_not_there_is_no_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        root = f"http://127.0.0.1:{free.getsockname()[1]}"
    request = AiohttpRequest(root)
    with pytest.raises(NoConnection):
        await request.post(f"{root}/bot1:secret/getMe")
    await request.initialize()
    with pytest.raises(NoConnection) as caught:
        await request.post(f"{root}/bot1:secret/getMe")
    await request.shutdown()
    assert "secret" not in str(caught.value) + repr(caught.value.__context__)


async def test_a_full_pool_is_no_connection(api: BotApi) -> None:
    async with bot_of(api, connections=1, connect=0.1, pool=0.1, read=5) as bot:
        api.world.chat(ANNE)
        api.faults.add("slow", "sendMessage", times=1, seconds=0.6)
        slow = asyncio.create_task(bot.send_message(ANNE, "un"))
        await api.until(lambda: api.called("sendMessage"))
        with pytest.raises(NoConnection):
            await bot.send_message(ANNE, "deux")
        await slow
    assert [message["text"] for message in api.world.sent_to(ANNE)] == ["un"]


async def test_a_call_may_bring_its_own_time_out(api: BotApi, bot: telegram.Bot) -> None:
    api.faults.add("slow", "sendMessage", times=2, seconds=0.6)
    assert (await bot.send_message(ANNE, "un", read_timeout=5)).text == "un"
    with pytest.raises(Unanswered):
        await bot.send_message(ANNE, "deux")


async def test_raw_calls_give_plain_json_and_the_same_errors(api: BotApi, bot: telegram.Bot) -> None:
    assert isinstance(bot.request, AiohttpRequest)
    calls = Calls(bot.request, api.root, api.token)
    assert (await calls("getMe"))["username"] == "essai_bot"
    api.world.settings["webhook"] = "https://exemple.fr"
    api.world.blocked.add(ANNE)
    api.world.migrate(ANNE, -9, -1001000000009)
    refused: list[tuple[str, dict[str, Any], type[TelegramError]]] = [
        ("getUpdates", {}, Conflict),
        ("sendMessage", {}, BadRequest),
        ("sendMessage", {"chat_id": ANNE, "text": "x"}, Forbidden),
        ("sendMessage", {"chat_id": -9, "text": "x"}, telegram.error.ChatMigrated),
        ("doesNotExist", {}, InvalidToken),
    ]
    for method, fields, error in refused:
        with pytest.raises(error):
            await calls(method, **fields)
    with pytest.raises(InvalidToken):
        await Calls(bot.request, api.root, "wrong")("getMe")


async def test_proxies_come_from_the_environment(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    async def proxy(request: web.BaseRequest) -> web.Response:
        seen.append(str(request.raw_path))
        return web.json_response({"ok": True, "result": api.world.me})

    runner = web.ServerRunner(web.Server(proxy))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{runner.addresses[0][1]}")
    monkeypatch.setenv("no_proxy", "localhost")
    request = AiohttpRequest("http://api.invalid")
    await request.initialize()
    assert (await Calls(request, "http://api.invalid", "1:x")("getMe"))["is_bot"]
    assert seen == ["http://api.invalid/bot1:x/getMe"]
    await request.shutdown()
    await runner.cleanup()


@pytest.mark.parametrize(
    ("environment", "root", "proxy"),
    [
        ({}, "https://api.telegram.org", None),
        ({"https_proxy": "http://p:3128"}, "https://api.telegram.org", "http://p:3128"),
        ({"https_proxy": "http://p:3128"}, "http://127.0.0.1:8081", None),
        ({"https_proxy": "http://p:3128", "no_proxy": "telegram.org"}, "https://api.telegram.org", None),
    ],
)
def test_which_proxy(
    environment: dict[str, str], root: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(root) == proxy


@given(st.dictionaries(st.text("abc_", min_size=1), st.text(st.characters(codec="utf-8"), max_size=40), max_size=4))
def test_a_form_comes_back_as_it_was(fields: dict[str, str]) -> None:
    assert dict(parse_qsl(encoded(fields).decode(), keep_blank_values=True)) == fields
