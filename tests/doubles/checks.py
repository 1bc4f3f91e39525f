"""What every sending method checks first: text, markup, keyboards."""

from __future__ import annotations

import json
from typing import Any

from tests.doubles.telegram_html import BadMarkup, Entity, parse, units
from tests.doubles.world import Json, Refused

Params = dict[str, Any]
TEXT_LIMIT, CAPTION_LIMIT, ENTITY_LIMIT = 4096, 1024, 100
COPY_LIMIT, DATA_LIMIT = 256, 64
KINDS = ("callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat",
         "switch_inline_query_chosen_chat", "web_app", "login_url", "pay")  # fmt: skip


def bad(words: str) -> Refused:
    return Refused(400, f"Bad Request: {words}")


def decoded(value: Any) -> Any:
    """A parameter's value: JSON where it was sent as text."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad("can't parse JSON-encoded parameter") from error
    return value


def flag(value: Any) -> bool:
    return value in (True, "true", "True", "1")


def checked_content(params: Params, key: str, limit: int) -> Json:
    """The text or caption as it is shown, with its entities; refused when badly marked or too long."""
    text = str(params.get(key, ""))
    entities: tuple[Entity, ...] = ()
    mode = str(params.get("parse_mode", "")).lower()
    if mode not in ("", "html"):
        raise bad("unsupported parse_mode")
    if mode == "html":
        try:
            text, entities = parse(text)
        except BadMarkup as error:
            raise bad(f"can't parse entities: {error}") from error
    shown = text.strip()
    if units(shown) > limit:
        raise bad("message is too long" if key != "caption" else "message caption is too long")
    content: Json = {key: shown}
    if entities:
        lead = units(text) - units(text.lstrip())
        content[f"{key.replace('text', '')}_entities".removeprefix("_")] = [
            {"type": e.type, "offset": max(0, e.offset - lead), "length": e.length, **({"url": e.url} if e.url else {})}
            for e in entities[:ENTITY_LIMIT]
        ]
    return content


def checked_markup(params: Params) -> Json | None:
    """The inline keyboard, refused when a button is not one of the Bot API's."""
    markup = decoded(params.get("reply_markup"))
    if not markup:
        return None
    for row in markup.get("inline_keyboard", []):
        for button in row:
            kinds = [kind for kind in KINDS if kind in button]
            if not button.get("text"):
                raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
            if len(kinds) != 1:
                raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= DATA_LIMIT:
                raise bad("BUTTON_DATA_INVALID")
            if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= COPY_LIMIT:
                raise bad("BUTTON_COPY_TEXT_INVALID")
            if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
                raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    result: Json = markup
    return result
