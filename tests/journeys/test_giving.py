"""Un commentaire, de la main de l'usager jusque sous le document : le processus entier, le double de la Bot API."""

from __future__ import annotations

import itertools
from functools import partial

import pytest

from tests.doubles.bot_api import BotApi
from tests.doubles.world import Json
from tests.journeys.serving import Bot

JEANNE, PAUL = 601, 602
FICHE = "enjeu 4 questions 2"


@pytest.fixture(autouse=True)
def team(bot: Bot) -> None:
    (bot.folder / "config.yaml").write_text(f"admins: ['telegram:{JEANNE}']\n", "utf-8")


async def holding(api: BotApi, chat: int, words: str) -> Json:
    """The bot's newest message of a chat that holds these words, once there is one."""

    def newest() -> Json | None:
        return next((one for one in reversed(api.world.sent_to(chat)) if words in one.get("text", "")), None)

    found: Json = await api.until(newest)
    return found


def answered(api: BotApi, times: int) -> bool:
    return len(api.world.sent_to(JEANNE)) == times


async def queue(api: BotApi, words: str) -> Json:
    """The editors' queue once it holds these words: an answer is shown a moment before it is written down."""
    for asked in itertools.count(len(api.world.sent_to(JEANNE)) + 1):
        api.world.say(JEANNE, "/moderation")
        await api.until(partial(answered, api, asked))
        shown: Json = api.world.sent_to(JEANNE)[-1]
        if words in shown.get("text", ""):
            return shown
    raise AssertionError


async def test_a_comment_asked_back_about_stands_under_its_document(api: BotApi, bot: Bot) -> None:
    for person in (JEANNE, PAUL):
        api.world.chat(person)
    await bot.start()
    api.world.say(PAUL, FICHE)
    api.world.press(PAUL, await holding(api, PAUL, "centralité"), "Commenter")
    await holding(api, PAUL, "Écrivez votre commentaire")
    api.world.say(PAUL, "Il manque les associations.")
    api.world.press(PAUL, await holding(api, PAUL, "Je le transmets"), "Transmettre à l’équipe")
    await holding(api, PAUL, "C’est transmis à l’équipe")
    await bot.kill()
    await bot.start()
    waiting = await queue(api, "Il manque les associations.")
    assert str(PAUL) not in str(waiting)
    api.world.press(JEANNE, waiting, "Demander une précision")
    await holding(api, JEANNE, "Que voulez-vous demander")
    api.world.say(JEANNE, "Lesquelles ?")
    api.world.press(PAUL, await holding(api, PAUL, "Lesquelles ?"), "Répondre à l’équipe")
    await holding(api, PAUL, "Écrivez votre réponse")
    api.world.say(PAUL, "Celles du sport.")
    await holding(api, PAUL, "votre réponse est transmise")
    api.world.press(JEANNE, await queue(api, "Celles du sport."), "Publier")
    await holding(api, JEANNE, "C’est publié")
    api.world.say(JEANNE, FICHE)
    read = await holding(api, JEANNE, "Ce qu’en dit un lecteur")
    assert "Il manque les associations." in read["text"]
