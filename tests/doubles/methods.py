"""The Bot API's methods over a ``World``: what they accept, what they refuse and with which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.doubles.checks import CAPTION_LIMIT, TEXT_LIMIT, Params, bad, checked_content, checked_markup, decoded
from tests.doubles.world import Json, Refused, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
DOWNLOAD_LIMIT = 20 * 2**20


class Methods:
    """One public coroutine-free method for each of the Bot API's that the double knows, under its lower-case name."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.table: dict[str, Callable[[Params], Any]] = {
            name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }

    # Messages.

    def do_sendmessage(self, params: Params) -> Json:
        content = checked_content(params, "text", TEXT_LIMIT)
        if not content["text"]:
            raise bad("message text is empty")
        return self._send(params, content)

    def do_sendphoto(self, params: Params) -> Json:
        name, size = self._file(params, "photo")
        photo = [{"file_id": name, "file_unique_id": name, "width": 1, "height": 1, "file_size": size}]
        return self._send(params, {"photo": photo, **checked_content(params, "caption", CAPTION_LIMIT)})

    def do_senddocument(self, params: Params) -> Json:
        name, size = self._file(params, "document")
        document = {"file_id": name, "file_unique_id": name, "file_name": self.world.files[name][0], "file_size": size}
        return self._send(params, {"document": document, **checked_content(params, "caption", CAPTION_LIMIT)})

    def do_editmessagetext(self, params: Params) -> Json | bool:
        content = checked_content(params, "text", TEXT_LIMIT)
        if not content["text"]:
            raise bad("message text is empty")
        return self._edit(params, content)

    def do_editmessagereplymarkup(self, params: Params) -> Json | bool:
        return self._edit(params, {})

    def do_deletemessage(self, params: Params) -> bool:
        key = self._chat(params), int(params.get("message_id", 0))
        if self.world.messages.pop(key, None) is None:
            raise bad("message to delete not found")
        self.world.deleted.append(key)
        return True

    def do_sendchataction(self, params: Params) -> bool:
        self._chat(params)
        if params.get("action") not in ("typing", "upload_photo", "upload_document"):
            raise bad("wrong parameter action in request")
        return True

    def do_answercallbackquery(self, params: Params) -> bool:
        if len(str(params.get("text", ""))) > 200:
            raise bad("MESSAGE_TOO_LONG")
        return self._answer(params, "callback_query_id")

    def do_answerinlinequery(self, params: Params) -> bool:
        results = decoded(params.get("results", "[]"))
        if len(results) > 50:
            raise bad("RESULTS_TOO_MUCH")
        if len({result["id"] for result in results}) != len(results):
            raise bad("RESULT_ID_DUPLICATE")
        for result in results:
            if not 1 <= len(str(result["id"]).encode()) <= 64:
                raise bad("RESULT_ID_INVALID")
            if not result.get("title"):
                raise bad('can\'t parse InlineQueryResult: Field "title" must be of type String')
            checked_content(result["input_message_content"], "message_text", TEXT_LIMIT)
            checked_markup(result)
        return self._answer(params, "inline_query_id")

    # The bot itself.

    def do_getme(self, params: Params) -> Json:
        return self.world.me

    def do_getfile(self, params: Params) -> Json:
        name = str(params.get("file_id", ""))
        if name not in self.world.files:
            raise bad("invalid file_id")
        size = len(self.world.files[name][1])
        if size > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": f"documents/{name}"}

    def do_getchat(self, params: Params) -> Json:
        return {**self.world.chats[self._chat(params)], "accent_color_id": 0, "max_reaction_count": 11}

    def do_getchatmember(self, params: Params) -> Json:
        chat, user = self._chat(params), int(params.get("user_id", 0))
        status = "administrator" if (chat, user) in self.world.administrators else "member"
        return {"status": status, "user": self.world.person(user)}

    def do_leavechat(self, params: Params) -> bool:
        self.world.blocked.add(self._chat(params))
        return True

    def do_setmycommands(self, params: Params) -> bool:
        commands = decoded(params.get("commands", "[]"))
        for command in commands:
            name, words = command["command"], command["description"]
            if not (1 <= len(name) <= 32 and name.isascii() and name == name.lower()):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(words) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.world.settings["commands", self._scope(params)] = commands
        self.world.changed.set()
        return True

    def do_deletemycommands(self, params: Params) -> bool:
        self.world.settings.pop(("commands", self._scope(params)), None)
        self.world.changed.set()
        return True

    def do_getmycommands(self, params: Params) -> list[Json]:
        commands: list[Json] = self.world.settings.get(("commands", self._scope(params)), [])
        return commands

    def do_setmydescription(self, params: Params) -> bool:
        return self._set(params, "description", 512)

    def do_getmydescription(self, params: Params) -> Json:
        return {"description": self.world.settings.get("description", "")}

    def do_setmyshortdescription(self, params: Params) -> bool:
        return self._set(params, "short_description", 120)

    def do_getmyshortdescription(self, params: Params) -> Json:
        return {"short_description": self.world.settings.get("short_description", "")}

    def do_deletewebhook(self, params: Params) -> bool:
        self.world.settings.pop("webhook", None)
        return True

    def do_setwebhook(self, params: Params) -> bool:
        self.world.settings["webhook"] = params.get("url", "")
        return True

    def do_getwebhookinfo(self, params: Params) -> Json:
        url = self.world.settings.get("webhook", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.world.updates)}

    # What they share.

    def _set(self, params: Params, key: str, limit: int) -> bool:
        text = str(params.get(key, ""))
        if len(text) > limit:
            raise bad(f"bot {key.replace('_', ' ')} is too long")
        self.world.settings[key] = text
        return True

    def _scope(self, params: Params) -> str:
        scope = decoded(params.get("scope", '{"type": "default"}'))
        chat = str(self._chat(scope)) if scope["type"].startswith("chat") else ""
        return " ".join(filter(None, (scope["type"], chat, str(params.get("language_code", "")))))

    def _answer(self, params: Params, key: str) -> bool:
        query = str(params.get(key, ""))
        if not query or query in self.world.answers:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self.world.answers[query] = {name: decoded(value) for name, value in params.items()}
        self.world.changed.set()
        return True

    def _chat(self, params: Params) -> int:
        try:
            chat = int(params.get("chat_id", ""))
        except ValueError:
            raise bad("chat_id is empty" if not params.get("chat_id") else "chat not found") from None
        if chat in self.world.moved:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, words, migrate_to_chat_id=self.world.moved[chat])
        if chat not in self.world.chats:
            raise bad("chat not found")
        if chat in self.world.blocked:
            who = "blocked by the user" if chat > 0 else "kicked from the group chat"
            raise Refused(403, f"Forbidden: bot was {who}")
        return chat

    def _file(self, params: Params, key: str) -> tuple[str, int]:
        given = params.get(key)
        if isinstance(given, str) and given.startswith("attach://"):
            given = params.get(given.removeprefix("attach://"))
        if isinstance(given, tuple):
            name = f"f{len(self.world.files) + 1}"
            self.world.files[name] = given
            if not given[1]:
                raise bad("file must be non-empty")
            return name, len(given[1])
        if given in self.world.files:
            return str(given), len(self.world.files[str(given)][1])
        raise bad(f"there is no {key} in the request")

    def _send(self, params: Params, content: Json) -> Json:
        chat, markup = self._chat(params), checked_markup(params)
        if reply := decoded(params.get("reply_parameters")):
            original = self.world.messages.get((chat, int(reply["message_id"])))
            if original is not None:
                content["reply_to_message"] = {k: v for k, v in original.items() if k != "reply_to_message"}
            elif not reply.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
        if thread := params.get("message_thread_id"):
            if not self.world.chats[chat].get("is_forum"):
                raise bad("message thread not found")
            content |= {"message_thread_id": int(thread), "is_topic_message": True}
        if markup:
            content["reply_markup"] = markup
        message = self.world.new_message(chat, self._bot(), **content)
        self.world.changed.set()
        self.world.on_sent(message)
        return message

    def _edit(self, params: Params, content: Json) -> Json | bool:
        if params.get("inline_message_id"):
            return True
        key = self._chat(params), int(params.get("message_id", 0))
        message, markup = self.world.messages.get(key), checked_markup(params)
        if message is None:
            raise bad("message to edit not found")
        if message["from"]["id"] != self.world.bot_id:
            raise bad("message can't be edited")
        kept = {k: v for k, v in message.items() if k not in ("reply_markup", "edit_date")}
        if content:
            kept.pop("entities", None)
        changed = {**kept, **content, **({"reply_markup": markup} if markup else {})}
        if changed == {k: v for k, v in message.items() if k != "edit_date"}:
            raise bad(NOT_MODIFIED)
        changed["edit_date"] = int(self.world.clock())
        self.world.messages[key] = changed
        self.world.changed.set()
        self.world.on_sent(changed)
        return changed

    def _bot(self) -> Json:
        return {"id": self.world.bot_id, "is_bot": True, "first_name": "Essai", "username": self.world.username}
