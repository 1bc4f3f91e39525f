"""A running bot and a refresh beside it: new answers within seconds, not one question lost."""

from __future__ import annotations

import asyncio
import re
import shutil
from functools import partial
from pathlib import Path

from tests.doubles.bot_api import BotApi
from tests.editorial.desk import SECOND
from tests.journeys.processes import COOP, clean_environment
from tests.journeys.serving import LONG, Bot

EDITIONS, PEOPLE = (10, 20) if LONG else (1, 6)
EDITION = re.compile(r"édition(\d+)")
QUESTIONS = ("Comment accueillir de nouveaux habitants ?", "C'est quoi un accueil ?", "quels sont les enjeux ?")


def print_edition(folder: Path, number: int) -> None:
    """Every passage says which edition it is of."""
    for file in folder.glob("*.md"):
        head, _, body = file.read_text("utf-8").partition("\n---\n")
        body = re.sub(r"(\w)([.?!]?)$", rf"\1 édition{number}\2", re.sub(r" édition\d+", "", body), flags=re.MULTILINE)
        file.write_text(f"{head}\n---\n{body}", "utf-8")


async def refresh(folder: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *COOP, "corpus", "refresh", "--yes",
        cwd=folder, env=clean_environment(COOP_DATA_DIR=str(folder)), stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0


async def test_people_go_on_asking_while_versions_change(api: BotApi, bot: Bot) -> None:
    corpus = bot.folder / "accueil"
    shutil.copytree(SECOND, corpus)
    print_edition(corpus, 0)
    (bot.folder / "config.yaml").write_text("corpus: accueil\nsafety: {messages_minute: 0}\n", "utf-8")
    await refresh(bot.folder)
    await bot.start()
    people = range(6000, 6000 + PEOPLE)
    asked = 0
    for number in range(1, EDITIONS + 1):
        print_edition(corpus, number)
        refreshing = asyncio.create_task(refresh(bot.folder))
        while not (refreshing.done() and str(number) in editions(api)):
            asked += 1
            for person in people:
                api.world.say(person, QUESTIONS[asked % len(QUESTIONS)])
            await api.until(partial(answered, api, people, asked))
            # They leave the refresh, which gives way to everything else, its share of a machine that is busy.
            await asyncio.sleep(0.05)
        await refreshing
    assert await bot.stop() == 0
    told = [message["text"] for person in people for message in api.world.sent_to(person)]
    assert {len(set(EDITION.findall(text))) for text in told} <= {0, 1}
    assert sum(bool(EDITION.search(text)) for text in told) > len(told) / 2


def editions(api: BotApi) -> set[str]:
    return {number for message in api.world.messages.values() for number in EDITION.findall(message.get("text", ""))}


def answered(api: BotApi, people: range, asked: int) -> bool:
    return all(len(api.world.sent_to(person)) >= asked for person in people)
