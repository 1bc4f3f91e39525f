"""A Bot API server over real HTTP: in the test's own loop, or a process (``python -m tests.doubles.bot_api --port 0``).

In a process it prints its root on the first line and takes a person's message at ``POST /people/say``
(``{"user": 1, "text": "…"}``); ``GET /people/messages?chat=1`` gives what the bot wrote there.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.doubles.checks import decoded
from tests.doubles.faults import Faults, FloodLimits, Rule
from tests.doubles.methods import Methods
from tests.doubles.responses import Dropped, dropped, error, params_of, too_many
from tests.doubles.world import Refused, World

TOKEN = "4242:AAH-double-of-the-bot-api_0123456789"
WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
NET = 60.0
"""Seconds after which what is waited for will never come, however slow the machine is."""


@dataclass
class Call:
    """One request and what became of it (``status`` 0: the connection was dropped, -1: not answered yet)."""

    method: str
    params: dict[str, Any]
    at: float
    status: int = -1
    done: float = 0.0
    processed: bool = False

    @property
    def chat(self) -> int | None:
        try:
            return int(self.params["chat_id"])
        except (KeyError, ValueError):
            return None


@dataclass
class BotApi:
    """The server; ``world`` is what it knows, ``calls`` what it was asked (long polls left out)."""

    token: str = TOKEN
    clock: Callable[[], float] = time.time
    faults: Faults = field(default_factory=Faults)
    limits: FloodLimits | None = None
    calls: list[Call] = field(default_factory=list)
    polls: int = 0
    root: str = ""

    def __post_init__(self) -> None:
        self.world = World(self.clock)
        self.methods = Methods(self.world)
        self._poll: asyncio.Future[None] | None = None
        self._runner: web.AppRunner | None = None
        self._hanging = asyncio.Event()

    async def start(self, port: int = 0) -> BotApi:
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_post("/people/say", self._say)
        app.router.add_get("/people/messages", self._messages)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.root = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        self._hanging.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> BotApi:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def polled(self) -> bool:
        """Whether a program waits for updates at this moment."""
        return self._poll is not None and not self._poll.done()

    async def until(self, condition: Callable[[], Any], seconds: float = NET) -> Any:
        """What ``condition`` gives once it is true, looked at after each change of the world.

        Raises:
            TimeoutError: it never was.
        """
        async with asyncio.timeout(seconds):
            while not (result := condition()):
                self.world.changed.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.world.changed.wait(), 0.05)
        return result

    def called(self, method: str) -> list[Call]:
        """The calls of that method so far, in order."""
        return [call for call in self.calls if call.method == method.lower()]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return error(401, "Unauthorized")
        method = request.match_info["method"].lower()
        call = Call(method, await params_of(request), self.clock())
        if method == "getupdates":
            return await self._get_updates(request, call.params)
        self.calls.append(call)
        if self.faults.latency:
            await asyncio.sleep(self.faults.latency)
        rule = self.faults.pick(method, call.chat)
        if rule is not None and (early := await self._early(rule, request)) is not None:
            return self._finished(call, early)
        response = self._process(call, method)
        if rule is not None and rule.kind == "drop_after":
            response = dropped(request)
        if rule is not None and rule.kind == "bad_json":
            response = web.Response(text='{"ok": true, "resu', content_type="application/json")
        return self._finished(call, response)

    def _process(self, call: Call, method: str) -> web.Response:
        handler = self.methods.table.get(method)
        if handler is None:
            return error(404, "Not Found")
        counted = method.startswith("send") and method != "sendchataction"
        if self.limits is not None and counted and call.chat and (wait := self.limits.wait(call.chat, self.clock())):
            return too_many(wait)
        try:
            result = handler(call.params)
        except Refused as refusal:
            return error(refusal.code, refusal.description, **refusal.parameters)
        call.processed = True
        return web.json_response({"ok": True, "result": result})

    async def _early(self, rule: Rule, request: web.Request) -> web.Response | None:
        """What a fault answers instead of processing the call; None when the call is processed all the same."""
        if rule.kind == "429":
            return too_many(int(rule.seconds))
        if rule.kind == "403":
            return error(403, "Forbidden: bot was blocked by the user")
        if rule.kind == "502":
            return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
        if rule.kind == "drop_before":
            return dropped(request)
        if rule.kind == "slow":
            await asyncio.sleep(rule.seconds)
        if rule.kind == "held":
            await rule.gate.wait()
        if rule.kind == "hang":
            await self._hanging.wait()
            return dropped(request)
        return None

    def _finished(self, call: Call, response: web.Response) -> web.Response:
        call.status, call.done = (0 if isinstance(response, Dropped) else response.status), self.clock()
        return response

    async def _get_updates(self, request: web.Request, params: dict[str, Any]) -> web.Response:
        if self.world.settings.get("webhook"):
            return error(409, WEBHOOK_ACTIVE)
        self.polls += 1
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        mine = self._poll = asyncio.get_running_loop().create_future()
        rule = self.faults.pick("getupdates", None)
        if rule is not None and (early := await self._early(rule, request)) is not None:
            return early
        if "allowed_updates" in params:
            self.world.allowed = frozenset(decoded(params["allowed_updates"])) or None
        if offset := int(params.get("offset", 0)):
            self.world.confirm(offset)
        limit = min(100, max(1, int(params.get("limit", 100))))
        deadline = time.monotonic() + min(50.0, float(params.get("timeout", 0)))
        while not self.world.updates and (left := deadline - time.monotonic()) > 0 and not mine.done():
            self.world.changed.clear()
            changed = asyncio.ensure_future(self.world.changed.wait())
            await asyncio.wait({changed, mine}, timeout=min(left, 0.25), return_when=asyncio.FIRST_COMPLETED)
            changed.cancel()
            if request.transport is None or request.transport.is_closing():
                mine.cancel()
                return Dropped()
        if mine.done():
            return error(409, OTHER_POLLER)
        mine.set_result(None)
        response = web.json_response({"ok": True, "result": self.world.updates[:limit]})
        if rule is not None and rule.kind == "drop_after":
            return dropped(request)
        return response

    async def _download(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["path"].rpartition("/")[2]
        rule = self.faults.pick("download", None)
        if rule is not None and (early := await self._early(rule, request)) is not None:
            return early
        if request.match_info["token"] != self.token or name not in self.world.files:
            return error(404, "Not Found")
        return web.Response(body=self.world.files[name][1])

    async def _say(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.say(**await request.json()))

    async def _messages(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.sent_to(int(request.query["chat"])))


async def _main(port: int) -> None:
    server = await BotApi().start(port)
    print(server.root, flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="A Bot API server for tests")
    arguments.add_argument("--port", type=int, default=0)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_main(arguments.parse_args().port))
