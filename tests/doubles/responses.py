"""What the server reads and answers, as HTTP."""

from __future__ import annotations

from typing import Any

from aiohttp import web


class Dropped(web.Response):
    """An answer that never reaches the bot: its connection is closed."""


def dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return Dropped()


def error(code: int, description: str, **parameters: Any) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=code)


def too_many(seconds: int) -> web.Response:
    return error(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


async def params_of(request: web.Request) -> dict[str, Any]:
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body: dict[str, Any] = await request.json()
        return params | body
    for key, value in (await request.post()).items():
        params[key] = (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
    return params
