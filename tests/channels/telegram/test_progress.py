"""L'avancement d'une action longue : un seul message, que la réponse remplace."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from bot.channels.telegram import progress
from bot.channels.telegram.patience import Abandoned
from bot.channels.telegram.progress import Progressing
from bot.channels.telegram.updates import address
from bot.messages import Reply
from bot.store import Store
from bot.store.inbox import messages_for
from tests.channels.telegram.conftest import Done, FewWords, Running, said, until_written
from tests.channels.telegram.test_conversation import ANNE, PAUL, texts_in
from tests.doubles.bot_api import BotApi


def shows(api: BotApi, text: str) -> bool:
    return texts_in(api, ANNE) == [text]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PAUSE", 0.01)


async def test_one_message_says_how_far_it_is_and_becomes_the_answer(
    api: BotApi, dialogue: FewWords, bot: None, settled: Done
) -> None:
    dialogue.steps["chantier"] = ("un sur deux", "deux sur deux")
    dialogue.gates |= {step: asyncio.Event() for step in dialogue.steps["chantier"]}
    question = api.world.say(ANNE, "chantier")
    for step in dialogue.steps["chantier"]:
        await api.until(partial(shows, api, step))
        dialogue.gates[step].set()
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : chantier"])
    assert len(api.called("sendMessage")) == 1
    await settled()
    api.world.edit(question, "autre chose")
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : autre chose"])


async def test_a_chat_that_works_delays_no_other(api: BotApi, dialogue: FewWords, bot: None) -> None:
    dialogue.steps["chantier"] = ("un",)
    dialogue.gates["un"] = asyncio.Event()
    api.world.say(ANNE, "chantier")
    await api.until(lambda: texts_in(api, ANNE) == ["un"])
    api.world.say(PAUL, "bonjour")
    await api.until(lambda: texts_in(api, PAUL) == ["Réponse à : bonjour"])
    dialogue.gates["un"].set()
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : chantier"])


async def test_what_is_refused_neither_slows_the_work_nor_loses_the_answer(
    api: BotApi, dialogue: FewWords, bot: None
) -> None:
    api.faults.add("502", "editMessageText", times=1)
    dialogue.steps["chantier"] = ("un", "deux")
    dialogue.gates |= {"un": asyncio.Event(), "deux": asyncio.Event()}
    api.world.say(ANNE, "chantier")
    await api.until(lambda: texts_in(api, ANNE) == ["un"])
    for gate in dialogue.gates.values():
        gate.set()
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : chantier"])


async def test_ending_in_the_middle_leaves_the_work_to_the_next_start(
    api: BotApi, dialogue: FewWords, store: Store, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.application.LAST_WORDS", 0.05)
    dialogue.steps["chantier"] = ("un",)
    dialogue.gates["un"] = asyncio.Event()
    async with running():
        number = str(api.world.say(ANNE, "chantier")["message_id"])
        await api.until(lambda: texts_in(api, ANNE) == ["un"])

        async def shown() -> bool:
            return bool(await store.read(partial(messages_for, chat=address(ANNE), said=number)))

        # That it was shown does not say yet that the database knows by which message.
        await until_written(shown)
    dialogue.gates["un"].set()
    async with running():
        await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : chantier"])
    assert len(api.called("sendMessage")) == 1, "the work began anew in the message of before"


class Shown:
    """Keeps what is delivered; each delivery waits for ``free``."""

    def __init__(self, error: Exception | None = None) -> None:
        self.said: list[tuple[str, tuple[int, ...]]] = []
        self.free = asyncio.Event()
        self.twice = asyncio.Event()
        self.error = error

    async def __call__(self, reply: Reply, over: tuple[int, ...]) -> tuple[int, ...]:
        self.said.append((str(reply.blocks[0]), over))
        if len(self.said) == 2:
            self.twice.set()
        await self.free.wait()
        if self.error is not None:
            raise self.error
        return (7,)


async def test_only_the_newest_word_is_shown() -> None:
    shown = Shown()
    async with Progressing(shown) as tell:
        for text in ("un", "deux", "trois"):
            await tell(said(text))
            await asyncio.sleep(0)
        shown.free.set()
        await shown.twice.wait()
    assert [over for _, over in shown.said] == [(), (7,)]
    assert "trois" in shown.said[1][0]
    assert tell.messages == (7,)


@pytest.mark.parametrize("error", [RuntimeError("x"), Abandoned()])
async def test_its_failure_is_not_the_actions(error: Exception) -> None:
    shown = Shown(error)
    shown.free.set()
    async with Progressing(shown) as tell:
        await tell(said("un"))
        await asyncio.sleep(0)
        await tell(said("deux"))
    assert len(shown.said) == 1
    assert tell.messages == ()
