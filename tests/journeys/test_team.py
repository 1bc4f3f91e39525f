"""Devenir éditeur, en vrai : le lien de ``coop admin invite``, un mot à tous, un groupe fermé, une exclusion."""

from __future__ import annotations

import asyncio

from tests.doubles.bot_api import BotApi
from tests.journeys.processes import Done, coop
from tests.journeys.serving import Bot
from tests.journeys.test_telegram_service import answer, labels, said

ANNE, PAUL, MARC, THEIRS, OURS = 501, 502, 503, -901, -902
SETTINGS = "safety:\n  messages_minute: 6\n  groups: known\n"


async def operator(bot: Bot, *arguments: str) -> Done:
    """What the person who runs the bot types meanwhile, on the same machine."""
    environ = {
        "TELEGRAM_BOT_TOKEN": bot.token,
        "TELEGRAM_API_ROOT": bot.api.root,
        "COOP_DATA_DIR": str(bot.folder),
    }
    return await asyncio.to_thread(coop, bot.folder, "admin", *arguments, environ=environ)


async def invited(bot: Bot) -> str:
    """What the link hands to the bot when it is opened."""
    done = await operator(bot, "invite")
    link, until = done.out.splitlines()
    assert link.startswith(f"https://t.me/{bot.api.world.username}?start=a_")
    assert "once, until 20" in until
    return "/start " + link.partition("=")[2]


async def test_an_editor_is_invited_writes_to_all_and_guards_the_door(api: BotApi, bot: Bot) -> None:
    (bot.folder / "config.yaml").write_text(SETTINGS, "utf-8")
    await bot.start()
    api.world.say(PAUL, "/admin")
    assert "réservée à l’équipe éditoriale" in (await answer(api, PAUL))["text"]
    start = await invited(bot)
    api.world.say(ANNE, start)
    assert "Bienvenue dans l’équipe éditoriale" in (await answer(api, ANNE))["text"]
    api.world.say(PAUL, start)
    assert "n’est plus valable" in (await answer(api, PAUL, 2))["text"]

    # A second answer comes once what the first one did is written down.
    for number, text in enumerate(("abonne-moi", "/aide"), 1):
        api.world.say(MARC, text)
        await answer(api, MARC, number)
    api.world.press(ANNE, await answer(api, ANNE), "État et actions")
    assert "abonnés : 1" in (await answer(api, ANNE, 2))["text"].replace("\u00a0", " ")
    api.world.say(ANNE, "/diffuser La page des rencontres est en ligne.")
    preview = await answer(api, ANNE, 3)
    assert "Envoyer à 1" in labels(preview)
    api.world.press(ANNE, preview, "Envoyer à 1")
    assert "La page des rencontres est en ligne." in (await answer(api, MARC, 3))["text"]
    await api.until(lambda: any("terminé" in one and "1 sur 1" in one for one in said(api, ANNE)))

    api.world.membership(PAUL, THEIRS, "left", "member")
    await api.until(lambda: api.called("leaveChat"))
    assert "groupes ouverts par son équipe" in said(api, THEIRS)[0]
    api.world.membership(ANNE, OURS, "left", "member")
    await answer(api, OURS)
    assert len(api.called("leaveChat")) == 1

    assert (await operator(bot, "ban", f"telegram:{MARC}")).code == 0
    await api.until(lambda: asks(api, MARC) and any("a fermé votre accès" in one for one in said(api, MARC)))
    log = (await operator(bot, "log")).out
    assert [line.split("  ", 1)[1] for line in log.splitlines()] == [
        "command line  invited",
        "admin 1  joined",
        f"admin 1  broadcast sent  {log.partition('broadcast sent  ')[2].split()[0]}",
        "command line  banned  n° 1",
    ]
    assert await bot.stop() == 0


def asks(api: BotApi, person: int) -> bool:
    """The person writes once more, where nobody waits for an answer already."""
    if len([call for call in api.called("sendMessage") if call.chat == person]) >= len(said(api, person)):
        api.world.send_other(person, photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])
    return True


async def test_who_floods_the_bot_is_told_so_and_holds_nobody_up(api: BotApi, bot: Bot) -> None:
    (bot.folder / "config.yaml").write_text(SETTINGS, "utf-8")
    await bot.start()
    for _ in range(30):
        api.world.say(PAUL, "/aide")
    api.world.say(MARC, "/aide")
    await answer(api, MARC)
    await api.until(lambda: any("plus vite que moi" in one for one in said(api, PAUL)))
    api.world.say(MARC, "/aide")
    await answer(api, MARC, 2)
    assert await bot.stop() == 0
    assert len(said(api, PAUL)) < 30
