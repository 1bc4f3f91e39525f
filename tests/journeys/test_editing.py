"""Une éditrice corrige une faute depuis Telegram : le processus entier, le double de la Bot API."""

from __future__ import annotations

import pytest

from tests.doubles.bot_api import BotApi
from tests.doubles.world import Json
from tests.journeys.serving import Bot

JEANNE, PAUL = 601, 602
WHAT = "C'est quoi la mutualisation ?"
BEFORE, AFTER = "La mutualisation est le fait", "La mutualisation, c’est le fait"


@pytest.fixture(autouse=True)
def team(bot: Bot) -> None:
    (bot.folder / "config.yaml").write_text(f"admins: ['telegram:{JEANNE}']\n", "utf-8")


def words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


async def last(api: BotApi, chat: int, beginning: str) -> Json:
    """The bot's newest message in a chat, once it begins like this."""
    await api.until(lambda: (sent := api.world.sent_to(chat)) and words(sent[-1]).startswith(beginning))
    newest: Json = api.world.sent_to(chat)[-1]
    return newest


async def test_a_typo_is_corrected_in_four_actions(api: BotApi, bot: Bot) -> None:
    for person in (JEANNE, PAUL):
        api.world.chat(person)
    await bot.start()
    api.world.say(JEANNE, WHAT)
    api.world.press(JEANNE, await last(api, JEANNE, ""), "Télécharger la source (.md)")
    given = (await last(api, JEANNE, "Corrigez ce fichier"))["document"]
    text = api.world.files[given["file_id"]][1].decode()
    assert BEFORE in text
    api.world.send_file(JEANNE, given["file_name"], text.replace(BEFORE, AFTER).encode())
    preview = await last(api, JEANNE, "Ce qui changerait")
    assert "1 document modifié" in preview["text"]
    assert AFTER in preview["text"]
    mine = [call for call in api.called("sendMessage") if call.chat == JEANNE]
    assert len(mine) == 2, "the preview is the message that showed how far it was"
    api.world.say(PAUL, WHAT)
    assert BEFORE in words(await last(api, PAUL, ""))
    api.world.press(JEANNE, preview, "Mettre en ligne")
    await last(api, JEANNE, "C’est en ligne")
    api.world.say(PAUL, WHAT)
    await api.until(lambda: len(api.world.sent_to(PAUL)) == 2)
    assert AFTER in words(api.world.sent_to(PAUL)[-1])
    await bot.kill()
    await bot.start()
    api.world.say(PAUL, WHAT)
    await api.until(lambda: len(api.world.sent_to(PAUL)) == 3)
    assert AFTER in words(api.world.sent_to(PAUL)[-1]), "it outlives the process"


async def test_only_the_team_has_its_menu_and_its_files_read(api: BotApi, bot: Bot) -> None:
    for person in (JEANNE, PAUL):
        api.world.chat(person)
    await bot.start()
    await api.until(
        lambda: {("commands", f"chat {JEANNE}"), ("commands", "all_private_chats")} <= set(api.world.settings)
    )
    menu = [command["command"] for command in api.world.settings["commands", f"chat {JEANNE}"]]
    everybody = [command["command"] for command in api.world.settings["commands", "all_private_chats"]]
    assert {"rafraichir", "retablir"} <= set(menu) - set(everybody)
    assert set(everybody) <= set(menu)
    assert ("commands", f"chat {PAUL}") not in api.world.settings
    api.world.send_file(PAUL, "contexte.md", b"# Rien")
    await last(api, PAUL, "Je ne lis que les messages")
    api.world.say(PAUL, "/rafraichir")
    await last(api, PAUL, "Cette action est réservée")
    assert not api.called("getFile")
