"""Une question sans réponse, jusqu'à la réponse de l'équipe : le processus entier, le double de la Bot API."""

from __future__ import annotations

import itertools
from functools import partial

import pytest

from tests.doubles.bot_api import BotApi
from tests.doubles.world import Json
from tests.journeys.serving import Bot

JEANNE, PAUL = 601, 602
ASKED = "Comment ouvrir une boulangerie ?"


@pytest.fixture(autouse=True)
def team(bot: Bot) -> None:
    (bot.folder / "config.yaml").write_text(f"admins: ['telegram:{JEANNE}']\n", "utf-8")


async def holding(api: BotApi, chat: int, words: str) -> Json:
    """The bot's newest message in a chat, once it holds these words."""

    def newest() -> Json | None:
        sent = api.world.sent_to(chat)
        return sent[-1] if sent and words in str(sent[-1].get("text") or sent[-1].get("caption")) else None

    found: Json = await api.until(newest)
    return found


async def list_with(api: BotApi, words: str) -> Json:
    """The editors' list once it holds these words: an answer is shown a moment before it is written down."""
    for asked in itertools.count(len(api.world.sent_to(JEANNE)) + 1):
        api.world.say(JEANNE, "/sansreponse")
        await api.until(partial(answered, api, asked))
        shown: Json = api.world.sent_to(JEANNE)[-1]
        if words in shown["text"]:
            return shown
    raise AssertionError


def answered(api: BotApi, times: int) -> bool:
    return len(api.world.sent_to(JEANNE)) == times


async def test_who_asked_reads_the_answer_of_the_team_once(api: BotApi, bot: Bot) -> None:
    for person in (JEANNE, PAUL):
        api.world.chat(person)
    await bot.start()
    api.world.say(PAUL, ASKED)
    api.world.press(PAUL, await holding(api, PAUL, "Je n’ai rien trouvé"), "Transmettre à l’équipe")
    api.world.press(PAUL, await holding(api, PAUL, "transmise"), "Prévenez-moi")
    await holding(api, PAUL, "je vous écrirai quand l’équipe répondra")
    listed = await list_with(api, "1 personne attend une réponse.")
    assert str(PAUL) not in str(listed["text"])
    api.world.press(JEANNE, listed, "Comment ouvrir une…")
    api.world.press(JEANNE, await holding(api, JEANNE, "1 personne a demandé"), "Répondre")
    await holding(api, JEANNE, "Écrivez votre réponse")
    api.world.say(JEANNE, "Appelez le meunier.\n\nIl saura.")
    api.world.press(JEANNE, await holding(api, JEANNE, "Aperçu"), "Envoyer")
    await holding(api, JEANNE, "1 personne est prévenue")
    letter = await holding(api, PAUL, "L’équipe vous répond")
    assert ASKED in letter["text"].replace("\u00a0", " ")
    assert letter["text"].endswith("Appelez le meunier.\n\nIl saura.")
    api.world.say(JEANNE, "/stats")
    figures = await holding(api, JEANNE, "30 jours")
    assert figures["photo"]
    assert sum("L’équipe vous répond" in one.get("text", "") for one in api.world.sent_to(PAUL)) == 1
