"""What concerns one person alone is not shown to a group: a link opens it in private, where it goes on."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import BUTTONS_AT_MOST, Button, Message, Paragraph, Reply
from bot.texts import texts

PERSONAL = frozenset({"mesdonnees", "effacer", "carnet", "noter", "temoigner", "commenter", "mescontributions"})
"""Commands about one person: their data, their notes, their testimony.  A group may have a subscription of its own."""
SAID_ALONE = 200
"""Characters that Telegram shows, at most, to whoever pressed a button."""
_LINKED = PERSONAL | {"abonner", "abonnement", "desabonner"}
_COMMAND_OF = {
    "erase": "effacer",
    "my_data": "mesdonnees",
    "notebook": "carnet",
    "volunteer": "temoigner",
    "comment": "commenter",
    "gifts": "mescontributions",
}
"""What a link opens, by the intent of the reply that says that this is only done in private."""


def link(username: str, payload: str) -> str:
    """The address that opens a private chat with the bot and hands it ``payload``."""
    return f"https://t.me/{username}?start={payload}"


def opened_in_private(message: Message, username: str) -> Reply | None:
    """For a personal command given in a group: where to go on; None for anything else."""
    name = message.text[1:].partition(" ")[0] if message.text.startswith("/") else ""
    if name not in PERSONAL:
        return None
    return Reply((Paragraph(texts("telegram-personal")),), (_open(username, name),), intent="help")


def with_the_way(reply: Reply, username: str) -> Reply:
    """The reply with a link to the private chat, where it says that this is only said in private."""
    sentences = texts("private-only"), texts("give-private")
    said = any(isinstance(block, Paragraph) and block.text in sentences for block in reply.blocks)
    if not said or len(reply.buttons) >= BUTTONS_AT_MOST:
        return reply
    return replace(reply, buttons=(*reply.buttons, _open(username, _COMMAND_OF.get(reply.intent, "help"))))


def for_one_alone(reply: Reply) -> str:
    """What is said aside, where it is short enough to be shown to one person; empty for any other reply."""
    match reply:
        case Reply(blocks=(Paragraph(text),), buttons=(), aside=True) if len(text) <= SAID_ALONE:
            return text
    return ""


def payload_as_command(message: Message) -> Message:
    """``/start effacer``, which such a link sends, as the command itself."""
    head, _, payload = message.text.partition(" ")
    return replace(message, text=f"/{payload}") if head == "/start" and payload in _LINKED else message


def _open(username: str, payload: str) -> Button:
    return Button(texts("button-telegram-private"), url=link(username, payload))
